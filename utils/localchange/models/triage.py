"""A week of jobs to put in order: what an order costs, the best order, and simple rules beside it.

A toy. One person works through a list, from the top, around engagements that stand. A job is taken up when the one
before it is done and goes on after an engagement; a job that needs one undisturbed stretch waits for a free stretch
that is long enough, and the time until then is lost. Whatever ends after its deadline costs its points, however late.
The points are chosen to make a point; nobody has measured them.

The problem is that of scheduling one machine for the least weighted number of late jobs (Moore 1968 gave the method
for equal weights), with a machine that is not always free. Here it is small, so the best order is found exactly.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from localchange.errors import CourseError

DAY = 450
"""Working minutes in a day, 9:00 to 16:30. Assumed."""

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
OPENS = 9 * 60


@dataclass(frozen=True, slots=True)
class Job:
    """One job on the list."""

    key: str
    label: str
    minutes: int
    due: int
    """Minutes of working time from Monday 9:00 to the deadline."""
    cost: int
    """Points that are lost when it ends after its deadline."""
    block: bool = False
    """Whether it needs one undisturbed stretch."""
    loud: int = 1
    """How loudly it is asked for, 1 to 5."""


@dataclass(frozen=True, slots=True)
class Engagement:
    """Something that stands in the diary."""

    start: int
    """Minutes of working time from Monday 9:00."""
    minutes: int
    label: str

    @property
    def end(self) -> int:
        """When it is over."""
        return self.start + self.minutes


@dataclass(frozen=True)
class Week:
    """The jobs of a week, in the order in which they came, and the engagements around which they are done."""

    name: str
    title: str
    jobs: tuple[Job, ...]
    busy: tuple[Engagement, ...]

    @property
    def minutes(self) -> int:
        """Minutes of working time in the week."""
        return DAY * len(DAYS)

    def items(self) -> dict[str, str]:
        """Give each job as one line, by key: what a question of the kind *ranking* asks about."""
        return {job.key: said(job) for job in self.jobs}

    def job(self, key: str) -> Job:
        """Find a job by its key."""
        return {job.key: job for job in self.jobs}[key]


@dataclass(frozen=True, slots=True)
class Placed:
    """A job in the week."""

    job: Job
    pieces: tuple[tuple[int, int], ...]
    """From when to when it is worked on, minutes; the last piece may end after the week."""

    @property
    def start(self) -> int:
        """When it begins."""
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        """When it is done."""
        return self.pieces[-1][1]

    @property
    def late(self) -> bool:
        """Whether it ends after its deadline."""
        return self.end > self.job.due


@dataclass(frozen=True)
class Plan:
    """What becomes of an order."""

    placed: tuple[Placed, ...]
    lost: int
    """Minutes that were lost with waiting for an undisturbed stretch."""

    @property
    def order(self) -> tuple[str, ...]:
        """The keys of the jobs, first to last."""
        return tuple(one.job.key for one in self.placed)

    @property
    def late(self) -> tuple[str, ...]:
        """The keys of the jobs that end after their deadlines."""
        return tuple(one.job.key for one in self.placed if one.late)

    @property
    def cost(self) -> int:
        """Points that are lost."""
        return sum(one.job.cost for one in self.placed if one.late)


def clock(minute: float) -> str:
    """Say a minute of working time as a day and a time, such as "Tuesday 11:20"; the end of a day is that day's."""
    day = max(0, -(-int(minute) // DAY) - 1) if minute % DAY == 0 and minute else int(minute // DAY)
    if day >= len(DAYS):
        return "next week"
    past = OPENS + minute - day * DAY
    return f"{DAYS[day]} {past // 60:.0f}:{past % 60:02.0f}"


def said(job: Job) -> str:
    """Give a job as one line."""
    block = ", in one undisturbed stretch" if job.block else ""
    return f"{job.label} ({job.minutes} minutes{block}; due {clock(job.due)}; {job.cost} points if late)"


def gaps(week: Week) -> list[tuple[int, int]]:
    """Give the free stretches of the week, none longer than a day; next week is free from its start."""
    free = []
    for day in range(len(DAYS)):
        at, end = day * DAY, (day + 1) * DAY
        for one in sorted(week.busy, key=lambda one: one.start):
            if at <= one.start < end:
                if one.start > at:
                    free.append((at, one.start))
                at = one.end
        if at < end:
            free.append((at, end))
    return [*free, (week.minutes, 10 * week.minutes)]


def schedule(week: Week, order: Sequence[str]) -> Plan:
    """Work through the jobs in this order.

    Parameters
    ----------
    week
        The jobs and the engagements.
    order
        The key of every job once, first to last.

    Raises
    ------
    CourseError
        When the order does not hold every job once.
    """
    if sorted(map(str, order)) != sorted(job.key for job in week.jobs):
        raise CourseError("The order must hold every job of the week once.")
    free, now, lost, placed = gaps(week), 0, 0, []
    for key in order:
        one, waited = _place(free, now, week.job(key))
        placed.append(one)
        lost, now = lost + waited, one.end
    return Plan(tuple(placed), lost)


def cost(week: Week, order: Sequence[str]) -> int:
    """Give the points that an order loses."""
    return schedule(week, order).cost


def _place(free: Sequence[tuple[int, int]], now: int, job: Job) -> tuple[Placed, int]:
    """Place one job from a minute on; give it, and the free minutes that were lost before it."""
    pieces, left, lost = [], job.minutes, 0
    for begin, end in free:
        start = max(begin, now)
        if start >= end:
            continue
        if job.block and end - start < left:
            lost += end - start
            continue
        took = min(left, end - start)
        pieces.append((start, start + took))
        left -= took
        if not left:
            break
    return Placed(job, tuple(pieces)), lost


@lru_cache(maxsize=32)
def best(week: Week) -> Plan:
    """Find an order that loses the fewest points, exactly; among those the one that is done first.

    Over every set of jobs that can have been done first, only orders are kept that no other of the same jobs beats
    in both the points lost and the minute at which it is done. That is enough, because whoever starts a job sooner
    is never done with it later.
    """
    free, jobs = gaps(week), week.jobs
    states: dict[int, list[tuple[int, int, tuple[int, ...]]]] = {0: [(0, 0, ())]}
    for size in range(len(jobs)):
        longer: dict[int, list[tuple[int, int, tuple[int, ...]]]] = {}
        for done, kept in states.items():
            if done.bit_count() != size:
                continue
            for i, job in enumerate(jobs):
                if done >> i & 1:
                    continue
                for points, now, order in kept:
                    placed, _ = _place(free, now, job)
                    new = (points + job.cost * placed.late, placed.end, (*order, i))
                    longer.setdefault(done | 1 << i, []).append(new)
        states = {done: _unbeaten(found) for done, found in longer.items()}
    order = min(states[(1 << len(jobs)) - 1])[2]
    return schedule(week, [jobs[i].key for i in order])


def _unbeaten(found: list[tuple[int, int, tuple[int, ...]]]) -> list[tuple[int, int, tuple[int, ...]]]:
    kept: list[tuple[int, int, tuple[int, ...]]] = []
    for one in sorted(found):
        if not kept or one[1] < kept[-1][1]:
            kept.append(one)
    return kept


RULES: Mapping[str, tuple[str, Callable[[Job], float]]] = {
    "first_come": ("First come, first served", lambda job: 0),
    "shortest": ("Shortest first", lambda job: job.minutes),
    "loudest": ("Loudest first", lambda job: -job.loud),
    "due": ("First deadline first", lambda job: job.due),
}
"""Simple rules: their names, and what they sort by; of equals, the one that came first."""


def by_rule(week: Week, rule: str) -> tuple[str, ...]:
    """Put the jobs in the order of a rule of ``RULES``."""
    return tuple(job.key for job in sorted(week.jobs, key=RULES[rule][1]))


def share_of_best(week: Week, order: Sequence[str], naive: str = "first_come") -> float:
    """Say how far an order comes from a naive rule (0) to the best order (1).

    Parameters
    ----------
    week
        The jobs.
    order
        Every key once.
    naive
        The rule of ``RULES`` that counts as 0; an order that is worse counts as 0 too.

    Returns
    -------
    float
        Points saved on the naive rule, over the points that the best order saves on it.
    """
    least, most = best(week).cost, cost(week, by_rule(week, naive))
    lost = cost(week, order)
    if most == least:
        return 1.0 if lost <= least else 0.0
    return min(1.0, max(0.0, (most - lost) / (most - least)))
