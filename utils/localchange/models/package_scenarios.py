"""What a package leads to in the models of the earlier modules: ranges, each in its own unit, and no total.

A package is points, and a model wants settings. How points become settings nobody has measured, so it is drawn: each
draw has its own price for every action, its own size for everything that an action does, and its own chance. Every draw
is used for the package, for prodding alone at equal cost, and for nothing at all, so that the three can be compared
draw by draw. A range is what nineteen draws in twenty lie above, and nineteen in twenty below.

This is a thinking aid and not a forecast: the models are toys, what moves them is assumed, and each knows only some of
the actions. ``package_rows.ROWS`` says which; of the rest a model knows nothing, which is not the same as that they do
nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from localchange.errors import CourseError
from localchange.models.package import ACTIONS, checked, prod_alone
from localchange.models.package_rows import ROWS, Row
from localchange.models.package_runs import GRIDS, Floats, read
from localchange.models.package_translation import Translation, draw, settings
from localchange.models.package_waiting import waiting

SEED = 7
"""Of the draws behind the page and behind the marks."""

DRAWS = 400
"""So many draws of prices, sizes and chance."""

LOW, MID, HIGH = 0.05, 0.5, 0.95

SAME = 1e-9
"""Two numbers that are no further apart are the same: the model was moved by neither package, or by both alike."""

CLEAR = 0.9
"""Share of the draws that must say so before a row is called better, worse or the same. *Point*."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Where nine draws in ten lie, and the middle one."""

    low: float
    mid: float
    high: float


@dataclass(frozen=True, slots=True)
class Scenario:
    """One row, for three packages on the same draws."""

    row: Row
    package: Interval
    prod: Interval
    """Prodding alone, for the same points."""
    nothing: Interval
    better: float
    """Share of the draws in which the package does better than prodding alone,"""
    worse: float
    """does worse,"""
    same: float
    """or the same."""
    beats_nothing: float
    """Share of the draws in which it does better than nothing at all,"""
    loses_to_nothing: float
    """or worse. A package can beat prodding alone only because this model knows nothing of what it does."""
    unknown: tuple[str, ...]
    """Actions in the package of which this model knows nothing."""

    @property
    def leans(self) -> str:
        """Say in a word how the package compares with prodding alone: "better", "worse", "same" or "open".

        It is better, worse or the same when at least nine draws in ten say so.
        """
        return _lean(self.better, self.worse)

    @property
    def leans_from_nothing(self) -> str:
        """Say the same of the package beside nothing at all."""
        return _lean(self.beats_nothing, self.loses_to_nothing)


def _lean(better: float, worse: float) -> str:
    for word, share in (("better", better), ("worse", worse), ("same", 1 - better - worse)):
        if share >= CLEAR:
            return word
    return "open"


def scenarios(
    amounts: Mapping[str, object],
    seed: int = SEED,
    draws: int = DRAWS,
    translation: Translation | None = None,
) -> dict[str, Scenario]:
    """Say what a package leads to in each model, beside prodding alone at equal cost and beside nothing.

    Parameters
    ----------
    amounts
        Points by action, as in ``package.ACTIONS``; at most 100 together.
    seed
        Of prices, sizes and chance; the same seed gives the same to every package.
    draws
        How many; at least 20.
    translation
        How points become settings; by default as assumed here.

    Returns
    -------
    dict
        A scenario for each of ``ROWS``. They are never added up: nothing says what an hour is worth in weeks.

    Raises
    ------
    CourseError
        When the package is none, or there are too few draws.
    """
    if isinstance(draws, bool) or not isinstance(draws, int) or draws < 20:
        raise CourseError(f"A range needs at least 20 draws, not {draws!r}.")
    own = checked(amounts)
    of = translation or Translation()
    package, prod, nothing = (
        _outputs(tuple(one.items()), of, seed, draws)
        for one in (own, prod_alone(own), dict.fromkeys(ACTIONS, 0.0))
    )
    found = {}
    for key, row in ROWS.items():
        sign = 1 if row.better == "more" else -1
        gain, beyond = (sign * (package[key] - other[key]) for other in (prod, nothing))
        found[key] = Scenario(
            row=row,
            package=_interval(package[key]),
            prod=_interval(prod[key]),
            nothing=_interval(nothing[key]),
            better=float((gain > SAME).mean()),
            worse=float((gain < -SAME).mean()),
            same=float((np.abs(gain) <= SAME).mean()),
            beats_nothing=float((beyond > SAME).mean()),
            loses_to_nothing=float((beyond < -SAME).mean()),
            unknown=tuple(action for action, points in own.items() if points and action not in row.knows),
        )
    return found


def _interval(values: Floats) -> Interval:
    low, mid, high = np.quantile(values, (LOW, MID, HIGH))
    return Interval(float(low), float(mid), float(high))


@lru_cache(maxsize=64)
def _outputs(
    amounts: tuple[tuple[str, float], ...], of: Translation, seed: int, draws: int
) -> dict[str, Floats]:
    """Give every row for every draw; prodding alone and nothing are asked for again and again."""
    drawn = draw(of, seed, draws)
    at = settings(dict(amounts), drawn)
    runs = {name: read(name, at[name], drawn.chance[name]) for name in GRIDS}
    runs["waiting"] = waiting(at["waiting"], drawn.chance["waiting"])
    return {key: runs[row.run][key] for key, row in ROWS.items()}
