"""What every assignment must be: locked, folded away, in order, released from its source, and free of its keys."""

import importlib.util
import itertools
import json
import re
import shutil
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from localchange.course import load
from localchange.grading.release import differences
from localchange.marking import MIME_TYPE

ROOT = Path(__file__).parents[2]


def beside(name):
    """Load a module that lies beside this file."""
    found = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    sys.modules[name] = module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


running = beside("running")
graded = running.graded
CORE = [each.slug for each in load(ROOT).assignments if not each.optional]


@pytest.fixture(params=CORE)
def slug(request):
    return request.param


@pytest.fixture
def source(slug):
    return nbformat.read(ROOT / "solutions" / slug / f"{slug}.ipynb", as_version=4)


@pytest.fixture
def released(slug):
    return nbformat.read(ROOT / "assignments" / slug / f"{slug}.ipynb", as_version=4)


def test_the_marks_are_those_of_the_map(slug, source):
    points = sum(cell.metadata["nbgrader"]["points"] for cell in graded(source))
    by_hand = sum(
        cell.metadata["nbgrader"]["points"] for cell in graded(source) if cell.cell_type == "markdown"
    )
    task = load(ROOT).assignment(slug)
    assert (points, by_hand) == (task.points, task.by_hand)


def test_every_marking_cell_is_locked_and_named_after_its_answer(source):
    for cell in graded(source):
        about = cell.metadata["nbgrader"]
        if cell.cell_type == "code":
            assert about["locked"] and not about["solution"]
            assert f'"{about["grade_id"].removeprefix("claim_")}"' in cell.source
            assert f'page.answer("{about["grade_id"]}")' in cell.source


def test_code_is_collapsed_and_says_what_to_do_when_nothing_shows(released):
    for cell in released.cells:
        if cell.cell_type == "code":
            assert cell.metadata["jupyter"] == {"source_hidden": True}
            assert cell.source.startswith("# ")
            assert cell.outputs == [] and cell.execution_count is None


def test_headings_come_in_order(released):
    levels = [
        len(match.group(1))
        for cell in released.cells
        if cell.cell_type == "markdown"
        for match in re.finditer(r"^(#+) ", cell.source, re.MULTILINE)
    ]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_the_parts_of_the_title_table_are_what_the_questions_earn(source):
    title = source.cells[0].source
    rows = re.findall(r"^\| \d \| .* \| (\d+) \| (\d+) \|$", title, re.MULTILINE)
    assert f"About {sum(int(minutes) for _, minutes in rows)} minutes" in title
    earned = [0]
    for cell in source.cells:
        if re.fullmatch(r"part-[2-9]", cell.id):
            earned.append(0)
        if cell.metadata["nbgrader"]["grade"]:
            earned[-1] += cell.metadata["nbgrader"]["points"]
    assert earned == [int(points) for points, _ in rows]


def test_no_assignment_shows_the_learners_own_policy(slug):
    assert "own_policy" not in (ROOT / "assignments" / slug / f"{slug}.ipynb").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", [None, "text"], ids=["no answers", "answers of another kind"])
def test_what_is_no_answer_earns_nothing_with_a_reason(slug, source, kind, tmp_path):
    keys = [cell.metadata["nbgrader"]["grade_id"] for cell in graded(source) if cell.cell_type == "code"]
    said = None if kind is None else dict.fromkeys(keys, (kind, {"text": "no"}))
    text = None if said is None else json.dumps(running.as_file(said, page=slug))
    for mark in running.marks(ROOT / "solutions" / slug / f"{slug}.ipynb", tmp_path, text).values():
        assert mark.points == 0 and mark.reason.strip() and not mark.needs_person
        assert kind is None or "does not fit" in mark.reason


def test_the_release_is_what_the_source_gives(slug):
    assert differences(ROOT, slug) == []


def test_changing_every_key_leaves_the_release_as_it_is(slug, source, tmp_path):
    root = tmp_path / "course"
    ignored = shutil.ignore_patterns("answers.json", ".answers", "*.zip")
    for name in ("solutions", "assignments"):
        shutil.copytree(ROOT / name / slug, root / name / slug, ignore=ignored)
    (root / "course").mkdir()
    shutil.copy(ROOT / "course" / "course.toml", root / "course")
    shutil.copy(ROOT / "nbgrader_config.py", root)
    begin, end = "### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS"
    marking = [cell for cell in graded(source) if cell.cell_type == "code"]
    assert marking
    for cell in marking:
        assert cell.source.count(begin) == cell.source.count(end) == 1
        before, rest = cell.source.split(begin)
        cell.source = f"{before}{begin}\nNotImplemented\n{end}{rest.split(end)[1]}"
    nbformat.write(source, root / "solutions" / slug / f"{slug}.ipynb")
    assert differences(root, slug) == []


@pytest.mark.slow
def test_in_a_real_kernel_nothing_stops_and_every_cell_ends_in_a_mark(source, tmp_path, monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    NotebookClient(source, timeout=120, kernel_name="python3").execute(cwd=str(tmp_path))
    for cell in graded(source):
        if cell.cell_type == "code":
            assert cell.outputs[-1]["data"]["text/plain"] == "0.0"
            assert cell.outputs[-1]["data"][MIME_TYPE]["reason"]
