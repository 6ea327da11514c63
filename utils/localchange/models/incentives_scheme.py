"""From the five handles of a scheme to what it costs, what it does, and what three designs would report of it.

No widget is imported here, so that marking can simulate a scheme that was handed in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from localchange.models.estimators import (
    Estimate,
    before_and_after,
    beyond,
    interrupted_time_series,
)
from localchange.models.incentives_providers import QUARTERS, Chance, Floats, Providers, draw
from localchange.models.incentives_run import Scheme, Years, run
from localchange.models.ranges import Range, first_values, on_steps

HOSPITALS = Providers(event=0.08)
"""The sites of the lab. In the scheme's first year something else helps everywhere, as it often does. *Point*."""

SCHOOLS = replace(
    HOSPITALS, rivalry=0.55, crowding=0.15, ticks=0.2, written=0.6, growth=0.05, deaths=25.0, event=0.0
)
"""A case outside health: read "deaths" as pupils in 100 who leave below the standard. *Point*: its numbers are made up,
no study stands behind them. Teachers' hours are nearly fixed, little has to be written down, and nothing else happens.
"""

RECOGNISED = replace(HOSPITALS, crowding=-0.08, rivalry=0.1, pretend=0.0)
"""Sites that take pay as recognition, so that drive grows with it, and whose measured work takes little from the rest.
*Point*: which of the two holds is what studies dispute."""

WORLDS: dict[str, Providers] = {"hospitals": HOSPITALS, "schools": SCHOOLS, "recognised": RECOGNISED}

LAB_SEED = 26
"""The years behind the lab: without a scheme, and with schemes of every size, near the middle of what chance does."""

BUDGET = 45.0
"""What a scheme may cost: per cent of one year's income of a site, all its years together. *Point*."""

RANGES: dict[str, Range] = {
    "bonus": Range(
        "Bonus", "How much of a site's income rides on the work that is measured.", "% of income", 0, 30, 1, 0
    ),
    "share": Range(
        "Work that is measured", "How much of all its work is measured and paid for.", "%", 20, 80, 10, 40
    ),
    "years": Range(
        "How long it runs",
        "Years from its start until the pay is withdrawn; what is seen ends after 6.",
        "years",
        1,
        6,
        1,
        3,
    ),
    "checks": Range(
        "Records checked", "How many of the records somebody from outside goes through.", "%", 0, 50, 5, 0
    ),
    "hear": Range(
        "What others hear",
        "How much of what the paid sites do differently reaches the comparison sites, a year or two later.",
        "%",
        0,
        100,
        10,
        30,
    ),
}

NO_SCHEME = first_values(RANGES)
"""No bonus and nothing checked: the baseline."""

READ_AT = tuple(float(year) for year in np.arange(1.0, 6.01, 0.5))
"""Years from the start at which the scheme is read, each time over the year that ends then."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What is reported of a scheme in one year, beside the truth. Effects, in the unit of the figures."""

    truth: float
    """Against the same sites with the same chance and no scheme: known in a model only."""
    before_after: Estimate
    interrupted: Estimate
    did: Estimate
    """Difference in differences."""


@dataclass(frozen=True, slots=True)
class SchemeOutcome:
    """What a scheme does. Shares run from 0 to 1; an effect is the difference to the same years with no scheme."""

    cost: float
    """Per cent of one year's income of a site, all years together."""
    record: float
    """Effect on the recorded score of the measured work, in the last year of the scheme."""
    care: float
    """Effect on the same work as it was really done, that year."""
    unpaid: float
    """Effect on the work that is not measured, that year."""
    after: float
    """Effect on all care, in the last year that is seen."""
    all_care: float
    """Effect on all care, mean over the years from the start."""
    deaths: float
    """Effect on deaths in 100 patients, mean over the same years; below 0 lives are saved."""
    drive: float
    """Drive at the end, as a share of what it would have been."""
    exceptions: float
    """Share of patients left out of the count, in the last year of the scheme."""
    fell_record: float
    """Change of the recorded score from the last year of the scheme to the next; nan if it is not withdrawn."""
    fell_care: float
    """The same for the measured work as it was really done."""
    readings: Mapping[float, Reading]
    """Effect on deaths in 100, by year from the start."""
    record_readings: Mapping[float, Reading]
    """Effect on the recorded score, in the same way."""

    @property
    def affordable(self) -> bool:
        """Whether it is within the budget."""
        return self.cost <= BUDGET


def checked(setting: Mapping[str, object]) -> dict[str, float]:
    """Return all five handles as numbers, or say in one sentence what is wrong.

    Raises
    ------
    CourseError
        When a handle is unknown, is not a number, or is outside its range or off its steps.
    """
    return on_steps(setting, RANGES, "scheme")


def scheme_from(setting: Mapping[str, object]) -> Scheme:
    """Give the scheme that the handles stand for."""
    at = checked(setting)
    return Scheme(at["bonus"] / 100, at["share"] / 100, at["years"], at["checks"] / 100, at["hear"] / 100)


def live(setting: Mapping[str, object], seed: int, world: Providers = HOSPITALS) -> tuple[Years, Years]:
    """Live through the years with this scheme, and through the same years without a scheme."""
    scheme = scheme_from(setting)
    return run(world, scheme, _chance(world, seed)), _without(world, seed, scheme.share)


def reading(with_it: Floats, without_it: Floats, years: Years, at: float) -> Reading:
    """Read figures as three designs do, over the year that ends `at` so many years from the start.

    Parameters
    ----------
    with_it, without_it
        The same figures in the years with the scheme and without, shape (quarters, 2 x sites).
    years
        The years with the scheme.
    at
        Years from the start. Each design compares with the last year before it; the interrupted time series uses all
        figures until then.
    """
    start, end = years.providers.start, years.providers.start + round(QUARTERS * at)
    before, after = slice(start - QUARTERS, start), slice(end - QUARTERS, end)
    paid, comparison = with_it[:, years.paid], with_it[:, years.comparison]
    lines = interrupted_time_series(paid[:end].mean(axis=1), start)
    change = before_and_after(paid, before, after)
    return Reading(
        float(paid[after].mean() - without_it[after, years.paid].mean()),
        change,
        lines.effect(end - (QUARTERS + 1) / 2),
        beyond(change, before_and_after(comparison, before, after)),
    )


def cost_of(years: Years) -> float:
    """Say what the scheme cost: per cent of one year's income of a site, all its years together."""
    world, scheme = years.providers, years.scheme
    if not (scheme.bonus or scheme.checks):
        return 0.0
    on = slice(world.start, world.start + round(QUARTERS * scheme.years))
    earned = np.clip(years.score[on, years.paid].mean() / world.threshold, 0, 1)
    measuring = world.measuring_cost * scheme.share + world.checking_cost * scheme.checks
    return float(100 * scheme.years * (scheme.bonus * earned + measuring))


def outcome_of(years: Years, else_: Years) -> SchemeOutcome:
    """Work out what the scheme did from the years with it and the years without."""
    world, paid = years.providers, years.paid
    end = world.start + round(QUARTERS * years.scheme.years)
    last, seen = slice(end - QUARTERS, end), slice(world.start, None)
    final, following = slice(world.quarters - QUARTERS, None), slice(end, end + QUARTERS)

    def effect(name: str, window: slice) -> float:
        return float((getattr(years, name) - getattr(else_, name))[window, paid].mean())

    def fell(figures: Floats) -> float:
        if end + QUARTERS > world.quarters:
            return float("nan")
        return float(figures[following, paid].mean() - figures[last, paid].mean())

    return SchemeOutcome(
        cost=cost_of(years),
        record=effect("score", last),
        care=effect("care", last),
        unpaid=effect("unpaid", last),
        after=effect("all_care", final),
        all_care=effect("all_care", seen),
        deaths=effect("deaths", seen),
        drive=float(years.drive[-1, paid].mean()),
        exceptions=float(years.excepted[last, paid].mean()),
        fell_record=fell(years.score),
        fell_care=fell(years.care),
        readings={at: reading(years.deaths, else_.deaths, years, at) for at in READ_AT},
        record_readings={at: reading(years.score, else_.score, years, at) for at in READ_AT},
    )


def scheme_outcome(setting: Mapping[str, object], seed: int, world: Providers = HOSPITALS) -> SchemeOutcome:
    """Say what a scheme costs, what it does, and what three designs would report of it.

    Parameters
    ----------
    setting
        ``bonus`` (0 to 30 % of income), ``share`` (20 to 80 % of the work, steps of 10), ``years`` (1 to 6), ``checks``
        (0 to 50 %, steps of 5) and ``hear`` (0 to 100 %, steps of 10). A handle that is not there stands where
        ``NO_SCHEME`` has it.
    seed
        Of the years: the same seed gives the same sites and the same luck to every scheme.
    world
        Who is paid; ``WORLDS`` has three.

    Raises
    ------
    CourseError
        When a handle is unknown, is not a number, or is outside its range or off its steps.
    """
    return outcome_of(*live(setting, seed, world))


@lru_cache(maxsize=64)
def _chance(world: Providers, seed: int) -> Chance:
    """Draw the years once: handles that move do not change them."""
    return draw(world, np.random.default_rng(seed))


@lru_cache(maxsize=64)
def _without(world: Providers, seed: int, share: float) -> Years:
    """Live through the same years with no pay and no checks; `share` says what would be measured."""
    return run(world, Scheme(0.0, share, 1, 0.0, 0.0), _chance(world, seed))
