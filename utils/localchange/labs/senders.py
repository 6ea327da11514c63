"""The lab of many senders: what each does when it chooses for itself, and what would be best for all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import numpy as np

from localchange.errors import CourseError
from localchange.labs import figures as draw
from localchange.labs.charts import Head
from localchange.labs.figures import Figure
from localchange.labs.history import Setting
from localchange.labs.subject import Assumptions, Control, Output, Published, Result, controls_of
from localchange.labs.words import decimal, percent
from localchange.models.many_senders import Commons, joint, nash, outcome
from localchange.models.ranges import Range, known

RANGES: dict[str, Range] = {
    "senders": Range("Senders", "How many bodies may ask this team.", "senders", 1, 15, 1, 12),
    "each": Range(
        "Requests of each", "How many requests a week each of them sends, all alike.", "a week", 0, 5, 0.1, 3
    ),
    "hours": Range("Hours for a request", "What one request takes of the team.", "hours", 0.5, 3, 0.5, 1),
    "price": Range(
        "Price of a request",
        "What a sender pays for each, in hundredths of all that there is to know; 0 is free.",
        "%",
        0,
        50,
        1,
        0,
    ),
}

EACH = np.linspace(0, 5, 101)
"""Requests a week of each sender at which the curves are drawn."""

BASELINE = {key: float(spec.value) for key, spec in RANGES.items()}


def _figures() -> Sequence[Figure]:
    """Describe the one figure."""
    return (
        draw.figure(
            "What each sender learns",
            "Line: what each sender learns, by the requests a week that each sends. Upright lines: now, best for "
            "each alone, best for all together. The text and the table say what it shows.",
            x={
                "domain": [0, 5],
                "ticks": [0, 1, 2, 3, 4, 5],
                "format": "number",
                "label": "Requests a week of each",
            },
            y={"domain": [0, 1], "format": "percent0", "ticks": [0, 0.25, 0.5, 0.75, 1]},
            layers=[
                draw.line("each", "quality", "muted", dash="dotted", width=1.5),
                draw.line("each", "known_baseline", "ink", dash="dashed", width=1.5),
                draw.line("each", "known", "one", width=2.5),
                draw.line("private_at", "pole", "two", dash="dashed"),
                draw.line("together_at", "pole", "three", dash="dotted", width=3),
                draw.line("now_at", "pole", "four", width=3),
            ],
            height=260,
            ownY=True,
            heading="What each sender learns",
            says="share of what there is to know, if all send the same",
            legend=[
                {"look": "solid", "colour": "one", "label": "what each learns"},
                {"look": "dashed", "colour": "ink", "label": "baseline"},
                {"look": "dotted", "colour": "muted", "label": "good answers"},
                {"look": "solid", "colour": "four", "label": "upright: now"},
                {"look": "dashed", "colour": "two", "label": "upright: best for each alone"},
                {"look": "dotted", "colour": "three", "label": "upright: best for all"},
            ],
        ),
    )


class SendersSubject:
    """Many senders as a lab shows them. See :class:`localchange.labs.subject.Subject`."""

    name = "senders"
    title = "Many senders: each is cheap, together they are too many"
    subtitle = (
        "Every sender asks one team. Choose how often each asks, and see what comes back to each of them. A toy: it "
        "shows how the parts work on one another."
    )
    baseline: Setting = MappingProxyType(BASELINE)
    baseline_words = "Twelve senders each ask about as often as is best for itself."
    controls: Sequence[Control] = controls_of(RANGES, {"senders": {1: "1 sender"}})
    outputs: Sequence[Output] = (
        Output(
            "hours", "Hours a week that they ask for", "Of one team, for all senders.", "number1", 0, 60,
            (Published(2, 10, "2 to 10 on data, staff interviewed in 2013 (small sample)"),),
        ),
        Output("quality", "Good answers", "Share of what comes back.", "percent", 0, 1),
        Output("known", "What each sender learns", "Share of what there is to know.", "percent", 0, 1),
        Output("private", "Best for each alone", "Requests a week; no one gains by changing.", "number1", 0, 5),
        Output("together", "Best for all together", "Requests a week of each.", "number1", 0, 5),
    )  # fmt: skip
    figures: Sequence[Figure] = _figures()
    table: Sequence[Head] = (
        Head("Requests a week of each", "each", "number1"),
        Head("What each learns, if all do so", "known", "percent"),
        Head("The same at the baseline", "known_baseline", "percent"),
        Head("Good answers", "quality", "percent"),
    )
    notes: Sequence[str] = ("Simulated figures of a toy model, not of real senders.",)
    attribution = "Worked out from a toy model. Published beside it: NHS Confederation 2013, seven providers."
    assumptions = Assumptions(
        (
            "This is a toy: all senders are alike, all ask the same team, and nobody knows what the others ask.",
            "A request tells its sender something, each further one less. The fuller the team's hours are, the worse "
            "is what comes back, to everyone.",
            "A sender that chooses for itself counts what one more request spoils of its own answers, and not what it "
            "spoils of the others'. Nobody means harm.",
            "With one sender the two optima are the same, and asking more is worth it until the answers suffer: the "
            "gap comes from the number of senders and not from bad ones. Real commons have often been managed well, "
            "by agreement.",
        ),
        ("Part of the model", "Value", "Where it comes from"),
        (
            (
                "Hours a week at which half of what comes back is spoilt",
                "10",
                "chosen: the top of the published 2 to 10",
            ),
            ("r requests of a sender tell", "1 - exp(-r)", "chosen to make a point"),
            ("Good answers", "1 / (1 + (hours / 10) squared)", "chosen to make a point"),
        ),
    )

    def check(self, setting: Mapping[str, Any]) -> dict[str, float]:
        """Give the setting back as numbers, or say which handle cannot be put there."""
        missing = [control.label for control in self.controls if control.key not in setting]
        if missing:
            raise CourseError(f"There is no number for “{missing[0]}”: all handles are needed.")
        at = known(setting, RANGES, "senders")
        return {one.key: one.on_a_step(RANGES[one.key].number(at[one.key])) for one in self.controls}

    def fixed(self) -> Mapping[str, Any]:
        """Give the places on the axis, and the baseline."""
        return {"each": EACH, "pole": np.array([0.0, 1.0]), "known_baseline": _curves(self.baseline)["known"]}

    def run(self, setting: Setting) -> Result:
        """Work out the curves and both optima."""
        commons = commons_of(setting)
        now, private, together = outcome(commons, setting["each"]), nash(commons), joint(commons)
        columns = {
            **_curves(setting),
            "now_at": np.full(2, setting["each"]),
            "private_at": np.full(2, private),
            "together_at": np.full(2, together),
        }
        outputs = {
            "hours": now.hours, "quality": now.quality, "known": now.known_each, "private": private,
            "together": together,
        }  # fmt: skip
        best = outcome(commons, together)
        said = (
            f"Each would choose {decimal(private)} for itself; {decimal(together)} would be best for all, and each "
            f"would then learn {percent(best.known_each)}."
        )
        return Result(columns, outputs, 1.0, said)

    def band(self, setting: Setting) -> Iterator[Mapping[str, Any]]:
        """Give nothing: there is no chance here."""
        return iter(())

    def says(self, now: Result, before: Result) -> str:
        """Say what comes of the requests, and both optima."""
        new, old = now.outputs, before.outputs
        was = "" if percent(new["known"]) == percent(old["known"]) else f" (before: {percent(old['known'])})"
        return (
            f"Together they ask for {decimal(new['hours'])} hours a week; {percent(new['quality'])} of what comes back "
            f"is good, and each learns {percent(new['known'])}{was} of what there is to know. {now.said}"
        )


def commons_of(setting: Mapping[str, float]) -> Commons:
    """Give the senders that the handles describe."""
    return Commons(
        senders=int(setting["senders"]),
        hours_per_request=float(setting["hours"]),
        price=float(setting["price"]) / 100,
        most=float(EACH[-1]),
    )


def _curves(setting: Mapping[str, float]) -> dict[str, Any]:
    along = [outcome(commons_of(setting), float(each)) for each in EACH]
    return {
        "known": np.array([one.known_each for one in along]),
        "quality": np.array([one.quality for one in along]),
    }
