"""Honesty is the best policy under both rules."""

from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from localchange import marking as mark
from localchange.answers import Answer

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def sure(confidence, choice="a"):
    return Answer(kind="choice", value={"choice": choice, "confidence": confidence}, saved=NOW, locked=False)


def forecast(low, high, **more):
    return Answer(
        kind="prediction", value={"low": low, "best": low, "high": high, **more}, saved=NOW, locked=True
    )


@given(belief=st.floats(0.5, 1), report=st.floats(0.5, 1))
def test_no_report_beats_the_honest_one(belief, report):
    def expected(said):
        return belief * mark.quadratic_score(said, True) + (1 - belief) * mark.quadratic_score(said, False)

    assert expected(belief) >= expected(report) - 1e-12
    assert expected(belief) - expected(report) == pytest.approx((belief - report) ** 2, abs=1e-9)


@given(belief=st.integers(50, 100), report=st.integers(50, 100))
def test_the_marks_themselves_reward_honesty(belief, report):
    def expected(said):
        right = mark.confidence(sure(said), "a", of=100).points
        wrong = mark.confidence(sure(said), "b", of=100).points
        return belief / 100 * right + (1 - belief / 100) * wrong

    assert expected(belief) >= expected(report) - 0.006  # marks are rounded to two places


def test_the_corners_of_the_quadratic_rule():
    assert mark.confidence(sure(100), "a", of=4).points == 4
    assert mark.confidence(sure(100), "b", of=4).points == 0
    assert mark.confidence(sure(50), "a", of=4).points == mark.confidence(sure(50), "b", of=4).points == 3
    assert mark.confidence(sure(80), True, of=4).points == mark.confidence(sure(80), {"a", "c"}, of=4).points


@pytest.mark.parametrize("confidence", [0, 49.9, 100.1, -50, 1e300])
def test_a_confidence_that_the_page_cannot_give_earns_nothing(confidence):
    """Sure of 0 % and wrong would otherwise earn everything."""
    assert mark.confidence(sure(confidence), "b", of=4).points == 0


@given(low=st.floats(-30, 30), width=st.floats(0, 60))
def test_no_range_beats_the_tenth_and_ninetieth_percentiles(low, width):
    truths = np.sort(np.random.default_rng(7).normal(0, 10, 999))
    honest = np.quantile(truths, [0.1, 0.9], method="inverted_cdf")

    def expected(ends):
        return np.mean([mark.interval_score(*ends, truth) for truth in truths])

    assert expected(honest) <= expected((low, low + width)) + 1e-9


def test_the_interval_earns_less_for_width_and_much_less_for_a_miss():
    def points(low, high):
        return mark.interval(forecast(low, high), 10, of=10, scale=40).points

    assert points(10, 10) == 10
    assert points(8, 12) == 9
    assert points(0, 20) == 5
    assert points(11, 13) == 7  # 2 wide and 1 outside: a score of 12
    assert points(20, 30) == 0


def test_several_draws_of_the_truth_are_averaged():
    assert mark.interval(forecast(8, 12), [10, 13], of=10, scale=40).points == pytest.approx((9 + 6.5) / 2)


def test_a_range_upside_down_earns_nothing():
    assert mark.interval(forecast(12, 8), 10, of=10, scale=40).points == 0


def test_reasons_say_how_the_points_came_about():
    assert "1 - 0.8² = 0.36" in mark.confidence(sure(80), "b", of=4).reason
    assert (
        "holds what turned out (10 %)" in mark.interval(forecast(8, 12, unit="%"), 10, of=10, scale=40).reason
    )
    assert "lies outside your range" in mark.interval(forecast(11, 12), 10, of=10, scale=40).reason
