"""What came of marking one analyst notebook: plain data, so that it can travel between machines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import nbformat
from nbformat import NotebookNode


@dataclass(frozen=True)
class CellMark:
    """What one graded cell earned.

    Parameters
    ----------
    grade_id
        The name of the cell in the source, which is its name in the gradebook.
    points
        What it earned; ``None`` when nothing can be said yet.
    of
        The most that it can earn.
    reason
        A sentence for the learner.
    needs_person
        Whether a person has to look.
    """

    grade_id: str
    points: float | None
    of: float
    reason: str
    needs_person: bool = False


@dataclass(frozen=True)
class MarkedNotebook:
    """What came of marking one notebook.

    Parameters
    ----------
    marks
        One for each graded cell of the source, in order.
    notebook
        The notebook for ``autograded/``, as JSON has it: ours, with the learner's code in the solution cells, only
        harmless outputs, and in each graded cell an output with its `Mark`.
    isolated
        Whether the code ran in a sandbox; when not, the marker must be told.
    events
        What was odd in what it did, a sentence each, for the report.
    notes
        What was odd in what was handed in, though no harm was done; a sentence each.
    problem
        Why it could not be marked, and what to do; ``None`` when it was.
    """

    marks: tuple[CellMark, ...]
    notebook: dict[str, Any]
    isolated: bool
    events: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    problem: str | None = None

    @property
    def points(self) -> float | None:
        """Add up what was earned so far; ``None`` when the notebook could not be marked."""
        return None if self.problem else round(sum(mark.points or 0.0 for mark in self.marks), 2)

    @property
    def waiting(self) -> tuple[str, ...]:
        """Name the cells that wait for a person."""
        return tuple(mark.grade_id for mark in self.marks if mark.needs_person)

    def as_notebook(self) -> NotebookNode:
        """Give the notebook for ``autograded/`` as nbformat has it."""
        notebook: NotebookNode = nbformat.from_dict(self.notebook)
        return notebook

    def as_json(self) -> dict[str, Any]:
        """Give it as plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, saved: Mapping[str, Any]) -> MarkedNotebook:
        """Build it again from what `as_json` gave, perhaps on another machine."""
        return cls(
            marks=tuple(CellMark(**mark) for mark in saved["marks"]),
            notebook=dict(saved["notebook"]),
            isolated=bool(saved["isolated"]),
            events=tuple(saved["events"]),
            notes=tuple(saved["notes"]),
            problem=saved["problem"],
        )
