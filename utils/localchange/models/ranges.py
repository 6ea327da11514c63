"""What a handle may be set to, and the check of settings that come from outside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite

from localchange.errors import CourseError


@dataclass(frozen=True, slots=True)
class Range:
    """What one handle of a lab may be set to, and what it means in one sentence."""

    label: str
    sentence: str
    unit: str
    low: float
    high: float
    step: float
    value: float
    """Where it stands at first."""
    off: float | None = None
    """A value outside the range that means "none"."""

    def number(self, value: object) -> float:
        """Return the handle's number, or say in one sentence what is wrong with it."""
        if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
            raise CourseError(f"{self.label} must be a number, not {value!r}.")
        if value != self.off and not self.low <= value <= self.high:
            none = "" if self.off is None else f" (or {self.off:g} for none)"
            raise CourseError(
                f"{self.label} must be from {self.low:g} to {self.high:g} {self.unit}{none}, not {value:g}."
            )
        return float(value)


def known(setting: Mapping[str, object], ranges: Mapping[str, Range], what: str) -> Mapping[str, object]:
    """Return the setting if it is one and has no handle that ``what`` does not have; say so otherwise."""
    if not isinstance(setting, Mapping):
        raise CourseError(
            f"The settings of the {what} must be a list of handles and numbers, not {setting!r}."
        )
    unknown = sorted(str(key) for key in setting if key not in ranges)
    if unknown:
        raise CourseError(
            f"The {what} has no handle called {', '.join(unknown)}; its handles are {', '.join(ranges)}."
        )
    return setting
