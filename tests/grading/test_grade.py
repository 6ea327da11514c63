"""Everything in ``submitted/`` is marked or named; nothing that was handed in runs."""

import importlib.util
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import MissingEntry
from typer.testing import CliRunner

from localchange.cli import app
from localchange.errors import CourseError

pytestmark = pytest.mark.slow


def beside(name):
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


bag = beside("mixed_bag")


def test_everyone_is_in_the_result_and_its_exit_code_says_that_some_were_not_marked(marked, outcomes):
    assert marked[1].exit_code == 1
    assert set(outcomes) == {*bag.HONEST, *bag.ODD_BUT_MARKED, *bag.BROKEN}


@pytest.mark.parametrize("learner", bag.HONEST)
def test_known_answers_earn_what_they_are_worth(marked, outcomes, made, learner):
    assert outcomes[learner]["points"] == made.WORTH[learner] and outcomes[learner]["of"] == 60
    assert outcomes[learner]["problem"] is None and outcomes[learner]["notes"] == []


@pytest.mark.parametrize("learner, note", bag.ODD_BUT_MARKED.items())
def test_an_odd_notebook_costs_nothing_and_is_named(outcomes, made, learner, note):
    assert outcomes[learner]["points"] == (0 if learner == "hostile" else made.WORTH["full"])
    assert outcomes[learner]["problem"] is None
    assert note is None or note in " ".join(outcomes[learner]["notes"])


@pytest.mark.parametrize("learner, why", bag.BROKEN.items())
def test_what_cannot_be_marked_is_named_with_why_and_what_to_do(outcomes, learner, why):
    row = outcomes[learner]
    assert row["points"] is None and row["status"] == "problem"
    assert why in row["problem"]
    assert "ask for" in row["problem"] or "rename it" in row["problem"]
    assert "/" not in row["problem"].replace("LEARNER/", "")  # no path of ours


@pytest.mark.parametrize("learner", sorted(set(bag.BROKEN) - {"misnamed"}))
def test_what_cannot_be_marked_waits_for_a_person_and_is_never_zero(marked, made, learner):
    found = bag.grades(marked[0], made, learner)
    assert len(found) == 10
    assert set(found.values()) == {(None, None, True)}
    assert "could not be marked" in bag.marked_notebook(marked[0], made, learner).cells[0].source


def test_the_misnamed_folder_has_no_entry_of_its_own(marked, made):
    with pytest.raises(MissingEntry):
        bag.grades(marked[0], made, "misnamed")


def test_nothing_that_was_handed_in_ran_or_was_imported(marked, made):
    course, _, proof = marked
    assert not proof.exists()
    assert sorted(path.name for path in (course / "autograded" / "hostile" / made.SLUG).iterdir()) == [
        f"{made.SLUG}.ipynb",
        "answers.json",
    ]
    assert str(proof) not in nbformat.writes(bag.marked_notebook(course, made, "hostile"))


def test_edited_points_and_flags_count_for_nothing(marked, made):
    assert bag.grades(marked[0], made, "hostile")["mix"] == (0.0, None, False)


def test_a_linked_answer_file_is_not_taken_from_its_owner(marked, made):
    assert not (marked[0] / "autograded" / "linked" / made.SLUG / "answers.json").exists()


def test_texts_wait_for_a_person_and_blank_ones_do_not(marked, made):
    full, none = (bag.grades(marked[0], made, learner) for learner in ("full", "none"))
    assert {full[name] for name in bag.TEXT_CELLS} == {(None, None, True)}
    assert {none[name] for name in bag.TEXT_CELLS} == {(0.0, None, False)}
    sources = {
        cell.metadata.nbgrader.grade_id: cell.source
        for cell in bag.marked_notebook(marked[0], made, "full").cells
        if cell.metadata.get("nbgrader")
    }
    assert "because &#42;most&#42; can reach it." in sources["advice_argument"]
    assert "above, under “Argument”" in sources["advice_evidence"]


def test_temporary_folders_are_gone(marked):
    assert not [path for path in marked[0].iterdir() if path.name.startswith(".marking")]


def test_what_is_asked_for_in_the_wrong_place_or_too_early_is_one_sentence(
    released_course, made, monkeypatch, tmp_path
):
    monkeypatch.chdir(released_course)
    refused = {
        ("grade", "03_targets_analyst"): "There is no assignment",
        ("feedback", "03_targets_analyst"): "There is no assignment",
        ("grade", made.SLUG, "--scheduler", "tcp://127.0.0.1:1"): "Nothing was handed in",
        ("grade", "04_other"): "There is no assignment",
        ("grade", made.SLUG): "Nothing was handed in",
        ("feedback", made.SLUG): "Nothing has been marked",
    }
    for command, sentence in refused.items():
        run = CliRunner().invoke(app, command)
        assert isinstance(run.exception, CourseError) and sentence in str(run.exception), command
        assert "\n" not in str(run.exception)
    monkeypatch.chdir(tmp_path)
    run = CliRunner().invoke(app, ["grade", made.SLUG])
    assert isinstance(run.exception, CourseError) and "There is no course" in str(run.exception)
