"""The submission in Word, opened again and read."""

import io
from datetime import date

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from localchange.documents.submission import LIMIT, NOTHING, PARTS, Submission, to_docx
from localchange.models.package import ACTIONS
from localchange.models.package_rows import ROWS
from localchange.models.theory_of_change import cases
from localchange.theory_files.picture import described

HEAD = {"to": "Minister of State", "sender": "The policy team", "title": "Advice", "on": date(2026, 3, 5)}
TEXTS = {
    "issue": "Waits are long.",
    "recommendation": "That you:\n\n- agree the package\n- meet two sites",
    "timing": "By the end of May.",
    "considerations": "Cost.\nRisk.",
}
HOSTILE = "</w:t></w:p><script>alert(1)</script> & \x00\x0b\ud800 =cmd() {{x}} **b** [a](javascript:x)"


def opened(submission):
    return Document(io.BytesIO(to_docx(submission)))


@pytest.fixture(scope="module")
def whole():
    package = {"target": 30.0, "data": 30.0, "goals": 40.0}
    return opened(Submission(**HEAD, **TEXTS, package=package, theory=cases.matching_michigan))


def test_it_has_the_usual_form_under_real_headings(whole):
    heads = [
        (one.style.name, one.text) for one in whole.paragraphs if one.style.name.startswith(("Title", "Head"))
    ]
    assert heads == [
        ("Title", "Advice"),
        *(("Heading 1", name) for name in PARTS.values()),
        ("Heading 1", "Annex A: the package"),
        ("Heading 2", "What the toy models say"),
        ("Heading 1", "Annex B: the theory of change"),
        *(("Heading 2", name) for name in ("The picture", "Steps", "Arrows")),
    ]
    words = [one.text for one in whole.paragraphs]
    assert words[1:4] == ["To: Minister of State", "From: The policy team", "Date: 5 March 2026"]
    assert words[words.index("Timing") + 1] == "By the end of May."
    bullets = [one.text for one in whole.paragraphs if one.style.name == "List Bullet"]
    assert bullets == ["agree the package", "meet two sites"]


def test_tables_have_marked_heads_and_say_what_is_in_the_package_and_what_the_models_say(whole):
    package, models, steps, arrows = whole.tables
    for table in whole.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert [row.cells[0].text for row in package.rows[1:]] == [
        ACTIONS[key].label for key in ("target", "data", "goals")
    ]
    assert [row.cells[2].text for row in package.rows[1:]] == ["30", "30", "40"]
    assert len(models.rows) == 1 + len(ROWS) and len(models.rows[0].cells) == 7
    assert len(steps.rows) == 1 + len(cases.matching_michigan.steps)
    assert len(arrows.rows) == 1 + len(cases.matching_michigan.links)
    assert any("not a forecast" in one.text for one in whole.paragraphs)
    assert any(one.text.startswith("Left bare: ") for one in whole.paragraphs)


def test_the_picture_has_its_alternative_and_the_file_its_language_and_nobody_s_name(whole):
    (shape,) = whole.inline_shapes
    assert shape._inline.docPr.get("descr") == described(cases.matching_michigan)
    assert whole.core_properties.language == "en-GB" and whole.core_properties.author == ""
    assert whole.core_properties.title == "Advice"


def test_each_annex_begins_on_its_own_page_and_a_theory_lies_across(whole):
    first, package, theory = whole.sections
    assert first.page_width < first.page_height and package.page_width < package.page_height
    assert theory.page_width > theory.page_height
    shape = whole.inline_shapes[0]
    assert shape.width <= theory.page_width - theory.left_margin - theory.right_margin


def test_what_is_not_written_is_said_and_annexes_are_left_out():
    empty = opened(Submission(**HEAD))
    assert [one.text for one in empty.paragraphs].count(NOTHING) == len(PARTS)
    assert not empty.tables and len(empty.sections) == 1
    nothing = opened(Submission(**HEAD, package=dict.fromkeys(ACTIONS, 0.0)))
    assert any(one.text == "No points are spent yet." for one in nothing.paragraphs)


def test_words_are_counted_over_the_four_parts():
    assert Submission(**HEAD).words == 0
    assert Submission(**HEAD, **TEXTS).words == 3 + 10 + 5 + 2, (
        "a dash is a word here, as it is where the page counts"
    )
    assert 300 <= LIMIT <= 600


@settings(deadline=None, max_examples=5)
@given(st.text(max_size=60))
def test_whatever_somebody_writes_stands_there_as_text(text):
    for written in (text, HOSTILE):
        document = opened(Submission(**{**HEAD, "to": written}, issue=f"before {written} after"))
        words = " ".join(one.text for one in document.paragraphs)
        assert "before" in words and "after" in words
        assert not document.element.body.findall(f".//{qn('w:hyperlink')}")
        if written is HOSTILE:
            assert "<script>alert(1)</script>" in words and "**b** [a](javascript:x)" in words
