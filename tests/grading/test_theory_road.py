"""A theory of change from the button that a learner presses to the page that comes back, and on stock nbgrader."""

import json
import shutil
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from typer.testing import CliRunner

from localchange.answers import read_answers
from localchange.cli import app
from localchange.exercises import Page
from localchange.exercises.hand_in import write_zip
from localchange.grading.release import register

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
SLUG = "02_theory_of_change"
MODEL = ROOT / "solutions" / f"{SLUG}.answers.json"
HALF = ("home_gap", "chain", "readings", "work_gap", "work_effect")
HOSTILE = "</td></tr></table><script>window.owned = true</script> $$x$$ [a](javascript:alert(1)) # **b**"


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    root = tmp_path_factory.mktemp("real") / "course"
    learners = shutil.ignore_patterns("answers.json", ".answers", "*.hand-in.zip", ".ipynb_checkpoints")
    for name in ("course", "assignments", "solutions"):
        shutil.copytree(ROOT / name, root / name, ignore=learners)
    shutil.copyfile(ROOT / "nbgrader_config.py", root / "nbgrader_config.py")
    return root


def handed_in(model):
    """Give what each learner saves: all, half, a hostile theory, a theory without a note, an empty sheet."""
    theory = model["theory"].value
    hostile = json.loads(json.dumps(theory))
    hostile["title"] = HOSTILE
    for step in hostile["steps"]:
        step["text"] = HOSTILE
    for link in hostile["links"]:
        link["mechanism"] = link["assumption"] = HOSTILE
    empty = {**theory, "title": "", "steps": [], "links": []}
    everything = {key: (answer.kind, dict(answer.value)) for key, answer in model.items()}
    return {
        "ann": everything,
        "bo": {key: everything[key] for key in HALF},
        "cy": {"theory": ("theory", hostile)},
        "di": {"theory": ("theory", theory)},
        "ed": {"theory": ("theory", empty)},
    }


@pytest.fixture(scope="module")
def inbox(course, tmp_path_factory):
    """Hand in as learners do: answers saved by the page, and the zip written by its button."""
    box = tmp_path_factory.mktemp("inbox")
    (box / "zips").mkdir()
    for learner, answers in handed_in(read_answers(MODEL, page=SLUG)).items():
        folder = shutil.copytree(course / "assignments" / SLUG, box / f"work of {learner}")
        page = Page(SLUG, assessed=True, folder=folder)
        for key, (kind, value) in answers.items():
            page.save(key, kind, value)
        path, _ = write_zip(page)
        shutil.copyfile(path, box / "zips" / f"{learner}_{path.name}")
    return box / "zips"


def scores(course):
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        return {
            (submission.student.id, grade.name): (grade.auto_score, grade.needs_manual_grade)
            for submission in gradebook.assignment_submissions(SLUG)
            for notebook in submission.notebooks
            for grade in notebook.grades
        }


def test_from_the_button_to_the_page_and_the_same_on_stock_nbgrader(course, inbox, stock, monkeypatch):
    monkeypatch.chdir(course)
    run = CliRunner()
    assert run.invoke(app, ["collect", str(inbox)]).exit_code == 0
    graded = run.invoke(app, ["grade", SLUG, "--json"])
    assert graded.exit_code == 0, graded.output
    rows = {row["learner"]: row for row in json.loads(graded.stdout)}
    assert {row["of"] for row in rows.values()} == {100}
    assert {learner: len(row["waiting"]) for learner, row in rows.items()} == {
        "ann": 6,
        "bo": 0,
        "cy": 5,  # no note, so nothing waits under Measurement
        "di": 5,
        "ed": 0,
    }
    assert rows["ann"]["points"] == 76
    assert 20 < rows["bo"]["points"] < 40
    assert rows["cy"]["points"] == rows["di"]["points"] == rows["ed"]["points"] == 0
    assert all(row["notes"] == [] for row in rows.values())

    marked = (course / "autograded" / "ann" / SLUG / f"{SLUG}.ipynb").read_text(encoding="utf-8")
    assert "<caption" in marked and "Nurses go to the bedside with the time" in marked
    assert marked.count("The theory itself stands above, under “Overall aim”") == 4
    assert "I would bet least on the last arrow" in marked

    assert run.invoke(app, ["feedback", SLUG]).exit_code == 0
    page = (course / "feedback" / "cy" / SLUG / f"{SLUG}.html").read_text(encoding="utf-8")
    assert "<script" not in page and "&lt;script&gt;" in page
    assert "Question 12. Fewer national collections of data" in page
    page = (course / "feedback" / "ann" / SLUG / f"{SLUG}.html").read_text(encoding="utf-8")
    assert "Fewer national collections of data: how is it meant to work?" in page
    assert "Step 1: The department stops 76 of 305 national collections" in page
    assert "HIDDEN" not in page and "wrong_costs" not in page

    ours = scores(course)
    shutil.rmtree(course / "autograded")
    (course / "gradebook.db").unlink()
    register(course, SLUG)
    done = stock(course, "autograde", SLUG)
    assert done.returncode == 0, done.stderr[-2000:]
    assert scores(course) == ours
