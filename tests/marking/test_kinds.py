"""Each kind of question: partial credit, its reasons, and its own traps."""

from datetime import UTC, datetime
from itertools import permutations
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from localchange import marking as mark
from localchange.answers import Answer


def an_answer(kind, **value):
    return Answer(kind=kind, value=value, saved=datetime(2026, 11, 23, tzinfo=UTC), locked=False)


def test_a_choice_earns_its_points_and_its_own_reason():
    points, reasons = {"b": 8, "c": 3}, {"b": "The mix changed.", "c": "In part."}
    partial = mark.choice(an_answer("choice", choice="c"), points, of=8, reasons=reasons)
    assert (partial.points, partial.reason) == (3, "In part.")
    assert mark.choice(an_answer("choice", choice="z"), points, of=8, reasons=reasons).points == 0


@pytest.mark.parametrize("points", [{}, {"a": 5}, {"a": 9}, {"a": 8, "b": -1}])
def test_an_author_who_forgets_the_best_answer_is_told(points):
    with pytest.raises(ValueError):
        mark.choice(None, points, of=8)


@given(chosen=st.sets(st.sampled_from("abcdef")))
def test_several_counts_shares_and_choosing_everything_does_not_pay(chosen):
    earned = mark.several(an_answer("several", choices=sorted(chosen)), set("abc"), of=6).points
    assert earned == max(2 * len(chosen & set("abc")) - 2 * len(chosen - set("abc")), 0)


def test_several_counts_a_repeated_option_once_and_names_what_was_missed():
    earned = mark.several(
        an_answer("several", choices=["a", "a", "a", "x"]),
        {"a", "b"},
        of=6,
        reasons={"b": "B too.", "x": "Not X."},
    )
    assert earned.points == 0
    assert earned.reason.endswith("Not X. B too.")
    cheap = mark.several(an_answer("several", choices=["a", "x"]), {"a", "b"}, of=6, wrong_costs=1)
    assert cheap.points == 2


def test_a_number_has_tolerance_partial_credit_and_known_slips():
    def points(given, **unit):
        answer = an_answer("number", number=given, **unit)
        return mark.number(
            answer,
            22.0,
            0.5,
            of=6,
            unit="%",
            near={2: 3, 5: 1},
            slips=[(0.22, 2, "A fraction, not per cent.")],
        )

    assert [points(given).points for given in (22, 22.5, 21.5, 23.9, 26.9, 40, 0.22)] == [6, 6, 6, 3, 1, 0, 2]
    assert "fraction" in points(0.22).reason
    assert points(22, unit="%").points == 6
    assert points(22, unit="minutes").needs_person


def test_a_tolerance_of_nothing_forgives_the_last_binary_digit():
    assert mark.number(an_answer("number", number=0.1 + 0.2), 0.3, 0, of=2).points == 2


def test_ranking_falls_with_every_pair_out_of_order():
    order = ("a", "b", "c", "d")
    earned = {
        given: mark.ranking(an_answer("ranking", order=list(given)), order, of=12).points
        for given in permutations(order)
    }
    by_distance = sorted(earned, key=lambda given: mark.kendall_distance(given, order))
    marks = [earned[given] for given in by_distance]
    assert marks == sorted(marks, reverse=True)
    assert earned[order] == 12 and earned[order[::-1]] == 0
    assert earned[("b", "a", "c", "d")] == 8
    for found, points in earned.items():
        assert points == max(12 - 4 * mark.kendall_distance(found, order), 0)


@pytest.mark.parametrize("order", [["a", "b"], ["a", "b", "b"], ["a", "b", "c", "d"], [], ["a", "b", "x"]])
def test_an_order_with_something_missing_twice_or_strange_earns_nothing(order):
    assert mark.ranking(an_answer("ranking", order=order), ("a", "b", "c"), of=6).points == 0


RULES = [
    mark.Goal(4, lambda amounts: amounts["a"] >= 50, "Half on a.", "Less than half on a."),
    mark.Goal(6, lambda amounts: amounts["b"] / 20, "Enough for b.", "Not all that b needs."),
]


@pytest.mark.parametrize(
    "amounts, points, words",
    [
        ({"a": 80, "b": 20}, 10, "4 of 4: Half on a."),
        ({"a": 90, "b": 10}, 7, "3 of 6: Not all that b needs."),
        ({"c": 100}, 0, "Less than half"),
        ({"a": 80, "b": 21}, 0, "add up to 101"),
        ({"a": 120, "b": -20}, 0, "below 0"),
        ({"a": 80, "z": 20}, 0, "not on offer"),
        ({}, 0, "add up to 0"),
    ],
)
def test_an_allocation_is_held_to_its_rules(amounts, points, words):
    earned = mark.allocation(an_answer("allocation", amounts=amounts), RULES, of=10, items=("a", "b", "c"))
    assert earned.points == points and words in earned.reason


def test_goals_that_do_not_add_up_are_the_authors_mistake():
    with pytest.raises(ValueError):
        mark.allocation(an_answer("allocation", amounts={"a": 100}), RULES, of=12, items=("a", "b"))


HANDLES = [SimpleNamespace(key="capacity", low=1, high=20)]
FAST = [mark.Goal(5, lambda wait: wait < 10, "Fast.", "Slow.")]


def test_a_setting_is_simulated_and_bounded():
    def earned(**setting):
        return mark.setting(
            an_answer("setting", setting=setting), lambda s: 60 / s["capacity"], FAST, 5, HANDLES
        )

    assert earned(capacity=12).points == 5
    assert earned(capacity=2).points == 0
    assert "outside what the lab allows" in earned(capacity=21).reason
    assert "not those of this lab" in earned(capacity=12, magic=1).reason
    assert earned().points == 0


def test_a_model_that_fails_is_not_the_learners_zero():
    answer = an_answer("setting", setting={"capacity": 12})
    assert mark.setting(answer, lambda s: 1 / 0, FAST, of=5).needs_person
    assert mark.setting(
        answer, lambda s: float("nan"), [mark.Goal(5, lambda x: x, "", "")], of=5
    ).needs_person
    assert mark.setting(answer, lambda s: None, FAST, of=5).needs_person


def test_the_same_settings_are_simulated_once_and_others_for_themselves():
    ran = []

    def wait(setting):
        ran.append(setting["capacity"])
        return 60 / setting["capacity"]

    def earned(simulate, capacity):
        return mark.setting(
            an_answer("setting", setting={"capacity": capacity}), simulate, FAST, 5, HANDLES
        ).points

    assert [earned(wait, capacity) for capacity in (12, 2, 12, 2, 12)] == [5, 0, 5, 0, 5]
    assert ran == [12, 2]
    # Another model is another matter, though it is asked about the same settings.
    assert earned(lambda setting: 99, 12) == 0 and earned(wait, 12) == 5


def test_what_is_kept_of_a_simulation_is_bounded(monkeypatch):
    monkeypatch.setattr("localchange.marking.settings.MOST_KEPT", 2)
    ran = []

    def wait(setting):
        ran.append(setting["capacity"])
        return 60 / setting["capacity"]

    for capacity in (1, 2, 1, 3, 1, 2):
        mark.setting(an_answer("setting", setting={"capacity": capacity}), wait, FAST, 5, HANDLES)
    assert ran == [1, 2, 3, 2]


def test_a_simulation_that_failed_is_tried_again():
    answers = iter([0, 5])
    answer = an_answer("setting", setting={"capacity": 12})

    def moody(setting):
        return 60 / next(answers)

    assert mark.setting(answer, moody, FAST, of=5).needs_person
    assert not mark.setting(answer, moody, FAST, of=5).needs_person


def test_goals_take_numpys_true_and_false():
    goals = [mark.Goal(5, lambda wait: np.float64(wait) < 10, "Fast.", "Slow.")]
    assert mark.setting(an_answer("setting", setting={"a": 1}), lambda s: 5, goals, of=5).points == 5


def test_a_claim_needs_its_verdict():
    verdicts = {"mixed": 6, "supported": 2}
    assert mark.claim(an_answer("claim", before=40, after=60), verdicts, of=6).reason == "Not answered."
    assert mark.claim(an_answer("claim", verdict="supported"), verdicts, of=6).points == 2
