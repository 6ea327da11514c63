"""A push for a change: held to the same lives told person by person, and to what must hold whatever is assumed."""

import importlib.util
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from localchange.errors import CourseError
from localchange.models.diffusion_change import THINGS, WORLDS
from localchange.models.diffusion_place import Place, draw
from localchange.models.diffusion_push import Budget, live

PLAINLY = Path(__file__).with_name("change_told_plainly.py")
_spec = importlib.util.spec_from_file_location("change_told_plainly", PLAINLY)
_module = importlib.util.module_from_spec(_spec)
sys.modules[_spec.name] = _module
_spec.loader.exec_module(_module)
PlainLife = _module.PlainLife

EVERYTHING = {
    "mandate": 0.3, "brokers": 0.2, "clusters": 0.1, "fence_sitters": 0.1, "goals": 0.2, "slack": 0.1,
}  # fmt: skip


def told_again(place, budget, radical, tries, towns=2, lives=1, seed=1):
    draws = draw(place, towns, lives, np.random.default_rng(seed))
    ours = live(place, budget, radical, tries, draws)
    for town in range(towns):
        for life in range(lives):
            plain = PlainLife(place, budget, radical, tries, draws, town, life).live()
            column = town * lives + life
            own, outward, teams = zip(*plain, strict=True)
            np.testing.assert_array_equal(np.rint(ours.own[:, column] * place.people), own)
            np.testing.assert_array_equal(np.rint(ours.outward[:, column] * place.people), outward)
            np.testing.assert_array_equal(np.rint(ours.teams[:, :, column] * place.team_size), teams)
    return ours


@pytest.mark.parametrize("thing", THINGS)
def test_each_way_to_spend_is_the_life_told_plainly(thing):
    ours = told_again(WORLDS["plain"], Budget(**{thing: 1.0}), 0.4, 0.01)
    assert ours.own[-1].max() > ours.own[0].max()


@pytest.mark.parametrize("world", WORLDS)
def test_all_of_it_at_once_is_the_life_told_plainly(world):
    told_again(WORLDS[world], Budget(**EVERYTHING), 0.5, 0.01, towns=1)


def test_a_small_place_and_a_short_push():
    place = Place(teams=3, team_size=7, outside=1, bridges=4, months=10, push=3, ties=10, talks=5, pilot=3)
    told_again(place, Budget(**EVERYTHING), 0.2, 0.05)


SMALL = Place(teams=4, team_size=8, outside=1, bridges=8, months=12, push=5, ties=16, pilot=4)


@settings(max_examples=30)
@given(
    st.sampled_from([thing for thing in THINGS if thing != "fence_sitters"]),
    st.tuples(st.floats(0, 1), st.floats(0, 1)),
    st.floats(0, 1),
    st.floats(0, 0.1),
    st.integers(0, 2**31),
)
def test_more_of_a_thing_never_lowers_the_number_who_do_it(thing, shares, radical, tries, seed):
    """In every month of every life: no budget of this kind is held back by how the model is written."""
    draws = draw(SMALL, 1, 4, np.random.default_rng(seed))
    less, more = (live(SMALL, Budget(**{thing: share}), radical, tries, draws) for share in sorted(shares))
    assert (more.own >= less.own).all()


@given(st.floats(0, 1), st.floats(0, 1), st.integers(0, 2**31))
@settings(max_examples=25)
def test_a_more_radical_change_never_has_more_takers(one, other, seed):
    draws = draw(SMALL, 1, 4, np.random.default_rng(seed))
    modest, radical = (live(SMALL, Budget(brokers=1), much, 0.01, draws) for much in sorted((one, other)))
    assert (modest.own >= radical.own).all()


def test_nobody_complies_without_a_mandate_and_nobody_beyond_its_reach_does():
    draws = draw(SMALL, 2, 4, np.random.default_rng(1))
    without = live(SMALL, Budget(brokers=1), 0.5, 0.01, draws)
    assert without.outward.max() == 0
    frozen = replace(SMALL, joins=0.0)
    ordered = live(frozen, Budget(mandate=1), 1.0, 0.0, draws)
    assert 0.25 < ordered.outward[SMALL.push].mean() < 0.45
    assert ordered.beyond.max() == 0
    assert ordered.outward[-1].mean() < 0.2 * ordered.outward[SMALL.push].mean()


def test_shares_are_shares():
    draws = draw(SMALL, 2, 4, np.random.default_rng(1))
    lived = live(SMALL, Budget(**EVERYTHING), 0.3, 0.02, draws)
    assert lived.own.shape == (SMALL.months + 1, 8)
    assert lived.teams.shape == (SMALL.months + 1, SMALL.teams, 8)
    np.testing.assert_allclose(lived.teams.mean(axis=1), lived.own, atol=1e-12)
    assert (lived.use <= 1 + 1e-12).all()
    assert (lived.own >= 0).all()


@pytest.mark.parametrize("wrong", [{"mandate": 0.6, "goals": 0.5}, {"slack": -0.1}, {"brokers": 1.2}])
def test_a_budget_is_spent_once(wrong):
    with pytest.raises(CourseError, match="budget"):
        Budget(**wrong)


@pytest.mark.parametrize("wrong", [{"wear": -1}, {"outside": 8}, {"push": 40}, {"pilot": 13}])
def test_a_place_that_is_none_is_refused(wrong):
    with pytest.raises(CourseError, match="place"):
        Place(**wrong)
