"""The picture of the department: two histograms of the time in the department, on the record and in truth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from localchange.labs import figures as draw
from localchange.labs.charts import Head
from localchange.labs.subject import Output, Published
from localchange.models.emergency import Stays
from localchange.models.emergency_outcomes import Clock
from localchange.models.emergency_settings import BASE

WIDTH = 10.0
"""Minutes in a bar."""

TOP = 480.0
"""Minutes from which all longer stays share one bar."""

LEAST_TOP = 0.08
"""The scale goes up to this share at least, so that small changes do not move it."""

BAND_WORDS = "nine in ten of 100 runs"

CLOCKS: tuple[Clock, ...] = ("recorded", "real")

PUBLISHED_LAST20 = Published(0.047, 0.084, "4.7% in 2003, 8.4% in 2006")
"""Share of all stays that ended in the last 20 minutes, 15 trusts (Mason and others 2012)."""

OUTPUTS = (
    Output(
        "recorded", "Within four hours, on the record", "What is reported.", "percent", 0.5, 1.0,
        (Published(0.839, 0.963, "83.9% in 2003, 96.3% in 2006 (15 trusts)"),),
    ),
    Output("real", "Within four hours, in truth", "What patients lived through.", "percent", 0.5, 1.0),
    Output(
        "last20", "Left in the last 20 minutes", "On the record, of all patients.", "percent", 0.0, 0.3,
        (PUBLISHED_LAST20,),
    ),
    Output(
        "last20_admitted", "The same, admitted patients", "On the record.", "percent", 0.0, 0.7,
        (Published(0.123, 0.123, "12.3% in April 2004"),),
    ),
    Output("median", "Median stay, in truth", "Half of patients stay longer.", "minutes", 60.0, 240.0),
    Output("urgent", "Mean wait of urgent patients", "From arrival to a clinician.", "minutes", 0.0, 15.0),
    Output(
        "harm", "Harm index", f"Hours a week that urgent patients wait beyond {BASE.urgent_wait:g} minutes.",
        "number1", 0.0, 25.0,
    ),
)  # fmt: skip


def outcomes(stays: Stays) -> dict[str, float]:
    """Work out the headline outputs of one run."""
    return {
        "recorded": stays.share_within(240.0, clock="recorded"),
        "real": stays.share_within(240.0, clock="real"),
        "last20": stays.share_in_last(20.0, 240.0, clock="recorded"),
        "last20_admitted": stays.share_in_last(20.0, 240.0, clock="recorded", admitted=True),
        "median": stays.median(clock="real"),
        "urgent": stays.mean_urgent_wait(),
        "harm": stays.harm_index(),
    }


def bars(stays: Stays) -> dict[str, Any]:
    """Work out the bars: shares of all patients, by clock, admitted and sent home."""
    columns = {}
    for clock in CLOCKS:
        for name, admitted in (("home", False), ("admitted", True)):
            _, counts = stays.histogram(WIDTH, top=TOP, clock=clock, admitted=admitted)
            columns[f"{clock}_{name}"] = counts / max(len(stays), 1)
    return columns


def totals(columns: Mapping[str, Any]) -> dict[str, Any]:
    """Add the two kinds of patients in each bar."""
    return {clock: columns[f"{clock}_home"] + columns[f"{clock}_admitted"] for clock in CLOCKS}


def scale_top(columns: Mapping[str, Any]) -> float:
    """Choose how high the scale goes: the tallest bar, up to the next two hundredths."""
    tallest = max(float(np.max(total)) for total in totals(columns).values())
    return max(LEAST_TOP, float(np.ceil(tallest * 50 + 0.25) / 50))


def places() -> dict[str, Any]:
    """Give where the bars begin and end, and what each is called in the table."""
    starts = np.arange(int(TOP / WIDTH) + 1) * WIDTH
    names = [f"{start:.0f} to {start + WIDTH:.0f}" for start in starts[:-1]] + [f"more than {TOP:.0f}"]
    return {"start": starts, "end": starts + WIDTH, "minutes": names}


def pictures() -> Sequence[draw.Figure]:
    """Describe both histograms; they share axes, so that they can be compared bar by bar."""
    return [
        _picture(
            "recorded",
            "On the record",
            "how long the department says that they stayed",
            home={"opacity": 0.35},
            admitted={},
        ),
        _picture(
            "real", "In truth", "how long they stayed", home={"fill": "hatch"}, admitted={"fill": "dense"}
        ),
    ]


def _picture(
    clock: str, heading: str, says: str, home: dict[str, Any], admitted: dict[str, Any]
) -> draw.Figure:
    baseline = {"look": "dashed", "colour": "ink", "label": "baseline"}
    luck = {"look": "whisker", "colour": "ink", "label": BAND_WORDS}
    last = {"look": "wash", "colour": "four", "label": "last 20 minutes"}
    published = {"look": "frame", "colour": "five", "label": "published there, from 2003 to 2006"}
    # Published for the two bars together, so drawn at half for each.
    low, high = PUBLISHED_LAST20.low / 2, PUBLISHED_LAST20.high / 2
    return draw.figure(
        f"Time in the department, {heading.lower()}",
        f"Histogram of the time in the department, {heading.lower()}, in bars of ten minutes. "
        "The text and the table say what it shows.",
        x={
            "domain": [0, TOP + WIDTH],
            "ticks": [0, 60, 120, 180, 240, 300, 360, 420, 480],
            "fewTicks": [0, 120, 240, 360, 480],
            "shortLabel": "Time in the department" if clock == "real" else None,
            "format": "hours",
            "label": "Time in the department (last bar: more than 8 hours)" if clock == "real" else None,
        },
        y={"domain": [0, LEAST_TOP], "format": "percent0", "ticks": 3},
        layers=[
            draw.zone(220, 240, colour="four", opacity=0.16),
            draw.bars("start", "end", f"{clock}_home", "one", **home),
            draw.bars("start", "end", f"{clock}_admitted", "two", base=f"{clock}_home", **admitted),
            draw.whiskers("start", "end", f"{clock}_low", f"{clock}_high", "ink"),
            draw.steps("start", "end", f"baseline_{clock}", "ink", dash="dashed", width=1.25),
            *([draw.frame(220, 240, low, high, "five")] if clock == "recorded" else []),
            draw.upright(240, colour="ink", width=1.75),
            draw.note("4 hours", x=240, at="top", dx=5, dy=4, strong=True),
        ],
        height=205,
        marginTop=6,
        heading=heading,
        says=says,
        legend=[
            {"look": home.get("fill", "soft"), "colour": "one", "label": "sent home"},
            {"look": admitted.get("fill", "solid"), "colour": "two", "label": "admitted"},
            *([baseline, luck, last, published] if clock == "recorded" else []),
        ],
    )


TABLE = (
    Head("Minutes in the department", "minutes"),
    Head("Sent home, on the record", "recorded_home", "percent"),
    Head("Admitted, on the record", "recorded_admitted", "percent"),
    Head("Sent home, in truth", "real_home", "percent"),
    Head("Admitted, in truth", "real_admitted", "percent"),
    Head("Baseline, on the record", "baseline_recorded", "percent"),
    Head("Baseline, in truth", "baseline_real", "percent"),
)
