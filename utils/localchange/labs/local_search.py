"""The lab of module 6, further: what the centre settles for all, and what places find for themselves."""

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
from localchange.labs.words import hundredths
from localchange.models.local_search import COUNTRY, FREE, RANGES, search_outcome
from localchange.models.ranges import known

NAMES: dict[str, dict[float, str]] = {
    "mandated": {0: "nothing", 100: "everything"},
    "different": {0: "all alike", 100: "nothing in common"},
    "ties": {0: "none"},
    "copying": {0: "never"},
    "goals": {0: "none"},
}

OUTPUTS = (
    Output("payoff", "What places reach", "At home, mean of all places.", "number2", 0.4, 0.9),
    Output("template", "What the centre's template brings", "All of it, at home.", "number2", 0.4, 0.9),
    Output("common", "What they reach in common", "By the part that all share.", "number2", 0.4, 0.9),
    Output("best", "The best that they could reach", "If each place knew all.", "number2", 0.4, 0.9),
    Output("spread", "How far apart places end", "Standard deviation in one world.", "number2", 0, 0.2),
)


class LocalSearchSubject:
    """Places that search, as a lab shows them. See :class:`localchange.labs.subject.Subject`."""

    name = "local_search"
    title = "A common goal, and the freedom to act"
    subtitle = (
        f"{COUNTRY.places} places, {COUNTRY.choices} choices of how to work. Part of what works is the same "
        "everywhere, the rest is local. Each place tries something, a change of its own or what a neighbour does, and "
        "keeps what does better. A toy: a payoff runs from 0 to 1 and stands for nothing that could be measured."
    )
    controls: Sequence[Control] = controls_of(RANGES, NAMES)
    baseline: Setting = MappingProxyType(FREE)
    baseline_words = "Places are half alike. The centre settles nothing, and nobody knows anybody."
    outputs: Sequence[Output] = OUTPUTS
    table: Sequence[Head] = (
        Head("Try", "step", "number"),
        Head("What places reach", "payoff", "number2"),
        Head("At the baseline", "baseline_payoff", "number2"),
    )
    notes: Sequence[str] = ("Simulated figures of a toy model, not of real places.",)
    attribution = (
        "Simulated. Rugged landscapes: Kauffman 1993, The origins of order; what is common and what is local is the "
        "course's own."
    )
    assumptions = Assumptions(
        (
            "This is a toy: what a choice is worth hangs on the choices next to it, so that there are many good enough "
            "ways of working and no straight road to the best.",
            "The centre searches too: it finds its template on the part that all share, by trying one change at a "
            "time, and knows nothing of what is local.",
            "Nothing here is fitted to figures. Trying costs nothing, and a mandate is always obeyed.",
            f"Figures are means of {COUNTRY.worlds} worlds; the same worlds and chances come at every setting.",
        ),
        ("Part of the model", "Value", "Where it comes from"),
        (
            ("Places", f"{COUNTRY.places}", "assumed"),
            ("Choices", f"{COUNTRY.choices}", "assumed"),
            ("Others that each choice hangs on", f"{COUNTRY.hangs_on}", "chosen to make a point"),
            ("Tries of each place", f"{COUNTRY.steps}", "assumed"),
            ("Choices taken over from a neighbour at once", f"{COUNTRY.takes}", "assumed"),
            ("Worlds", f"{COUNTRY.worlds}", "assumed"),
        ),
    )

    def __init__(self) -> None:
        self.figures: Sequence[Figure] = [_picture()]

    def check(self, setting: Mapping[str, Any]) -> dict[str, float]:
        """Give the setting back as numbers, or say which handle cannot be put there."""
        known(setting, RANGES, "search")
        numbers = {key: one.number(setting.get(key)) for key, one in RANGES.items()}
        return {control.key: control.on_a_step(numbers[control.key]) for control in self.controls}

    def fixed(self) -> Mapping[str, Any]:
        """Give the tries, and the baseline."""
        return {
            "step": np.arange(COUNTRY.steps + 1, dtype=float),
            "baseline_payoff": search_outcome(self.baseline).curve,
        }

    def run(self, setting: Setting) -> Result:
        """Let the places search."""
        outcome = search_outcome(setting)
        level = np.ones(COUNTRY.steps + 1)
        columns = {
            "payoff": outcome.curve,
            "template": outcome.template * level,
            "best": outcome.best * level,
        }
        return Result(columns, {one.key: getattr(outcome, one.key) for one in OUTPUTS}, 1.0)

    def band(self, setting: Setting) -> Iterator[Mapping[str, Any]]:
        """Give nothing: the figures are means over many worlds already."""
        return iter(())

    def says(self, now: Result, before: Result) -> str:
        """Say what places reach, beside the centre's template and the best there is."""
        new, old = now.outputs, before.outputs
        gap = new["payoff"] - new["template"]
        beside = (
            "as much as the centre's template alone"
            if abs(gap) < 0.005
            else f"{hundredths(abs(gap))} {'more' if gap > 0 else 'less'} than the centre's template alone"
        )
        was = "" if now is before else f" (before: {hundredths(old['payoff'])})"
        return (
            f"Places reach {hundredths(new['payoff'])} at home{was}, {beside} ({hundredths(new['template'])}); the "
            f"best would be {hundredths(new['best'])}. By the part that all share they reach "
            f"{hundredths(new['common'])}, and they end {hundredths(new['spread'])} apart."
        )


def _picture() -> Figure:
    return draw.figure(
        "What places reach, by try",
        "Line chart of what places reach at home, by try, with the centre's template and the best that they could "
        "reach. The text and the table say what it shows.",
        x={
            "domain": [0, COUNTRY.steps],
            "format": "number",
            "ticks": [0, 10, 20, 30, 40, 50, 60],
            "fewTicks": [0, 20, 40, 60],
            "label": "Tries of each place",
        },
        y={"domain": [0.4, 0.9], "format": "number2", "ticks": [0.4, 0.5, 0.6, 0.7, 0.8, 0.9]},
        layers=[
            draw.line("step", "best", "ink", dash="dashed", width=1.25),
            draw.line("step", "template", "two", dash="dashed", width=2.25),
            draw.line("step", "baseline_payoff", "muted", dash="dotted", width=3),
            draw.line("step", "payoff", "one", width=3),
        ],
        height=260,
        ownY=True,
        heading="What places reach at home",
        says="mean of all places and worlds",
        legend=[
            {"look": "line", "colour": "one", "label": "what they reach"},
            {"look": "dotted", "colour": "muted", "label": "at the baseline"},
            {"look": "dashed", "colour": "two", "label": "the centre's template alone"},
            {"look": "dashed", "colour": "ink", "label": "the best there is (thin)"},
        ],
    )
