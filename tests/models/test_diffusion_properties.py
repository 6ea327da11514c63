"""What must hold on any network: nobody is lost or counted twice, more never gives less, luck has one source."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from localchange.errors import CourseError
from localchange.models.diffusion import NEVER, Contagion, draw, live, spread
from localchange.models.diffusion_network import Network, clustered, communities, random, rewired


@st.composite
def networks(draw_from, most=12):
    size = draw_from(st.integers(3, most))
    pairs = [(a, b) for a in range(size) for b in range(a + 1, size)]
    ties = draw_from(st.lists(st.sampled_from(pairs), unique=True, max_size=25))
    return Network(tuple(f"P{one}" for one in range(size)), (0,) * size, tuple(sorted(ties)))


contagions = st.builds(
    Contagion,
    threshold=st.floats(0.2, 4),
    spread=st.floats(0, 2),
    above=st.floats(0, 1),
    each=st.floats(0, 1),
    below=st.floats(0, 1),
    alone=st.floats(0, 1),
)


@settings(max_examples=60)
@given(networks(), contagions, st.integers(0, 2**31), st.data())
def test_people_are_conserved(network, contagion, seed, data):
    seeds = data.draw(st.lists(st.integers(0, network.size - 1), unique=True))
    lived = spread(network, seeds, contagion, np.random.default_rng(seed), replicates=3, steps=6)
    assert lived.adopted.shape == (3, 7)
    assert (lived.adopted[:, 0] == len(seeds)).all()
    assert (np.diff(lived.adopted, axis=1) >= 0).all()
    assert lived.adopted.max() <= network.size
    for step in range(7):
        by_person = ((lived.when != NEVER) & (lived.when <= step)).sum(axis=1)
        assert (by_person == lived.adopted[:, step]).all()
    assert set(np.flatnonzero((lived.when == 0).all(axis=0))) == set(seeds)


@settings(max_examples=60)
@given(networks(), contagions, st.integers(0, 2**31), st.data())
def test_more_who_begin_and_more_ties_never_give_less(network, contagion, seed, data):
    """In every replicate, person by person: nobody takes it up later."""
    people = st.integers(0, network.size - 1)
    few = data.draw(st.lists(people, unique=True, max_size=3))
    more = sorted({*few, *data.draw(st.lists(people, max_size=3))})
    extra = data.draw(st.lists(st.tuples(people, people).filter(lambda pair: pair[0] != pair[1]), max_size=5))
    richer = network.with_ties([(f"P{a}", f"P{b}") for a, b in extra])
    draws = draw(network.size, 4, np.random.default_rng(seed))
    if contagion.each or contagion.below:
        # With nobody near, chance is `alone`; one more neighbour must not lower it.
        contagion = Contagion(contagion.threshold, contagion.spread, False, contagion.above, contagion.each,
                              max(contagion.below, contagion.alone), contagion.alone)  # fmt: skip
    else:
        contagion = Contagion(contagion.threshold, contagion.spread, False, contagion.above)
    before, after = (
        live(where, who, contagion, draws, 6).when for where, who in ((network, few), (richer, more))
    )
    took = before != NEVER
    assert (after[took] != NEVER).all()
    assert (after[took] <= before[took]).all()


@settings(max_examples=20)
@given(networks(), contagions, st.integers(0, 2**31))
def test_the_same_generator_gives_the_same_lives(network, contagion, seed):
    one, other = (spread(network, [0], contagion, np.random.default_rng(seed), 3, 5) for _ in range(2))
    assert (one.when == other.when).all()


def test_another_generator_gives_other_lives():
    network, contagion = clustered(30, 4), Contagion(threshold=9, each=0.2)
    one, other = (spread(network, [0], contagion, np.random.default_rng(seed), 20, 10) for seed in (1, 2))
    assert (one.when != other.when).any()


@settings(max_examples=50)
@given(networks(), st.integers(0, 2**31))
def test_one_contact_reaches_all_who_can_be_reached_in_as_many_steps_as_they_are_away(network, seed):
    """Simple contagion without chance is breadth-first search, as networkx has it."""
    graph = nx.Graph(network.ties)
    graph.add_nodes_from(range(network.size))
    away = nx.single_source_shortest_path_length(graph, 0)
    lived = spread(network, [0], Contagion(threshold=1), np.random.default_rng(seed), 1, network.size)
    assert {one: int(when) for one, when in enumerate(lived.when[0]) if when != NEVER} == dict(away)


@settings(max_examples=50)
@given(networks(most=10))
def test_clustering_is_networkx_transitivity(network):
    graph = nx.Graph(network.ties)
    graph.add_nodes_from(range(network.size))
    assert network.clustering() == pytest.approx(nx.transitivity(graph))
    assert network.degrees.tolist() == [graph.degree(one) for one in range(network.size)]


@settings(max_examples=40)
@given(st.integers(8, 40), st.sampled_from([2, 4, 6]), st.floats(0, 1), st.integers(0, 2**31))
def test_rewiring_keeps_how_many_ties_everybody_has(size, degree, share, seed):
    ring = clustered(size, degree)
    after = rewired(ring, share, np.random.default_rng(seed))
    assert (ring.degrees == degree).all()
    assert (after.degrees == degree).all()
    assert len(after.ties) == len(ring.ties)


def test_random_ties_close_few_circles():
    assert clustered(144, 6).clustering() == pytest.approx(0.6)
    assert random(144, 6, np.random.default_rng(1)).clustering() < 0.08


@settings(max_examples=30)
@given(st.lists(st.integers(6, 12), min_size=2, max_size=5), st.integers(0, 2**31))
def test_communities_hang_together_and_have_the_bridges_asked_for(sizes, seed):
    network = communities(sizes, 4, len(sizes) + 3, np.random.default_rng(seed))
    between = [tie for tie in network.ties if network.groups[tie[0]] != network.groups[tie[1]]]
    assert len(between) == len(sizes) + 3
    teams = nx.Graph((network.groups[a], network.groups[b]) for a, b in between)
    assert nx.is_connected(teams)
    assert teams.number_of_nodes() == len(sizes)
    assert network.people[0] == "A1"
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in network.places)
    assert len(set(network.places)) == network.size


@pytest.mark.parametrize(
    ("ties", "said"),
    [([("A1", "Z9")], "nobody called 'Z9'"), ([("A1", "A1")], "two different"), ([("A1",)], "two people")],
)
def test_ties_that_are_none_are_refused(ties, said):
    network = communities([6, 6], 2, 2, np.random.default_rng(1))
    with pytest.raises(CourseError, match=said):
        network.with_ties(ties)


def test_a_tie_that_is_there_stays_one():
    network = communities([6, 6], 2, 2, np.random.default_rng(1))
    a, b = network.ties[0]
    assert network.with_ties([(network.people[b], network.people[a])]) == network


@pytest.mark.parametrize(
    "wrong", [{"above": 1.5}, {"threshold": -1}, {"below": float("nan")}, {"spread": float("inf")}]
)
def test_a_contagion_that_is_none_is_refused(wrong):
    with pytest.raises(CourseError, match="contagion's"):
        Contagion(**wrong)


def test_seeds_who_are_nobody_are_refused():
    with pytest.raises(CourseError, match="people of the network"):
        spread(clustered(10, 2), [10], Contagion(), np.random.default_rng(1))
