"""England's four-hour figures since 2010, by type of department, with the traps marked."""

from __future__ import annotations

from typing import Any

import pandas as pd

from localchange import data
from localchange.labs import figures as draw
from localchange.labs.charts import Chart, Choice, Head, cautions, last_known, milliseconds, month_name, years
from localchange.labs.words import percent

KINDS = {
    "all": ("All departments", "All", "one", "solid", True),
    "type1": ("Major departments (type 1)", "Type 1", "two", "solid", True),
    "type2": ("Single-specialty departments (type 2)", "Type 2", "four", "dotted", False),
    "type3": ("Minor injury units and others (type 3)", "Type 3", "three", "dashed", False),
}
"""Label, name at the line's end, colour, dash, ticked at first."""

EPISODES = (
    ("from_weekly_apportioned", "Months shared out from weekly returns"),
    ("crs_excluded_14_trusts", "Fourteen trusts not in the shares"),
    ("booked_included", "Booked appointments counted"),
    ("cyber_type3_shortfall", "Cyber attack: type 3 short"),
)

COVID = ("2020-03-01", "2021-03-01", "COVID-19: attendances far below usual")


def national_chart() -> Chart:
    """Describe the chart: a line for each type of department, the standard, and what changed when."""
    table = data.four_hour_monthly()
    shares = table.pivot(index="period", columns="type", values="share_within")
    start, end = milliseconds("2010-11-01"), milliseconds("2026-04-01")
    domain = [start, end]
    columns: dict[str, Any] = {"month": shares.index.to_numpy()}
    columns.update({kind: shares[kind].to_numpy(dtype=float) for kind in KINDS})
    spans = _episodes(table)
    columns.update(spans)
    x = {
        "domain": domain,
        "type": "utc",
        "ticks": years(2012, 2026, 2),
        "fewTicks": years(2012, 2024, 4),
        "format": "year",
        "show": "month",
    }
    lines = [
        draw.line("month", kind, colour, name=short, dash=dash, choice=kind, width=2.25)
        for kind, (_, short, colour, dash, _on) in KINDS.items()
    ]
    picture = draw.figure(
        "Share within four hours, England",
        "Line chart of the share of attendances within four hours, by month. The text below says what it "
        "shows.",
        x=x,
        y={
            "domain": [0.45, 1],
            "format": "percent0",
            "show": "percent",
            "ticks": [0.5, 0.6, 0.7, 0.8, 0.9, 1.0],
        },
        layers=[*_standards(start, end), *lines],
        height=330,
        tip=True,
        marginRight=62,
    )
    lanes = draw.figure(
        "What changed in the counting",
        "Timeline of changes in how the figures were counted. The caption names each.",
        x={**x, "hidden": True},
        y={"type": "band", "hidden": True, "domain": spans["what"]},
        layers=[draw.spans("first", "last", "what", "muted", (start, end))],
        height=30 * len(spans["what"]) + 12,
        marginTop=4,
        marginRight=62,
        heading="When the counting changed",
    )
    return Chart(
        file="four-hour-standard-england",
        title="The four-hour standard in England, 2010 to 2026",
        subtitle="Share of attendances that ended within four hours, by month and type of department. "
        "The scale begins at 45%, not at nought.",
        caption="Before you compare two months, ask what is counted in each: the bars under the chart say "
        "when that changed.",
        text="Dashed level lines mark the standard of 95% and the interim aims of 76% for March 2024 and "
        "78% for March 2025.",
        attribution=data.attribution("four_hour_monthly"),
        figures=[picture, lanes],
        columns=columns,
        table=[
            Head("Month", "month", "month"),
            *(Head(KINDS[kind][0], kind, "percent", kind) for kind in KINDS),
        ],
        choices=[
            Choice(kind, label, _sentence(label, shares[kind]), colour, dash, on)
            for kind, (label, _, colour, dash, on) in KINDS.items()
        ],
        choices_legend="Departments:",
        cautions=cautions("four_hour_monthly"),
    )


def _standards(start: float, end: float) -> list[draw.Layer]:
    look = {"colour": "ink", "dash": "dashed", "width": 1.25}
    return [
        draw.level(0.95, from_=start, to=end, **look),
        draw.note("Standard: 95%", x=milliseconds("2022-03-01"), y=0.95, anchor="start", dx=0, dy=-9),
        draw.level(0.76, from_=milliseconds("2023-01-01"), to=milliseconds("2024-03-31"), **look),
        draw.level(0.78, from_=milliseconds("2024-04-01"), to=milliseconds("2025-03-31"), **look),
        draw.note("Aims: 76%, 78%", x=milliseconds("2025-03-31"), y=0.78, anchor="end", dx=0, dy=-9),
    ]


def _episodes(table: pd.DataFrame) -> dict[str, Any]:
    """Find when each flag is up, from the table itself."""
    rows = []
    for flag, words in EPISODES:
        flagged = table.loc[table[flag], "period"]
        rows.append((flagged.min(), flagged.max() + pd.offsets.MonthBegin(1), words))
    rows.append((pd.Timestamp(COVID[0]), pd.Timestamp(COVID[1]), COVID[2]))
    rows.sort()
    return {
        "first": [milliseconds(first) for first, _, _ in rows],
        "last": [milliseconds(last) for _, last, _ in rows],
        "what": [words for _, _, words in rows],
    }


def _sentence(label: str, shares: pd.Series) -> str:
    known = shares.dropna()
    last = known.index[last_known(known)]
    met = known[known >= 0.95]
    when = (
        f"it was last at 95% or above in {month_name(met.index[-1])}"
        if len(met) and met.index[-1] != last
        else ("it is still above 95%" if len(met) else "it never reached 95%")
    )
    return (
        f"{label}: {percent(known.iloc[0])} in {month_name(known.index[0])}, lowest {percent(known.min())} "
        "in "
        f"{month_name(known.idxmin())}, {percent(known.iloc[-1])} in {month_name(last)}; {when}."
    )
