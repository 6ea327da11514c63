"""The lab of module 5, second half: intervene in the waiting list at one place, with the same budget."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import numpy as np

from localchange.labs import figures as draw
from localchange.labs import waiting_list_assumptions as told
from localchange.labs.charts import Head
from localchange.labs.figures import Figure
from localchange.labs.history import Setting
from localchange.labs.subject import Assumptions, Control, Output, Result, controls_of
from localchange.labs.words import COUNT, DECIMAL, change, count, decimal
from localchange.models.ranges import known
from localchange.models.waiting_list import TAIL, Run
from localchange.models.waiting_list_leverage import LIVED, MODELLED, POINTS, RANGES, leverage_outcome, live
from localchange.models.waiting_list_service import HOSPITAL

SEED = 43
"""A year that lies in the middle of what chance does to the points without an intervention."""

BAND_SEEDS = range(100, 140)
"""Forty other years, for the band."""

PLACES: tuple[str | None, ...] = (None, *MODELLED)
"""The places of the first handle, weakest first as Meadows has them."""

NAMES = {0.0: "nowhere"} | {
    float(place): f"{POINTS[key].number}. {POINTS[key].name}" for place, key in enumerate(MODELLED, 1)
}

BASELINE: Mapping[str, float] = MappingProxyType({key: float(one.value) for key, one in RANGES.items()})

OUTPUTS = (
    Output("cost", "Points", "Pay and waiting beyond the promise, without the budget.", "number", 2000, 5000),
    Output(
        "missed", "Weeks off the promise", "Mean distance of the true wait, up or down.", "number1", 0, 15
    ),
    Output("wait_highest", "Longest wait, weeks", "The true wait.", "number1", 15, 35),
    Output("wait_end", "Wait at the end, weeks", "The true wait.", "number1", 0, 35),
    Output("staff_highest", "Most staff in post", "At the end of a month.", "number", 50, 160),
)


class LeverageSubject:
    """Places to intervene, as a lab shows them. See :class:`localchange.labs.subject.Subject`."""

    name = "leverage"
    title = "The waiting list: where would you intervene?"
    subtitle = (
        "The same service is run by a rule that chases the published wait and forgets who is on the way, "
        f"for {LIVED} months and {TAIL} after them. Spend one budget at one of Meadows's places. A toy: it "
        "shows how the parts work on one another, not what would happen in a real place."
    )
    controls: Sequence[Control] = tuple(
        replace(control, choose=bool(control.names)) for control in controls_of(RANGES, {"point": NAMES})
    )
    baseline: Setting = BASELINE
    baseline_words = "Nobody intervenes, and referrals rise by 15%."
    outputs: Sequence[Output] = OUTPUTS
    table: Sequence[Head] = (
        Head("Month", "row"),
        Head("True wait, weeks", "wait", "number1"),
        Head("Published wait, weeks", "published", "number1"),
        Head("Staff in post", "staff", "number1"),
        Head("True wait at the baseline, weeks", "baseline_wait", "number1"),
        Head("Staff at the baseline", "baseline_staff", "number1"),
    )
    notes: Sequence[str] = ("Simulated figures of a toy model, not of a real service.",)
    attribution = (
        "Simulated. The places: Meadows 1999, Leverage points. What a budget buys at each is made up here."
    )
    assumptions = Assumptions(
        (
            "What the budget buys at each place is made up: nobody has priced these places. With other "
            "purchases the order is another, so read how the places differ in kind, and not by how much.",
            "Meadows lists twelve places, weakest first. Of those this toy has nine, three of them in part. "
            "A place that the toy has not may still be the strongest.",
            "The points leave the budget out, as it is the same everywhere.",
            *told.SENTENCES[1:4],
        ),
        ("Place", "What the whole budget buys", "In the toy?"),
        tuple(
            (
                f"{point.number}. {point.name}",
                point.does or "nothing that this toy could show",
                f"{point.modelled}: {point.why}",
            )
            for point in POINTS.values()
        ),
    )

    def __init__(self) -> None:
        self.figures: Sequence[Figure] = _pictures()

    def check(self, setting: Mapping[str, Any]) -> dict[str, float]:
        """Give the setting back as numbers, or say which handle cannot be put there."""
        known(setting, RANGES, "leverage points")
        numbers = {key: one.number(setting.get(key)) for key, one in RANGES.items()}
        return {control.key: control.on_a_step(numbers[control.key]) for control in self.controls}

    def fixed(self) -> Mapping[str, Any]:
        """Give the months, and the baseline."""
        base = _lived(self.baseline)
        months = np.arange(base.wait.shape[1], dtype=float)
        return {
            "month": months, "left": months - 0.4, "right": months + 0.4,
            "row": ["start", *(f"{m:.0f}" for m in months[1:])],
            "baseline_wait": base.wait[0], "baseline_staff": base.staff[0],
        }  # fmt: skip

    def run(self, setting: Setting) -> Result:
        """Live through the lab's years with the intervention."""
        lived = _lived(setting)
        outcome = leverage_outcome(_place(setting), setting["budget"] / 100, setting["surge"] / 100, SEED)
        outputs = {output.key: getattr(outcome, output.key) for output in OUTPUTS}
        columns = {"wait": lived.wait[0], "published": lived.published[0], "staff": lived.staff[0]}
        most = max(lived.staff.max(), _lived(self.baseline).staff.max())
        columns["staff_top"] = [float(np.ceil(1.05 * most / 20) * 20)]
        return Result(
            columns, outputs, max(30.0, float(np.ceil(lived.wait[0].max() / 10) * 10)), _does(setting)
        )

    def band(self, setting: Setting) -> Iterator[Mapping[str, Any]]:
        """Live through other years: what chance does to the true wait, first in half of them, then in all."""
        waits = []
        for place, seed in enumerate(BAND_SEEDS, 1):
            waits.append(_lived(setting, seed).wait[0])
            if place in (len(BAND_SEEDS) // 2, len(BAND_SEEDS)):
                low, high = np.quantile(np.array(waits), (0.05, 0.95), axis=0)
                yield {"band_low": low, "band_high": high}

    def says(self, now: Result, before: Result) -> str:
        """Say what the budget buys, and what comes of it."""
        new, old = now.outputs, before.outputs

        def moved(key: str, manner: Any) -> str:
            return "" if now is before else f" ({change(new[key], old[key], manner)})"

        return (
            f"{now.said} It costs {count(new['cost'])} points{moved('cost', COUNT)}. The true wait is "
            f"{decimal(new['wait_highest'])} weeks at most{moved('wait_highest', DECIMAL)}, "
            f"{decimal(new['wait_end'])} at the end{moved('wait_end', DECIMAL)}, and misses the promise by "
            f"{decimal(new['missed'])} weeks on average{moved('missed', DECIMAL)}. Staff rise to "
            f"{count(new['staff_highest'])}{moved('staff_highest', COUNT)}."
        )


def _place(setting: Setting) -> str | None:
    return PLACES[int(setting["point"])]


def _lived(setting: Setting, seed: int = SEED) -> Run:
    return live(_place(setting), setting["budget"] / 100, setting["surge"] / 100, seed)


def _does(setting: Setting) -> str:
    place = _place(setting)
    if place is None:
        return "Nobody intervenes."
    share = setting["budget"]
    part = "" if share == 100 else f" With {share:g}% of the budget it goes so far in proportion."
    return f"Place {POINTS[place].number}, {POINTS[place].name.lower()}: {POINTS[place].does}{part}"


def _pictures() -> Sequence[Figure]:
    end = LIVED + TAIL
    x = {
        "domain": [-0.6, end + 0.6],
        "format": "number",
        "ticks": list(range(0, end + 1, 6)),
        "fewTicks": list(range(0, end + 1, 12)),
    }
    after = draw.zone(LIVED + 0.5, end + 0.6, colour="muted", opacity=0.1)
    return [
        draw.figure(
            "The true wait in weeks",
            "Line chart of the true wait in weeks, by month. The text and the table say what it shows.",
            x={**x, "label": None},
            y={"domain": [0, 30], "ticks": 4},
            layers=[
                after,
                draw.note("the year after", x=LIVED + 0.5, at="top", dx=6, dy=6),
                draw.level(HOSPITAL.promise_weeks, colour="ink", dash="dashed", width=1.25),
                draw.note("promise", x=0, y=HOSPITAL.promise_weeks, anchor="start", dx=2, dy=10),
                draw.whiskers("left", "right", "band_low", "band_high", "two"),
                draw.line("month", "baseline_wait", "muted", dash="dotted", width=3),
                draw.line("month", "published", "one", dash="dashed", width=2),
                draw.line("month", "wait", "two", width=2.5),
            ],
            height=200,
            heading="The wait, in weeks",
            says="by month",
            legend=[
                {"look": "line", "colour": "two", "label": "true"},
                {"look": "dashed", "colour": "one", "label": "published"},
                {"look": "dotted", "colour": "muted", "label": "true, at the baseline"},
                {"look": "whisker", "colour": "two", "label": "true, nine in ten of 40 other years"},
            ],
        ),
        draw.figure(
            "Staff in post",
            "Bars of staff in post, by month. The text and the table say what they show.",
            x={**x, "label": "Month"},
            y={"domain": [0, 150], "ticks": 4},
            layers=[
                after,
                draw.bars("left", "right", "staff", "one", opacity=0.4),
                draw.line("month", "baseline_staff", "muted", dash="dotted", width=3),
            ],
            height=170,
            top="staff_top",
            heading="Staff in post",
            says="at the end of each month",
            legend=[
                {"look": "soft", "colour": "one", "label": "in post"},
                {"look": "dotted", "colour": "muted", "label": "at the baseline"},
            ],
        ),
    ]
