"""The event loop of the working weeks: who has the manager's time, hour by hour.

One plain function over lists, because it runs behind a handle: a year in a few milliseconds.
``tests/models/test_week_against_simpy.py`` holds it to a second, slower and more literal telling in SimPy.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

import numpy as np

from localchange.models.week_outcomes import CARE, LOCAL, NATIONAL, PROJECT, Weeks
from localchange.models.week_team import Team, Year


@dataclass(frozen=True, slots=True)
class Return:
    """A request that is to be answered: when it comes, when it is due, how long it takes; times in working hours."""

    came: float
    due: float
    hours: float
    kind: int
    """``OTHERS`` or ``YOURS`` of ``week_outcomes``."""


def run(team: Team, year: Year, returns: Sequence[Return] = ()) -> Weeks:
    """Live through the year.

    Parameters
    ----------
    team
        The manager, and how they work.
    year
        What comes to them, from :func:`localchange.models.week_team.draw`. Nothing random happens here.
    returns
        The requests that were designed, in any order.

    Returns
    -------
    Weeks
        Stretches of the manager's time with what they went to, and what became of every obligation.

    Notes
    -----
    The rules:

    - Care comes first and interrupts everything, first come, first served.
    - Then obligations (local, national, returns), the one that is due first; only care interrupts one that is begun,
      and it is taken up again where it was left.
    - The project has what is left. Care interrupts it, and so does an obligation that comes with no more than
      ``pressing_days`` to its deadline; any other waits until ``block_hours`` of the project, or twice or three times
      as many, have passed. The day's end interrupts it too. Each stretch of it begins with ``refocus_hours`` in which
      nothing is gained.
    - A return that is not done ``grace_days`` after its deadline is sent as it is. Local and standing national
      obligations are always done.
    """
    end = team.week * year.weeks
    day, block = team.hours_a_day, team.block_hours
    pressing_within = team.pressing_days * day
    grace = team.grace_days * day

    came = np.concatenate((year.local_came, year.national_came, [one.came for one in returns]))
    kind = [LOCAL] * len(year.local_came) + [NATIONAL] * len(year.national_came) + [r.kind for r in returns]
    needs = np.concatenate((year.local_hours, year.national_hours, [one.hours for one in returns]))
    due = np.concatenate(
        (
            year.local_came + year.local_due,
            year.national_came + year.national_due,
            [one.due for one in returns],
        )
    )
    order = np.argsort(came, kind="stable")
    arrives = [*came[order].tolist(), math.inf]
    kinds = [kind[i] for i in order]
    hours = needs[order].tolist()
    dues = due[order].tolist()
    cuts = [d + grace if k > NATIONAL else math.inf for d, k in zip(dues, kinds, strict=True)]
    care_arrives = [*year.care_came.tolist(), math.inf]
    care_hours = year.care_hours.tolist()

    n = len(kinds)
    left = list(hours)
    closed = [math.nan] * n
    care_begun = [math.nan] * len(care_hours)
    starts: list[float] = []
    ends: list[float] = []
    whats: list[int] = []
    whose: list[int] = []

    waiting: list[tuple[float, int]] = []
    held = -1  # the obligation that care interrupted
    now, next_care, next_work = 0.0, 0, 0
    day_end = day
    while now < end:
        while arrives[next_work] <= now:
            heappush(waiting, (dues[next_work], next_work))
            next_work += 1
        if care_arrives[next_care] <= now:
            care_begun[next_care] = now
            until, what, who = now + care_hours[next_care], CARE, next_care
            next_care += 1
        elif held >= 0 or waiting:
            who = held if held >= 0 else heappop(waiting)[1]
            held = -1
            if cuts[who] <= now:
                closed[who] = cuts[who]
                continue
            until, what = now + left[who], kinds[who]
            if cuts[who] < until:
                until = cuts[who]
            stop = min(care_arrives[next_care], end)
            if stop < until:
                until, held = stop, who
            else:
                closed[who] = until
            left[who] -= until - now
        else:
            while day_end <= now:
                day_end += day
            until, what, who = min(care_arrives[next_care], day_end), PROJECT, -1
            look = next_work
            while arrives[look] < until:
                if dues[look] - arrives[look] <= pressing_within:
                    until = arrives[look]
                    break
                pause = now + block * max(1.0, math.ceil((arrives[look] - now) / block))
                if pause < until:
                    until = pause
                look += 1
        starts.append(now)
        ends.append(min(until, end))
        whats.append(what)
        whose.append(who)
        now = until
    return Weeks(
        team=team,
        weeks=year.weeks,
        start=np.array(starts),
        end=np.array(ends),
        what=np.array(whats, dtype=np.int64),
        who=np.array(whose, dtype=np.int64),
        came=np.array(arrives[:-1]),
        due=np.array(dues),
        needs=np.array(hours),
        kind=np.array(kinds, dtype=np.int64),
        left=np.maximum(np.array(left), 0.0),
        closed=np.array(closed),
        care_came=year.care_came,
        care_begun=np.array(care_begun),
    )
