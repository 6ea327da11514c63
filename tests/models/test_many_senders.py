"""Private and joint optimum against brute force: nobody can gain alone, nobody can gain together."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from localchange.errors import CourseError
from localchange.models.many_senders import Commons, agreeing_price, joint, nash, outcome, quality, value

GRID = np.linspace(0, 10, 4001)

commons_ = st.builds(
    Commons,
    senders=st.integers(1, 15),
    hours_per_request=st.floats(0.2, 4),
    capacity=st.floats(3, 30),
    curiosity=st.floats(0.2, 3),
    price=st.floats(0, 0.2),
)


def told(commons, own, others):
    """The value, written again for whole grids."""
    load = (own + others) * commons.hours_per_request / commons.capacity
    return (1 - np.exp(-commons.curiosity * own)) / (1 + load**2) - commons.price * own


@settings(max_examples=80, deadline=None)
@given(commons_)
def test_no_sender_gains_by_leaving_the_private_optimum(commons):
    r = nash(commons)
    others = (commons.senders - 1) * r
    assert told(commons, GRID, others).max() <= value(commons, r, others) + 1e-6


@settings(max_examples=80, deadline=None)
@given(commons_)
def test_no_other_common_number_is_better_for_all_than_the_joint_optimum(commons):
    r = joint(commons)
    together = told(commons, GRID, (commons.senders - 1) * GRID)
    assert together.max() <= value(commons, r, (commons.senders - 1) * r) + 1e-6


@settings(max_examples=80, deadline=None)
@given(commons_)
def test_on_their_own_they_never_ask_less_than_together_and_one_alone_asks_the_same(commons):
    assert nash(commons) >= joint(commons) - 1e-9
    alone = replace(commons, senders=1)
    assert nash(alone) == pytest.approx(joint(alone), abs=1e-9)


def test_best_responses_that_follow_one_another_end_at_the_private_optimum():
    """No formula: each in turn does what is best for it, until nobody changes."""
    commons = Commons(senders=4)
    sent = np.array([0.1, 5.0, 1.0, 3.0])
    for _ in range(60):
        for i in range(4):
            sent[i] = GRID[told(commons, GRID, sent.sum() - sent[i]).argmax()]
    np.testing.assert_allclose(sent, nash(commons), atol=0.01)


@pytest.mark.parametrize("senders", [2, 4, 8, 12])
def test_a_price_of_what_is_spoilt_for_others_brings_the_two_together(senders):
    free = Commons(senders=senders)
    priced = replace(free, price=agreeing_price(free))
    assert nash(priced) == pytest.approx(joint(free), abs=1e-6)


def test_each_is_cheap_and_together_they_are_too_many():
    commons = Commons()
    private, best = outcome(commons, nash(commons)), outcome(commons, joint(commons))
    # One request of one sender takes an hour of the week; twelve senders take more than three times what is best.
    assert private.hours > 3 * best.hours
    assert private.known_each < 0.3 * best.known_each
    assert private.quality < 0.1 < 0.5 < best.quality
    assert best.hours < commons.capacity < private.hours


def test_the_more_senders_the_wider_the_gap():
    ratios = [nash(c) / joint(c) for c in (Commons(senders=k) for k in (1, 2, 4, 8, 12))]
    assert ratios == sorted(ratios) and ratios[0] == pytest.approx(1)


def test_quality_is_a_half_where_the_hours_are_the_capacity():
    assert quality(Commons(hours_per_request=2.0, capacity=10.0), 5.0) == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("name", "given"), [("senders", 0), ("senders", 2.5), ("capacity", -1), ("price", "dear")]
)
def test_what_cannot_be_is_refused_by_name(name, given):
    with pytest.raises(CourseError, match=name if given != 2.5 else "whole"):
        Commons(**{name: given})
    with pytest.raises(CourseError, match="requests a week"):
        outcome(Commons(), -1)
