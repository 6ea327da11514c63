"""England's waiting list for hospital treatment led by a consultant, by month."""

from __future__ import annotations

import pandas as pd

from localchange.data.reading import read_table


def referral_to_treatment() -> pd.DataFrame:
    """Give England by month, August 2007 to October 2022: who was waiting to begin treatment at the end of the month.

    Returns
    -------
    pandas.DataFrame
        183 rows, one for each ``period``:

        - ``period`` : datetime64, the first day of the month; figures are of its end
        - ``waiting`` : int, number of referrals waiting (incomplete pathways), with estimates for trusts that sent
          nothing
        - ``median_weeks`` : float, weeks that half of those still waiting had waited, or longer
        - ``p92_weeks`` : float, weeks that 92 in 100 of them had waited, or less; missing where it was more than 52
          weeks, which the published table did not resolve then
        - ``share_within_18`` : float, 0 to 1, share of them who had waited 18 weeks or less
        - ``over_52_weeks`` : int, number who had waited more than 52 weeks, with estimates as for ``waiting``
    """
    return read_table("referral_to_treatment", ("period",)).copy()
