"""``localchange doctor --course``: the course has no gap, and each kind of gap is found and named."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from typer.testing import CliRunner

from localchange.alignment.matrix import matrix
from localchange.cli import app
from localchange.course import load

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def found():
    return matrix(ROOT)


def test_the_course_has_no_gap(found):
    assert found.gaps == ()


def test_every_outcome_of_the_map_is_a_row(found):
    outcomes = [outcome.id for module in load(ROOT).modules for outcome in module.outcomes]
    assert [row.outcome for row in found.rows] == outcomes


def test_the_marks_of_the_outcomes_add_up_to_those_of_the_assignment(found):
    """Summed from the notebooks here, apart from the way that the matrix goes."""
    for task in load(ROOT).assignments:
        if task.optional:
            continue
        source = nbformat.read(ROOT / "solutions" / task.slug / f"{task.slug}.ipynb", as_version=4)
        points = sum(cell.metadata.get("nbgrader", {}).get("points", 0) for cell in source.cells)
        own = [row.marks for row in found.rows if row.outcome.startswith(task.slug[:2])]
        assert sum(own) == pytest.approx(points) == pytest.approx(100)
        assert all(marks > 0 for marks in own)


def test_nothing_assesses_the_welcome_and_the_doctor_says_so(found):
    own = [row for row in found.rows if row.outcome.startswith("00")]
    assert own and all(not row.assessed and row.marks == 0 for row in own)


def test_every_page_is_measured(found):
    measured = {page.page for page in found.pages}
    there = {path.relative_to(ROOT).as_posix() for path in ROOT.glob("course/*/*.ipynb")}
    assert there <= measured
    for page in found.pages:
        assert page.words > 300 and page.minutes > 3 and 6 < page.reading_age < 14, page


@pytest.fixture
def small(tmp_path):
    """A course of the welcome and one module."""
    for part in ("course/00_welcome", "course/03_targets", "solutions/03_targets"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("answers.json*", ".*"))
    text = (ROOT / "course/course.toml").read_text(encoding="utf-8")
    parts = re.split(r"(?=^\[\[(?:modules|assignments|claims)\]\])", text, flags=re.M)
    kept = [
        each
        for each in parts
        if not each.startswith(("[[modules]]", "[[assignments]]"))
        or re.search(r'^slug = "(00_welcome|03_targets)"$', each, re.M)
    ]
    (tmp_path / "course/course.toml").write_text("".join(kept), encoding="utf-8")
    return tmp_path


def change(root, before, after):
    path = root / "course/course.toml"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def test_the_small_course_has_no_gap(small):
    assert matrix(small).gaps == ()


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ('taught = ["primer"]', "taught = []", "03.1 is taught nowhere"),
        ('taught = ["primer"]', 'taught = ["premier"]', "03.1 is taught in premier, and no such cell exists"),
        ('practised = ["own_policy"]', "practised = []", "03.5 is practised nowhere"),
        ('"untested"]', '"untried"]', "03.4 is practised by untried, and no page asks that"),
        ('"untested"]', "]", "no outcome names the question untested"),
        ('assessed = ["mix", "missing"]', "assessed = []", "03.2 is assessed nowhere"),
        ('assessed = ["mix", "missing"]', 'assessed = ["mox"]', "03.2 is assessed by mox"),
        ('assessed = ["mix", "missing"]', 'assessed = ["mox"]', "03.2 is worth no marks"),
        ('assessed = ["mix", "missing"]', 'assessed = ["mix"]', "no outcome names missing, which is marked"),
        ("points = 100", "points = 99", "its marks add to 100, and the map says 99"),
    ],
)
def test_each_gap_is_found(small, before, after, says):
    change(small, before, after)
    assert any(says in gap for gap in matrix(small).gaps)


def test_a_module_without_an_assignment_is_a_gap(small):
    path = small / "course/course.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("[[assignments]]")], encoding="utf-8")
    assert "03_targets has no assignment." in matrix(small).gaps


def test_the_command_ends_with_1_on_a_gap_and_names_it(small):
    change(small, 'taught = ["primer"]', "taught = []")
    done = subprocess.run(
        [sys.executable, "-m", "localchange", "doctor", "--course"], cwd=small, capture_output=True, text=True
    )
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert "gap: 03.1 is taught nowhere." in done.stdout
    assert "Flesch-Kincaid" in done.stdout and "welcome is not assessed" in " ".join(done.stdout.split())


def test_the_command_gives_json(small, found, monkeypatch):
    monkeypatch.chdir(small)
    done = CliRunner().invoke(app, ["doctor", "--course", "--json"])
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert set(told) == {"rows", "pages", "gaps"} and told["gaps"] == []
    whole = {row.outcome: row.marks for row in found.rows}
    assert all(row["marks"] == whole[row["outcome"]] for row in told["rows"])
