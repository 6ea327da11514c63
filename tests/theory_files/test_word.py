"""The Word document, opened and read back."""

import io

from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from random_theories import theories

from localchange.models.theory_of_change import Link, Step, Theory, cases
from localchange.models.theory_of_change.narrative import (
    HEADINGS,
    STEP_HEADINGS,
    as_table,
    called,
    in_reading_order,
)
from localchange.theory_files import to_docx
from localchange.theory_files.picture import described, to_svg


def opened(theory):
    return Document(io.BytesIO(to_docx(theory)))


def test_it_has_headings_a_picture_with_an_alternative_and_two_tables():
    theory = cases.matching_michigan
    document = opened(theory)
    headings = [
        (each.style.name, each.text)
        for each in document.paragraphs
        if each.style.name.startswith(("Title", "Heading"))
    ]
    assert headings == [
        ("Title", theory.title),
        ("Heading 1", "The picture"),
        ("Heading 1", "Steps"),
        ("Heading 1", "Arrows"),
    ]
    (shape,) = document.inline_shapes
    properties = shape._inline.docPr
    assert properties.get("descr") == described(theory)
    assert properties.get("title") == theory.title
    section = document.sections[0]
    assert shape.width <= section.page_width - section.left_margin - section.right_margin
    assert shape.height < section.page_height
    steps, arrows = document.tables
    assert [cell.text for cell in steps.rows[0].cells] == list(STEP_HEADINGS.values())
    assert [row.cells[0].text for row in steps.rows[1:]] == [
        called(step) for step in in_reading_order(theory)
    ]
    assert [cell.text for cell in arrows.rows[0].cells] == list(HEADINGS.values())
    for row, wanted in zip(arrows.rows[1:], as_table(theory), strict=True):
        assert [cell.text for cell in row.cells] == [getattr(wanted, field) for field in HEADINGS]
    for table in (steps, arrows):
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert document.core_properties.language == "en-GB"
    assert document.core_properties.title == theory.title
    assert document.styles["Normal"].element.rPr.find(qn("w:lang")).get(qn("w:val")) == "en-GB"


@settings(deadline=None, max_examples=8)
@given(theories(most_steps=4))
def test_whatever_a_learner_wrote_stands_there_as_text(theory):
    document = opened(theory)
    tables = list(document.tables)
    if theory.steps:
        rows = tables.pop(0).rows[1:]
        assert [row.cells[3].text for row in rows] == [step.who_acts for step in in_reading_order(theory)]
    if theory.links:
        rows = tables.pop(0).rows[1:]
        assert [row.cells[3].text for row in rows] == [row.mechanism for row in as_table(theory)]
    assert not tables


def test_an_empty_theory_is_a_document_and_a_long_alternative_is_cut():
    assert [each.text for each in opened(Theory()).paragraphs].count("None yet.") == 2
    steps = tuple(Step(f"s{n}", "input", "local", f"{n} " + "x" * 400) for n in range(20))
    words = opened(Theory("T", steps)).inline_shapes[0]._inline.docPr.get("descr")
    assert len(words) <= 4000 and words.endswith("The tables below say the rest.")


def test_a_tall_picture_stays_on_its_page():
    steps = tuple(Step(f"s{n}", "input", "local", f"Step {n}") for n in range(12))
    document = opened(Theory("T", steps, (Link("l", "s0", "s1"),)))
    assert document.inline_shapes[0].height <= 13.5 * 360_000 + 1


def test_a_bare_diagram_has_tables_of_boxes_and_of_arrows():
    things = (Step("a", "activity", "local", text="Waits"), Step("b", "activity", "local", text="Sickness"))
    diagram = Theory("", things, (Link("l", "a", "b", sign="-", delay_months=2),))
    document = opened(diagram)
    assert [each.text for each in document.paragraphs if each.style.name.startswith("Heading")] == [
        "The picture",
        "Boxes",
        "Arrows",
    ]
    boxes, arrows = ([[cell.text for cell in row.cells] for row in table.rows] for table in document.tables)
    assert boxes == [["Box"], ["Waits"], ["Sickness"]]
    assert arrows == [
        ["From", "To", "Effect", "Delay"],
        ["Waits", "Sickness", "more makes for less (-)", "2 months"],
    ]
    assert described(diagram) == (
        "2 boxes and 1 arrow. Box: Waits. Box: Sickness. Arrow: Waits makes for less of Sickness after 2 months."
    )
    picture = to_svg(diagram)
    assert "ACTIVITY" not in picture and "?" not in picture and "− 2 months</text>" in picture
