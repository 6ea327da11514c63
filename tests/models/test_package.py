"""A package: what it costs, what it touches, and which package it is compared with."""

import pytest

from localchange.errors import CourseError
from localchange.models.package import (
    ACTIONS,
    BARRIERS,
    BUDGET,
    FACTORS,
    LEAST,
    TYPES,
    checked,
    prod_alone,
    spent,
    touches,
)

EVEN = dict.fromkeys(ACTIONS, 11)


def test_the_report_s_three_types_seven_factors_and_four_barriers_are_there():
    assert (len(TYPES), len(FACTORS), len(BARRIERS)) == (3, 7, 4)
    assert [sum(action.type == kind for action in ACTIONS.values()) for kind in TYPES] == [3, 3, 3]


def test_every_touch_names_a_factor_or_barrier_once_and_gives_its_reason():
    for action in ACTIONS.values():
        touched = [touch.what for touch in action.touches]
        assert touched and len(set(touched)) == len(touched)
        assert set(touched) <= {*FACTORS, *BARRIERS}
        for touch in action.touches:
            assert touch.why.endswith(".") and len(touch.why.split()) >= 3


def test_nothing_and_a_little_leave_all_bare():
    for thin in ({}, dict.fromkeys(ACTIONS, LEAST - 1)):
        assert touches(thin).bare_factors == tuple(FACTORS)
        assert touches(thin).bare_barriers == tuple(BARRIERS)


def test_each_action_alone_touches_what_it_says_and_nothing_else():
    for key, action in ACTIONS.items():
        found = touches({key: LEAST})
        by = {what: keys for what, keys in {**found.factors, **found.barriers}.items() if keys}
        assert set(by) == {touch.what for touch in action.touches}
        assert set(by.values()) == {(key,)}


def test_nothing_is_out_of_reach_and_no_type_reaches_everything():
    assert touches(EVEN).bare_factors == touches(EVEN).bare_barriers == ()
    for kind in TYPES:
        alone = touches({key: 33 for key, action in ACTIONS.items() if action.type == kind})
        assert alone.bare_factors or alone.bare_barriers
        assert alone.touched_factors and alone.touched_barriers


def test_prodding_alone_costs_the_same_and_keeps_the_proportions_of_the_prods():
    given = {"target": 30, "inspection": 10, "goals": 40}
    alone = prod_alone(given)
    assert sum(alone.values()) == pytest.approx(80)
    assert alone["target"] == pytest.approx(60) and alone["inspection"] == pytest.approx(20)
    assert not any(points for key, points in alone.items() if ACTIONS[key].type != "prod")
    assert prod_alone({"goals": 60})["payment"] == pytest.approx(20)
    assert sum(prod_alone({}).values()) == 0
    assert prod_alone(alone) == pytest.approx(alone)


def test_points_by_type_add_up():
    assert spent({"target": 30, "data": 20, "goals": 50}) == {"prod": 30, "support": 20, "people": 50}
    assert sum(spent(EVEN).values()) == 99


@pytest.mark.parametrize(
    "wrong",
    [
        {"target": BUDGET, "goals": 1},
        {"target": -5},
        {"bribes": 10},
        {"target": "all"},
        {"target": True},
        {"target": float("nan")},
        {"target": 1e308},
        {3: 4},
        None,
        [("target", 5)],
    ],
)
def test_what_is_no_package_is_refused_in_a_sentence(wrong):
    for asked in (checked, touches, prod_alone, spent):
        with pytest.raises(CourseError, match=r"[.]$"):
            asked(wrong)
