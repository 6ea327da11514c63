"""What has not changed is left alone and said so; what has, in whatever way, is marked again."""

import importlib.util
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from localchange.grading import cohort
from localchange.grading.running.cohort_run import How

pytestmark = pytest.mark.slow


def beside(name):
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


books = beside("gradebooks")
bag = beside("mixed_bag")


def grade(course, made, **how):
    found = cohort.handed_in(course, made.SLUG)
    return {row.learner: row for row in cohort.grade(course, made.SLUG, found, How(**how))}


@pytest.fixture
def marked_three(released_course, made):
    for learner in ("full", "partial", "none"):
        made.hand_in(released_course, learner, made.KEYS[learner])
    return released_course, grade(released_course, made)


def test_an_unchanged_submission_is_left_alone_with_the_same_outcome(marked_three, made):
    course, first = marked_three
    before = (books.everything(f"sqlite:///{course / 'gradebook.db'}"), books.files(course / "autograded"))
    times = {path: path.stat().st_mtime_ns for path in (course / "autograded").rglob("*.ipynb")}
    second = grade(course, made)
    assert all(row.unchanged for row in second.values()) and not any(row.unchanged for row in first.values())
    for learner, row in second.items():
        assert (row.points, row.of, row.waiting) == (
            first[learner].points,
            first[learner].of,
            first[learner].waiting,
        )
    assert {path: path.stat().st_mtime_ns for path in times} == times
    third = grade(course, made, again=True)
    assert not any(row.unchanged for row in third.values())
    assert before == (
        books.everything(f"sqlite:///{course / 'gradebook.db'}"),
        books.files(course / "autograded"),
    )


def change_answers(course, made):
    made_up = dict(made.KEYS["none"], share=("number", {"number": 22, "unit": "%"}))
    (course / "submitted" / "none" / made.SLUG / "answers.json").write_text(made.answers_file(made_up))


def lose_the_notebook(course, made):
    path = course / "autograded" / "none" / made.SLUG / f"{made.SLUG}.ipynb"
    path.unlink()


def meddle_with_the_notebook(course, made):
    path = course / "autograded" / "none" / made.SLUG / f"{made.SLUG}.ipynb"
    path.chmod(0o644)
    path.write_text(path.read_text().replace("Tiny", "Tinier"))


def forget_in_the_gradebook(course, made):
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        gradebook.remove_submission(made.SLUG, "none")


def give_a_due_date(course, made):
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        gradebook.update_or_create_assignment(made.SLUG, duedate="2020-01-01 00:00:00 UTC")


def hand_in_a_time(course, made):
    (course / "submitted" / "none" / made.SLUG / "timestamp.txt").write_text("2026-11-20 10:00:00 UTC")


@pytest.mark.parametrize(
    "change, how_many",
    [
        (change_answers, 1),
        (lose_the_notebook, 1),
        (meddle_with_the_notebook, 1),
        (forget_in_the_gradebook, 1),
        (hand_in_a_time, 1),
        (give_a_due_date, 3),
    ],
)
def test_whatever_changes_is_marked_again(marked_three, made, change, how_many):
    course, _ = marked_three
    change(course, made)
    again = grade(course, made)
    assert sum(not row.unchanged for row in again.values()) == how_many
    assert not again["none"].unchanged
    if change is change_answers:
        assert again["none"].points == 6
    assert all(row.unchanged for row in grade(course, made).values())


def test_a_key_that_changes_marks_everybody_again(marked_three, made):
    course, _ = marked_three
    notebook = made.source_notebook()
    cell = next(cell for cell in notebook.cells if cell.id == "share")
    cell.source = cell.source.replace("22, 0.5", "23.5, 0.5")
    made.write_source(course, notebook)
    again = grade(course, made)
    assert not any(row.unchanged for row in again.values())
    assert again["partial"].points == made.WORTH["partial"] + 3


def test_a_late_submission_loses_what_nbgrader_as_it_is_set_takes_off(released_course, made):
    with (released_course / "nbgrader_config.py").open("a") as settings:
        settings.write('\nget_config().LateSubmissionPlugin.penalty_method = "zero"\n')
    for learner in ("full", "partial"):
        made.hand_in(released_course, learner, made.KEYS[learner])
    stamp = released_course / "submitted" / "full" / made.SLUG / "timestamp.txt"
    stamp.write_text("2026-11-20 10:00:00 UTC")
    grade(released_course, made)
    give_a_due_date(released_course, made)
    grade(released_course, made)
    with Gradebook(f"sqlite:///{released_course / 'gradebook.db'}") as gradebook:
        (late,) = gradebook.find_submission(made.SLUG, "full").notebooks
        (in_time,) = gradebook.find_submission(made.SLUG, "partial").notebooks
        assert late.late_submission_penalty == made.WORTH["full"] and in_time.late_submission_penalty is None


def test_what_a_person_settled_on_the_road_of_stock_nbgrader_stays_settled(released_course, made, stock):
    made.hand_in(released_course, "full", made.KEYS["full"])
    from localchange.grading.release import register

    register(released_course, made.SLUG)
    assert stock(released_course, "autograde", made.SLUG).returncode == 0
    bag.by_hand(released_course, made, "full", {"advice_argument": 5, "share": 2}, "Well argued.")
    (row,) = grade(released_course, made).values()
    found = bag.grades(released_course, made, "full")
    assert found["advice_argument"] == (None, 5, False) and found["share"] == (6.0, 2, False)
    assert row.waiting == ("advice_evidence",)
