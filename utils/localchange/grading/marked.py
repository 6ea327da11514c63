"""What came of marking one submission, before it is in the gradebook: plain data, between processes."""

from __future__ import annotations

from dataclasses import dataclass, field

from localchange.grading.earned import Earned


@dataclass(frozen=True)
class Marked:
    """One submission, marked, or known not to be markable by a program.

    Parameters
    ----------
    learner
        The name of a folder under ``submitted/``.
    submitted
        A digest of what was handed in, as it was when it was marked.
    notebook
        The marked notebook, as it is written under ``autograded/``.
    earned
        What each graded cell earned.
    comments
        nbgrader's own comment on each cell that can carry one.
    files
        What is kept beside the notebook, by name.
    timestamp
        When it was handed in, as ``timestamp.txt`` says; empty when it does not.
    notes
        What was odd, though no harm was done.
    events
        What the submission tried, for the report.
    isolated
        Whether submitted code ran in a sandbox; ``None`` when none ran.
    problem
        Why it could not be marked, and what to do; ``None`` when it was.
    """

    learner: str
    submitted: str
    notebook: bytes
    earned: tuple[Earned, ...]
    comments: dict[str, str | None] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    timestamp: str = ""
    notes: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    isolated: bool | None = None
    problem: str | None = None
