"""How much the organisations differ: figures for each, and the spread over all of them."""

from __future__ import annotations

import pandas as pd

from localchange.data.four_hour import EARLIER_TYPES, add_counts_from_breaches
from localchange.data.reading import categories, read_table

SCOPES = ("all_orgs_all_types", "type1_orgs_all_types", "type1_orgs_type1_only")
"""All organisations, all departments; those with a major department, on all theirs; and on that alone."""

QUANTILES = ("q05", "q10", "q25", "q50", "q75", "q90", "q95")
"""Columns that hold the spread: q25 is the share that a quarter of organisations stay at or below."""


def organisation_annual() -> pd.DataFrame:
    """Give each organisation by financial year and type of department, 2016-17 to 2018-19.

    Returns
    -------
    pandas.DataFrame
        1,134 rows, one for each ``financial_year``, ``organisation`` and ``type``:

        - ``financial_year`` : str, such as "2018-19" (April to March)
        - ``organisation`` : str, its code in the NHS's directory; codes change when trusts merge
        - ``type`` : category, "type1", "type2" or "other" (there is no row for the sum)
        - ``attendances``, ``breaches``, ``admissions`` : int, numbers in the months reported
        - ``within4``, ``over4`` : int, attendances minus breaches, and breaches
        - ``share_within`` : float, 0 to 1, within4 / (within4 + over4)
        - ``months`` : int, 1 to 12, number of months reported
    """
    frame = read_table("organisation_annual").copy()
    categories(frame, "type", EARLIER_TYPES[1:])
    add_counts_from_breaches(frame)
    return frame


def organisation_spread() -> pd.DataFrame:
    """Give the spread of the organisations' shares within four hours, by month, April 2016 to March 2019.

    Returns
    -------
    pandas.DataFrame
        108 rows (36 months x 3 scopes), one for each ``period`` and ``scope``:

        - ``period`` : datetime64, the first day of the month
        - ``scope`` : category, one of :data:`SCOPES`
        - ``organisations`` : int, number of organisations
        - ``mean``, ``sd`` : float, 0 to 1, mean and standard deviation, each organisation counting once
        - ``lowest``, the columns of :data:`QUANTILES`, ``highest`` : float, 0 to 1
        - ``met_95`` : int, number of organisations at 95% or more
    """
    frame = read_table("organisation_spread", ("period",)).copy()
    categories(frame, "scope", SCOPES)
    return frame


def provider_spread() -> pd.DataFrame:
    """Give the spread of the providers' shares at major departments, by month, April 2019 to May 2026.

    Shares within four hours. Providers with fewer than 1,000 attendances in the month are left out.

    Returns
    -------
    pandas.DataFrame
        86 rows, one for each ``period``:

        - ``period`` : datetime64, the first day of the month
        - ``organisations`` : int, number of providers; fourteen fewer from May 2019 to May 2023
        - ``mean``, ``sd`` : float, 0 to 1, mean and standard deviation, each provider counting once
        - ``lowest``, the columns of :data:`QUANTILES`, ``highest`` : float, 0 to 1
        - ``met_95``, ``below_60`` : int, number of providers at 95% or more, and below 60%
    """
    return read_table("provider_spread", ("period",)).copy()
