"""Three ways to read a scheme from figures by period: before and after, interrupted time series, and differences.

Pure functions on arrays. Each answers one question, and rests on one assumption that the figures cannot show:

- before and after: nothing else would have changed;
- interrupted time series: the old trend would have gone on in a straight line;
- difference in differences: the paid sites would have changed as much as the comparison group did.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from localchange.errors import CourseError

Floats = npt.NDArray[np.float64]

WIDE = 1.96
"""Standard errors on each side of an estimate in a 95% interval, when the figures are many."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """An effect as figures give it, in their unit."""

    value: float
    error: float
    """Standard error; not a number when there is one figure only."""

    @property
    def low(self) -> float:
        """Lower end of the 95% interval."""
        return self.value - WIDE * self.error

    @property
    def high(self) -> float:
        """Upper end of the 95% interval."""
        return self.value + WIDE * self.error


def changes(figures: npt.ArrayLike, before: slice, after: slice) -> Floats:
    """Give each site's mean afterwards less its mean before.

    Parameters
    ----------
    figures
        Shape (periods,) for one series, or (periods, sites).
    before, after
        Which periods to compare.
    """
    table = _table(figures)
    for name, window in (("before", before), ("after", after)):
        if not len(table[window]):
            raise CourseError(f"There is no period in the window {name} the change.")
    return np.asarray(table[after].mean(axis=0) - table[before].mean(axis=0), dtype=np.float64)


def before_and_after(figures: npt.ArrayLike, before: slice, after: slice) -> Estimate:
    """Read the change from before to after as the effect.

    Parameters
    ----------
    figures, before, after
        As for :func:`changes`. Sites are taken as independent of one another.
    """
    return _mean(changes(figures, before, after))


def difference_in_differences(
    paid: npt.ArrayLike, comparison: npt.ArrayLike, before: slice, after: slice
) -> Estimate:
    """Read the change of the paid sites beyond that of the comparison group as the effect.

    Parameters
    ----------
    paid, comparison
        Figures of both groups, each of shape (periods,) or (periods, sites).
    before, after
        Which periods to compare.
    """
    return beyond(before_and_after(paid, before, after), before_and_after(comparison, before, after))


def beyond(paid: Estimate, comparison: Estimate) -> Estimate:
    """Give one change less another, of groups that are independent."""
    return Estimate(paid.value - comparison.value, float(np.hypot(paid.error, comparison.error)))


def from_four(
    paid_before: float, paid_after: float, comparison_before: float, comparison_after: float
) -> float:
    """Give the difference in differences from a table of four numbers."""
    return (paid_after - paid_before) - (comparison_after - comparison_before)


@dataclass(frozen=True, slots=True)
class Segments:
    """Two straight lines through one series, with a break between two periods (segmented regression)."""

    start: int
    """The first period after the break."""
    coefficients: Floats
    """Level of the first period, slope before, step at the break, change of slope, shape (4,)."""
    covariance: Floats
    """Their covariance, shape (4, 4), as least squares has it: periods are taken as independent."""

    @property
    def level(self) -> float:
        """Level at the first period of all."""
        return float(self.coefficients[0])

    @property
    def slope(self) -> float:
        """Change from one period to the next, before the break."""
        return float(self.coefficients[1])

    @property
    def step(self) -> float:
        """Jump at the break."""
        return float(self.coefficients[2])

    @property
    def change(self) -> float:
        """How much the slope changed at the break."""
        return float(self.coefficients[3])

    def expected(self, at: float) -> float:
        """Give what the old line would have been at a period."""
        return self.level + self.slope * at

    def effect(self, at: float) -> Estimate:
        """Read the gap between the new line and the old one at a period as the effect."""
        weights = np.array([0.0, 0.0, 1.0, at - self.start])
        return Estimate(
            float(weights @ self.coefficients), float(np.sqrt(weights @ self.covariance @ weights))
        )


def interrupted_time_series(figures: npt.ArrayLike, start: int) -> Segments:
    """Fit a line before and a line after the break, by least squares.

    Parameters
    ----------
    figures
        Shape (periods,), or (periods, sites): then the mean of all sites.
    start
        The first period after the break; at least two periods on each side.
    """
    series = _table(figures).mean(axis=1)
    many = len(series)
    if not 2 <= start <= many - 2:
        raise CourseError(
            "An interrupted time series needs at least two periods before the break and two after."
        )
    design, solve, spread = _two_lines(many, start)
    coefficients = solve @ series
    left = series - design @ coefficients
    freedom = many - design.shape[1]
    variance = float(left @ left) / freedom if freedom else float("nan")
    return Segments(start, coefficients, variance * spread)


@lru_cache(maxsize=256)
def _two_lines(many: int, start: int) -> tuple[Floats, Floats, Floats]:
    """Give the design of two lines, what solves it by least squares, and its share of the covariance."""
    time = np.arange(many, dtype=np.float64)
    later = (time >= start).astype(np.float64)
    design = np.column_stack([np.ones(many), time, later, later * (time - start)])
    return design, np.linalg.pinv(design), np.linalg.inv(design.T @ design)


def _table(figures: npt.ArrayLike) -> Floats:
    table = np.asarray(figures, dtype=np.float64)
    if table.ndim not in (1, 2):
        raise CourseError("Figures must be one series, or a table with a row for each period.")
    return table.reshape(len(table), -1)


def _mean(values: Floats) -> Estimate:
    many = len(values)
    error = float(values.std(ddof=1) / np.sqrt(many)) if many > 1 else float("nan")
    return Estimate(float(values.mean()), error)
