"""The lab of paying: design a scheme under a budget, switch it on and off, and read it in three ways."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import numpy as np

from localchange.errors import CourseError
from localchange.labs import paying_picture as picture
from localchange.labs.charts import Head
from localchange.labs.figures import Figure
from localchange.labs.history import Setting
from localchange.labs.paying_assumptions import ASSUMPTIONS
from localchange.labs.subject import Control, Output, Result, controls_of
from localchange.labs.words import decimal, unsigned_zero
from localchange.models.incentives_scheme import (
    BUDGET,
    LAB_SEED,
    NO_SCHEME,
    RANGES,
    checked,
    live,
    outcome_of,
)

BAND_SEEDS = range(1000, 1040)
"""Forty other draws of sites and years, for the band."""

NAMES: dict[str, dict[float, str]] = {
    "bonus": {0: "no bonus"},
    "years": {1: "1 year", 6: "6 years, not withdrawn"},
    "checks": {0: "none"},
    "hear": {0: "nothing"},
}
"""Values of a handle that have a name instead of a number."""


class PayingSubject:
    """A scheme as a lab shows it. See :class:`localchange.labs.subject.Subject`."""

    revealed = True
    """Whether published results may be seen."""

    name = "paying"
    title = "Paying: a scheme that is switched on, and off again"
    subtitle = (
        f"{BUDGET:g}% of one year's income of a site is what you have, for all the years of the scheme. 40 sites are "
        "paid and 40 are there to compare. "
        "A toy: it shows how the parts work on one another, not what would happen in a real place."
    )
    baseline: Setting = MappingProxyType(NO_SCHEME)
    baseline_words = "There is no scheme: no bonus, and nothing is checked."
    outputs: Sequence[Output] = picture.OUTPUTS
    figures: Sequence[Figure] = picture.pictures()
    table: Sequence[Head] = picture.TABLE
    assumptions = ASSUMPTIONS
    notes: Sequence[str] = ("Simulated figures of a toy model, not of real sites.",)
    attribution = (
        "Simulated. Published figures, once they are shown: Sutton and others 2012, "
        "https://doi.org/10.1056/NEJMsa1114951; Kristensen and others 2014, https://doi.org/10.1056/NEJMoa1400962; Jha "
        "and others 2012, https://doi.org/10.1056/NEJMsa1112351; Minchin and others 2018, "
        "https://doi.org/10.1056/NEJMsa1801495."
    )
    controls: Sequence[Control] = controls_of(RANGES, NAMES)

    def check(self, setting: Mapping[str, Any]) -> dict[str, float]:
        """Give the setting back as numbers, or say which handle cannot be put there."""
        missing = [control.label for control in self.controls if control.key not in setting]
        if missing:
            raise CourseError(f"There is no number for “{missing[0]}”: all handles are needed.")
        return checked(setting)

    def fixed(self) -> Mapping[str, Any]:
        """Give what would have been without a scheme."""
        return picture.fixed(live(self.baseline, LAB_SEED)[1])

    def run(self, setting: Setting) -> Result:
        """Live through the lab's years with this scheme."""
        years, without = live(setting, LAB_SEED)
        outcome = outcome_of(years, without)
        early, late = (
            f"Read after {words}, deaths in 100 moved by {_signed(one.before_after.value)} before and after, "
            f"{_signed(one.interrupted.value)} by the interrupted time series, {_signed(one.did.value)} by "
            f"difference in differences; in truth {_signed(one.truth)}."
            for words, one in (("18 months", outcome.readings[1.5]), ("42 months", outcome.readings[3.5]))
        )
        fell = []
        if np.isfinite(outcome.fell_record) and setting["bonus"]:
            fell.append(
                f"When pay was withdrawn, the record moved by {_signed(100 * outcome.fell_record)} points within a "
                f"year and the work itself by {_signed(100 * outcome.fell_care)}."
            )
            fell += [picture.withdrawal_in_words()] if self.revealed else []
        published = [picture.published_in_words()] if self.revealed else []
        said = " ".join([*fell, early, late, *published])
        return Result(
            picture.columns(years, outcome, revealed=self.revealed), picture.outputs(outcome), 1.0, said
        )

    def band(self, setting: Setting) -> Iterator[Mapping[str, Any]]:
        """Draw other sites and years, ten at a time: what chance does to difference in differences."""
        found = []
        for place, seed in enumerate(BAND_SEEDS, 1):
            years, _ = live(setting, seed)
            found.append(picture.differences(years))
            if place % 10 == 0:
                low, high = np.quantile(np.array(found), (0.05, 0.95), axis=0)
                yield {"did_low": low, "did_high": high}

    def says(self, now: Result, before: Result) -> str:
        """Say the outputs that matter most, how they changed, and what each design reports."""
        new, old = now.outputs, before.outputs

        def was(key: str) -> str:
            same = now is before or decimal(new[key]) == decimal(old[key])
            return "" if same else f" (before: {_signed(old[key])})"

        money = "within the budget" if new["cost"] <= BUDGET else "over the budget"
        return (
            f"The scheme costs {decimal(new['cost'])}, {money} of {BUDGET:g}. In its last year the record of the "
            f"measured work is {_signed(new['record'])} points{was('record')}, the same work as it was done "
            f"{_signed(new['care'])}{was('care')}, and work that is not measured {_signed(new['unpaid'])}"
            f"{was('unpaid')}. {now.said}"
        )


def _signed(value: float) -> str:
    value = unsigned_zero(value)
    return f"{value:+.1f}" if value else "0.0"
