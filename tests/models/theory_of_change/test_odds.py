"""The stress test against going through all states by hand, formulas and networkx."""

from itertools import product
from math import prod

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_theories import graphs

from localchange.errors import CourseError
from localchange.models.theory_of_change import Link, Step, Theory, cases
from localchange.models.theory_of_change.odds import (
    Odds,
    impact_odds,
    importance,
    odds_along,
    shock,
    starts,
    weakest_link,
)

RNG = np.random.default_rng(0)  # never drawn from where the odds are exact
DRAWN = Odds(most_exact=0)


def chain(*evidence, signs=None):
    """A national input, then a step for each arrow, the last an impact."""
    count = len(evidence)
    kinds = ["input", *["outcome"] * (count - 1), "impact"]
    steps = tuple(Step(f"s{n}", kind, "national") for n, kind in enumerate(kinds))
    signs = signs or "+" * count
    links = tuple(
        Link(f"l{n}", f"s{n}", f"s{n + 1}", evidence=each, sign=signs[n]) for n, each in enumerate(evidence)
    )
    return Theory("", steps, links)


def by_hand(theory, forced=None):
    """The chance that + arrows carry the effect to an impact: all states of all + links, reachability by networkx."""
    forced = forced or {}
    links = [link for link in theory.links if link.sign == "+"]
    begin = {step.id for step in starts(theory)}
    ends = {step.id for step in theory.steps if step.kind == "impact"}
    total = 0.0
    for state in product((True, False), repeat=len(links)):
        weight = 1.0
        graph = nx.DiGraph()
        graph.add_nodes_from(begin | ends)
        for link, up in zip(links, state, strict=True):
            p = forced.get(link.id, Odds().by_evidence[link.evidence])
            weight *= p if up else 1 - p
            if up:
                graph.add_edge(link.start, link.end)
        if weight and any(ends & ({name} | nx.descendants(graph, name)) for name in begin):
            total += weight
    return total


@settings(max_examples=60, deadline=None)
@given(graphs(most_steps=6, most_links=9))
def test_exact_odds_are_those_of_all_states_by_hand(theory):
    found = impact_odds(theory, RNG)
    assert found.exact and found.standard_error == 0
    assert found.works == pytest.approx(by_hand(theory), abs=1e-12)
    assert 0 <= found.against <= 1 + 1e-12
    assert bool(found.reason) == (found.works == 0)


@settings(max_examples=40, deadline=None)
@given(graphs(most_steps=6, most_links=8))
def test_birnbaum_importance_is_the_difference_that_a_link_makes(theory):
    found = importance(theory, RNG)
    assert list(found) == [link.id for link in theory.links]
    for link in theory.links:
        if link.sign == "+":
            wanted = by_hand(theory, {link.id: 1.0}) - by_hand(theory, {link.id: 0.0})
            assert found[link.id] == pytest.approx(wanted, abs=1e-12)
        else:
            assert found[link.id] == 0
    best = max(found.values(), default=0)
    weakest = weakest_link(theory, RNG)
    assert bool(weakest) == (best > 1e-9)
    assert all(found[name] == pytest.approx(best) for name in weakest)


def test_drawn_odds_are_within_their_standard_error():
    misses = 0
    for seed, theory in enumerate(
        (cases.four_hour_target, cases.matching_michigan, cases.unseen, chain(0, 1, 2, 3, 4))
    ):
        exact = impact_odds(theory, RNG)
        drawn = impact_odds(theory, np.random.default_rng(seed), DRAWN)
        assert exact.exact and not drawn.exact
        assert 0 < drawn.standard_error <= 0.0036
        assert abs(drawn.works - exact.works) < 4 * drawn.standard_error
        assert abs(drawn.against - exact.against) < 4 * 0.0036
        misses += abs(drawn.works - exact.works) > 2 * drawn.standard_error
    assert misses <= 1


def test_a_seed_gives_the_same_draws_again():
    theory = cases.four_hour_target
    first, again, other = (impact_odds(theory, np.random.default_rng(seed), DRAWN) for seed in (1, 1, 2))
    assert first == again != other


def test_drawn_importance_is_near_the_exact_one():
    theory = cases.four_hour_target
    exact, drawn = importance(theory, RNG), importance(theory, np.random.default_rng(3), DRAWN)
    assert exact.keys() == drawn.keys()
    assert max(abs(exact[name] - drawn[name]) for name in exact) < 4 * 0.0036
    assert weakest_link(theory, RNG) == weakest_link(theory, np.random.default_rng(3), DRAWN)


def test_a_chain_is_a_product_and_its_weakest_link_is_the_one_with_the_least_evidence():
    theory = chain(4, 1, 3, 2)
    assert impact_odds(theory, RNG).works == pytest.approx(0.9 * 0.6 * 0.8 * 0.7)
    assert weakest_link(theory, RNG) == ("l1",)
    assert importance(theory, RNG)["l1"] == pytest.approx(0.9 * 0.8 * 0.7)
    assert list(odds_along(theory, RNG).values()) == pytest.approx([1, 0.9, 0.54, 0.432, 0.3024])
    assert weakest_link(chain(2, 2), RNG) == ("l0", "l1")


def test_a_second_way_helps_and_makes_each_link_count_for_less():
    steps = tuple(
        Step(name, kind, "national")
        for name, kind in (("a", "input"), ("b", "output"), ("c", "output"), ("d", "impact"))
    )
    links = tuple(Link(f"{x}{y}", x, y, evidence=2) for x, y in ("ab", "bd", "ac", "cd"))
    both, one = Theory("", steps, links), Theory("", steps, links[:2])
    assert impact_odds(one, RNG).works == pytest.approx(0.49)
    assert impact_odds(both, RNG).works == pytest.approx(1 - (1 - 0.49) ** 2)
    assert (
        importance(both, RNG)["ab"] == pytest.approx(0.7 * (1 - 0.49)) and importance(one, RNG)["ab"] == 0.7
    )


def test_an_arrow_with_a_minus_works_against_the_aim_and_does_not_carry_it():
    theory = chain(4, 3, signs="+-")
    found = impact_odds(theory, RNG)
    assert found.works == 0 and "No path of + arrows" in found.reason
    steps = (*chain(4).steps, Step("harm", "outcome", "local"))
    links = (
        *chain(4).links,
        Link("h1", "s0", "harm", evidence=2),
        Link("h2", "harm", "s1", sign="-", evidence=1),
    )
    harmed = impact_odds(Theory("", steps, links), RNG)
    assert harmed.works == pytest.approx(0.9)
    assert harmed.against == pytest.approx(0.7 * 0.6)


def test_a_loop_of_pluses_adds_nothing():
    theory = chain(3, 2, 1)
    looped = Theory("", theory.steps, (*theory.links, Link("back", "s2", "s1", evidence=4)))
    assert impact_odds(looped, RNG).works == pytest.approx(impact_odds(theory, RNG).works)
    assert importance(looped, RNG)["back"] == 0


def test_large_theories_are_drawn_and_long_ones_too():
    theory = chain(*[4] * 40)
    found = impact_odds(theory, np.random.default_rng(5))
    assert not found.exact
    assert found.works == pytest.approx(0.9**40, abs=4 * 0.0036)
    assert set(weakest_link(theory, np.random.default_rng(5))) <= {link.id for link in theory.links}


def test_a_shock_leaves_a_fifth_of_the_chance_and_touches_nothing_else():
    theory = chain(4, 3)
    found = shock(theory, ["l1"], RNG)
    assert found.before == impact_odds(theory, RNG)
    assert found.after.works == pytest.approx(0.9 * 0.8 * 0.2)
    assert shock(theory, [], RNG).after == found.before
    with pytest.raises(CourseError, match="No link is called zz"):
        shock(theory, ["zz"], RNG)


@settings(deadline=None)
@given(graphs(most_steps=6, most_links=10), st.integers(0, 2**32))
def test_no_shock_raises_the_odds_on_the_same_draws(theory, seed):
    struck = [link.id for link in theory.links[::2]]
    for odds in (Odds(), Odds(most_exact=0, draws=200)):
        found = shock(theory, struck, np.random.default_rng(seed), odds)
        assert found.after.works <= found.before.works + 1e-12
        assert found.after.against <= found.before.against + 1e-12


@pytest.mark.parametrize(
    ("theory", "says"),
    [
        (Theory(), "no input and no activity"),
        (Theory("", (Step("a", "output", "local"),)), "no input and no activity"),
        (Theory("", (Step("a", "input", "local"),)), "no step is an impact"),
        (Theory("", (Step("a", "input", "local"), Step("b", "impact", "local"))), "No path"),
    ],
)
def test_odds_of_nothing_say_why(theory, says):
    found = impact_odds(theory, RNG)
    assert found.works == found.against == 0 and says in found.reason
    assert weakest_link(theory, RNG) == ()


def test_the_chain_begins_nationally_where_it_can():
    local, national = Step("a", "input", "local"), Step("b", "activity", "national")
    assert starts(Theory("", (local, national))) == (national,)
    assert starts(Theory("", (local, national, Step("c", "input", "national")))) == (
        Step("c", "input", "national"),
    )
    assert starts(Theory("", (local,))) == (local,)


@pytest.mark.parametrize(
    "odds",
    [{"by_evidence": (0.5,) * 4}, {"by_evidence": (0, 0.5, 0.6, 0.7, 0.8)}, {"by_evidence": (0.5, 0.6, 0.7, 0.8, 1)},
     {"kept_after_shock": 0}, {"most_exact": 30}, {"draws": 0}],
)  # fmt: skip
def test_certainty_and_nonsense_are_refused(odds):
    with pytest.raises(CourseError):
        Odds(**odds)


def test_the_default_odds_rise_with_the_evidence():
    by_evidence = Odds().by_evidence
    assert list(by_evidence) == sorted(set(by_evidence))
    assert prod(by_evidence) == pytest.approx(0.1512)
