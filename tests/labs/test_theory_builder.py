"""The builder of theories of change, as the browser speaks to it."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from localchange import labs
from localchange.answers import read_answers
from localchange.errors import CourseError
from localchange.exercises import Page
from localchange.labs import theory_stress
from localchange.labs.theory_trade import FORMATS
from localchange.models.causal_loops import WAITING_LIST
from localchange.models.theory_of_change import Theory, cases, check, edits
from localchange.models.theory_of_change.loops import loops

SLUG = "02_theory_of_change"


@pytest.fixture(autouse=True)
def awake(monkeypatch):
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)


@pytest.fixture
def page(tmp_path):
    return Page(SLUG, folder=tmp_path)


def builder(page, **more):
    return labs.theory_builder(
        page, "theory", "Draw how it works.", **{"rng": np.random.default_rng(4), **more}
    )


def say(widget, do: str, **more: Any) -> dict[str, Any]:
    """Send what the browser sends, and give the state that it answers with."""
    widget._handle_custom_msg({"do": do, "id": "mine", **more}, [])
    assert widget.state["ack"] == "mine", "the browser waits for its answer"
    return widget.state


def sent(widget, monkeypatch, content: dict[str, Any], buffers=()) -> list[tuple[dict[str, Any], Any]]:
    """Send it a file's business, and give the messages that it answers with."""
    found: list[tuple[dict[str, Any], Any]] = []
    monkeypatch.setattr(
        type(widget), "send", lambda _self, content, buffers=None: found.append((content, buffers))
    )
    before = dict(widget.state)
    widget._handle_custom_msg({"id": "mine", **content}, list(buffers))
    assert widget.state == before, "a file changes nothing that is saved"
    assert all(message["id"] == "mine" for message, _ in found)
    return found


def three_steps() -> Theory:
    theory = edits.add_step(Theory("Publishing waits"), "activity", "national", "Publish waits")
    theory = edits.add_step(theory, "outcome", "local", "Managers act on them")
    theory = edits.add_step(theory, "impact", "local", "Patients wait less")
    return edits.add_link(edits.add_link(theory, "s1", "s2"), "s2", "s3")


def test_a_theory_is_saved_like_any_other_answer(page, tmp_path):
    widget = builder(page)
    assert widget.state["value"] is None
    assert page.questions == {"theory": "Draw how it works."}
    state = say(widget, "save", value=three_steps().to_json())
    assert state["problem"] == ""
    saved = read_answers(tmp_path / "answers.json", SLUG)["theory"]
    assert saved.kind == "theory"
    assert Theory.from_json(saved.value) == three_steps()
    again = builder(Page(SLUG, folder=tmp_path))
    assert again.theory == three_steps()
    assert again.state["value"] == three_steps().to_json()


def test_what_it_began_with_is_no_answer(page, tmp_path):
    widget = builder(page, start=cases.connecting)
    assert widget.theory == cases.connecting
    assert widget.spec["start"] == cases.connecting.to_json()
    assert not (tmp_path / "answers.json").exists()
    say(widget, "save", value=three_steps().to_json())
    state = say(widget, "save", value=None)
    assert state["value"] is None
    assert page.answer("theory") is None
    assert widget.theory == cases.connecting


def test_what_is_no_theory_is_refused_and_the_answer_stays(page, tmp_path):
    widget = builder(page, steps=3)
    good = three_steps().to_json()
    say(widget, "save", value=good)
    before = (tmp_path / "answers.json").read_bytes()
    fourth = edits.add_step(three_steps(), "input", "local").to_json()
    lost = {**good, "steps": good["steps"][:2]}
    twice = {**good, "steps": [good["steps"][0]] * 2}
    for wrong in [fourth, lost, twice, {**good, "version": 2}, {**good, "marks": 5}, {}, "words", 7, []]:
        state = say(widget, "save", value=wrong)
        assert state["problem"].endswith("."), wrong
        assert state["value"] == good
        assert (tmp_path / "answers.json").read_bytes() == before
    assert "3 at most" in say(widget, "save", value=fourth)["problem"]


def test_what_a_learner_cannot_see_is_not_saved(page):
    value = three_steps().to_json()
    value["steps"][0]["text"] = "right\u202eto left\x00"
    assert say(builder(page), "save", value=value)["value"]["steps"][0]["text"] == "rightto left"


def test_a_causal_loop_diagram_asks_nothing_and_names_its_loops_only_where_it_may(page):
    whole = Theory.from_json(WAITING_LIST.whole())
    silent = builder(page, start=whole, causal=True)
    assert silent.spec["causal"] and not silent.spec["speaks"]
    assert "loops" not in silent.state and "findings" not in silent.state, "that would give answers away"
    naming = builder(page, start=whole, causal=True, names_loops=True)
    assert naming.state["findings"] == []
    named = {frozenset(loop["steps"]): loop["sign"] for loop in naming.state["loops"]}
    assert named == {
        frozenset(loop.steps): WAITING_LIST.sign(key) for key, loop in WAITING_LIST.loops.items()
    }
    given = Theory.from_json(WAITING_LIST.given()).to_json()
    assert say(naming, "save", value=given)["loops"] == [], "with its gaps nothing leads back"


def test_it_asks_what_the_checks_ask_in_their_order_and_names_the_loops(page):
    widget = builder(page, start=cases.matching_michigan)
    asked = check(cases.matching_michigan)
    shown = widget.state["findings"]
    assert [each["question"] for each in shown] == [each.question for each in asked]
    assert [each["first"] for each in shown] == sorted((each.first for each in asked), reverse=True)
    ids = {step.id for step in cases.matching_michigan.steps}
    links = {link.id for link in cases.matching_michigan.links}
    assert all(set(each["steps"]) <= ids and set(each["links"]) <= links for each in shown)
    assert all(each["sources"] and each["sources"][0][-4:].isdigit() for each in shown)
    assert [each["sign"] for each in widget.state["loops"]] == [
        each.sign for each in loops(cases.matching_michigan)
    ]
    after = say(widget, "save", value=three_steps().to_json())
    assert [each["question"] for each in after["findings"]] == [
        each.question for each in check(three_steps())
    ]
    json.dumps(after, allow_nan=False)


def test_an_empty_sheet_asks_nothing(page):
    assert builder(page).state["findings"] == []


def test_in_an_assignment_it_is_silent_and_refuses_to_speak(tmp_path):
    page = Page(SLUG, assessed=True, folder=tmp_path)
    widget = builder(page, start=cases.planted_gap)
    assert not {"findings", "loops", "further"} & widget.state.keys()
    for act in ("odds", "card"):
        assert not {"findings", "loops", "further"} & say(widget, act).keys()
    assert "findings" in builder(page, speaks=True).state


def test_the_odds_are_those_of_the_model_in_words(page):
    chain = edits.change_link(edits.change_link(three_steps(), "l1", evidence=4), "l2", evidence=0)
    widget = builder(page, start=chain)
    found = say(widget, "odds", broken=[])["further"]
    # A chain of two arrows: 0.9 times 0.5.
    assert "45 times in 100" in found["paragraphs"][0]
    assert found["weakest"] == "l2"
    assert found["broken"] == []
    struck = say(widget, "odds", broken=["l2", "gone", 7])["further"]
    assert struck["broken"] == ["l2"]
    assert "9 times in 100" in struck["paragraphs"][1]


def test_without_an_aim_there_are_no_odds_and_that_is_said(page):
    widget = builder(page, start=edits.remove_step(three_steps(), "s3"))
    found = say(widget, "odds")["further"]
    assert found["paragraphs"][0].startswith("There are no odds yet.")
    assert found["weakest"] is None


def test_a_card_strikes_an_arrow_that_it_can_strike(page):
    bold = edits.change_link(three_steps(), "l2", assumption="Managers may act.")
    widget = builder(page, start=bold)
    state = say(widget, "card", drawn=[])
    card = state["further"]["card"]
    assert card["link"] == "l2"
    assert card["link"] in state["further"]["broken"]
    assert card["words"]
    assert card["title"]
    assert card["strikes"] == "Managers may act."
    moved = say(widget, "save", value=edits.move_step(bold, "s1", 40, 50).to_json())
    assert not moved["further"]["changed"]
    revised = say(widget, "save", value=edits.change_link(bold, "l2", evidence=3).to_json())
    assert revised["further"]["changed"]
    assert not say(widget, "odds", broken=["l2"])["further"]["changed"]


def test_a_card_with_nothing_to_strike_says_so_and_saving_goes_on(page):
    widget = builder(page, start=three_steps())
    assert "No card can strike anything yet" in say(widget, "card")["problem"]
    assert say(widget, "save", value=three_steps().to_json())["problem"] == ""


def test_cards_that_are_spent_say_so():
    bold = edits.change_link(three_steps(), "l1", assumption="It is read.")
    with pytest.raises(CourseError, match="put them back"):
        theory_stress.card(bold, ["l1"], np.random.default_rng(1))


STARTS = {
    "docx": b"PK\x03\x04",
    "xlsx": b"PK\x03\x04",
    "png": b"\x89PNG",
    "svg": b"<",
    "csv": b"",
    "mermaid": b"",
}


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_format_can_be_taken_away(page, monkeypatch, name):
    content = {"do": "export", "format": name, "theory": cases.four_hour_target.to_json()}
    [(message, [made])] = sent(builder(page), monkeypatch, content)
    assert made.startswith(STARTS[name])
    assert len(made) > 200
    assert message["file"].endswith(f".{FORMATS[name][0]}")
    assert message["file"].isascii()
    assert "/" not in message["file"]
    if name in ("docx", "xlsx"):
        assert zipfile.ZipFile(io.BytesIO(made)).testzip() is None


@pytest.mark.parametrize("name", ["xlsx", "csv"])
def test_a_spreadsheet_comes_back_as_the_theory_that_it_was(page, monkeypatch, name):
    widget = builder(page)
    made = three_steps()
    [(message, [content])] = sent(
        widget, monkeypatch, {"do": "export", "format": name, "theory": made.to_json()}
    )
    [(found, _)] = sent(widget, monkeypatch, {"do": "import", "name": message["file"]}, [content])
    theory = Theory.from_json(found["theory"])
    assert [(step.kind, step.level, step.text) for step in theory.steps] == [
        (step.kind, step.level, step.text) for step in made.steps
    ]
    assert len(theory.links) == 2


@pytest.mark.parametrize(
    "content, buffers",
    [
        ({"do": "export", "format": "exe", "theory": {}}, ()),
        ({"do": "export", "format": "docx", "theory": {"format": "other"}}, ()),
        ({"do": "export"}, ()),
        ({"do": "import"}, ()),
        ({"do": "import", "name": "x.xlsx"}, [b"PK not a spreadsheet"]),
        ({"do": "import", "name": "x.csv"}, [b"\xff\xfe\x00"]),
        ({"do": "import", "name": "x.csv"}, [b"x" * 3_000_000]),
    ],
)
def test_a_file_that_cannot_be_is_said_in_a_sentence(page, monkeypatch, content, buffers):
    [(message, made)] = sent(builder(page), monkeypatch, content, buffers)
    assert message["sorry"].endswith(".")
    assert "theory" not in message
    assert made is None


def test_a_cell_that_asks_for_too_much_is_told(page):
    with pytest.raises(CourseError, match="from 1 to 120"):
        builder(page, steps=121)
    with pytest.raises(CourseError, match="2 may be drawn"):
        builder(page, start=three_steps(), steps=2)
    with pytest.raises(CourseError, match="small letters"):
        labs.theory_builder(page, "The Theory", "Draw.")


def test_while_it_is_marked_it_says_what_was_drawn(tmp_path, monkeypatch):
    page = Page(SLUG, folder=tmp_path)
    bad = edits.rename(three_steps(), "<img src=x onerror=alert(1)>")
    say(builder(page), "save", value=bad.to_json())
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    idle = builder(Page(SLUG, folder=tmp_path))
    shown = idle._repr_mimebundle_()
    assert "3 steps and 2 arrows" in shown["text/html"]
    assert "<img" not in shown["text/html"]


def test_a_theory_to_look_at_saves_nothing(page, tmp_path, monkeypatch):
    shown = labs.theory_shown(cases.matching_michigan, caption="Two explanations")
    assert shown.spec["start"] == cases.matching_michigan.to_json()
    shown._handle_custom_msg({"do": "save", "id": "x", "value": three_steps().to_json()}, [])
    assert not (tmp_path / "answers.json").exists()
    text = shown.as_text()
    assert all(step.text in text for step in cases.matching_michigan.steps)
    assert "<b>" not in (labs.theory_shown(Theory("<b>x</b>")).as_html() or "")


def test_the_bundle_is_small():
    """The editor is written by hand, so that a page far away has it soon."""
    bundle = Path(labs.__file__).parents[1] / "frontend" / "static" / "theory.js"
    assert bundle.stat().st_size < 100_000
