"""One gradebook on PostgreSQL: the same as on SQLite, and two markers writing at once lose and double nothing."""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from typer.testing import CliRunner

from localchange.cli import app

pytest.importorskip("psycopg", reason="psycopg, the extra “postgres”, is not installed")


def beside(name):
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


postgres = beside("postgres")
books = beside("gradebooks")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        os.name != "posix" or postgres.programs() is None, reason="there is no PostgreSQL here"
    ),
]
MANY = 30


@pytest.fixture(scope="module")
def address():
    with postgres.server() as address:
        yield address


def start(course, slug, *more):
    command = [sys.executable, "-m", "localchange", "grade", slug, "--json", "--jobs", "1", *more]
    return subprocess.Popen(command, cwd=course, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_two_markers_at_once_give_what_one_gives_alone(released_course, made, address, tmp_path, monkeypatch):
    for number in range(MANY):
        kind = ("full", "partial", "none")[number % 3]
        made.hand_in(released_course, f"learner-{number:02}", made.KEYS[kind] if number % 10 else "{broken")
    alone = shutil.copytree(released_course, tmp_path / "alone")
    elsewhere = shutil.copytree(released_course, tmp_path / "elsewhere")  # the second marker's computer
    one, two = (start(course, made.SLUG, "--gradebook", address) for course in (released_course, elsewhere))
    for going in (one, two):
        out, err = going.communicate(timeout=600)
        assert going.returncode == 1, err  # one in ten is damaged
        assert "could not be written" not in out
    by_itself = start(alone, made.SLUG)
    by_itself.communicate(timeout=600)

    together, single = books.everything(address), books.everything(f"sqlite:///{alone / 'gradebook.db'}")
    assert len(together["submissions"]) == MANY and len(together["grades"]) == 10 * MANY
    assert together == single
    assert books.files(released_course / "autograded") == books.files(alone / "autograded")
    assert books.everything(f"sqlite:///{released_course / 'gradebook.db'}")["submissions"] == []

    # a person marks, and the other verbs read the same gradebook
    with Gradebook(address) as gradebook:
        grade = gradebook.find_grade("advice_argument", made.SLUG, made.SLUG, "learner-03")
        grade.manual_score, grade.needs_manual_grade = 5, False
        gradebook.db.commit()
    again = start(released_course, made.SLUG, "--gradebook", address, "--again")
    again.communicate(timeout=600)
    with Gradebook(address) as gradebook:
        grade = gradebook.find_grade("advice_argument", made.SLUG, made.SLUG, "learner-03")
        assert (grade.manual_score, grade.needs_manual_grade) == (5, False)
    monkeypatch.chdir(released_course)
    monkeypatch.setenv("LOCALCHANGE_GRADEBOOK", address)
    back = CliRunner().invoke(app, ["feedback", made.SLUG, "--json"])
    assert back.exit_code == 0, back.output
    assert (released_course / "feedback" / "learner-03" / made.SLUG / f"{made.SLUG}.html").is_file()


def test_a_gradebook_that_cannot_be_opened_is_one_sentence_without_the_password(
    released_course, made, monkeypatch, tmp_path
):
    made.hand_in(released_course, "full", made.KEYS["full"])
    monkeypatch.chdir(released_course)
    nowhere = f"postgresql+psycopg://marker:secret@/postgres?host={tmp_path}"
    run = CliRunner().invoke(app, ["grade", made.SLUG, "--gradebook", nowhere])
    assert "cannot be opened" in str(run.exception)
    assert "secret" not in str(run.exception) and "\n" not in str(run.exception)
