"""A run of the emergency department: its parameters and patients go into the event loop, and stays come out."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from localchange.models.emergency_department import Arrivals, Department, Floats
from localchange.models.emergency_events import TYPES, events
from localchange.models.emergency_outcomes import Stays
from localchange.models.machine_code import machine_code


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
    The rules are those of :func:`localchange.models.emergency_events.events`.
    """
    quick = machine_code(events, TYPES)
    if quick is None:
        written = _events(events, lambda array: array.tolist(), _view, department, arrivals)
    else:
        written = _events(quick, np.array, np.array, department, arrivals)
    first_seen, left, recorded, effort = written
    relabelled = ~np.isnan(recorded)
    kept = slice(int(np.searchsorted(arrivals.arrived, arrivals.warm_up)), None)
    return Stays(
        days=arrivals.days,
        limit=department.limit,
        urgent_wait=department.urgent_wait,
        arrived=arrivals.arrived[kept],
        admitted=arrivals.admitted[kept],
        urgent=arrivals.urgent[kept],
        first_seen=first_seen[kept] - arrivals.arrived[kept],
        left=left[kept],
        recorded=np.where(relabelled, recorded, left)[kept],
        relabelled=relabelled[kept],
        effort=effort[kept],
    )


def _events(
    loop: Callable[..., None],
    numbers: Callable[[Any], Any],
    views: Callable[[Any], Any],
    department: Department,
    arrivals: Arrivals,
) -> list[Floats]:
    """Put the department into the form in which the loop takes it; give what the loop wrote.

    `numbers` makes what the loop reads of an array; `views` does so of those that it looks at for few patients.
    """
    n = len(arrivals)
    paper = department.clock_room * (1.0 - department.audit)
    speed = 1.0 - paper
    written = [numbers(np.full(n, start)) for start in (0.0, 0.0, math.nan, 0.0)]
    loop(
        numbers(np.append(arrivals.arrived, math.inf)),
        numbers(arrivals.arrived + (department.limit - department.window)),
        numbers(arrivals.admitted),
        numbers(arrivals.care),
        numbers(arrivals.tests),
        *(views(each) for each in (arrivals.bed, arrivals.turn, arrivals.chance, arrivals.place)),
        *(numbers(np.append(np.flatnonzero(who), n)[::-1]) for who in (arrivals.urgent, ~arrivals.urgent)),
        department.limit,
        department.window,
        department.watch,
        department.record_near,
        department.hands,
        department.target,
        department.pressure,
        department.full_effort_gap,
        max(1.0, department.memory_days * department.arrivals_per_day),
        department.give_way,
        department.stretch * speed,
        department.hurry_tests * speed,
        department.hurry_beds * speed,
        department.relabel_admitted * paper,
        department.relabel_discharged * paper,
        int(department.clinicians),
        int(department.bed_teams),
        *written,
    )
    return [np.asarray(each) for each in written]


def _view(numbers: Floats) -> Any:
    """Give the same numbers without making a list of all of them."""
    return memoryview(numbers.data)
