"""The three estimators against ways to work them out that share no code with them."""

import statistics

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from localchange.errors import CourseError
from localchange.models.estimators import (
    before_and_after,
    difference_in_differences,
    from_four,
    interrupted_time_series,
)


@pytest.fixture(params=range(5))
def rng(request):
    return np.random.default_rng(request.param)


def test_two_lines_are_those_that_python_fits_to_each_side(rng):
    """A step and a change of slope are free, so each side must be the line that one would fit to it alone."""
    series, start = rng.normal(10, 2, 30), int(rng.integers(5, 24))
    lines = interrupted_time_series(series, start)
    before = statistics.linear_regression(range(start), series[:start].tolist())
    after = statistics.linear_regression(range(start, 30), series[start:].tolist())
    assert lines.slope == pytest.approx(before.slope)
    assert lines.level == pytest.approx(before.intercept)
    assert lines.slope + lines.change == pytest.approx(after.slope)
    for at in (start, 27.5):
        gap = (after.intercept + after.slope * at) - (before.intercept + before.slope * at)
        assert lines.effect(at).value == pytest.approx(gap)
    assert lines.effect(start).value == pytest.approx(lines.step)
    assert lines.expected(27.5) == pytest.approx(before.intercept + before.slope * 27.5)


def test_its_standard_errors_are_those_of_the_textbook(rng):
    """Each side's slope has the variance s² / Sxx; s² is pooled, because the noise is taken to be the same."""
    series, start = rng.normal(0, 1, 24), 12
    lines = interrupted_time_series(series, start)
    time = np.arange(24.0)
    left = 0.0
    sxx = []
    for side in (slice(0, start), slice(start, None)):
        x, y = time[side] - time[side].mean(), series[side] - series[side].mean()
        left += y @ y - (x @ y) ** 2 / (x @ x)
        sxx.append(x @ x)
    variance = left / (24 - 4)
    assert lines.covariance[1, 1] == pytest.approx(variance / sxx[0])
    assert lines.covariance[3, 3] == pytest.approx(variance / sxx[0] + variance / sxx[1])


def test_the_intervals_hold_the_truth_about_as_often_as_they_say():
    """95% of 600 draws, within four standard errors of a share (0.9 points each)."""
    rng = np.random.default_rng(3)
    time = np.arange(40)
    held = []
    for _ in range(600):
        series = 5 - 0.1 * time - 2.0 * (time >= 20) + rng.normal(0, 1, 40)
        one = interrupted_time_series(series, 20).effect(20)
        held.append(one.low <= -2.0 <= one.high)
    assert np.mean(held) == pytest.approx(0.94, abs=0.035)


def test_differences_are_the_interaction_of_a_table_of_four(rng):
    """By pandas, from a long table: the mean of each cell, then the difference of differences."""
    paid, other = rng.normal(5, 1, (12, 7)), rng.normal(6, 1, (12, 9))
    before, after = slice(2, 6), slice(8, 12)
    rows = [
        {"group": name, "when": when, "value": value}
        for name, table in (("paid", paid), ("other", other))
        for when, window in (("before", before), ("after", after))
        for value in table[window].ravel()
    ]
    mean = pd.DataFrame(rows).groupby(["group", "when"])["value"].mean()
    four = [mean[who, when] for who in ("paid", "other") for when in ("before", "after")]
    found = difference_in_differences(paid, other, before, after)
    assert found.value == pytest.approx(from_four(*four))
    assert before_and_after(paid, before, after).value == pytest.approx(four[1] - four[0])


def test_its_standard_error_is_welch_s_on_each_site_s_change(rng):
    paid, other = rng.normal(5, 1, (8, 11)), rng.normal(6, 2, (8, 6))
    before, after = slice(0, 4), slice(4, 8)
    changes = [
        [statistics.fmean(t[4:, i]) - statistics.fmean(t[:4, i]) for i in range(t.shape[1])]
        for t in (paid, other)
    ]
    error = sum(statistics.variance(each) / len(each) for each in changes) ** 0.5
    assert difference_in_differences(paid, other, before, after).error == pytest.approx(error)


@given(
    st.lists(st.floats(-50, 50), min_size=12, max_size=12),
    st.floats(-5, 5),
    st.floats(-5, 5),
)
def test_a_common_shock_leaves_differences_alone_and_a_common_line_leaves_the_time_series_alone(
    noise, step, slope
):
    series = np.array(noise)
    time = np.arange(12)
    shock = step * (time >= 6)
    before, after = slice(0, 6), slice(6, 12)
    flat = difference_in_differences(series, np.zeros(12), before, after).value
    both = difference_in_differences(series + shock, shock, before, after).value
    assert both == pytest.approx(flat, abs=1e-6)
    bent = interrupted_time_series(series, 6).effect(8.5).value
    tilted = interrupted_time_series(series + slope * time, 6).effect(8.5).value
    assert tilted == pytest.approx(bent, abs=1e-6)
    assert interrupted_time_series(series + shock, 6).effect(8.5).value == pytest.approx(
        bent + step, abs=1e-6
    )


def test_one_series_alone_has_no_error_of_a_mean_of_sites():
    assert np.isnan(before_and_after([1.0, 2.0, 3.0, 4.0], slice(0, 2), slice(2, 4)).error)


@pytest.mark.parametrize("start", [0, 1, 9, 10])
def test_a_break_needs_two_periods_on_each_side(start):
    with pytest.raises(CourseError, match="two periods"):
        interrupted_time_series(np.arange(10.0), start)


def test_an_empty_window_and_a_cube_are_refused():
    with pytest.raises(CourseError, match="window after"):
        before_and_after([1.0, 2.0], slice(0, 1), slice(2, 2))
    with pytest.raises(CourseError, match="one series"):
        before_and_after(np.zeros((2, 2, 2)), slice(0, 1), slice(1, 2))
