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
    if months < 1 or tail < 0 or plays < 1 or year.months < whole:
        raise CourseError(f"The referrals of {whole} months are needed, and {year.months} were drawn.")
    dt = 1 / STEPS
    stage = service.hiring_delay / 3
    crowd_at_first = service.waiting / service.staff
    treats = service.treats
    waiting = np.full(plays, service.waiting)
    staff = np.full(plays, service.staff + service.extra)
    # At the start as many are on their way as will leave.
    hiring = np.full((3, plays), service.leaving * service.staff * stage)
    sick = np.full(plays, service.sick)
    published = np.full(plays, service.promise)
    levels = {
        name: np.empty((plays, whole + 1))
        for name in ("waiting", "wait", "published", "staff", "coming", "sick")
    }
    flows = {
        name: np.zeros((plays, whole))
        for name in ("posts", "referred", "treated", "gave_up", "hired", "left", "pay", "beyond")
    }
    referred_before = np.full(plays, service.referrals)

    def off_the_list() -> tuple[Floats, Floats]:
        at_work = np.minimum(staff, staff * (1 - sick) + service.reserve)
        return np.minimum(treats * at_work, waiting / service.shortest), service.give_up * waiting

    def keep(place: int) -> None:
        treated, gave_up = off_the_list()
        levels["waiting"][:, place] = waiting
        levels["wait"][:, place] = waiting / np.maximum(treated + gave_up, 1e-9) * WEEKS
        levels["published"][:, place] = published * WEEKS
        levels["staff"][:, place] = staff
        levels["coming"][:, place] = hiring.sum(axis=0)
        levels["sick"][:, place] = sick

    keep(0)
    for month in range(whole):
        posts: Floats | None = None
        if month < months:
            seen = Seen(month, published.copy(), staff.copy(), hiring.sum(axis=0), referred_before)
            posts = np.broadcast_to(np.asarray(decide(seen), dtype=float), (plays,))
            if not np.all(np.isfinite(posts)) or (posts < 0).any():
                raise CourseError("The posts to advertise in a month must be a number of 0 or more.")
        for _ in range(STEPS):
            treated, gave_up = off_the_list()
            exits = treated + gave_up
            wait = waiting / np.maximum(exits, 1e-9)
            referred = (
                service.referrals
                * year.demand[month]
                * np.maximum(published / service.promise, 1e-9) ** -service.put_off
            )
            leaving = service.leaving * staff
            sought = leaving if posts is None else posts
            out = hiring / stage
            crowd = waiting / np.maximum(staff, 1e-9) / crowd_at_first
            ill = np.minimum(service.sick + service.crowding * np.maximum(crowd - 1, 0), service.most_sick)
            for name, rate in (
                ("posts", sought), ("referred", referred), ("treated", treated), ("gave_up", gave_up),
                ("hired", out[2]), ("left", leaving), ("pay", staff + service.reserve),
                ("beyond", np.maximum(waiting - exits * service.promise, 0)),
            ):  # fmt: skip
                flows[name][:, month] += rate * dt
            waiting = waiting + (referred - exits) * dt
            staff = staff + (out[2] - leaving) * dt
            hiring = hiring + (np.stack([sought, out[0], out[1]]) - out) * dt
            sick = sick + (ill - sick) * (dt / service.sickness_delay)
            published = published + (wait - published) * (dt / service.publishing_delay)
        referred_before = flows["referred"][:, month].copy()
        keep(month + 1)
    return Run(service=service, **levels, **flows)
