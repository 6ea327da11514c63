"""Marking an analyst notebook: the learner's functions run in the sandbox, the tests outside of it.

`mark_notebook` rebuilds the notebook from our source, takes from what was handed in only the text of the
solution cells, and gives a `MarkedNotebook`, plain data that can travel as JSON.
"""

from localchange.grading.analyst.marked import CellMark, MarkedNotebook
from localchange.grading.analyst.marking import mark_notebook

__all__ = ["CellMark", "MarkedNotebook", "mark_notebook"]
