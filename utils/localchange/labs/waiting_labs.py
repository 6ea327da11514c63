"""The labs and charts of module 5: each call gives a widget, to be the last line of its cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from localchange.exercises import Handle
from localchange.frontend import idle
from localchange.labs.handing_in import play_on_page
from localchange.labs.leverage import LeverageSubject
from localchange.labs.opening import chart_of, lab_of
from localchange.labs.play import Play
from localchange.labs.trials import TrialsSubject
from localchange.labs.waiting_beside import waiting_beside_chart
from localchange.labs.waiting_list import TOLD, WaitingListSubject, new_seed
from localchange.labs.waiting_times import waiting_times_chart
from localchange.models.waiting_list_play import MONTHS, SEEDS, UNDECIDED, month_keys
from localchange.models.waiting_list_service import MOST_POSTS
from localchange.pooled.file import beside

if TYPE_CHECKING:
    from localchange.exercises import Page


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


def waiting_list(
    page: Page,
    answer: str = "waiting_list",
    service: str = "hospital",
    months: int = MONTHS,
    once: bool | None = None,
) -> Play:
    """Show the lab in which a waiting list is run by hand, a decision a month.

    Every month is saved as it is lived, as an answer of the kind *setting*, with the seed of the learner's own draw.
    Where ``course/cohort.json`` holds what a cohort did with the same service, the end shows that too.

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
    if idle():
        return Play(WaitingListSubject(new_seed(np.random.default_rng()), service, months), idle=True)
    others = beside(page.folder)

    def subject(seed: int) -> WaitingListSubject:
        made = WaitingListSubject(seed, service, months, others.years.get(service))
        made.subtitle += f" {others.problem}" if others.problem else ""
        return made

    return play_on_page(
        page,
        answer,
        f"{TOLD[service].title}: decisions",
        subject(new_seed(np.random.default_rng())),
        again=subject,
        once=page.assessed if once is None else once,
    )


leverage = lab_of(
    "leverage",
    LeverageSubject,
    "Where you intervene",
    "Show the lab in which one budget is spent at one place of the waiting list.",
)

trials = lab_of(
    "trials",
    TrialsSubject,
    "Settings of the trials",
    "Show the lab that sets safe-to-fail trials beside one big roll-out.",
)

waiting_times = chart_of(
    "waiting_times",
    waiting_times_chart,
    "Show England's waiting list for hospital treatment, 2007 to 2022.",
)

waiting_beside = chart_of(
    "waiting_beside",
    waiting_beside_chart,
    "Show the toy under a shock beside England's waiting list from February 2020 on.",
)
