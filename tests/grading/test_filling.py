"""What a learner wrote is shown, and does nothing."""

import html
import re
import unicodedata
from datetime import UTC, datetime
from html.parser import HTMLParser

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbconvert.filters import markdown2html
from nbformat.v4 import new_markdown_cell, new_notebook

from localchange.answers import Answer
from localchange.grading.filling import as_block, cleaned, fill, shown
from localchange.grading.words import NOT_ANSWERED, in_words
from localchange.models.theory_of_change.fields import seen

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


def test_a_tower_of_accents_keeps_thirty():
    assert cleaned("a" + "\u0323" * 20_000 + "b") == unicodedata.normalize("NFC", "a" + "\u0323" * 30) + "b"


@pytest.mark.parametrize("words", ["Tiếng Việt, đường phố", "हिन्दी में लिखा हुआ क्षेत्र", "naïve façade", "שָׁלוֹם"])
def test_words_of_every_language_keep_their_accents(words):
    for form in ("NFC", "NFD"):
        assert cleaned(unicodedata.normalize(form, words)) == unicodedata.normalize("NFC", words)


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


# --- a theory of change -----------------------------------------------------------------------------------

FIELDS = ("text", "who_acts", "who_is_reached", "capable", "able", "willing")
LINK_FIELDS = ("mechanism", "assumption", "source", "rival")


def drawn(words):
    """A theory that says the same words wherever somebody can write."""
    steps = [
        {"id": name, "kind": kind, "level": "local", **dict.fromkeys(FIELDS, words[:500])}
        for name, kind in (("s1", "input"), ("s2", "impact"))
    ]
    link = {"id": "l1", "from": "s1", "to": "s2", "evidence": 2, **dict.fromkeys(LINK_FIELDS, words)}
    value = {
        "format": "localchange-theory",
        "version": 1,
        "title": words[:200],
        "steps": steps,
        "links": [link],
    }
    return {"advice": Answer("theory", value, datetime(2026, 11, 23, tzinfo=UTC))}


class Tables(HTMLParser):
    """Read markup as a browser does: the words of each cell, and every element that is there."""

    def __init__(self, markup):
        super().__init__()
        self.elements, self.attributes, self.cells, self.inside = set(), set(), [], False
        self.feed(markup)

    def handle_starttag(self, tag, attrs):
        self.elements.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.inside = tag == "td"
        if self.inside:
            self.cells.append("")

    def handle_endtag(self, tag):
        self.inside = self.inside and tag != "td"

    def handle_data(self, data):
        if self.inside:
            self.cells[-1] += data


PLAIN_ELEMENTS = {"div", "p", "strong", "table", "caption", "thead", "tbody", "tr", "th", "td"}


@pytest.mark.parametrize("words", HOSTILE)
def test_a_hostile_theory_is_rendered_as_its_own_letters_in_two_tables(words):
    notebook = manual("Aim")
    fill(notebook, drawn(words))
    block = notebook.cells[0].source.removeprefix("**Stub.**\n\n")
    assert block.startswith("<div>") and "\n" not in block  # a blank line would let markdown back in
    found = Tables(markdown2html(block))
    assert found.elements == PLAIN_ELEMENTS
    assert found.attributes == {"style", "scope"}
    whole = cleaned(seen(words))
    on_one_line = " ".join(whole.split())  # an arrow names its two steps so
    assert found.cells.count(whole) == 2 * len(FIELDS) + len(LINK_FIELDS) + 2 * (whole == on_one_line)
    assert on_one_line in found.cells
    assert "$" not in block and "\\" not in block and "`" not in block


@given(st.text(max_size=200))
def test_whatever_a_theory_says_it_adds_no_element_to_the_markers_page(words):
    notebook = manual("Aim")
    fill(notebook, drawn(words))
    found = Tables(markdown2html(notebook.cells[0].source.removeprefix("**Stub.**\n\n")))
    assert found.elements == PLAIN_ELEMENTS
    assert found.attributes == {"style", "scope"}


def test_the_first_criterion_holds_the_theory_and_the_others_say_where_it_is():
    notebook = manual("Overall aim", "Evidence")
    fill(notebook, drawn("Fewer forms"))
    first, other = (cell.source for cell in notebook.cells)
    assert "<caption" in first and "Fewer forms" in first
    assert other == "**Stub.**\n\n*The theory itself stands above, under “Overall aim”.*"


def test_every_field_that_is_filled_in_reaches_the_marker_under_its_name():
    words = {field: f"words of {field.replace('_', ' ')}" for field in (*FIELDS, *LINK_FIELDS)}
    answer = drawn("x")["advice"]
    answer.value["steps"][0] |= {field: words[field] for field in FIELDS}
    answer.value["links"][0] |= {field: words[field] for field in LINK_FIELDS}
    markup = shown({"advice": answer}, "advice")
    for said in words.values():
        assert markup.count(said) == (
            2 if said == words["text"] else 1
        )  # a step is named by its arrows as well
    for heading in (
        "Who acts",
        "To be willing",
        "What would have to be true",
        "Other explanation",
        "Evidence",
    ):
        assert f">{heading}</th>" in markup
    assert "2 of 4" in markup


@pytest.mark.parametrize(
    "value",
    [
        {},
        {"format": "localchange-theory", "version": 1, "title": "A title alone", "steps": [], "links": []},
        {"format": "localchange-theory", "version": 2, "steps": [{"id": "s1"}]},
        {"format": "localchange-theory", "version": 1, "steps": "many", "links": None},
        {"text": "no theory"},
    ],
)
def test_a_sheet_without_a_step_and_what_is_no_theory_leave_the_cells_byte_for_byte(value):
    notebook = manual("Overall aim", "Evidence")
    before = nbformat.writes(notebook)
    fill(notebook, {"advice": Answer("theory", value, datetime(2026, 1, 1, tzinfo=UTC))})
    assert nbformat.writes(notebook) == before


def test_the_feedback_page_tells_a_theory_in_lines_and_says_when_it_cannot_be_read():
    said = in_words(drawn("Fewer <b>forms</b>")["advice"], {})
    assert said.splitlines()[0] == "Fewer <b>forms</b>"  # escaped where it is shown, and here left alone
    assert "Step 1: Fewer <b>forms</b>\nKind: input" in said
    assert "Arrow 1: From: Fewer <b>forms</b>\nTo: Fewer <b>forms</b>" in said
    assert "What would have to be true: Fewer <b>forms</b>" in said
    blank = {"format": "localchange-theory", "version": 1, "title": "", "steps": [], "links": []}
    when = datetime(2026, 1, 1, tzinfo=UTC)
    assert in_words(Answer("theory", blank, when), {}) == NOT_ANSWERED
    assert "does not fit" in in_words(Answer("theory", {"steps": 3}, when), {})
