"""A submission that no program can mark: all of it goes to a person, and it is never zero."""

from __future__ import annotations

import nbformat

from localchange.grading.earned import earned_in
from localchange.grading.marked import Marked
from localchange.grading.notebook_file import as_bytes
from localchange.grading.rebuild import mark_as_problem


def unmarked(
    template: str,
    learner: str,
    problem: str,
    *,
    submitted: str = "",
    timestamp: str = "",
    notes: tuple[str, ...] = (),
) -> Marked:
    """Hand a submission to a person.

    Parameters
    ----------
    template
        The notebook that submissions are marked in, as JSON.
    learner
        Whose submission.
    problem
        Why it could not be marked, and what to do.
    submitted
        A digest of what was handed in; without it, the next run tries again.
    timestamp
        When it was handed in.
    notes
        What else was odd.

    Returns
    -------
    Marked
        With the sentence at the top of its notebook.
    """
    notebook = nbformat.reads(template, as_version=4)
    mark_as_problem(notebook, problem)
    return Marked(
        learner=learner,
        submitted=submitted,
        notebook=as_bytes(notebook),
        earned=earned_in(notebook, unmarked=True),
        timestamp=timestamp,
        notes=notes,
        problem=problem,
    )
