"""The call from No 10, as the browser sees it."""

import pytest

from localchange import labs
from localchange.errors import CourseError
from localchange.exercises import Anchor, Page
from localchange.exercises.call import Call

SLUG = "07_balanced_approach"
PROMPT = "Answer No 10, and keep your plan."


@pytest.fixture
def page(tmp_path, monkeypatch):
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    return Page(SLUG, folder=tmp_path)


def say(widget, text):
    widget._handle_custom_msg({"do": "save", "id": "x", "value": {"text": text}}, [])
    return widget.state


def test_it_is_a_question_of_the_kind_text_with_a_clock(page):
    call = labs.minister_call(page, "call_answer", PROMPT, call="**Ring ring.**", words=(5, 20))
    assert call.spec["kind"] == "text" and call.spec["words"] == [5, 20]
    assert call.spec["call"] == {"who": "the duty official at No 10", "says": "**Ring ring.**", "minutes": 20}
    assert call.as_text().startswith(PROMPT)
    say(call, "It is on its way.")
    assert page.answer("call_answer").value == {"text": "It is on its way."}


def test_the_plan_stands_beside_it_as_it_is_saved_now(page):
    call = labs.minister_call(page, "call_answer", PROMPT, plan="package")
    assert call.state["plan"] == "Your plan: no package is saved yet."
    lab = labs.package(page, "package", "Spread.")
    lab.do("edit", setting={**lab.setting, "target": 60.0}, key="target")
    assert call.state["plan"] == "Your plan, as it is saved: A national standard with a target (60)."
    assert labs.minister_call(page, "other", PROMPT).state["plan"] == ""


def test_examples_come_once_there_is_a_text_and_never_on_an_assessed_page(page, tmp_path):
    anchors = {"thin": Anchor("Soon.", "It says nothing."), "strong": "It says what counts."}
    call = labs.minister_call(page, "call_answer", PROMPT, anchors=anchors)
    assert "anchors" not in call.state
    assert len(say(call, "We will count what matters.")["anchors"]) == 2
    assessed = Page(SLUG, assessed=True, folder=tmp_path / "assessed")
    with pytest.raises(CourseError, match="assessed"):
        labs.minister_call(assessed, "call_answer", PROMPT, anchors=anchors)
    silent = labs.minister_call(assessed, "call_answer", PROMPT)
    assert "anchors" not in say(silent, "An answer.")


def test_an_ordinary_text_has_no_clock(page):
    assert "call" not in page.text("note", "Write.").spec
    assert "plan" not in page.text("other_note", "Write.").state


@pytest.mark.parametrize("minutes", [0, 61, 2.5, True, "20", None])
def test_a_call_gives_some_whole_minutes(minutes):
    with pytest.raises(CourseError, match="1 to 60 minutes"):
        Call("somebody", "Ring.", minutes)
