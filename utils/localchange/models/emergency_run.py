"""The event loop of the emergency department: who is served when, and what the clock says afterwards.

Kept in one function over plain lists and ``heapq``, because it runs behind a slider, and sixteen times for each
hand-in that is marked: about 9,000 patients in some 14 ms. Hence no function is called for each patient, arrivals are
no events of their own, and a clinician's next event takes the place of the last one.
``tests/models/department_told_plainly.py`` tells the same without any of that and gives the same to the last bit;
``tests/models/department_in_simpy.py`` is a second, slower and more literal telling.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Sequence
from heapq import heappop, heappush, heapreplace
from typing import cast

import numpy as np

from localchange.models.emergency_department import Arrivals, Department, Floats
from localchange.models.emergency_outcomes import Stays


def run(department: Department, arrivals: Arrivals) -> Stays:
    """Simulate the department on these patients.

    Parameters
    ----------
    department
        What there is, the target, and what staff do about it.
    arrivals
        The patients and every random number, from :func:`draw`. Nothing random happens here.

    Returns
    -------
    Stays
        One entry for each patient who arrived after the warm-up. All of them leave: the simulation goes on, with
        no new arrivals, until the last one has.

    Notes
    -----
    The rules, at an effort ``e`` from 0 to 1:

    - ``e = pressure * min(1, max(0, target - running) / full_effort_gap)``; ``running`` is the recorded share
      within the limit, smoothed over the last ``memory_days``, updated when a patient's leaving is settled.
    - ``paper = clock_room * (1 - audit)`` of the effort goes into the record, the rest into speed.
    - A free clinician takes the urgent first, then whoever came first. Under a target, the next patient whose
      clock nears the limit goes before an urgent one in ``give_way * e`` of cases, and before patients already
      past the limit (who have no clock left to beat) in ``e`` of them. Beds are given in the same way.
    - Tests and beds take ``1 - stretch * e * (1 - paper)`` of their minutes; in the window before the limit their
      speed grows, in step with how little time is left, from 1 to ``1 + hurry * e * (1 - paper)`` at the limit, and
      after it is 1 again. Each minute of tests saved so costs a clinician ``hands`` minutes before the next patient.
    - A patient who is still there at the limit is recorded as within it in ``relabel * e * paper`` of cases.
    """
    first_seen, left, effort, changed = _simulate(department, arrivals)
    stays = np.array(left)
    recorded, relabelled = stays.copy(), np.zeros(len(stays), dtype=np.bool_)
    whose = list(changed)
    recorded[whose], relabelled[whose] = list(changed.values()), True
    kept = slice(int(np.searchsorted(arrivals.arrived, arrivals.warm_up)), None)
    return Stays(
        days=arrivals.days,
        limit=department.limit,
        urgent_wait=department.urgent_wait,
        arrived=arrivals.arrived[kept],
        admitted=arrivals.admitted[kept],
        urgent=arrivals.urgent[kept],
        first_seen=np.array(first_seen)[kept] - arrivals.arrived[kept],
        left=stays[kept],
        recorded=recorded[kept],
        relabelled=relabelled[kept],
        effort=np.array(effort)[kept],
    )


def _simulate(
    department: Department, arrivals: Arrivals
) -> tuple[list[float], list[float], list[float], dict[int, float]]:
    """Run the events in order; return first seen (clock time), stay, effort, and the records that were changed."""
    limit, window = department.limit, department.window
    arrived = arrivals.arrived.tolist()
    opens = (arrivals.arrived + (limit - window)).tolist()
    admitted = arrivals.admitted.tolist()
    care = arrivals.care.tolist()
    tests = arrivals.tests.tolist()
    # Looked at for few patients: a view gives the same numbers without making a list of all of them.
    bed, turn = _view(arrivals.bed), _view(arrivals.turn)
    chance, place = _view(arrivals.chance), _view(arrivals.place)
    n = len(arrived)

    # Whoever waits for a clinician, urgent or not, is the next of a list in the order of arrival, or has not come yet.
    arrived.append(math.inf)
    urgent = iter([*np.flatnonzero(arrivals.urgent).tolist(), n])
    others = iter([*np.flatnonzero(~arrivals.urgent).tolist(), n])
    next_urgent, next_other = next(urgent), next(others)
    urgent_came, other_came = arrived[next_urgent], arrived[next_other]

    watched_from = limit - department.watch
    record_near = department.record_near
    record_far = 1.0 + window / record_near
    hands = department.hands
    target, pressure = department.target, department.pressure
    pushed = target > 0 and pressure > 0
    paper = department.clock_room * (1.0 - department.audit)
    speed = 1.0 - paper
    gap = department.full_effort_gap
    give_way, stretch = department.give_way, department.stretch * speed
    hurry_tests, hurry_beds = department.hurry_tests * speed, department.hurry_beds * speed
    relabel_admitted = department.relabel_admitted * paper
    relabel_discharged = department.relabel_discharged * paper
    blend = 1.0 / max(1.0, department.memory_days * department.arrivals_per_day)
    running = max(0.0, target - gap / 2)
    effort = pressure * 0.5 if pushed else 0.0

    first_seen = [0.0] * n
    left = [0.0] * n
    efforts = [0.0] * n
    changed: dict[int, float] = {}

    free_clinicians, free_beds = int(department.clinicians), int(department.bed_teams)
    late: deque[int] = deque()
    for_bed: deque[int] = deque()
    # An event is (time, code): patient p leaves the clinician at code p, is decided on at n + p, has a bed at 2n + p.
    # The last of them never comes, so that there always is a next one to look at.
    events: list[tuple[float, int]] = [(math.inf, 3 * n)]
    owed = 0.0

    while True:
        now, code = events[0]
        if free_clinicians and (urgent_came < now or other_came < now):
            # Nobody waits, so the next who comes is seen at once.
            if next_urgent < next_other:
                p, now = next_urgent, urgent_came
                next_urgent = next(urgent)
                urgent_came = arrived[next_urgent]
            else:
                p, now = next_other, other_came
                next_other = next(others)
                other_came = arrived[next_other]
            free_clinicians -= 1
            first_seen[p] = begins = now + owed
            heappush(events, (begins + care[p], p))
            owed = 0.0
            continue
        if code < n:
            p = code
            needs = tests[p] * (1.0 - stretch * effort)
            leaves = now + needs
            if leaves > opens[p] and now < arrived[p] + limit:
                hurry = hurry_tests * effort
                if hurry > 0.0:
                    leaves = _hurried(now, needs, opens[p], arrived[p] + limit, window, hurry)
                    owed += hands * (now + needs - leaves)
            settled = not admitted[p]
            if not settled:
                heappush(events, (leaves, n + p))
        else:
            heappop(events)
            if code < 2 * n:
                for_bed.append(code - n)
                if not free_beds:
                    continue
                free_beds -= 1
            elif not for_bed:
                if code == 3 * n:
                    return first_seen, left, efforts, changed
                free_beds += 1
                continue
            # Who gets the bed: under a target, the first whose clock nears the limit may go ahead.
            p = for_bed[0]
            if effort > 0.0 and not watched_from <= now - arrived[p] < limit:
                for other in for_bed:
                    if watched_from <= now - arrived[other] < limit:
                        if (turn[other] + turn[p]) % 1.0 < effort:
                            p = other
                        break
            if p == for_bed[0]:
                for_bed.popleft()
            else:
                for_bed.remove(p)
            needs = bed[p] * (1.0 - stretch * effort)
            leaves = now + needs
            if leaves > opens[p] and now < arrived[p] + limit:
                hurry = hurry_beds * effort
                if hurry > 0.0:
                    leaves = _hurried(now, needs, opens[p], arrived[p] + limit, window, hurry)
            heappush(events, (leaves, 2 * n + p))
            settled = True

        if settled:
            # Write down when the patient leaves and what the clock says; move the running figure and the effort.
            left[p] = stay = leaves - arrived[p]
            efforts[p] = effort
            if stay <= limit:
                running += blend * (1.0 - running)
            elif chance[p] < (relabel_admitted if admitted[p] else relabel_discharged) * effort:
                changed[p] = limit - record_near * (record_far ** place[p] - 1.0)
                running += blend * (1.0 - running)
            else:
                running -= blend * running
            if pushed:
                short = (target - running) / gap
                effort = pressure * (0.0 if short <= 0.0 else 1.0 if short >= 1.0 else short)
        if code >= n:
            continue

        # The clinician is free for the next patient, whose event takes the place of this one.
        if pushed:
            while now - other_came >= limit:
                late.append(next_other)
                next_other = next(others)
                other_came = arrived[next_other]
            goes_first = False
            if now - other_came >= watched_from and other_came < now:
                if urgent_came < now:
                    goes_first = (turn[next_other] + turn[next_urgent]) % 1.0 < give_way * effort
                else:
                    goes_first = not late or (turn[next_other] + turn[late[0]]) % 1.0 < effort
        else:
            goes_first = False
        if urgent_came < now and not goes_first:
            p = next_urgent
            next_urgent = next(urgent)
            urgent_came = arrived[next_urgent]
        elif late and not goes_first:
            p = late.popleft()
        elif other_came < now:
            p = next_other
            next_other = next(others)
            other_came = arrived[next_other]
        else:
            heappop(events)
            free_clinicians += 1
            continue
        first_seen[p] = begins = now + owed
        heapreplace(events, (begins + care[p], p))
        owed = 0.0


def _view(numbers: Floats) -> Sequence[float]:
    return cast(Sequence[float], memoryview(numbers.data))


def _hurried(start: float, minutes: float, opens: float, closes: float, window: float, hurry: float) -> float:
    """Return when this work ends if, in the window, its speed grows as the time left to the limit shrinks."""
    into = start - opens
    if into < 0.0:
        minutes += into
        into = 0.0
    scale = window * (1.0 + hurry) / hurry
    end = window / hurry
    most = scale * math.log((scale - into) / end)
    if minutes > most:
        return closes + (minutes - most)
    return opens + scale - (scale - into) * math.exp(-minutes / scale)
