"""What lies in ``submitted/`` on a bad day, and reading back what became of it."""

import nbformat
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.api import Gradebook

HONEST = ("full", "partial", "none")
TEXT_CELLS = ("advice_argument", "advice_evidence")
ODD_BUT_MARKED = {
    "not_json": "could not be read as JSON",
    "no_notebook": "90_tiny.ipynb is missing",
    "empty_notebook": "has no cells",
    "renamed_notebook": "is called mine.ipynb",
    "hostile": None,
}
BROKEN = {
    "corrupt": "answers.json is damaged",
    "no_answers": "answers.json is missing",
    "foreign": "belongs to",
    "other_page": "holds answers to another page",
    "huge": "too large",
    "linked": "answers.json is a link",
    "empty_folder": "is empty",
    "a_file": "is no folder",
    "misnamed": "The folder is called '90_tinny'",
}


def hostile_notebook(proof):
    """Give a notebook whose every cell leaves a trace if it runs, with points and flags of its own."""
    trace = f"open({str(proof)!r}, 'a').write('ran')"
    set_up = new_code_cell(trace, id="set-up")
    set_up.metadata["nbgrader"] = {
        "schema_version": 3,
        "grade_id": "set_up",
        "grade": False,
        "solution": False,
    }
    set_up.metadata["nbgrader"] |= {"locked": True, "task": False}
    mine = new_code_cell(f"{trace}\n60.0", id="mix")
    mine.metadata["nbgrader"] = {"schema_version": 3, "grade_id": "mix", "grade": True, "solution": True}
    mine.metadata["nbgrader"] |= {"locked": False, "points": 1000, "task": False}
    last = new_code_cell(trace, id="last")
    return new_notebook(
        cells=[new_code_cell(trace), set_up, mine, last],
        metadata={"kernelspec": {"name": "sh", "display_name": "sh"}},
    )


def hand_everything_in(course, made, proof):
    for learner in HONEST:
        made.hand_in(course, learner, made.KEYS[learner])
    made.hand_in(course, "not_json", made.KEYS["full"], "{ this is no notebook")
    made.hand_in(course, "no_notebook", made.KEYS["full"], None)
    made.hand_in(course, "empty_notebook", made.KEYS["full"], new_notebook())
    renamed = made.hand_in(course, "renamed_notebook", made.KEYS["full"])
    (renamed / f"{made.SLUG}.ipynb").rename(renamed / "mine.ipynb")
    hostile = made.hand_in(course, "hostile", made.KEYS["none"], hostile_notebook(proof))
    trap = f"open({str(proof)!r}, 'a').write('imported')\n"
    for name in ("numpy.py", "localchange.py", "sitecustomize.py", "ipykernel_launcher.py", "json.py"):
        (hostile / name).write_text(trap)
    (hostile / "IPython").mkdir()
    (hostile / "IPython" / "__init__.py").write_text(trap)
    (hostile / "timestamp.txt").write_text("not a time")

    made.hand_in(course, "corrupt", "{broken")
    made.hand_in(course, "no_answers", None)
    made.hand_in(course, "foreign", made.answers_file(made.KEYS["full"], page="03_targets"))
    made.hand_in(course, "other_page", {"quite_another": ("choice", {"choice": "b"})})
    made.hand_in(course, "huge", made.answers_file(made.KEYS["full"]) + " " * 1_000_000)
    linked = made.hand_in(course, "linked", None)
    (linked / "answers.json").symlink_to(course / "submitted" / "full" / made.SLUG / "answers.json")
    (course / "submitted" / "empty_folder" / made.SLUG).mkdir(parents=True)
    (course / "submitted" / "a_file").mkdir()
    (course / "submitted" / "a_file" / made.SLUG).write_text("x")
    made.hand_in(course, "misnamed", made.KEYS["full"])
    (course / "submitted" / "misnamed" / made.SLUG).rename(course / "submitted" / "misnamed" / "90_tinny")
    (course / "submitted" / ".ipynb_checkpoints").mkdir()
    (course / "submitted" / "not_handed_in").mkdir()


def grades(course, made, learner):
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        (notebook,) = gradebook.find_submission(made.SLUG, learner).notebooks
        return {
            grade.name: (grade.auto_score, grade.manual_score, grade.needs_manual_grade)
            for grade in notebook.grades
        }


def marked_notebook(course, made, learner):
    return nbformat.read(course / "autograded" / learner / made.SLUG / f"{made.SLUG}.ipynb", as_version=4)


def by_hand(course, made, learner, marks, comment=""):
    """Mark by hand as the formgrader does."""
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        for name, points in marks.items():
            grade = gradebook.find_grade(name, made.SLUG, made.SLUG, learner)
            grade.manual_score, grade.needs_manual_grade = points, False
            if name in TEXT_CELLS:
                gradebook.find_comment(name, made.SLUG, made.SLUG, learner).manual_comment = comment
        gradebook.db.commit()
