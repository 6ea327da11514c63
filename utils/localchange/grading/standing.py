"""What the gradebook says of each cell, for the feedback page."""

from __future__ import annotations

from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import GetGrades


class GetStanding(GetGrades):
    """Get marks and comments as nbgrader does, and also whether a person still has to look."""

    def _get_score(self, cell: NotebookNode, resources: dict[str, Any]) -> None:
        super()._get_score(cell, resources)
        grade = self.gradebook.find_grade(
            cell.metadata["nbgrader"]["grade_id"], self.notebook_id, self.assignment_id, self.student_id
        )
        cell.metadata["nbgrader"]["waiting"] = bool(grade.needs_manual_grade)
        cell.metadata["nbgrader"]["by_person"] = grade.manual_score is not None
