"""The step that runs a notebook on the road of stock nbgrader: our cells in a kernel, learners' in the sandbox."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.preprocessors import Execute

from localchange.course import ANALYST
from localchange.grading.course_folder import SOURCE
from localchange.grading.notebook_file import files_beside, handed_in_notebook
from localchange.grading.rebuild import mark_as_problem


class ExecuteInSandbox(Execute):
    """Run what learners wrote in the sandbox and nowhere else, whoever starts the marking.

    A core assignment is rebuilt from our release before, so nbgrader's own way of running it runs our cells alone.
    An analyst assignment goes through the same sandbox as with ``localchange grade``; where that cannot run, nothing
    runs.
    """

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, km: Any = None
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Run one notebook."""
        resources = resources if resources is not None else {}
        slug = resources["nbgrader"]["assignment"]
        if not slug.endswith(ANALYST):
            done: tuple[NotebookNode, dict[str, Any]] = super().preprocess(nb, resources, km)
            return done
        # What runs submitted code needs pandas, which takes long to import.
        from localchange.grading.analyst import mark_notebook
        from localchange.grading.sandbox import Limits, Sandbox

        coursedir = self.parent.parent.coursedir
        handed_in = handed_in_notebook(
            Path(
                coursedir.format_path(coursedir.submitted_directory, resources["nbgrader"]["student"], slug)
            ),
            slug,
        )
        if handed_in.problem:
            mark_as_problem(nb, handed_in.problem)
            return nb, resources
        folder = Path(coursedir.root) / SOURCE / slug
        source = nbformat.read(folder / f"{slug}.ipynb", as_version=4)
        with Sandbox(Limits()) as sandbox:
            result = mark_notebook(source, handed_in.content, sandbox, files_beside(folder))
        for line in (*handed_in.notes, *result.notes, *result.events):
            self.log.warning("%s", line)
        if result.problem:
            mark_as_problem(nb, result.problem)
            return nb, resources
        return result.as_notebook(), resources
