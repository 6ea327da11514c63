"""As many runs of a model as a mark needs: another is made only while it could still change the mark."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from statistics import fmean, stdev

from localchange.marking.goals import Goal, shares

FEWEST = 3
"""Runs that are always made: fewer say nothing of how much runs differ."""

WIDE = 8
"""How far what is still to be run may take a mean, in standard errors of what has been run.

Chosen, not derived: `tests/marking/test_runs.py` marks many settings both ways, and no mark differs.
"""


@dataclass(frozen=True)
class Runs:
    """Runs of one model that differ in chance alone, to be marked by their mean.

    Parameters
    ----------
    one
        Called with the number of a run; gives its results, numbers by name.
    many
        How many runs the mean is of.
    """

    one: Callable[[int], Mapping[str, float]]
    many: int


def settled(runs: Runs, goals: Sequence[Goal]) -> dict[str, float]:
    """Make runs until no goal can earn anything else by more of them; give the means.

    After each run the means of *all* runs are bounded by those made so far, `WIDE` standard errors to either side
    (with the correction for drawing from a finite number). If every goal reaches the same share at each corner of
    these bounds, the rest is not run. Goals have to be monotone in each result, as bars and ramps are.

    Parameters
    ----------
    runs
        What to run.
    goals
        What is to be decided.

    Returns
    -------
    dict
        The mean of each result over the runs that were made.
    """
    made: list[Mapping[str, float]] = []
    for number in range(runs.many):
        made.append(runs.one(number))
        if FEWEST <= len(made) < runs.many and _clear(made, runs.many, goals):
            break
    return {name: fmean(run[name] for run in made) for name in made[0]}


def _clear(made: Sequence[Mapping[str, float]], many: int, goals: Sequence[Goal]) -> bool:
    bounds = []
    for name in made[0]:
        values = [run[name] for run in made]
        margin = WIDE * stdev(values) * (1 / len(values) - 1 / many) ** 0.5
        middle = fmean(values)
        bounds.append((middle - margin, middle + margin) if margin else (middle,))
    corners = (dict(zip(made[0], corner, strict=True)) for corner in product(*bounds))
    first = shares(goals, next(corners))
    return all(shares(goals, corner) == first for corner in corners)
