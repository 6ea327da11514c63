"""Single published figures on two views of a request: what requests cost, and who has seen the front line."""

from __future__ import annotations

import pandas as pd

from localchange.data.published import STATUSES
from localchange.data.reading import categories, read_table

FIELDS = ("health", "councils")


def burden_figures() -> pd.DataFrame:
    """Give published figures on what is asked of the front line, and what it takes.

    Samples, years and units differ, and several were published by a body with a stake in the matter, so the rows
    are no series and do not add up.

    Returns
    -------
    pandas.DataFrame
        16 rows:

        - ``code`` : str, short name of the figure, "B1" to "B10"
        - ``citation`` : str, key of the work in ``localchange.evidence``
        - ``field`` : category, "health" or "councils"
        - ``quantity``, ``group``, ``period`` : str, what was counted, in whom or where, and when
        - ``value`` : float, in the unit of the next column
        - ``unit`` : str, such as "hours a week" or "collections"
        - ``status`` : category, "verified" throughout
        - ``sentence`` : str, the same in words, with its caution where it has one
    """
    frame = single_figures("burden_figures")
    categories(frame, "field", FIELDS)
    return frame


def experience_figures() -> pd.DataFrame:
    """Give published figures on the front-line experience of those who make or oversee policy.

    Returns
    -------
    pandas.DataFrame
        15 rows, with the columns of :func:`burden_figures` but ``field``, and:

        - ``sum`` : str, how a derived figure was worked out; empty for the others
    """
    frame = single_figures("experience_figures")
    frame["sum"] = frame["sum"].fillna("")
    return frame


def single_figures(name: str) -> pd.DataFrame:
    """Read a table of figures from several works."""
    frame = read_table(name).copy()
    categories(frame, "status", STATUSES)
    frame["period"] = frame["period"].astype(str)
    frame["value"] = frame["value"].astype(float)
    return frame
