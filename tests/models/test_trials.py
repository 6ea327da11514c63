"""Trials and the roll-out against formulas, and settings in which each of them wins."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate, stats

from localchange.errors import CourseError
from localchange.models.trials import RANGES, Field, Trial, draw, field_from, roll_out, trial_outcome, trials

START = {key: spec.value for key, spec in RANGES.items()}
WORLDS = 40_000


def a_field(**given):
    return replace(Field(sites=12, months=10), **given)


def expected_best(ideas):
    """The mean of the largest of so many standard normals, by quadrature."""
    density = lambda x: x * ideas * stats.norm.pdf(x) * stats.norm.cdf(x) ** (ideas - 1)  # noqa: E731
    return integrate.quad(density, -8, 8)[0]


def expected_best_or_none(ideas):
    """The same, with nothing taken when the largest is below 0."""
    density = lambda x: x * ideas * stats.norm.pdf(x) * stats.norm.cdf(x) ** (ideas - 1)  # noqa: E731
    return integrate.quad(density, 0, 8)[0]


@pytest.mark.parametrize("noise", [0.0, 0.5, 2.0])
def test_the_roll_out_brings_what_selection_on_paper_must(noise):
    """E[effect | best on paper] = correlation of paper and truth x E[largest of n]."""
    field = a_field(paper_noise=noise)
    found = roll_out(field, draw(field, WORLDS, np.random.default_rng(1)))
    correlation = 1 / np.hypot(1, noise)
    assert found.total.mean() / 120 == pytest.approx(correlation * expected_best(field.ideas), abs=0.02)


@pytest.mark.parametrize(("sites", "months", "spread"), [(2, 2, 1.0), (1, 1, 0.0), (2, 5, 2.0)])
def test_trials_bring_what_selection_on_measurement_must(sites, months, spread):
    """All ideas tried: before, the mean of all ideas (0); after, the best measured or nothing.

    The effect at sites outside the trial goes with the measured mean by var(everywhere) over the spread of what is
    measured; at the sites of the trial their own part comes on top.
    """
    field = a_field(site_spread=spread, sites=24)
    trial = Trial(tried=field.ideas, sites=sites, months=months)
    found = trials(field, draw(field, WORLDS, np.random.default_rng(2)), trial)
    variance = 1 + spread**2 / sites + field.month_noise**2 / (months * sites)
    selected = expected_best_or_none(field.ideas) / np.sqrt(variance)
    on_trial = sites * (1 + spread**2 / sites) + (field.sites - sites)
    after = selected * on_trial * (field.months - months)
    assert found.by_month[:, :months].mean() == pytest.approx(0, abs=0.2)
    assert found.total.mean() == pytest.approx(after, rel=0.03)


def test_when_paper_tells_all_and_sites_are_alike_the_roll_out_wins():
    found = trial_outcome({**START, "paper": 100, "alike": 100})
    assert found.roll_out > found.trials + 0.2
    assert found.trials_win < 0.05
    assert found.roll_out_harmed < found.trials_harmed


def test_when_paper_tells_nothing_trials_win_and_harm_fewer():
    found = trial_outcome({**START, "paper": 0})
    assert found.trials > found.roll_out + 0.4
    assert found.trials_harmed < found.roll_out_harmed - 0.1


def test_where_sites_differ_what_helps_is_that_they_may_drop_it():
    kept, free = (trial_outcome({**START, "alike": 0, "local": local}) for local in (0, 1))
    assert kept.trials < kept.roll_out, "trials alone are not enough"
    assert free.trials > free.roll_out + 0.1
    assert free.trials_worst > kept.trials_worst + 1


def test_a_trial_can_be_too_short_and_too_long():
    short, middle, long = (
        trial_outcome({**START, "length": months, "paper": 0}).trials for months in (1, 4, 12)
    )
    assert middle > short
    assert middle > long


def test_the_same_worlds_whatever_is_done():
    assert trial_outcome(START) == trial_outcome(START)
    assert trial_outcome(START).roll_out == trial_outcome({**START, "tried": 2, "length": 7}).roll_out
    assert trial_outcome(START, seed=2) != trial_outcome(START)


settings_ = st.fixed_dictionaries(
    {key: st.integers(0, int((spec.high - spec.low) / spec.step)) for key, spec in RANGES.items()}
).map(lambda steps: {key: RANGES[key].low + n * RANGES[key].step for key, n in steps.items()})


@settings(max_examples=40, deadline=None)
@given(settings_)
def test_any_setting_gives_shares_and_sums_that_agree(setting):
    found = trial_outcome(setting, worlds=50)
    for share in (found.roll_out_harmed, found.trials_harmed, found.trials_win):
        assert 0 <= share <= 1
    assert np.mean(found.roll_out_by_month) == pytest.approx(found.roll_out)
    assert np.mean(found.trials_by_month) == pytest.approx(found.trials)
    assert len(set(np.round(found.roll_out_by_month, 9))) == 1, "a roll-out does the same every month"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "must be a number"), ({**START, "alike": 55}, "steps of 10"), ({**START, "tried": 6}, "from 1 to 5"),
        ({**START, "bribe": 1}, "no handle called bribe"), ({**START, "paper": float("nan")}, "must be a number"),
        ({**START, "local": True}, "must be a number"), (None, "list of handles"),
    ],
)  # fmt: skip
def test_a_setting_that_cannot_be_is_refused_in_a_sentence(given, said):
    with pytest.raises(CourseError, match=said):
        field_from(given)


def test_trials_that_cannot_be_are_refused():
    field = a_field()
    drawn = draw(field, 3, np.random.default_rng(1))
    for trial in (Trial(tried=6), Trial(months=10), Trial(sites=0), Trial(tried=5, sites=3)):
        with pytest.raises(CourseError):
            trials(field, drawn, trial)
    with pytest.raises(CourseError, match="at least one site"):
        Field(sites=0)
    with pytest.raises(CourseError, match="0 or more"):
        Field(site_spread=-1)
