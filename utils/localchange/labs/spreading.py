"""The lab of module 6: one budget for a change, spent in six ways, during the push and after it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import numpy as np

from localchange.errors import CourseError
from localchange.labs import spreading_picture as picture
from localchange.labs.charts import Head
from localchange.labs.figures import Figure
from localchange.labs.history import Setting
from localchange.labs.spreading_assumptions import WORLDS_TOLD, assumptions
from localchange.labs.subject import Control, Output, Result, controls_of
from localchange.labs.words import percent
from localchange.models.diffusion_change import (
    LAB_SEED,
    LIVES,
    NAMES,
    NOTHING,
    RANGES,
    THINGS,
    TOWNS,
    WORLDS,
    checked,
    lived,
    outcome_of,
    transformational,
)

THING_NAMES = {0.0: "nothing"} | {float(n): NAMES[thing] for n, thing in enumerate(THINGS, 1)}
MANDATE = float(THINGS.index("mandate") + 1)
ALONE = {"spend": MANDATE, "also": 0.0, "split": 0.0}
"""The whole budget on a mandate."""

UNSPENT = {"spend": 0.0, "also": 0.0, "split": 0.0}


class SpreadingSubject:
    """A change in a local place, as a lab shows it. See :class:`localchange.labs.subject.Subject`.

    Parameters
    ----------
    world
        Which set of assumptions, one of ``models.diffusion_change.WORLDS``.
    """

    name = "spreading"
    title = "Spreading a change: where would you spend the budget?"
    baseline: Setting = MappingProxyType(NOTHING)
    baseline_words = "Nothing is spent, on a change that lies between modest and radical."
    controls: Sequence[Control] = tuple(
        replace(control, choose=bool(control.names))
        for control in controls_of(RANGES, {"spend": THING_NAMES, "also": THING_NAMES})
    )
    outputs: Sequence[Output] = picture.OUTPUTS
    table: Sequence[Head] = picture.TABLE
    notes: Sequence[str] = ("Simulated figures of a toy model, not of a real place.",)
    attribution = (
        "Simulated. Thresholds: Granovetter 1978. That costly change needs several who do it: Centola 2010, "
        "https://doi.org/10.1126/science.1185231. What a budget buys is made up here."
    )

    def __init__(self, world: str = "plain") -> None:
        if world not in WORLDS:
            raise CourseError(f"There is no world called “{world}”; there are {', '.join(WORLDS)}.")
        self.world = place = WORLDS[world]
        self.subtitle = (
            f"{place.teams} teams of {place.team_size} people. A year's budget is spent in "
            f"{place.teams - place.outside} of them; the last {place.outside} are other organisations, which no "
            f"budget reaches. {WORLDS_TOLD[world]}"
            "A toy: it shows how the parts work on one another, not what would happen in a real place."
        )
        self.assumptions = assumptions(place)
        self.figures: Sequence[Figure] = picture.pictures(place)

    def check(self, setting: Mapping[str, Any]) -> dict[str, float]:
        """Give the setting back as numbers, or say which handle cannot be put there."""
        at = checked(setting)
        missing = [spec.label for key, spec in RANGES.items() if key not in setting]
        if missing:
            raise CourseError(f"There is no number for “{missing[0]}”: all handles are needed.")
        return at

    def fixed(self) -> Mapping[str, Any]:
        """Give the months."""
        return {"month": np.arange(self.world.months + 1, dtype=float)}

    def run(self, setting: Setting) -> Result:
        """Live through the months with this budget, with a mandate alone, and with nothing spent."""
        chosen, mandate, nothing = (
            lived({**setting, **spent}, LAB_SEED, self.world) for spent in ({}, ALONE, UNSPENT)
        )
        outcome, alone = outcome_of(chosen, self.world), outcome_of(mandate, self.world)
        lives = int(transformational(chosen, self.world).sum())
        rule = "yes" if outcome.transformed > 0.5 else "no"
        said = (
            f"Is it transformational? In {lives} of {TOWNS * LIVES} lives: {rule}, as a rule. A mandate alone, for the "
            f"same budget: {percent(alone.at_end_of_push)} at the end of the push, {percent(alone.lasting)} two years "
            "later."
        )
        return Result(picture.columns(chosen, mandate, nothing), picture.outputs(outcome), 1.0, said)

    def band(self, setting: Setting) -> Iterator[Mapping[str, Any]]:
        """Give nothing: the band of all lives comes with the run."""
        return iter(())

    def says(self, now: Result, before: Result) -> str:
        """Say who does it when the push ends, two years later, and where nobody paid for it."""
        new, old = now.outputs, before.outputs

        def was(key: str) -> str:
            same = now is before or percent(new[key]) == percent(old[key])
            return "" if same else f" (before: {percent(old[key])})"

        return (
            f"At the end of the push {percent(new['at_end_of_push'])} do it in any way{was('at_end_of_push')}. Two "
            f"years later {percent(new['lasting'])} do it of their own accord{was('lasting')}, and "
            f"{percent(new['beyond'])} where nobody paid for it{was('beyond')}. {now.said}"
        )
