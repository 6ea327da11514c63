"""A service with a waiting list: its parameters, and every random draw of a year of referrals.

Each default says where it comes from: *Assumed* is a plain guess of the size, *Point* was chosen to make a point.
Nothing here is fitted to a real service; the whole is a toy.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import numpy as np
import numpy.typing as npt

from localchange.errors import CourseError

Floats = npt.NDArray[np.float64]

WEEKS = 52 / 12
"""Weeks in a month."""

MOST_POSTS = 12
"""So many posts can be advertised in one month."""


@dataclass(frozen=True, slots=True)
class Service:
    """One service. Times are months unless said; staff are whole-time posts, and fractions of a post count."""

    # --- the list --------------------------------------------------------------------------------------------------
    referrals: float = 1500.0
    """People who join the list in a month, before anything changes. *Assumed*."""
    promise_weeks: float = 18.0
    """Weeks that are promised; the service begins the year just keeping the promise. *Assumed*: the same number as
    the eighteen-week standard for hospital care in England, which counts otherwise."""
    shortest: float = 0.5
    """Nobody is treated sooner than this after joining: time to be called and to come. *Assumed*."""
    give_up: float = 0.01
    """Share of the people on the list who leave it untreated in a month. *Assumed*."""
    put_off: float = 0.1
    """How much fewer are referred as the published wait grows, as an elasticity: 0.1 is 1% fewer for each 10%.
    *Point*."""

    # --- staff -----------------------------------------------------------------------------------------------------
    staff: float = 60.0
    """Posts filled at the start. *Assumed*."""
    extra: float = 0.0
    """Posts filled from the first day beyond those. *Assumed*: none."""
    leaving: float = 0.015
    """Share of staff who leave in a month. *Assumed*."""
    hiring_delay: float = 4.0
    """Months from an advertisement to a person at work, mean, in three stages of equal length. *Point*: advertise,
    work out the notice, settle in."""
    sick: float = 0.05
    """Share of staff who are ill when the list is no more crowded than at the start. *Assumed*."""
    crowding: float = 0.12
    """How much that share grows when the list for each of the staff doubles. *Point*."""
    most_sick: float = 0.25
    """The largest share of staff who are ill. *Assumed*."""
    sickness_delay: float = 2.0
    """Months in which sickness follows crowding, mean. *Point*."""
    reserve: float = 0.0
    """Posts of a reserve that stands in for staff who are ill. *Assumed*: none."""

    # --- what is known ---------------------------------------------------------------------------------------------
    publishing_delay: float = 2.0
    """Mean age, in months, of the wait that is published. *Point*."""

    # --- the year --------------------------------------------------------------------------------------------------
    surge: tuple[float, float] = (0.12, 0.20)
    """By how much referrals rise for good, from and to (uniform). *Point*."""
    surge_month: tuple[int, int] = (0, 2)
    """Month of the year in which they rise, first and last (uniform; 0 is the first month). *Point*."""
    luck: float = 0.03
    """Standard deviation of a month's referrals about their mean, as a share of it. *Assumed*."""

    # --- what counts -----------------------------------------------------------------------------------------------
    beyond_cost: float = 0.02
    """Points for each month that a person waits beyond the promise. *Point*: a month of one post counts 1."""

    def __post_init__(self) -> None:
        """Refuse what no service can be, in one sentence."""
        for field in fields(self):
            value = getattr(self, field.name)
            numbers = value if isinstance(value, tuple) else (value,)
            if any(isinstance(n, bool) or not isinstance(n, int | float | np.number) for n in numbers):
                raise CourseError(f"The service's {field.name} must be a number, not {value!r}.")
            if any(not np.isfinite(n) or n < 0 for n in numbers) or list(numbers) != sorted(numbers):
                raise CourseError(
                    f"The service's {field.name} must be 0 or more, and a range must rise, not {value!r}."
                )
        for name in (
            "referrals",
            "promise_weeks",
            "shortest",
            "staff",
            "hiring_delay",
            "sickness_delay",
            "publishing_delay",
        ):
            if getattr(self, name) <= 0:
                raise CourseError(f"The service's {name} must be more than 0.")
        if not self.sick <= self.most_sick < 1:
            raise CourseError("The service's sick must not be above its most_sick, which must be below 1.")

    @property
    def promise(self) -> float:
        """The promise in months."""
        return self.promise_weeks / WEEKS

    @property
    def waiting(self) -> float:
        """People on the list at the start, when the wait is just what was promised."""
        return self.referrals * self.promise

    @property
    def treats(self) -> float:
        """People whom one post treats in a month, when nobody is ill: so many that the list stands still at the start.

        Extra posts and the reserve are left out of it: they are what makes a service better than that.
        """
        return (self.referrals - self.give_up * self.waiting) / (self.staff * (1 - self.sick))


@dataclass(frozen=True, slots=True)
class Draw:
    """Referrals of every month, as a multiple of :attr:`Service.referrals`; shape ``(months,)``."""

    demand: Floats
    surge: float
    """By how much referrals rose for good."""
    month: int
    """In which month."""
    able: Floats | None = None
    """Share of its usual work that the service is able to do in each month, ``(months,)``; all of it without."""

    @property
    def months(self) -> int:
        """Months that were drawn."""
        return len(self.demand)


def draw(service: Service, months: int, rng: np.random.Generator) -> Draw:
    """Draw the referrals of so many months.

    Parameters
    ----------
    service
        Whose referrals.
    months
        How many months; the first months are the same however many are drawn.
    rng
        Where chance comes from.
    """
    if months < 1:
        raise CourseError(f"At least one month must be drawn, not {months}.")
    size = float(rng.uniform(*service.surge))
    first, last = service.surge_month
    month = int(rng.integers(first, last + 1))
    level = np.where(np.arange(months) >= month, 1 + size, 1.0)
    demand = level * np.maximum(0.0, 1 + service.luck * rng.standard_normal(months))
    return Draw(demand, size, month)


HOSPITAL = Service()
"""A hospital clinic, which the module is about."""

PASSPORTS = replace(
    HOSPITAL, referrals=6000.0, promise_weeks=10.0, give_up=0.0, put_off=0.0, beyond_cost=0.004,
)  # fmt: skip
"""An office that issues documents, for a case outside health. *Point*: its numbers are made up, no figures stand behind
them."""

COURT = replace(
    HOSPITAL, referrals=600.0, promise_weeks=26.0, staff=40.0, give_up=0.005, put_off=0.05, hiring_delay=5.0,
    leaving=0.015, publishing_delay=2.5, beyond_cost=0.06, surge=(0.14, 0.22),
)  # fmt: skip
"""A court with a backlog of cases. *Point*: its numbers are made up, no figures stand behind them."""

SERVICES: dict[str, Service] = {"hospital": HOSPITAL, "passports": PASSPORTS, "court": COURT}
