"""The lab of inspecting: visit the worst, see them improve, and ask how much of it is the visit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import numpy as np

from localchange.errors import CourseError
from localchange.labs import inspecting_picture as picture
from localchange.labs.charts import Head
from localchange.labs.figures import Figure
from localchange.labs.history import Setting
from localchange.labs.inspecting_assumptions import ASSUMPTIONS
from localchange.labs.subject import Control, Output, Result, controls_of
from localchange.labs.words import decimal, percent, unsigned_zero
from localchange.models.inspection_regime import (
    HOSPITALS,
    LAB_SEED,
    RANGES,
    VISITS_ALONE,
    checked,
    live,
    outcome_of,
)

REPLICATES = 60
"""Other draws of providers, for the band."""

NAMES: dict[str, dict[float, str]] = {
    "spared": {0: "none"},
    "blame": {0: "none"},
    "support": {0: "none"},
}
"""Values of a handle that have a name instead of a number."""


class InspectingSubject:
    """Inspections as a lab shows them. See :class:`localchange.labs.subject.Subject`."""

    name = "inspecting"
    title = "Inspecting: visit the worst, and see them improve"
    subtitle = (
        f"{HOSPITALS.providers} providers. The worst by last year's figure are visited, and the year after is "
        "compared. A toy: it shows how the parts work on one another, not what would happen in a real place."
    )
    baseline: Setting = MappingProxyType(VISITS_ALONE)
    baseline_words = "The worst tenth are visited, and nothing else comes of it: no help, no blame."
    outputs: Sequence[Output] = picture.OUTPUTS
    figures: Sequence[Figure] = picture.pictures()
    table: Sequence[Head] = picture.TABLE
    assumptions = ASSUMPTIONS
    notes: Sequence[str] = ("Simulated figures of a toy model, not of real providers.",)
    attribution = "Simulated: no number of this model is fitted to a study."
    controls: Sequence[Control] = controls_of(RANGES, NAMES)

    def check(self, setting: Mapping[str, Any]) -> dict[str, float]:
        """Give the setting back as numbers, or say which handle cannot be put there."""
        missing = [control.label for control in self.controls if control.key not in setting]
        if missing:
            raise CourseError(f"There is no number for “{missing[0]}”: all handles are needed.")
        return checked(setting)

    def fixed(self) -> Mapping[str, Any]:
        """Give the years, and an empty band."""
        return picture.fixed()

    def run(self, setting: Setting) -> Result:
        """Live through the lab's years with these visits."""
        with_it, without = live(setting, LAB_SEED)
        outcome = outcome_of(setting, with_it, without, HOSPITALS)
        if outcome.spared:
            control = (
                f"The {outcome.spared} who were spared by lot fell by {_signed(outcome.naive - outcome.controlled)}, "
                f"so the inspected fell by {_signed(outcome.controlled)} beyond them."
            )
        else:
            control = "Nobody among the worst was spared, so there is no control group."
        said = f"{outcome.inspected} of {HOSPITALS.providers} are visited. {control}"
        return Result(picture.columns(with_it, without, outcome), picture.outputs(outcome), picture.TOP, said)

    def band(self, setting: Setting) -> Iterator[Mapping[str, Any]]:
        """Draw other providers: what chance does to the line of the inspected."""
        found = []
        for seed in range(1000, 1000 + REPLICATES // 20):
            with_it, _ = live(setting, seed, replicates=20)
            found.append(with_it.mean(with_it.reported, with_it.inspected))
            low, high = np.quantile(np.concatenate(found), (0.05, 0.95), axis=0)
            yield {"band_low": low, "band_high": high}

    def says(self, now: Result, before: Result) -> str:
        """Say what is seen, what chance alone would do, and what the visits did."""
        new, old = now.outputs, before.outputs

        def was(key: str, manner: Any = decimal) -> str:
            same = now is before or manner(new[key]) == manner(old[key])
            return "" if same else f" (before: {manner(old[key])})"

        return (
            f"Reported harm of the inspected falls by {_signed(new['naive'])} for 1,000 people in a "
            f"year{was('naive')}; chance alone would bring {_signed(new['by_chance'])}{was('by_chance')}. {now.said} "
            f"In truth the visits {_did(new['true_effect'])}{was('true_effect', _did)}. They report "
            f"{percent(new['openness'])} of it{was('openness', percent)}."
        )


def _did(fall: float) -> str:
    if decimal(abs(fall)) == "0.0":
        return "changed nothing"
    if fall > 0:
        return f"took {decimal(fall)} off their harm"
    return f"added {decimal(-fall)} to their harm"


def _signed(value: float) -> str:
    return decimal(unsigned_zero(value))
