"""The same major departments with another mix beside them: why an all-types figure can mislead."""

from __future__ import annotations

from localchange import data
from localchange.labs import figures as draw
from localchange.labs.charts import Chart, Head, cautions, milliseconds, month_name, years
from localchange.labs.words import percent, points

BASE = "2010-11"
"""The mix of this financial year is held fixed: the earliest that the figures have."""


def mix_chart() -> Chart:
    """Describe the chart: all departments as published, and as they would be with the mix of 2010-11."""
    table = data.four_hour_monthly()
    known = table[table["share_within"].notna() & (table["type"] != "all")]
    known = known.assign(counted=known["within4"] + known["over4"])
    shares = known.pivot(index="period", columns="type", values="share_within").drop(
        columns="all", errors="ignore"
    )
    counted = known.pivot(index="period", columns="type", values="counted").drop(
        columns="all", errors="ignore"
    )
    then = counted[counted.index < "2011-04-01"].sum()
    fixed = (shares * (then / then.sum())).sum(axis=1)
    actual = (shares * counted.div(counted.sum(axis=1), axis=0)).sum(axis=1)
    minor = counted["type3"] / counted.sum(axis=1)
    months = shares.index
    picture = draw.figure(
        "All departments, two mixes",
        "Two lines by month: all departments as published, and with the mix of 2010-11 held fixed.",
        x={
            "domain": [milliseconds(months[0]), milliseconds("2026-04-01")],
            "type": "utc",
            "ticks": years(2012, 2026, 2),
            "fewTicks": years(2012, 2024, 4),
            "format": "year",
            "show": "month",
        },
        y={
            "domain": [0.45, 1],
            "format": "percent0",
            "show": "percent",
            "ticks": [0.5, 0.6, 0.7, 0.8, 0.9, 1.0],
        },
        layers=[
            draw.line("month", "type1", "two", name="Type 1", width=1.5, dash="dotted"),
            draw.line("month", "fixed", "four", name="Mix of 2010-11", dash="dashed"),
            draw.line("month", "actual", "one", name="As published"),
        ],
        height=300,
        tip=True,
        marginRight=112,
    )
    first, last = months[0], months[-1]
    return Chart(
        file="four-hour-mix-of-departments",
        title="Part of the all-types figure is the mix, not the departments",
        subtitle="Share within four hours, all departments: as published, and if each month had the mix of "
        "2010-11. "
        "The scale begins at 45%.",
        caption="A sum, not a forecast: every department keeps the share that it had, and only the weights "
        "change. "
        "Weights are attendances that are in the shares.",
        text=(
            f"Minor units and others (type 3) were {percent(minor.iloc[0])} of attendances in "
            f"{month_name(first)} and "
            f"{percent(minor.iloc[-1])} in {month_name(last)}. With the mix of 2010-11 the figure for "
            f"{month_name(last)} would be "
            f"{percent(fixed.iloc[-1])} and not {percent(actual.iloc[-1])}: "
            f"{points(actual.iloc[-1] - fixed.iloc[-1])} "
            f"come from the mix alone, with the same departments at the same speed."
        ),
        attribution=data.attribution("four_hour_monthly"),
        cautions=cautions("four_hour_monthly"),
        figures=[picture],
        columns={
            "month": months.to_numpy(),
            "actual": actual.to_numpy(),
            "fixed": fixed.to_numpy(),
            "type1": shares["type1"].to_numpy(dtype=float),
            "minor": minor.to_numpy(),
        },
        table=[
            Head("Month", "month", "month"),
            Head("All, as published", "actual", "percent"),
            Head("All, with the mix of 2010-11", "fixed", "percent"),
            Head("Type 1", "type1", "percent"),
            Head("Type 3 as a share of attendances", "minor", "percent"),
        ],
    )
