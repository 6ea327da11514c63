"""What is known: Granovetter's crowds, where everybody sees everybody, and a setting fitted to Centola's experiment.

Two crowds that hardly differ can end quite differently, so an outcome says little about what people want (Granovetter
1978). Thresholds are counted in people, or as shares of the crowd.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from localchange.errors import CourseError
from localchange.models.diffusion import Contagion

CENTOLA = Contagion(threshold=2, above=0.5, each=0.01)
"""*Fitted*, with ``CENTOLA_STEPS``, to the 54% and 38% of Centola (2010), where neighbours knew one another and where
ties were random: on networks of 128 people with six ties each and one who begins. Three numbers were chosen to meet
two, so it shows that the model can draw the picture, not that it is true. One step stands for no particular time."""

CENTOLA_STEPS = 46
"""Steps of the fit."""

HUNDRED = tuple(range(100))
"""Granovetter's example: thresholds 0, 1, 2 ... 99. Everybody joins."""

ONE_CHANGED = (0, 2, *range(2, 100))
"""The same but for one person, whose threshold is 2 instead of 1. One person joins."""


def joined(thresholds: Sequence[float] | npt.NDArray[np.float64]) -> int:
    """Say how many join, where each joins once as many others as their threshold have.

    Parameters
    ----------
    thresholds
        In people; whoever has 0 (or less) starts.
    """
    there = 0
    while (now := int(np.count_nonzero(np.asarray(thresholds) <= there))) > there:
        there = now
    return there


def quantile_crowd(mean: float, spread: float, people: int = 100) -> int:
    """Say how many join of a crowd whose thresholds lie at the quantiles of a normal distribution.

    Parameters
    ----------
    mean, spread
        Mean and standard deviation of the thresholds, in percent of the crowd.
    people
        How many there are; the k-th has the quantile of (k - 1/2) / people.
    """
    normal = NormalDist(mean / 100 * people, _positive(spread) / 100 * people)
    return joined([normal.inv_cdf((k + 0.5) / people) for k in range(people)])


def fixed_point(mean: float, spread: float) -> float:
    """Give the share of an endless crowd with normal thresholds that joins, from nobody at first.

    That is the smallest share x at which the share of thresholds up to x is x itself.

    Parameters
    ----------
    mean, spread
        Mean and standard deviation of the thresholds, in percent of the crowd.
    """
    normal = NormalDist(mean / 100, _positive(spread) / 100)
    share = 0.0
    for _ in range(1_000_000):
        now = normal.cdf(share)
        if now - share < 1e-13:
            return now
        share = now
    return share


def turning_spread(mean: float) -> float:
    """Give the spread of thresholds, in percent of the crowd, from which most of an endless crowd join.

    Below it hardly anybody does. By halving, to a hundredth of a percent.

    Parameters
    ----------
    mean
        Mean of the thresholds, in percent of the crowd, below 50.
    """
    if not 0 < mean < 50:
        raise CourseError("The mean of the thresholds must be above 0 and below 50% of the crowd.")
    low, high = 0.01, 100.0
    while high - low > 0.01:
        middle = (low + high) / 2
        low, high = (low, middle) if fixed_point(mean, middle) > 0.5 else (middle, high)
    return (low + high) / 2


def _positive(spread: float) -> float:
    if not spread > 0:
        raise CourseError("The standard deviation of the thresholds must be above 0.")
    return spread
