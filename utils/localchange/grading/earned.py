"""What each cell of a marked notebook earned, as it goes into the gradebook."""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from logging import getLogger

from nbformat import NotebookNode
from nbgrader import utils

from localchange.grading.scores import mark_in


@dataclass(frozen=True)
class Earned:
    """What one graded cell earned.

    Parameters
    ----------
    cell
        Its name in the gradebook.
    points
        What the program gives; ``None`` when it cannot tell.
    sure
        Whether that is all there is to say, so that no person has to look.
    shown
        A digest of what a person who marks the cell looks at.
    """

    cell: str
    points: float | None
    sure: bool
    shown: str


def earned_in(notebook: NotebookNode, *, unmarked: bool) -> tuple[Earned, ...]:
    """Read what the cells of a notebook earned.

    Parameters
    ----------
    notebook
        As it was marked.
    unmarked
        Whether it could not be marked, so that everything in it waits for a person.

    Returns
    -------
    tuple of Earned
        One for each graded cell.
    """
    found = []
    for cell in notebook.cells:
        if utils.is_grade(cell):
            points, sure = (None, False) if unmarked else points_of(cell)
            found.append(Earned(cell.metadata["nbgrader"]["grade_id"], points, sure, digest_of_shown(cell)))
    return tuple(found)


def points_of(cell: NotebookNode) -> tuple[float | None, bool]:
    """Say what a cell earned, and whether that is sure.

    nbgrader gives full marks to a cell that printed nothing, and none to one with a warning on stderr. Here a
    cell earns what its `Mark` says, and a cell without one is never zero: it waits for a person.

    Parameters
    ----------
    cell
        A graded cell, after it ran.

    Returns
    -------
    float or None
        Its points.
    bool
        Whether no person has to look.
    """
    if utils.is_solution(cell):
        points = utils.determine_grade(cell, getLogger(__name__))[0]
        return points, points is not None
    mark = mark_in(cell)
    if mark is None or not math.isclose(mark.of, float(cell.metadata["nbgrader"]["points"])):
        return None, False
    sure = not mark.needs_person
    return (mark.points if sure or mark.points > 0 else None), sure


def comments_in(notebook: NotebookNode, *, unmarked: bool) -> dict[str, str | None]:
    """Give nbgrader's own comment on each cell that can carry one: "No response." where nothing was written.

    Parameters
    ----------
    notebook
        As it was marked.
    unmarked
        Whether it could not be marked; then nothing is said.

    Returns
    -------
    dict
        By the name of the cell.
    """
    found: dict[str, str | None] = {}
    for cell in [] if unmarked else notebook.cells:
        if utils.is_solution(cell) or utils.is_task(cell):
            about = cell.metadata["nbgrader"]
            same = about.get("checksum") == utils.compute_checksum(cell)
            found[about["grade_id"]] = "No response." if same and not utils.is_task(cell) else None
    return found


def digest_of_shown(cell: NotebookNode) -> str:
    """Give a digest of what a person who marks a cell looks at: the text, or the mark with its reason.

    Parameters
    ----------
    cell
        A graded cell, after it ran.

    Returns
    -------
    str
        The same for the same.
    """
    if utils.is_solution(cell):
        shown = str(cell.source)
    else:
        mark = mark_in(cell)
        shown = "no mark" if mark is None else f"{mark.points} of {mark.of}: {mark.reason}"
    return hashlib.sha256(shown.encode("utf-8", "replace")).hexdigest()[:32]
