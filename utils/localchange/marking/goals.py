"""Goals: what an outcome has to reach, with its points and its reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from localchange.marking.mark import Mark, unmarkable
from localchange.marking.reading import finite


@dataclass(frozen=True)
class Goal:
    """One thing to reach.

    Parameters
    ----------
    points
        What it earns.
    met
        Called with the outcome; gives true or false, or the share reached (0 to 1) for partial credit.
    reason
        A sentence for whoever reached it.
    missed
        A sentence for whoever did not, or only in part.
    """

    points: float
    met: Callable[[Any], bool | float]
    reason: str
    missed: str


def add_up(goals: Sequence[Goal], outcome: Any, of: float) -> Mark:
    """Add the points of the goals that an outcome reaches.

    A goal that cannot be decided (its function fails, or gives something else than a share) sends the
    question to a person.
    """
    if abs(sum(goal.points for goal in goals) - of) > 1e-9:
        raise ValueError(f"The goals must add up to {of:g} points.")
    points = 0.0
    lines = []
    for goal in goals:
        try:
            share = _share(goal.met(outcome))
        except Exception as error:  # whatever fails here, a person decides
            return unmarkable(of, f"a goal could not be checked ({type(error).__name__}).")
        if share is None:
            return unmarkable(of, "a goal gave no clear result.")
        points += share * goal.points
        lines.append(
            f"{share * goal.points:.3g} of {goal.points:g}: {goal.reason if share >= 1 else goal.missed}"
        )
    return Mark(min(points, of), of, "\n".join(lines))


def shares(goals: Sequence[Goal], outcome: Any) -> list[float | None]:
    """Give the share that each goal reaches with an outcome; ``None`` where it gives no clear result."""
    return [_share(goal.met(outcome)) for goal in goals]


def _share(met: Any) -> float | None:
    if hasattr(met, "item"):  # numpy's own true, false and numbers
        met = met.item()
    share = float(met) if isinstance(met, bool) else finite(met)
    return None if share is None else min(max(share, 0.0), 1.0)
