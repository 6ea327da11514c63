"""What a person has already decided, so that marking again does not ask for it again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Grade, Gradebook, MissingEntry
from nbgrader.utils import is_grade, is_solution

from localchange.grading.scores import mark_in


@dataclass(frozen=True)
class Settled:
    """The cells that a person has marked, with what they looked at.

    nbgrader keeps marks and comments of a person when it marks again, and asks for all of them to be
    looked at anew. That is right when the answer has changed, and only then.

    Parameters
    ----------
    slug
        The assignment.
    learner
        The learner.
    seen
        For each cell that was settled, what stood there.
    """

    slug: str
    learner: str
    seen: dict[str, str]

    @classmethod
    def before(cls, notebook: Path, database: str, slug: str, learner: str) -> Settled:
        """Note what is settled, before marking again.

        Parameters
        ----------
        notebook
            The marked notebook of the last time, if there is one.
        database
            The address of the gradebook.
        slug
            The assignment.
        learner
            The learner.
        """
        looked_at = _looked_at(notebook)
        with Gradebook(database) as gradebook:
            decided = {
                grade.name
                for grade in _grades(gradebook, slug, learner)
                if grade.manual_score is not None and not grade.needs_manual_grade
            }
        return cls(slug, learner, {name: what for name, what in looked_at.items() if name in decided})

    def restore(self, notebook: Path, database: str) -> None:
        """Settle again what has not changed, after marking.

        Parameters
        ----------
        notebook
            The notebook as it was marked now.
        database
            The address of the gradebook.
        """
        now = _looked_at(notebook)
        with Gradebook(database) as gradebook:
            for grade in _grades(gradebook, self.slug, self.learner):
                if grade.name in self.seen and self.seen[grade.name] == now.get(grade.name):
                    grade.needs_manual_grade = False
            gradebook.db.commit()


def _grades(gradebook: Gradebook, slug: str, learner: str) -> list[Grade]:
    try:
        submission = gradebook.find_submission(slug, learner)
    except MissingEntry:
        return []
    return [grade for notebook in submission.notebooks for grade in notebook.grades]


def _looked_at(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    cells = nbformat.read(path, as_version=4).cells
    return {cell.metadata["nbgrader"]["grade_id"]: _shown(cell) for cell in cells if is_grade(cell)}


def _shown(cell: NotebookNode) -> str:
    if is_solution(cell):
        return str(cell.source)
    mark = mark_in(cell)
    return "no mark" if mark is None else f"{mark.points} of {mark.of}: {mark.reason}"
