"""The published shares of stays that ended just before four hours."""

from __future__ import annotations

from typing import Any

import pandas as pd

from localchange import data, evidence
from localchange.labs import figures as draw
from localchange.labs.charts import Chart, Head, cautions
from localchange.labs.words import listed, percent

GROUP_WORDS = {
    "all": "all patients",
    "admitted": "admitted patients",
    "discharged": "patients sent home",
    "not_admitted": "patients not admitted",
    "older": "older patients",
    "younger": "younger patients",
}

TOP = 0.25
"""Where the scale ends, so that both windows share one."""


def pile_up_chart() -> Chart:
    """Describe the chart: a bar for each published share, those of one window together."""
    table = data.published_pile_up().copy()
    table["words"] = [
        f"{row['year']}, {GROUP_WORDS[row['group']]}"
        + (" (worked out)" if row["status"] == "derived" else "")
        for row in table.to_dict("records")
    ]
    pictures, columns = [], {}
    for window in (20, 10):
        rows = table[table["window_minutes"] == window]
        columns.update(_columns(rows, window))
        pictures.append(
            draw.figure(
                f"Last {window} minutes",
                f"Bars of published shares of stays that ended in the last {window} minutes before four "
                "hours.",
                x={"domain": [0, TOP], "format": "percent0", "ticks": [0, 0.05, 0.1, 0.15, 0.2, 0.25]},
                y={"type": "band", "hidden": True, "domain": list(rows["words"])},
                layers=[
                    draw.rows(f"share{window}", f"words{window}", f"value{window}", f"derived{window}", "one")
                ],
                height=40 * len(rows) + 40,
                marginLeft=14,
                heading=f"Share of the group's stays that ended in the last {window} minutes before four "
                "hours",
            )
        )
    columns.update(
        code=list(table["code"]),
        what=list(table["words"]),
        window=table["window_minutes"].to_numpy(dtype=float),
        share=table["share"].to_numpy(dtype=float),
        work=[_source(key) for key in table["citation"]],
        sum=list(table["sum"]),
    )
    return Chart(
        file="published-pile-up-before-four-hours",
        title="Stays that ended just before four hours",
        subtitle="Published shares. Solid bars were read in a source; hatched bars were worked out from "
        "figures that were.",
        caption="Bars from different years come from different samples, and the two windows are of "
        "different length: compare inside one source.",
        text=_text(table),
        attribution=data.attribution("published_pile_up"),
        cautions=cautions("published_pile_up"),
        figures=pictures,
        columns=columns,
        table=[
            Head("Figure", "code"),
            Head("Year and group", "what"),
            Head("Window, minutes", "window", "number"),
            Head("Share", "share", "percent"),
            Head("Source", "work"),
            Head("How it was worked out", "sum"),
        ],
    )


def _source(key: str) -> str:
    work = evidence.work(key)
    return f"{work.who} {work.year}"


def _columns(rows: pd.DataFrame, window: int) -> dict[str, Any]:
    return {
        f"share{window}": rows["share"].to_numpy(dtype=float),
        f"words{window}": list(rows["words"]),
        f"value{window}": [percent(share) for share in rows["share"]],
        f"derived{window}": (rows["status"] == "derived").to_numpy(dtype=float),
    }


def _text(table: pd.DataFrame) -> str:
    """Say every bar, those of one source and one window together: they are the fair comparisons."""
    sentences = []
    for (source, window), rows in table.groupby(["citation", "window_minutes"], sort=False):
        parts = [
            f"{percent(row['share'])} of {GROUP_WORDS[row['group']]} in {row['year']}"
            + (" (worked out)" if row["status"] == "derived" else "")
            for row in rows.to_dict("records")
        ]
        sentences.append(f"Left in the last {window} minutes ({_source(str(source))}): {listed(parts)}.")
    return " ".join(sentences)
