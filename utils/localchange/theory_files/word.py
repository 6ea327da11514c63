"""A theory of change as a Word document: a picture with a text alternative, then steps and arrows as tables."""

from __future__ import annotations

import io
from collections.abc import Sequence

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu
from docx.table import Table, _Cell

from localchange.models.theory_of_change.narrative import (
    HEADINGS,
    STEP_HEADINGS,
    as_table,
    called,
    counts,
    in_reading_order,
)
from localchange.models.theory_of_change.theory import Theory
from localchange.theory_files.picture import described, to_png

PAGE_WIDTH, PAGE_HEIGHT, PAGE_MARGIN = Cm(29.7), Cm(21.0), Cm(1.8)
PICTURE_HEIGHT = Cm(13.5)
ALTERNATIVE_LENGTH = 4000
"""A longer text alternative is cut: the tables below it say the same in full."""
UNTITLED = "A theory of change"


def to_docx(theory: Theory) -> bytes:
    """Return the theory as a Word document.

    Parameters
    ----------
    theory : Theory
        The theory.

    Returns
    -------
    bytes
        A ``.docx`` file: A4 across, headings, tables whose first row repeats on every page, British English, and a
        picture with a text alternative.
    """
    document = Document()
    title = theory.title or UNTITLED
    _set_up(document, title)
    document.add_heading(title, level=0)
    document.add_paragraph(counts(theory))
    document.add_heading("The picture", level=1)
    _picture(document, theory)
    document.add_heading("Steps", level=1)
    _table(
        document,
        list(STEP_HEADINGS.values()),
        [
            [called(step), *(str(getattr(step, field)) for field in list(STEP_HEADINGS)[1:])]
            for step in in_reading_order(theory)
        ],
    )
    document.add_heading("Arrows", level=1)
    rows = [[str(getattr(row, field)) for field in HEADINGS] for row in as_table(theory)]
    _table(document, list(HEADINGS.values()), rows)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _set_up(document: WordDocument, title: str) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = PAGE_WIDTH, PAGE_HEIGHT
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = PAGE_MARGIN
    properties = document.core_properties
    properties.title, properties.language = title, "en-GB"
    properties.author = properties.comments = ""
    language = (
        document.styles["Normal"].element.get_or_add_rPr().makeelement(qn("w:lang"), {qn("w:val"): "en-GB"})
    )
    document.styles["Normal"].element.get_or_add_rPr().append(language)


def _picture(document: WordDocument, theory: Theory) -> None:
    document.add_picture(io.BytesIO(to_png(theory)))
    shape = document.inline_shapes[-1]
    room = PAGE_WIDTH - 2 * PAGE_MARGIN
    shrink = min(1.0, room / shape.width, PICTURE_HEIGHT / shape.height)
    shape.width, shape.height = Emu(int(shape.width * shrink)), Emu(int(shape.height * shrink))
    words = described(theory)
    if len(words) > ALTERNATIVE_LENGTH:
        words = words[: ALTERNATIVE_LENGTH - 40].rstrip() + "… The tables below say the rest."
    shape._inline.docPr.set("descr", words)
    shape._inline.docPr.set("title", theory.title or UNTITLED)


def _table(document: WordDocument, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    if not rows:
        document.add_paragraph("None yet.")
        return
    table = document.add_table(rows=len(rows) + 1, cols=len(headings), style="Table Grid")
    for cells, values in zip(_cells(table), [headings, *rows], strict=True):
        for cell, value in zip(cells, values, strict=True):
            cell.text = value
    for paragraph in (cell.paragraphs[0] for cell in table.rows[0].cells):
        for run in paragraph.runs:
            run.bold = True
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _cells(table: Table) -> list[list[_Cell]]:
    """Return the cells row by row; asking the table for one cell at a time takes seconds for a long one."""
    width = len(table.columns)
    cells = table._cells
    return [cells[start : start + width] for start in range(0, len(cells), width)]
