"""Every step has a place, no box covers another, and the order of kinds and levels can be read off the picture."""

from dataclasses import replace
from itertools import combinations

from hypothesis import given, settings
from random_theories import graphs, theories

from localchange.models.theory_of_change import Link, Step, Theory
from localchange.models.theory_of_change.edits import move_step
from localchange.models.theory_of_change.fields import KINDS, LEVELS
from localchange.models.theory_of_change.layout import COLUMN, overlap, placed


@settings(deadline=None)
@given(graphs(most_steps=12, most_links=20))
def test_no_box_covers_another_and_kinds_and_levels_keep_their_order(theory):
    laid = placed(theory)
    assert all(step.x is not None and step.y is not None for step in laid.steps)
    for one, other in combinations(laid.steps, 2):
        assert not overlap(one, other)
        if KINDS.index(one.kind) < KINDS.index(other.kind):
            assert one.x < other.x
        if LEVELS.index(one.level) < LEVELS.index(other.level):
            assert one.y < other.y
    assert placed(laid) == laid == placed(theory, anew=True)


@settings(deadline=None)
@given(theories())
def test_only_places_change_and_those_that_were_given_do_not(theory):
    laid = placed(theory)
    assert laid.title == theory.title and laid.links == theory.links
    for before, after in zip(theory.steps, laid.steps, strict=True):
        assert replace(after, x=None, y=None) == replace(before, x=None, y=None)
        assert before.x is None or after == before


def test_steps_of_one_kind_that_lead_to_each_other_stand_in_order():
    steps = tuple(Step(name, "outcome", "local") for name in "abc")
    laid = placed(Theory("", steps, (Link("l1", "b", "a"), Link("l2", "a", "c"))))
    assert [laid.step(name).x for name in "bac"] == [95, 95 + COLUMN, 95 + 2 * COLUMN]
    looped = placed(Theory("", steps, (Link("l1", "b", "a"), Link("l2", "a", "b"))))
    assert len({step.x for step in looped.steps}) == 1


def test_a_step_that_a_person_moved_stays_and_others_keep_clear_of_it():
    steps = tuple(Step(f"s{n}", "activity", "local") for n in range(4))
    laid = placed(Theory("", steps))
    moved = move_step(Theory("", steps), "s3", laid.step("s0").x + 20, laid.step("s0").y + 20)
    again = placed(moved)
    assert again.step("s3") == moved.step("s3")
    assert not any(overlap(one, other) for one, other in combinations(again.steps, 2))


def test_order_within_a_column_follows_the_arrows():
    left = tuple(Step(f"a{n}", "activity", "local") for n in range(3))
    right = tuple(Step(f"b{n}", "output", "local") for n in range(3))
    links = tuple(Link(f"l{n}", f"a{n}", f"b{2 - n}") for n in range(3))
    laid = placed(Theory("", left + right, links))
    for link in links:
        assert laid.step(link.start).y == laid.step(link.end).y
