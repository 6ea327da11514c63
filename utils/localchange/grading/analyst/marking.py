"""Marking one analyst notebook."""

from __future__ import annotations

from collections.abc import Mapping

from nbformat import NotebookNode

from localchange.grading.analyst.marked import MarkedNotebook
from localchange.grading.sandbox import Sandbox


def mark_notebook(
    source: NotebookNode, submitted: bytes, sandbox: Sandbox, files: Mapping[str, bytes] | None = None
) -> MarkedNotebook:
    """Mark what a learner handed in. Whatever that is, this gives an outcome.

    Parameters
    ----------
    source
        Our source notebook, with solutions and hidden tests; left as it is.
    submitted
        The bytes of the notebook that was handed in, from untrusted hands.
    sandbox
        Where the learner's code runs. It opens one session, and another one only when the first dies in the middle.
    files
        Data files that lie beside our source, by their names.

    Returns
    -------
    MarkedNotebook
        Points and reasons, the notebook to keep, and what was odd.
    """
    raise NotImplementedError
