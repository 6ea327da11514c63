"""The lab of module 1: design a request, and see the week that receives it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import numpy as np

from localchange.errors import CourseError
from localchange.labs import week_picture as picture
from localchange.labs.charts import Head
from localchange.labs.figures import Figure
from localchange.labs.history import Setting
from localchange.labs.subject import Control, Output, Result, controls_of
from localchange.labs.week_assumptions import ASSUMPTIONS
from localchange.labs.words import decimal, percent
from localchange.models.week_outcomes import Weeks
from localchange.models.week_request import DRAFT, LAB_SEED, RANGES, checked, live, outcome_of

BAND_SEEDS = range(1000, 1040)
"""Forty other years, for the band."""

NAMES: dict[str, dict[float, str]] = {
    "every": {1.0: "every week", **{float(n): f"every {n} weeks" for n in range(2, 14)}},
    "senders": {1: "you alone"},
    "notice": {1: "1 day"},
}
"""Values of a handle that have a name instead of a number."""


class WeekSubject:
    """The week as a lab shows it. See :class:`localchange.labs.subject.Subject`."""

    name = "week"
    title = "The week: what a request does to the people who receive it"
    subtitle = (
        "You are the asker: design the request on the left. One front-line manager receives it, all year. "
        "A toy: it shows how the parts work on one another, not what would happen in a real place."
    )
    baseline: Setting = MappingProxyType(DRAFT)
    baseline_words = "The request is as it was first drafted: 40 items, every week, two days' notice."
    outputs: Sequence[Output] = picture.OUTPUTS
    figures: Sequence[Figure] = picture.pictures()
    table: Sequence[Head] = picture.TABLE
    assumptions = ASSUMPTIONS
    notes: Sequence[str] = (
        "Simulated figures of a toy model, not of a real team.",
        "Published figures: NHS Confederation 2013 (seven providers; the share that is national as reported).",
    )
    attribution = (
        "Simulated. Published figures beside it: NHS Confederation 2013, Challenging bureaucracy, seven providers; "
        "the share that is local as reported of it."
    )
    controls: Sequence[Control] = controls_of(RANGES, NAMES)

    def check(self, setting: Mapping[str, Any]) -> dict[str, float]:
        """Give the setting back as numbers, or say which handle cannot be put there."""
        missing = [control.label for control in self.controls if control.key not in setting]
        if missing:
            raise CourseError(f"There is no number for “{missing[0]}”: all handles are needed.")
        return checked(setting)

    def fixed(self) -> Mapping[str, Any]:
        """Give the baseline, and the year without the request."""
        return picture.fixed(_lived(self.baseline), _lived(None))

    def run(self, setting: Setting) -> Result:
        """Live through the lab's year with this request."""
        lived = _lived(setting)
        outcome = outcome_of(setting, lived)
        said = picture.week_in_words(lived)
        return Result(picture.columns(lived), picture.outputs(outcome), 1.0, said)

    def band(self, setting: Setting) -> Iterator[Mapping[str, Any]]:
        """Live through other years: what chance does to the project, first from half of them, then from all."""
        shares = []
        for place, seed in enumerate(BAND_SEEDS, 1):
            lived, _ = live(setting, seed)
            shares.append(np.minimum(lived.progress() / lived.team.project_hours, 1.0))
            if place in (len(BAND_SEEDS) // 2, len(BAND_SEEDS)):
                low, high = np.quantile(np.array(shares), (0.05, 0.95), axis=0)
                yield {"band_low": low, "band_high": high}

    def says(self, now: Result, before: Result) -> str:
        """Say the outputs that matter most, how they changed, and what the week looks like."""
        new, old = now.outputs, before.outputs

        def was(key: str, manner: Any) -> str:
            same = now is before or manner(new[key]) == manner(old[key])
            return "" if same else f" (before: {manner(old[key])})"

        return (
            f"Your request takes {decimal(new['hours'])} hours a week{was('hours', decimal)}, "
            f"of {decimal(new['data_hours'])} on all obligations; {percent(new['local_share'])} of those are local. "
            f"The change project is {_finished(new['finish_week'])}{was('finish_week', _finished)}. "
            f"{percent(new['late'])} of your returns come late{was('late', percent)}; you learn "
            f"{percent(new['information'])} of what you need to know{was('information', percent)}. "
            f"{now.said}"
        )


def _finished(week: float) -> str:
    return f"finished in week {np.ceil(week):.0f}" if week < 52 else "not finished within the year"


def _lived(setting: Setting | None) -> Weeks:
    return live(setting, LAB_SEED)[0]
