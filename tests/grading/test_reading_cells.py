"""What a cell asks is read and never run, and any answer can be put into words."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localchange.answers import Answer
from localchange.grading.prompts import plain, prompts_in
from localchange.grading.words import KINDS, in_words

NOW = datetime(2026, 11, 23, tzinfo=UTC)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
FIELDS = ["choice", "choices", "confidence", "number", "unit", "low", "best", "high", "order", "amounts"]
FIELDS += ["setting", "verdict", "before", "after", "change_mind", "text"]


@pytest.mark.parametrize(
    "source, key, text, labels",
    [
        ('page.choice("mix", "Why **now**?", {"a": "*One*"})', "mix", "Why now?", {"a": "One"}),
        (
            '# Question.\npage.choice(\n "mix", "A " "B", options={"a": "One"})',
            "mix",
            "A B",
            {"a": "One"},
        ),
        ('page.ranking(key="r", prompt="P", items={"a": "One"})', "r", "P", {"a": "One"}),
        ('page.text("t", "P", words=(200, 300))', "t", "P", {}),
        ('page.claim("x", "assessed")', "claim_x", "", {}),
        ('labs.thing(page, answer="standard")', "standard", "Your settings: standard", {}),
        ('page.setting("s", "P", [Handle("c", "Places", "…", 1, 2, 1, "", 1)])', "s", "P", {"c": "Places"}),
        ("page.choice(KEY, PROMPT)", None, None, None),
        ("page.choice(", None, None, None),
        ("page.hand_in()", None, None, None),
        ("page.answer('mix')", None, None, None),
        ("__import__('os').system('false')", None, None, None),
    ],
)
def test_prompts_are_read_from_the_code(source, key, text, labels):
    found = [(prompt.key, prompt.text, prompt.labels) for prompt in prompts_in(source)]
    assert found == ([(key, text, labels)] if key else [])


def test_the_departments_handles_have_their_names():
    (prompt,) = prompts_in('labs.department(page, answer="standard")')
    assert prompt.labels["target"] == "Target (%)" and len(prompt.labels) == 5


def test_a_request_and_the_jobs_of_a_week_have_their_names():
    (request,) = prompts_in('labs.week(page, answer="redesign")')
    assert request.labels["notice"] == "Notice (days)" and len(request.labels) == 5
    (order,) = prompts_in('labs.triage(page, week="clinic", answer="triage")')
    assert order.text == "Your order: triage"
    assert order.labels["mp"] == "Figures for an MP's letter" and len(order.labels) == 9
    assert prompts_in('labs.triage(page, week="no such week", answer="t")')[0].labels == {}


def test_decisions_and_places_of_the_waiting_list_have_their_names():
    (play,) = prompts_in('labs.waiting_list(page, answer="court_year", service="court")')
    assert (play.key, play.text) == ("court_year", "Your decisions: court year")
    assert play.labels["m12"] == "Posts in month 12" and len(play.labels) == 13
    (long,) = prompts_in('labs.waiting_list(page, answer="long", months=36)')
    assert "m36" in long.labels
    (place,) = prompts_in('labs.leverage(page, answer="place")')
    assert place.labels["point"] == "Where you intervene"


def test_markdown_is_taken_out_and_words_are_kept():
    assert plain("**Bold**, *thin*, `code`, [link](https://x.y/z)\n\nand 2 * 3 * 4.") == (
        "Bold, thin, code, link and 2 * 3 * 4."
    )


@pytest.mark.parametrize(
    "kind, value, words",
    [
        ("choice", {"choice": "a", "confidence": 70}, "One (70 % sure)"),
        ("choice", {"choice": "z"}, "z"),
        ("several", {"choices": ["a", "b"]}, "One\nTwo"),
        ("several", {"choices": []}, "Not answered"),
        ("number", {"number": 1234567.0, "unit": "patients"}, "1,234,567 patients"),
        ("number", {"number": 22.5}, "22.5"),
        ("number", {"number": 10**400}, "An answer that does not fit this question"),
        ("prediction", {"low": 1, "best": 3, "high": 5, "unit": "%"}, "3 %, and 80 % sure of 1 to 5"),
        ("ranking", {"order": ["b", "a"]}, "1. Two\n2. One"),
        ("allocation", {"amounts": {"a": 40, "b": 60}}, "One: 40\nTwo: 60"),
        ("setting", {"setting": {"a": 12}}, "One: 12"),
        ("claim", {"before": 40}, "Confidence before: 40 %."),
        ("text", {"text": "  a\nb  "}, "  a\nb  "),
        ("unknown", {"x": 1}, "Not answered"),
    ],
)
def test_answers_in_words(kind, value, words):
    assert in_words(Answer(kind, value, NOW), {"a": "One", "b": "Two"}) == words


@pytest.mark.parametrize("kind", KINDS)
@given(value=st.dictionaries(st.sampled_from(FIELDS), anything, max_size=6))
def test_any_answer_can_be_put_into_words(kind, value):
    assert in_words(Answer(kind, value, NOW), {})


def test_no_answer_is_said():
    assert in_words(None, {}) == "Not answered"
