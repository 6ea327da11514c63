"""What a question saves, refuses, shows and keeps to itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from localchange.answers import read_answers
from localchange.errors import CourseError
from localchange.exercises import Anchor, Handle, Page, Practice
from localchange.exercises.question import Question

OPTIONS = {"a": "This", "b": "That", "c": "<script>alert(1)</script>"}
HANDLES = (
    Handle("target", "Target", "How many should leave in time.", 50, 100, 5, "%", 95),
    Handle("share", "Share", "A part.", 0, 1, 0.1, "", 0.5),
)
KINDS: dict[str, tuple[Callable[[Page], Question], dict[str, Any], list[Any]]] = {
    "choice": (
        lambda page: page.choice("q", "Which?", OPTIONS, confidence=True),
        {"choice": "b", "confidence": 70},
        [
            {"choice": "z"},
            {"choice": ["b"]},
            {"choice": "b", "confidence": 40},
            {"choice": "b", "confidence": "70"},
        ],
    ),
    "several": (
        lambda page: page.several("q", "Which?", OPTIONS, at_most=2),
        {"choices": ["a", "c"]},
        [{"choices": ["a", "b", "c"]}, {"choices": "a"}, {"choices": [1]}, {}],
    ),
    "number": (
        lambda page: page.number("q", "How long?", "minutes", low=0, high=600),
        {"number": 240.5, "unit": "minutes"},
        [{"number": -1}, {"number": 601}, {"number": "3"}, {"number": True}, {"number": float("nan")}, {}],
    ),
    "prediction": (
        lambda page: page.prediction("q", "How many?", "%", low=0, high=100),
        {"low": 1, "best": 3, "high": 5, "unit": "%"},
        [{"low": 5, "best": 3}, {"low": 5, "high": 1}, {"best": 101}, {"best": float("inf")}],
    ),
    "ranking": (
        lambda page: page.ranking("q", "In what order?", OPTIONS),
        {"order": ["c", "a", "b"]},
        [
            {"order": ["a", "b"]},
            {"order": ["a", "a", "b"]},
            {"order": ["a", "b", "c", "d"]},
            {"order": "abc"},
        ],
    ),
    "allocation": (
        lambda page: page.allocation("q", "Spend it.", OPTIONS, total=100),
        {"amounts": {"a": 40, "b": 60}},
        [{"amounts": {"z": 1}}, {"amounts": {"a": -1}}, {"amounts": {"a": 101}}, {"amounts": [40, 60]}],
    ),
    "setting": (
        lambda page: page.setting("q", "Where?", HANDLES),
        {"setting": {"target": 90, "share": 0.3}},
        [{"setting": {"target": 90}}, {"setting": {"target": 45, "share": 0.3}}, {"setting": None}],
    ),
    "text": (
        lambda page: page.text("q", "Write.", words=(5, 20)),
        {"text": "Some <b>words</b>."},
        [{"text": 5}, {"text": "x" * 20_001}, {}],
    ),
    "claim": (
        lambda page: page.claim("q", "after", text="Targets help."),
        {"after": 60, "verdict": "mixed", "change_mind": "A trial."},
        [{"after": 101}, {"verdict": "true"}, {"change_mind": 5}],
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_an_answer_is_saved_as_it_was_given(page: Page, say: Callable, kind: str, tmp_path: Path) -> None:
    make, value, _ = KINDS[kind]
    question = make(page)
    assert question.state["value"] is None
    assert not (tmp_path / "answers.json").exists()
    state = say(question, "save", value)
    assert state["problem"] == ""
    assert state["value"] == value
    key = "claim_q" if kind == "claim" else "q"
    saved = read_answers(tmp_path / "answers.json", "03_targets")[key]
    assert (saved.kind, saved.value, saved.locked) == (kind, value, False)
    assert state["saved"] == saved.saved.isoformat()
    assert page.answer(key) == saved
    again = make(Page("03_targets", folder=tmp_path))
    assert again.state["value"] == value


@pytest.mark.parametrize("kind", KINDS)
def test_what_does_not_fit_is_refused_in_words_and_the_answer_stays(
    page: Page, say: Callable, kind: str, tmp_path: Path
) -> None:
    make, value, bad = KINDS[kind]
    question = make(page)
    say(question, "save", value)
    before = (tmp_path / "answers.json").read_bytes()
    for wrong in [*bad, "words", 7, []]:
        state = say(question, "save", wrong)
        assert state["problem"].endswith("."), wrong
        assert state["value"] == value
        assert (tmp_path / "answers.json").read_bytes() == before


def test_a_handle_is_put_on_the_nearest_of_its_steps(page: Page, say: Callable) -> None:
    question = page.setting("q", "Where?", HANDLES)
    state = say(question, "save", {"setting": {"target": 91.7, "share": 0.30000000000000004}})
    assert state["value"] == {"setting": {"target": 90, "share": 0.3}}


def test_an_emptied_answer_is_taken_out(page: Page, say: Callable) -> None:
    question = page.number("q", "How long?", "minutes")
    say(question, "save", {"number": 3})
    question._handle_custom_msg({"do": "save", "id": "x", "value": None}, [])
    assert question.state["value"] is None
    assert page.answer("q") is None


def test_a_commitment_holds(page: Page, say: Callable) -> None:
    question = page.prediction("q", "How many?", "%", low=0, high=100, reveal="It was 8.4%.")
    assert "8.4" not in json.dumps([question.spec, question.state])
    assert say(question, "commit", {"best": 3})["problem"].startswith("Fill in all three")
    value = {"low": 1, "best": 3, "high": 5, "unit": "%"}
    state = say(question, "commit", value)
    assert state["locked"]
    assert state["reveal"] == "It was 8.4%."
    for do in ("save", "commit"):
        state = say(question, do, {"low": 1, "best": 4, "high": 5})
        assert "cannot be changed" in state["problem"]
        assert state["value"] == value
    question._handle_custom_msg({"do": "save", "id": "x", "value": None}, [])
    assert question.state["value"] == value


def test_examples_come_after_a_first_text(page: Page, say: Callable) -> None:
    question = page.text("q", "Write.", anchors={"Good": "It says what it is for."})
    assert "what it is for" not in json.dumps([question.spec, question.state])
    assert "anchors" not in say(question, "save", {"text": "   "})
    assert say(question, "save", {"text": "Mine."})["anchors"] == [("Good", "It says what it is for.")]


def test_the_page_is_sent_nothing_before_it_is_earned(page: Page, say: Callable) -> None:
    secret = Practice(
        right="b",
        hints=("SECRET-1", "SECRET-2"),
        feedback={"a": "SECRET-A", "b": "SECRET-B"},
        worked="SECRET-W",
    )
    question = page.choice("q", "Which?", OPTIONS, practice=secret)

    def sent() -> str:
        return json.dumps([question.get_state(), question.as_text(), question.as_html()], default=str)

    def told(*secrets: str) -> None:
        assert [each for each in ("1", "2", "A", "B", "W") if f"SECRET-{each}" in sent()] == list(secrets)

    told()
    say(question, "worked")
    told()
    say(question, "hint")
    told("1")
    state = say(question, "check", {"choice": "a"})
    assert (state["status"], state["feedback"], state["can_work"]) == ("not yet", "SECRET-A", True)
    told("1", "A", "W") if state["worked"] else told("1", "A")
    say(question, "hint")
    say(question, "hint")
    assert question.state["hints_left"] == 0
    say(question, "worked")
    told("1", "2", "A", "W")
    assert say(question, "save", {"choice": "b"})["status"] == "changed"
    assert say(question, "check", {"choice": "b"})["status"] == "right"
    saved = page.answer("q")
    assert saved is not None
    assert (saved.tries, saved.hints) == (2, 2)


def test_tries_and_hints_are_there_after_opening_again(page: Page, say: Callable, tmp_path: Path) -> None:
    practice = Practice(right="b", hints=("One", "Two"), worked="W")
    question = page.choice("q", "Which?", OPTIONS, practice=practice)
    say(question, "check", {"choice": "a"})
    say(question, "hint")
    again = Page("03_targets", folder=tmp_path).choice("q", "Which?", OPTIONS, practice=practice)
    assert again.state["status"] == "not yet"
    assert again.state["hints"] == ["One"]
    assert again.state["can_work"]
    assert again.state["worked"] == ""


def test_an_assessed_page_has_no_practice(assessed: Page, say: Callable) -> None:
    for make in (
        lambda: assessed.choice("q", "Which?", OPTIONS, practice=Practice(right="a")),
        lambda: assessed.prediction("q", "How many?", "%", low=0, high=1, reveal="No."),
        lambda: assessed.text("q", "Write.", anchors={"Good": "No."}),
    ):
        with pytest.raises(CourseError, match="assessed"):
            make()
    question = assessed.choice("q", "Which?", OPTIONS)
    for do in ("check", "hint", "worked"):
        state = say(question, do, {"choice": "a"})
        assert not {"status", "feedback", "hints", "worked"} & set(state)
    assert assessed.answer("q") is None


@pytest.mark.parametrize(
    "make",
    [
        lambda page: page.choice("Q", "Which?", OPTIONS),
        lambda page: page.choice("q", "Which?", {"a": "Only one"}),
        lambda page: page.prediction("q", "How many?", "%", low=1, high=0),
        lambda page: page.claim("q", "later", text="x"),
        lambda page: Handle("a", "A", "s", 0, 1, 0.1, "%", 2),
        lambda page: Page("Targets"),
    ],
)
def test_a_question_that_is_written_wrongly_says_so(page: Page, make: Callable) -> None:
    with pytest.raises(CourseError):
        make(page)


def test_an_answer_to_another_question_is_not_shown_but_kept(
    page: Page, say: Callable, tmp_path: Path
) -> None:
    say(page.choice("q", "Which?", OPTIONS), "save", {"choice": "b"})
    other = Page("03_targets", folder=tmp_path).choice("q", "Which?", {"x": "New", "y": "Newer"})
    assert other.state["value"] is None
    assert "does not fit this question any more" in other.state["problem"]
    assert read_answers(tmp_path / "answers.json")["q"].value == {"choice": "b"}


def test_a_damaged_file_is_told_once_and_the_answers_are_there(
    page: Page, say: Callable, tmp_path: Path
) -> None:
    say(page.choice("q", "Which?", OPTIONS), "save", {"choice": "b"})
    (tmp_path / "answers.json").write_text("{")
    again = Page("03_targets", folder=tmp_path)
    first, second = again.choice("q", "Which?", OPTIONS), again.number("n", "How long?", "minutes")
    assert "is damaged" in first.state["notice"]
    assert second.state["notice"] == ""
    assert first.state["value"] == {"choice": "b"}


def test_a_claim_is_one_row_said_in_two_places(page: Page, say: Callable) -> None:
    before = page.claim("q", "before", text="Targets help.")
    after = page.claim("q", "after", text="Targets help.")
    say(before, "save", {"before": 40})
    assert after.state["value"] == {"before": 40}
    say(after, "save", {"after": 60, "verdict": "mixed"})
    say(before, "save", {"before": 45})
    assert page.answer("claim_q").value == {"before": 45, "after": 60, "verdict": "mixed"}
    assert after.state["value"] == {"before": 45, "after": 60, "verdict": "mixed"}


@pytest.mark.parametrize(
    "rubbish", [None, "save", 7, [], {}, {"do": "rm -rf"}, {"do": ["save"]}, {"do": None}]
)
def test_rubbish_from_the_page_does_no_harm(page: Page, rubbish: Any, tmp_path: Path) -> None:
    question = page.choice("q", "Which?", OPTIONS, practice=Practice(right="a"))
    question._handle_custom_msg(rubbish, [])
    assert question.state["value"] is None
    assert not (tmp_path / "answers.json").exists()


def test_running_the_notebook_again_leaves_one_widget_for_each_question(
    tmp_path: Path, say: Callable
) -> None:
    def run() -> list[Question]:
        page = Page("03_targets", folder=tmp_path)
        return [
            page.choice("q", "Which?", OPTIONS),
            page.claim("q", "before", text="Targets help."),
            page.claim("q", "after", text="Targets help."),
        ]

    first, second = run(), run()
    assert [question.comm for question in first] == [None, None, None]
    assert None not in [question.comm for question in second]
    say(second[0], "save", {"choice": "b"})
    assert second[0].state["value"] == {"choice": "b"}


EXAMPLES = {
    "weak": Anchor("It went up.", "It names no cause."),
    "strong": Anchor("It went up, and so did others.", "It compares."),
}


def test_examples_come_with_their_reason_once_there_is_a_text_of_ones_own(page: Page, say: Callable) -> None:
    question = page.text("q", "Write.", anchors=EXAMPLES)
    assert "anchors" not in question.state
    assert "It names no cause" not in str(question.spec)
    state = say(question, "save", {"text": "Mine."})
    assert state["anchors"][0] == ("weak", "It went up.\n\n**Why:** It names no cause.")
    assert [level for level, _ in state["anchors"]] == ["weak", "strong"]


def test_an_assignment_shows_examples_only_beside_a_text_that_nobody_marks(
    assessed: Page, say: Callable
) -> None:
    with pytest.raises(CourseError, match="assessed"):
        assessed.text("q", "Write.", anchors=EXAMPLES)
    question = assessed.text("q", "Write.", anchors=EXAMPLES, self_compared=True)
    assert "anchors" not in question.state
    assert len(say(question, "save", {"text": "Mine."})["anchors"]) == 2


def test_an_answer_that_was_overtaken_by_a_newer_one_does_not_take_its_place(tmp_path):
    """Kernels may hear two messages in the other order; what a learner answered last is what stays."""
    question = Page("03_targets", folder=tmp_path).choice("q", "Which?", OPTIONS)
    question._heard(None, {"do": "save", "id": "window-1", "value": {"choice": "a"}}, [])
    question._heard(None, {"do": "save", "id": "window-3", "value": {"choice": "c"}}, [])
    question._heard(None, {"do": "save", "id": "window-2", "value": {"choice": "b"}}, [])
    assert question.state["value"] == {"choice": "c"}
    assert question.state["ack"] == "window-3"
    assert read_answers(tmp_path / "answers.json")["q"].value == {"choice": "c"}
    # Another window counts for itself, and what carries no number is heard as it comes.
    question._heard(None, {"do": "save", "id": "other-1", "value": {"choice": "b"}}, [])
    assert question.state["value"] == {"choice": "b"}
    question._heard(None, {"do": "save", "value": {"choice": "a"}}, [])
    assert question.state["value"] == {"choice": "a"}


def test_two_threads_at_once_lose_no_answer(tmp_path):
    """A kernel hears the browser in one thread while a cell of the page runs in another."""
    page = Page("03_targets", folder=tmp_path)
    asked = [page.number(f"q{place}", "How many?", "", low=0, high=99) for place in range(4)]

    def answer(question):
        for number in range(12):
            question._heard(None, {"do": "save", "id": f"w-{number + 1}", "value": {"number": number}}, [])

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(answer, asked))
    kept = read_answers(tmp_path / "answers.json")
    assert [kept[f"q{place}"].value["number"] for place in range(4)] == [11] * 4
    assert all(question.state["value"]["number"] == 11 for question in asked)
