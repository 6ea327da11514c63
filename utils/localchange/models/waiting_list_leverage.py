"""Meadows's twelve places to intervene in a system, and what the same budget does at each of those the toy has.

The twelve are Meadows's (1999, *Leverage points*), weakest first. What a budget buys at each is assumed, not
measured: the toy shows how places differ in kind, and says nothing of prices. With other assumptions the order is
another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from math import isfinite

import numpy as np

from localchange.errors import CourseError
from localchange.models.ranges import Range
from localchange.models.waiting_list import TAIL, Run, run
from localchange.models.waiting_list_play import swing
from localchange.models.waiting_list_rules import RULES, Rule, by
from localchange.models.waiting_list_service import HOSPITAL, Draw, Service, draw

LIVED = 24
"""Months that are lived with the intervention, before the tail."""

CHASING = replace(RULES["chase"], whole=False)
"""How posts are decided before anybody intervenes: for the gap in the published figure, those on their way
forgotten."""


@dataclass(frozen=True, slots=True)
class Point:
    """One of the twelve places.

    Parameters
    ----------
    number
        Meadows's number: 12 is the weakest, 1 the strongest.
    name
        The place.
    does
        What the whole budget buys here, in the toy; empty where the toy has no such place.
    modelled
        "yes", "in part" or "no".
    why
        What the toy has of it, or why it has nothing.
    """

    number: int
    name: str
    does: str
    modelled: str
    why: str


POINTS: dict[str, Point] = {
    "numbers": Point(
        12, "Numbers", "Four more posts from the first day.", "yes", "A parameter: how many staff there are at first."
    ),
    "buffers": Point(
        11, "Buffers", "A reserve of four posts that stands in for staff who are ill.", "yes",
        "A stock that is kept so that the rest is steadier.",
    ),
    "structure": Point(
        10, "Stocks and flows", "A second way in: 4% of people are helped with advice and never join the list.",
        "in part", "One flow is led around the list; the rest of the structure stays.",
    ),
    "delays": Point(
        9, "Delays", "A recruit is at work after two months instead of four.", "yes", "The length of the hiring delay."
    ),
    "balancing": Point(
        8, "Balancing loops",
        "Referrers who see a longer published wait send fewer people: four times as many hold back.",
        "yes", "The strength of a loop that works against what disturbs it.",
    ),
    "reinforcing": Point(
        7, "Reinforcing loops", "Rest and cover: crowding makes a third as many staff ill.", "yes",
        "The gain of the loop from crowding to sickness and back.",
    ),
    "information": Point(
        6, "Information", "Whoever recruits sees the wait of this month, and no longer a figure two months old.", "yes",
        "Who knows what, and when.",
    ),
    "rules": Point(
        5, "Rules", "A rule for recruiting: those on their way are taken off the gap.", "in part",
        "One rule of one manager; the toy has no law, contract or pay.",
    ),
    "self_organisation": Point(
        4, "Self-organisation", "", "no",
        "The structure of the toy is fixed: nothing in it can make a new loop or rule.",
    ),
    "goals": Point(
        3, "Goals", "The goal becomes staff enough for the people who come, and no longer the published wait.",
        "in part", "The goal of one loop, not of a whole system.",
    ),
    "paradigm": Point(
        2, "Paradigms", "", "no", "Nobody in the toy holds a belief that could change: what counts stands outside it."
    ),
    "transcending": Point(
        1, "Transcending paradigms", "", "no",
        "A way of holding all beliefs lightly; a model of numbers has nothing of it.",
    ),
}  # fmt: skip
"""The twelve, weakest first."""

MODELLED: tuple[str, ...] = tuple(key for key, point in POINTS.items() if point.modelled != "no")
"""Those that the toy has, wholly or in part."""


RANGES: dict[str, Range] = {
    "point": Range(
        "Where you intervene",
        "Meadows's places, weakest first: 12 is the weakest. Places 4, 2 and 1 are not in this toy.",
        "", 0, len(MODELLED), 1, 0,
    ),
    "budget": Range("How much of the budget", "What it buys goes in proportion.", "%", 0, 100, 10, 100),
    "surge": Range(
        "Rise in referrals", "By how much more people are referred, for good, early in the first year.",
        "%", 0, 30, 5, 15,
    ),
}  # fmt: skip
"""The handles of the lab; the first counts through ``MODELLED``, from 1, and 0 is nowhere."""


@dataclass(frozen=True, slots=True)
class Intervened:
    """What an intervention leads to. Points leave out the budget, which is the same everywhere."""

    cost: float
    """Points of waiting beyond the promise and of the staff whom the service recruited; lower is better."""
    wait_highest: float
    """The longest true wait, weeks."""
    wait_end: float
    """The true wait at the end, weeks."""
    missed: float
    """Weeks by which the true wait misses the promise, above or below, mean over all months."""
    staff_highest: float
    sick_highest: float
    """The largest share of staff who are ill."""
    swing: float
    """How much more the posts swing than the people referred do."""


def changed(point: str | None, budget: float = 1.0) -> tuple[Service, Rule, float]:
    """Give the service, the rule and the share of people who join the list, after an intervention.

    Parameters
    ----------
    point
        One of ``MODELLED``, or ``None`` for no intervention.
    budget
        Share of the whole budget, 0 to 1: what it buys goes in proportion.

    Raises
    ------
    CourseError
        When there is no such place or the toy does not have it, or the budget is not a share.
    """
    if (
        isinstance(budget, bool)
        or not isinstance(budget, int | float)
        or not isfinite(budget)
        or not 0 <= budget <= 1
    ):
        raise CourseError(f"The share of the budget must be from 0 to 1, not {budget!r}.")
    of, rule, joins = HOSPITAL, CHASING, 1.0
    match point:
        case None:
            pass
        case "numbers":
            of = replace(of, extra=4.0 * budget)
        case "buffers":
            of = replace(of, reserve=4.0 * budget)
        case "structure":
            joins = 1 - 0.04 * budget
        case "delays":
            of = replace(of, hiring_delay=of.hiring_delay * (1 - budget / 2))
        case "balancing":
            of = replace(of, put_off=of.put_off * (1 + 3 * budget))
        case "reinforcing":
            of = replace(of, crowding=of.crowding * (1 - 2 * budget / 3))
        case "information":
            of = replace(of, publishing_delay=of.publishing_delay * (1 - 0.75 * budget))
        case "rules":
            rule = replace(rule, counts=budget)
        case "goals":
            rule = replace(rule, balances=budget)
        case _:
            raise CourseError(f"The toy cannot intervene at {point!r}; it has {', '.join(MODELLED)}.")
    return of, rule, joins


@lru_cache(maxsize=32)
def _year(seed: int, surge: float) -> Draw:
    """Draw the months that an intervention is lived in: handles that move do not change them."""
    return draw(replace(HOSPITAL, surge=(surge, surge)), LIVED + TAIL, np.random.default_rng(seed))


@lru_cache(maxsize=64, typed=True)
def live(point: str | None, budget: float = 1.0, surge: float = 0.15, seed: int = 1) -> Run:
    """Live through the months with an intervention; see :func:`leverage_outcome`."""
    if (
        isinstance(surge, bool)
        or not isinstance(surge, int | float)
        or not isfinite(surge)
        or not 0 <= surge <= 1
    ):
        raise CourseError(f"The rise in referrals must be a share from 0 to 1, not {surge!r}.")
    of, rule, joins = changed(point, budget)
    year = _year(seed, float(surge))
    year = replace(year, demand=year.demand * joins)
    return run(of, year, by(rule, of), LIVED)


def leverage_outcome(
    point: str | None, budget: float = 1.0, surge: float = 0.15, seed: int = 1
) -> Intervened:
    """Say what intervening at one place leads to.

    Parameters
    ----------
    point
        One of ``MODELLED``, or ``None`` for no intervention.
    budget
        Share of the budget that is spent, 0 to 1.
    surge
        By how much referrals rise for good, as a share of what they were.
    seed
        Of the draw of referrals: the same people come whatever is done.

    Raises
    ------
    CourseError
        When the toy cannot intervene there, or a number is out of range.
    """
    lived = live(point, budget, surge, seed)
    of = lived.service
    # The extra posts and the reserve are what the budget pays for.
    paid_for = (of.extra + of.reserve) * lived.pay.shape[1]
    return Intervened(
        cost=float(lived.cost[0]) - paid_for,
        wait_highest=float(lived.wait[0].max()),
        wait_end=float(lived.wait[0, -1]),
        missed=float(np.abs(lived.wait[0] - of.promise_weeks).mean()),
        staff_highest=float(lived.staff[0].max()),
        sick_highest=float(lived.sick[0].max()),
        swing=swing(lived.posts[0, :LIVED], lived.referred[0, :LIVED]),
    )


def ranking(seed: int = 1, surge: float = 0.15, budget: float = 1.0) -> tuple[str, ...]:
    """Order the places that the toy has by their points with the same budget, best first."""
    points: Mapping[str, float] = {key: leverage_outcome(key, budget, surge, seed).cost for key in MODELLED}
    return tuple(sorted(points, key=points.__getitem__))
