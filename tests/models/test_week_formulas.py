"""In limits where queueing theory knows the answer, the weeks give it."""

from dataclasses import replace

import numpy as np
import pytest

from localchange.models import week
from localchange.models.week_outcomes import CARE, LOCAL, NATIONAL, PROJECT, REFOCUS

WEEKS = 12_000
"""Long enough that chance moves a mean wait by about 2%: the tolerances below are three times that or more."""

EMPTY = week.Team(care_a_week=0, local_a_week=0, national_a_week=0)
ALL_PRESSING = replace(EMPTY, pressing_days=1e9, local_due_days=(3.0, 3.0))


def poisson(a_week, hours, seed, team=EMPTY, weeks=WEEKS):
    rng = np.random.default_rng(seed)
    came = np.sort(rng.random(rng.poisson(a_week * weeks))) * team.week * weeks
    return came, hours(rng, len(came))


def exponential(mean):
    return lambda rng, n: rng.exponential(mean, n)


def always(hours):
    return lambda rng, n: np.full(n, hours)


def a_year(team, care=None, local=None, weeks=WEEKS):
    year = week.draw(replace(EMPTY, hours_a_day=team.hours_a_day), weeks, np.random.default_rng(0))
    if care is not None:
        year = replace(year, care_came=care[0], care_hours=care[1])
    if local is not None:
        due = np.full(len(local[0]), 3.0 * team.hours_a_day)
        year = replace(year, local_came=local[0], local_hours=local[1], local_due=due)
    return year


def waits(lived):
    begun = ~np.isnan(lived.care_begun)
    return (lived.care_begun - lived.care_came)[begun]


@pytest.mark.parametrize(("a_week", "mean"), [(30, 0.6), (30, 1.0)])
def test_care_waits_for_care_as_in_an_m_m_1_queue(a_week, mean):
    lived = week.run(EMPTY, a_year(EMPTY, care=poisson(a_week, exponential(mean), 1)))
    busy = a_week * mean / EMPTY.week
    assert waits(lived).mean() == pytest.approx(busy / (1 - busy) * mean, rel=0.07)
    assert (waits(lived) > 1e-9).mean() == pytest.approx(busy, rel=0.02)


def test_care_of_fixed_length_waits_as_in_an_m_d_1_queue():
    """Pollaczek and Khinchine: half the wait of M/M/1."""
    lived = week.run(EMPTY, a_year(EMPTY, care=poisson(30, always(1.0), 2)))
    busy = 30 / EMPTY.week
    assert waits(lived).mean() == pytest.approx(busy / (1 - busy) / 2, rel=0.06)


def test_obligations_behind_care_are_a_preemptive_priority_queue():
    """Two classes, the first interrupts and the second goes on where it was: White and Christie (1958)."""
    care, local = poisson(25, exponential(0.6), 3), poisson(10, exponential(1.0), 4)
    lived = week.run(ALL_PRESSING, a_year(ALL_PRESSING, care, local))
    rate = np.array([25, 10]) / EMPTY.week
    mean = np.array([0.6, 1.0])
    busy = rate * mean
    residual = (rate * mean**2).sum()  # half the second moment of an exponential is its mean squared
    stays = mean[1] / (1 - busy[0]) + residual / ((1 - busy[0]) * (1 - busy.sum()))
    closed = ~np.isnan(lived.closed)
    assert (lived.closed - lived.came)[closed].mean() == pytest.approx(stays, rel=0.07)
    # Care does not notice.
    assert waits(lived).mean() == pytest.approx(busy[0] / (1 - busy[0]) * mean[0], rel=0.06)


def test_hours_are_what_came_and_fill_the_week():
    team = week.Team()
    lived = week.run(team, week.draw(team, 2000, np.random.default_rng(5)))
    hours = lived.hours()
    assert hours.sum() == pytest.approx(team.week)
    assert hours[CARE] == pytest.approx(team.care_a_week * team.care_hours, rel=0.02)
    assert hours[LOCAL] == pytest.approx(team.local_a_week * team.local_hours, rel=0.03)
    assert hours[NATIONAL] == pytest.approx(team.national_a_week * team.national_hours, rel=0.06)


@pytest.mark.parametrize("refocus", [0.0, 0.25, 0.5, 1.0])
def test_the_project_gains_what_renewal_theory_says(refocus):
    """Free stretches of an M/G/1 queue are exponential: each gains exp(-rate * refocus) / rate on average."""
    # One endless day: only arrivals interrupt.
    team = replace(
        ALL_PRESSING, refocus_hours=refocus, hours_a_day=7.5 * WEEKS, days_a_week=1, block_hours=1e9
    )
    scale = 7.5 * WEEKS / 37.5
    care = poisson(25 * scale, exponential(0.6), 6, team, weeks=1)
    local = poisson(10 * scale, always(0.75), 7, team, weeks=1)
    lived = week.run(team, a_year(team, care, local, weeks=1))
    rate = 35 / 37.5
    free = 1 - (25 * 0.6 + 10 * 0.75) / 37.5
    hours = lived.hours() / team.week
    assert hours[PROJECT] == pytest.approx(free * np.exp(-rate * refocus), rel=0.04)
    assert hours[PROJECT] + hours[REFOCUS] == pytest.approx(free, rel=0.03)


def test_with_nothing_to_do_a_day_loses_one_refocusing_and_the_project_ends_on_the_day_that_arithmetic_says():
    team = replace(EMPTY, refocus_hours=0.5, project_hours=70.0)
    lived = week.run(team, week.draw(team, 4, np.random.default_rng(1)))
    assert lived.hours()[PROJECT] == pytest.approx(5 * 7.0)
    assert lived.finish() == pytest.approx(10 * 7.5)
    np.testing.assert_allclose(lived.progress(), [0, 35, 70, 105, 140])
