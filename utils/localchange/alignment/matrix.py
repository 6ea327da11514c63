"""The matrix of the course: where each outcome is taught, practised and assessed, for how many marks; and its gaps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import nbformat

from localchange.alignment.asked import Asked, answered_by_labs, asked_in
from localchange.alignment.length import estimate
from localchange.alignment.reading_age import reading_age
from localchange.course import Assignment, Course, Module, load
from localchange.course_sections import pages

UNASSESSED = "00_welcome"
"""The one module with nothing to hand in: it teaches how a page works."""


@dataclass(frozen=True)
class Row:
    """One outcome.

    Attributes
    ----------
    outcome, text
        Its number and its words.
    taught, practised, assessed
        Cells that teach it, questions that practise it, questions of the assignment that assess it.
    marks
        Its share of the assignment's marks: a question that assesses several outcomes shares its marks evenly.
    """

    outcome: str
    text: str
    taught: tuple[str, ...]
    practised: tuple[str, ...]
    assessed: tuple[str, ...]
    marks: float


@dataclass(frozen=True)
class PageFacts:
    """What is measured of one page.

    Attributes
    ----------
    page
        Where it lies, from the course folder.
    words, minutes
        Of its core, as :func:`localchange.alignment.length.estimate` gives them.
    reading_age
        In years, by the Flesch-Kincaid formula.
    """

    page: str
    words: int
    minutes: float
    reading_age: float


@dataclass(frozen=True)
class Matrix:
    """The whole course.

    Attributes
    ----------
    rows
        Its outcomes, in order.
    pages
        Its pages and its core assignments.
    gaps
        What does not hold together, a sentence each.
    """

    rows: tuple[Row, ...]
    pages: tuple[PageFacts, ...]
    gaps: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Give it as plain values."""
        return asdict(self)


def matrix(root: Path) -> Matrix:
    """Read the map of the course, its pages and its assignments, and set them beside each other.

    Parameters
    ----------
    root
        The course folder.

    Returns
    -------
    Matrix
        Outcomes, lengths and gaps.
    """
    plan = load(root)
    rows: list[Row] = []
    facts: list[PageFacts] = []
    gaps: list[str] = []
    for module in plan.modules:
        found = pages(root, module.slug)
        if not found:
            gaps.append(f"{module.slug}: there is no page in course/{module.slug}.")
            continue
        cells: list[Any] = []
        for path in found:
            book = nbformat.read(path, as_version=4)
            facts.append(_facts(root, path, book.cells))
            cells += book.cells
        gaps += _page_gaps(module, cells, asked_in(cells, root))
        marks, assessable = _marks(root, plan, module, gaps, facts)
        rows += [_row(module, place, marks) for place in range(len(module.outcomes))]
        gaps += _assessment_gaps(module, marks, assessable)
    return Matrix(tuple(rows), tuple(facts), tuple(gaps))


def _facts(root: Path, path: Path, cells: Sequence[Any]) -> PageFacts:
    length = estimate(cells, asked_in(cells, root))
    return PageFacts(
        path.relative_to(root).as_posix(),
        length.words,
        round(length.minutes, 1),
        round(reading_age(cells), 1),
    )


def _page_gaps(module: Module, cells: Sequence[Any], questions: Sequence[Asked]) -> list[str]:
    """Say what is amiss with teaching and practice."""
    ids = {cell.id for cell in cells}
    keys = {question.key for question in questions}
    gaps = []
    for outcome in module.outcomes:
        if not outcome.taught:
            gaps.append(f"{outcome.id} is taught nowhere.")
        if not outcome.practised:
            gaps.append(f"{outcome.id} is practised nowhere.")
        gaps += [
            f"{outcome.id} is taught in {cell}, and no such cell exists."
            for cell in _not_in(outcome.taught, ids)
        ]
        gaps += [
            f"{outcome.id} is practised by {key}, and no page asks that."
            for key in _not_in(outcome.practised, keys)
        ]
    named = {key for outcome in module.outcomes for key in outcome.practised}
    gaps += [
        f"{module.slug}: no outcome names the question {question.key}."
        for question in questions
        if not question.further and not question.borrowed and question.key not in named
    ]
    return gaps


def _marks(
    root: Path, plan: Course, module: Module, gaps: list[str], facts: list[PageFacts]
) -> tuple[dict[str, float], set[str]]:
    """Read the marks of each question of a module's assignment, and all that the assignment asks."""
    task = next((one for one in plan.assignments if one.slug == module.slug), None)
    if task is None:
        if module.slug != UNASSESSED:
            gaps.append(f"{module.slug} has no assignment.")
        return {}, set()
    path = root / "solutions" / task.slug / f"{task.slug}.ipynb"
    if not path.is_file():
        gaps.append(f"{task.slug}: {path.relative_to(root).as_posix()} is missing.")
        return {}, set()
    book = nbformat.read(path, as_version=4)
    facts.append(_facts(root, path, book.cells))
    asked = {question.key for question in asked_in(book.cells, root)}
    asked |= {key for cell in book.cells for key in answered_by_labs(cell.source)}
    return _marks_of(book.cells, task, asked, gaps), asked


def _marks_of(cells: Sequence[Any], task: Assignment, asked: set[str], gaps: list[str]) -> dict[str, float]:
    """Sum the points of the marked cells by question; a criterion is named after the question that it judges."""
    marks: dict[str, float] = {}
    for cell in cells:
        about = cell.metadata.get("nbgrader", {})
        if not about.get("grade"):
            continue
        name = about["grade_id"]
        judged = [key for key in asked if name == key or name.startswith(f"{key}_")]
        if not judged:
            gaps.append(f"{task.slug}: the marks of {name} belong to no question.")
            continue
        key = max(judged, key=len)
        marks[key] = marks.get(key, 0) + float(about["points"])
    if sum(marks.values()) != task.points:
        gaps.append(f"{task.slug}: its marks add to {sum(marks.values()):g}, and the map says {task.points}.")
    return marks


def _row(module: Module, place: int, marks: Mapping[str, float]) -> Row:
    outcome = module.outcomes[place]
    shared = [key for each in module.outcomes for key in set(each.assessed)]
    own = sum(marks.get(key, 0) / shared.count(key) for key in set(outcome.assessed))
    return Row(outcome.id, outcome.text, outcome.taught, outcome.practised, outcome.assessed, round(own, 2))


def _assessment_gaps(module: Module, marks: Mapping[str, float], asked: set[str]) -> list[str]:
    """Say what is amiss with the assessment of a module's outcomes."""
    gaps = []
    for place, outcome in enumerate(module.outcomes):
        if module.slug == UNASSESSED and not outcome.assessed:
            continue
        if not outcome.assessed:
            gaps.append(f"{outcome.id} is assessed nowhere.")
        elif _row(module, place, marks).marks == 0:
            gaps.append(f"{outcome.id} is worth no marks.")
        gaps += [
            f"{outcome.id} is assessed by {key}, and the assignment does not ask that."
            for key in _not_in(outcome.assessed, asked)
        ]
    named = {key for outcome in module.outcomes for key in outcome.assessed}
    gaps += [f"{module.slug}: no outcome names {key}, which is marked." for key in marks if key not in named]
    return gaps


def _not_in(names: Sequence[str], there: set[str]) -> list[str]:
    return [name for name in names if name not in there]
