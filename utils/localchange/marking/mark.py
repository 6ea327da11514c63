"""What a question earned, and why."""

from __future__ import annotations

import html
import math
from dataclasses import dataclass
from typing import Any

MIME_TYPE = "application/vnd.localchange.mark+json"


@dataclass(frozen=True, repr=False)
class Mark:
    """Points for one question, with the reason.

    Parameters
    ----------
    points
        From 0 to `of`; kept to two decimal places.
    of
        The most that the question can earn.
    reason
        A sentence for the learner.
    needs_person
        True when a program cannot decide: a person has to look, and the points are only what is sure so far.

    Notes
    -----
    ``repr`` is a plain float, because that is what nbgrader reads as partial credit from a cell's output.
    """

    points: float
    of: float
    reason: str
    needs_person: bool = False

    def __post_init__(self) -> None:
        """Refuse a mark that nbgrader would misread (it gives full marks for ``nan`` or a negative)."""
        points, of = float(self.points), float(self.of)
        if not (math.isfinite(of) and of > 0):
            raise ValueError(f"A question must be worth a finite number of points above 0, not {self.of!r}.")
        if not (math.isfinite(points) and -1e-9 <= points <= of + 1e-9):
            raise ValueError(f"A mark must lie between 0 and {of:g}, and {self.points!r} does not.")
        object.__setattr__(self, "points", min(max(round(points, 2), 0.0), of))
        object.__setattr__(self, "of", of)

    def __repr__(self) -> str:
        """Give the points as a plain float."""
        return repr(self.points)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        lines = "<br>".join(html.escape(line) for line in self.reason.splitlines())
        person = " <strong>A person has to look at this one.</strong>" if self.needs_person else ""
        return {
            "text/plain": repr(self),
            "text/html": f"<p><strong>{self.points:g} of {self.of:g}.</strong> {lines}{person}</p>",
            MIME_TYPE: {
                "points": self.points,
                "of": self.of,
                "reason": self.reason,
                "needs_person": self.needs_person,
            },
        }


def total(*marks: Mark) -> Mark:
    """Add several marks into one, for a cell that asks more than one thing.

    Parameters
    ----------
    *marks
        The marks to add; at least one.

    Returns
    -------
    Mark
        Its reason has a line for each part. It needs a person when any part does.
    """
    if not marks:
        raise ValueError("total() needs at least one mark to add.")
    lines = [f"{part.points:g} of {part.of:g}: {part.reason}" for part in marks]
    return Mark(
        points=sum(part.points for part in marks),
        of=sum(part.of for part in marks),
        reason="\n".join(lines) if len(marks) > 1 else marks[0].reason,
        needs_person=any(part.needs_person for part in marks),
    )


def unmarkable(of: float, reason: str) -> Mark:
    """Say that a question could not be marked by a program, so that a person does it.

    Parameters
    ----------
    of
        The most that the question can earn.
    reason
        Why it could not be marked.

    Returns
    -------
    Mark
        One that needs a person.
    """
    return Mark(0.0, of, f"Could not be marked by the program: {reason}", needs_person=True)
