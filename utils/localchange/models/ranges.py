"""What the handles of a model may be set to, and whether a setting that was handed in keeps to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite

from localchange.errors import CourseError


@dataclass(frozen=True, slots=True)
class Range:
    """What one handle may be set to, and what it means in one sentence."""

    label: str
    sentence: str
    unit: str
    low: float
    high: float
    step: float
    value: float
    """Where it stands at first."""


def first_values(ranges: Mapping[str, Range]) -> dict[str, float]:
    """Give every handle where it stands at first: the baseline."""
    return {key: float(spec.value) for key, spec in ranges.items()}


def on_ranges(setting: Mapping[str, object], ranges: Mapping[str, Range], what: str) -> dict[str, float]:
    """Return all handles as numbers, or say in one sentence what is wrong.

    Parameters
    ----------
    setting
        Handles of ``ranges``; one that is not there stands where it stands at first.
    ranges
        Every handle that there is.
    what
        What is set, as in "the request".

    Raises
    ------
    CourseError
        When a handle is unknown, is not a number, or is outside its range or off its steps.
    """
    if not isinstance(setting, Mapping):
        raise CourseError(f"The settings of {what} must be a list of handles and numbers, not {setting!r}.")
    unknown = sorted(str(key) for key in setting if key not in ranges)
    if unknown:
        upper = what[0].upper() + what[1:]
        raise CourseError(
            f"{upper} has no handle called {', '.join(unknown)}; its handles are {', '.join(ranges)}."
        )
    at = first_values(ranges)
    for key, value in setting.items():
        spec = ranges[key]
        if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
            raise CourseError(f"{spec.label} must be a number, not {value!r}.")
        steps = (value - spec.low) / spec.step
        if not spec.low <= value <= spec.high or abs(steps - round(steps)) > 1e-6:
            raise CourseError(
                f"{spec.label} must be from {spec.low:g} to {spec.high:g} {spec.unit} in steps of {spec.step:g}, "
                f"not {value:g}."
            )
        at[key] = float(value)
    return at
