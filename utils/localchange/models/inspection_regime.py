"""From the five handles of an inspection to what is seen of it, and what it did.

No widget is imported here, so that marking can simulate an inspection that was handed in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from localchange.models.inspection import BEFORE, Draws, History, Inspected, Regime, draw, expected_gain, run
from localchange.models.ranges import Range, first_values, on_steps

HOSPITALS = Inspected()
"""The providers of the lab."""

SCHOOLS = replace(HOSPITALS, harm=20.0, spread=6.0, learning=0.2, help=0.12, fear=0.1, hiding=0.4)
"""A case outside health: read "harm" as incidents of bullying for 1,000 pupils. *Point*: its numbers are made up, no
study stands behind them."""

WORLDS: dict[str, Inspected] = {"hospitals": HOSPITALS, "schools": SCHOOLS}

LAB_SEED = 24
"""The providers behind the lab: near the middle of what chance does."""

RANGES: dict[str, Range] = {
    "worst": Range(
        "The worst",
        "How many providers are chosen by last year's figure, the worst of all.",
        "%",
        5,
        40,
        5,
        10,
    ),
    "luck": Range(
        "Chance in the figure",
        "How much of the spread between providers in one year is chance and not their own.",
        "%",
        0,
        90,
        10,
        60,
    ),
    "spared": Range(
        "Spared by lot",
        "How many of the worst are left alone, drawn by lot, so that there is somebody to compare with.",
        "% of the worst",
        0,
        50,
        10,
        0,
    ),
    "blame": Range(
        "Blame",
        "How hard a bad report falls on those who run the place: penalties and names in the news.",
        "%",
        0,
        100,
        10,
        0,
    ),
    "support": Range("Help after the visit", "How much help comes with the report.", "%", 0, 100, 10, 0),
}

VISITS_ALONE = first_values(RANGES)
"""The worst tenth is visited and nothing else comes of it: the baseline."""


@dataclass(frozen=True, slots=True)
class InspectionOutcome:
    """What is seen of an inspection, and what it did. Harm for 1,000 people served; a fall is above 0."""

    naive: float
    """Fall of reported harm among the inspected, from the year of choosing to the next: before and after."""
    by_chance: float
    """How far the formula says that the worst would fall by regression to the mean alone, in reported harm."""
    anyway: float
    """How far reported harm of all providers falls in that year without any visit, by learning."""
    controlled: float
    """Fall among the inspected beyond that of the worst who were spared by lot; not a number when none was."""
    next_worst: float
    """The same beyond the next worst: they regress less, so part of the difference is chance again."""
    seen_effect: float
    """What the visits did to reported harm of the inspected, against the same year without visits."""
    true_effect: float
    """What the visits did to true harm of the inspected, in the same way; a fall is above 0."""
    openness: float
    """Share of harm that the inspected report, in the year after."""
    everyone: float
    """What the visits did to true harm of all providers, mean of the years after; a fall is above 0."""
    inspected: int
    spared: int


def checked(setting: Mapping[str, object]) -> dict[str, float]:
    """Return all five handles as numbers, or say in one sentence what is wrong.

    Raises
    ------
    CourseError
        When a handle is unknown, is not a number, or is outside its range or off its steps.
    """
    return on_steps(setting, RANGES, "inspection")


def regime_from(setting: Mapping[str, object]) -> Regime:
    """Give the regime that the handles stand for."""
    return Regime(**{key: value / 100 for key, value in checked(setting).items()})


def live(
    setting: Mapping[str, object], seed: int, world: Inspected = HOSPITALS, replicates: int = 1
) -> tuple[History, History]:
    """Live through the years with these visits, and through the same years without any visit.

    The groups are the same in both: whoever would have been visited.
    """
    regime = regime_from(setting)
    draws = _draws(world, seed, replicates)
    nobody = replace(world, help=0.0, fear=0.0, defence=0.0, burden=0.0, hiding=0.0)
    return run(world, regime, draws), run(nobody, regime, draws)


def outcome_of(
    setting: Mapping[str, object], with_it: History, without: History, world: Inspected
) -> InspectionOutcome:
    """Work out what was seen and what was done; where there are replicates, the means of them all."""
    regime = regime_from(setting)

    def fall(history: History, who: str) -> float:
        seen = history.mean(history.reported, getattr(history, who))
        return float((seen[:, BEFORE] - seen[:, BEFORE + 1]).mean())

    def saved(figures: str, who: object, years: slice) -> float:
        chosen = np.ones_like(with_it.inspected) if who is None else with_it.inspected
        one, other = (h.mean(getattr(h, figures), chosen)[:, years] for h in (with_it, without))
        return float((other - one).mean())

    next_year, later = slice(BEFORE + 1, BEFORE + 2), slice(BEFORE + 1, None)
    naive = fall(with_it, "inspected")
    return InspectionOutcome(
        naive=naive,
        by_chance=expected_gain(world.openness * world.spread, 1 - regime.luck, regime.worst),
        anyway=world.openness * world.learning,
        controlled=naive - fall(with_it, "spared"),
        next_worst=naive - fall(with_it, "next_worst"),
        seen_effect=saved("reported", "inspected", next_year),
        true_effect=saved("true", "inspected", next_year),
        openness=float(with_it.mean(with_it.openness, with_it.inspected)[:, BEFORE + 1].mean()),
        everyone=saved("true", None, later),
        inspected=int(with_it.inspected[0].sum()),
        spared=int(with_it.spared[0].sum()),
    )


def inspection_outcome(
    setting: Mapping[str, object], seed: int, world: Inspected = HOSPITALS, replicates: int = 1
) -> InspectionOutcome:
    """Say what is seen of an inspection, and what it did.

    Parameters
    ----------
    setting
        ``worst`` (5 to 40 %, steps of 5), ``luck`` (0 to 90 %, steps of 10), ``spared`` (0 to 50 % of the worst),
        ``blame`` and ``support`` (0 to 100 %, steps of 10). A handle that is not there stands where ``VISITS_ALONE``
        has it.
    seed
        Of the providers and their years: the same seed gives the same ones to every inspection.
    world
        Who is inspected; ``WORLDS`` has two.
    replicates
        How many times it is drawn; the outcome is their mean.

    Raises
    ------
    CourseError
        When a handle is unknown, is not a number, or is outside its range or off its steps.
    """
    return outcome_of(setting, *live(setting, seed, world, replicates), world)


@lru_cache(maxsize=16)
def _draws(world: Inspected, seed: int, replicates: int) -> Draws:
    """Draw once: handles that move do not change it."""
    return draw(world, replicates, np.random.default_rng(seed))
