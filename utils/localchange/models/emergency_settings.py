"""From the lab's five handles to a department, the two fitted regimes, and named scenarios.

No widget is imported here, so that marking can simulate a setting that was handed in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from localchange.errors import CourseError
from localchange.models.emergency_department import Department
from localchange.models.ranges import Range, known

BASE = Department(clock_room=0.3)
"""The department of the lab before anyone sets a target."""

REGIME_2003 = replace(BASE, target=0.90, pressure=0.043)
"""Early and weak: officially 90% by March 2003. Fitted to 83.9% within four hours and 4.7% in the last 20 minutes."""

REGIME_2006 = replace(BASE, target=0.98, pressure=1.0)
"""Late and strong: 98%. Fitted to 96.3% within four hours and 8.4% in the last 20 minutes (Mason and others 2012)."""

_ONE_HISTOGRAM = replace(
    BASE, target=1.0, pressure=1.0, stretch=0.0, hands=0.0, give_way=0.0, bed_teams=20, hurry_beds=8.0
)

TWINS: dict[str, Department] = {
    "speed": replace(_ONE_HISTOGRAM, clock_room=0.0),
    "paper": replace(
        _ONE_HISTOGRAM, clock_room=1.0, relabel_admitted=0.4, relabel_discharged=0.7, record_near=5.0
    ),
}
"""Two departments whose records have the same histogram. In one the patients really leave; in the other they do not.

Made for that: beds do not queue and hurrying costs nobody anything, so that only the two mechanisms differ, and the
share and the minutes of the changed records were set to match. Eight weeks of records do not tell them apart.
"""


RANGES: dict[str, Range] = {
    "target": Range(
        "Target",
        "The share of patients who are to leave within four hours; 0 means that there is no target.",
        "%",
        70,
        100,
        1,
        95,
        off=0,
    ),
    "pressure": Range(
        "Pressure",
        "How hard the target is pushed: the effort that a department far below it makes.",
        "%",
        0,
        100,
        5,
        50,
    ),
    "capacity": Range(
        "Capacity",
        "Clinicians on duty at any hour, with teams that make beds ready in proportion.",
        "clinicians",
        9,
        14,
        1,
        11,
    ),
    "clock": Range(
        "Room in the clock rule",
        "How much of the effort can go into the record instead of into speed: 0 when the clock stops only as the "
        "patient leaves.",
        "%",
        0,
        100,
        5,
        30,
    ),
    "audit": Range(
        "Audit",
        "The share of changed records that an audit would find; staff know it, and turn that effort to speed.",
        "%",
        0,
        100,
        5,
        0,
    ),
}

SCENARIOS: dict[str, dict[str, float]] = {
    "no_target": {"target": 0, "pressure": 0, "capacity": 11, "clock": 30, "audit": 0},
    "fair_push": {"target": 95, "pressure": 60, "capacity": 12, "clock": 0, "audit": 50},
    "hard_push": {"target": 98, "pressure": 100, "capacity": 9, "clock": 100, "audit": 0},
}
"""Settings of the five handles, by name."""


def department_from(setting: Mapping[str, object]) -> Department:
    """Return the department that the five handles describe.

    Parameters
    ----------
    setting
        ``target`` (0 or 70 to 100 %), ``pressure`` (0 to 100 %), ``capacity`` (9 to 14 clinicians), ``clock``
        (0 to 100 %) and ``audit`` (0 to 100 %). A handle that is not there stands where it stood at first.

    Raises
    ------
    CourseError
        When a handle is unknown, is not a number or is outside its range.
    """
    known(setting, RANGES, "department")
    at = {key: _checked(key, setting.get(key, spec.value)) for key, spec in RANGES.items()}
    clinicians = int(at["capacity"])
    return replace(
        BASE,
        target=at["target"] / 100,
        pressure=at["pressure"] / 100,
        clinicians=clinicians,
        bed_teams=round(BASE.bed_teams * clinicians / BASE.clinicians),
        clock_room=at["clock"] / 100,
        audit=at["audit"] / 100,
    )


def _checked(key: str, value: object) -> float:
    """Return the handle's number, or say in one sentence what is wrong with it."""
    spec = RANGES[key]
    number = spec.number(value)
    if key == "capacity" and number != int(number):
        raise CourseError(f"{spec.label} must be a whole number of {spec.unit}, not {number:g}.")
    return number
