"""A submission to a minister as a Word document: one page in the civil service's usual form, and two annexes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION

from localchange.documents import word
from localchange.models.package import ACTIONS, BARRIERS, FACTORS, TYPES, touches
from localchange.models.package_scenarios import scenarios
from localchange.models.package_words import beside_nothing, compared, in_words
from localchange.theory_files.word import write_into

if TYPE_CHECKING:
    from localchange.models.theory_of_change import Theory

LIMIT = 450
"""Words of the four parts that are asked for on the page: about what fits. Whether it does depends on the paper, the
font and the lines, so the words are counted and one page is not promised."""

PARTS: dict[str, str] = {
    "issue": "Issue",
    "recommendation": "Recommendation",
    "timing": "Timing",
    "considerations": "Considerations",
}
"""The parts of the page, in order."""

NOTHING = "(Nothing is written here yet.)"


@dataclass(frozen=True)
class Submission:
    """What a submission says.

    Parameters
    ----------
    to, sender
        Whom it is for and whom it is from: roles.
    title
        What it is about.
    on
        Its date.
    issue, recommendation, timing, considerations
        The learner's own words; empty where there are none.
    package
        Points by action, or ``None``.
    theory
        The theory of change behind it, or ``None``.
    """

    to: str
    sender: str
    title: str
    on: date
    issue: str = ""
    recommendation: str = ""
    timing: str = ""
    considerations: str = ""
    package: Mapping[str, float] | None = None
    theory: Theory | None = None

    @property
    def words(self) -> int:
        """Count the words of the four parts, as the page counts those of a text."""
        return sum(len(getattr(self, part).split()) for part in PARTS)


def to_docx(submission: Submission) -> bytes:
    """Give the submission as the content of a ``.docx`` file.

    The parts come first, on A4 in British English; then on pages of their own the package, with what the toy models say
    of it, and the theory of change with its picture. Whatever a learner wrote stands there as text.
    """
    document = word.new_document(submission.title)
    word.heading(document, submission.title, 0)
    day = f"{submission.on.day} {submission.on:%B %Y}"
    for label, value in (("To", submission.to), ("From", submission.sender), ("Date", day)):
        made = word.paragraph(document, "")
        made.add_run(f"{label}: ").bold = True
        made.add_run(word.fit(value))
    for part, name in PARTS.items():
        word.heading(document, name, 1)
        _written(document, getattr(submission, part))
    if submission.package is not None:
        _new_page(document, across=False)
        _package(document, submission.package)
    if submission.theory is not None:
        _new_page(document, across=True)
        word.heading(document, "Annex B: the theory of change", 1)
        word.paragraph(document, submission.theory.title)
        write_into(document, submission.theory, level=2)
    return word.to_bytes(document)


def _written(document: WordDocument, text: str) -> None:
    """Write a learner's text: a paragraph for each, and lines that begin with a dash as a list."""
    if not text.strip():
        word.paragraph(document, NOTHING)
        return
    for block in text.replace("\r\n", "\n").split("\n\n"):
        lines = [line for line in block.split("\n") if line.strip()]
        if lines and all(line.lstrip().startswith("- ") for line in lines):
            for line in lines:
                word.paragraph(document, line.lstrip()[2:], "List Bullet")
        elif lines:
            word.paragraph(document, "\n".join(lines))


def _package(document: WordDocument, package: Mapping[str, float]) -> None:
    touched = touches(package)
    names = {**FACTORS, **BARRIERS}
    word.heading(document, "Annex A: the package", 1)
    chosen = [(ACTIONS[key], points) for key, points in package.items() if points]
    word.table(
        document,
        ("Action", "Type", "Points", "Touches, in this course’s reading"),
        [
            (
                action.label,
                TYPES[action.type],
                f"{points:g}",
                "; ".join(names[one.what] for one in action.touches),
            )
            for action, points in chosen
        ],
        none="No points are spent yet.",
    )
    bare = [names[key] for key in (*touched.bare_factors, *touched.bare_barriers)]
    word.paragraph(document, f"Left bare: {'; '.join(bare) if bare else 'nothing'}.")
    word.heading(document, "What the toy models say", 2)
    word.paragraph(
        document,
        "A thinking aid, not a forecast: ranges that hold nine draws in ten of toy models, under prices and sizes that "
        "are assumed. Nothing is added up. A model is not moved by an action of which it knows nothing.",
    )
    rows = [
        (
            f"{one.row.label} ({one.row.unit}, {one.row.better} is better)",
            *(in_words(each) for each in (one.package, one.prod, one.nothing)),
            compared(one),
            beside_nothing(one),
            ", ".join(ACTIONS[key].short for key in one.unknown) or "none",
        )
        for one in scenarios(package).values()
    ]
    heads = (
        "Row",
        "This package",
        "Prodding alone",
        "Nothing",
        "Against prodding alone",
        "Against nothing",
        "Unknown to it",
    )
    word.table(document, heads, rows)


def _new_page(document: WordDocument, *, across: bool) -> None:
    """Begin a new page; the paper lies across where what follows is wide, as a theory of change is."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    if across:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = word.LONG_SIDE, word.SHORT_SIDE
