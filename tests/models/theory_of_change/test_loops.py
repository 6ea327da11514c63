"""Reachability and feedback loops, against networkx and against plain search."""

from itertools import permutations

import networkx as nx
import pytest
from hypothesis import given, settings
from random_theories import graphs

from localchange.models.theory_of_change import Link, Step, Theory
from localchange.models.theory_of_change.graph import Graph
from localchange.models.theory_of_change.loops import LISTED, loops, more_loops


def in_networkx(theory, signs="+-"):
    graph = nx.DiGraph()
    graph.add_nodes_from(step.id for step in theory.steps)
    graph.add_edges_from(
        (link.start, link.end, {"link": link}) for link in theory.links if link.sign in signs
    )
    return graph


def turned(cycle):
    """A cycle that begins at its smallest name."""
    least = cycle.index(min(cycle))
    return tuple(cycle[least:] + cycle[:least])


@settings(deadline=None)
@given(graphs())
def test_reachability_is_that_of_networkx(theory):
    for signs in ("+-", "+"):
        mine, theirs = Graph(theory, signs), in_networkx(theory, signs)
        for step, reach in zip(theory.steps, mine.reach, strict=True):
            assert {each.id for each in mine.named(reach)} == nx.descendants(theirs, step.id) | {step.id}
        ends = theory.steps[:2]
        leading = {each.id for each in mine.named(mine.leading_to(mine.bits(ends)))}
        assert leading == {name for end in ends for name in nx.ancestors(theirs, end.id) | {end.id}}


@settings(deadline=None)
@given(graphs())
def test_loops_are_those_of_networkx_and_each_is_listed_once(theory):
    found = loops(theory, most=10_000)
    assert not more_loops(theory, most=10_000)
    theirs = sorted(turned(cycle) for cycle in nx.simple_cycles(in_networkx(theory)))
    assert sorted(turned(list(loop.steps)) for loop in found) == theirs
    assert [len(loop.steps) for loop in found] == sorted(len(loop.steps) for loop in found)


@settings(deadline=None)
@given(graphs(most_steps=5))
def test_loops_are_those_of_brute_force_with_the_sign_of_the_product(theory):
    between = {(link.start, link.end): link for link in theory.links}
    names = [step.id for step in theory.steps]
    wanted = {}
    for length in range(2, len(names) + 1):
        for cycle in permutations(names, length):
            links = [between.get(pair) for pair in zip(cycle, cycle[1:] + cycle[:1], strict=True)]
            if cycle[0] == min(cycle) and None not in links:
                product = 1
                for link in links:
                    product *= 1 if link.sign == "+" else -1
                wanted[cycle] = "R" if product > 0 else "B"
    assert {turned(list(loop.steps)): loop.sign for loop in loops(theory, most=10_000)} == wanted


@settings(deadline=None)
@given(graphs())
def test_the_links_of_a_loop_lead_round_it(theory):
    for loop in loops(theory, most=10_000):
        round_it = [theory.link(name) for name in loop.links]
        assert tuple(link.start for link in round_it) == loop.steps
        assert tuple(link.end for link in round_it) == (*loop.steps[1:], loop.steps[0])


def ring_and_chords(size, chords):
    steps = tuple(Step(f"s{n}", "activity", "local") for n in range(size))
    pairs = [(n, (n + gap) % size) for gap in range(1, chords + 1) for n in range(size)]
    return Theory("", steps, tuple(Link(f"l{n}", f"s{a}", f"s{b}") for n, (a, b) in enumerate(pairs)))


def test_one_long_loop_is_found_and_is_all_there_is():
    theory = ring_and_chords(120, 1)
    (loop,) = loops(theory)
    assert len(loop.steps) == 120 and loop.sign == "R"
    assert not more_loops(theory)


@pytest.mark.parametrize("size", [6, 30, 120])
def test_with_more_loops_than_can_be_listed_the_shortest_are_and_it_says_so(size):
    theory = ring_and_chords(size, 5 if size == 6 else 2)
    assert len(loops(theory)) <= LISTED
    assert more_loops(theory)
    if size == 6:
        assert len(loops(theory)) == LISTED
        assert {len(loop.steps) for loop in loops(theory)} <= {2, 3}


def test_no_loop_where_there_is_none():
    assert loops(Theory()) == ()
    assert not more_loops(Theory())
