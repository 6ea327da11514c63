"""Telling what a hand-in is for where its name does not say so: honest people rename what they send."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import Any

import nbformat

from localchange.errors import CourseError
from localchange.grading.analyst.handed_in import read_cells
from localchange.grading.course_folder import source_of
from localchange.grading.hand_in import LARGEST_ANSWERS, LARGEST_ZIP, MOST_MEMBERS, opened
from localchange.grading.submission import ANSWERS, LARGEST_NOTEBOOK

ANSWERS_ALONE = re.compile(
    r"(?:copy of )?answers(?:[-_ ].{1,100}|\(\d+\))?\.json(?:\.json|\.txt)?", re.IGNORECASE
)
"""The file of answers by its own name, or by one that computers give to copies: ``answers (1).json``, ``answers -
Copy.json``, ``answers-LAPTOP.json`` (OneDrive), ``answers.json.txt`` (Windows, which hides the end). Names alone count,
because other files of a learner, which are never handed in, say which page they belong to as well."""


def assignment_inside(path: Path, root: Path, slugs: Sequence[str]) -> str | None:
    """Tell for which assignment a file was handed in, by what it holds.

    Parameters
    ----------
    path
        A zip, a notebook or a file of answers, from untrusted hands. What it says only decides which
        assignment it is checked and marked as.
    root
        The folder of the course.
    slugs
        The assignments of the course.

    Returns
    -------
    str or None
        The assignment; ``None`` where it holds no sign of one.
    """
    if path.is_symlink() or not path.is_file():
        return None
    try:
        if path.suffix.lower() == ".ipynb":
            return _by_cells(path, root, slugs)
        page = _page(_answers_in(path) if path.suffix.lower() == ".zip" else _read(path, LARGEST_ANSWERS))
    except (CourseError, OSError, ValueError, RecursionError):
        return None
    return page if page in slugs else None


def _read(path: Path, most: int) -> bytes:
    with path.open("rb") as stream:
        return stream.read(most)


def _answers_in(path: Path) -> bytes:
    if path.stat().st_size > LARGEST_ZIP:
        return b""
    with opened(path) as archive:
        members = archive.infolist()[:MOST_MEMBERS]
        found = [member for member in members if PurePosixPath(member.filename).name == ANSWERS]
        if not found:
            return b""
        with archive.open(found[0]) as stream:
            return stream.read(LARGEST_ANSWERS)


def _page(content: bytes) -> Any:
    document = json.loads(content.decode("utf-8-sig"))
    return document.get("page") if isinstance(document, dict) else None


def _by_cells(path: Path, root: Path, slugs: Sequence[str]) -> str | None:
    """Give the assignment with which the notebook shares the most cells, by the names that they claim."""
    content = _read(path, LARGEST_NOTEBOOK + 1)
    claimed = {name for cell in read_cells(content)[0] for name in cell.names}
    shared = {slug: len(claimed & _cells_of(source_of(root, slug))) for slug in slugs}
    best = max(shared, key=shared.__getitem__, default=None)
    return best if best is not None and shared[best] else None


def _cells_of(source: Path) -> set[str]:
    cells = nbformat.read(source, as_version=4).cells
    ids = [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in cells]
    return {name for name in ids if name}
