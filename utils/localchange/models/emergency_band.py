"""How much chance alone moves a picture: quantiles over many simulated periods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from localchange.errors import CourseError
from localchange.models.emergency_department import DAY, Department, Floats, draw
from localchange.models.emergency_headlines import HEADLINES, headlines
from localchange.models.emergency_outcomes import Clock, Stays
from localchange.models.emergency_run import run

LOOKS = 6
"""How many times the days of one period are simulated before they are put together anew."""


@dataclass(frozen=True, slots=True)
class Band:
    """Low, middle and high over replicates, each a period of ``days`` days."""

    days: int
    replicates: int
    quantiles: tuple[float, float, float]
    starts: Floats
    """Where each band of the histogram starts, minutes."""
    shares: Floats
    """Share of patients in each band: three rows (low, middle, high), one column for each start."""
    outputs: dict[str, tuple[float, float, float]]
    """Low, middle and high of every headline number, by the names of ``emergency_headlines.HEADLINES``."""


def band(
    department: Department,
    days: int,
    replicates: int,
    rng: np.random.Generator,
    *,
    quantiles: tuple[float, float, float] = (0.05, 0.5, 0.95),
    width: float = 10.0,
    top: float = 720.0,
    clock: Clock = "recorded",
    admitted: bool | None = None,
) -> Band:
    """Return what chance does to a period of so many days, quickly enough for a slider.

    One simulation six times as long is cut into pieces of about a week, and each replicate is put together from
    pieces drawn with replacement (a block bootstrap). A piece is long enough to keep how one day follows from the
    one before; its middle is that of the long simulation. :func:`replicated` simulates each period from its own
    patients, some thirty times slower; a test holds the two together.

    Parameters
    ----------
    department, rng
        The department and the source of its random numbers.
    days
        Length of a period, whole days.
    replicates
        How many periods.
    quantiles
        Low, middle, high, 0 to 1.
    width, top, clock, admitted
        The histogram, as in :meth:`Stays.histogram`.
    """
    found = bands(
        department,
        days,
        replicates,
        rng,
        quantiles=quantiles,
        width=width,
        top=top,
        clocks=(clock,),
        admitted=admitted,
    )
    return found[clock]


def bands(
    department: Department,
    days: int,
    replicates: int,
    rng: np.random.Generator,
    *,
    quantiles: tuple[float, float, float] = (0.05, 0.5, 0.95),
    width: float = 10.0,
    top: float = 720.0,
    clocks: Sequence[Clock] = ("recorded", "real"),
    admitted: bool | None = None,
) -> dict[Clock, Band]:
    """Return, for each clock, what :func:`band` returns, from one simulation: the same to the last digit."""
    _check(days, replicates, quantiles)
    piece = max(d for d in range(1, 8) if days % d == 0)
    pieces = LOOKS * days // piece
    stays = run(department, draw(department, LOOKS * days, rng))
    from_start = stays.arrived - department.warm_up_days * DAY
    where = np.minimum((from_start / (piece * DAY)).astype(np.int64), pieces - 1)
    chosen = np.ones(len(stays), dtype=np.bool_) if admitted is None else stays.admitted == admitted
    times = rng.multinomial(days // piece, np.full(pieces, 1.0 / pieces), size=replicates).astype(np.float64)

    outputs = {}
    for name, headline in HEADLINES.items():
        added, over = headline.parts(stays)
        above = times @ np.bincount(where, weights=added, minlength=pieces)
        below = days / 7.0 if over is None else times @ np.bincount(where, weights=over, minlength=pieces)
        with np.errstate(invalid="ignore", divide="ignore"):
            outputs[name] = _three(above / below, quantiles)

    found: dict[Clock, Band] = {}
    for clock in clocks:
        starts, index = _bands(stays, width, top, clock)
        flat = np.bincount(where[chosen] * len(starts) + index[chosen], minlength=pieces * len(starts))
        counts = times @ flat.reshape(pieces, len(starts)).astype(np.float64)
        found[clock] = Band(days, replicates, quantiles, starts, _shares(counts, quantiles), outputs)
    return found


def replicated(
    department: Department,
    days: int,
    replicates: int,
    rng: np.random.Generator,
    *,
    quantiles: tuple[float, float, float] = (0.05, 0.5, 0.95),
    width: float = 10.0,
    top: float = 720.0,
    clock: Clock = "recorded",
    admitted: bool | None = None,
) -> Band:
    """Return the same as :func:`band`, each replicate simulated by itself from its own patients."""
    _check(days, replicates, quantiles)
    runs = [run(department, draw(department, days, rng)) for _ in range(replicates)]
    starts = runs[0].histogram(width, top=top)[0]
    counts = np.array(
        [s.histogram(width, top=top, clock=clock, admitted=admitted)[1] for s in runs], dtype=np.float64
    )
    values = [headlines(s) for s in runs]
    outputs = {name: _three(np.array([v[name] for v in values]), quantiles) for name in HEADLINES}
    return Band(days, replicates, quantiles, starts, _shares(counts, quantiles), outputs)


def _bands(
    stays: Stays, width: float, top: float, clock: Clock
) -> tuple[Floats, np.ndarray[tuple[int], np.dtype[np.int64]]]:
    """Return the starts of the histogram's bands and each patient's band."""
    starts, _ = stays.histogram(width, top=top)
    index = np.ceil(stays.minutes(clock) / width).astype(np.int64) - 1
    return starts, np.clip(index, 0, len(starts) - 1)


def _shares(counts: Floats, quantiles: tuple[float, float, float]) -> Floats:
    """Return the quantiles over replicates of each band's share."""
    totals = np.maximum(counts.sum(axis=1, keepdims=True), 1.0)
    shares: Floats = np.quantile(counts / totals, quantiles, axis=0)
    return shares


def _three(values: Floats, quantiles: tuple[float, float, float]) -> tuple[float, float, float]:
    """Return low, middle and high."""
    low, middle, high = np.quantile(values, quantiles)
    return float(low), float(middle), float(high)


def _check(days: int, replicates: int, quantiles: tuple[float, float, float]) -> None:
    """Refuse what cannot be simulated."""
    if int(days) != days or days < 1 or int(replicates) != replicates or replicates < 1:
        raise CourseError("A band needs a whole number of days and of replicates, at least one of each.")
    if not 0 <= quantiles[0] <= quantiles[1] <= quantiles[2] <= 1:
        raise CourseError("The quantiles of a band must rise from 0 to 1.")
