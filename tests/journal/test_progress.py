"""How far somebody has come: answers are counted, and nothing is said of right, wrong or marks."""

from __future__ import annotations

from pathlib import Path

from localchange import course, journal
from localchange.documents.blocks import Rows
from localchange.exercises import Page
from localchange.journal.progress import answered_by_one, done_of, of_one

ROOT = Path(__file__).parents[2]


def rows(root):
    return [row for block in of_one(root) if isinstance(block, Rows) for row in block.rows]


def test_each_outcome_counts_its_own_questions(root, learner):
    assert [row[1:] for row in rows(root)] == [
        ("0 of 2", "0 of 1", "not begun"),
        ("0 of 1", "not assessed", "not begun"),
    ]
    learner.guess()
    learner.write("Words.")
    assert [row[1:] for row in rows(root)] == [
        ("1 of 2", "0 of 1", "under way"),
        ("1 of 1", "not assessed", "done"),
    ]
    learner.choose("weigh", "a", tries=3)
    learner.guess("foresee", task=True)
    assert rows(root)[0][1:] == ("2 of 2", "1 of 1", "done")


def test_an_answer_on_the_page_is_none_of_the_assignment(root, learner):
    learner.guess("foresee")
    assert rows(root)[0][1:] == ("0 of 2", "0 of 1", "not begun")


def test_a_module_counts_each_question_once():
    module = course.load(ROOT).module("03_targets")
    keys = {key for outcome in module.outcomes for key in outcome.practised}
    assert done_of(module, {}).of_practised == len(keys)
    assert sum(len(outcome.practised) for outcome in module.outcomes) >= len(keys)


def test_a_damaged_file_is_named(root, learner):
    learner.write("Words.")
    (root / "assignments/03_targets/answers.json").write_text("{")
    answered, problems = answered_by_one(root)
    assert answered == {"course/03_targets": frozenset({"own"})}
    assert len(problems) == 1 and "damaged" in problems[0]
    state = journal.progress(Page("journal", folder=root / "course")).state
    assert "damaged" in str(state["blocks"]) and "no marks" in str(state["blocks"])
