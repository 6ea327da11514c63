"""The model answers of the analysts on theories of change, held to other ways to the same result on random graphs."""

import itertools
from pathlib import Path

import nbformat
import networkx as nx
import numpy as np
import pandas as pd
import pytest

from localchange.models.theory_of_change import Link, Step, Theory, check
from localchange.models.theory_of_change.loops import loops

SLUG = "02_theory_of_change_analyst"
SOURCE = Path(__file__).parents[2] / "solutions" / SLUG / f"{SLUG}.ipynb"
KINDS = ("input", "activity", "output", "outcome", "impact")
LEVELS = ("national", "regional", "local")


@pytest.fixture(scope="module")
def answers():
    names = {}
    for cell in nbformat.read(SOURCE, as_version=4).cells:
        if cell.metadata["nbgrader"]["solution"]:
            exec(cell.source, names)
    return names


def arrows(rng, steps, count):
    pairs = list(itertools.permutations(steps, 2))
    chosen = [pairs[place] for place in rng.choice(len(pairs), count, replace=False)]
    return pd.DataFrame(chosen, columns=["start", "end"]).assign(
        sign=rng.choice(["+", "-"], count), chance=rng.uniform(0.1, 0.9, count)
    )


@pytest.mark.parametrize("seed", range(20))
def test_odds_are_those_of_all_states_gone_through(answers, seed):
    table = arrows(np.random.default_rng(seed), "abcde", 9)
    expected = 0.0
    for works in itertools.product([True, False], repeat=len(table)):
        graph = nx.DiGraph()
        graph.add_nodes_from("ae")
        graph.add_edges_from(table.loc[list(works), ["start", "end"]].itertuples(index=False))
        if nx.has_path(graph, "a", "e"):
            expected += np.where(works, table["chance"], 1 - table["chance"]).prod()
    assert answers["odds"](table, "a", "e") == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("seed", range(20))
def test_loops_are_those_of_networkx_and_signed_as_by_the_course(answers, seed):
    table = arrows(np.random.default_rng(seed), "abcdef", 12)
    found = answers["feedback_loops"](table)
    graph = nx.DiGraph(list(table[["start", "end"]].itertuples(index=False, name=None)))
    turned = [
        cycle[(place := cycle.index(min(cycle))) :] + cycle[:place] for cycle in nx.simple_cycles(graph)
    ]
    assert sorted(found) == sorted(" > ".join(cycle) for cycle in turned)
    theory = as_theory([("output", "local")] * 6, table)
    signs = {"R": "reinforcing", "B": "balancing"}
    assert {" > ".join(loop.steps): signs[loop.sign] for loop in loops(theory, most=1_000)} == found


@pytest.mark.parametrize("seed", range(20))
def test_lost_acts_are_those_that_no_path_of_networkx_joins(answers, seed):
    rng = np.random.default_rng(seed)
    table = arrows(rng, "abcdefgh", 8)
    about = list(zip(rng.choice(KINDS, 8), rng.choice(LEVELS, 8), strict=True))
    steps = pd.DataFrame(about, columns=["kind", "level"]).assign(step=list("abcdefgh"))
    graph = nx.DiGraph()
    graph.add_nodes_from("abcdefgh")
    graph.add_edges_from(table[["start", "end"]].itertuples(index=False))
    effects = [
        n
        for n, (kind, level) in zip("abcdefgh", about, strict=True)
        if level == "local" and kind in KINDS[3:]
    ]
    expected = [
        name
        for name, (kind, level) in zip("abcdefgh", about, strict=True)
        if level == "national"
        and kind in KINDS[:3]
        and not any(nx.has_path(graph, name, end) for end in effects)
    ]
    assert answers["lost_acts"](steps, table) == expected
    # and the builder of the course asks about the same steps first
    asked = {step for finding in check(as_theory(about, table)) if finding.first for step in finding.steps}
    assert not effects or set(expected) <= asked


def as_theory(about, table):
    names = "abcdefgh"[: len(about)]
    return Theory(
        steps=tuple(
            Step(name, str(kind), str(level)) for name, (kind, level) in zip(names, about, strict=True)
        ),
        links=tuple(
            Link(f"l{place}", row.start, row.end, sign=row.sign)
            for place, row in enumerate(table.itertuples())
        ),
    )
