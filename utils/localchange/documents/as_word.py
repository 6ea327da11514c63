"""A report as a Word document."""

from __future__ import annotations

from localchange.documents import word
from localchange.documents.blocks import Folded, Heading, Own, Picture, Points, Report, Rows, Told


def to_docx(report: Report, *, across: bool = False) -> bytes:
    """Give a report as the content of a ``.docx`` file.

    Parameters
    ----------
    report
        The report.
    across
        Whether the long side of the paper lies across.
    """
    document = word.new_document(report.title, across=across)
    word.heading(document, report.title, 0)
    for block in report.blocks:
        match block:
            case Heading():
                word.heading(document, block.text, block.level)
            case Told():
                word.marked_paragraph(document, block.text)
            case Own():
                word.paragraph(document, block.label).paragraph_format.keep_with_next = True
                word.paragraph(document, block.text, "Quote")
            case Points() | Folded():
                if isinstance(block, Folded):
                    word.paragraph(document, block.label).paragraph_format.keep_with_next = True
                for item in block.items:
                    word.marked_paragraph(document, item, "List Bullet")
            case Rows():
                word.paragraph(document, block.caption, "Caption").paragraph_format.keep_with_next = True
                word.table(document, block.headings, block.rows, none=block.none)
            case Picture():
                if block.png:
                    word.picture(document, block.png, block.alternative)
                word.paragraph(document, block.alternative)
    return word.to_bytes(document)
