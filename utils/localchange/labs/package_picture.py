"""What the lab of the package draws and lists: three ranges a row, and what is touched and what is bare."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from localchange.labs import figures as draw
from localchange.labs.charts import Head
from localchange.labs.figures import Figure
from localchange.labs.words import listed
from localchange.models.package import ACTIONS, BARRIERS, FACTORS, Touched
from localchange.models.package_rows import ROWS, Row
from localchange.models.package_scenarios import Scenario
from localchange.models.package_words import beside_nothing, compared, in_words

WHO = ("your package", "prodding alone", "nothing")

SHORT = {
    "01_two_views": "Module 1",
    "03_targets": "Module 3",
    "04_incentives_regulation": "Module 4",
    "05_complex_systems": "Module 5",
    "06_relationships": "Module 6",
}

BETTER = {"more": "more is better", "less": "less is better"}

TOUCHED = (
    Head("Success factor or barrier", "what"),
    Head("Touched or bare", "is_touched"),
    Head("By", "by"),
)
"""Heads of the table of factors and barriers, which is always open."""

SAID = (
    Head("What a model says", "row"),
    Head("Your package", "said_package"),
    Head("Prodding alone", "said_prod"),
    Head("Nothing", "said_nothing"),
    Head("Yours against prodding alone", "said_compared"),
    Head("Yours against nothing", "said_beyond"),
    Head("In your package, and unknown to this model", "said_unknown"),
)
"""Heads of the table of ranges in words, which is always open."""

FIGURES = (
    Head("What a model says", "row"),
    Head("Unit", "unit"),
    *(
        Head(f"{who[0].upper()}{who[1:]}: {part}", f"{key}_{part}", "number2")
        for key, who in zip(("package", "prod", "nothing"), WHO, strict=True)
        for part in ("low", "mid", "high")
    ),
    Head("Draws in which yours is better", "share_better", "percent0"),
    Head("Draws in which it is worse", "share_worse", "percent0"),
)
"""Heads of the table of figures, which is folded and can be saved."""

LEGEND = [
    {"look": "line", "colour": "one", "label": "your package (circle)"},
    {"look": "dashed", "colour": "two", "label": "prodding alone, same points (square)"},
    {"look": "dotted", "colour": "ink", "label": "nothing (diamond)"},
]


def pictures() -> Sequence[Figure]:
    """Give one small figure for each row, in its own unit."""
    return [_picture(row, first=place == 0) for place, row in enumerate(ROWS.values())]


def _picture(row: Row, *, first: bool) -> Figure:
    return draw.figure(
        f"{row.label}, {row.unit}",
        f"{row.label}: three ranges, in {row.unit}. The table below says what they are.",
        x={"domain": [row.low, row.high], "format": "number", "ticks": 5, "fewTicks": 4, "label": None},
        y={"domain": [0.4, 3.6], "hidden": True},
        layers=[
            draw.intervals("place", f"{row.key}_low", f"{row.key}_mid", f"{row.key}_high", "who"),
        ],
        height=86,
        marginLeft=104,
        marginTop=4,
        ownY=True,
        heading=f"{SHORT[row.module]}. {row.label}",
        says=f"{row.unit}, {BETTER[row.better]}",
        legend=LEGEND if first else [],
    )


def fixed() -> Mapping[str, Any]:
    """Give the columns that never change."""
    return {
        "place": [3.0, 2.0, 1.0],
        "who": ["yours", "prod alone", "nothing"],
        "what": [*FACTORS.values(), *(f"Barrier: {name.lower()}" for name in BARRIERS.values())],
        "row": [f"{row.label} ({row.unit}, {BETTER[row.better]})" for row in ROWS.values()],
        "unit": [row.unit for row in ROWS.values()],
    }


def columns(found: Mapping[str, Scenario], touched: Touched) -> Mapping[str, Any]:
    """Give what changes with the package."""
    by = [*touched.factors.values(), *touched.barriers.values()]
    shown: dict[str, Any] = {
        "is_touched": ["touched" if keys else "bare" for keys in by],
        "by": ["; ".join(ACTIONS[key].label for key in keys) or "nothing in the package" for keys in by],
        "said_compared": [compared(one) for one in found.values()],
        "said_beyond": [beside_nothing(one) for one in found.values()],
        "said_unknown": [
            ", ".join(ACTIONS[key].short for key in one.unknown) or "none" for one in found.values()
        ],
        "share_better": [one.better for one in found.values()],
        "share_worse": [one.worse for one in found.values()],
    }
    for key in ("package", "prod", "nothing"):
        ranges = [getattr(one, key) for one in found.values()]
        shown[f"said_{key}"] = [in_words(one) for one in ranges]
        for part in ("low", "mid", "high"):
            shown[f"{key}_{part}"] = [getattr(one, part) for one in ranges]
    for key, one in found.items():
        for part in ("low", "mid", "high"):
            shown[f"{key}_{part}"] = [getattr(each, part) for each in (one.package, one.prod, one.nothing)]
    return shown


def gathered(found: Mapping[str, Scenario]) -> str:
    """Say in one sentence on which rows the package leans which way."""
    by: dict[str, list[str]] = {"better": [], "worse": [], "open": [], "same": []}
    for one in found.values():
        by[one.leans].append(one.row.label.lower())
    if len(by["same"]) == len(found):
        return "Against prodding alone for the same points it is the same on every row."
    parts = [
        f"{words} on {len(by[lean])} of {len(found)} rows ({listed(by[lean])})"
        for lean, words in (("better", "better"), ("worse", "worse"), ("open", "open"), ("same", "the same"))
        if by[lean]
    ]
    idle = [
        one.row.label.lower()
        for one in found.values()
        if one.leans == "better" and one.leans_from_nothing != "better"
    ]
    no_better = f" Of these, {listed(idle)}: no better than doing nothing." if idle else ""
    return f"Against prodding alone for the same points it is {listed(parts)}.{no_better}"
