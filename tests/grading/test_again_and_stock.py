"""Stock nbgrader gives the same marks; marking again loses nothing; no mark is no zero."""

import importlib.util
import shutil
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from localchange.errors import CourseError
from localchange.grading import cohort
from localchange.grading.release import register, release

pytestmark = pytest.mark.slow


def beside(name):
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


bag = beside("mixed_bag")


def test_stock_nbgrader_gives_the_same_marks_and_runs_nothing_that_was_handed_in(
    marked, made, stock, tmp_path
):
    """The one thing it cannot do is read a notebook that is no notebook; everyone else comes out the same."""
    course = shutil.copytree(marked[0], tmp_path / "stock course", symlinks=True)
    shutil.rmtree(course / "autograded")
    (course / "gradebook.db").unlink()
    register(course, made.SLUG)
    for learner in ("a_file", "misnamed", "not_handed_in", ".ipynb_checkpoints", "not_json", "empty_folder"):
        shutil.rmtree(course / "submitted" / learner)
    (course / "submitted" / "hostile" / made.SLUG / "timestamp.txt").unlink()
    done = stock(course, "autograde", made.SLUG)
    assert not marked[2].exists()
    for learner in (
        *bag.HONEST,
        "empty_notebook",
        "hostile",
        "corrupt",
        "no_answers",
        "foreign",
        "other_page",
        "linked",
    ):
        assert bag.grades(course, made, learner) == bag.grades(marked[0], made, learner), (
            learner,
            done.stderr[-2000:],
        )
    assert not (course / "autograded" / "hostile" / made.SLUG / "numpy.py").exists()


def test_a_source_with_answers_beside_it_stops_stock_nbgrader_too(released_course, made, stock):
    made.hand_in(released_course, "none", made.KEYS["none"])
    (released_course / "solutions" / made.SLUG / "answers.json").write_text(
        made.answers_file(made.KEYS["full"])
    )
    done = stock(released_course, "autograde", made.SLUG)
    assert done.returncode != 0 and "would put it in the place of a learner's" in done.stderr
    assert not (released_course / "autograded" / "none" / made.SLUG).exists()
    with pytest.raises(CourseError, match="would be released to learners"):
        list(cohort.grade(released_course, made.SLUG, cohort.handed_in(released_course, made.SLUG)))


def test_marking_again_keeps_marks_and_comments_and_asks_only_about_what_changed(marked, made, tmp_path):
    course = shutil.copytree(marked[0], tmp_path / "again", symlinks=True)
    for learner in ("full", "partial"):
        shutil.copytree(course / "submitted" / learner, tmp_path / learner)
    shutil.rmtree(course / "submitted")
    (course / "submitted").mkdir()
    for learner in ("full", "partial"):
        shutil.copytree(tmp_path / learner, course / "submitted" / learner)
    marks = {"advice_argument": 5, "advice_evidence": 3, "share": 4}
    bag.by_hand(course, made, "full", marks, "Well argued.")
    bag.by_hand(course, made, "partial", {"share": 5})
    changed = dict(made.KEYS["full"], share=("number", {"number": 7, "unit": "%"}))
    (course / "submitted" / "full" / made.SLUG / "answers.json").write_text(made.answers_file(changed))

    found = cohort.handed_in(course, made.SLUG)
    again = {row.learner: row for row in cohort.grade(course, made.SLUG, found)}

    assert again["full"].points == 50 - 6 + 4 + 5 + 3  # a person's mark stands in the place of the program's
    assert again["full"].waiting == ("share",)  # it changed, so somebody should look again
    assert bag.grades(course, made, "full")["advice_argument"] == (None, 5, False)
    assert again["partial"].waiting == () and bag.grades(course, made, "partial")["share"] == (3.0, 5, False)
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        assert (
            gradebook.find_comment("advice_argument", made.SLUG, made.SLUG, "full").comment == "Well argued."
        )


def test_a_key_put_right_in_the_source_counts_at_the_next_marking(released_course, made):
    made.hand_in(released_course, "partial", made.KEYS["partial"])
    notebook = made.source_notebook()
    cell = next(cell for cell in notebook.cells if cell.id == "share")
    cell.source = cell.source.replace("22, 0.5", "23.5, 0.5")
    made.write_source(released_course, notebook)
    (row,) = cohort.grade(released_course, made.SLUG, cohort.handed_in(released_course, made.SLUG))
    assert row.points == made.WORTH["partial"] + 3


WITHOUT_A_MARK = {
    "nothing": "pass",
    "a_number": "6.0",
    "a_failure": "1 / 0",
    "no_number": "float('nan')",
    "of_something_else": "mark.Mark(3, 8, 'worth something else')",
    "said_so": "mark.unmarkable(6, 'the model did not run.')",
    "printed": "print(mark.Mark(6, 6, 'printed and not given'))",
    "left": "raise SystemExit",
    "impossible": "mark.Mark(7, 6, 'more than there is')",
}


def test_a_marking_cell_without_a_mark_is_for_a_person_and_neither_full_marks_nor_zero(tiny_course, made):
    ask = 'page.number("{}", "What share?", "%")'
    questions = {key: (6, ask.format(key), marking) for key, marking in WITHOUT_A_MARK.items()}
    made.write_source(tiny_course, made.source_notebook(questions | {"share": made.QUESTIONS["share"]}))
    release(tiny_course, made.SLUG)
    made.hand_in(tiny_course, "full", {"share": ("number", {"number": 22, "unit": "%"})})
    (row,) = cohort.grade(tiny_course, made.SLUG, cohort.handed_in(tiny_course, made.SLUG))
    found = bag.grades(tiny_course, made, "full")
    assert {key: found[key] for key in WITHOUT_A_MARK} == dict.fromkeys(WITHOUT_A_MARK, (None, None, True))
    assert found["share"] == (6.0, None, False)
    assert row.points == 6 and row.waiting == tuple(sorted(WITHOUT_A_MARK))
