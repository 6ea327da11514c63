"""Optional assignments for those who code: solutions pass, releases do not, nothing leaks or is had by heart."""

import json
import runpy
import shutil
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from localchange.course import load
from localchange.grading.analyst import mark_notebook
from localchange.grading.release import differences
from localchange.grading.sandbox import Limits, Sandbox

ROOT = Path(__file__).parents[2]
_slips = runpy.run_path(str(Path(__file__).with_name("wrong_turnings.py")))
WRONG, LEARNT_BY_HEART = _slips["WRONG"], _slips["LEARNT_BY_HEART"]
QUESTIONS = {
    "01_two_views_analyst": ("hours-by-sender", "difference", "already-there"),
    "02_theory_of_change_analyst": ("lost-acts", "odds", "feedback-loops"),
    "03_targets_analyst": ("national-share", "flattered", "split-change"),
    "04_incentives_regulation_analyst": ("did", "interrupted", "worst-fall"),
    "05_complex_systems_analyst": ("follow", "chase", "parted"),
    "06_relationships_analyst": ("open-pairs", "turns-on", "reached"),
}
SECRETS = {
    "01_two_views_analyst": ("pivot", "1374", "three_years", "with_gaps", "Ward-based", "all_reused"),
    "02_theory_of_change_analyst": ("frozenset", "bridge = ", "0.46875", "both_ways", "leading"),
    "03_targets_analyst": ("unstack", "RXF", "made_up_trusts", "two_types"),
    "04_incentives_regulation_analyst": (
        "stayed",
        "polyfit",
        "shrunk",
        "without = ",
        "nlargest",
        "never_before",
    ),
    "05_complex_systems_analyst": ("lists.iloc", "halves", "counted", "to_period", "holes", "2011-04"),
    "06_relationships_analyst": ("combinations", "kite", "back_and_forth", "backwards", "setdefault"),
}
each_assignment = pytest.mark.parametrize("slug", QUESTIONS)


def source_of(slug):
    return nbformat.read(ROOT / "solutions" / slug / f"{slug}.ipynb", as_version=4)


def release_path(slug):
    return ROOT / "assignments" / slug / f"{slug}.ipynb"


def release_of(slug):
    return nbformat.read(release_path(slug), as_version=4)


def graded(notebook):
    return [cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade")]


def outcomes(notebook, tmp_path):
    """Run it all; give, for each graded cell, the name of the error it stopped with, or None."""
    client = NotebookClient(notebook, timeout=120, kernel_name="python3", allow_errors=True)
    client.execute(cwd=str(tmp_path))
    return {
        cell.metadata["nbgrader"]["grade_id"]: next(
            (out["ename"] for out in cell.outputs if out.output_type == "error"), None
        )
        for cell in graded(notebook)
    }


def outcomes_here(notebook):
    """Run its cells in this process, as a kernel would and much sooner; give the same as :func:`outcomes`."""
    names, found = {}, {}
    for cell in notebook.cells:
        if cell.cell_type == "code":
            wrong = None
            try:
                exec(compile(cell.source, cell.id, "exec"), names)
            except Exception as error:
                wrong = type(error).__name__
            if cell.metadata["nbgrader"]["grade"]:
                found[cell.metadata["nbgrader"]["grade_id"]] = wrong
    return found


def answered(notebook, answers):
    """Write answers into the cells of their questions."""
    for cell in notebook.cells:
        if cell.id in answers:
            cell.source = answers[cell.id]
    return notebook


def test_every_optional_assignment_of_the_map_is_held_to_this():
    assert {each.slug for each in load(ROOT).assignments if each.optional} == set(QUESTIONS)


@pytest.mark.slow
@each_assignment
def test_the_solution_passes_every_test(slug, tmp_path):
    found = outcomes(source_of(slug), tmp_path)
    assert len(found) == 6
    assert set(found.values()) == {None}, found


@each_assignment
def test_the_release_fails_every_test_and_each_stub_says_why(slug):
    found = outcomes_here(release_of(slug))
    assert len(found) == 6
    assert None not in found.values(), found
    for question in QUESTIONS[slug]:  # a second cell may miss what its first would have made
        assert (
            next(wrong for name, wrong in found.items() if name.startswith(question)) == "NotImplementedError"
        )


@pytest.mark.parametrize(("slug", "slip"), [(slug, slip) for slug, slips in WRONG.items() for slip in slips])
def test_a_wrong_turning_loses_its_marks_and_no_others(slug, slip):
    cell_id, code, caught = WRONG[slug][slip]
    found = outcomes_here(answered(source_of(slug), {cell_id: code}))
    # a later question may use the function of an earlier one, so only tests of that question are looked at
    of_question = {name for name in found if name.startswith(cell_id)}
    assert len(of_question) == 2
    failed = {name for name in of_question if found[name] is not None}
    assert failed == caught, found


@pytest.mark.parametrize("slug", LEARNT_BY_HEART)
def test_what_is_learnt_by_heart_passes_what_is_seen_and_earns_nothing(slug):
    by_heart = LEARNT_BY_HEART[slug]
    assert set(by_heart) == set(QUESTIONS[slug])
    seen = outcomes_here(answered(release_of(slug), by_heart))
    assert set(seen.values()) == {None}, seen
    marked = outcomes_here(answered(source_of(slug), by_heart))
    assert None not in marked.values(), marked


@pytest.mark.slow
@each_assignment
def test_marking_in_the_sandbox_gives_all_points_or_none(slug):
    if shutil.which("bwrap") is None:
        pytest.skip("bubblewrap is not installed")
    source = source_of(slug)
    model = {cell.id: cell.source for cell in source.cells if cell.metadata["nbgrader"]["solution"]}
    with Sandbox(Limits()) as sandbox:
        full = mark_notebook(source, json.dumps(answered(release_of(slug), model)).encode("utf-8"), sandbox)
        empty = mark_notebook(source, release_path(slug).read_bytes(), sandbox)
    assert (full.points, full.waiting, full.events, full.problem) == (20, (), (), None)
    assert (empty.points, empty.waiting, empty.problem) == (0, (), None)
    assert all(mark.reason.startswith("Not answered: ") for mark in empty.marks[:2])


@each_assignment
def test_points_are_twenty_and_every_question_can_be_earned_in_part(slug):
    points = {
        cell.metadata["nbgrader"]["grade_id"]: cell.metadata["nbgrader"]["points"]
        for cell in graded(source_of(slug))
    }
    assert sum(points.values()) == 20
    assert {each.slug: each.points for each in load(ROOT).assignments}[slug] == 20
    for question in QUESTIONS[slug]:
        parts = [name for name in points if name.startswith(question)]
        assert len(parts) == 2
        of_question = sum(points[name] for name in parts)
        assert any(f"({of_question} marks)" in cell.source for cell in source_of(slug).cells)


@each_assignment
def test_the_release_shows_no_solution_and_no_hidden_test(slug):
    text = release_path(slug).read_text(encoding="utf-8")
    source = json.dumps([cell.source for cell in source_of(slug).cells])
    for secret in ("BEGIN SOLUTION", "BEGIN HIDDEN TESTS", *SECRETS[slug]):
        assert secret in source
        assert secret not in text
    assert text.count("NotImplementedError") == 3


@each_assignment
def test_the_release_is_what_its_source_gives(slug):
    assert differences(ROOT, slug) == []


@each_assignment
def test_every_function_says_what_it_is_to_give(slug):
    for cell in source_of(slug).cells:
        if cell.metadata["nbgrader"]["solution"]:
            assert cell.source.splitlines()[1].strip().startswith('"""')
