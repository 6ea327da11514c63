"""The real assignment, from the button that a learner presses to the page that comes back."""

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
from localchange.grading.release import differences, register

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
SLUG = "03_targets"
MODEL = ROOT / "solutions" / f"{SLUG}.answers.json"
HALF = ("mix", "missing", "standard", "weigh", "foresee_share", "claim_levers_improve")


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    root = tmp_path_factory.mktemp("real") / "course"
    learners = shutil.ignore_patterns("answers.json", ".answers", "*.hand-in.zip", ".ipynb_checkpoints")
    for name in ("course", "assignments", "solutions"):
        shutil.copytree(ROOT / name, root / name, ignore=learners)
    shutil.copyfile(ROOT / "nbgrader_config.py", root / "nbgrader_config.py")
    return root


@pytest.fixture(scope="module")
def inbox(course, tmp_path_factory):
    """Hand in as learners do: answers saved by the page, and the zip written by its button."""
    box = tmp_path_factory.mktemp("inbox")
    model = read_answers(MODEL, page=SLUG)
    for learner, keys in {"ann": set(model), "bo": set(HALF), "cy": {"briefing"}}.items():
        folder = shutil.copytree(course / "assignments" / SLUG, box / f"work of {learner}")
        page = Page(SLUG, assessed=True, folder=folder)
        for key in keys:
            answer = model[key]
            page.save(key, answer.kind, dict(answer.value), locked=answer.locked)
        path, _ = write_zip(page)
        (box / "zips").mkdir(exist_ok=True)
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


def test_the_release_in_the_tree_is_what_the_sources_give(course):
    assert differences(course, SLUG) == []
    assert differences(course, f"{SLUG}_analyst") == []


def test_from_the_button_to_the_page_and_the_same_on_stock_nbgrader(course, inbox, stock, monkeypatch):
    monkeypatch.chdir(course)
    run = CliRunner()
    assert run.invoke(app, ["collect", str(inbox)]).exit_code == 0
    graded = run.invoke(app, ["grade", SLUG, "--json"])
    assert graded.exit_code == 0, graded.output
    rows = {row["learner"]: row for row in json.loads(graded.stdout)}
    assert {learner: row["of"] for learner, row in rows.items()} == dict.fromkeys(("ann", "bo", "cy"), 100)
    assert rows["ann"]["points"] == 80 and len(rows["ann"]["waiting"]) == 5
    assert 0 < rows["bo"]["points"] < 40 and rows["bo"]["waiting"] == []
    assert rows["cy"]["points"] == 0 and len(rows["cy"]["waiting"]) == 5
    assert all(row["notes"] == [] for row in rows.values())

    back = run.invoke(app, ["feedback", SLUG])
    assert back.exit_code == 0
    page = (course / "feedback" / "bo" / SLUG / f"{SLUG}.html").read_text(encoding="utf-8")
    assert "Question 1. One trust, two years" in page and "HIDDEN" not in page and "run_again" not in page

    ours = scores(course)
    shutil.rmtree(course / "autograded")
    (course / "gradebook.db").unlink()
    register(course, SLUG)
    done = stock(course, "autograde", SLUG)
    assert done.returncode == 0, done.stderr[-2000:]
    assert scores(course) == ours
