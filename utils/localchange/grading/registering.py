"""Putting the questions of an assignment into the gradebook without taking away what is there."""

from __future__ import annotations

from nbformat import NotebookNode
from nbgrader.api import MissingEntry
from nbgrader.preprocessors import SaveCells

KINDS = ("grade", "solution", "task", "source")


class SaveCellsInPlace(SaveCells):
    """Saves cells as nbgrader does, and leaves the rows of a notebook whose cells still have the same names.

    nbgrader takes a notebook without submissions out of the gradebook and puts it in again. Another marker may have
    read its rows a moment before and be about to write the first grades: those would then belong to nothing.
    """

    def _create_notebook(self, nb: NotebookNode) -> None:
        try:
            there = self.gradebook.find_notebook(self.notebook_id, self.assignment_id)
        except MissingEntry:
            there = None
        if there is None or any(
            {cell.name for cell in getattr(there, f"{kind}_cells")} != set(getattr(self, f"new_{kind}_cells"))
            for kind in KINDS
        ):
            super()._create_notebook(nb)
            return
        for kind in KINDS:
            update = getattr(self.gradebook, f"update_or_create_{kind}_cell")
            for name, about in getattr(self, f"new_{kind}_cells").items():
                update(name, self.notebook_id, self.assignment_id, **about)
