"""Simple rules for how many posts to advertise, and the best policy with hindsight.

The rules are the anchoring-and-adjustment rule of Sterman (1989): replace who leaves, and close the gap that is seen,
less the share ``counts`` of those who are on their way. Sterman's players counted far too little of what they had
ordered; here that is ``counts = 0``.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from localchange.models.waiting_list import TAIL, Decide, Seen, run
from localchange.models.waiting_list_service import MOST_POSTS, Draw, Floats, Service

CATCH_UP = 3.0
"""Months in which a rule wants to clear the people beyond the promise. *Point*."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How posts are decided without a person.

    Parameters
    ----------
    reacts
        Share of the gap that is advertised in one month; 0 only replaces who leaves.
    counts
        Share of those on their way that is taken off the gap, from 0 (forgotten) to 1.
    balances
        From 0 to 1: whether the goal is the published wait (0), or staff enough for the referrals that come (1).
    whole
        Whether posts are whole; parts of a post otherwise.
    """

    reacts: float
    counts: float
    balances: float = 0.0
    whole: bool = True


RULES: dict[str, Rule] = {
    "replace": Rule(reacts=0.0, counts=0.0),
    "chase": Rule(reacts=1.0, counts=0.0),
    "pipeline": Rule(reacts=1.0, counts=1.0),
    "balance": Rule(reacts=1.0, counts=1.0, balances=0.7),
}
"""Replace who leaves; chase the published figure; chase it and count those who are on their way; count them, and
look at the referrals that come more than at the wait that is published."""

NAIVE = ("replace", "chase")
"""The two rules that forget who is on the way; whichever does better is the zero of the scale."""


def by(rule: Rule, service: Service) -> Decide:
    """Give the decisions that a rule makes."""

    def decide(seen: Seen) -> Floats:
        leaving = service.leaving * seen.staff
        to_the_promise = seen.staff * (seen.published - service.promise) / CATCH_UP
        to_the_referrals = service.staff * seen.referrals / service.referrals - seen.staff
        gap = (1 - rule.balances) * to_the_promise + rule.balances * to_the_referrals
        more_coming = seen.coming - leaving * service.hiring_delay
        wanted = leaving + rule.reacts * (gap - rule.counts * more_coming)
        held = np.clip(wanted, 0, MOST_POSTS)
        return np.asarray(np.floor(held + 0.5) if rule.whole else held)

    return decide


def fixed(posts: Floats) -> Decide:
    """Give decisions that stand already, of shape ``(plays, months)``."""
    return lambda seen: posts[:, seen.month]


def costs(service: Service, year: Draw, posts: Floats, tail: int = TAIL) -> Floats:
    """Work out the points of several plays, of shape ``(plays, months)``."""
    plays, months = posts.shape
    return run(service, year, fixed(posts), months, plays, tail).cost


def best(service: Service, year: Draw, months: int, tail: int = TAIL) -> tuple[Floats, float]:
    """Find the best policy in whole posts, knowing all referrals in advance.

    It minimises :attr:`localchange.models.waiting_list.Run.cost` over the months and the tail. Nobody can play it, as
    nobody knows the year in advance: it is a bar to measure with. Local search from two starts: one month up or
    down by one to three posts, or one or two posts moved by one to three months, until nothing is better.

    Returns
    -------
    tuple
        The posts of each month, shape ``(months,)``, and their points.
    """
    ruled = run(service, year, by(RULES["balance"], service), months, tail=tail).posts[0, :months]
    early = np.ones(months)
    early[: min(3, months)] = 6
    # On two dozen draws three more starts found nothing cheaper by more than a twentieth of a percent.
    now = np.array([ruled, early])
    cost = costs(service, year, now, tail)
    steps = _steps(months)
    while True:
        tried = now[:, None, :] + steps[None, :, :]
        legal = ((tried >= 0) & (tried <= MOST_POSTS)).all(axis=2)
        found = np.full(legal.shape, np.inf)
        found[legal] = costs(service, year, tried[legal], tail)
        place = found.argmin(axis=1)
        lowest = found.min(axis=1)
        better = lowest < cost - 1e-9
        if not better.any():
            lowest_place = int(cost.argmin())
            return now[lowest_place], float(cost[lowest_place])
        # The starts that can still go down go on; the others have ended above or at their own lowest place.
        going = np.flatnonzero(better | (cost == cost.min()))
        now = np.where(better[going, None], tried[going, place[going]], now[going])
        cost = np.minimum(cost, lowest)[going]
        now, kept = np.unique(now, axis=0, return_index=True)
        cost = cost[kept]


def _steps(months: int) -> Floats:
    """List the moves: up or down in one month, or from one month to one near it."""
    one = np.eye(months)
    alone = [size * one[m] for m in range(months) for size in (-3, -2, -1, 1, 2, 3)]
    near = [(a, b) for a in range(months) for b in range(months) if 0 < abs(a - b) <= 3]
    moved = [size * (one[a] - one[b]) for a, b in near for size in (1, 2)]
    return np.array(alone + moved)
