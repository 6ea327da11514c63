"""Single figures that were published about the four-hour target, each with the work it comes from."""

from __future__ import annotations

import pandas as pd

from localchange.data.reading import categories, read_table

GROUPS = ("all", "admitted", "discharged", "not_admitted", "older", "younger")
"""Patients of whom a share is given: all; by how their stay ended; by age."""

STATUSES = ("verified", "verified-ref", "derived")
"""Read in a source; read at second hand in a work that exists; or worked out from figures that were read."""


def published_pile_up() -> pd.DataFrame:
    """Give shares of stays that ended in the last minutes before four hours, as published.

    Years, windows, samples and groups differ, so the rows are no series: compare within one citation and one
    window only.

    Returns
    -------
    pandas.DataFrame
        14 rows:

        - ``code`` : str, short name of the figure, "P1" to "P5b"
        - ``year`` : str, when, such as "2003", "April 2004" or "2007-08"
        - ``group`` : category, one of :data:`GROUPS`
        - ``window_minutes`` : int, 10 or 20, length in minutes of the window that ends at 240 minutes
        - ``share`` : float, 0 to 1, share of the group's stays that ended in the window
        - ``status`` : category, one of :data:`STATUSES`
        - ``citation`` : str, key of the work in ``localchange.evidence``
        - ``sum`` : str, how a derived figure was worked out; empty for the others
    """
    frame = read_table("published_pile_up").copy()
    categories(frame, "group", GROUPS)
    categories(frame, "status", STATUSES)
    frame["sum"] = frame["sum"].fillna("")
    return frame


def published_effects() -> pd.DataFrame:
    """Give sizes of effect that were published about the four-hour target, for and against it.

    Returns
    -------
    pandas.DataFrame
        11 rows:

        - ``code`` : str, short name of the figure
        - ``citation`` : str, key of the work in ``localchange.evidence``
        - ``quantity``, ``group``, ``period`` : str, what was measured, in whom, and when (may be empty)
        - ``value`` : float, in the unit of the next column
        - ``unit`` : str, "%", "% (relative)", "minutes" or "patients"
        - ``status`` : category, "verified" or "derived"
        - ``sentence`` : str, the same in words, with its caution where it has one
    """
    frame = read_table("published_effects").copy()
    categories(frame, "status", STATUSES)
    frame["period"] = frame["period"].fillna("")
    frame["value"] = frame["value"].astype(float)
    return frame
