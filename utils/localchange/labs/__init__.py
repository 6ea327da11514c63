"""The labs and charts of the course: each call gives a widget, to be the last line of its cell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from localchange.errors import CourseError
from localchange.exercises import Handle
from localchange.frontend import idle
from localchange.labs.department import DepartmentSubject
from localchange.labs.drawing import Drawing, show
from localchange.labs.lab import Lab
from localchange.labs.mix import mix_chart
from localchange.labs.national import national_chart
from localchange.labs.pile_up import pile_up_chart
from localchange.labs.spread import spread_chart
from localchange.labs.theory_builder import theory_builder, theory_shown
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
    if answer is None or idle():
        return Lab(DepartmentSubject(), idle=idle())
    key = answer
    page.questions[key] = f"Settings of the department, handed in from the lab ({key})"

    def record(setting: dict[str, float]) -> str:
        saved = page.save(key, "setting", {"setting": setting})
        when = f"{saved.saved.astimezone():%H:%M}"
        return f"Saved {when}: these settings are your answer. You can change them and press again."

    return Lab(DepartmentSubject(), record=record, handed_in=_handed_in(page, key))


def _handed_in(page: Page, key: str) -> Mapping[str, float] | None:
    """Find settings that were handed in before and that the lab can still show."""
    saved = page.answer(key)
    if saved is None or saved.kind != "setting":
        return None
    try:
        return DepartmentSubject().check(saved.value["setting"])
    except (CourseError, KeyError, TypeError, ValueError):
        return None


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
    "department",
    "department_from",
    "department_mix",
    "national_series",
    "published_pile_up",
    "theory_builder",
    "theory_shown",
    "trust_spread",
]
