"""The labs and charts of the course: each call gives a widget, to be the last line of its cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from localchange.errors import CourseError
from localchange.frontend import idle
from localchange.labs.department import DepartmentSubject
from localchange.labs.handing_in import on_page
from localchange.labs.inbox import InboxLab
from localchange.labs.inspecting import InspectingSubject
from localchange.labs.lab import Lab
from localchange.labs.minister_call import minister_call
from localchange.labs.mix import mix_chart
from localchange.labs.national import national_chart
from localchange.labs.opening import chart_of, handles_of, lab_of
from localchange.labs.own_theory import own_theory
from localchange.labs.package import PACKAGE_ITEMS, package
from localchange.labs.paying import PayingSubject
from localchange.labs.pile_up import pile_up_chart
from localchange.labs.relationship_labs import (
    LOCAL_SEARCH_HANDLES,
    SPREADING_HANDLES,
    TURNING_HANDLES,
    local_search,
    network,
    relationship_map,
    spreading,
    turning,
)
from localchange.labs.revealing import RevealingLab
from localchange.labs.senders import SendersSubject
from localchange.labs.spread import spread_chart
from localchange.labs.submission import submission
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
from localchange.models.triage_weeks import WEEKS
from localchange.pooled.file import beside

if TYPE_CHECKING:
    from localchange.exercises import Page


DEPARTMENT_HANDLES = handles_of(RANGES, DepartmentSubject.baseline)
"""The handles of the department, as a question of the kind *setting* or its marking needs them."""

WEEK_HANDLES = handles_of(week_request.RANGES, week_request.DRAFT)
"""The handles of a request, in the same way."""

PAYING_HANDLES = handles_of(incentives_scheme.RANGES, incentives_scheme.NO_SCHEME)
"""The handles of a scheme that pays, in the same way."""

INSPECTING_HANDLES = handles_of(inspection_regime.RANGES, inspection_regime.VISITS_ALONE)
"""The handles of an inspection, in the same way."""


department = lab_of(
    "department", DepartmentSubject, "Settings of the department", "Show the lab of the department."
)

week = lab_of(
    "week",
    WeekSubject,
    "Settings of the request",
    "Show the lab in which a request is designed and the week that receives it is seen.",
)

inspecting = lab_of(
    "inspecting",
    InspectingSubject,
    "Settings of the inspection",
    "Show the lab in which the worst are inspected, and improve.",
)

national_series = chart_of(
    "national_series",
    national_chart,
    "Show England's four-hour figures by month and type of department, with what changed when.",
)

department_mix = chart_of(
    "department_mix",
    mix_chart,
    "Show what the mix of department types alone does to England's all-types figure.",
)

trust_spread = chart_of(
    "trust_spread", spread_chart, "Show how far apart providers are at their major departments, by month."
)

published_pile_up = chart_of(
    "published_pile_up",
    pile_up_chart,
    "Show the published shares of stays that ended in the last minutes before four hours.",
)


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


__all__ = [
    "DEPARTMENT_HANDLES",
    "INSPECTING_HANDLES",
    "LOCAL_SEARCH_HANDLES",
    "PACKAGE_ITEMS",
    "PAYING_HANDLES",
    "SPREADING_HANDLES",
    "TURNING_HANDLES",
    "WAITING_HANDLES",
    "WEEK_HANDLES",
    "department",
    "department_from",
    "department_mix",
    "inspecting",
    "leverage",
    "local_search",
    "minister_call",
    "national_series",
    "network",
    "own_theory",
    "package",
    "paying",
    "policy_inbox",
    "published_pile_up",
    "relationship_map",
    "senders",
    "spreading",
    "submission",
    "theory_builder",
    "theory_shown",
    "triage",
    "trials",
    "trust_spread",
    "turning",
    "waiting_beside",
    "waiting_handles",
    "waiting_list",
    "waiting_times",
    "week",
]
