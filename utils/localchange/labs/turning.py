"""The lab of module 6 on two networks: close circles against random ties, as people grow less strict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import numpy as np

from localchange.labs import figures as draw
from localchange.labs.charts import Head
from localchange.labs.figures import Figure
from localchange.labs.history import Setting
from localchange.labs.subject import Assumptions, Control, Output, Result, controls_of
from localchange.labs.words import percent, points
from localchange.models.diffusion_turning import CIRCLES, RANGES, STRICT, turning_outcome
from localchange.models.ranges import known

NAMES: dict[str, dict[float, str]] = {"needs": {1: "1 colleague"}, "noise": {0: "never"}}
MONTHS = int(RANGES["months"].high)

OUTPUTS = (
    Output("clustered", "Close circles", "Share of all who do it in the last month.", "percent", 0, 1),
    Output("random", "Random ties", "Share of all who do it in the last month.", "percent", 0, 1),
)


class TurningSubject:
    """Two networks beside each other, as a lab shows them. See :class:`localchange.labs.subject.Subject`."""

    name = "turning"
    title = "Close circles or random ties: where does the ranking turn?"
    subtitle = (
        f"Two networks of {CIRCLES.people} people with {CIRCLES.degree} ties each. In one, neighbours know one "
        f"another; in the other, ties lead anywhere. {CIRCLES.begin} people who know one another begin. A toy: it "
        "shows how the parts work on one another, not what would happen in a real place."
    )
    controls: Sequence[Control] = controls_of(RANGES, NAMES)
    baseline: Setting = MappingProxyType(STRICT)
    baseline_words = "It takes three colleagues, without exception."
    outputs: Sequence[Output] = OUTPUTS
    table: Sequence[Head] = (
        Head("Month", "month", "number"),
        Head("Close circles", "clustered", "percent"),
        Head("Random ties", "random", "percent"),
        Head("Close circles, baseline", "beside_clustered", "percent"),
        Head("Random ties, baseline", "beside_random", "percent"),
    )
    notes: Sequence[str] = ("Simulated figures of a toy model, not of real people.",)
    attribution = (
        "Simulated. Close circles carry costly change further: Centola 2010, https://doi.org/10.1126/science.1185231. "
        "With a little noise random ties do: Eckles and others 2024."
    )
    assumptions = Assumptions(
        (
            "This is a toy: everybody has as many ties, everybody needs as many colleagues, and nobody stops again.",
            "Nothing here is fitted to figures. Where the ranking turns hangs on how many colleagues it takes, on how "
            "long one waits and on who begins.",
            f"Lines are means of {CIRCLES.lives} lives, for random ties in each of {CIRCLES.draws} networks. The same "
            "networks and chances come at every setting.",
        ),
        ("Part of the model", "Value", "Where it comes from"),
        (
            ("People in each network", f"{CIRCLES.people}", "assumed"),
            ("Ties of each person", f"{CIRCLES.degree}", "assumed"),
            ("People who begin", f"{CIRCLES.begin}", "chosen to make a point"),
            ("Random networks", f"{CIRCLES.draws}", "assumed"),
            ("Lives in each network", f"{CIRCLES.lives}", "assumed"),
        ),
    )

    def __init__(self) -> None:
        self.figures: Sequence[Figure] = [_picture()]

    def check(self, setting: Mapping[str, Any]) -> dict[str, float]:
        """Give the setting back as numbers, or say which handle cannot be put there."""
        known(setting, RANGES, "two networks")
        numbers = {key: one.number(setting.get(key)) for key, one in RANGES.items()}
        return {control.key: control.on_a_step(numbers[control.key]) for control in self.controls}

    def fixed(self) -> Mapping[str, Any]:
        """Give all months, and the baseline."""
        base = turning_outcome(self.baseline)
        return {
            "every_month": np.arange(MONTHS + 1, dtype=float),
            "baseline_clustered": base.clustered_curve,
            "baseline_random": base.random_curve,
        }

    def run(self, setting: Setting) -> Result:
        """Let it spread in both networks."""
        outcome = turning_outcome(setting)
        base = turning_outcome(self.baseline)
        lived = len(outcome.clustered_curve)
        columns = {
            "month": np.arange(lived, dtype=float),
            "clustered": outcome.clustered_curve,
            "random": outcome.random_curve,
            "beside_clustered": base.clustered_curve[:lived],
            "beside_random": base.random_curve[:lived],
        }
        return Result(columns, {one.key: getattr(outcome, one.key) for one in OUTPUTS}, 1.0)

    def band(self, setting: Setting) -> Iterator[Mapping[str, Any]]:
        """Give nothing: the figures are means over many lives already."""
        return iter(())

    def says(self, now: Result, before: Result) -> str:
        """Say which network is ahead in the last month, and by how much."""
        new, old = now.outputs, before.outputs
        gap = new["random"] - new["clustered"]
        verdict = (
            "Both networks come as far"
            if abs(gap) < 0.005
            else f"{'Random ties are' if gap > 0 else 'Close circles are'} ahead by {points(gap)}"
        )
        was = "" if now is before else f" (before: {percent(old['clustered'])} and {percent(old['random'])})"
        last = len(now.columns["month"]) - 1
        return (
            f"{verdict} in month {last}: {percent(new['clustered'])} do it in close circles, "
            f"{percent(new['random'])} with random ties{was}."
        )


def _picture() -> Figure:
    return draw.figure(
        "Who does it, by month",
        "Line chart of the share of all who do it, by month, in close circles and with random ties. The text and the "
        "table say what it shows.",
        x={
            "domain": [0, MONTHS],
            "format": "number",
            "ticks": [0, 12, 24, 36, 48, 60],
            "fewTicks": [0, 24, 48],
            "label": "Month",
        },
        y={"domain": [0, 1], "format": "percent0", "ticks": [0, 0.25, 0.5, 0.75, 1]},
        layers=[
            draw.line("every_month", "baseline_clustered", "muted", dash="dotted", width=2.5),
            draw.line("every_month", "baseline_random", "muted", dash="dotted", width=2.5),
            draw.line("month", "random", "two", dash="dashed", width=2.75),
            draw.line("month", "clustered", "one", width=2.75),
        ],
        height=250,
        ownY=True,
        heading="Who does it",
        says="share of all, by month",
        legend=[
            {"look": "line", "colour": "one", "label": "close circles"},
            {"look": "dashed", "colour": "two", "label": "random ties"},
            {"look": "dotted", "colour": "muted", "label": "both at the baseline"},
        ],
    )
