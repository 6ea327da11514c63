"""The last step of marking: from the output of each locked cell to the gradebook."""

from __future__ import annotations

import math
from typing import Any

from nbformat import NotebookNode
from nbgrader import utils
from nbgrader.preprocessors import SaveAutoGrades

from localchange.grading.rebuild import problem_of
from localchange.marking import MIME_TYPE, Mark


def mark_in(cell: NotebookNode) -> Mark | None:
    """Read the mark that a cell ended in.

    Parameters
    ----------
    cell
        A locked cell of the source, after it ran.

    Returns
    -------
    Mark or None
        ``None`` when the cell failed, ended in something else, or printed nothing.
    """
    if cell.cell_type != "code" or any(output.output_type == "error" for output in cell.outputs):
        return None
    results = [output for output in cell.outputs if output.output_type == "execute_result"]
    if len(results) != 1:
        return None
    saved = results[0].data.get(MIME_TYPE)
    if not isinstance(saved, dict):
        return None
    try:
        return Mark(saved["points"], saved["of"], str(saved["reason"]), bool(saved["needs_person"]))
    except (KeyError, TypeError, ValueError):
        return None


class SaveMarks(SaveAutoGrades):
    """Save the marks, and leave to a person whatever has none.

    nbgrader gives full marks to a cell that printed nothing, and none to one with a warning on stderr. Here a
    cell earns what its `Mark` says, and a cell without one is never zero: it waits for a person.
    """

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Save what every cell earned."""
        self.unmarked = problem_of(nb) is not None
        saved: tuple[NotebookNode, dict[str, Any]] = super().preprocess(nb, resources)
        return saved

    def _add_score(self, cell: NotebookNode, resources: dict[str, Any]) -> None:
        about = cell.metadata["nbgrader"]
        grade = self.gradebook.find_grade(
            about["grade_id"], self.notebook_id, self.assignment_id, self.student_id
        )
        if self.unmarked:
            score, sure = None, False
        elif utils.is_solution(cell):
            score = utils.determine_grade(cell, self.log)[0]
            sure = score is not None
        else:
            mark = mark_in(cell)
            fits = mark is not None and math.isclose(mark.of, float(about["points"]))
            sure = fits and mark is not None and not mark.needs_person
            score = mark.points if mark is not None and (sure or (fits and mark.points > 0)) else None
        grade.auto_score = score
        grade.needs_manual_grade = not sure or grade.manual_score is not None
        self.gradebook.db.commit()

    def _add_comment(self, cell: NotebookNode, resources: dict[str, Any]) -> None:
        if not self.unmarked:
            super()._add_comment(cell, resources)
