"""The labs and charts of the course: each call gives a widget, to be the last line of its cell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from localchange.errors import CourseError
from localchange.exercises import Handle
from localchange.frontend import idle
from localchange.labs.department import DepartmentSubject
from localchange.labs.drawing import Drawing, show
from localchange.labs.handing_in import on_page, play_on_page
from localchange.labs.inbox import InboxLab
from localchange.labs.lab import Lab
from localchange.labs.leverage import LeverageSubject
from localchange.labs.mix import mix_chart
from localchange.labs.national import national_chart
from localchange.labs.pile_up import pile_up_chart
from localchange.labs.play import Play
from localchange.labs.senders import SendersSubject
from localchange.labs.spread import spread_chart
from localchange.labs.theory_builder import theory_builder, theory_shown
from localchange.labs.triage import TriageLab, TriageSubject, order_of, places_of
from localchange.labs.trials import TrialsSubject
from localchange.labs.waiting_list import TOLD, WaitingListSubject, new_seed
from localchange.labs.waiting_times import waiting_times_chart
from localchange.labs.week import WeekSubject
from localchange.models import week_request
from localchange.models.emergency_settings import RANGES, department_from
from localchange.models.ranges import Range
from localchange.models.triage_weeks import WEEKS
from localchange.models.waiting_list_play import MONTHS, SEEDS, UNDECIDED, month_keys
from localchange.models.waiting_list_service import MOST_POSTS

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


def waiting_handles(months: int = MONTHS) -> tuple[Handle, ...]:
    """Give what a play of so many months saves, as its marking needs it: the seed, and the posts of each month."""
    seed = Handle("seed", "Draw", "The learner's own draw of referrals.", *SEEDS, 1, "", SEEDS[0])
    posts = [
        Handle(key, f"Month {n}", "Posts advertised.", UNDECIDED, MOST_POSTS, 1, "posts", UNDECIDED)
        for n, key in enumerate(month_keys(months), 1)
    ]
    return (seed, *posts)


WAITING_HANDLES: tuple[Handle, ...] = waiting_handles()
"""What a play of twelve months saves. Its marking needs these; nobody is asked for them by hand."""


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
        Key of an answer of the kind *ranking*: adds the button "Hand in this order".
    """
    if week not in WEEKS:
        raise CourseError(f"There is no week called “{week}”; there are {', '.join(WEEKS)}.")
    jobs = WEEKS[week]
    return on_page(
        page,
        TriageSubject(jobs),
        answer,
        "Order of the jobs",
        lab=TriageLab,
        kind="ranking",
        to_value=lambda setting: {"order": list(order_of(jobs, setting))},
        from_value=lambda value: places_of(value["order"]),
    )


def policy_inbox(page: Page) -> InboxLab:
    """Show a policy official's day as a queue of the learner's own, with a clock that need not run."""
    return InboxLab(idle=idle())


def waiting_list(
    page: Page,
    answer: str = "waiting_list",
    service: str = "hospital",
    months: int = MONTHS,
    once: bool | None = None,
) -> Play:
    """Show the lab in which a waiting list is run by hand, a decision a month.

    Every month is saved as it is lived, as an answer of the kind *setting*, with the seed of the learner's own draw.

    Parameters
    ----------
    page
        The page that the cell is on.
    answer
        Key of the answer.
    service
        One of "hospital", "passports" and "court".
    months
        How many months are decided.
    once
        Whether a month that is lived cannot be taken back; by default so on a page that is assessed.
    """
    subject = WaitingListSubject(new_seed(np.random.default_rng()), service, months)
    if idle():
        return Play(subject, idle=True)
    return play_on_page(
        page,
        answer,
        f"{TOLD[service].title}: decisions",
        subject,
        again=lambda seed: WaitingListSubject(seed, service, months),
        once=page.assessed if once is None else once,
    )


def leverage(page: Page, answer: str | None = None) -> Lab:
    """Show the lab in which one budget is spent at one place of the waiting list.

    Parameters
    ----------
    page
        The page that the cell is on.
    answer
        Key of an answer of the kind *setting*: adds the button "Hand in these settings".
    """
    return on_page(page, LeverageSubject(), answer, "Where you intervene", lab=Lab)


def trials(page: Page, answer: str | None = None) -> Lab:
    """Show the lab that sets safe-to-fail trials beside one big roll-out; `answer` as for the others."""
    return on_page(page, TrialsSubject(), answer, "Settings of the trials", lab=Lab)


def waiting_times(page: Page) -> Drawing:
    """Show England's waiting list for hospital treatment, 2007 to 2022."""
    return show(waiting_times_chart())


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
    "WAITING_HANDLES",
    "WEEK_HANDLES",
    "department",
    "department_from",
    "department_mix",
    "leverage",
    "national_series",
    "policy_inbox",
    "published_pile_up",
    "senders",
    "theory_builder",
    "theory_shown",
    "triage",
    "trials",
    "trust_spread",
    "waiting_handles",
    "waiting_list",
    "waiting_times",
    "week",
]
