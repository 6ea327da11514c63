"""Shock cards strike what a theory has filled in, and every card can come up."""

from dataclasses import fields

import numpy as np
import pytest

from localchange.errors import CourseError
from localchange.models.theory_of_change import Link, Step, Theory, cases
from localchange.models.theory_of_change.shocks import CARDS, can_strike, card, draw

TWO = (Step("a", "activity", "local"), Step("b", "outcome", "local"))


@pytest.mark.parametrize("each", CARDS, ids=lambda each: each.key)
def test_a_card_strikes_where_its_field_is_filled_in_and_nowhere_else(each):
    names = {field.name for field in fields(Link if each.where == "link" else Step)}
    assert each.field in names and card(each.key) == each
    bare = Theory("", TWO, (Link("l", "a", "b"),))
    assert can_strike(each, bare) == ()
    filled = {"delay_months": 6, "kind": "input"}.get(each.field, "words")
    step = {"start": "a", "end": "b"}.get(each.where)
    steps = tuple(
        Step(s.id, **({"kind": s.kind, "level": s.level} | ({each.field: filled} if s.id == step else {})))
        for s in TWO
    )
    link = Link("l", "a", "b", **({each.field: filled} if each.where == "link" else {}))
    assert can_strike(each, Theory("", steps, (link,))) == ("l",)


def test_a_short_delay_is_not_slow():
    assert can_strike(card("slow"), Theory("", TWO, (Link("l", "a", "b", delay_months=5.9),))) == ()


def test_every_card_comes_up_and_strikes_something():
    rng = np.random.default_rng(4)
    drawn = [draw(cases.matching_michigan, rng) for _ in range(600)]
    able = {each.key for each in CARDS if can_strike(each, cases.matching_michigan)}
    assert {each.key for each, _ in drawn} == able
    assert len(able) >= 8
    for each, link in drawn:
        assert link in can_strike(each, cases.matching_michigan)
    assert draw(cases.unseen, np.random.default_rng(1)) == draw(cases.unseen, np.random.default_rng(1))


def test_nothing_to_strike_and_no_such_card_are_said():
    with pytest.raises(CourseError, match="No card can strike anything yet"):
        draw(Theory("", TWO, (Link("l", "a", "b"),)), np.random.default_rng(1))
    with pytest.raises(CourseError, match="use assumption, slow"):
        card("flood")


def test_titles_and_keys_are_each_their_own():
    assert len({each.key for each in CARDS}) == len({each.title for each in CARDS}) == len(CARDS)
