"""Four departments, before and after a target was pushed: figures to read, without a word on what was done.

The figures are simulated with the model of this module and kept in a file beside this one.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from localchange.data.shown import Column, Table, percent
from localchange.errors import CourseError

FIGURES = Path(__file__).with_suffix(".csv")

SIMULATED = "Simulated with the model of this module: no real department."
NOT_WATCHED = "Nobody outside the department took times."
WATCHED = (
    "In the first period the same observers were there, and their times agreed with the department's record."
)
HEADINGS = {
    "before": "First period, the department's record",
    "after": "Second period, the department's record",
    "watched": "Second period, times taken by outside observers",
}


def four_departments() -> pd.DataFrame:
    """Give the figures of all four departments.

    Returns
    -------
    pandas.DataFrame
        One row for each ``department`` ("a" to "d"), ``source`` ("before", "after", "watched") and band:
        ``from_minutes`` (bands of 30 minutes; the last holds everything longer) and ``share`` (0 to 1).
    """
    return pd.read_csv(FIGURES)


def department_table(letter: str) -> Table:
    """Show one department: how long patients stayed, in two periods, by whose clock.

    Parameters
    ----------
    letter
        Which of the four, "a" to "d".

    Returns
    -------
    Table
        Shares of patients by time in the department, with a bar beside each, and those within four hours.
    """
    figures = four_departments()
    figures = figures[figures["department"] == letter]
    if figures.empty:
        raise CourseError(f"There are four departments, a to d, and no {letter!r}.")
    sources = [name for name in HEADINGS if name in set(figures["source"])]
    wide = figures.pivot(index="from_minutes", columns="source", values="share")[sources]
    within = wide[wide.index < 240].sum()
    longest = float(wide.to_numpy().max())
    bands = wide.assign(band=[_band(start, wide.index[-1]) for start in wide.index])
    total = pd.DataFrame([{"band": "Within four hours, all together", **within}])
    return Table(
        pd.concat([total, bands]),
        {
            "band": Column("Time in the department"),
            **{name: Column(HEADINGS[name], percent, bars=longest) for name in sources},
        },
        caption=f"Department {letter.upper()}: share of patients by time in the department",
        notes=(WATCHED if "watched" in sources else NOT_WATCHED, SIMULATED),
    )


def _band(start: int, last: int) -> str:
    name = f"{start // 60} h {start % 60:02d} to {(start + 30) // 60} h {(start + 30) % 60:02d}"
    return f"More than {start // 60} h {start % 60:02d}" if start == last else name
