"""From the five handles of a request to what it costs the team that receives it, and what the asker learns.

No widget is imported here, so that marking can simulate a request that was handed in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from math import exp

import numpy as np

from localchange.errors import CourseError
from localchange.models.ranges import Range, known
from localchange.models.week_outcomes import CARE, LOCAL, NATIONAL, OTHERS, PROJECT, REFOCUS, YOURS, Weeks
from localchange.models.week_run import Return, run
from localchange.models.week_team import MOST_SENDERS, Team, Year, draw

WARD = Team()
"""A small clinical team, which the figures on burden are about."""

SCHOOL = replace(
    WARD,
    care_a_week=24.0,
    care_hours=0.8,
    local_a_week=6.0,
    local_hours=0.8,
    national_a_week=1.5,
    new_item_hours=0.08,
)
"""A school's office, for a case outside health. *Point*: its numbers are made up, no survey stands behind them."""

TEAMS: dict[str, Team] = {"ward": WARD, "school": SCHOOL}

LAB_SEED = 107
"""The year behind the lab: one that lies in the middle of what chance does, without the request and with the draft."""

SHOWN_WEEK = 8
"""A week in which the request comes, however often it comes: the week that the lab draws."""

NEED_ITEMS = 12.0
"""How quickly one more item is worth less: n items tell 1 - exp(-n / 12) of what there is to know. *Point*."""

NEED_WEEKS = 13.0
"""How quickly a figure ages: its worth falls as exp(-age / 13 weeks). *Point*: what is asked changes over a quarter."""

REUSE_FIT = 0.9
"""What an item from data that exists tells, of what one made for the question would. *Point*."""


RANGES: dict[str, Range] = {
    "items": Range(
        "Items asked for", "How many figures or answers the request wants each time.", "items", 5, 80, 5, 40
    ),
    "notice": Range(
        "Notice", "Working days from the arrival of the request to its deadline.", "days", 1, 20, 1, 2
    ),
    "every": Range("How often", "Weeks from one request to the next; 1 is every week.", "weeks", 1, 13, 1, 1),
    "reuse": Range(
        "From data that exists",
        "The share of the items that are answered from data the team has already.",
        "%",
        0,
        100,
        5,
        0,
    ),
    "senders": Range(
        "Senders at once",
        "How many bodies send a request like this one on the same day; 1 is you alone.",
        "senders",
        1,
        MOST_SENDERS,
        1,
        1,
    ),
}

DRAFT: dict[str, float] = {key: float(spec.value) for key, spec in RANGES.items()}
"""The request as it was first drafted: the baseline."""


@dataclass(frozen=True, slots=True)
class RequestOutcome:
    """What one request does. Hours are means a week of the manager's own time, shares run from 0 to 1."""

    hours: float
    """Your request."""
    hours_a_year: float
    """Your request, all year."""
    other_senders: float
    """The senders who ask at the same time."""
    care: float
    local: float
    national: float
    """Standing requests of national bodies, without yours and without those who ask with you."""
    project: float
    """Hours that move the change project on."""
    refocus: float
    """Hours spent on getting back into it."""
    finish_week: float
    """The week in which the project is finished; the number of weeks simulated when it is not."""
    finished: bool
    late: float
    """Share of your returns that were sent after their deadline."""
    local_late: float
    """Share of the local obligations that were."""
    quality: float
    """Share of your items that were looked up and not guessed."""
    information: float
    """Share of what you need to know that you get."""
    returns: int
    """Returns in the year, those counted whose deadline lies in it."""

    @property
    def data_hours(self) -> float:
        """Hours a week on all obligations: local, national, the other senders' and yours."""
        return self.local + self.national + self.other_senders + self.hours

    @property
    def local_share(self) -> float:
        """Share of those hours that is local."""
        return self.local / self.data_hours if self.data_hours else float("nan")


def checked(setting: Mapping[str, object]) -> dict[str, float]:
    """Return all five handles as numbers, or say in one sentence what is wrong.

    Parameters
    ----------
    setting
        Handles of ``RANGES``; one that is not there stands where the draft has it.

    Raises
    ------
    CourseError
        When a handle is unknown, is not a number, or is outside its range or off its steps.
    """
    at = dict(DRAFT)
    for key, value in known(setting, RANGES, "request").items():
        spec = RANGES[key]
        at[key] = spec.number(value)
        steps = (at[key] - spec.low) / spec.step
        if abs(steps - round(steps)) > 1e-6:
            raise CourseError(
                f"{spec.label} goes in steps of {spec.step:g} {spec.unit}, and cannot be {at[key]:g}."
            )
    return at


def returns_of(setting: Mapping[str, object], team: Team, year: Year) -> list[Return]:
    """Give every request that the handles stand for, yours and those of the senders who ask with you."""
    at = checked(setting)
    items, reused = at["items"], at["reuse"] / 100
    hours = team.fixed_hours + items * ((1 - reused) * team.new_item_hours + reused * team.reused_item_hours)
    every = int(at["every"])
    notice = at["notice"] * team.hours_a_day
    asked = []
    for week in range(SHOWN_WEEK % every, year.weeks, every):
        for sender in range(int(at["senders"])):
            came = team.week * week + team.arrives_within * float(year.turn[week, sender])
            luck = float(year.luck[week, sender])
            asked.append(Return(came, came + notice, hours * luck, OTHERS if sender else YOURS))
    return asked


def information(setting: Mapping[str, object], quality: float) -> float:
    """Give the share of what the asker needs to know that a request gives them.

    Parameters
    ----------
    setting
        Handles of ``RANGES``.
    quality
        Share of the items that were looked up and not guessed; a guess tells nothing.

    Returns
    -------
    float
        Items times quality times fit times freshness, each from 0 to 1. On average a figure is half as old as the
        time between two requests.
    """
    at = checked(setting)
    reused = at["reuse"] / 100
    known = 1 - exp(-at["items"] / NEED_ITEMS)
    fit = 1 - reused * (1 - REUSE_FIT)
    return known * quality * fit * exp(-at["every"] / 2 / NEED_WEEKS)


def live(
    setting: Mapping[str, object] | None, seed: int, team: Team = WARD, weeks: int = 52
) -> tuple[Weeks, list[Return]]:
    """Live through a year with this request; without one (``None``), the year as it would have been."""
    year = _year(team, weeks, seed)
    returns = [] if setting is None else returns_of(setting, team, year)
    return run(team, year, returns), returns


def outcome_of(setting: Mapping[str, object] | None, lived: Weeks) -> RequestOutcome:
    """Work out what the request did from a year that was lived with it."""
    hours = lived.hours()
    finish = lived.finish() / lived.team.week
    quality = lived.looked_up(YOURS)
    return RequestOutcome(
        hours=float(hours[YOURS]),
        hours_a_year=float(hours[YOURS] * lived.weeks),
        other_senders=float(hours[OTHERS]),
        care=float(hours[CARE]),
        local=float(hours[LOCAL]),
        national=float(hours[NATIONAL]),
        project=float(hours[PROJECT]),
        refocus=float(hours[REFOCUS]),
        finish_week=min(finish, float(lived.weeks)),
        finished=bool(np.isfinite(finish)),
        late=lived.late(YOURS),
        local_late=lived.late(LOCAL),
        quality=quality,
        information=float("nan") if setting is None else information(setting, quality),
        returns=int(lived.counted(YOURS).sum()),
    )


def request_outcome(
    setting: Mapping[str, object], seed: int, team: Team = WARD, weeks: int = 52
) -> RequestOutcome:
    """Say what a request costs the team that receives it, and what the asker learns from it.

    Parameters
    ----------
    setting
        ``items`` (5 to 80, steps of 5), ``notice`` (1 to 20 working days), ``every`` (1 to 13 weeks), ``reuse`` (0 to
        100 %, steps of 5) and ``senders`` (1 to 8). A handle that is not there stands where the draft has it.
    seed
        Of the year: the same seed gives the same care, local work and luck to every request.
    team
        Who receives it; ``TEAMS`` has two.
    weeks
        Weeks that are simulated.

    Raises
    ------
    CourseError
        When a handle is unknown, is not a number, or is outside its range.
    """
    lived, _ = live(setting, seed, team, weeks)
    return outcome_of(setting, lived)


@lru_cache(maxsize=64)
def _year(team: Team, weeks: int, seed: int) -> Year:
    """Draw a year once: handles that move do not change it."""
    return draw(team, weeks, np.random.default_rng(seed))
