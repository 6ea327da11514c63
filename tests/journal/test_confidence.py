"""How sure and how right: against SciPy, against a coin, and silent where there is too little."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from localchange import journal
from localchange.exercises import Page
from localchange.journal.calibration import calibration_chart
from localchange.journal.judged import ENOUGH, Band, Judged, bands, in_words, judged
from localchange.journal.reading import chapters

STATEMENTS = st.lists(
    st.builds(Judged, st.just("M"), st.floats(50, 100), st.booleans()),
    max_size=60,
)


@given(st.integers(1, 60).flatmap(lambda count: st.tuples(st.just(count), st.integers(0, count))))
def test_the_interval_is_that_of_wilson(given_counts):
    count, right = given_counts
    wanted = binomtest(right, count).proportion_ci(method="wilson")
    assert Band(50, 60, count, right, 55).interval == pytest.approx((wanted.low, wanted.high), abs=1e-4)


@given(STATEMENTS)
def test_each_statement_is_in_one_band(statements):
    found = bands(statements)
    assert sum(band.count for band in found) == len(statements)
    assert sum(band.right for band in found) == sum(one.right for one in statements)
    assert all(band.low <= band.sure <= band.high for band in found)


def test_too_few_conclude_nothing():
    few = [Judged("M", 100, False)] * (ENOUGH - 1)
    assert "too few to tell" in in_words(few) and "surer" not in in_words(few)
    assert "surer than you were right" in in_words([*few, few[0]])
    assert "No statement" in in_words([])


def test_somebody_whose_confidence_is_just_is_told_of_chance_about_nineteen_times_in_twenty():
    rng = np.random.default_rng(20261125)
    told = 0
    for _ in range(400):
        sure = rng.choice([50, 60, 70, 80, 90], size=40)
        right = rng.random(40) < sure / 100
        told += "can be chance" in in_words([Judged("M", s, r) for s, r in zip(sure, right, strict=True)])
    assert 0.92 <= told / 400 <= 0.98


def test_only_what_a_page_has_told_counts(root, learner):
    learner.choose("front_a", "true", 80)
    learner.choose("weigh", "b", 60)
    assert judged(chapters(root)) == ()
    learner.choose("front_b", "true", 90)
    learner.choose("weigh", "b", 60, tries=1)
    found = {(one.sure, one.right) for one in judged(chapters(root))}
    assert found == {(80, True), (90, False), (60, True)}
    learner.choose("weigh", "b", 60, tries=2)
    assert len(judged(chapters(root))) == 2, "after a second try the learner had been told something"


def test_the_picture_has_the_same_numbers_in_words_and_in_its_table(root, learner):
    learner.choose("front_a", "true", 80)
    learner.choose("front_b", "true", 90)
    chart = calibration_chart(judged(chapters(root)))
    assert list(chart.columns["count"]) == [0, 0, 0, 1, 1]
    assert list(chart.columns["right"]) == [0, 0, 0, 1, 0]
    assert "80 to 90% sure: 1 of 1 right (few)." in chart.text
    drawn = journal.confidence(Page("journal", folder=root / "course"))
    assert chart.text in drawn.as_text()


def test_an_empty_picture_can_be_drawn(root):
    drawn = journal.confidence(Page("journal", folder=root / "course"))
    assert "No statement" in drawn.as_text()
