"""The notebook that every submission of an assignment is marked in: ours, with the marking in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import nbformat
from ipykernel.ipkernel import IPythonKernel
from nbformat import NotebookNode
from nbgrader.preprocessors import Execute, NbGraderPreprocessor
from traitlets.config import Config

from localchange.grading.course_folder import course_directory
from localchange.grading.rebuild import RebuildFromRelease
from localchange.grading.saving_step import SaveMarks


def template_of(config: Config, slug: str) -> NotebookNode:
    """Take the released notebook through the steps that nbgrader takes before it runs one.

    Parameters
    ----------
    config
        The settings of the course.
    slug
        The assignment, registered in the gradebook.

    Returns
    -------
    nbformat.NotebookNode
        With the hidden tests back in the locked cells, and nothing of any learner.
    """
    coursedir = course_directory(config, slug)
    path = coursedir.format_path(coursedir.release_directory, ".", slug)
    notebook: NotebookNode = nbformat.read(f"{path}/{slug}.ipynb", as_version=4)
    about = {"assignment": slug, "notebook": slug, "student": "", "db_url": coursedir.db_url}
    resources: dict[str, Any] = {"nbgrader": about}
    for step in config.Autograde.sanitize_preprocessors:
        if not issubclass(step, RebuildFromRelease):
            notebook, resources = step(config=config).preprocess(notebook, resources)
    notebook.metadata["language_info"] = dict(IPythonKernel.language_info)
    return notebook


def steps_after_running(config: Config) -> Sequence[NbGraderPreprocessor]:
    """Give the steps that nbgrader takes between running a notebook and reading its marks.

    Parameters
    ----------
    config
        The settings of the course.

    Returns
    -------
    sequence of preprocessors
        Ready to use.
    """
    steps = list(config.Autograde.autograde_preprocessors)
    first = next(place for place, step in enumerate(steps) if issubclass(step, Execute)) + 1
    last = next(place for place, step in enumerate(steps) if issubclass(step, SaveMarks))
    return [step(config=config) for step in steps[first:last]]
