"""Four published results, met in shape, with how near is near enough and why.

The studies are of other places, outcomes and years, so the model is held to direction, order and, where a size was
published, to its 95% interval or to a fifth of it. A fifth, because the indicators of one study already differ by that:
cholesterol control fell by 10.7 points and thyroid testing by 12.1 (Minchin and others 2018). Every number below is a
mean over forty draws of sites and years, so that chance moves it by a tenth of the tolerance at most.
"""

from dataclasses import replace

import numpy as np
import pytest

from localchange import data
from localchange.models.estimators import difference_in_differences, interrupted_time_series
from localchange.models.incentives_providers import QUARTERS, draw
from localchange.models.incentives_published import ADVANCING_QUALITY, PREMIER, QUALITY_AND_OUTCOMES
from localchange.models.incentives_run import run

SEEDS = range(300, 340)
"""Not those of the fit."""

FIGURES = data.payment_figures().set_index("code")


def lived(published, **changed):
    scheme = replace(published.scheme, **changed)
    return [
        run(published.providers, scheme, draw(published.providers, np.random.default_rng(seed)))
        for seed in SEEDS
    ]


def by_year(years, name):
    """Give the paid sites' mean by year from the start, in points; year 0 is the first of the scheme."""
    figures = np.mean([getattr(one, name)[:, one.paid].mean(axis=1) for one in years], axis=0)
    yearly = 100 * figures.reshape(-1, QUARTERS).mean(axis=1)
    return dict(enumerate(yearly, start=-years[0].providers.years_before))


@pytest.fixture(scope="module")
def qof():
    return lived(QUALITY_AND_OUTCOMES)


# --- the Quality and Outcomes Framework: on


@pytest.mark.parametrize("name", ["acts", "results", "score"])
def test_paid_indicators_jump_in_year_one_and_then_level_off(qof, name):
    """22 of 23 did. A jump: over five times a year of the old trend. Level: years after are back near that trend."""
    score = by_year(qof, name)
    trend = score[-1] - score[-2]
    jump = score[0] - score[-1]
    assert jump > 5 * trend > 0
    later = [score[year + 1] - score[year] for year in range(1, 8)]
    assert max(later) < 1.2 * trend
    assert score[1] - score[0] < 0.2 * jump


def test_two_years_on_they_are_above_the_old_trend_still(qof):
    """14 of 23 were in 2006-7, the third year; the rest were not, so it is held for the mean score and not for more."""
    score = by_year(qof, "score")
    trend = np.polyfit([-3, -2, -1], [score[-3], score[-2], score[-1]], 1)
    assert score[2] > np.polyval(trend, 2)


def test_unpaid_work_falls_below_its_trend_and_the_gap_is_small(qof):
    """By the third year: below the trend drawn on, by less than a third of what the paid work gained."""
    unpaid, care = by_year(qof, "unpaid"), by_year(qof, "care")
    gaps = []
    for figures in (unpaid, care):
        trend = np.polyfit([-3, -2, -1], [figures[year] for year in (-3, -2, -1)], 1)
        gaps.append(figures[2] - np.polyval(trend, 2))
    below, above = gaps
    assert -6 < below < -1
    assert above > 6


def test_practices_below_the_threshold_leave_out_more_patients(qof):
    """8.55% against 7.25% without the incentive, to within a tenth of a point: both were fitted."""
    one = qof[0]
    first = slice(one.providers.start, one.providers.start + QUARTERS)
    below = one.score[first, one.paid] < one.providers.threshold - 0.08
    found = 100 * one.excepted[first, one.paid][below].mean()
    assert found == pytest.approx(FIGURES.loc["P7", "value"], abs=0.1)
    before = 100 * one.excepted[: one.providers.start].mean()
    assert before == pytest.approx(FIGURES.loc["P8", "value"], abs=1e-9)


def test_practices_above_the_threshold_do_more_than_they_are_paid_for(qof):
    """The published 11.8% is not met in size. What is held: work goes on where more of it earns nothing."""
    world = replace(QUALITY_AND_OUTCOMES.providers, threshold=0.3)
    one = run(world, QUALITY_AND_OUTCOMES.scheme, draw(world, np.random.default_rng(1)))
    care = one.care[one.providers.start + 8, one.paid].mean()
    assert care > 0.6 > world.threshold


# --- and off


def fall(years, name):
    figures = by_year(years, name)
    end = int(years[0].scheme.years)
    return figures[end] - figures[end - 1]


def test_on_withdrawal_recording_falls_far_more_than_care(qof):
    """62.3 points for recorded advice and 10.7 for cholesterol control; each to within a fifth."""
    assert fall(qof, "acts") == pytest.approx(FIGURES.loc["P10", "value"], rel=0.2)
    assert fall(qof, "results") == pytest.approx(FIGURES.loc["P12", "value"], rel=0.2)
    assert fall(qof, "acts") < 5 * fall(qof, "results") < 0


def test_what_falls_is_mostly_the_record(qof):
    """The model's own split, which no study has: the work behind recorded advice falls no more than other care."""
    assert fall(qof, "care") > 0.25 * fall(qof, "acts")


def test_what_is_kept_barely_moves():
    """Six indicators that were still paid for barely moved: here, the same quarter in a scheme that goes on."""
    on = lived(QUALITY_AND_OUTCOMES, years=12)
    score = by_year(on, "score")
    assert abs(score[10] - score[9]) < 2


# --- Advancing Quality


def did(published, after, before=slice(-6, 0)):
    """Difference in differences of deaths, over quarters counted from the start."""
    start = published.providers.start
    windows = [slice(window.start + start, window.stop + start) for window in (before, after)]
    return np.array(
        [
            difference_in_differences(one.deaths[:, one.paid], one.deaths[:, one.comparison], *windows).value
            for one in lived(published)
        ]
    )


def test_deaths_fall_by_what_was_published_after_18_months():
    """-1.3 points, 0.4 to 2.1: the mean of the draws to within 0.3, and most single draws inside the interval."""
    low, value, high = FIGURES.loc["P1", ["low", "value", "high"]]
    found = did(ADVANCING_QUALITY, slice(0, 6))
    assert found.mean() == pytest.approx(value, abs=0.3)
    assert ((low < found) & (found < high)).mean() > 0.95


def test_it_is_not_maintained_at_42_months_though_deaths_go_on_falling_and_fall_more_in_the_controls():
    """No size was published for months 19 to 42. Held: closer to none than the least that 18 months allowed."""
    later = did(ADVANCING_QUALITY, slice(6, 14)).mean()
    assert abs(later) < 0.4
    assert later > did(ADVANCING_QUALITY, slice(0, 6)).mean() + 0.7
    start = ADVANCING_QUALITY.providers.start
    falls = [
        np.mean([one.deaths[start + 12 : start + 16, who(one)].mean() - one.deaths[start : start + 6, who(one)].mean()
                 for one in lived(ADVANCING_QUALITY)])
        for who in (lambda one: one.paid, lambda one: one.comparison)
    ]  # fmt: skip
    paid, comparison = falls
    assert comparison < paid < 0


def test_hearing_of_it_is_what_closes_the_gap_here():
    """With a comparison group that hears nothing, the same scheme would still look good at 42 months."""
    deaf = replace(ADVANCING_QUALITY, scheme=replace(ADVANCING_QUALITY.scheme, hear=0.0))
    assert did(deaf, slice(6, 14)).mean() < did(ADVANCING_QUALITY, slice(6, 14)).mean() - 0.5


# --- Premier


def test_nothing_is_seen_at_six_years():
    """0.08 points, -0.30 to 0.46: the mean of the draws lies in the interval."""
    low, high = FIGURES.loc["P4", ["low", "high"]]
    assert low < did(PREMIER, slice(20, 24)).mean() < high


def test_what_the_interrupted_time_series_makes_of_the_jump(qof):
    """The design of two of the studies, on the model's own record: a step that is clear of none."""
    one = qof[0]
    end = one.providers.start + 3 * QUARTERS
    step = interrupted_time_series(one.score[:end, one.paid], one.providers.start).effect(one.providers.start)
    assert step.low > 0.15
