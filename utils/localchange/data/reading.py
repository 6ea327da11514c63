"""Reading a table of the course from the files that ship with it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pandas as pd

from localchange.errors import CourseError

TABLES = Path(__file__).parent / "tables"

FLAGS = ("from_weekly_apportioned", "crs_excluded_14_trusts", "booked_included", "cyber_type3_shortfall")
"""Columns that say, month by month, which caution applies."""


def table_names() -> tuple[str, ...]:
    """Names of every table that ships with the course, in alphabetical order."""
    return tuple(sorted(path.stem for path in TABLES.glob("*.csv")))


@cache
def read_table(name: str, months: tuple[str, ...] = ()) -> pd.DataFrame:
    """Read one table, once; later calls give the same object, so copy it before you hand it on.

    Parameters
    ----------
    name : str
        The table's name, which is the name of its file without ``.csv``.
    months : tuple of str
        Columns that hold the first day of a month.

    Returns
    -------
    pandas.DataFrame
        The table as it stands in the file, with months as dates and flags as true or false.

    Raises
    ------
    CourseError
        When there is no such table, or its file is missing or damaged.
    """
    path = TABLES / f"{name}.csv"
    try:
        frame = pd.read_csv(path, dtype={"financial_year": "str", "year": "str"}, keep_default_na=True)
        for column in months:
            frame[column] = pd.to_datetime(frame[column], format="%Y-%m-%d")
    except FileNotFoundError as err:
        raise CourseError(
            f"The course has no table called {name!r}; it has {', '.join(table_names()) or 'none'}."
        ) from err
    except (KeyError, UnicodeDecodeError, ValueError) as err:
        raise CourseError(
            f"The table {path.name} that came with the course is damaged ({err}); set the course up again."
        ) from err
    for flag in FLAGS:
        if flag in frame:
            frame[flag] = frame[flag].astype(bool)
    return frame


def categories(frame: pd.DataFrame, column: str, order: Sequence[str]) -> None:
    """Turn a column into an ordered list of known groups, in place.

    Parameters
    ----------
    frame : pandas.DataFrame
        The table to change.
    column : str
        The column that holds the groups.
    order : sequence of str
        Every group that may occur, in the order in which to show them.

    Raises
    ------
    CourseError
        When the column holds a group that is not in `order`.
    """
    strangers = sorted(set(frame[column]) - set(order))
    if strangers:
        raise CourseError(
            f"The column {column!r} of a table that came with the course holds {', '.join(strangers)}, "
            "which the course does not know; set the course up again."
        )
    frame[column] = pd.Categorical(frame[column], categories=list(order), ordered=True)


def add_share_within(frame: pd.DataFrame) -> None:
    """Add ``share_within``, in place: within4 / (within4 + over4).

    Never one minus over4 / attendances: from May 2019 to May 2023 fourteen trusts are counted in
    the attendances and not among those who stayed longer, and that sum makes the country look better.

    Parameters
    ----------
    frame : pandas.DataFrame
        A table with the columns ``within4`` and ``over4``.
    """
    frame["share_within"] = frame["within4"] / (frame["within4"] + frame["over4"])
