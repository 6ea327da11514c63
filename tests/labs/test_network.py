"""The network question, as the browser speaks to it; and the page's own edits, held to what may be saved."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from pathlib import Path
from typing import Any

import networkx
import pytest

from localchange import labs
from localchange.answers import read_answers
from localchange.errors import CourseError
from localchange.exercises import Page
from localchange.exercises.accepting import accept
from localchange.grading.prompts import prompts_in
from localchange.grading.words import in_words
from localchange.models.diffusion_agents import CHANGES, GREEDY, MONTHS, NETWORKS, agents_outcome

SLUG = "06_relationships"
EIGHT = list(GREEDY["lab", "modest"])
SOURCES = Path(labs.__file__).parents[1] / "frontend" / "src"


@pytest.fixture(autouse=True)
def awake(monkeypatch):
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)


@pytest.fixture
def page(tmp_path):
    return Page(SLUG, folder=tmp_path)


def asked(page, **more: Any):
    return labs.network(page, "agents", "Pick eight.", **{"ties": 2, **more})


def say(widget, do: str, **more: Any) -> dict[str, Any]:
    """Send what the browser sends, and give the state that it answers with."""
    widget._handle_custom_msg({"do": do, "id": "mine", **more}, [])
    assert widget.state["ack"] == "mine", "the browser waits for its answer"
    return widget.state


def free_pair(network):
    """Two people of the network who are not tied."""
    return next(
        [one, other]
        for one in network.people
        for other in network.people
        if one < other and not network.matrix[network.number(one), network.number(other)]
    )


def test_picks_and_ties_are_saved_at_once_and_come_back(page, tmp_path):
    widget = asked(page)
    assert widget.state["value"] is None
    pair = free_pair(NETWORKS["lab"])
    value = {"agents": ["B2", "A1"], "ties": [pair]}
    assert say(widget, "save", value=value)["problem"] == ""
    saved = read_answers(tmp_path / "answers.json", SLUG)["agents"]
    assert (saved.kind, saved.value) == ("network", value)
    assert asked(Page(SLUG, folder=tmp_path)).state["value"] == value
    say(widget, "save", value={"agents": [], "ties": [pair[::-1]]})
    assert page.answer("agents").value["ties"] == [pair], "both ends in the order of the network"
    say(widget, "save", value=None)
    assert page.answer("agents") is None


def test_what_does_not_fit_is_refused_in_a_sentence_and_the_answer_stays(page, tmp_path):
    widget = asked(page)
    good = {"agents": ["A1"], "ties": []}
    say(widget, "save", value=good)
    before = (tmp_path / "answers.json").read_bytes()
    network = NETWORKS["lab"]
    there = [network.people[end] for end in network.ties[0]]
    free = free_pair(network)
    for wrong in (
        {"agents": list(network.people[:9]), "ties": []},
        {"agents": ["A1", "A1"], "ties": []},
        {"agents": ["Z9"], "ties": []},
        {"agents": ["A1"], "ties": [there]},
        {"agents": ["A1"], "ties": [there[::-1]]},
        {"agents": ["A1"], "ties": [free, free[::-1]]},
        {"agents": ["A1"], "ties": [["A1", "A1"]]},
        {"agents": ["A1"], "ties": [["A1"]]},
        {"agents": ["A1"], "ties": ["A1 B2"]},
        {"agents": ["A1"]},
        {"ties": []},
        {"agents": "A1", "ties": []},
        {},
        7,
    ):
        state = say(widget, "save", value=wrong)
        assert state["problem"].endswith("."), wrong
        assert state["value"] == good
        assert (tmp_path / "answers.json").read_bytes() == before


def test_more_ties_than_may_be_drawn_are_refused(page):
    network = NETWORKS["lab"]
    one = network.people[0]
    strangers = [other for other in network.people[1:] if not network.matrix[0, network.number(other)]]
    value = {"agents": [], "ties": [[one, other] for other in strangers[:3]]}
    assert "2 new ties at most" in say(asked(page), "save", value=value)["problem"]


def test_the_picture_is_the_network_of_the_model(page):
    spec = asked(page, network="assignment").spec
    network = NETWORKS["assignment"]
    assert [person[0] for person in spec["people"]] == list(network.people)
    assert [person[1] for person in spec["people"]] == list(network.groups)
    assert {tuple(pair) for pair in spec["ties"]} == {
        (network.people[one], network.people[other]) for one, other in network.ties
    }
    assert all(0 <= at <= 1 for _, _, *place in spec["people"] for at in place)


def test_a_run_is_what_the_model_gives_and_comes_only_when_all_are_picked(page):
    widget = asked(page)
    assert "Pick 8 people first: you have picked 0." in say(widget, "run")["problem"]
    say(widget, "save", value={"agents": EIGHT[:3], "ties": []})
    state = say(widget, "run")
    assert "you have picked 3" in state["problem"]
    assert "run" not in state, "nothing of chance and greedy choice before a try of one's own"
    pair = free_pair(NETWORKS["lab"])
    say(widget, "save", value={"agents": EIGHT, "ties": [pair]})
    run = say(widget, "run")["run"]
    assert run["changed"] is False
    for place, change in enumerate(("modest", "radical"), 1):
        outcome = agents_outcome("lab", EIGHT, change, [pair])
        assert run[change]["by_month"] == pytest.approx(list(outcome.curve))
        assert len(run[change]["by_month"]) == MONTHS + 1
        reach = f"{100 * outcome.reach:.1f}%"
        assert reach in run["words"][place - 1]
        assert run["compared"][0][place] == reach
        for label, month in run[change]["when"].items():
            assert (month is None) == (outcome.within_year[label] < 0.5)
            assert month is None or month == round(outcome.when[label])
        assert all(run[change]["when"][one] == 0 for one in EIGHT)
    names = [row[0] for row in run["compared"]]
    assert names[1:] == [
        "Your choice, without your new ties",
        "Drawn by lot, on average",
        "Found by a greedy search, for each change its own",
    ]
    without = agents_outcome("lab", EIGHT, "modest").reach
    assert run["compared"][1][1] == f"{100 * without:.1f}%"
    assert run["compared"][3][1] == run["compared"][1][1], "these eight are what the search finds"
    json.dumps(run, allow_nan=False)


def test_a_run_says_so_when_something_has_changed_since(page):
    widget = asked(page)
    say(widget, "save", value={"agents": EIGHT, "ties": []})
    say(widget, "run")
    state = say(widget, "save", value={"agents": EIGHT[:7], "ties": []})
    assert state["run"]["changed"] is True
    state = say(widget, "save", value={"agents": EIGHT, "ties": []})
    assert state["run"]["changed"] is False


def test_in_an_assignment_it_is_silent_and_refuses_to_run(tmp_path):
    page = Page(SLUG, assessed=True, folder=tmp_path)
    widget = asked(page, network="assignment", ties=0)
    assert widget.spec["runs"] is False
    say(widget, "save", value={"agents": list(NETWORKS["assignment"].people[:8]), "ties": []})
    assert "run" not in say(widget, "run")
    assert "GREEDY" not in json.dumps(widget.spec)


def test_a_cell_that_asks_for_what_cannot_be_is_told(page):
    for wrong in (
        {"network": "elsewhere"},
        {"agents": -1},
        {"agents": 0, "ties": 0},
        {"agents": 99},
        {"ties": 101},
    ):
        with pytest.raises(CourseError):
            asked(page, **wrong)


def test_while_it_is_marked_it_says_what_was_picked(tmp_path, monkeypatch):
    page = Page(SLUG, folder=tmp_path)
    say(asked(page), "save", value={"agents": ["A1", "B2"], "ties": []})
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    assert "picked: A1, B2" in asked(Page(SLUG, folder=tmp_path))._repr_mimebundle_()["text/html"]


def test_the_feedback_page_knows_the_question_and_says_the_answer(page):
    (prompt,) = prompts_in('labs.network(page, "agents", "Pick **eight**.", network="assignment")')
    assert (prompt.key, prompt.text) == ("agents", "Pick eight.")
    say(asked(page), "save", value={"agents": ["B2", "A1"], "ties": [free_pair(NETWORKS["lab"])]})
    said = in_words(page.answer("agents"), {})
    assert said.startswith("Picked: B2, A1\nNew ties: ")


@pytest.fixture(scope="module")
def in_the_page():
    """What the page's own code makes of random edits, on both networks."""
    node = shutil.which("node")
    if node is None:
        pytest.fail("node is not on this machine: the page's code cannot be run")
    rng = random.Random(6)
    found = {}
    for name, network in NETWORKS.items():
        spec = {
            "kind": "network",
            "people": [
                [person, group, *place]
                for person, group, place in zip(network.people, network.groups, network.places, strict=True)
            ],
            "ties": [[network.people[one], network.people[other]] for one, other in network.ties],
            "agents": 8,
            "most_ties": 3,
        }
        some = network.people[:14]
        acts = ["pick", "pick", "unpick", "tie", "tie", "untie", "untie_all"]
        sequences = [
            [[rng.choice(acts), rng.choice(some), rng.choice(some)] for _ in range(60)] for _ in range(20)
        ]
        given = {**spec, "most": 3, "sequences": sequences}
        done = subprocess.run(
            [node, str(Path(__file__).with_name("network_edits.mjs")), str(SOURCES)],
            input=json.dumps(given),
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
        found[name] = spec, sequences, json.loads(done.stdout)
    return found


@pytest.mark.parametrize("name", NETWORKS)
def test_no_edit_of_the_page_makes_what_cannot_be_saved(in_the_page, name):
    spec, sequences, found = in_the_page[name]
    refused = 0
    for steps, values in zip(sequences, found["played"], strict=True):
        before = {"agents": [], "ties": []}
        for (act, one, other), after in zip(steps, values, strict=True):
            wanted = {"agents": list(before["agents"]), "ties": list(before["ties"])}
            pair = sorted((one, other), key=[person[0] for person in spec["people"]].index)
            match act:
                case "pick" if one not in wanted["agents"]:
                    wanted["agents"].append(one)
                case "unpick" if one in wanted["agents"]:
                    wanted["agents"].remove(one)
                case "tie":
                    wanted["ties"].append(pair)
                case "untie" if pair in wanted["ties"]:
                    wanted["ties"].remove(pair)
                case "untie_all":
                    wanted["ties"] = [tie for tie in wanted["ties"] if one not in tie]
            try:
                expected = accept(spec, wanted)
            except CourseError:
                refused += 1
                assert after == "refused", (act, one, other)
                continue
            assert after == expected, (act, one, other)
            before = after
    assert refused > 20


@pytest.mark.parametrize("name", NETWORKS)
def test_the_arrow_keys_lead_from_everybody_to_everybody(in_the_page, name):
    _, _, found = in_the_page[name]
    ways = networkx.DiGraph((one, other) for one, others in found["leads"].items() for other in others)
    assert set(ways) == set(NETWORKS[name].people)
    assert networkx.is_strongly_connected(ways)
    assert set(CHANGES) == {"modest", "radical"}


@pytest.mark.parametrize("name", NETWORKS)
def test_the_table_says_of_everybody_whom_they_are_tied_to(in_the_page, name):
    _, _, found = in_the_page[name]
    network = NETWORKS[name]
    for one, row in zip(network.people, network.matrix, strict=True):
        assert found["known"][one] == [other for other, tied in zip(network.people, row, strict=True) if tied]


def test_the_bundle_is_small():
    """The editor is written by hand, so that a page far away has it soon."""
    bundle = SOURCES.parent / "static" / "network.js"
    assert bundle.stat().st_size < 80_000
