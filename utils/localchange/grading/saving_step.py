"""The last step of marking on the road of stock nbgrader: from a marked notebook to the gradebook."""

from __future__ import annotations

from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import SaveAutoGrades

from localchange.grading.earned import points_of
from localchange.grading.rebuild import problem_of


class SaveMarks(SaveAutoGrades):
    """Save the marks, and leave to a person whatever has none.

    The same as ``localchange grade`` saves, cell by cell: see `points_of`.
    """

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Save what every cell earned."""
        self.unmarked = problem_of(nb) is not None
        saved: tuple[NotebookNode, dict[str, Any]] = super().preprocess(nb, resources)
        return saved

    def _add_score(self, cell: NotebookNode, resources: dict[str, Any]) -> None:
        grade = self.gradebook.find_grade(
            cell.metadata["nbgrader"]["grade_id"], self.notebook_id, self.assignment_id, self.student_id
        )
        grade.auto_score, sure = (None, False) if self.unmarked else points_of(cell)
        grade.needs_manual_grade = not sure or grade.manual_score is not None
        self.gradebook.db.commit()

    def _add_comment(self, cell: NotebookNode, resources: dict[str, Any]) -> None:
        if not self.unmarked:
            super()._add_comment(cell, resources)
