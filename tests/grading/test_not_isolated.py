"""Marking submitted code without a sandbox: only when asked for, and then every place says so."""

import json
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
SLUG = "03_targets_analyst"
SAYS = "Not isolated"


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    root = tmp_path_factory.mktemp("trusted") / "course"
    for name in ("course", "solutions", "assignments"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("answers.json*", ".*"))
    shutil.copy(ROOT / "nbgrader_config.py", root)
    for learner, where in {"ann": "solutions", "bo": "assignments"}.items():
        shutil.copytree(ROOT / where / SLUG, root / "submitted" / learner / SLUG)
    return root


def grade(course, *more):
    command = [sys.executable, "-m", "localchange", "grade", SLUG, "--no-isolation", *more]
    return subprocess.run(command, cwd=course, capture_output=True, text=True, encoding="utf-8")


def test_the_table_and_every_line_after_it_say_so(course):
    done = grade(course)
    assert done.returncode == 0, done.stderr
    table, _, after = done.stdout.rpartition("┘\n")
    assert table.count("Not") >= 2 and "isolated" in table, "a word in each learner's row"
    lines = [line for line in after.splitlines() if line.strip()]
    assert lines
    assert " ".join(lines).count(SAYS) >= 1 and lines[0].startswith(SAYS)


def test_so_do_the_json_and_the_gradebook_afterwards(course):
    rows = {row["learner"]: row for row in json.loads(grade(course, "--json", "--again").stdout)}
    assert [rows[learner]["isolated"] for learner in ("ann", "bo")] == [False, False]
    assert rows["ann"]["points"] == 20 and rows["bo"]["points"] == 0
    with sqlite3.connect(course / "gradebook.db") as gradebook:
        comments = [row[0] or "" for row in gradebook.execute("select auto_comment from comment")]
    assert any(SAYS in comment for comment in comments)


def test_marked_again_in_the_sandbox_it_is_isolated(course):
    if shutil.which("bwrap") is None:
        pytest.skip("bubblewrap is not installed")
    command = [sys.executable, "-m", "localchange", "grade", SLUG, "--json", "--again"]
    done = subprocess.run(command, cwd=course, capture_output=True, text=True)
    assert [row["isolated"] for row in json.loads(done.stdout)] == [True, True]
    assert [row["points"] for row in json.loads(done.stdout)] == [20, 0]
