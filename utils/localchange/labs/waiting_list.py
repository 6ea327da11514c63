"""The lab of module 5, first half: run a waiting list by hand, a decision a month, against one's own delays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np

from localchange.errors import CourseError
from localchange.labs import waiting_list_picture as picture
from localchange.labs.charts import Head
from localchange.labs.cohort_beside import years_in_words
from localchange.labs.figures import Figure
from localchange.labs.history import Setting
from localchange.labs.subject import Assumptions, Control, Output, Result
from localchange.labs.waiting_list_assumptions import assumptions
from localchange.models.waiting_list import TAIL
from localchange.models.waiting_list_play import (
    MONTHS,
    SEEDS,
    bench,
    live,
    month_keys,
    read_setting,
    service_called,
    to_setting,
)
from localchange.models.waiting_list_service import MOST_POSTS
from localchange.pooled.games import Years


@dataclass(frozen=True, slots=True)
class Told:
    """What a service is called, where a person reads of it."""

    title: str
    place: str


TOLD: dict[str, Told] = {
    "hospital": Told("The waiting list: you are in charge", "a hospital clinic"),
    "passports": Told("The waiting list: an office that issues documents", "an office that issues documents"),
    "court": Told("The waiting list: a court with a backlog", "a court"),
}


class WaitingListSubject:
    """A service with a waiting list, as a play shows it. See :class:`localchange.labs.play.PlayedSubject`.

    Parameters
    ----------
    seed
        Of the draw of referrals.
    service
        One of ``models.waiting_list_service.SERVICES``.
    months
        How many months are decided.
    cohort
        What others did with the same service and as many months, to be shown at the end.
    """

    name = "waiting-list"
    baseline_words = ""
    outputs: Sequence[Output] = ()
    notes: Sequence[str] = ("Simulated figures of a toy model, not of a real service.",)
    attribution = "Simulated. Every number of this toy is made up: see “What this model assumes”."
    live_label = "Advertise, and live this month"
    decided_words = "Posts advertised"
    controls: Sequence[Control] = (
        Control(
            "posts",
            "Posts to advertise",
            "How many people you begin to recruit this month; nobody can be dismissed later.",
            0,
            MOST_POSTS,
            1,
            "posts",
            names={1: "1 post"},
        ),
    )

    def __init__(
        self, seed: int, service: str = "hospital", months: int = MONTHS, cohort: Years | None = None
    ) -> None:
        self.service, self.months = service, months
        self.cohort = cohort if months == MONTHS else None
        of, told = service_called(service), TOLD[service]
        self.title = told.title
        self.subtitle = (
            f"You run {told.place}, and decide {months} times. A recruit is at work after "
            f"{of.hiring_delay:g} months on average. The wait that you see is published, on average "
            f"{of.publishing_delay:g} months old. What counts is the pay of your staff and the waiting "
            f"beyond the promise of {of.promise_weeks:g} weeks, over these months and the {TAIL} after them. "
            "A toy: it shows how the parts work on one another, not what would happen in a real place."
        )
        self.baseline: Setting = MappingProxyType(to_setting(seed, (), months))
        with_cohort = self.cohort is not None
        self.figures: Sequence[Figure] = picture.pictures(of, months, cohort=with_cohort)
        self.table: Sequence[Head] = (*picture.TABLE, *([picture.COHORT_TABLE] if with_cohort else []))
        self.assumptions: Assumptions = assumptions(of)

    def check(self, setting: Mapping[str, Any]) -> dict[str, float]:
        """Give a play back as numbers, or say what does not fit."""
        seed, posts = read_setting(setting, self.months)
        return to_setting(seed, posts, self.months)

    def decided(self, setting: Setting) -> tuple[int, ...]:
        """Give the posts of the months lived so far."""
        return read_setting(setting, self.months)[1]

    def is_over(self, setting: Setting) -> bool:
        """Say whether every month is lived."""
        return len(self.decided(setting)) == self.months

    def decide(self, setting: Setting, handles: Mapping[str, Any]) -> dict[str, float]:
        """Give the play with one more month."""
        seed, posts = read_setting(setting, self.months)
        if len(posts) == self.months:
            raise CourseError(f"All {self.months} months are lived.")
        control = self.controls[0]
        given = handles.get(control.key) if isinstance(handles, Mapping) else None
        if isinstance(given, bool) or not isinstance(given, int | float):
            raise CourseError(f"There is no number for “{control.label}”.")
        posted = int(control.on_a_step(float(given)))
        return to_setting(seed, (*posts, posted), self.months)

    def fixed(self) -> Mapping[str, Any]:
        """Give the months."""
        return picture.fixed(self.months)

    def run(self, setting: Setting) -> Result:
        """Live through the months that are decided."""
        seed, posts = read_setting(setting, self.months)
        lived = live(posts, seed, self.service, self.months)
        if len(posts) < self.months:
            said = picture.now_in_words(lived, len(posts), self.months)
            return Result(picture.columns(lived, len(posts), self.months, None, self.cohort), {}, 1.0, said)
        measured = bench(seed, self.service, self.months)
        said = picture.in_words(lived, measured, posts)
        if self.cohort is not None:
            share = measured.share(float(lived.cost[0]))
            said = f"{said} {years_in_words(self.cohort, share)}"
        columns = picture.columns(lived, len(posts), self.months, measured, self.cohort)
        return Result(columns, {}, 1.0, said)

    def band(self, setting: Setting) -> Iterator[Mapping[str, Any]]:
        """Give nothing: chance is part of the play."""
        return iter(())

    def says(self, now: Result, before: Result) -> str:
        """Say what is known before the next decision, or at the end how it went."""
        return now.said


def new_seed(rng: np.random.Generator) -> int:
    """Draw the seed of a new play."""
    return int(rng.integers(SEEDS[0], SEEDS[1] + 1))


__all__ = ["TOLD", "WaitingListSubject", "month_keys", "new_seed"]
