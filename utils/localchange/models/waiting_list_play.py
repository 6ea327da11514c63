"""From the decisions that were handed in, and the draw that came with them, to what they led to.

No widget is imported here, so that marking can live through the same months again. The seed of the draw is made by
chance when somebody begins to play and is saved with the decisions, so a play is the same whoever lives it again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import isfinite

import numpy as np

from localchange.errors import CourseError
from localchange.models.waiting_list import TAIL, Run, run
from localchange.models.waiting_list_rules import NAIVE, RULES, best, by, costs, fixed
from localchange.models.waiting_list_service import MOST_POSTS, SERVICES, Draw, Floats, Service, draw

MONTHS = 12
"""Months that are decided, one by one."""

MOST_MONTHS = 36

SEEDS = (1, 999_999)
"""Smallest and largest seed of a draw."""

UNDECIDED = -1
"""What stands for a month that is not decided yet."""


@dataclass(frozen=True, slots=True)
class Bench:
    """What a year is measured with: the rules and the best policy, lived on the same draw."""

    year: Draw
    rules: Mapping[str, Run]
    best: Run
    steady_cost: float
    """Points of the best play with the same number of posts in every month. It looks at nothing, so whoever manages
    against the delay should do better."""

    @property
    def naive_cost(self) -> float:
        """Points of the better of the two rules that forget who is on the way."""
        return min(float(self.rules[name].cost[0]) for name in NAIVE)

    @property
    def best_cost(self) -> float:
        """Points of the best policy."""
        return float(self.best.cost[0])

    def share(self, cost: float) -> float:
        """Place a number of points between the naive rule (0) and the best policy (1); clipped."""
        room = self.naive_cost - self.best_cost
        if room <= 0:  # nothing is left to gain
            return 1.0 if cost <= self.best_cost + 1e-9 else 0.0
        return float(np.clip((self.naive_cost - cost) / room, 0, 1))


@dataclass(frozen=True, slots=True)
class Played:
    """What somebody's decisions led to."""

    share: float
    """How far from the naive rule (0) to the best policy (1)."""
    steady: float
    """The share of the best play on this draw with the same number of posts in every month."""
    cost: float
    """Points: lower is better."""
    costs: Mapping[str, float]
    """Points of the rules, of the best policy ("best") and of these decisions ("yours")."""
    decided: int
    """Months that were decided; the others count as months without an advertisement."""
    wait_end: float
    """The true wait at the end of the tail, weeks."""
    wait_highest: float
    """The longest true wait, weeks."""
    staff_end: float
    staff_highest: float
    posts: int
    """Posts advertised, all months together."""
    swing: float
    """How much more the posts swing than the people referred do: ratio of standard deviation over mean."""
    best: tuple[int, ...]
    """The posts of the best policy."""

    @property
    def best_cost(self) -> float:
        """Points of the best policy."""
        return self.costs["best"]

    @property
    def naive_cost(self) -> float:
        """Points of the better of the two rules that forget who is on the way."""
        return min(self.costs[name] for name in NAIVE)


def month_keys(months: int = MONTHS) -> tuple[str, ...]:
    """Name the months as they stand in an answer: m01, m02 and so on."""
    return tuple(f"m{month:02d}" for month in range(1, months + 1))


def service_called(name: str) -> Service:
    """Find a service of :data:`SERVICES`."""
    try:
        return SERVICES[name]
    except KeyError:
        raise CourseError(f"There is no service called {name!r}; there are {', '.join(SERVICES)}.") from None


def read_setting(setting: Mapping[str, object], months: int = MONTHS) -> tuple[int, tuple[int, ...]]:
    """Read a setting that was saved.

    Parameters
    ----------
    setting
        ``seed`` (1 to 999,999) and ``m01``, ``m02`` ... (0 to 12 posts, or -1 for a month that is not decided).
    months
        How many months there are.

    Returns
    -------
    tuple
        The seed, and the posts of the months that are decided: they follow one another from the first.

    Raises
    ------
    CourseError
        When something is missing, is no whole number or is out of range, or a decided month follows one that is not.
    """
    keys = ("seed", *month_keys(months))
    if not isinstance(setting, Mapping) or set(setting) != set(keys):
        raise CourseError(
            f"A play needs a seed and a number for each of the {months} months, and nothing else."
        )
    for key in keys:
        value = setting[key]
        low, high = SEEDS if key == "seed" else (UNDECIDED, MOST_POSTS)
        if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
            raise CourseError(f"{key} must be a number, not {value!r}.")
        if value != int(value) or not low <= value <= high:
            raise CourseError(f"{key} must be a whole number from {low} to {high}, not {value:g}.")
    posts = [int(setting[key]) for key in keys[1:]]  # type: ignore[call-overload]
    decided = posts.index(UNDECIDED) if UNDECIDED in posts else months
    if any(each != UNDECIDED for each in posts[decided:]):
        raise CourseError("A month is decided that comes after one that is not.")
    return int(setting["seed"]), tuple(posts[:decided])  # type: ignore[call-overload]


def to_setting(seed: int, posts: tuple[int, ...], months: int = MONTHS) -> dict[str, float]:
    """Write a seed and the posts of the months decided so far as a setting, ready to be saved."""
    filled = [*posts, *[UNDECIDED] * (months - len(posts))]
    return {"seed": float(seed), **{key: float(n) for key, n in zip(month_keys(months), filled, strict=True)}}


def live(posts: tuple[int, ...], seed: int, service: str = "hospital", months: int = MONTHS) -> Run:
    """Live through the whole time; months that are not decided are months without an advertisement."""
    given = np.zeros((1, months))
    given[0, : len(posts)] = posts
    return run(service_called(service), year_of(seed, service, months), fixed(given), months)


@lru_cache(maxsize=64)
def year_of(seed: int, service: str = "hospital", months: int = MONTHS) -> Draw:
    """Draw the referrals that belong to a seed."""
    if not 1 <= months <= MOST_MONTHS:
        raise CourseError(f"From 1 to {MOST_MONTHS} months can be decided, not {months}.")
    return draw(service_called(service), months + TAIL, np.random.default_rng(seed))


@lru_cache(maxsize=64)
def bench(seed: int, service: str = "hospital", months: int = MONTHS) -> Bench:
    """Work out once what a draw is measured with; a third of a second for twelve months."""
    year, of = year_of(seed, service, months), service_called(service)
    ruled = {name: run(of, year, by(rule, of), months) for name, rule in RULES.items()}
    posts, _ = best(of, year, months)
    same = np.repeat(np.arange(MOST_POSTS + 1.0)[:, None], months, axis=1)
    steady = float(costs(of, year, same).min())
    return Bench(year, ruled, run(of, year, fixed(posts[None, :]), months), steady)


def outcome(setting: Mapping[str, object], service: str = "hospital", months: int = MONTHS) -> Played:
    """Say what the decisions of a setting lead to, beside the rules and the best policy on the same draw.

    Parameters
    ----------
    setting
        As :func:`read_setting` reads it.
    service
        One of ``SERVICES``.
    months
        How many months there are to decide.

    Raises
    ------
    CourseError
        When the setting does not fit, or there is no such service.
    """
    seed, posts = read_setting(setting, months)
    lived, measured = live(posts, seed, service, months), bench(seed, service, months)
    cost = float(lived.cost[0])
    by_rule = {name: float(each.cost[0]) for name, each in measured.rules.items()}
    return Played(
        share=measured.share(cost),
        steady=measured.share(measured.steady_cost),
        cost=cost,
        costs={**by_rule, "best": measured.best_cost, "yours": cost},
        decided=len(posts),
        wait_end=float(lived.wait[0, -1]),
        wait_highest=float(lived.wait[0].max()),
        staff_end=float(lived.staff[0, -1]),
        staff_highest=float(lived.staff[0].max()),
        posts=sum(posts),
        swing=swing(lived.posts[0, :months], lived.referred[0, :months]),
        best=tuple(round(n) for n in measured.best.posts[0, :months]),
    )


def swing(posts: Floats, referred: Floats) -> float:
    """Say how much more posts swing than referrals: each as its standard deviation over its mean; 0 without posts."""
    mean = float(np.mean(posts))
    referrals = float(np.std(referred) / np.mean(referred))
    return float(np.std(posts)) / mean / referrals if mean > 0 and referrals > 0 else 0.0
