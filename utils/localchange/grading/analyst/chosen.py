"""Choosing from what was handed in: which text answers which of our cells, and what else a learner wrote.

Only patterns look at learners' code here: parsing hostile text can exhaust Python itself, and it is not ours to run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from localchange.grading.analyst.assignment import Assignment, SourceCell
from localchange.grading.analyst.handed_in import HandedInCell

MOST_EXTRA = 300


@dataclass(frozen=True)
class Chosen:
    """What was taken from a notebook.

    Parameters
    ----------
    answers
        For the place of each solution cell of ours, the cell that answers it; none where nothing was written.
    extra
        Code cells of the learner's own, in order.
    seen_at
        Where the learner's notebook has each cell of ours, by its name.
    notes
        What was odd, a sentence each.
    """

    answers: dict[int, HandedInCell]
    extra: tuple[HandedInCell, ...]
    seen_at: dict[str, int]
    notes: tuple[str, ...]


def choose(assignment: Assignment, handed_in: list[HandedInCell]) -> Chosen:
    """Choose the answers.

    Parameters
    ----------
    assignment
        What is asked.
    handed_in
        The cells that were handed in.

    Returns
    -------
    Chosen
        Texts only; whatever else the cells say of themselves counts for nothing.
    """
    ours = {cell.grade_id: cell for cell in assignment.cells if cell.grade_id}
    known = {_bare(cell.stub if cell.solution else cell.text) for cell in assignment.cells}
    known |= {_bare(cell.released) for cell in assignment.cells}
    by_name: dict[str, list[HandedInCell]] = {}
    for cell in handed_in:
        for name in cell.names:
            if name in ours:
                by_name.setdefault(name, []).append(cell)
                break
    written = [cell for cell in handed_in if _bare(cell.text) not in known]
    locked = {id(cell) for name, cells in by_name.items() if not ours[name].solution for cell in cells}
    answers: dict[int, HandedInCell] = {}
    notes: list[str] = []
    for asked in assignment.cells:
        if asked.solution:
            named = [cell for cell in by_name.get(asked.grade_id, []) if _bare(cell.text) not in known]
            others = [
                cell
                for cell in written
                if cell.code and id(cell) not in locked and not any(name in ours for name in cell.names)
            ]
            answer = _best(assignment, asked, named, others)
            if answer is not None:
                answers[asked.place] = answer
                if answer not in named:
                    notes.append(
                        f"The answer to {asked.grade_id} stood in another cell; it was found by its name."
                    )
    taken = {id(cell) for cell in answers.values()}
    extra = tuple(
        cell for cell in written if cell.code and id(cell) not in taken and not _is_test(cell, ours)
    )
    if len(extra) > MOST_EXTRA:
        notes.append(f"There are {len(extra)} cells of the learner's own; only {MOST_EXTRA} were looked at.")
    seen_at = {name: cells[0].place for name, cells in by_name.items()}
    return Chosen(answers, extra[:MOST_EXTRA], seen_at, tuple(notes))


def defines(code: str, name: str) -> bool:
    """Guess from its look whether code defines a name at the top level."""
    pattern = (
        rf"^(?:async[ \t]+)?(?:def|class)[ \t]+{re.escape(name)}\b"
        rf"|^(?:[\w, \t]*[, \t])?{re.escape(name)}[ \t]*(?:,[\w, \t]*)?(?::[^=\n]*)?=(?!=)"
        rf"|^(?:import|from)[ \t][^\n]*\b{re.escape(name)}\b"
    )
    return any(re.match(pattern, line) for line in code.splitlines() if name in line and len(line) < 1_000)


def _best(
    assignment: Assignment, asked: SourceCell, named: list[HandedInCell], others: list[HandedInCell]
) -> HandedInCell | None:
    """Prefer a cell with the right name that defines what is asked, then one elsewhere, then any with the name."""
    wanted = assignment.defined_in(asked)

    def defining(cells: Iterable[HandedInCell]) -> HandedInCell | None:
        return next((cell for cell in cells if any(defines(cell.text, name) for name in wanted)), None)

    return defining(named) or defining(others) or next(iter(named), None)


def _is_test(cell: HandedInCell, ours: dict[str, SourceCell]) -> bool:
    return any(name in ours and ours[name].grade and not ours[name].solution for name in cell.names)


def _bare(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().splitlines())
