"""A theory of change as a Word document: a picture with a text alternative, then steps and arrows as tables."""

from __future__ import annotations

from docx.document import Document as WordDocument

from localchange.documents import word
from localchange.models.theory_of_change.narrative import (
    as_table,
    called,
    counts,
    in_reading_order,
    link_headings,
    name_of_steps,
    step_headings,
    title_of,
)
from localchange.models.theory_of_change.theory import Theory
from localchange.theory_files.picture import described, to_png


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
    title = title_of(theory)
    document = word.new_document(title, across=True)
    word.heading(document, title, 0)
    write_into(document, theory)
    return word.to_bytes(document)


def write_into(document: WordDocument, theory: Theory, level: int = 1) -> None:
    """Write counts, picture, steps and arrows of a theory into a document, under headings of a level."""
    word.paragraph(document, counts(theory))
    word.heading(document, "The picture", level)
    word.picture(document, to_png(theory), described(theory), title=title_of(theory))
    word.heading(document, name_of_steps(theory), level)
    headings = step_headings(theory)
    word.table(
        document,
        list(headings.values()),
        [
            [called(step), *(str(getattr(step, field)) for field in list(headings)[1:])]
            for step in in_reading_order(theory)
        ],
    )
    word.heading(document, "Arrows", level)
    headings = link_headings(theory)
    rows = [[str(getattr(row, field)) for field in headings] for row in as_table(theory)]
    word.table(document, list(headings.values()), rows)
