"""The first step of marking: put our own notebook in the place of the one that was handed in."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import NbGraderPreprocessor

from localchange.course import ANALYST
from localchange.errors import CourseError
from localchange.grading.filling import as_block, fill
from localchange.grading.prompts import questions_of
from localchange.grading.submission import ANSWERS, look_at

TIMESTAMP = "timestamp.txt"
PROBLEM = "problem"


def problem_of(notebook: NotebookNode) -> str | None:
    """Say why the submission behind a rebuilt notebook could not be marked.

    Parameters
    ----------
    notebook
        A notebook under ``autograded/``.

    Returns
    -------
    str or None
        The sentence; ``None`` when it was marked.
    """
    problem = notebook.metadata.get("localchange", {}).get(PROBLEM)
    return problem if isinstance(problem, str) else None


class RebuildFromRelease(NbGraderPreprocessor):
    """Replace the notebook by the released one, filled with the learner's texts.

    Nothing of the notebook that was handed in is kept, so none of its cells can run; files that came with it
    are taken away from where the marking runs, so that none can stand in for a module.
    """

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Give the released notebook instead of `nb`."""
        about = resources["nbgrader"]
        coursedir: CourseDirectory = self.parent.parent.coursedir
        slug, learner = about["assignment"], about["student"]
        release = Path(coursedir.format_path(coursedir.release_directory, ".", slug))
        rebuilt = nbformat.read(release / f"{about['notebook']}.ipynb", as_version=4)
        handed_in = Path(coursedir.format_path(coursedir.submitted_directory, learner, slug))
        keep_answers = False
        if not slug.endswith(ANALYST):  # there the code is taken from the submission in the sandbox
            submitted = look_at(handed_in, slug, questions_of(rebuilt))
            keep_answers = not submitted.problem
            if submitted.problem:
                mark_as_problem(rebuilt, submitted.problem)
            else:
                fill(rebuilt, submitted.answers)
        source = Path(coursedir.format_path(coursedir.source_directory, ".", slug))
        if (source / ANSWERS).exists():
            raise CourseError(
                f"Move {source / ANSWERS} away: nbgrader would put it in the place of a learner's."
            )
        marked = Path(coursedir.format_path(coursedir.autograded_directory, learner, slug))
        _leave_only_ours(marked, source, keep_answers=keep_answers)
        return rebuilt, resources


def mark_as_problem(notebook: NotebookNode, problem: str) -> None:
    """Say in a notebook, to the program and to the person who opens it, that it could not be marked.

    Parameters
    ----------
    notebook
        The notebook that was rebuilt, changed in place.
    problem
        Why, and what to do.
    """
    notebook.cells.insert(0, _notice(problem))
    notebook.metadata["localchange"] = {PROBLEM: problem}


def _notice(problem: str) -> NotebookNode:
    cell: NotebookNode = new_markdown_cell(
        f"**This submission could not be marked by the program.**\n\n{as_block(problem)}"
    )
    cell["id"] = "could-not-be-marked"
    return cell


def _leave_only_ours(marked: Path, source: Path, *, keep_answers: bool) -> None:
    """Take away every file that was handed in, but for the answers."""
    for path in sorted(marked.glob("*")) if marked.is_dir() else []:
        if (source / path.name).exists() or path.name == TIMESTAMP or (path.name == ANSWERS and keep_answers):
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
