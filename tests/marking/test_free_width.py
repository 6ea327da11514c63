"""A range as narrow as chance allows earns everything; nothing else about the rule changes."""

from datetime import UTC, datetime

import pytest

from localchange import marking as mark
from localchange.answers import Answer


def forecast(low, high):
    value = {"low": low, "best": (low + high) / 2, "high": high, "unit": "%"}
    return Answer("prediction", value, datetime(2026, 11, 23, tzinfo=UTC), locked=True)


def points(low, high, free):
    return mark.interval(forecast(low, high), 10, of=4, scale=21, free=free).points


def test_a_range_of_the_free_width_earns_all_and_says_so():
    earned = mark.interval(forecast(9.5, 10.5), 10, of=4, scale=21, free=1)
    assert earned.points == 4
    assert "as narrow as can be asked" in earned.reason


def test_width_beyond_it_costs_and_the_far_end_stays_where_it_was():
    assert points(8, 13, free=1) == pytest.approx(4 * (1 - 4 / 20))
    assert points(-5, 16, free=1) == 0
    assert points(9, 11, free=0) == pytest.approx(4 * (1 - 2 / 21), abs=0.01)


def test_a_narrow_miss_is_not_free():
    assert points(11, 11.5, free=1) < points(9.8, 10.3, free=1)


@pytest.mark.parametrize("free", [-1, 21, 30])
def test_what_is_free_lies_between_nothing_and_the_scale(free):
    with pytest.raises(ValueError, match="scale"):
        points(9, 11, free=free)
