"""What came of marking one submission."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

NOT_ISOLATED = "Not isolated: what was handed in ran with the marker's own rights."


@dataclass(frozen=True)
class Outcome:
    """The result for one learner.

    Parameters
    ----------
    learner
        The learner's id: the name of the folder under ``submitted/``.
    points
        Marks so far; ``None`` when the submission could not be marked.
    of
        The most that the assignment can earn.
    waiting
        The questions that wait for a person.
    notes
        What was odd about the submission, though no harm was done.
    problem
        Why it could not be marked, and what to do; ``None`` when it was marked.
    events
        What the submission tried while it ran: a limit that it met, for instance.
    isolated
        Whether submitted code ran in a sandbox; ``None`` when none ran, as in every core assignment.
    unchanged
        Whether it was left as it was, because nothing has changed since it was marked.
    """

    learner: str
    points: float | None
    of: float
    waiting: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    problem: str | None = None
    events: tuple[str, ...] = ()
    isolated: bool | None = None
    unchanged: bool = False

    @property
    def status(self) -> str:
        """Say in a word how it stands: problem, waiting or marked."""
        if self.problem:
            return "problem"
        return "waiting" if self.waiting else "marked"

    def as_json(self) -> dict[str, Any]:
        """Give it as plain values, for ``--json``."""
        return {
            **asdict(self),
            "status": self.status,
            "waiting": list(self.waiting),
            "notes": list(self.notes),
            "events": list(self.events),
        }
