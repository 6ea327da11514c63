"""What is done with one submission of an analyst assignment: its code runs in a sandbox, the tests outside of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import nbformat

from localchange.grading.analyst import MarkedNotebook, mark_notebook
from localchange.grading.course_folder import SUBMITTED
from localchange.grading.digest import digest_of_submission
from localchange.grading.earned import comments_in, earned_in
from localchange.grading.marked import Marked
from localchange.grading.notebook_file import as_bytes, handed_in_notebook
from localchange.grading.running.core_work import LOOKS, timestamp_in
from localchange.grading.running.unmarked import unmarked
from localchange.grading.sandbox import Limits, Sandbox


@dataclass(frozen=True)
class AnalystTask:
    """One submission, read and not yet looked into.

    Parameters
    ----------
    learner
        Whose it is.
    submitted
        A digest of what was handed in.
    content
        The notebook's bytes.
    timestamp
        When it was handed in; empty when that is not said.
    notes
        What is odd about its files.
    problem
        Why there are no bytes; ``None`` when there are.
    """

    learner: str
    submitted: str
    content: bytes
    timestamp: str
    notes: tuple[str, ...] = ()
    problem: str | None = None


@dataclass(frozen=True)
class AnalystAssignment:
    """What marking an analyst assignment needs, as plain data that can travel.

    Parameters
    ----------
    source
        Our source notebook, as JSON.
    template
        The notebook that is handed to a person when a submission cannot be marked, as JSON.
    files
        The data files that lie beside the source, by name.
    isolated
        Whether submitted code must run in a sandbox.
    """

    source: str
    template: str
    files: Mapping[str, bytes]
    isolated: bool


def read_task(root: Path, slug: str, learner: str) -> AnalystTask:
    """Read a submission.

    Parameters
    ----------
    root
        The folder of the course.
    slug
        The assignment.
    learner
        The name of a folder under ``submitted/``.

    Returns
    -------
    AnalystTask
        Its bytes, or why there are none.
    """
    folder = root / SUBMITTED / learner / slug
    for _ in range(LOOKS):  # somebody may be collecting just now
        digest = digest_of_submission(folder)
        found = handed_in_notebook(folder, slug)
        timestamp = timestamp_in(folder)
        if digest == digest_of_submission(folder):
            break
    return AnalystTask(learner, digest, found.content, timestamp, found.notes, found.problem)


def as_marked(task: AnalystTask, result: MarkedNotebook, template: str) -> Marked:
    """Put together what goes into the gradebook.

    Parameters
    ----------
    task
        The submission.
    result
        What came of marking its notebook.
    template
        The notebook that is handed to a person when it could not be marked, as JSON.

    Returns
    -------
    Marked
        Plain data, for the process that writes.
    """
    if result.problem:
        return unmarked(
            template,
            task.learner,
            result.problem,
            submitted=task.submitted,
            timestamp=task.timestamp,
            notes=(*task.notes, *result.notes),
        )
    notebook = result.as_notebook()
    return Marked(
        learner=task.learner,
        submitted=task.submitted,
        notebook=as_bytes(notebook),
        earned=earned_in(notebook, unmarked=False),
        comments=comments_in(notebook, unmarked=False),
        timestamp=task.timestamp,
        notes=(*task.notes, *result.notes),
        events=result.events,
        isolated=result.isolated,
    )


@contextmanager
def analyst_work(assignment: AnalystAssignment) -> Iterator[Callable[[AnalystTask], Marked]]:
    """Get this process ready to mark an analyst assignment.

    Parameters
    ----------
    assignment
        What marking needs.

    Yields
    ------
    callable
        Marks a submission.
    """
    source = nbformat.reads(assignment.source, as_version=4)
    with Sandbox(Limits(), isolated=assignment.isolated) as sandbox:

        def mark(task: AnalystTask) -> Marked:
            if task.problem:
                return refused(task, assignment.template)
            result = mark_notebook(source, task.content, sandbox, assignment.files)
            return as_marked(task, result, assignment.template)

        yield mark


def refused(task: AnalystTask, template: str) -> Marked:
    """Hand a submission that could not be read to a person.

    Parameters
    ----------
    task
        The submission, with its problem.
    template
        The notebook that is handed to a person, as JSON.
    """
    return unmarked(
        template,
        task.learner,
        task.problem or "It could not be read.",
        submitted=task.submitted,
        timestamp=task.timestamp,
        notes=task.notes,
    )
