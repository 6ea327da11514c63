"""The event loop of the emergency department: who is served when, and what the clock says afterwards.

One function over plain numbers, because it runs behind a slider and many times for each hand-in that is marked: about
9,000 patients in some 14 ms. Hence no function is called for each patient, arrivals are no events of their own, and a
clinician's next event takes the place of the last one. It keeps to what :mod:`localchange.models.machine_code` can
translate: then the same takes 1 ms. ``tests/models/department_told_plainly.py`` tells it without any of that and gives
the same to the last bit; ``tests/models/department_in_simpy.py`` is a second, slower and more literal telling.
"""

from __future__ import annotations

import math
from collections.abc import MutableSequence, Sequence
from heapq import heappop, heappush, heapreplace

_READ, _WRITTEN = [*["f8[::1]"] * 2, "b1[::1]", *["f8[::1]"] * 6, *["i8[::1]"] * 2], ["f8[::1]"] * 4
TYPES = f"void({', '.join([*_READ, *['f8'] * 15, 'i8', 'i8', *_WRITTEN])})"
"""What :func:`events` is given, as numba writes it."""


def events(
    arrived: Sequence[float],
    opens: Sequence[float],
    admitted: Sequence[bool],
    care: Sequence[float],
    tests: Sequence[float],
    bed: Sequence[float],
    turn: Sequence[float],
    chance: Sequence[float],
    place: Sequence[float],
    urgent: Sequence[int],
    others: Sequence[int],
    limit: float,
    window: float,
    watch: float,
    record_near: float,
    hands: float,
    target: float,
    pressure: float,
    gap: float,
    memory: float,
    give_way: float,
    stretch: float,
    hurry_tests: float,
    hurry_beds: float,
    relabel_admitted: float,
    relabel_discharged: float,
    free_clinicians: int,
    free_beds: int,
    first_seen: MutableSequence[float],
    left: MutableSequence[float],
    recorded: MutableSequence[float],
    efforts: MutableSequence[float],
) -> None:
    """Run the events in order, and write down what became of each patient.

    Parameters
    ----------
    arrived
        Minute of arrival of each patient, in order, and infinity after the last.
    opens
        Minute at which the window before each patient's limit opens.
    admitted
        Who will need a bed.
    care, tests, bed
        Minutes of work on each patient, at ordinary speed.
    turn, chance, place
        Numbers from 0 to 1 that settle who gives way, and whose record shows what.
    urgent, others
        The numbers of the urgent patients and of the others, the first to come last, and before them the number of
        patients, who stands for nobody.
    limit, window, watch, record_near, hands, target, pressure, gap, give_way
        Of the department, as they are.
    memory
        Patients over whom the running figure is smoothed.
    stretch, hurry_tests, hurry_beds
        Of the department, as far as effort goes into speed.
    relabel_admitted, relabel_discharged
        Of the department, as far as effort goes into the record.
    free_clinicians, free_beds
        How many there are.
    first_seen, left, recorded, efforts
        Written: minute seen, minutes stayed, minutes in the record where they were changed there, and the effort
        when the patient left.

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
    n = len(first_seen)
    # Whoever waits for a clinician, urgent or not, is the next of a list in the order of arrival, or has not come yet.
    urgent_to_come, others_to_come = list(urgent), list(others)
    next_urgent, next_other = urgent_to_come.pop(), others_to_come.pop()
    urgent_came, other_came = arrived[next_urgent], arrived[next_other]
    watched_from = limit - watch
    record_far = 1.0 + window / record_near
    pushed = target > 0.0 and pressure > 0.0
    blend = 1.0 / memory
    running = max(0.0, target - gap / 2)
    effort = pressure * 0.5 if pushed else 0.0
    # Two queues, each a list and the place of its first; the number before that is nobody's and tells numba the type.
    late, late_at = [n], 1
    for_bed, bed_at = [n], 1
    # An event is (time, code): patient p leaves the clinician at code p, is decided on at n + p, has a bed at 2n + p.
    # The last of them never comes, so that there always is a next one to look at.
    coming = [(math.inf, 3 * n)]
    owed = 0.0
    while True:
        now, code = coming[0]
        if free_clinicians and (urgent_came < now or other_came < now):
            # Nobody waits, so the next who comes is seen at once.
            if next_urgent < next_other:
                p, now = next_urgent, urgent_came
                next_urgent = urgent_to_come.pop()
                urgent_came = arrived[next_urgent]
            else:
                p, now = next_other, other_came
                next_other = others_to_come.pop()
                other_came = arrived[next_other]
            free_clinicians -= 1
            first_seen[p] = begins = now + owed
            heappush(coming, (begins + care[p], p))
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
                heappush(coming, (leaves, n + p))
        else:
            heappop(coming)
            if code < 2 * n:
                for_bed.append(code - n)
                if not free_beds:
                    continue
                free_beds -= 1
            elif bed_at == len(for_bed):
                if code == 3 * n:
                    return
                free_beds += 1
                continue
            # Who gets the bed: under a target, the first whose clock nears the limit may go ahead.
            takes = bed_at
            p = for_bed[takes]
            if effort > 0.0 and not watched_from <= now - arrived[p] < limit:
                for at in range(bed_at, len(for_bed)):
                    other = for_bed[at]
                    if watched_from <= now - arrived[other] < limit:
                        if (turn[other] + turn[p]) % 1.0 < effort:
                            takes, p = at, other
                        break
            if takes == bed_at:
                bed_at += 1
            else:
                for_bed.pop(takes)
            needs = bed[p] * (1.0 - stretch * effort)
            leaves = now + needs
            if leaves > opens[p] and now < arrived[p] + limit:
                hurry = hurry_beds * effort
                if hurry > 0.0:
                    leaves = _hurried(now, needs, opens[p], arrived[p] + limit, window, hurry)
            heappush(coming, (leaves, 2 * n + p))
            settled = True
        if settled:
            # Write down when the patient leaves and what the clock says; move the running figure and the effort.
            left[p] = stay = leaves - arrived[p]
            efforts[p] = effort
            if stay <= limit:
                running += blend * (1.0 - running)
            elif chance[p] < (relabel_admitted if admitted[p] else relabel_discharged) * effort:
                recorded[p] = limit - record_near * (record_far ** place[p] - 1.0)
                running += blend * (1.0 - running)
            else:
                running -= blend * running
            if pushed:
                short = (target - running) / gap
                effort = pressure * (0.0 if short <= 0.0 else 1.0 if short >= 1.0 else short)
        if code >= n:
            continue
        # The clinician is free for the next patient, whose event takes the place of this one.
        goes_first = False
        if pushed:
            while now - other_came >= limit:
                late.append(next_other)
                next_other = others_to_come.pop()
                other_came = arrived[next_other]
            if now - other_came >= watched_from and other_came < now:
                if urgent_came < now:
                    goes_first = (turn[next_other] + turn[next_urgent]) % 1.0 < give_way * effort
                else:
                    goes_first = (
                        late_at == len(late) or (turn[next_other] + turn[late[late_at]]) % 1.0 < effort
                    )
        if urgent_came < now and not goes_first:
            p = next_urgent
            next_urgent = urgent_to_come.pop()
            urgent_came = arrived[next_urgent]
        elif late_at < len(late) and not goes_first:
            p = late[late_at]
            late_at += 1
        elif other_came < now:
            p = next_other
            next_other = others_to_come.pop()
            other_came = arrived[next_other]
        else:
            heappop(coming)
            free_clinicians += 1
            continue
        first_seen[p] = begins = now + owed
        heapreplace(coming, (begins + care[p], p))
        owed = 0.0


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
