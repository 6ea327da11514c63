"""How far apart England's trusts are, month by month."""

from __future__ import annotations

from typing import Any

from localchange import data
from localchange.labs import figures as draw
from localchange.labs.charts import Chart, Head, cautions, milliseconds, month_name, years
from localchange.labs.words import percent

QUANTILES = (
    ("q05", "Lowest 5% of providers are below"),
    ("q25", "Lowest quarter are below"),
    ("q50", "Middle provider"),
    ("q75", "Highest quarter are above"),
    ("q95", "Highest 5% are above"),
)


def spread_chart() -> Chart:
    """Describe the chart: the middle half, the middle nine tenths, and the provider in the middle."""
    table = data.provider_spread()
    columns: dict[str, Any] = {"month": table["period"].to_numpy()}
    columns.update({name: table[name].to_numpy(dtype=float) for name, _ in QUANTILES})
    columns["providers"] = table["organisations"].to_numpy(dtype=float)
    columns["met"] = table["met_95"].to_numpy(dtype=float)
    first, last = table.iloc[0], table.iloc[-1]
    start, end = milliseconds(first["period"]), milliseconds(last["period"])
    missing = (milliseconds("2019-05-01"), milliseconds("2023-06-01"))
    middle = milliseconds("2021-12-01")
    at = table.index[table["period"] == "2021-12-01"][0]
    picture = draw.figure(
        "Spread of providers",
        "Bands of providers' shares within four hours, by month. The text below says what they show.",
        x={
            "domain": [start, end],
            "type": "utc",
            "ticks": years(2020, 2026, 1),
            "fewTicks": years(2020, 2026, 2),
            "format": "year",
            "show": "month",
        },
        y={
            "domain": [0.3, 1],
            "format": "percent0",
            "show": "percent",
            "ticks": [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0],
        },
        layers=[
            draw.zone(*missing, colour="muted", opacity=0.08),
            draw.note("Fourteen trusts missing", x=missing[0], y=0.325, anchor="start"),
            draw.area("month", "q05", "q95", "one", opacity=0.18),
            draw.area("month", "q25", "q75", "one", opacity=0.35),
            draw.level(0.95, from_=start, to=end, colour="ink", dash="dashed", width=1.25),
            draw.note("Standard: 95%", x=end, y=0.95, anchor="end", dy=-9),
            draw.line("month", "q50", "one", name="Median", width=2.5),
            draw.note(
                "Half of providers",
                x=middle,
                y=float((table["q75"][at] + table["q50"][at]) / 2),
                anchor="middle",
                dx=0,
                strong=True,
            ),
            draw.note(
                "Nine in ten",
                x=middle,
                y=float((table["q95"][at] + table["q75"][at]) / 2),
                anchor="middle",
                dx=0,
            ),
        ],
        height=340,
        tip=True,
        marginRight=112,
    )
    wide = float((table["q95"] - table["q05"]).iloc[-1])
    return Chart(
        file="four-hour-spread-of-providers",
        title="How far apart major departments are",
        subtitle="Providers' share within four hours at major (type 1) departments, by month, April 2019 "
        "to May 2026. "
        "The scale begins at 30%.",
        caption="Each provider with 1,000 or more attendances in the month counts once, whatever its size.",
        text=(
            f"In {month_name(last['period'])} the middle provider had {percent(last['q50'])} within four "
            "hours; half of the "
            f"{last['organisations']:.0f} providers lay between {percent(last['q25'])} and "
            f"{percent(last['q75'])}, nine in ten "
            f"between {percent(last['q05'])} and {percent(last['q95'])}, a gap of {100 * wide:.0f} "
            "percentage points. "
            f"In {month_name(first['period'])} the middle provider had {percent(first['q50'])}. "
            f"Providers at 95% or above: {first['met_95']:.0f} of {first['organisations']:.0f} then, "
            f"{last['met_95']:.0f} of {last['organisations']:.0f} at the end."
        ),
        attribution=data.attribution("provider_spread"),
        cautions=cautions("provider_spread"),
        figures=[picture],
        columns=columns,
        table=[
            Head("Month", "month", "month"),
            *(Head(label, name, "percent") for name, label in QUANTILES),
            Head("Providers", "providers", "number"),
            Head("At 95% or above", "met", "number"),
        ],
    )
