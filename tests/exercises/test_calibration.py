"""Confidence beside accuracy: nothing is told too early, and the sums are right."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from localchange.errors import CourseError
from localchange.exercises import Page
from localchange.exercises.calibration import tally

TRUTHS = {"one": "true", "two": "false"}


@pytest.fixture
def asked(page: Page) -> Page:
    for key in TRUTHS:
        page.choice(key, f"<b>{key}</b> is so.", {"true": "True", "false": "False"}, confidence=True)
    return page


def test_nothing_is_told_before_every_statement_has_an_answer_and_a_confidence(asked: Page) -> None:
    shown = asked.calibration(TRUTHS)
    assert "2 of 2" in shown.value
    asked.save("one", "choice", {"choice": "true", "confidence": 90})
    asked.save("two", "choice", {"choice": "true"})
    assert "1 of 2" in shown.value
    assert "<table" not in shown.value
    asked.save("two", "choice", {"choice": "true", "confidence": 90})
    assert "<table" in shown.value
    assert "&lt;b&gt;one&lt;/b&gt; is so." in shown.value


@pytest.mark.parametrize(
    ("sure", "second", "says"),
    [
        (100, "true", "surer than you were right"),
        (100, "false", "about as sure as you were right"),
        (50, "false", "less sure than you were right"),
    ],
)
def test_the_verdict_compares_what_was_expected_with_what_was_right(
    asked: Page, sure: int, second: str, says: str
) -> None:
    asked.save("one", "choice", {"choice": "true", "confidence": sure})
    asked.save("two", "choice", {"choice": second, "confidence": sure})
    found = tally(asked, TRUTHS)
    assert found.expected == 2 * sure / 100
    assert found.right == 1 + (second == "false")
    assert says in found.in_words()
    assert says in asked.calibration(TRUTHS).value


def test_a_statement_that_was_never_asked_is_said(asked: Page) -> None:
    with pytest.raises(CourseError, match="no question “three”"):
        asked.calibration({"three": "true"})


def test_an_assignment_tells_nothing(assessed: Page, say: Callable) -> None:
    with pytest.raises(CourseError, match="assessed"):
        assessed.calibration(TRUTHS)
