"""Somebody who rings, asks, and wants an answer by the clock; the clock can be stopped, lengthened and left out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from localchange.errors import CourseError


def _no_plan() -> str:
    return ""


@dataclass(frozen=True)
class Call:
    """A call, as a question of the kind *text* may come with.

    Parameters
    ----------
    who
        Who rings: a role, such as "the duty official at No 10".
    says
        What they say, shown once the call is taken; with the little markdown of a prompt.
    minutes
        How long they give, from 1 to 60.
    plan
        Gives a line that stands beside the call, such as what the learner has planned; empty for none.
    """

    who: str
    says: str
    minutes: int = 20
    plan: Callable[[], str] = _no_plan

    def __post_init__(self) -> None:
        """Hold the minutes to sense."""
        if isinstance(self.minutes, bool) or not isinstance(self.minutes, int) or not 1 <= self.minutes <= 60:
            raise CourseError(f"A call gives from 1 to 60 minutes, not {self.minutes!r}.")

    def spec(self) -> dict[str, Any]:
        """Give what the browser needs."""
        return {"who": self.who, "says": self.says, "minutes": self.minutes}
