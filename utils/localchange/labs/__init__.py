"""The labs and charts of the course: each call gives a widget, to be the last line of its cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from localchange.exercises import Handle
from localchange.labs.department import DepartmentSubject
from localchange.labs.drawing import Drawing, show
from localchange.labs.handing_in import on_page
from localchange.labs.lab import Lab
from localchange.labs.mix import mix_chart
from localchange.labs.national import national_chart
from localchange.labs.pile_up import pile_up_chart
from localchange.labs.spread import spread_chart
from localchange.labs.week import WeekSubject
from localchange.models import week_request
from localchange.models.emergency_settings import RANGES, department_from

if TYPE_CHECKING:
    from localchange.exercises import Page

DEPARTMENT_HANDLES: tuple[Handle, ...] = tuple(
    Handle(
        key,
        spec.label,
        spec.sentence,
        spec.low if spec.off is None else spec.off,
        spec.high,
        spec.step,
        spec.unit,
        DepartmentSubject.baseline[key],
    )
    for key, spec in RANGES.items()
)
"""The handles of the department, as a question of the kind *setting* or its marking needs them."""

WEEK_HANDLES: tuple[Handle, ...] = tuple(
    Handle(key, spec.label, spec.sentence, spec.low, spec.high, spec.step, spec.unit, spec.value)
    for key, spec in week_request.RANGES.items()
)
"""The handles of a request, in the same way."""


def department(page: Page, answer: str | None = None) -> Lab:
    """Show the lab of the department.

    Parameters
    ----------
    page
        The page that the cell is on.
    answer
        Key of an answer of the kind *setting*: adds the button "Hand in these settings".

    Returns
    -------
    Lab
        Handles, picture, words, table, scenarios.
    """
    return on_page(page, DepartmentSubject(), answer, "Settings of the department", lab=Lab)


def week(page: Page, answer: str | None = None) -> Lab:
    """Show the lab in which a request is designed and the week that receives it is seen.

    Parameters
    ----------
    page
        The page that the cell is on.
    answer
        Key of an answer of the kind *setting*: adds the button "Hand in these settings".

    Returns
    -------
    Lab
        Handles, picture, words, table, scenarios.
    """
    return on_page(page, WeekSubject(), answer, "Settings of the request", lab=Lab)


def national_series(page: Page) -> Drawing:
    """Show England's four-hour figures by month and type of department, with what changed when."""
    return show(national_chart())


def department_mix(page: Page) -> Drawing:
    """Show what the mix of department types alone does to England's all-types figure."""
    return show(mix_chart())


def trust_spread(page: Page) -> Drawing:
    """Show how far apart providers are at their major departments, by month."""
    return show(spread_chart())


def published_pile_up(page: Page) -> Drawing:
    """Show the published shares of stays that ended in the last minutes before four hours."""
    return show(pile_up_chart())


__all__ = [
    "DEPARTMENT_HANDLES",
    "WEEK_HANDLES",
    "department",
    "department_from",
    "department_mix",
    "national_series",
    "published_pile_up",
    "trust_spread",
    "week",
]
