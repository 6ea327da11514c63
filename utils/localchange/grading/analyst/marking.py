"""Marking one analyst notebook: our notebook, the learner's functions behind a wall, our tests before it."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from nbformat import NotebookNode

from localchange.errors import CourseError
from localchange.grading.analyst import telltales
from localchange.grading.analyst.assignment import Assignment, SourceCell, read_assignment
from localchange.grading.analyst.chosen import Chosen, choose, defines
from localchange.grading.analyst.handed_in import read_cells
from localchange.grading.analyst.marked import CellMark, MarkedNotebook
from localchange.grading.analyst.rebuilt import Rebuilt
from localchange.grading.analyst.running import Running
from localchange.grading.analyst.trusted import Judged, Trusted
from localchange.grading.sandbox import Sandbox, SessionEnded

PERSON = "A person has to look at this one."


def mark_notebook(
    source: NotebookNode, submitted: bytes, sandbox: Sandbox, files: Mapping[str, bytes] | None = None
) -> MarkedNotebook:
    """Mark what a learner handed in. Whatever that is, this gives an outcome.

    Parameters
    ----------
    source
        Our source notebook, with solutions and hidden tests; left as it is.
    submitted
        The bytes of the notebook that was handed in, from untrusted hands.
    sandbox
        Where the learner's code runs. It opens one session, and another one only when the first dies in the middle.
    files
        Data files that lie beside our source, by their names.

    Returns
    -------
    MarkedNotebook
        Points and reasons, the notebook to keep, and what was odd.

    Raises
    ------
    CourseError
        When the source itself cannot be marked by.
    """
    assignment = read_assignment(source)
    try:
        cells, notes = read_cells(submitted)
    except CourseError as error:
        return _unmarked(source, assignment, sandbox, str(error))
    chosen = choose(assignment, cells)
    running = Running(sandbox, files or {}, [cell.text for cell in chosen.extra])
    marking = _Marking(source, assignment, chosen, running)
    try:
        with _beside(files or {}):
            marks = marking.marks()
    except SessionEnded as ended:
        what = " ".join(getattr(ended, "__notes__", [])) or ended.sentence
        return _unmarked(source, assignment, sandbox, f"The sandbox did not start ({what}): mark it again.")
    finally:
        running.close()
    return MarkedNotebook(
        marks=marks,
        notebook=marking.rebuilt.finished(isolated=sandbox.isolated),
        isolated=sandbox.isolated,
        events=(*running.events, *telltales.in_code(_code_of(chosen))),
        notes=(*notes, *chosen.notes, *telltales.in_cells(assignment, cells)),
    )


class _Marking:
    """One notebook being marked, cell after cell of ours."""

    def __init__(
        self, source: NotebookNode, assignment: Assignment, chosen: Chosen, running: Running
    ) -> None:
        self.rebuilt = Rebuilt(source)
        self._assignment = assignment
        self._chosen = chosen
        self._running = running
        self._trusted = Trusted(assignment, running)
        self._waiting = list(chosen.extra)
        self._stopped: dict[str, str] = {}
        self._unanswered: set[str] = set()

    def marks(self) -> tuple[CellMark, ...]:
        """Go through the notebook."""
        found: list[CellMark] = []
        for cell in self._assignment.cells:
            if cell.solution:
                found += self._solution(cell)
            elif cell.grade:
                found.append(self._test(cell))
            elif cell.code:
                self._trusted.set_up(cell)
                self.rebuilt.ran(cell.place, self._running.run(cell.text))
        return tuple(found)

    def _solution(self, cell: SourceCell) -> list[CellMark]:
        answer = self._chosen.answers.get(cell.place)
        if answer is None and not cell.grade and self._is_answered_elsewhere(cell):
            self.rebuilt.write(cell.place, "# answered in another cell", code=cell.code)
            return []
        if answer is None:
            self._unanswered |= self._assignment.defined_in(cell)
        else:
            self._run_extra(answer.place, cell.place)
        text = cell.stub if answer is None else answer.text
        self.rebuilt.write(cell.place, text, code=cell.code or answer is None)
        if cell.code:
            run = self._running.run(text)
            self.rebuilt.ran(cell.place, run)
            if run.error:
                self._stopped |= dict.fromkeys(self._assignment.defined_in(cell), run.error)
        if not cell.grade:
            return []
        if answer is None:
            return [CellMark(cell.grade_id, 0.0, cell.points, "Not answered.")]
        return [CellMark(cell.grade_id, None, cell.points, PERSON, needs_person=True)]

    def _is_answered_elsewhere(self, cell: SourceCell) -> bool:
        """Say whether the answer to another question defines what this one asks for; our stub would undo it."""
        return any(
            defines(answer.text, name)
            for answer in self._chosen.answers.values()
            for name in self._assignment.defined_in(cell)
        )

    def _test(self, cell: SourceCell) -> CellMark:
        if not cell.code:  # a task: everything in it is for a person
            return CellMark(cell.grade_id, None, cell.points, PERSON, needs_person=True)
        place = self._chosen.seen_at.get(cell.grade_id)
        if place is not None:
            self._run_extra(place, cell.place)
        judged = self._trusted.test(cell)
        points = round(judged.earned * cell.points, 2)
        sure = not judged.person
        mark = CellMark(
            cell.grade_id, points if sure or points else None, cell.points, self._reason(judged), not sure
        )
        self.rebuilt.judged(cell.place, mark, judged.shown)
        return mark

    def _reason(self, judged: Judged) -> str:
        """Say more where an answer is missing altogether."""
        for name, error in self._stopped.items():
            if f"There is no {name} in" in judged.reason:
                return f"{judged.reason} The cell for it stopped: {error}"
        for name in self._unanswered:
            if judged.reason.startswith(
                (f"There is no {name} in", f"{name} is not written", f"{name} answered None")
            ):
                return f"Not answered: {name} is not written yet."
        return judged.reason

    def _run_extra(self, before: int, place: int) -> None:
        """Run the learner's own cells that stand before a place in their notebook, each once."""
        for cell in [cell for cell in self._waiting if cell.place < before]:
            self._waiting.remove(cell)
            if self._running.take(cell.text):
                self.rebuilt.own_cell(place, cell.text, self._running.run(cell.text))


def _code_of(chosen: Chosen) -> list[str]:
    return [cell.text for cell in (*chosen.answers.values(), *chosen.extra)]


def _unmarked(source: NotebookNode, assignment: Assignment, sandbox: Sandbox, problem: str) -> MarkedNotebook:
    """Leave everything to a person: it is not a zero."""
    rebuilt = Rebuilt(source)
    marks = []
    for cell in assignment.cells:
        if cell.solution:
            rebuilt.notebook.cells[cell.place].source = cell.stub
        if cell.grade:
            marks.append(
                CellMark(cell.grade_id, None, cell.points, "It could not be marked.", needs_person=True)
            )
    return MarkedNotebook(
        marks=tuple(marks),
        notebook=rebuilt.finished(isolated=sandbox.isolated, problem=problem),
        isolated=sandbox.isolated,
        problem=problem,
    )


@contextlib.contextmanager
def _beside(files: Mapping[str, bytes]) -> Iterator[None]:
    """Run our own cells where our data files lie, as a notebook does."""
    if not files:
        yield
        return
    with tempfile.TemporaryDirectory(prefix="marking-") as folder, contextlib.chdir(folder):
        for name, content in files.items():
            Path(name).write_bytes(content)
        yield
