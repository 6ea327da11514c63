"""The picture of a budget spent on a change: who does it in any way, of their own accord, and where nobody paid."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from localchange.labs import figures as draw
from localchange.labs.charts import Head
from localchange.labs.subject import Output
from localchange.models.diffusion_change import BEYOND, MOST, ChangeOutcome
from localchange.models.diffusion_place import Place
from localchange.models.diffusion_push import Months

BAND = (0.05, 0.95)
"""Nine in ten lives lie in the band."""

OUTPUTS = (
    Output("at_end_of_push", "Do it at the end of the push", "In any way, in month 12.", "percent", 0, 1),
    Output("lasting", "Do it two years later", "Of their own accord, in month 36.", "percent", 0, 1),
    Output(
        "beyond", "Where nobody paid", "Of their own accord in those two teams, month 36.", "percent", 0, 1
    ),
    Output(
        "transformed",
        "Lives that it transformed",
        "Defined under “What this model assumes”.",
        "percent",
        0,
        1,
    ),
    Output("half", "Month in which half do it", "In any way; 37: later, or never.", "number", 0, 37),
)

TABLE = (
    Head("Month", "month", "number"),
    Head("Do it in any way", "use", "percent"),
    Head("Of their own accord", "own", "percent"),
    Head("Nine in ten lives, from", "own_low", "percent"),
    Head("to", "own_high", "percent"),
    Head("Where nobody paid", "beyond", "percent"),
    Head("Mandate alone, in any way", "mandate_use", "percent"),
    Head("Mandate alone, own accord", "mandate_own", "percent"),
    Head("Mandate alone, where nobody paid", "mandate_beyond", "percent"),
    Head("Nothing spent, in any way", "nothing_use", "percent"),
    Head("Nothing spent, own accord", "nothing_own", "percent"),
    Head("Nothing spent, where nobody paid", "nothing_beyond", "percent"),
)


def curves(months: Months, name: str = "") -> dict[str, Any]:
    """Give the three means by month, under names that begin with `name`."""
    return {
        f"{name}use": months.use.mean(axis=1),
        f"{name}own": months.own.mean(axis=1),
        f"{name}beyond": months.beyond.mean(axis=1),
    }


def columns(chosen: Months, mandate: Months, nothing: Months) -> dict[str, Any]:
    """Give everything that is drawn and changes with the handles."""
    low, high = np.quantile(chosen.own, BAND, axis=1)
    return {
        **curves(chosen),
        "own_low": low,
        "own_high": high,
        **curves(mandate, "mandate_"),
        **curves(nothing, "nothing_"),
    }


def outputs(outcome: ChangeOutcome) -> dict[str, float]:
    """Choose the headline outputs."""
    return {one.key: float(getattr(outcome, one.key)) for one in OUTPUTS}


def pictures(place: Place) -> Sequence[draw.Figure]:
    """Describe the three figures."""
    return (
        _panel(
            place,
            "use",
            "They do it in any way",
            "share of all: of their own accord, or only outwardly because they must",
            height=170,
        ),
        _panel(
            place, "own", "They do it of their own accord", "share of all", height=190, band=True, level=MOST
        ),
        _panel(
            place,
            "beyond",
            "Where nobody paid for it",
            f"share of the people of the last {place.outside} teams, of their own accord",
            height=150,
            level=BEYOND,
            label="Month",
        ),
    )


def _panel(
    place: Place,
    name: str,
    heading: str,
    says: str,
    *,
    height: int,
    band: bool = False,
    level: float | None = None,
    label: str | None = None,
) -> draw.Figure:
    ticks = list(range(0, place.months + 1, 6))
    layers = [
        draw.zone(0, place.push, "muted", opacity=0.12),
        draw.note("the push" if name == "use" else "", x=0, at="top", dx=6, dy=6),
    ]
    legend = [
        {"look": "line", "colour": "one", "label": "your choice"},
        {"look": "dashed", "colour": "two", "label": "a mandate alone, same budget"},
        {"look": "dotted", "colour": "muted", "label": "nothing spent"},
    ]
    if band:
        layers.append(draw.area("month", "own_low", "own_high", "one", opacity=0.18))
        legend.append({"look": "wash", "colour": "one", "label": "nine in ten lives of your choice"})
    if level is not None:
        layers.append(draw.level(level, colour="ink", dash="dashed", width=1))
        legend.append({"look": "dashed", "colour": "ink", "label": "half (thin)"})
    layers += [
        draw.line("month", f"nothing_{name}", "muted", dash="dotted", width=3),
        draw.line("month", f"mandate_{name}", "two", dash="dashed", width=2.25),
        draw.line("month", name, "one", width=3),
    ]
    return draw.figure(
        heading,
        f"Line chart by month: {heading.lower()}, {says}, for your choice, for a mandate alone and with nothing spent. "
        "The text and the table say what it shows.",
        x={
            "domain": [0, place.months],
            "format": "number",
            "ticks": ticks,
            "fewTicks": ticks[::2],
            "label": label,
        },
        y={"domain": [0, 1], "format": "percent0", "ticks": [0, 0.25, 0.5, 0.75, 1]},
        layers=layers,
        height=height,
        ownY=True,
        heading=heading,
        says=says,
        legend=legend,
    )
