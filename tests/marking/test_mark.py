"""What a mark prints is what nbgrader reads."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from IPython.core.formatters import DisplayFormatter
from nbformat.v4 import new_code_cell, new_output
from nbgrader.utils import determine_grade

from localchange import marking as mark


def marked_cell(earned):
    data, metadata = DisplayFormatter().format(earned)
    cell = new_code_cell(
        "page.choice()", outputs=[new_output("execute_result", data=data, metadata=metadata)]
    )
    cell.metadata["nbgrader"] = {"grade": True, "solution": False, "points": earned.of, "grade_id": "mix"}
    return cell


@given(of=st.floats(0.01, 1000), share=st.floats(0, 1))
def test_nbgrader_reads_the_points_from_the_output(of, share):
    earned = mark.Mark(share * of, of, "Because.")
    points, most = determine_grade(marked_cell(earned))
    assert points == earned.points and most == of
    assert abs(points - share * of) <= 0.005 + 1e-9


def test_a_mark_of_nothing_is_nothing_for_nbgrader():
    assert determine_grade(marked_cell(mark.Mark(0, 8, "No.")))[0] == 0


def test_the_reason_is_shown_and_escaped():
    data, _ = DisplayFormatter().format(mark.Mark(3, 8, "a < b & <script>x</script>\nsecond"))
    assert "3 of 8" in data["text/html"]
    assert "a &lt; b &amp; &lt;script&gt;" in data["text/html"] and "<script" not in data["text/html"]
    assert "<br>second" in data["text/html"]
    assert data["text/plain"] == "3.0"
    assert data[mark.MIME_TYPE] == {
        "points": 3.0,
        "of": 8.0,
        "reason": "a < b & <script>x</script>\nsecond",
        "needs_person": False,
    }


@pytest.mark.parametrize("points, of", [(9, 8), (-1, 8), (math.nan, 8), (math.inf, 8), (0, 0), (1, math.inf)])
def test_a_mark_that_nbgrader_would_misread_cannot_be_made(points, of):
    with pytest.raises(ValueError):
        mark.Mark(points, of, "?")


def test_marks_add_up_and_keep_their_reasons():
    both = mark.total(mark.Mark(2, 3, "One."), mark.Mark(1, 5, "Two."))
    assert (both.points, both.of, both.needs_person) == (3, 8, False)
    assert both.reason == "2 of 3: One.\n1 of 5: Two."
    with pytest.raises(ValueError):
        mark.total()


def test_a_part_that_needs_a_person_makes_the_whole_need_one_and_keeps_what_is_sure():
    both = mark.total(mark.Mark(2, 3, "One."), mark.unmarkable(5, "the model did not run."))
    assert (both.points, both.of, both.needs_person) == (2, 8, True)
    assert "Could not be marked" in both.reason
