"""The waiting list: stocks, flows, delays and feedback, by plain Euler steps over many plays at once.

People: referred -> waiting -> treated, or gone untreated. Staff: advertised -> three stages of hiring -> in post
-> left. A crowded list makes staff ill after a while, and illness takes capacity away. The wait that is published
follows the true wait late, and fewer people are referred when it is long. See Sterman (2000), *Business Dynamics*,
for the building blocks (material and information delays); the whole is a toy.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from localchange.errors import CourseError
from localchange.models.waiting_list_service import WEEKS, Draw, Floats, Service

STEPS = 4
"""Euler steps in a month."""

TAIL = 12
"""Months after the last decision in which what was set in motion still arrives, and still counts."""


LEVELS = ("waiting", "wait", "published", "staff", "coming", "sick")
FLOWS = ("posts", "referred", "treated", "gave_up", "hired", "left", "pay", "beyond")

TINY = 1e-9
"""Nothing is divided by less."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What whoever recruits knows at the beginning of a month; each has shape ``(plays,)``."""

    month: int
    published: Floats
    """The published wait, in months: late, and smoothed."""
    staff: Floats
    coming: Floats
    """Posts that are advertised or promised and not at work yet."""
    referrals: Floats
    """People referred in the month before."""


Decide = Callable[[Seen], Floats]
"""Gives the posts to advertise in a month, shape ``(plays,)`` or a number."""


@dataclass(frozen=True, slots=True)
class Run:
    """What happened: levels at the ends of months, ``(plays, months + 1)``; flows in them, ``(plays, months)``."""

    service: Service
    posts: Floats
    """Posts advertised in each month; in the tail, those who left and were replaced."""
    waiting: Floats
    wait: Floats
    """The true wait in weeks: people waiting over people leaving the list in a week (Little's law)."""
    published: Floats
    """The wait in weeks as it is published."""
    staff: Floats
    coming: Floats
    sick: Floats
    """Share of staff who are ill."""
    referred: Floats
    treated: Floats
    gave_up: Floats
    hired: Floats
    left: Floats
    pay: Floats
    """Posts paid, in post-months."""
    beyond: Floats
    """Person-months of waiting beyond the promise."""

    @property
    def cost(self) -> Floats:
        """Points of each play: pay, and waiting beyond the promise; shape ``(plays,)``."""
        return np.asarray((self.pay + self.service.beyond_cost * self.beyond).sum(axis=1))


def run(service: Service, year: Draw, decide: Decide, months: int, plays: int = 1, tail: int = TAIL) -> Run:
    """Live through months with decisions, and a tail without.

    Parameters
    ----------
    service
        The service.
    year
        Referrals; at least ``months + tail`` of them.
    decide
        Called at the beginning of each month with what is known then.
    months
        Months with a decision.
    plays
        How many plays are lived at once.
    tail
        Months after them; leavers are replaced then, and nobody else is sought.

    Raises
    ------
    CourseError
        When the draw is too short or a decision is no number of posts.
    """
    whole = months + tail
    if (
        months < 1
        or tail < 0
        or plays < 1
        or year.months < whole
        or (year.able is not None and len(year.able) < whole)
    ):
        raise CourseError(f"The referrals of {whole} months are needed, and {year.months} were drawn.")
    state = _at_the_start(service, plays)
    levels = np.empty((whole + 1, len(LEVELS), plays))
    flows = np.zeros((whole, len(FLOWS), plays))
    able = np.ones(whole) if year.able is None else year.able
    levels[0] = _seen_from_outside(service, state, 1.0)
    before = np.full(plays, service.referrals)
    now = np.empty((len(FLOWS), plays))
    for month in range(whole):
        posts: Floats | None = None
        if month < months:
            _, staff, *hiring, _, published = state
            seen = Seen(month, published.copy(), staff.copy(), sum(hiring), before)
            posts = np.broadcast_to(np.asarray(decide(seen), dtype=float), (plays,))
            if not np.all(np.isfinite(posts)) or (posts < 0).any():
                raise CourseError("The posts to advertise in a month must be a number of 0 or more.")
        for _ in range(STEPS):
            _step(service, state, service.referrals * year.demand[month], able[month], posts, now)
            flows[month] += now
        flows[month] /= STEPS
        before = flows[month, FLOWS.index("referred")]
        levels[month + 1] = _seen_from_outside(service, state, able[month])
    return Run(
        service=service,
        **{name: np.ascontiguousarray(levels[:, place].T) for place, name in enumerate(LEVELS)},
        **{name: np.ascontiguousarray(flows[:, place].T) for place, name in enumerate(FLOWS)},
    )


def _at_the_start(service: Service, plays: int) -> Floats:
    """Give the stocks of a service in balance: list, staff, three stages of hiring, share ill, published wait (months).

    As many people are on their way as will leave meanwhile.
    """
    coming = service.leaving * service.staff * service.hiring_delay / 3
    stocks = [
        service.waiting,
        service.staff + service.extra,
        coming,
        coming,
        coming,
        service.sick,
        service.promise,
    ]
    return np.repeat(np.array(stocks)[:, None], plays, axis=1)


def _off_the_list(
    service: Service, able: float, waiting: Floats, staff: Floats, sick: Floats
) -> tuple[Floats, Floats]:
    """Give the people treated, and those who give up, in a month at this rate."""
    at_work = np.minimum(staff, staff * (1 - sick) + service.reserve)
    return np.minimum(able * service.treats * at_work, waiting / service.shortest), service.give_up * waiting


def _step(
    service: Service, state: Floats, referrals: float, able: float, posts: Floats | None, now: Floats
) -> None:
    """Take one Euler step of the stocks, in place, and put the flows of it into `now`, in the order of ``FLOWS``."""
    dt = 1 / STEPS
    waiting, staff, advertised, notice, settling, sick, published = state
    treated, gave_up = _off_the_list(service, able, waiting, staff, sick)
    exits = treated + gave_up
    wait = waiting / np.maximum(exits, TINY)
    referred: Floats | float = referrals
    if service.put_off:
        referred = referrals * np.maximum(published / service.promise, TINY) ** -service.put_off
    leaving = service.leaving * staff
    stage = service.hiring_delay / 3
    crowd = waiting * (service.staff / service.waiting) / np.maximum(staff, TINY)
    ill = np.minimum(service.sick + service.crowding * np.maximum(crowd - 1, 0), service.most_sick)
    now[0] = leaving if posts is None else posts
    now[1], now[2], now[3] = referred, treated, gave_up
    now[4], now[5] = settling / stage, leaving
    now[6] = staff + service.reserve
    now[7] = np.maximum(waiting - exits * service.promise, 0)
    to_notice, to_settling = advertised / stage, notice / stage
    state[0] += (referred - exits) * dt
    state[1] += (now[4] - leaving) * dt
    state[2] += (now[0] - to_notice) * dt
    state[3] += (to_notice - to_settling) * dt
    state[4] += (to_settling - now[4]) * dt
    state[5] += (ill - sick) * (dt / service.sickness_delay)
    state[6] += (wait - published) * (dt / service.publishing_delay)


def _seen_from_outside(service: Service, state: Floats, able: float) -> Floats:
    """Give the levels that are kept, in the order of ``LEVELS``."""
    waiting, staff, *hiring, sick, published = state
    exits = sum(_off_the_list(service, able, waiting, staff, sick))
    wait = waiting / np.maximum(exits, TINY)
    return np.stack([waiting, wait * WEEKS, published * WEEKS, staff, sum(hiring), sick])
