"""England's waiting list for hospital treatment, 2007 to 2022: how many wait, and how long."""

from __future__ import annotations

from typing import Any

import pandas as pd

from localchange import data
from localchange.labs import figures as draw
from localchange.labs.charts import Chart, Head, cautions, milliseconds, month_name, years
from localchange.labs.words import decimal, percent

STANDARD = 0.92
"""The standard in the NHS Constitution: more than 92% of those still waiting have waited 18 weeks or less."""


def waiting_times_chart() -> Chart:
    """Describe the chart: the list, the median wait, and the share within eighteen weeks, one under another."""
    table = data.referral_to_treatment()
    columns: dict[str, Any] = {
        "month": table["period"].to_numpy(),
        "millions": table["waiting"].to_numpy(dtype=float) / 1e6,
        "median": table["median_weeks"].to_numpy(dtype=float),
        "p92": table["p92_weeks"].to_numpy(dtype=float),
        "within": table["share_within_18"].to_numpy(dtype=float),
        "over52": table["over_52_weeks"].to_numpy(dtype=float),
    }
    x = {
        "domain": [milliseconds("2007-07-01"), milliseconds("2023-01-01")],
        "type": "utc",
        "ticks": years(2008, 2022, 2),
        "fewTicks": years(2008, 2020, 4),
        "format": "year",
        "show": "month",
    }

    def panel(heading: str, y: dict[str, Any], layers: list[draw.Layer]) -> draw.Figure:
        return draw.figure(
            heading,
            f"Line chart, by month: {heading.lower()}. The text below says what it shows.",
            x=x,
            y=y,
            layers=[
                draw.zone(milliseconds("2020-03-01"), milliseconds("2020-09-01"), "muted", opacity=0.15),
                *layers,
            ],
            height=170,
            tip=True,
            marginRight=90,
            heading=heading,
        )

    share = {"domain": [0.4, 1], "format": "percent0", "show": "percent"}
    return Chart(
        file="waiting-list-england",
        title="The waiting list for hospital treatment in England, 2007 to 2022",
        subtitle="Referrals whose treatment had not begun at the end of the month: how many, and how long they "
        "had waited. Each panel has its own scale, and the last begins at 40%. The shaded months are the "
        "first half year of COVID-19.",
        caption="The size of the list and the length of the wait are two things: look where one rose while the "
        "other fell.",
        text=_text(table),
        attribution=data.attribution("referral_to_treatment"),
        figures=[
            panel("Waiting, millions", {"domain": [0, 8], "show": "number1"},
                  [draw.line("month", "millions", "one", name="waiting", width=2.25)]),
            panel("Weeks waited", {"domain": [0, 55], "show": "number1"}, [
                draw.line("month", "p92", "two", name="92 in 100", dash="dashed", width=2.25),
                draw.line("month", "median", "one", name="median", width=2.25),
            ]),
            panel("Share who had waited 18 weeks or less", share, [
                draw.level(STANDARD, colour="ink", dash="dashed", width=1.25),
                draw.note("NHS Constitution: 92%", x=milliseconds("2016-03-01"), y=STANDARD, dx=0, dy=-9),
                draw.line("month", "within", "three", name="within 18", width=2.25),
            ]),
        ],
        columns=columns,
        table=[
            Head("Month", "month", "month"),
            Head("Waiting, millions", "millions", "number1"),
            Head("Median wait, weeks", "median", "number1"),
            Head("Wait of 92 in 100, weeks", "p92", "number1"),
            Head("Within 18 weeks", "within", "percent"),
            Head("Over 52 weeks", "over52", "number"),
        ],
        cautions=cautions("referral_to_treatment"),
    )  # fmt: skip


def _text(table: pd.DataFrame) -> str:
    rows = table.set_index("period")

    def at(month: str, column: str) -> float:
        return float(rows[column].loc[month:month].iloc[0])

    def millions(month: str) -> str:
        return f"{at(month, 'waiting') / 1e6:.2f} million"

    smallest = rows.index[int(rows["waiting"].to_numpy().argmin())]
    met = rows.index[rows["share_within_18"] >= STANDARD]
    return (
        f"From {month_name(rows.index[0])} to {month_name(smallest)} the list fell from "
        f"{millions('2007-08-01')} to {rows['waiting'].min() / 1e6:.2f} million, and the median wait from "
        f"{decimal(at('2007-08-01', 'median_weeks'))} to "
        f"{decimal(at(f'{smallest:%Y-%m-%d}', 'median_weeks'))} weeks. After that the list grew, and the "
        f"share within 18 weeks was last at 92% or more in {month_name(met[-1])}. From February to May 2020 "
        f"the list fell, from {millions('2020-02-01')} to {millions('2020-05-01')}, while the median wait "
        f"doubled, from {decimal(at('2020-02-01', 'median_weeks'))} to "
        f"{decimal(at('2020-05-01', 'median_weeks'))} weeks. In {month_name(rows.index[-1])} "
        f"{millions('2022-10-01')} were waiting, {percent(at('2022-10-01', 'share_within_18'))} of them "
        "for 18 weeks or less."
    )
