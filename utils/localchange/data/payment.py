"""Single published figures on schemes that pay for performance: for, against, and what happened when pay went."""

from __future__ import annotations

import pandas as pd

from localchange.data.burden import single_figures

SCHEMES = ("Quality and Outcomes Framework", "Advancing Quality", "Premier")


def payment_figures() -> pd.DataFrame:
    """Give what was published about three schemes.

    Conditions, outcomes, years and designs differ, so the rows are no series and do not add up.

    Returns
    -------
    pandas.DataFrame
        15 rows:

        - ``code`` : str, short name of the figure, "P1" to "P15"
        - ``citation`` : str, key of the work in ``localchange.evidence``
        - ``scheme`` : str, one of :data:`SCHEMES`
        - ``quantity``, ``group``, ``period`` : str, what was counted, in whom or where, and when
        - ``value``, ``low``, ``high`` : float, in the unit of the next column, with the ends of the 95% interval where
          one was published; missing where the finding is in words only
        - ``unit`` : str, such as "percentage points"; empty where there is no value
        - ``status`` : category, "verified" throughout
        - ``sentence`` : str, the same in words, with its caution where it has one
    """
    frame = single_figures("payment_figures")
    frame["unit"] = frame["unit"].fillna("")
    for end in ("low", "high"):
        frame[end] = frame[end].astype(float)
    return frame
