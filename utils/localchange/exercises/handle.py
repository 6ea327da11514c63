"""A handle of a lab or of a setting to be handed in."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from localchange.errors import CourseError


@dataclass(frozen=True)
class Handle:
    """One thing that can be set, with a plain sentence on what it does.

    Parameters
    ----------
    key
        Name in the answer.
    label
        What it is called on the page.
    sentence
        One plain sentence: what changes when it is moved.
    low, high, step
        Its range, and the distance between two positions, in ``unit``.
    unit
        The unit, as it is read out: ``"%"``, ``"minutes"``.
    value
        Where it stands at first.
    """

    key: str
    label: str
    sentence: str
    low: float
    high: float
    step: float
    unit: str
    value: float

    def __post_init__(self) -> None:
        """Hold the numbers to sense."""
        if not self.low < self.high or self.step <= 0 or not self.low <= self.value <= self.high:
            raise CourseError(
                f"The handle “{self.key}” needs low < high, a step above 0 and a value between them."
            )

    def as_dict(self) -> dict[str, Any]:
        """Give the handle as the browser reads it."""
        return asdict(self)
