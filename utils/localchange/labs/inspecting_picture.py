"""The picture of inspections: harm of four groups by year, as it is reported and as it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from localchange.labs import figures as draw
from localchange.labs.charts import Head
from localchange.labs.subject import Output
from localchange.labs.words import unsigned_zero
from localchange.models.inspection import AFTER, BEFORE, YEARS, Flags, Floats, History
from localchange.models.inspection_regime import InspectionOutcome

OUTPUTS = (
    Output(
        "naive",
        "Fall of the inspected, before and after",
        "Reported harm, from the year of choosing to the next.",
        "number1",
        -2,
        12,
    ),
    Output(
        "by_chance",
        "Of that, by chance alone",
        "How far a formula says that the worst fall by anyway.",
        "number1",
        -2,
        12,
    ),
    Output(
        "controlled",
        "Beyond those spared by lot",
        "Reported harm, against the control group.",
        "number1",
        -2,
        12,
    ),
    Output(
        "true_effect",
        "Fall of true harm by the visits",
        "The inspected, in the next year; below 0 the visits did harm.",
        "number1",
        -4,
        8,
    ),
    Output("openness", "Harm that the inspected report", "Share of it, in the next year.", "percent", 0, 1),
    Output(
        "everyone",
        "Fall of true harm of all by the visits",
        "For 10,000 people, all providers, mean of the years after.",
        "number1",
        -10,
        20,
    ),
)

TABLE = (
    Head("Year (0: the worst are chosen)", "year", "number"),
    Head("Inspected, reported", "reported_inspected", "number1"),
    Head("Spared by lot, reported", "reported_spared", "number1"),
    Head("Next worst, reported", "reported_next_worst", "number1"),
    Head("All, reported", "reported_all", "number1"),
    Head("Inspected, in truth", "true_inspected", "number1"),
    Head("Inspected had there been no visits, in truth", "true_without", "number1"),
    Head("All, in truth", "true_all", "number1"),
)

LOOKS: dict[str, tuple[str, str, float, str]] = {
    "all": ("ink", "solid", 1.25, "all providers (thin)"),
    "next_worst": ("three", "dotted", 2.5, "next worst, not visited"),
    "spared": ("two", "dashed", 2.5, "worst, spared by lot"),
    "inspected": ("one", "solid", 3.0, "worst, inspected (thick)"),
}
"""Each group's colour, dash, width and name: no two differ in colour alone."""

TOP = 20.0
"""Where the scale of harm ends, for 1,000 people."""


def outputs(outcome: InspectionOutcome) -> dict[str, float]:
    """Choose the headline outputs; that for everyone is for 10,000 people, because it is small."""
    found = {output.key: float(getattr(outcome, output.key)) for output in OUTPUTS}
    found["everyone"] *= 10
    return {key: value if key == "openness" else unsigned_zero(value) for key, value in found.items()}


def fixed() -> dict[str, Any]:
    """Give what never changes."""
    nothing = np.full(len(YEARS), np.nan)
    return {"year": np.array(YEARS, dtype=float), "band_low": nothing, "band_high": nothing}


def columns(with_it: History, without: History, outcome: InspectionOutcome) -> dict[str, Any]:
    """Give everything that is drawn and changes with the handles."""
    groups = {name: _who(with_it, name) for name in LOOKS}
    found = {
        f"{figures}_{name}": _line(with_it, figures, who)
        for figures in ("reported", "true")
        for name, who in groups.items()
    }
    found["true_without"] = _line(without, "true", with_it.inspected)
    chosen = found["reported_inspected"][BEFORE]
    expected = chosen - outcome.by_chance - outcome.anyway
    return {
        **found,
        "expected_from": np.array([0.9]),
        "expected_to": np.array([1.1]),
        "expected_base": np.array([expected - 0.12]),
        "expected_height": np.array([0.24]),
    }


def pictures() -> Sequence[draw.Figure]:
    """Describe both figures; they share axes, so that they can be compared."""
    return (_harm("reported", "Reported harm"), _harm("true", "True harm"))


def _who(history: History, name: str) -> Flags:
    return np.ones_like(history.inspected) if name == "all" else getattr(history, name)


def _line(history: History, figures: str, who: Flags) -> Floats:
    """Give a group's mean by year, over all replicates."""
    return np.asarray(history.mean(getattr(history, figures), who).mean(axis=0), dtype=np.float64)


def _harm(figures: str, heading: str) -> draw.Figure:
    reported = figures == "reported"
    lines = [
        draw.line("year", f"{figures}_{name}", colour, dash=dash, width=width)
        for name, (colour, dash, width, _) in LOOKS.items()
    ]
    legend = [{"look": dash, "colour": colour, "label": label} for colour, dash, _, label in LOOKS.values()]
    if reported:
        extra = [
            draw.area("year", "band_low", "band_high", "one", opacity=0.2),
            *lines,
            draw.bars(
                "expected_from",
                "expected_to",
                "expected_height",
                "five",
                base="expected_base",
                fill="dense",
                edge="ink",
            ),
        ]
        legend += [
            {
                "look": "dense",
                "colour": "five",
                "label": "where chance and learning alone would put the inspected",
            },
            {"look": "wash", "colour": "one", "label": "nine in ten of 60 other draws of the inspected"},
        ]
    else:
        extra = [draw.line("year", "true_without", "one", dash="dotted", width=1.5), *lines]
        legend = [{"look": "dotted", "colour": "one", "label": "the inspected had there been no visits"}]
    return draw.figure(
        heading,
        f"Lines by year: {heading.lower()} for 1,000 people, mean of those who are inspected, of those spared by "
        "lot, of the next worst and of all. The text and the table say what it shows.",
        x={
            "domain": [-BEFORE, AFTER],
            "ticks": list(YEARS),
            "format": "number",
            "label": None if reported else "Year (in year 0 the worst are chosen, and visited at its end)",
            "shortLabel": None if reported else "Year",
        },
        y={"domain": [0, TOP], "format": "number", "ticks": [0, 5, 10, 15, 20]},
        layers=[
            *extra,
            draw.upright(0.5, colour="ink", dash="dashed", width=1.25),
            draw.note("visits", x=0.5, at="top"),
        ],
        height=190,
        ownY=True,
        heading=heading,
        says="for 1,000 people, by group" if reported else "for 1,000 people, the same groups",
        legend=legend,
    )
