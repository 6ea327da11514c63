"""Three places in which to keep settings under a name."""

from __future__ import annotations

from dataclasses import dataclass

from localchange.errors import CourseError
from localchange.labs.history import Setting

PLACES = 3
LONGEST_NAME = 40


@dataclass(frozen=True)
class Scenario:
    """Settings under a name."""

    name: str
    setting: Setting


class Scenarios:
    """The kept settings, by place; an empty place is None."""

    def __init__(self) -> None:
        self.slots: list[Scenario | None] = [None] * PLACES

    def keep(self, slot: int, name: str, setting: Setting) -> Scenario:
        """Keep settings in one of the places, over whatever was there."""
        if not 0 <= slot < PLACES:
            raise CourseError(f"There are {PLACES} places to keep a scenario in, and no number {slot + 1}.")
        clean = " ".join(name.split())[:LONGEST_NAME] or f"Scenario {'ABC'[slot]}"
        kept = Scenario(clean, dict(setting))
        self.slots[slot] = kept
        return kept
