"""Marks for people picked on a network: the model decides, and what does not fit earns nothing."""

from datetime import UTC, datetime

import pytest

from localchange import marking as mark
from localchange.answers import Answer
from localchange.models.diffusion_agents import GREEDY, NETWORKS, agents_outcome

GOALS = [mark.Goal(6, lambda outcome: outcome.share, "As far as a careful search.", "Part of the way.")]
PEOPLE = NETWORKS["lab"].people


def answered(agents, ties=()):
    return Answer("network", {"agents": agents, "ties": ties}, datetime(2026, 11, 25, tzinfo=UTC))


def marked(answer, change="radical", **more):
    def lived(agents, ties):
        return agents_outcome("lab", agents, change, ties)

    return mark.network(answer, lived, GOALS, 6, PEOPLE, **more)


@pytest.mark.parametrize("change", ["radical", "modest"])
def test_what_a_careful_search_finds_earns_all_and_the_other_change_s_choice_less(change):
    other = {"radical": "modest", "modest": "radical"}[change]
    best = marked(answered(list(GREEDY["lab", change])), change)
    assert best.points == 6
    assert "As far as a careful search." in best.reason
    assert marked(answered(list(GREEDY["lab", other])), change).points < 6


def test_the_order_in_which_people_were_picked_does_not_matter():
    chosen = list(GREEDY["lab", "modest"])
    assert marked(answered(chosen)).points == marked(answered(chosen[::-1])).points


@pytest.mark.parametrize(
    "agents, ties, why",
    [
        ([], [], "Not answered"),
        (list(PEOPLE[:9]), [], "At most 8"),
        (list(PEOPLE[:8]), [["A1", "B1"]], "At most 8 people may be picked and 0 ties"),
        (["A1"] * 8, [], "not those of this network"),
        ([*PEOPLE[:7], "Z9"], [], "not those of this network"),
        ("A1", [], "not a list"),
        (list(PEOPLE[:8]), "ties", "not the form"),
        (list(PEOPLE[:8]), [["A1"]], "not the form"),
        (list(PEOPLE[:8]), None, "not the form"),
    ],
)
def test_what_does_not_fit_earns_nothing_and_says_why(agents, ties, why):
    earned = marked(answered(agents, ties))
    assert earned.points == 0
    assert why in earned.reason


def test_ties_may_be_drawn_where_the_question_lets_one():
    chosen = list(GREEDY["lab", "radical"])
    assert marked(answered(chosen, [["A1", "C1"]]), ties=1).points == 6
    assert marked(answered(chosen, [["A1", "A1"]]), ties=1).points == 0


def test_a_model_that_fails_sends_the_question_to_a_person():
    def broken(agents, ties):
        raise ZeroDivisionError

    earned = mark.network(answered(list(PEOPLE[:8])), broken, GOALS, 6, PEOPLE)
    assert (earned.points, earned.needs_person) == (0, True)
    assert "ZeroDivisionError" in earned.reason
