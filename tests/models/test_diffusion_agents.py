"""Eight people to begin with: what was written down is found again, and the two changes want different people."""

import networkx as nx
import numpy as np
import pytest

from localchange.errors import CourseError
from localchange.models.diffusion import draw, live
from localchange.models.diffusion_agents import (
    AGENTS,
    CHANGES,
    GREEDY,
    LIVES,
    MONTHS,
    NETWORKS,
    RANDOM,
    SEED,
    agents_outcome,
    greedy,
    greedy_reach,
    people_of,
    reach_of,
    reach_of_random,
)

BOTH = [(network, change) for network in NETWORKS for change in CHANGES]


@pytest.mark.parametrize(("network", "change"), BOTH)
def test_what_is_written_down_is_the_mean_of_choices_by_lot(network, change):
    assert RANDOM[network, change] == pytest.approx(reach_of_random(network, change), abs=1e-4)


@pytest.mark.parametrize(("network", "change"), BOTH)
def test_no_swap_of_one_person_makes_the_written_choice_better(network, change):
    """It is where the search ends; that a better one exists further away is not ruled out."""
    where = NETWORKS[network]
    chosen = list(people_of(where, GREEDY[network, change]))
    others = [one for one in range(where.size) if one not in chosen]
    swaps = [[*chosen[:place], one, *chosen[place + 1 :]] for place in range(AGENTS) for one in others[::4]]
    reaches = reach_of(network, swaps, change, SEED, LIVES)
    assert reaches.max() <= greedy_reach(network, change) + 1e-9


def test_the_search_finds_better_people_than_lots_do():
    """With few lives, so that it is quick: on other lives its choice is still far better than lots."""
    found = greedy("lab", "radical", seed=3, lives=15)
    assert len(set(found)) == AGENTS
    assert agents_outcome("lab", found, "radical").share > 0.5


@pytest.mark.parametrize("network", NETWORKS)
def test_the_two_changes_want_different_people(network):
    """Each choice is best for its own change and little better than lots for the other one."""
    for change in CHANGES:
        (other,) = set(CHANGES) - {change}
        assert agents_outcome(network, GREEDY[network, change], change).share == 1
        assert agents_outcome(network, GREEDY[network, other], change).share < 0.3


@pytest.mark.parametrize("network", NETWORKS)
def test_radical_change_wants_them_side_by_side_and_modest_change_apart(network):
    """Counted on the written choices: teams that have at least one of the eight."""
    teams = {change: len({label[0] for label in GREEDY[network, change]}) for change in CHANGES}
    assert teams["radical"] <= 3
    assert teams["modest"] == NETWORKS[network].teams


@pytest.mark.parametrize("network", NETWORKS)
def test_the_best_choice_stays_good_on_other_draws(network):
    for change in CHANGES:
        assert (
            min(
                agents_outcome(network, GREEDY[network, change], change, seed=seed).share for seed in range(4)
            )
            > 0.8
        )


def test_an_outcome_is_the_run_of_the_network_it_names():
    where = NETWORKS["lab"]
    agents = GREEDY["lab", "modest"]
    outcome = agents_outcome("lab", agents, "modest", seed=9)
    lived = live(
        where, people_of(where, agents), CHANGES["modest"], draw(48, LIVES, np.random.default_rng(9)), MONTHS
    )
    assert outcome.reach == pytest.approx(lived.share[:, -1].mean())
    assert outcome.curve[0] == pytest.approx(8 / 48)
    assert len(outcome.curve) == MONTHS + 1
    assert list(outcome.curve) == sorted(outcome.curve)
    assert np.mean(list(outcome.within_year.values())) == pytest.approx(outcome.reach)
    assert all(outcome.within_year[one] == 1 and outcome.when[one] == 0 for one in agents)


def test_fewer_people_reach_fewer():
    agents = GREEDY["lab", "modest"]
    reaches = [agents_outcome("lab", agents[:many], "modest").reach for many in (1, 3, 8)]
    assert reaches == sorted(reaches)
    assert reaches[0] < reaches[-1] - 0.2


def test_nobody_is_drawn_on_top_of_anybody():
    """At a tenth of the picture's height between teams, and half of that within."""
    for where in NETWORKS.values():
        places, groups = np.array(where.places), np.array(where.groups)
        apart = np.hypot(*(places[:, None] - places[None]).transpose(2, 0, 1))
        assert apart[groups[:, None] != groups[None]].min() > 0.099
        assert apart[~np.eye(where.size, dtype=bool)].min() > 0.05


def test_new_ties_can_only_help():
    agents = GREEDY["lab", "modest"]
    before = agents_outcome("lab", agents, "modest")
    after = agents_outcome("lab", agents, "modest", ties=[("A3", "C7"), ("B1", "D6"), ("C2", "D9")])
    assert after.reach > before.reach


@pytest.mark.parametrize(("network", "size", "teams"), [("lab", 48, 4), ("assignment", 60, 5)])
def test_networks_are_what_they_are_said_to_be(network, size, teams):
    where = NETWORKS[network]
    assert (where.size, where.teams) == (size, teams)
    assert nx.is_connected(nx.Graph(where.ties))
    assert all(label[0] == "ABCDE"[team] for label, team in zip(where.people, where.groups, strict=True))
    assert len(where.places) == size


@pytest.mark.parametrize(
    ("agents", "said"),
    [
        (["A1"] * 8, "8 different people; of the 8 chosen 1 are"),
        ([], "one to 8 different people"),
        ([f"A{one}" for one in range(1, 10)], "one to 8 different people"),
        (["A1", "A2", "A3", "A4", "A5", "A6", "A7", "Z1"], "nobody called 'Z1'"),
    ],
)
def test_choices_that_are_none_are_refused(agents, said):
    with pytest.raises(CourseError, match=said):
        agents_outcome("lab", agents, "modest")


@pytest.mark.parametrize(("network", "change"), [("moon", "modest"), ("lab", "huge")])
def test_what_is_not_there_is_refused(network, change):
    with pytest.raises(CourseError, match="There is no"):
        agents_outcome(network, GREEDY["lab", "modest"], change)
