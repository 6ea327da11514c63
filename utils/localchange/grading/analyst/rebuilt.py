"""The notebook for ``autograded/``: ours, with the learner's texts in their places and only harmless outputs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from localchange.grading.analyst.marked import CellMark
from localchange.grading.analyst.running import Ran
from localchange.grading.filling import as_block
from localchange.grading.sandbox.shown import plain
from localchange.marking import Mark

EXTRA = "learner-extra"


class Rebuilt:
    """The notebook, growing cell by cell.

    Parameters
    ----------
    source
        Our source, left as it is.
    """

    def __init__(self, source: NotebookNode) -> None:
        self.notebook: NotebookNode = deepcopy(source)
        self._extra: dict[int, list[NotebookNode]] = {}
        self._count = 0
        for cell in self.notebook.cells:
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None

    def write(self, place: int, text: str, *, code: bool) -> None:
        """Put a learner's text into a cell of ours; one that is no code shows it, and does nothing else."""
        self.notebook.cells[place].source = plain(text, len(text)) if code else as_block(text)

    def ran(self, place: int, run: Ran) -> None:
        """Show what a cell of ours came to in the learner's session."""
        self._number(self.notebook.cells[place], run)

    def own_cell(self, before: int, text: str, run: Ran) -> None:
        """Show a cell of the learner's own before one of ours."""
        cells = self._extra.setdefault(before, [])
        number = sum(map(len, self._extra.values())) + 1
        cell = new_code_cell(
            plain(text, len(text)), id=f"{EXTRA}-{number}", metadata={"localchange": {"extra": True}}
        )
        self._number(cell, run)
        cells.append(cell)

    def judged(self, place: int, mark: CellMark, shown: str) -> None:
        """Show what a cell earned, as our marking of core assignments does."""
        cell = self.notebook.cells[place]
        if cell.cell_type != "code" or mark.of <= 0:
            return
        self._count += 1
        cell.execution_count = self._count
        cell.outputs = [new_output("stream", name="stdout", text=f"{shown}\n")] if shown else []
        given = Mark(mark.points or 0.0, mark.of, mark.reason, mark.needs_person)
        cell.outputs.append(
            new_output("execute_result", data=given._repr_mimebundle_(), execution_count=self._count)
        )

    def finished(self, *, isolated: bool, problem: str | None = None) -> dict[str, Any]:
        """Give it as JSON has it."""
        cells: list[NotebookNode] = []
        for place, cell in enumerate(self.notebook.cells):
            cells += [*self._extra.get(place, []), cell]
        about: dict[str, Any] = {"isolated": isolated}
        if problem:
            about["problem"] = problem
            notice = new_markdown_cell(
                f"**This submission could not be marked by the program.**\n\n{as_block(problem)}"
            )
            notice["id"] = "could-not-be-marked"
            cells.insert(0, notice)
        self.notebook.cells = cells
        self.notebook.metadata["localchange"] = about
        self.notebook.nbformat, self.notebook.nbformat_minor = 4, 5
        plain_notebook: dict[str, Any] = _as_plain(self.notebook)
        return plain_notebook

    def _number(self, cell: NotebookNode, run: Ran) -> None:
        if cell.cell_type != "code":
            return
        self._count += 1
        cell.execution_count = self._count
        cell.outputs = [deepcopy(output) for output in run.outputs]
        for output in cell.outputs:
            if output.output_type == "execute_result":
                output.execution_count = self._count
        if run.error and not any(output.output_type == "error" for output in cell.outputs):
            cell.outputs.append(new_output("stream", name="stderr", text=f"{plain(run.error)}\n"))


def _as_plain(content: Any) -> Any:
    """Give nbformat's dictionaries as plain ones."""
    if isinstance(content, Mapping):
        return {str(key): _as_plain(item) for key, item in content.items()}
    if isinstance(content, Sequence) and not isinstance(content, str):
        return [_as_plain(item) for item in content]
    return content
