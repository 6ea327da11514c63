"""England's four-hour figures: by month, by year and by type of department."""

from __future__ import annotations

import pandas as pd

from localchange.data.reading import add_share_within, categories, read_table

TYPES = ("all", "type1", "type2", "type3")
"""All departments; major ones; those of a single specialty; others, such as minor injury units."""

EARLIER_TYPES = ("all", "type1", "type2", "other")
"""The same in the tables of 2016 to 2019, which call type 3 and walk-in centres *other*."""


def four_hour_monthly() -> pd.DataFrame:
    """Give England by month and type of department, August 2010 to March 2026.

    Returns
    -------
    pandas.DataFrame
        752 rows (188 months x 4 types), one for each ``period`` and ``type``:

        - ``period`` : datetime64, the first day of the month
        - ``financial_year`` : str, such as "2018-19" (April to March)
        - ``type`` : category, one of :data:`TYPES`
        - ``attendances`` : float, number of attendances at all providers
        - ``within4``, ``over4`` : float, number of attendances that ended within four hours (240 minutes
          or less), and later; missing before November 2010
        - ``share_within`` : float, 0 to 1, within4 / (within4 + over4)
        - ``from_weekly_apportioned`` : bool, shared out from weekly returns, so counts have fractions
        - ``crs_excluded_14_trusts`` : bool, fourteen trusts are in ``attendances`` and in nothing else
        - ``booked_included`` : bool, booked appointments are counted
        - ``cyber_type3_shortfall`` : bool, type 3 is short after a cyber attack
    """
    frame = read_table("four_hour_monthly", ("period",)).copy()
    categories(frame, "type", TYPES)
    add_share_within(frame)
    return frame


def four_hour_annual() -> pd.DataFrame:
    """Give England by financial year and type of department, 2010-11 (its last five months) to 2025-26.

    Returns
    -------
    pandas.DataFrame
        64 rows (16 years x 4 types), one for each ``financial_year`` and ``type``:

        - ``financial_year`` : str, such as "2018-19" (April to March)
        - ``type`` : category, one of :data:`TYPES`
        - ``months`` : int, number of months that are in the sum: 12, but 5 in 2010-11
        - ``attendances``, ``within4``, ``over4`` : float, numbers, as in :func:`four_hour_monthly`
        - ``share_within`` : float, 0 to 1, within4 / (within4 + over4)
        - ``crs_excluded_14_trusts`` : bool, true when some of its months leave fourteen trusts out
    """
    frame = read_table("four_hour_annual").copy()
    categories(frame, "type", TYPES)
    add_share_within(frame)
    monthly = read_table("four_hour_monthly", ("period",))
    touched = monthly.loc[monthly["crs_excluded_14_trusts"], "financial_year"].unique()
    frame["crs_excluded_14_trusts"] = frame["financial_year"].isin(touched)
    return frame


def national_by_type() -> pd.DataFrame:
    """Give England by month and type of department, April 2016 to March 2019.

    From the trusts' monthly returns.

    Returns
    -------
    pandas.DataFrame
        144 rows (36 months x 4 types), one for each ``period`` and ``type``:

        - ``period`` : datetime64, the first day of the month
        - ``type`` : category, one of :data:`EARLIER_TYPES`
        - ``attendances``, ``breaches``, ``admissions`` : int, number of attendances, of those that lasted
          longer than four hours, and of emergency admissions by way of the department
        - ``within4``, ``over4`` : int, attendances minus breaches, and breaches
        - ``share_within`` : float, 0 to 1, within4 / (within4 + over4)
        - ``organisations`` : int, number of organisations that reported
    """
    frame = read_table("national_by_type", ("period",)).copy()
    categories(frame, "type", EARLIER_TYPES)
    add_counts_from_breaches(frame)
    return frame


def add_counts_from_breaches(frame: pd.DataFrame) -> None:
    """Add ``within4``, ``over4`` and ``share_within``, in place, to a table of attendances and breaches.

    Only for tables in which every attendance has a known ending, which are all those with a column
    ``breaches``.

    Parameters
    ----------
    frame : pandas.DataFrame
        A table with the columns ``attendances`` and ``breaches``.
    """
    frame["within4"] = frame["attendances"] - frame["breaches"]
    frame["over4"] = frame["breaches"]
    add_share_within(frame)


def four_hour_standards() -> pd.DataFrame:
    """List the standard for England, and the interim aims that were set below it.

    Returns
    -------
    pandas.DataFrame
        4 rows, in order of time:

        - ``share`` : float, 0 to 1, the share of attendances to end within four hours
        - ``kind`` : category, "standard" or "interim aim"
        - ``first``, ``last`` : datetime64, first and last month; missing where open or unknown
        - ``sentence`` : str, the same in words
    """
    frame = read_table("four_hour_standards", ("first", "last")).copy()
    categories(frame, "kind", ("standard", "interim aim"))
    return frame
