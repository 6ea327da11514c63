"""The causal-loop diagram against networkx, and what counts as a gap that is filled."""

import copy

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from localchange.models import causal_loops
from localchange.models.causal_loops import PRACTICE, WAITING_LIST, gaps_filled, share_filled, strays

DIAGRAMS = {"list": WAITING_LIST, "practice": PRACTICE}


@pytest.fixture(params=DIAGRAMS)
def diagram(request):
    return DIAGRAMS[request.param]


def right_names(diagram):
    return {key: diagram.sign(key) for key in diagram.loops}


def graph_of(theory):
    graph = nx.DiGraph()
    graph.add_nodes_from(step["id"] for step in theory["steps"])
    for link in theory["links"]:
        graph.add_edge(link["from"], link["to"], sign=1 if link["sign"] == "+" else -1)
    return graph


def test_the_named_loops_are_all_the_loops_and_their_types_are_right(diagram):
    graph = graph_of(diagram.whole())
    found = {}
    for cycle in nx.simple_cycles(graph):
        product = 1
        for a, b in zip(cycle, [*cycle[1:], cycle[0]], strict=True):
            product *= graph.edges[a, b]["sign"]
        found[frozenset(cycle)] = "R" if product > 0 else "B"
    assert {frozenset(loop.steps): diagram.sign(key) for key, loop in diagram.loops.items()} == found


def test_the_list_has_one_loop_that_feeds_itself_and_two_that_hold_back():
    assert right_names(WAITING_LIST) == {"hiring": "B", "holding_back": "B", "sickness": "R"}


def test_the_diagram_is_the_model_s():
    """Each arrow's sign, by moving the thing at its start in the model and looking at the thing at its end."""
    from dataclasses import replace

    import numpy as np

    from localchange.models.waiting_list import run
    from localchange.models.waiting_list_service import HOSPITAL, Draw

    def lived(posts=1.0, demand=1.0, **given):
        of = replace(HOSPITAL, **given)
        return run(of, Draw(np.full(8, demand), 0.0, 0), lambda _: np.array([posts]), 8, tail=0)

    base, more_people, more_posts = lived(), lived(demand=1.2), lived(posts=8.0)
    up = {
        "referrals>waiting": more_people.waiting[0, 1] > base.waiting[0, 1],
        "waiting>wait": more_people.wait[0, 1] > base.wait[0, 1],
        "wait>published": more_people.published[0, 3] > base.published[0, 3],
        "published>referrals": more_people.referred[0, 7] > 1.2 * base.referred[0, 7],
        "advertised>staff": more_posts.staff[0, 8] > base.staff[0, 8],
        "staff>capacity": more_posts.treated[0, 7] > base.treated[0, 7],
        "capacity>waiting": more_posts.waiting[0, 8] > base.waiting[0, 8],
        "crowding>sick": more_people.sick[0, 8] > base.sick[0, 8],
        "sick>capacity": more_people.treated[0, 7] > lived(demand=1.2, crowding=0.0).treated[0, 7],
    }
    for arrow, plus in up.items():
        assert WAITING_LIST.arrow(*arrow.split(">")).sign == ("+" if plus else "-"), arrow


def test_the_delays_are_those_of_the_model():
    from localchange.models.waiting_list_service import HOSPITAL

    assert WAITING_LIST.arrow("advertised", "staff").delay == HOSPITAL.hiring_delay
    assert WAITING_LIST.arrow("wait", "published").delay == HOSPITAL.publishing_delay
    assert WAITING_LIST.arrow("crowding", "sick").delay == HOSPITAL.sickness_delay


def test_what_is_given_has_exactly_the_planted_gaps(diagram):
    given, whole = diagram.given(), diagram.whole()
    ends = lambda theory: {(link["from"], link["to"]): link["delay_months"] for link in theory["links"]}  # noqa: E731
    assert set(ends(whole)) - set(ends(given)) == set(diagram.without_arrows)
    changed = {pair for pair, delay in ends(given).items() if delay != ends(whole)[pair]}
    assert changed == set(diagram.without_delays)
    assert not any(gap.right for gap in gaps_filled(given, {}, diagram))
    assert share_filled(given, {}, diagram) == 0


def test_the_whole_fills_every_gap(diagram):
    gaps = gaps_filled(diagram.whole(), right_names(diagram), diagram)
    assert all(gap.right for gap in gaps)
    assert len(gaps) == 2 * len(diagram.without_arrows) + len(diagram.without_delays) + len(diagram.loops)
    assert share_filled(diagram.whole(), right_names(diagram), diagram) == 1
    assert strays(diagram.whole(), diagram) == ()


def test_each_kind_of_mistake_costs_its_own_gap():
    names = right_names(WAITING_LIST)

    def wrong(change, named=names):
        drawn = copy.deepcopy(WAITING_LIST.whole())
        change(drawn["links"])
        return {gap.key for gap in gaps_filled(drawn, named) if not gap.right}

    def at(links, start, end):
        return next(link for link in links if (link["from"], link["to"]) == (start, end))

    assert wrong(lambda links: links.remove(at(links, "sick", "capacity"))) == {
        "arrow_sick_capacity", "sign_sick_capacity",
    }  # fmt: skip
    assert wrong(lambda links: at(links, "sick", "capacity").update(sign="+")) == {"sign_sick_capacity"}
    assert wrong(lambda links: at(links, "advertised", "staff").update(delay_months=None)) == {
        "delay_advertised_staff"
    }
    assert wrong(lambda links: at(links, "advertised", "staff").update(delay_months=3)) == set()
    assert wrong(lambda links: None, {**names, "sickness": "B"}) == {"loop_sickness"}
    turned = wrong(lambda links: at(links, "crowding", "sick").update({"from": "sick", "to": "crowding"}))
    assert turned == {"arrow_crowding_sick", "sign_crowding_sick"}


def test_drawing_every_possible_arrow_earns_nothing():
    drawn = WAITING_LIST.whole()
    things = list(WAITING_LIST.things)
    known = {(link["from"], link["to"]) for link in drawn["links"]}
    drawn["links"] += [
        {"id": f"x{n}", "from": a, "to": b, "sign": "+", "delay_months": 1}
        for n, (a, b) in enumerate((a, b) for a in things for b in things if a != b and (a, b) not in known)
    ]
    assert share_filled(drawn, right_names(WAITING_LIST)) == 0
    assert len(strays(drawn)) == 9 * 8 - 11


def test_things_of_the_learner_s_own_are_left_alone():
    drawn = WAITING_LIST.whole()
    drawn["steps"].append({**drawn["steps"][0], "id": "s1", "text": "Overtime"})
    drawn["links"].append({"id": "own", "from": "staff", "to": "s1", "sign": "+", "delay_months": None})
    assert share_filled(drawn, right_names(WAITING_LIST)) == 1


def test_no_sentence_gives_the_answer_away(diagram):
    for gap in gaps_filled(diagram.given(), {}, diagram):
        assert not gap.right
        assert gap.said.endswith(".")
        assert not {"plus", "minus", "reinforcing", "balancing"} & set(gap.said.lower().split())


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["links", "from", "to", "sign", "delay_months"]), inner, max_size=4
            )
        ),
        max_leaves=12,
    )
)
def test_anything_may_have_been_saved(value):
    assert share_filled(value, {}) == 0


def test_the_builder_reads_the_diagram(diagram):
    theory = pytest.importorskip("localchange.models.theory_of_change")
    for made in (diagram.given(), diagram.whole()):
        read = theory.Theory.from_json(made)
        assert len(read.links) == len(made["links"])
        again = read.to_json()
        assert gaps_filled(again, {}, diagram) == gaps_filled(made, {}, diagram)
    from localchange.models.theory_of_change.loops import loops

    found = {(frozenset(loop.steps), loop.sign) for loop in loops(theory.Theory.from_json(diagram.whole()))}
    assert found == {(frozenset(loop.steps), diagram.sign(key)) for key, loop in diagram.loops.items()}


def test_the_key_is_not_what_is_given():
    assert causal_loops.WAITING_LIST.given() != causal_loops.WAITING_LIST.whole()
