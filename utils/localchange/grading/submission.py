"""Looking at one submission before anything is done with it."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from localchange.answers import read_answers
from localchange.errors import CourseError

if TYPE_CHECKING:
    from localchange.answers import Answer

ANSWERS = "answers.json"
LARGEST_NOTEBOOK = 20_000_000
ASK_AGAIN = "ask for the zip that the hand-in button writes"


@dataclass(frozen=True)
class Submission:
    """What a learner handed in for one assignment.

    Parameters
    ----------
    answers
        The answers by question; empty when they could not be read.
    problem
        Why it cannot be marked by the program, and what to do; ``None`` when it can.
    notes
        What is odd about it, though no harm is done.
    """

    answers: Mapping[str, Answer] = field(default_factory=dict)
    problem: str | None = None
    notes: tuple[str, ...] = ()


def look_at(folder: Path, slug: str, questions: Collection[str] = ()) -> Submission:
    """Read a submission. The notebook in it is looked at, and never used.

    Parameters
    ----------
    folder
        ``submitted/LEARNER/SLUG``, from untrusted hands.
    slug
        The assignment.
    questions
        The questions that it asks; when given, answers to quite other ones are not marked as nothing.

    Returns
    -------
    Submission
        Its answers, or why there are none.
    """
    if folder.is_symlink() or folder.parent.is_symlink():
        return Submission(
            problem=f"{folder.name} is a link to another place, so it was left alone: {ASK_AGAIN}."
        )
    if not folder.is_dir():
        return Submission(problem=f"{folder.name} is no folder: {ASK_AGAIN}.")
    if not any(folder.iterdir()):
        return Submission(problem=f"{folder.name} is empty: {ASK_AGAIN}.")
    notes = tuple(_about_notebook(folder, slug))
    path = folder / ANSWERS
    if path.is_symlink() or (path.exists() and not path.is_file()):
        return Submission(problem=f"{ANSWERS} is a link or no plain file: {ASK_AGAIN}.", notes=notes)
    if not path.exists():
        return Submission(
            problem=f"{ANSWERS} is missing, and it holds the answers: {ASK_AGAIN}.", notes=notes
        )
    try:
        answers = read_answers(path, page=slug)
    except (CourseError, OSError) as error:
        reason = str(error).replace(str(path), ANSWERS).rstrip(".")  # a learner reads this: no path of ours
        return Submission(problem=f"{reason}: {ASK_AGAIN}.", notes=notes)
    own = {key for key in answers if not key.startswith("claim_")}  # claims are asked on several pages
    if questions and own and own.isdisjoint(questions):
        other = f"{ANSWERS} holds answers to another page, perhaps the course notebook {slug}"
        return Submission(problem=f"{other}: {ASK_AGAIN}.", notes=notes)
    return Submission(answers=answers, notes=notes)


def _about_notebook(folder: Path, slug: str) -> list[str]:
    found = sorted(path.name for path in folder.glob("*.ipynb"))
    path = folder / f"{slug}.ipynb"
    if not found:
        return [f"{slug}.ipynb is missing; the answers were marked without it."]
    if path.name not in found:
        return [
            f"The notebook is called {found[0]} and not {path.name}; the answers were marked all the same."
        ]
    if path.is_symlink() or not path.is_file() or path.stat().st_size > LARGEST_NOTEBOOK:
        return [f"{path.name} is no plain notebook; the answers were marked without it."]
    try:
        cells = json.loads(path.read_text(encoding="utf-8")).get("cells")
    except (ValueError, AttributeError, RecursionError):
        return [
            f"{path.name} is no notebook (it could not be read as JSON); the answers were marked without it."
        ]
    if not isinstance(cells, list) or not cells:
        return [f"{path.name} has no cells; the answers were marked without it."]
    return []
