"""Writing one submission: all of it in one transaction, or nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbgrader.api import (
    Comment,
    Grade,
    Gradebook,
    Notebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)
from nbgrader.preprocessors import AssignLatePenalties
from nbgrader.utils import is_grade, parse_utc
from sqlalchemy import insert, select, update
from traitlets.config import Config

from localchange.grading.earned import digest_of_shown
from localchange.grading.marked import Marked
from localchange.grading.outcome import NOT_ISOLATED, Outcome
from localchange.grading.records.record import TABLE, Record, due_of, with_due_date


@dataclass(frozen=True)
class Rows:
    """The rows of the gradebook that belong to one submission."""

    submission: SubmittedAssignment
    notebook: SubmittedNotebook
    grades: Mapping[str, Grade]
    comments: Mapping[str, Comment]
    new: bool


class Saving:
    """Writes submissions of one assignment into the gradebook.

    Parameters
    ----------
    gradebook
        nbgrader's, open.
    config
        The settings of the course.
    slug
        The assignment, registered in the gradebook.
    """

    def __init__(self, gradebook: Gradebook, config: Config, slug: str) -> None:
        self._db = gradebook.db
        self._late = AssignLatePenalties(config=config)
        self._late.init_plugin()
        assignment = gradebook.find_assignment(slug)
        notebook: Notebook = gradebook.find_notebook(slug, slug)
        self._assignment, self._notebook = assignment.id, notebook.id
        self.most = float(assignment.max_score)
        graded = [*notebook.grade_cells, *notebook.task_cells]
        self._graded = {cell.id: cell.name for cell in graded}
        self._commented = {cell.id: cell.name for cell in (*notebook.solution_cells, *notebook.task_cells)}
        self._db.commit()

    def save(self, marked: Marked, digest: str, before: Path, lay_out: Callable[[], None]) -> Outcome:
        """Write one submission.

        Parameters
        ----------
        marked
            What came of marking it.
        digest
            Of all that went into it, but for what only the gradebook knows.
        before
            The notebook under ``autograded/``, as it is still there from the last time.
        lay_out
            Puts the files under ``autograded/`` in their place. It is called when the gradebook has taken
            everything, and before it is made final: whoever is stopped in between marks this submission again.

        Returns
        -------
        Outcome
            As the gradebook has it now.
        """
        try:
            self._adopt(marked.learner, before)
            rows = self._rows(marked.learner)
            if marked.timestamp:
                rows.submission.timestamp = parse_utc(marked.timestamp)
            saved = None if rows.new else self._record(rows.submission.id)
            self._grade(rows, marked, saved.shown if saved else {})
            self._comment(rows, marked)
            if rows.new:  # only now, so that each row is written once
                self._db.add(rows.submission)
            self._db.flush()
            self._penalise(rows, marked.learner)
            record = Record(
                digest=with_due_date(digest, due_of(rows.submission)),
                notebook=hashlib.sha256(marked.notebook).hexdigest(),
                isolated=marked.isolated,
                problem=marked.problem,
                notes=marked.notes,
                events=marked.events,
                shown={one.cell: one.shown for one in marked.earned},
            )
            self._keep(rows.submission.id, record, new=saved is None)
            self._db.flush()
            outcome = self._outcome(rows, marked)
            lay_out()
            self._db.commit()
            return outcome
        finally:
            self._db.remove()  # rolls back what is not committed, and forgets what was loaded

    def _rows(self, learner: str) -> Rows:
        submission = self._submission(learner)
        new = submission is None
        if submission is None:
            if self._db.get(Student, learner) is None:
                self._db.add(Student(id=learner))
                self._db.flush()
            submission = SubmittedAssignment(assignment_id=self._assignment, student_id=learner)
            notebook = SubmittedNotebook(notebook_id=self._notebook, assignment=submission)
            grades = [Grade(cell_id=cell, notebook=notebook) for cell in self._graded]
            comments = [Comment(cell_id=cell, notebook=notebook) for cell in self._commented]
        else:
            (notebook,) = submission.notebooks
            grades, comments = notebook.grades, notebook.comments
        return Rows(
            submission,
            notebook,
            {self._graded[grade.cell_id]: grade for grade in grades},
            {self._commented[comment.cell_id]: comment for comment in comments},
            new,
        )

    def _submission(self, learner: str) -> SubmittedAssignment | None:
        asked = select(SubmittedAssignment).where(
            SubmittedAssignment.assignment_id == self._assignment, SubmittedAssignment.student_id == learner
        )
        found: SubmittedAssignment | None = self._db.scalars(
            asked.with_for_update(of=SubmittedAssignment)
        ).one_or_none()
        return found

    def _record(self, submission: str) -> Record | None:
        row = self._db.execute(select(TABLE).where(TABLE.c.submission_id == submission)).mappings().first()
        return Record.from_row(row) if row else None

    def _keep(self, submission: str, record: Record, *, new: bool) -> None:
        if new:
            self._db.execute(insert(TABLE).values(submission_id=submission, **record.as_row()))
        else:
            self._db.execute(
                update(TABLE).where(TABLE.c.submission_id == submission).values(**record.as_row())
            )

    def _adopt(self, learner: str, before: Path) -> None:
        """Note, of a submission that was marked by nbgrader alone, what a person has looked at so far.

        It is made final at once, because the notebook that shows it is about to be replaced.
        """
        submission = self._submission(learner)
        if submission is not None and self._record(submission.id) is None and before.is_file():
            cells = nbformat.read(before, as_version=4).cells
            shown = {
                cell.metadata["nbgrader"]["grade_id"]: digest_of_shown(cell)
                for cell in cells
                if is_grade(cell)
            }
            self._keep(submission.id, Record("", "", shown=shown), new=True)
            self._db.commit()

    def _grade(self, rows: Rows, marked: Marked, shown_before: Mapping[str, str]) -> None:
        """Set what the program gives, and ask a person for what it cannot, and for what has changed.

        nbgrader keeps marks of a person when it marks again, and asks for all of them to be looked at anew.
        That is right when what they looked at has changed, and only then.
        """
        for one in marked.earned:
            grade = rows.grades[one.cell]
            settled = grade.manual_score is not None and not grade.needs_manual_grade
            same = settled and shown_before.get(one.cell) == one.shown
            grade.auto_score = one.points
            grade.needs_manual_grade = not same and (not one.sure or grade.manual_score is not None)

    def _comment(self, rows: Rows, marked: Marked) -> None:
        for cell, comment in marked.comments.items():
            rows.comments[cell].auto_comment = comment
        if marked.isolated is False:
            for cell, row in rows.comments.items():
                row.auto_comment = " ".join(filter(None, (NOT_ISOLATED, marked.comments.get(cell))))

    def _penalise(self, rows: Rows, learner: str) -> None:
        """Take off for lateness what nbgrader, as it is set, takes off."""
        rows.notebook.late_submission_penalty = None
        late = rows.submission.total_seconds_late
        if late > 0:
            self._db.refresh(rows.notebook, ["score"])
            penalty = self._late.plugin_inst.late_submission_penalty(learner, rows.notebook.score, late)
            if penalty is not None:
                rows.notebook.late_submission_penalty = self._late._check_late_penalty(rows.notebook, penalty)

    def _outcome(self, rows: Rows, marked: Marked) -> Outcome:
        points = sum(_points(grade) for grade in rows.grades.values())
        waiting = [name for name, grade in rows.grades.items() if grade.needs_manual_grade]
        return Outcome(
            learner=marked.learner,
            points=None if marked.problem else round(points, 2),
            of=self.most,
            waiting=() if marked.problem else tuple(sorted(waiting)),
            notes=marked.notes,
            problem=marked.problem,
            events=marked.events,
            isolated=marked.isolated,
        )


def _points(grade: Grade) -> float:
    given = grade.manual_score if grade.manual_score is not None else grade.auto_score
    return 0.0 if given is None else given + (grade.extra_credit or 0.0)
