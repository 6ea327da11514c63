"""The theory in words: everything is there, and nothing that a learner wrote acts as markup."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mistune import html as rendered
from random_theories import theories

from localchange.models.theory_of_change import Link, Step, Theory, cases
from localchange.models.theory_of_change.narrative import (
    as_table,
    as_text,
    counts,
    in_reading_order,
    is_bare,
    link_headings,
    markdown,
)


@settings(deadline=None)
@given(theories())
def test_every_arrow_is_a_row_and_every_step_a_line(theory):
    assert len(as_table(theory)) == len(theory.links)
    assert sorted(step.id for step in in_reading_order(theory)) == sorted(step.id for step in theory.steps)
    text = as_text(theory)
    assert text.count("\n- ") == len(theory.steps) + len(theory.links)
    assert counts(theory) in text


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "![x](http://a.b/c.png)",
    "# heading",
    "* item",
    "- item",
    "1. item",
    "> quote",
    "`code`",
    "~~~\nfence",
    "***",
    "<!-- x -->",
    "a\n\n# b",
    "https://example.org",
    "www.example.org",
    "&lt;b&gt;",
    "| a | b |",
    "$x$",
    "<https://example.org>",
    "a@b.org",
    "---\n",
    "    code",
    "\\[x\\](y)",
]


def written(text):
    steps = (Step("a", "input", "local", text, who_acts=text), Step("b", "impact", "local", text))
    return as_text(
        Theory(text, steps, (Link("l", "a", "b", text, assumption=text, source=text, rival=text),))
    )


def tags(text):
    return [part.split(">")[0] for part in rendered(text).split("<")[1:]]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_acts_as_markup(text):
    assert tags(written(text)) == tags(written("x"))


@settings(deadline=None, max_examples=200)
@given(st.text(st.sampled_from("ab *_`[]()#+-!<>&~$\\|{}=.:/1\n"), max_size=20))
def test_no_mixture_of_signs_acts_as_markup(text):
    if text.strip():
        assert tags(written(text + "x")) == tags(written("x"))


def test_no_sign_is_left_that_a_notebook_takes_for_a_formula():
    text = as_text(Theory("T", (Step("a", "input", "local", "$x$ \\(y\\) \\\\[z\\\\] $$w$$"),)))
    assert "$" not in text and "\\" not in text


def test_escaped_text_reads_as_it_was_written():
    assert rendered(markdown("2 * 3 < 7 & [a]_b_")).strip() == "<p>2 * 3 &lt; 7 &amp; [a]_b_</p>"


def test_a_theory_reads_from_input_to_impact():
    text = as_text(cases.unseen)
    order = [
        "pays for each person",
        "decide on whom",
        "gets the most help",
        "in lasting work",
        "out of work for years",
    ]
    assert [text.index(words) for words in order] == sorted(text.index(words) for words in order)
    assert "more makes for less (-)" in text and "3 months" in text
    row = next(row for row in as_table(cases.unseen) if row.end.startswith("Fewer people are out"))
    assert (row.delay, row.evidence[:6], row.effect) == ("24 months", "0 of 4", "more makes for more (+)")


def test_what_is_missing_is_said():
    empty = as_text(
        Theory("", (Step("a", "input", "local"), Step("b", "impact", "local")), (Link("l", "a", "b"),))
    )
    assert empty.startswith("# A theory of change\n") and "no words yet" in empty
    assert "2 steps, 1 arrow; of these 0 with a mechanism" in empty
    assert "None." in as_text(Theory())


def test_a_bare_diagram_has_boxes_and_no_steps():
    things = (Step("a", "activity", "local", text="Waits"), Step("b", "activity", "local", text="Sickness"))
    arrow = Link("l", "a", "b", delay_months=2)
    diagram = Theory("", things, (arrow,))
    text = as_text(diagram)
    assert text.startswith("# A diagram\n\n## Boxes\n\n- Waits\n- Sickness\n\n## Arrows\n")
    assert "Delay: 2 months" in text and text.endswith("2 boxes and 1 arrow.\n")
    assert "evidence" not in text.lower() and "activity" not in text
    assert list(link_headings(diagram)) == ["start", "end", "effect", "delay"]
    # Anything that only a theory of change has makes it one.
    for more in (replace(arrow, assumption="Nurses stay"), replace(arrow, evidence=1)):
        assert not is_bare(Theory("", things, (more,)))
    assert not is_bare(Theory("", (things[0], replace(things[1], kind="impact")), (arrow,)))
    assert not is_bare(Theory("", (things[0], replace(things[1], willing="Pay")), (arrow,)))
    assert not is_bare(Theory()) and not is_bare(Theory("", things))
