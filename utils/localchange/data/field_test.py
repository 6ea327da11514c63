"""The fourteen trusts that stopped reporting the four-hour measure, May 2019 to May 2023."""

from __future__ import annotations

import pandas as pd

from localchange.data.four_hour import add_counts_from_breaches
from localchange.data.reading import categories, read_table


def field_test_comparison() -> pd.DataFrame:
    """Compare major departments of the fourteen trusts with all others, by month, April 2016 to May 2026.

    Returns
    -------
    pandas.DataFrame
        195 rows, one for each ``period`` and ``group``; the fourteen have no row while they did not report:

        - ``period`` : datetime64, the first day of the month
        - ``group`` : category, "field_test" (the fourteen) or "other"
        - ``attendances``, ``breaches`` : int, number of attendances at major departments (type 1) whose
          length is known, and of those that lasted longer than four hours
        - ``within4``, ``over4`` : int, attendances minus breaches, and breaches
        - ``share_within`` : float, 0 to 1, within4 / (within4 + over4)
    """
    frame = read_table("field_test_comparison", ("period",)).copy()
    categories(frame, "group", ("field_test", "other"))
    add_counts_from_breaches(frame)
    return frame


def field_test_trusts() -> pd.DataFrame:
    """List the trusts that took part, and the months in which they did not report.

    Returns
    -------
    pandas.DataFrame
        15 rows, one for each code; one trust's code replaced another's in October 2020, so there were
        fourteen at any time:

        - ``organisation`` : str, code in the NHS's directory
        - ``name`` : str, the trust's name
        - ``first_missing``, ``last_missing`` : datetime64, first and last month without the measure
        - ``months_missing`` : int, number of months without it
    """
    return read_table("field_test_trusts", ("first_missing", "last_missing")).copy()
