"""Reading a whole gradebook, whatever it is kept in, without the ids that nbgrader draws anew each time."""

import hashlib

from sqlalchemy import text

from localchange.grading.records.opening import open_gradebook

GRADES = """
select s.student_id, n.name, b.name, g.auto_score, g.manual_score, g.extra_credit, g.needs_manual_grade,
       m.late_submission_penalty, s.timestamp
from grade g join base_cell b on b.id = g.cell_id
join submitted_notebook m on m.id = g.notebook_id join notebook n on n.id = m.notebook_id
join submitted_assignment s on s.id = m.assignment_id
"""
COMMENTS = """
select s.student_id, b.name, c.auto_comment, c.manual_comment
from comment c join base_cell b on b.id = c.cell_id
join submitted_notebook m on m.id = c.notebook_id join submitted_assignment s on s.id = m.assignment_id
"""
RECORDS = """
select s.student_id, r.digest, r.notebook, r.isolated, r.report, r.shown
from localchange_marking r join submitted_assignment s on s.id = r.submission_id
"""
VERSION = "select version_num from alembic_version"


def plain(row):
    """Give a row without the ways in which databases differ: SQLite has neither true and false nor moments."""
    return tuple(
        int(value)
        if isinstance(value, bool)
        else value.isoformat(" ", "microseconds")
        if hasattr(value, "isoformat")
        else value
        for value in row
    )


def everything(address):
    """Give every row of every learner, in order, so that a row too many or too few shows as well."""
    with open_gradebook(address) as gradebook:
        return {
            name: sorted(repr(plain(row)) for row in gradebook.db.execute(text(query)))
            for name, query in {
                "grades": GRADES,
                "comments": COMMENTS,
                "records": RECORDS,
                "version": VERSION,
                "students": "select id from student",
                "submissions": "select student_id from submitted_assignment",
            }.items()
        }


def files(folder):
    """Give a digest of every file under a folder, hidden ones too."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
