"""Making submissions of the analysts' assignment: the release, with this or that written into it."""

from __future__ import annotations

import copy
import re
from functools import cache
from pathlib import Path
from textwrap import dedent

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from handed_in.attack import HandedIn

ROOT = Path(__file__).parents[3]
SLUG = "03_targets_analyst"
SOURCE = ROOT / "solutions" / SLUG / f"{SLUG}.ipynb"
RELEASE = ROOT / "assignments" / SLUG / f"{SLUG}.ipynb"
QUESTIONS = {"national-share": 6, "flattered": 7, "split-change": 7}
TESTS = {
    "national-share-published": 3,
    "national-share-any-table": 3,
    "flattered-one-year": 3,
    "flattered-any-table": 4,
    "split-change-adds-up": 3,
    "split-change-parts": 4,
}
FULL = 20.0
NUMBER_ONE = ("national-share",)


@cache
def _read(path: Path) -> NotebookNode:
    return nbformat.read(path, as_version=4)


def release() -> NotebookNode:
    """Give what learners get."""
    return copy.deepcopy(_read(RELEASE))


def solution(question: str) -> str:
    """Give the model's code for a question."""
    (cell,) = (cell for cell in _read(SOURCE).cells if cell.id == question)
    return re.sub(r"(?m)^ *### (BEGIN|END) SOLUTION\n?", "", cell.source).rstrip()


def cell_of(notebook: NotebookNode, name: str) -> NotebookNode:
    """Find the cell with a ``grade_id``."""
    return next(cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade_id") == name)


def answered(*questions: str) -> NotebookNode:
    """Give the release with the model's code in some cells."""
    notebook = release()
    for question in questions:
        cell_of(notebook, question).source = solution(question)
    return notebook


def honest() -> NotebookNode:
    """Give the release with all questions answered as the model does."""
    return answered(*QUESTIONS)


def code_cell(code: str) -> NotebookNode:
    """Make a cell of a learner's own."""
    return new_code_cell(dedent(code).strip())


def cheat(code: str, right: tuple[str, ...] = (), at: str = "national-share", **more: object) -> HandedIn:
    """Hand in the release with code in one cell, and the model's answers to the questions named `right`.

    Where the cell is one that is answered, the code goes before the answer. The other stubs are emptied, so that
    they do not define anything again.
    """
    notebook = answered(*right)
    for question in QUESTIONS:
        if question not in right and question != at:
            cell_of(notebook, question).source = "# see above"
    cell = cell_of(notebook, at)
    cell.source = dedent(code).strip() + (f"\n\n\n{cell.source}" if at in right else "")
    return HandedIn(notebook, **more)


def functions(body: str) -> str:
    """Give the three functions that are asked for, all with one body."""
    names = (
        "national_share(table, year)",
        "flattered(table, first, last)",
        "split_change(table, first, last)",
    )
    inside = "\n".join(f"    {line}" for line in dedent(body).strip().splitlines())
    return "\n\n\n".join(f"def {name}:\n{inside}" for name in names)
