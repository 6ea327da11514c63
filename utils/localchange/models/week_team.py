"""Who receives a request: one front-line manager, what comes to them in a year, and every random draw of it.

Each default says where it comes from: *Source* is a published figure (``evidence.md`` of the course cites it in the
module), *Fitted* was set so that the model meets a published figure, *Assumed* is a plain guess of the size, *Point*
was chosen to make a point. Nobody has measured such a week; the whole is a toy.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from localchange.errors import CourseError

Floats = npt.NDArray[np.float64]

MOST_SENDERS = 8
"""So many bodies can ask at the same time."""


@dataclass(frozen=True, slots=True)
class Team:
    """One front-line manager of a small team, whose own working hours are followed. Times are working hours."""

    # --- the week ----------------------------------------------------------------------------------------------
    hours_a_day: float = 7.5
    """Working hours in a day. *Assumed*: 37.5 a week; nobody works in the evening here."""
    days_a_week: int = 5
    """Working days in a week. *Assumed*."""

    # --- care, or whatever the service is for; it comes first and interrupts everything ---------------------------
    care_a_week: float = 30.0
    """Times a week that a patient, a pupil or a colleague needs the manager now. *Assumed*."""
    care_hours: float = 0.6
    """Hours that each takes, mean. *Assumed*: together nearly half of the week."""

    # --- obligations that are there already ------------------------------------------------------------------------
    local_a_week: float = 8.0
    """Local obligations a week: returns, audits, records to complete, commissioners' questions. *Assumed*."""
    local_hours: float = 0.75
    """Hours that each takes, mean. *Fitted*: local and national together are 8 hours, of the published 2 to 10 a week
    on collecting, recording and validating data (NHS Confederation 2013, seven providers, clinical staff)."""
    local_due_days: tuple[float, float] = (0.5, 5.0)
    """Working days until a local obligation is due, from and to (uniform). *Assumed*."""
    national_a_week: float = 2.0
    """Standing requests of national bodies a week. *Assumed*."""
    national_hours: float = 1.0
    """Hours that each takes, mean. *Fitted*: a quarter of all such hours, as about a quarter of demands came from
    national bodies (the same review, as reported)."""
    national_due_days: tuple[float, float] = (2.0, 10.0)
    """Working days until a national request is due, from and to (uniform). *Assumed*."""
    spread: float = 0.8
    """Standard deviation of the hours of each of the above, over their mean (lognormal). *Assumed*."""

    # --- the change project, which has what is left ----------------------------------------------------------------
    project_hours: float = 100.0
    """Hours of undisturbed work that the change project needs. *Point*."""
    refocus_hours: float = 0.25
    """Hours to get back into it after each interruption, and each morning. *Point*."""
    block_hours: float = 2.0
    """Hours after which the manager looks up, to see what has come that could wait. *Point*."""

    # --- how a request is answered ---------------------------------------------------------------------------------
    pressing_days: float = 1.0
    """Work that is due within so many days of arriving interrupts the project; the rest waits for a pause. *Point*."""
    fixed_hours: float = 0.5
    """Hours for each return whatever its size: read it, find who knows, have it signed off. *Point*."""
    new_item_hours: float = 0.1
    """Hours for an item that must be looked up or counted for this request. *Point*."""
    reused_item_hours: float = 0.0167
    """Hours for an item that is answered from data that exists. *Point*: a minute, a sixth of the other."""
    item_spread: float = 0.25
    """How much the hours of one return differ from those of another, as `spread`. *Assumed*."""
    grace_days: float = 1.0
    """Working days after its deadline at which a return is sent as it is, the rest of its items guessed. *Point*."""
    arrives_within: float = 1.0
    """Requests come within so many working hours of the start of a week, in any order. *Assumed*: Monday morning."""

    def __post_init__(self) -> None:
        """Refuse what no team can be, in one sentence."""
        for field in fields(self):
            value = getattr(self, field.name)
            numbers = value if isinstance(value, tuple) else (value,)
            if any(isinstance(n, bool) or not isinstance(n, int | float | np.number) for n in numbers):
                raise CourseError(f"The team's {field.name} must be a number, not {value!r}.")
            if any(np.isnan(n) or n < 0 for n in numbers) or list(numbers) != sorted(numbers):
                raise CourseError(
                    f"The team's {field.name} must be 0 or more, and a range must rise, not {value!r}."
                )
        for name in ("hours_a_day", "days_a_week", "block_hours"):
            if getattr(self, name) <= 0:
                raise CourseError(f"The team's {name} must be more than 0.")

    @property
    def week(self) -> float:
        """Working hours in a week."""
        return self.hours_a_day * self.days_a_week


@dataclass(frozen=True, slots=True)
class Year:
    """Every random draw: the same year can be lived with one request and with another, and compared hour by hour.

    Times are working hours from the start; arrays of one kind have one entry for each time that it comes.
    """

    weeks: int
    care_came: Floats
    """When a person needs the manager."""
    care_hours: Floats
    """For how long."""
    local_came: Floats
    local_hours: Floats
    local_due: Floats
    """Working hours from arriving to the deadline."""
    national_came: Floats
    national_hours: Floats
    national_due: Floats
    luck: Floats
    """For each week and sender: what the hours of a return are multiplied by (mean 1)."""
    turn: Floats
    """For each week and sender: a number from 0 to 1 that says whose request comes first."""


def draw(team: Team, weeks: int, rng: np.random.Generator) -> Year:
    """Draw all that comes to the team in so many weeks, but for the requests that are to be designed.

    Parameters
    ----------
    team
        Who they are and what comes to them.
    weeks
        Weeks to draw, at least 1.
    rng
        Source of the random numbers; the same seed gives the same year.

    Returns
    -------
    Year
        Three Poisson processes with what each arrival needs, and the luck of each return.
    """
    if isinstance(weeks, bool) or int(weeks) != weeks or weeks < 1:
        raise CourseError(f"The number of weeks must be a whole number of 1 or more, not {weeks!r}.")
    hours = team.week * weeks
    day = team.hours_a_day

    def kind(a_week: float, mean: float, due: tuple[float, float]) -> tuple[Floats, Floats, Floats]:
        came = np.sort(rng.random(rng.poisson(a_week * weeks))) * hours
        return came, _lognormal(mean, team.spread, came.shape, rng), rng.uniform(*due, len(came)) * day

    care_came, care_hours, _ = kind(team.care_a_week, team.care_hours, (0.0, 0.0))
    local = kind(team.local_a_week, team.local_hours, team.local_due_days)
    national = kind(team.national_a_week, team.national_hours, team.national_due_days)
    luck = _lognormal(1.0, team.item_spread, (weeks, MOST_SENDERS), rng)
    turn = rng.random((weeks, MOST_SENDERS))
    return Year(int(weeks), care_came, care_hours, *local, *national, luck, turn)


def _lognormal(mean: float, spread: float, shape: tuple[int, ...], rng: np.random.Generator) -> Floats:
    """Draw lognormal numbers with this mean, and a standard deviation of so many means."""
    variance = np.log1p(spread**2)
    return mean * rng.lognormal(-variance / 2, np.sqrt(variance), shape)
