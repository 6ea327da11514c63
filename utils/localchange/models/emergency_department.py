"""What an emergency department is made of in this course: its parameters and the patients who come to it.

Each parameter says its unit and where its default comes from, in one of four words:

*source*   a published figure, cited
*fitted*   found by ``tests/models/fit_emergency.py`` so that the two regimes meet published figures
*assumed*  a round number in the range that is usual; no figure in the course rests on it alone
*point*    chosen to make a point: it decides how strongly a behaviour shows, and no data settles it
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from localchange.errors import CourseError

Floats = npt.NDArray[np.floating]
Flags = npt.NDArray[np.bool_]

DAY = 1440.0

# Patients an hour relative to the mean, hour by hour from midnight. Assumed, near to what is published of admitted
# patients: 12, 24, 36 and 28 in a hundred in the four quarters of the day (Jones and others 2022, table 1). All
# patients together keep day hours a little more (close to 60 in a hundred from nine to six; here 52).
HOURLY = (
    *(0.64, 0.54, 0.47, 0.42, 0.40, 0.41),
    *(0.47, 0.68, 1.00, 1.28, 1.50, 1.52),
    *(1.48, 1.46, 1.44, 1.42, 1.42, 1.44),
    *(1.44, 1.36, 1.22, 1.06, 0.92, 0.76),
)


@dataclass(frozen=True, slots=True)
class Department:
    """One emergency department and how it is pushed. All times are minutes, all shares run from 0 to 1."""

    # --- who comes -------------------------------------------------------------------------------------------
    arrivals_per_day: float = 280.0
    """Patients a day. *Assumed*: a large department, about 100,000 a year."""
    hourly: tuple[float, ...] = HOURLY
    """Arrivals in each hour of the day, relative to the mean. *Assumed*, see ``HOURLY``."""
    share_admitted: float = 0.22
    """Share who will need a bed in the hospital. *Source*: 22.0%, Locker and Mason 2005."""
    urgent_if_admitted: float = 0.45
    """Share of those to be admitted who cannot wait safely. *Assumed*."""
    urgent_if_discharged: float = 0.08
    """The same among those who will go home. *Assumed*; with the line above 16% of all patients."""

    # --- what they need --------------------------------------------------------------------------------------
    care_mean: float = 40.0
    """Minutes of a clinician for each patient, mean. *Assumed*."""
    care_sd: float = 24.0
    """The same, standard deviation (lognormal). *Assumed*."""
    tests_mean: float = 66.0
    """Minutes for tests, results and a decision after the clinician, mean; nobody is held up by them. *Fitted*."""
    tests_sd: float = 60.0
    """The same, standard deviation (lognormal). *Assumed*: waits of this kind spread nearly as wide as their mean."""
    bed_mean: float = 137.0
    """Minutes to find, empty and clean a bed and to move an admitted patient to it, mean. *Fitted*."""
    bed_sd: float = 80.0
    """The same, standard deviation (lognormal). *Assumed*."""

    # --- what there is ---------------------------------------------------------------------------------------
    clinicians: int = 11
    """Clinicians on duty, day and night. *Assumed*: 71% busy on average, all busy at the peak."""
    bed_teams: int = 8
    """How many beds the hospital can make ready at one time. *Assumed*."""

    # --- the target ------------------------------------------------------------------------------------------
    target: float = 0.0
    """Share of patients who are to leave within the limit; 0 means that there is no target. *Source*: 98%, 95%."""
    limit: float = 240.0
    """The time limit, minutes. *Source*: the four-hour standard."""
    pressure: float = 0.0
    """How hard the target is pushed, 0 to 1: the effort of a department far below it. *Fitted* in the regimes."""
    full_effort_gap: float = 0.02
    """How far below the target the running figure must be for the whole effort, share. *Point*."""
    memory_days: float = 3.0
    """How far back the running figure looks, days. *Assumed*."""

    # --- what staff do about it, at an effort of 1 -----------------------------------------------------------
    watch: float = 90.0
    """Minutes before the limit from which a waiting patient's clock decides the order. *Point*."""
    give_way: float = 0.6
    """Share of the times when an urgent patient gives way to one whose clock nears the limit. *Point*."""
    window: float = 45.0
    """Minutes before the limit in which tests and beds are hurried. *Assumed*: the last three quarters of an hour."""
    hurry_tests: float = 5.0
    """Real speed: extra speed of tests and decisions, reached at the limit (0 = none). *Fitted*."""
    hurry_beds: float = 21.0
    """Real speed: extra speed of making a bed ready, reached at the limit (0 = none). *Fitted*."""
    hands: float = 0.5
    """Minutes of a clinician that each minute saved by hurrying tests and decisions takes. *Point*."""
    stretch: float = 0.39
    """Real speed everywhere: share of the minutes for tests and beds that is saved, for all patients. *Fitted*."""
    clock_room: float = 0.0
    """Room that the clock rule leaves, 0 to 1: share of the effort put into the record instead of speed. *Point*."""
    relabel_admitted: float = 1.0
    """Paper speed: share of admitted patients past the limit recorded as within it, if all goes there. *Point*."""
    relabel_discharged: float = 0.4
    """The same for patients who go home. *Point*."""
    record_near: float = 4.0
    """How near to the limit a changed record lies, minutes: half of them within some three times this. *Point*."""
    audit: float = 0.0
    """Share of changed records that an audit would find; staff know it, and put that effort into speed. *Point*."""

    # --- how it is watched -----------------------------------------------------------------------------------
    urgent_wait: float = 15.0
    """Minutes after which waiting harms an urgent patient, for the harm index. *Point*."""
    warm_up_days: float = 3.0
    """Days simulated and thrown away, so that the department does not start empty. *Assumed*."""

    def __post_init__(self) -> None:
        """Refuse what no department can be, in one sentence."""
        for field in fields(self):
            value = getattr(self, field.name)
            numbers = value if isinstance(value, tuple) else (value,)
            if any(isinstance(n, bool) or not isinstance(n, int | float | np.number) for n in numbers):
                raise CourseError(f"The department's {field.name} must be a number, not {value!r}.")
            if not all(np.isfinite(n) and n >= 0 for n in numbers):
                raise CourseError(
                    f"The department's {field.name} must be a number of 0 or more, not {value!r}."
                )
        for name in _SHARES:
            if getattr(self, name) > 1:
                raise CourseError(
                    f"The department's {name} is a share, so at most 1, not {getattr(self, name)!r}."
                )
        for name in _ABOVE_ZERO:
            if getattr(self, name) <= 0:
                raise CourseError(f"The department's {name} must be more than 0.")
        for name in ("clinicians", "bed_teams"):
            if int(getattr(self, name)) != getattr(self, name):
                raise CourseError(
                    f"The department's {name} must be a whole number, not {getattr(self, name)!r}."
                )
        if len(self.hourly) != 24 or sum(self.hourly) <= 0:
            raise CourseError("The department's hourly profile needs 24 numbers that are not all 0.")
        if max(self.window, self.watch) > self.limit:
            raise CourseError(
                "The minutes in which the clock is watched cannot be more than the limit itself."
            )


_SHARES = (
    *("share_admitted", "urgent_if_admitted", "urgent_if_discharged", "target", "pressure", "give_way"),
    *("stretch", "clock_room", "relabel_admitted", "relabel_discharged", "audit"),
)
_ABOVE_ZERO = (
    *("arrivals_per_day", "care_mean", "tests_mean", "bed_mean", "clinicians", "bed_teams"),
    *("limit", "window", "watch", "full_effort_gap", "memory_days", "record_near"),
)


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Every random draw of one simulation: run the same patients under two policies and compare them one by one.

    Arrays have one entry for each patient, in the order of arrival. Times are minutes from the start.
    """

    days: float
    """Days that are kept, after the warm-up."""
    warm_up: float
    """Minutes at the start that are thrown away."""
    arrived: Floats
    """Arrival, minutes."""
    admitted: Flags
    """Will need a bed."""
    urgent: Flags
    """Cannot wait safely."""
    care: Floats
    """Minutes of a clinician."""
    tests: Floats
    """Minutes of tests and decision, at ordinary speed."""
    bed: Floats
    """Minutes to make the bed ready, at ordinary speed (drawn for everyone, used for the admitted)."""
    turn: Floats
    """A number from 0 to 1 that settles who gives way to whom."""
    chance: Floats
    """A number from 0 to 1 that settles whether the patient's record could be changed."""
    place: Floats
    """A number from 0 to 1 that settles the minute such a record shows."""

    def __len__(self) -> int:
        """Return the number of patients, warm-up included."""
        return len(self.arrived)


def draw(department: Department, days: float, rng: np.random.Generator) -> Arrivals:
    """Draw all patients of a number of days (and of the warm-up before them).

    Parameters
    ----------
    department
        Who comes and what they need; what the department has and does is not used here.
    days
        Days to keep.
    rng
        Source of the random numbers; the same seed gives the same patients.

    Returns
    -------
    Arrivals
        A Poisson process whose rate follows the hour of the day, and what each patient needs.
    """
    if not (np.isfinite(days) and days > 0):
        raise CourseError(f"The number of days to simulate must be more than 0, not {days!r}.")
    warm_up = department.warm_up_days * DAY
    total = warm_up + days * DAY
    arrived = _arrival_times(department, total, rng)
    n = len(arrived)
    admitted = rng.random(n) < department.share_admitted
    urgent_share = np.where(admitted, department.urgent_if_admitted, department.urgent_if_discharged)
    return Arrivals(
        days=float(days),
        warm_up=warm_up,
        arrived=arrived,
        admitted=admitted,
        urgent=rng.random(n) < urgent_share,
        care=_lognormal(department.care_mean, department.care_sd, n, rng),
        tests=_lognormal(department.tests_mean, department.tests_sd, n, rng),
        bed=_lognormal(department.bed_mean, department.bed_sd, n, rng),
        turn=rng.random(n),
        chance=rng.random(n),
        place=rng.random(n),
    )


def _arrival_times(department: Department, total: float, rng: np.random.Generator) -> Floats:
    """Draw a Poisson process with the hourly profile, exactly: its count first, then where the patients fall."""
    shape = np.array(department.hourly, dtype=np.float64)
    hours = int(np.ceil(total / 60.0))
    edges = np.minimum(np.arange(hours + 1) * 60.0, total)
    rate = department.arrivals_per_day / DAY * shape[np.arange(hours) % 24] / shape.mean()
    cumulative = np.concatenate(([0.0], np.cumsum(rate * np.diff(edges))))
    n = rng.poisson(cumulative[-1])
    times: Floats = np.interp(np.sort(rng.random(n)) * cumulative[-1], cumulative, edges)
    return times


def _lognormal(mean: float, sd: float, n: int, rng: np.random.Generator) -> Floats:
    """Draw lognormal minutes with this mean and standard deviation."""
    variance = np.log1p((sd / mean) ** 2)
    return rng.lognormal(np.log(mean) - variance / 2, np.sqrt(variance), n)
