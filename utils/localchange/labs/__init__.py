"""The labs and charts of the course: each call gives a widget, to be the last line of its cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from localchange.errors import CourseError
from localchange.exercises import Handle
from localchange.frontend import idle
from localchange.labs.department import DepartmentSubject
from localchange.labs.drawing import Drawing, show
from localchange.labs.handing_in import on_page
from localchange.labs.inbox import InboxLab
from localchange.labs.inspecting import InspectingSubject
from localchange.labs.lab import Lab
from localchange.labs.mix import mix_chart
from localchange.labs.national import national_chart
from localchange.labs.paying import PayingSubject
from localchange.labs.pile_up import pile_up_chart
from localchange.labs.revealing import RevealingLab
from localchange.labs.senders import SendersSubject
from localchange.labs.spread import spread_chart
from localchange.labs.theory_builder import theory_builder, theory_shown
from localchange.labs.triage import TriageLab, TriageSubject, order_of, places_of
from localchange.labs.waiting_labs import (
    WAITING_HANDLES,
    leverage,
    trials,
    waiting_beside,
    waiting_handles,
    waiting_list,
    waiting_times,
)
from localchange.labs.week import WeekSubject
from localchange.models import incentives_scheme, inspection_regime, week_request
from localchange.models.emergency_settings import RANGES, department_from
from localchange.models.ranges import Range
from localchange.models.triage_weeks import WEEKS
from localchange.pooled.file import beside

if TYPE_CHECKING:
    from localchange.exercises import Page


def _handles(ranges: Mapping[str, Range], at: Mapping[str, float]) -> tuple[Handle, ...]:
    """Make the handles that a question of the kind *setting*, or its marking, needs."""
    return tuple(
        Handle(
            key,
            spec.label,
            spec.sentence,
            spec.low if spec.off is None else spec.off,
            spec.high,
            spec.step,
            spec.unit,
            at[key],
        )
        for key, spec in ranges.items()
    )


DEPARTMENT_HANDLES = _handles(RANGES, DepartmentSubject.baseline)
"""The handles of the department, as a question of the kind *setting* or its marking needs them."""

WEEK_HANDLES = _handles(week_request.RANGES, week_request.DRAFT)
"""The handles of a request, in the same way."""

PAYING_HANDLES = _handles(incentives_scheme.RANGES, incentives_scheme.NO_SCHEME)
"""The handles of a scheme that pays, in the same way."""

INSPECTING_HANDLES = _handles(inspection_regime.RANGES, inspection_regime.VISITS_ALONE)
"""The handles of an inspection, in the same way."""


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


def senders(page: Page) -> Lab:
    """Show the lab of many senders: what each would choose for itself, and what is best for all."""
    return on_page(page, SendersSubject(), None, "Senders", lab=Lab)


def triage(page: Page, week: str = "ward", answer: str | None = None) -> TriageLab:
    """Show the lab in which a week of jobs is put in order, and then compared with the best order.

    Parameters
    ----------
    page
        The page that the cell is on.
    week
        Name of the week, one of ``models.triage_weeks.WEEKS``.
    answer
        Key of an answer of the kind *ranking*: adds the button "Hand in this order". Without it, the order that stood
        when the best one was first asked for is kept as ``triage_WEEK``.
    """
    if week not in WEEKS:
        raise CourseError(f"There is no week called “{week}”; there are {', '.join(WEEKS)}.")
    jobs = WEEKS[week]

    def keep(setting: Mapping[str, float]) -> None:
        if not page.assessed and page.answer(f"triage_{week}") is None:
            page.save(f"triage_{week}", "ranking", {"order": list(order_of(jobs, setting))})

    subject = TriageSubject(jobs)
    made: Callable[..., TriageLab] = TriageLab
    if not idle():
        others = beside(page.folder)
        subject.subtitle += f" {others.problem}" if others.problem else ""
        made = partial(TriageLab, cohort=others.orders.get(week), keep=keep)
    return on_page(
        page,
        subject,
        answer,
        "Order of the jobs",
        lab=made,
        kind="ranking",
        to_value=lambda setting: {"order": list(order_of(jobs, setting))},
        from_value=lambda value: places_of(value["order"]),
    )


def policy_inbox(page: Page) -> InboxLab:
    """Show a policy official's day as a queue of the learner's own, with a clock that need not run."""
    return InboxLab(idle=idle())


def paying(page: Page, answer: str | None = None, after: str | None = None) -> Lab:
    """Show the lab in which a scheme that pays is designed, switched on and off, and read in three ways.

    Parameters
    ----------
    page
        The page that the cell is on.
    answer
        Key of an answer of the kind *setting*: adds the button "Hand in these settings".
    after
        Key of an answer without which published results are kept back; a prediction counts once it is committed. They
        come at once when it is. ``None``: they are there from the start.

    Returns
    -------
    Lab
        Handles, picture, words, table, scenarios.
    """
    made = partial(RevealingLab, page=page, after=after)
    return on_page(page, PayingSubject(), answer, "Settings of the scheme", lab=made)


def inspecting(page: Page, answer: str | None = None) -> Lab:
    """Show the lab in which the worst are inspected, and improve.

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
    return on_page(page, InspectingSubject(), answer, "Settings of the inspection", lab=Lab)


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
    "INSPECTING_HANDLES",
    "PAYING_HANDLES",
    "WAITING_HANDLES",
    "WEEK_HANDLES",
    "department",
    "department_from",
    "department_mix",
    "inspecting",
    "leverage",
    "national_series",
    "paying",
    "policy_inbox",
    "published_pile_up",
    "senders",
    "theory_builder",
    "theory_shown",
    "triage",
    "trials",
    "trust_spread",
    "waiting_beside",
    "waiting_handles",
    "waiting_list",
    "waiting_times",
    "week",
]
