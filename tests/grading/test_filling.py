"""What a learner wrote is shown, and does nothing."""

import html
import re
import unicodedata
from datetime import UTC, datetime

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbconvert.filters import markdown2html
from nbformat.v4 import new_markdown_cell, new_notebook

from localchange.answers import Answer
from localchange.grading.filling import as_block, cleaned, fill

HOSTILE = [
    "<script>alert(1)</script>",
    "</pre><script>alert(1)</script><pre>",
    "# heading\n\n- list\n\n**bold** `code` [link](javascript:alert(1)) ![](http://x/y.png)",
    "$$\\href{javascript:alert(1)}{x}$$ and \\(x\\) and $y$",
    "&lt;script&gt; &#60;b&#62; &amp;",
    "```python\nimport os\n```\n\n    code\n\n| a | b |\n|---|---|",
    "{{ 7 * 7 }} {% raw %} ${x} <% %>",
    "<img src=x onerror=alert(1)>\n\n<style>*{display:none}</style>",
    "---\n\n***\n\n===",
    "\u202eevil\u202c \u2066x\u2069 \x00\x07\x1b[31m",
    "a\r\nb\rc\u2028d",
    "\ud800 half",
]


def text(words):
    return {"advice": Answer("text", {"text": words}, datetime(2026, 11, 23, tzinfo=UTC))}


def manual(*criteria):
    about = [{"localchange": {"text": "advice", "criterion": name}} for name in criteria]
    return new_notebook(cells=[new_markdown_cell("**Stub.**", metadata=meta) for meta in about])


def shown_by(markup):
    """Give the words that a reader sees in the one block of a rendered cell."""
    inside = re.fullmatch(r"<pre style=\"[^\"]*\">(.*)</pre>\s*", markup, re.DOTALL)
    assert inside, markup
    assert "<" not in inside[1] and ">" not in inside[1]
    return html.unescape(inside[1])


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_text_is_rendered_as_its_own_letters(words):
    assert shown_by(markdown2html(as_block(words))) == cleaned(words)


@given(st.text(max_size=200))
def test_any_text_is_rendered_as_its_own_letters(words):
    block = as_block(words)
    assert "\n" not in block  # a blank line would end the block and let markdown back in
    assert shown_by(markdown2html(block)) == cleaned(words)
    block.encode("utf-8")


@given(st.text(max_size=200))
def test_no_character_that_mathematics_or_markdown_reads_is_left_bare(words):
    inside = as_block(words).split(">", 1)[1].rsplit("<", 1)[0]
    assert not set("$\\*_`[]()<>{}|~!^\"'") & set(inside)
    assert set(re.sub(r"&#\d+;", "", inside)) <= {
        letter for letter in inside if letter.isalnum() or letter in " .,"
    }


@given(st.text(max_size=200))
def test_cleaning_keeps_what_can_be_seen(words):
    kept = cleaned(words)
    assert cleaned(kept) == kept
    seen = [
        letter for letter in unicodedata.normalize("NFC", words) if unicodedata.category(letter)[0] in "LNPSM"
    ]
    assert [letter for letter in kept if unicodedata.category(letter)[0] in "LNPSM"] == seen


def test_direction_tricks_and_control_characters_are_taken_out():
    assert cleaned("a\u202eb\u2066c\u2069\x1b[31m\x00d\r\ne") == "abc[31md\ne"
    assert cleaned("\ud800half") == "half"


def test_the_first_criterion_holds_the_text_and_the_others_say_where_it_is():
    notebook = manual("Argument", "Evidence", "Plain words")
    fill(notebook, text("Set it at 95 %."))
    first, *others = (cell.source for cell in notebook.cells)
    assert first.startswith("**Stub.**\n\n<pre") and "Set it at 95 &#37;." in first
    assert all(other == "**Stub.**\n\n*The text itself stands above, under “Argument”.*" for other in others)


@pytest.mark.parametrize("words", ["", "   ", "\n\t\n", "\u200b\u202e", "\x00"])
def test_a_blank_text_leaves_the_cells_byte_for_byte(words):
    notebook = manual("Argument", "Evidence")
    before = nbformat.writes(notebook)
    fill(notebook, text(words))
    assert nbformat.writes(notebook) == before


@pytest.mark.parametrize(
    "answer",
    [
        None,
        Answer("choice", {"text": "x"}, datetime(2026, 1, 1, tzinfo=UTC)),
        Answer("text", {}, datetime(2026, 1, 1, tzinfo=UTC)),
        Answer("text", {"text": 3}, datetime(2026, 1, 1, tzinfo=UTC)),
    ],
)
def test_what_is_no_text_leaves_the_cells_byte_for_byte(answer):
    notebook = manual("Argument")
    before = nbformat.writes(notebook)
    fill(notebook, {} if answer is None else {"advice": answer})
    assert nbformat.writes(notebook) == before
