"""Crowds whose outcome is known, in the crowd's own model and in the network's with everybody tied to everybody."""

from itertools import combinations
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from localchange.errors import CourseError
from localchange.models.diffusion import Contagion, draw, live
from localchange.models.diffusion_known import (
    HUNDRED,
    ONE_CHANGED,
    fixed_point,
    joined,
    quantile_crowd,
    turning_spread,
)
from localchange.models.diffusion_network import Network


def everybody_sees_everybody(size):
    return Network(tuple(map(str, range(size))), (0,) * size, tuple(combinations(range(size), 2)))


def in_the_network(thresholds):
    """Whoever has a threshold of 0 begins; the rest follow by the rule of the network."""
    network = everybody_sees_everybody(len(thresholds))
    seeds = [one for one, threshold in enumerate(thresholds) if threshold <= 0]
    draws = draw(network.size, 1, np.random.default_rng(0))
    lived = live(network, seeds, Contagion(), draws, len(thresholds) + 1, np.maximum(thresholds, 1e-6))
    return int(lived.adopted[0, -1]) if seeds else 0


def test_granovetters_hundred_all_join_and_with_one_threshold_changed_only_one_does():
    assert sum(a != b for a, b in zip(HUNDRED, ONE_CHANGED, strict=True)) == 1
    assert joined(HUNDRED) == 100
    assert joined(ONE_CHANGED) == 1


def test_the_same_in_a_network_where_everybody_sees_everybody():
    assert in_the_network(np.array(HUNDRED, dtype=float)) == 100
    assert in_the_network(np.array(ONE_CHANGED, dtype=float)) == 1


def test_more_neighbours_than_a_byte_can_count_are_counted():
    """Three hundred who all see one another, each with as high a threshold as can be met."""
    assert in_the_network(np.r_[np.zeros(299), 299.0]) == 300
    assert in_the_network(np.r_[np.zeros(256), 257.0]) == 256


@settings(max_examples=50)
@given(st.lists(st.integers(0, 12), min_size=3, max_size=12))
def test_crowd_and_network_agree_and_the_order_of_people_does_not_matter(thresholds):
    assert joined(thresholds) == in_the_network(np.array(thresholds, dtype=float))
    assert joined(sorted(thresholds)) == joined(thresholds)


@given(st.lists(st.integers(0, 12), min_size=3, max_size=12))
def test_where_it_stops_nobody_more_would_join(thresholds):
    """By hand: the smallest number that reproduces itself."""
    stays = [k for k in range(len(thresholds) + 1) if sum(one <= k for one in thresholds) == k]
    assert joined(thresholds) == min(stays)


def test_normal_thresholds_of_mean_25_turn_near_a_spread_of_12_2():
    assert fixed_point(25, 12.2) == pytest.approx(0.055, abs=0.002)
    assert fixed_point(25, 12.3) == pytest.approx(1.0, abs=1e-6)
    assert 12.2 < turning_spread(25) < 12.3


def test_at_the_turn_the_curve_touches_the_diagonal():
    """Independently: at the critical spread the smallest gap between the curve and the diagonal is nought."""
    spread = turning_spread(25)
    normal = NormalDist(0.25, spread / 100)
    gap = min(normal.cdf(x) - x for x in np.linspace(0, 0.5, 5001))
    assert abs(gap) < 2e-4


def test_a_crowd_of_a_hundred_at_the_quantiles_turns_between_12_5_and_13():
    assert quantile_crowd(25, 12.5) < 10
    assert quantile_crowd(25, 13) == 100


def test_nonsense_is_refused():
    with pytest.raises(CourseError, match="standard deviation"):
        fixed_point(25, 0)
    with pytest.raises(CourseError, match="below 50"):
        turning_spread(60)
