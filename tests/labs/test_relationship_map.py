"""The learner's own map: kept apart, out of the notebook and out of what is handed in, unless they choose."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from localchange import labs
from localchange.answers import read_answers
from localchange.errors import CourseError
from localchange.exercises import Page
from localchange.exercises.hand_in import write_zip
from localchange.grading.hand_in import HandInError, read_hand_in
from localchange.grading.words import in_words
from localchange.labs.relationship_map import FIELDS, FILE, MOST, RelationshipMap

SLUG = "06_relationships"
SECRET = "the matron who once said no"
ROOT = Path(__file__).parents[2]


def row(**given: str) -> dict[str, str]:
    return {**dict.fromkeys(FIELDS, ""), **given}


ROWS = {
    "rows": [row(who=SECRET, goal="Fewer people wait for a bed", ask="One hour a week"), row(who="Clerk")]
}


@pytest.fixture(autouse=True)
def awake(monkeypatch):
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)


@pytest.fixture
def page(tmp_path):
    (tmp_path / f"{SLUG}.ipynb").write_text('{"cells": []}')
    return Page(SLUG, folder=tmp_path)


@pytest.fixture
def sent(monkeypatch):
    """The messages that the map sends to the page."""
    found: list[dict[str, Any]] = []
    monkeypatch.setattr(RelationshipMap, "send", lambda _, content, buffers=None: found.append(content))
    return found


def say(widget, do: str, **more: Any) -> dict[str, Any]:
    widget._handle_custom_msg({"do": do, "id": "mine", **more}, [])
    assert widget.state["ack"] == "mine"
    return widget.state


def everywhere(folder: Path) -> list[str]:
    """The files that hold the secret."""
    return sorted(
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and SECRET.encode() in path.read_bytes()
    )


def test_it_is_saved_in_a_file_of_its_own_and_comes_back(page, tmp_path):
    state = say(labs.relationship_map(page), "save", value=ROWS)
    assert (state["problem"], state["shared"]) == ("", False)
    assert not (tmp_path / "answers.json").exists()
    assert page.answer("own_relationships") is None
    assert read_answers(tmp_path / FILE, SLUG)["own_relationships"].value == ROWS
    assert labs.relationship_map(Page(SLUG, folder=tmp_path)).state["value"] == ROWS


def test_nothing_of_it_is_in_what_is_handed_in(page, tmp_path):
    widget = labs.relationship_map(page)
    say(widget, "save", value=ROWS)
    page.save("other", "text", {"text": "An answer"})
    path, _ = write_zip(page)
    with zipfile.ZipFile(path) as archive:
        assert archive.namelist() == ["answers.json", f"{SLUG}.ipynb"]
        assert all(SECRET.encode() not in archive.read(name) for name in archive.namelist())
    assert {place.split("/")[0] for place in everywhere(tmp_path)} == {FILE, ".own_relationships"}
    # Even a learner who packs the folder by hand does not hand it in: collecting refuses such a file.
    with zipfile.ZipFile(path, "a") as archive:
        archive.write(tmp_path / FILE, FILE)
    with pytest.raises(HandInError, match="own_relationships"):
        read_hand_in(path, SLUG)


def test_nothing_of_it_is_in_the_state_that_jupyter_saves_with_the_notebook(page, sent):
    widget = labs.relationship_map(page)
    say(widget, "save", value=ROWS)
    assert SECRET not in json.dumps(widget.get_state(), default=str)
    assert SECRET not in json.dumps(widget._repr_mimebundle_(), default=str)
    assert sent[-1]["state"]["value"] == ROWS, "the page has it, by a message"


def test_a_page_that_opens_is_sent_the_map(page, sent):
    say(labs.relationship_map(page), "save", value=ROWS)
    again = labs.relationship_map(page)
    sent.clear()
    say(again, "open")
    assert [message["state"]["value"] for message in sent] == [ROWS]


def test_the_tick_puts_a_copy_into_the_answers_and_takes_it_out_again(page, tmp_path):
    widget = labs.relationship_map(page)
    assert "nothing to put" in say(widget, "share", shared=True)["problem"]
    say(widget, "save", value=ROWS)
    assert say(widget, "share", shared=True)["shared"] is True
    assert page.answer("own_relationships").value == ROWS
    later = {"rows": ROWS["rows"][:1]}
    say(widget, "save", value=later)
    path, _ = write_zip(page)
    handed = read_hand_in(path, SLUG)
    assert SECRET.encode() in handed.answers
    assert page.answer("own_relationships").value == later, "the copy is what the map says now"
    assert in_words(page.answer("own_relationships"), {}).splitlines() == [
        f"1. {SECRET}",
        "Shared goal: Fewer people wait for a bed",
        "Asks: One hour a week",
    ]
    assert labs.relationship_map(Page(SLUG, folder=tmp_path)).state["shared"] is True
    assert say(widget, "share", shared=False)["shared"] is False
    assert page.answer("own_relationships") is None
    assert widget.state["value"] == later, "the map itself stays"


def test_a_map_that_is_emptied_takes_its_copy_along(page):
    widget = labs.relationship_map(page)
    say(widget, "save", value=ROWS)
    say(widget, "share", shared=True)
    assert say(widget, "save", value=None)["shared"] is False
    assert page.answer("own_relationships") is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"rows": [row()] * (MOST + 1)},
        {"rows": [{"who": "x"}]},
        {"rows": [row(who="x" * 201)]},
        {"rows": [row(when="x" * 101)]},
        {"rows": ["who"]},
        {"rows": None},
        {},
        "rows",
    ],
)
def test_what_is_no_map_is_refused_in_a_sentence_and_the_map_stays(page, wrong):
    widget = labs.relationship_map(page)
    say(widget, "save", value=ROWS)
    state = say(widget, "save", value=wrong)
    assert state["problem"].endswith(".")
    assert state["value"] == ROWS


def test_the_longest_map_can_be_saved(page):
    longest = {"rows": [{field: "é" * most for field, most in FIELDS.items()}] * MOST}
    widget = labs.relationship_map(page)
    assert say(widget, "save", value=longest)["problem"] == ""
    assert say(widget, "share", shared=True)["problem"] == ""


def test_a_page_that_is_assessed_has_none(tmp_path):
    with pytest.raises(CourseError, match="private"):
        labs.relationship_map(Page(SLUG, assessed=True, folder=tmp_path))


def test_while_it_is_marked_it_says_nothing_of_it(page, tmp_path, monkeypatch):
    say(labs.relationship_map(page), "save", value=ROWS)
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    shown = labs.relationship_map(Page(SLUG, folder=tmp_path))._repr_mimebundle_()
    assert SECRET not in json.dumps(shown)


def test_git_leaves_it_alone():
    ignored = (ROOT / ".gitignore").read_text("utf-8").split()
    assert {FILE, f"{FILE}.*", f".{Path(FILE).stem}/"} <= set(ignored)
