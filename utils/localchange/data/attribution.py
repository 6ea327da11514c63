"""The line that must stand beside a figure."""

from __future__ import annotations

from localchange.data.reading import table_names
from localchange.errors import CourseError

ATTRIBUTION = (
    "Contains public sector information licensed under the Open Government Licence v3.0. Source: NHS England."
)
"""To be shown wherever a figure of NHS England's is shown."""

CITED = "Single published figures, each from the work that is named with it."
"""To be shown beside the tables that gather figures from several works."""

_OTHERS = {
    "published_pile_up": CITED,
    "published_effects": CITED,
    "burden_figures": CITED,
    "experience_figures": CITED,
    "payment_figures": CITED,
    "four_hour_standards": "Facts from NHS Digital and the Nuffield Trust, in this course's words.",
}


def attribution(table: str) -> str:
    """Give the line to show beside a table or a picture of it.

    Parameters
    ----------
    table : str
        The table's name, which is the name of its loader, such as "four_hour_monthly".

    Returns
    -------
    str
        :data:`ATTRIBUTION` for NHS England's figures, another line for the few tables that are not theirs.

    Raises
    ------
    CourseError
        When there is no such table.
    """
    if table not in table_names():
        raise CourseError(f"The course has no table called {table!r}; it has {', '.join(table_names())}.")
    return _OTHERS.get(table, ATTRIBUTION)
