"""The few things that every Word document of the course is made of, each done in the way that a screen reader needs.

A document says its title and its language; its headings are headings; the first row of a table is marked as its
heading and repeats on every page; a picture has a text alternative. What somebody wrote stands there as text, whatever
it holds.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from localchange.documents.marks import parts

SHORT_SIDE, LONG_SIDE, MARGIN = Cm(21.0), Cm(29.7), Cm(1.8)
"""A4."""
LANGUAGE = "en-GB"
INK = RGBColor(0x1F, 0x23, 0x28)
COLOURED = ("Title", "Heading 1", "Heading 2", "Heading 3", "Caption")
"""Styles that Word would write in a blue too pale to be read by everybody."""
ALTERNATIVE_LENGTH = 4000
"""A longer text alternative is cut: readers read it in one breath."""
REST_BELOW = "… The tables below say the rest."

_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What an XML file cannot hold."""


def new_document(title: str, *, across: bool = False) -> WordDocument:
    """Begin an A4 document in British English, without a name of an author.

    Parameters
    ----------
    title
        What the file says of itself; it is not written on the page.
    across
        Whether the long side of the paper lies across.
    """
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = SHORT_SIDE, LONG_SIDE
    if across:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = LONG_SIDE, SHORT_SIDE
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    properties = document.core_properties
    properties.title, properties.language = fit(title)[:255], LANGUAGE
    properties.author = properties.comments = ""
    for name in COLOURED:
        document.styles[name].font.color.rgb = INK
    style = document.styles["Normal"].element.get_or_add_rPr()
    style.append(style.makeelement(qn("w:lang"), {qn("w:val"): LANGUAGE}))
    return document


def fit(text: str) -> str:
    """Take out of a text what no Word file can hold: control characters and halves of letters."""
    return _UNFIT.sub("", text)


def heading(document: WordDocument, text: str, level: int) -> Paragraph:
    """Write a heading; level 0 is the title of the document."""
    made: Paragraph = document.add_heading(fit(text), level=level)
    return made


def paragraph(document: WordDocument, text: str, style: str | None = None) -> Paragraph:
    """Write a paragraph of words that stand as they are; a line break in them is one on the paper.

    Parameters
    ----------
    document
        The document.
    text
        Anything, from anybody.
    style
        One of Word's, such as ``"List Bullet"`` or ``"Quote"``.
    """
    return document.add_paragraph(fit(text), style=style)


def marked_paragraph(document: WordDocument, text: str, style: str | None = None) -> Paragraph:
    """Write a paragraph of the course's own words, in which ``**bold**``, ``*italic*`` and ``[words](address)`` count.

    For text of the course alone: what a learner wrote goes through :func:`paragraph`.
    """
    made = document.add_paragraph(style=style)
    for part in parts(fit(text)):
        if part.address:
            _link(made, part.words, part.address)
        else:
            run = made.add_run(part.words)
            run.bold, run.italic = part.bold or None, part.italic or None
    return made


def _link(made: Paragraph, words: str, address: str) -> None:
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), made.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = made.add_run(words)
    run.underline = True
    link.append(run._r)
    made._p.append(link)


def picture(
    document: WordDocument, png: bytes, alternative: str, *, title: str = "", most_height: int = Cm(13.5)
) -> None:
    """Put a picture on the page, no wider than the text and no higher than ``most_height``, with its alternative.

    Parameters
    ----------
    document
        The document.
    png
        The picture.
    alternative
        What it shows, for whoever does not see it; cut at :data:`ALTERNATIVE_LENGTH`.
    title
        A name for it.
    most_height
        In English Metric Units, as ``docx.shared.Cm`` gives them.
    """
    document.add_picture(io.BytesIO(png))
    shape = document.inline_shapes[-1]
    section = document.sections[-1]
    room = (
        (section.page_width or SHORT_SIDE)
        - (section.left_margin or MARGIN)
        - (section.right_margin or MARGIN)
    )
    shrink = min(1.0, room / shape.width, most_height / shape.height)
    shape.width, shape.height = Emu(int(shape.width * shrink)), Emu(int(shape.height * shrink))
    words = fit(alternative)
    if len(words) > ALTERNATIVE_LENGTH:
        words = words[: ALTERNATIVE_LENGTH - 40].rstrip() + REST_BELOW
    shape._inline.docPr.set("descr", words)
    if title:
        shape._inline.docPr.set("title", fit(title))


def table(
    document: WordDocument, headings: Sequence[str], rows: Sequence[Sequence[str]], *, none: str = "None yet."
) -> Table | None:
    """Write a table whose first row is marked as its heading.

    Parameters
    ----------
    document
        The document.
    headings
        Of the columns.
    rows
        The cells, as text.
    none
        What stands there instead of a table without a row.
    """
    if not rows:
        document.add_paragraph(none)
        return None
    made: Table = document.add_table(rows=len(rows) + 1, cols=len(headings), style="Table Grid")
    for cells, values in zip(_cells(made), [headings, *rows], strict=True):
        for cell, value in zip(cells, values, strict=True):
            cell.text = fit(value)
    for first in (cell.paragraphs[0] for cell in made.rows[0].cells):
        for run in first.runs:
            run.bold = True
    made.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    return made


def _cells(made: Table) -> list[list[_Cell]]:
    """Return the cells row by row; asking the table for one cell at a time takes seconds for a long one."""
    width = len(made.columns)
    cells = made._cells
    return [cells[start : start + width] for start in range(0, len(cells), width)]


def to_bytes(document: WordDocument) -> bytes:
    """Give the document as the content of a ``.docx`` file."""
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()
