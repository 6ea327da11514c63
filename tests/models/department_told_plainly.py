"""The emergency department once more, event by event, with a function for each thing that happens and no short cut.

``emergency_run`` is this telling made quick. Both do the same arithmetic in the same order, so they must give the
same to the last bit, ties included.
"""

from __future__ import annotations

import math
from collections import deque
from heapq import heappop, heappush

import numpy as np

from localchange.models.emergency import Arrivals, Department, Stays


def run(department: Department, arrivals: Arrivals) -> Stays:
    """Simulate the department on these patients, slowly."""
    first_seen, left, recorded, relabelled, effort = _simulate(department, arrivals)
    kept = slice(int(np.searchsorted(arrivals.arrived, arrivals.warm_up)), None)
    return Stays(
        days=arrivals.days,
        limit=department.limit,
        urgent_wait=department.urgent_wait,
        arrived=arrivals.arrived[kept],
        admitted=arrivals.admitted[kept],
        urgent=arrivals.urgent[kept],
        first_seen=np.array(first_seen)[kept] - arrivals.arrived[kept],
        left=np.array(left)[kept],
        recorded=np.array(recorded)[kept],
        relabelled=np.array(relabelled, dtype=np.bool_)[kept],
        effort=np.array(effort)[kept],
    )


def _simulate(
    department: Department, arrivals: Arrivals
) -> tuple[list[float], list[float], list[float], list[bool], list[float]]:
    """Run the events in order; return first seen (clock time), stay, recorded stay, relabelled and effort."""
    arrived = arrivals.arrived.tolist()
    admitted = arrivals.admitted.tolist()
    urgent = arrivals.urgent.tolist()
    care = arrivals.care.tolist()
    tests = arrivals.tests.tolist()
    bed = arrivals.bed.tolist()
    turn = arrivals.turn.tolist()
    chance = arrivals.chance.tolist()
    place = arrivals.place.tolist()
    n = len(arrived)

    limit, window = department.limit, department.window
    watched_from, opens_after = limit - department.watch, limit - window
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
    recorded = [0.0] * n
    relabelled = [False] * n
    efforts = [0.0] * n

    free_clinicians, free_beds = int(department.clinicians), int(department.bed_teams)
    waiting_urgent: deque[int] = deque()
    waiting: deque[int] = deque()
    waiting_late: deque[int] = deque()
    for_bed: deque[int] = deque()
    # An event is (time, code): patient p leaves the clinician at code p, is decided on at n + p, has a bed at 2n + p.
    events: list[tuple[float, int]] = []

    def faster(start: float, minutes: float, came: float, hurry: float) -> float:
        """Return when this work ends if its speed grows as the time left to the limit shrinks."""
        opens = came + opens_after
        if start + minutes <= opens or start >= came + limit or hurry <= 0.0:
            return start + minutes
        into = start - opens
        if into < 0.0:
            minutes += into
            into = 0.0
        scale = window * (1.0 + hurry) / hurry
        end = window / hurry
        most = scale * math.log((scale - into) / end)
        if minutes > most:
            return came + limit + (minutes - most)
        return opens + scale - (scale - into) * math.exp(-minutes / scale)

    def settle(p: int, leaves: float) -> None:
        """Write down when a patient leaves and what the clock says; then move the running figure and the effort."""
        nonlocal running, effort
        stay = leaves - arrived[p]
        left[p] = stay
        efforts[p] = effort
        if stay > limit:
            if chance[p] < (relabel_admitted if admitted[p] else relabel_discharged) * effort:
                relabelled[p] = True
                recorded[p] = limit - record_near * (record_far ** place[p] - 1.0)
                running += blend * (1.0 - running)
            else:
                recorded[p] = stay
                running -= blend * running
        else:
            recorded[p] = stay
            running += blend * (1.0 - running)
        if pushed:
            short = (target - running) / gap
            effort = pressure * (0.0 if short <= 0.0 else 1.0 if short >= 1.0 else short)

    def next_patient(now: float) -> int:
        """Take the next patient for a free clinician; -1 if nobody waits."""
        if pushed:
            while waiting and now - arrived[waiting[0]] >= limit:
                waiting_late.append(waiting.popleft())
            if waiting and now - arrived[waiting[0]] >= watched_from:
                near = waiting[0]
                if waiting_urgent:
                    if (turn[near] + turn[waiting_urgent[0]]) % 1.0 < give_way * effort:
                        return waiting.popleft()
                elif not waiting_late or (turn[near] + turn[waiting_late[0]]) % 1.0 < effort:
                    return waiting.popleft()
        if waiting_urgent:
            return waiting_urgent.popleft()
        if waiting_late:
            return waiting_late.popleft()
        return waiting.popleft() if waiting else -1

    def next_for_bed(now: float) -> int:
        """Take the next patient for a bed; under a target, the first whose clock nears the limit may go ahead."""
        first = for_bed[0]
        if pushed and effort > 0.0 and not watched_from <= now - arrived[first] < limit:
            for p in for_bed:
                if watched_from <= now - arrived[p] < limit:
                    if (turn[p] + turn[first]) % 1.0 < effort:
                        for_bed.remove(p)
                        return p
                    break
        return for_bed.popleft()

    owed = 0.0
    i = 0
    never = math.inf
    arrival = arrived[0] if n else never
    while True:
        if events and events[0][0] <= arrival:
            now, code = heappop(events)
            if code < n:
                needs = tests[code] * (1.0 - stretch * effort)
                decided = faster(now, needs, arrived[code], hurry_tests * effort)
                owed += hands * (now + needs - decided)
                if admitted[code]:
                    heappush(events, (decided, n + code))
                else:
                    settle(code, decided)
                p = next_patient(now)
                if p < 0:
                    free_clinicians += 1
                else:
                    first_seen[p] = now + owed
                    heappush(events, (now + owed + care[p], p))
                    owed = 0.0
                continue
            if code < 2 * n:
                for_bed.append(code - n)
                if not free_beds:
                    continue
                free_beds -= 1
            elif not for_bed:
                free_beds += 1
                continue
            p = next_for_bed(now)
            ready = faster(now, bed[p] * (1.0 - stretch * effort), arrived[p], hurry_beds * effort)
            heappush(events, (ready, 2 * n + p))
            settle(p, ready)
        elif i < n:
            if free_clinicians:
                free_clinicians -= 1
                first_seen[i] = arrival + owed
                heappush(events, (arrival + owed + care[i], i))
                owed = 0.0
            elif urgent[i]:
                waiting_urgent.append(i)
            else:
                waiting.append(i)
            i += 1
            arrival = arrived[i] if i < n else never
        else:
            return first_seen, left, recorded, relabelled, efforts
