"""Regression to the mean against its formula and against integration, and what a visit does and seems to do."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from localchange.errors import CourseError
from localchange.models.inspection import BEFORE, Inspected, Regime, draw, expected_gain, run
from localchange.models.inspection_regime import (
    HOSPITALS,
    RANGES,
    VISITS_ALONE,
    WORLDS,
    inspection_outcome,
    live,
    regime_from,
)

NOTHING = {"help": 0.0, "fear": 0.0, "defence": 0.0, "burden": 0.0, "hiding": 0.0}
MANY = 200
"""Replicates of 600 providers: enough for a standard error of about 0.02 in each mean below."""


def a_setting():
    def on_steps(spec):
        return st.integers(0, round((spec.high - spec.low) / spec.step)).map(
            lambda i: float(spec.low + i * spec.step)
        )

    return st.fixed_dictionaries({key: on_steps(spec) for key, spec in RANGES.items()})


def outcome(seed=11, **handles):
    return inspection_outcome({**VISITS_ALONE, **handles}, seed, replicates=MANY)


# --- the formula


@pytest.mark.parametrize("worst", [0.05, 0.1, 0.25, 0.4])
@pytest.mark.parametrize("reliability", [0.1, 0.4, 0.9])
def test_the_formula_is_the_integral_over_the_worst(worst, reliability):
    """E[y1 - y2 | y1 beyond its quantile], integrated over a fine grid of y1 without any known mean of a tail."""
    y = np.linspace(-9, 9, 360_001)
    density = np.exp(-(y**2) / 2)
    density /= density.sum()
    chosen = np.cumsum(density[::-1])[::-1] <= worst
    fall = 3.0 * (y - reliability * y)  # E[y2 | y1] = reliability * y1
    found = (fall * density)[chosen].sum() / density[chosen].sum()
    assert expected_gain(3.0, reliability, worst) == pytest.approx(found, rel=1e-3)


@settings(max_examples=12, deadline=None)
@given(st.sampled_from([0.05, 0.1, 0.3]), st.sampled_from([0.0, 0.3, 0.6, 0.9]), st.integers(0, 1000))
def test_draws_meet_the_formula_when_nothing_is_done(worst, luck, seed):
    """Within four standard errors, worked out from the replicates themselves."""
    world = replace(HOSPITALS, **NOTHING, learning=0.0)
    history = run(world, Regime(worst, luck, 0.0, 0.0, 0.0), draw(world, 60, np.random.default_rng(seed)))
    mean = history.mean(history.reported, history.inspected)
    falls = mean[:, BEFORE] - mean[:, BEFORE + 1]
    error = falls.std(ddof=1) / np.sqrt(len(falls))
    # 600 are not endless: the worst of them lie a little nearer than the quantile of the normal says.
    assert falls.mean() == pytest.approx(
        expected_gain(world.openness * world.spread, 1 - luck, worst), abs=4 * error + 0.02
    )


def test_the_year_before_is_as_near_to_the_mean_as_the_year_after():
    """Regression to the mean runs both ways in time, so no visit can be its cause."""
    world = replace(HOSPITALS, **NOTHING, learning=0.0)
    history = run(world, Regime(0.1, 0.6, 0.0, 0.0, 0.0), draw(world, MANY, np.random.default_rng(5)))
    mean = history.mean(history.reported, history.inspected).mean(axis=0)
    assert mean[BEFORE - 1] == pytest.approx(mean[BEFORE + 1], abs=0.06)
    assert mean[BEFORE] > mean[BEFORE + 1] + 2


def test_the_next_worst_fall_by_their_own_formula():
    found = outcome(luck=60.0)
    worst, following = (expected_gain(2.4, 0.4, *ends) for ends in ((0.1, 0.0), (0.2, 0.1)))
    assert worst > 1.5 * following
    assert found.next_worst + 0.24 == pytest.approx(worst - following, abs=0.25)


@pytest.mark.parametrize("bad", [(1.0, 0.5, 0.0, 0.0), (1.0, 0.5, 0.1, 0.2), (1.0, 1.2, 0.1, 0.0)])
def test_shares_that_make_no_sense_are_refused(bad):
    with pytest.raises(CourseError):
        expected_gain(*bad)


def test_everyone_together_and_perfect_figures_do_not_regress():
    assert expected_gain(3.0, 0.4, 1.0) == pytest.approx(0.0)
    assert expected_gain(3.0, 1.0, 0.1) == 0.0


# --- what holds whatever is set


@settings(max_examples=40, deadline=None)
@given(a_setting(), st.integers(0, 10_000), st.sampled_from(sorted(WORLDS)))
def test_groups_are_as_many_as_the_handles_say_and_share_nobody(setting, seed, world):
    with_it, without = live(setting, seed, WORLDS[world])
    regime = regime_from(setting)
    many = round(regime.worst * WORLDS[world].providers)
    together = with_it.inspected | with_it.spared
    assert together.sum() == many and not (with_it.inspected & with_it.spared).any()
    assert with_it.spared.sum() == round(regime.spared * many)
    assert not (together & with_it.next_worst).any()
    year = with_it.reported[0, BEFORE]
    assert year[together[0]].min() >= year[~together[0]].max()
    np.testing.assert_array_equal(with_it.inspected, without.inspected)
    np.testing.assert_array_equal(with_it.true[:, : BEFORE + 1], without.true[:, : BEFORE + 1])
    assert ((with_it.openness > 0) & (with_it.openness <= 1)).all()
    np.testing.assert_allclose(with_it.reported, with_it.true * with_it.openness)


def test_the_same_seed_gives_the_same_providers():
    assert inspection_outcome({"spared": 50}, 3) == inspection_outcome({"spared": 50}, 3)
    assert inspection_outcome({"spared": 50}, 3) != inspection_outcome({"spared": 50}, 4)


def test_the_lot_makes_two_groups_that_are_alike():
    with_it, _ = live({"spared": 50}, 7, replicates=MANY)
    before = [
        with_it.mean(with_it.true, who)[:, BEFORE].mean() for who in (with_it.inspected, with_it.spared)
    ]
    assert before[0] == pytest.approx(before[1], abs=0.08)


# --- what is seen, and what was done


def test_visits_that_do_nothing_good_look_splendid_before_and_after():
    found = outcome()
    assert found.naive > 2 and found.true_effect < 0
    assert found.naive == pytest.approx(found.by_chance + found.anyway + found.seen_effect, abs=0.1)


def test_a_control_group_by_lot_shows_that_there_is_no_effect_and_that_there_is_one():
    nothing, help_ = outcome(spared=50.0), outcome(spared=50.0, support=100.0)
    assert nothing.controlled == pytest.approx(nothing.seen_effect, abs=0.15) and nothing.controlled < 0
    assert help_.controlled == pytest.approx(help_.seen_effect, abs=0.15) and help_.controlled > 1.5


def test_the_next_worst_are_a_biased_comparison():
    found = outcome(spared=50.0)
    assert found.next_worst > found.controlled + 0.8


def test_the_better_the_figure_the_less_there_is_to_regress():
    falls = [outcome(luck=luck).by_chance for luck in (0.0, 30.0, 60.0, 90.0)]
    assert falls == sorted(falls) and falls[0] == 0
    assert outcome(luck=0.0).naive == pytest.approx(0.24 - 0.27, abs=0.1)


def test_blame_hides_and_even_the_control_group_is_taken_in():
    """The lot takes chance out, and not what is kept from the record: true harm is up where reported harm is down."""
    found = outcome(spared=50.0, blame=100.0)
    assert found.controlled > 2.5
    assert found.true_effect < -0.5
    assert found.openness < 0.5 * HOSPITALS.openness


def test_there_are_settings_in_which_inspecting_works_and_settings_in_which_it_does_harm():
    works = outcome(worst=20.0, blame=20.0, support=80.0)
    harms = outcome(worst=20.0, blame=100.0)
    assert works.true_effect > 1.5 and works.everyone > 0.2 and works.openness > 0.7
    assert harms.true_effect < -0.5 and harms.everyone < -0.05
    assert harms.naive > works.naive, "the one that does harm looks better"


def test_some_consequence_helps_where_much_does_harm():
    effects = [outcome(blame=blame).true_effect for blame in (0.0, 30.0, 100.0)]
    assert effects[1] > effects[0] > effects[2]


def test_help_keeps_reports_coming():
    assert outcome(blame=60.0, support=100.0).openness > outcome(blame=60.0).openness + 0.15


@pytest.mark.parametrize("world", sorted(WORLDS))
@pytest.mark.parametrize(
    ("handle", "values", "measure", "rises"),
    [
        ("support", (0, 30, 60, 100), "true_effect", True),
        ("support", (0, 30, 60, 100), "everyone", True),
        ("blame", (0, 30, 60, 100), "openness", False),
        ("blame", (0, 30, 60, 100), "naive", True),
        ("luck", (0, 30, 60, 90), "naive", True),
        ("worst", (5, 10, 20, 40), "by_chance", False),
    ],
)
def test_each_handle_moves_what_the_page_says(world, handle, values, measure, rises):
    found = [
        getattr(inspection_outcome({handle: float(value)}, 2, WORLDS[world], replicates=40), measure)
        for value in values
    ]
    steps = np.diff(found) if rises else -np.diff(found)
    assert (steps > 0).all(), found


# --- what is refused


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"worst": 3}, "The worst"),
        ({"luck": 95}, "Chance"),
        ({"blame": "all"}, "Blame"),
        ({"fear": 1}, "no handle"),
    ],
)
def test_what_no_inspection_can_be_is_refused_by_name(given, said):
    with pytest.raises(CourseError, match=said):
        inspection_outcome(given, 1)


@pytest.mark.parametrize(
    ("name", "value"), [("providers", 5), ("openness", 1.2), ("harm", -1), ("fear", True)]
)
def test_what_no_provider_can_be_is_refused_by_name(name, value):
    with pytest.raises(CourseError, match=name):
        replace(Inspected(), **{name: value})
