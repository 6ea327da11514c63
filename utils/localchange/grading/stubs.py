"""Keeping the words of the cells in which a person marks a text."""

from __future__ import annotations

from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import ClearSolutions


class ClearSolutionsButStubs(ClearSolutions):
    """Take solutions out as nbgrader does, but leave a marker's cell as its author wrote it.

    nbgrader puts "YOUR ANSWER HERE" in the place of its words. A learner writes in the box of the question
    and not there, so the cell keeps what it says and cannot be edited.
    """

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], cell_index: int
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Clear one cell."""
        if cell.cell_type == "markdown" and "text" in cell.metadata.get("localchange", {}):
            cell.metadata["editable"] = False
            return cell, resources
        cleared: tuple[NotebookNode, dict[str, Any]] = super().preprocess_cell(cell, resources, cell_index)
        return cleared
