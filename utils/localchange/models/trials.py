"""Safe-to-fail trials against one big roll-out, on sites that differ.

There are several ideas for a change. Each has an effect that is the same everywhere, and a part that belongs to
the site. Analysis on paper says something of the first and nothing of the second. A roll-out takes the idea that
looks best on paper to all sites at once. Trials try several ideas at a few sites for a while, keep what worked,
and drop what did not: probe, sense, respond (Snowden and Boone 2007). The rendering is the course's, not theirs,
and a toy.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from math import isfinite, sqrt

import numpy as np
import numpy.typing as npt

from localchange.errors import CourseError
from localchange.models.ranges import Range, known

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Field:
    """Sites and ideas. An effect is in points a month at one site; 0 is no change, below 0 is harm."""

    sites: int = 24
    """Sites. *Assumed*."""
    months: int = 24
    """Months that are looked at. *Assumed*."""
    ideas: int = 5
    """Ideas for a change that somebody believes in. *Assumed*."""
    spread: float = 1.0
    """Standard deviation of what an idea does everywhere, about `mean`. The unit."""
    mean: float = 0.0
    """What an idea does on average: as many harm as help. *Point*."""
    site_spread: float = 1.0
    """Standard deviation of the part of an effect that belongs to one site. *Point*."""
    paper_noise: float = 1.0
    """Standard deviation of the error of the analysis on paper. *Point*."""
    month_noise: float = 2.0
    """Standard deviation of what a site measures in one month about the true effect there. *Point*."""

    def __post_init__(self) -> None:
        """Refuse what cannot be, in one sentence."""
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
                raise CourseError(f"The field's {field.name} must be a number, not {value!r}.")
            if value < 0 and field.name != "mean":
                raise CourseError(f"The field's {field.name} must be 0 or more, not {value!r}.")
        if min(self.sites, self.months, self.ideas) < 1:
            raise CourseError("There must be at least one site, one month and one idea.")


@dataclass(frozen=True, slots=True)
class Trial:
    """How ideas are tried: so many ideas, each at so many sites, for so many months; then what worked is kept."""

    tried: int = 4
    sites: int = 3
    months: int = 3
    local: bool = False
    """Whether sites may keep or drop what they get, each by its own measurements of the first months there."""


@dataclass(frozen=True, slots=True)
class Worlds:
    """Everything that chance decides, for many worlds at once; the same for every way of going about it."""

    everywhere: Floats
    """What each idea does everywhere, ``(worlds, ideas)``."""
    there: Floats
    """The part that belongs to a site, ``(worlds, ideas, sites)``."""
    paper: Floats
    """What each idea looks like on paper, ``(worlds, ideas)``."""
    trial_luck: Floats
    """Standard normal error of the mean measured at a site in the trial, ``(worlds, ideas, sites)``."""
    site_luck: Floats
    """The same for what a site measures after the trial, ``(worlds, sites)``."""


@dataclass(frozen=True, slots=True)
class Gain:
    """What one way of going about it brings; each of shape ``(worlds,)``."""

    total: Floats
    """Points over all sites and months."""
    worst: Floats
    """Points of the site that fares worst."""
    harmed: Floats
    """Share of sites that end with fewer points than without any change."""
    by_month: Floats
    """Points of all sites in each month, ``(worlds, months)``."""


def draw(field: Field, worlds: int, rng: np.random.Generator) -> Worlds:
    """Draw so many worlds."""
    shape = (worlds, field.ideas)
    everywhere = field.mean + field.spread * rng.standard_normal(shape)
    return Worlds(
        everywhere=everywhere,
        there=field.site_spread * rng.standard_normal((*shape, field.sites)),
        paper=everywhere + field.paper_noise * rng.standard_normal(shape),
        trial_luck=rng.standard_normal((*shape, field.sites)),
        site_luck=rng.standard_normal((worlds, field.sites)),
    )


def roll_out(field: Field, worlds: Worlds) -> Gain:
    """Take the idea that looks best on paper to all sites, from the first month."""
    chosen = worlds.paper.argmax(axis=1)
    effect = _effects(worlds)[np.arange(len(chosen)), chosen]
    return _gain(np.repeat(effect[:, :, None], field.months, axis=2))


def trials(field: Field, worlds: Worlds, trial: Trial) -> Gain:
    """Try, look, and take what worked best to all sites; when nothing did, to none.

    Raises
    ------
    CourseError
        When there are not so many ideas, sites or months.
    """
    if not 1 <= trial.tried <= field.ideas or trial.sites < 1 or not 1 <= trial.months < field.months:
        raise CourseError("A trial needs at least one idea, site and month, and some months after it.")
    if trial.tried * trial.sites > field.sites:
        raise CourseError(
            f"{trial.tried} ideas at {trial.sites} sites each need {trial.tried * trial.sites} sites, and "
            f"there are {field.sites}."
        )
    many = len(worlds.everywhere)
    rows = np.arange(many)
    effects = _effects(worlds)
    # The ideas that look best on paper are tried, each at sites of its own.
    order = np.argsort(-worlds.paper, axis=1)[:, : trial.tried]
    measured = np.empty((many, trial.tried))
    monthly = np.zeros((many, field.sites, field.months))
    noise = field.month_noise / sqrt(trial.months)
    for place in range(trial.tried):
        at = slice(place * trial.sites, (place + 1) * trial.sites)
        idea = order[:, place]
        effect = effects[rows, idea][:, at]
        measured[:, place] = (effect + noise * worlds.trial_luck[rows, idea][:, at]).mean(axis=1)
        monthly[:, at, : trial.months] = effect[:, :, None]
    best = measured.argmax(axis=1)
    spread = np.where(measured[rows, best] > 0, 1.0, 0.0)
    after = effects[rows, order[rows, best]] * spread[:, None]
    monthly[:, :, trial.months :] = after[:, :, None]
    if trial.local:
        _let_sites_choose(field, worlds, trial, monthly, after)
    return _gain(monthly)


def _let_sites_choose(field: Field, worlds: Worlds, trial: Trial, monthly: Floats, after: Floats) -> None:
    """Let each site drop what it got, in place, after as many months of its own measuring as the trial had."""
    end = min(2 * trial.months, field.months)
    seen = after + field.month_noise / sqrt(end - trial.months) * worlds.site_luck
    monthly[:, :, end:] *= (seen > 0)[:, :, None]


def _effects(worlds: Worlds) -> Floats:
    """Give the true effect of each idea at each site."""
    return worlds.everywhere[:, :, None] + worlds.there


def _gain(monthly: Floats) -> Gain:
    by_site = monthly.sum(axis=2)
    return Gain(
        total=by_site.sum(axis=1),
        worst=by_site.min(axis=1),
        harmed=(by_site < -1e-9).mean(axis=1),
        by_month=monthly.sum(axis=1),
    )


RANGES: dict[str, Range] = {
    "alike": Range(
        "How alike the sites are",
        "100: an idea does the same at every site; 0: what a site makes of it counts twice as much as the idea.",
        "%", 0, 100, 10, 50,
    ),
    "paper": Range(
        "How much analysis tells", "100: paper shows exactly which idea is best; 0: it tells next to nothing.",
        "%", 0, 100, 10, 50,
    ),
    "tried": Range(
        "Ideas tried", "How many of the five ideas are tried, each at sites of its own.", "ideas", 1, 5, 1, 4
    ),
    "length": Range("Months of trial", "How long before what worked is taken to all sites.", "months", 1, 12, 1, 3),
    "local": Range(
        "Sites may drop it", "Yes: each site drops what does not work there, once it has measured for itself.",
        "", 0, 1, 1, 0,
    ),
}  # fmt: skip
"""The handles of the lab."""

TRIED_AT = 3
"""Sites at which each idea is tried."""

WORLDS = 2000
"""Worlds that are lived at each setting."""


@dataclass(frozen=True, slots=True)
class TrialOutcome:
    """Means over many worlds, for one site."""

    roll_out: float
    """Points a site and month of the big roll-out."""
    trials: float
    """Points a site and month of the trials."""
    roll_out_harmed: float
    """Share of sites that the roll-out harms."""
    trials_harmed: float
    trials_win: float
    """Share of worlds in which the trials bring more."""
    roll_out_by_month: tuple[float, ...]
    trials_by_month: tuple[float, ...]
    roll_out_worst: float
    """Points a month at the worst site of a world."""
    trials_worst: float


def field_from(setting: Mapping[str, float]) -> tuple[Field, Trial]:
    """Read the handles.

    Raises
    ------
    CourseError
        When a handle is unknown, missing, no number, or off its range or steps.
    """
    known(setting, RANGES, "trials")
    for key, spec in RANGES.items():
        steps = (spec.number(setting.get(key)) - spec.low) / spec.step
        if abs(steps - round(steps)) > 1e-6:
            raise CourseError(f"{spec.label} goes in steps of {spec.step:g}, so not to {setting[key]:g}.")
    told = setting["paper"] / 100
    field = Field(
        site_spread=2 * (1 - setting["alike"] / 100),
        # From an error ten times the spread of ideas down to none.
        paper_noise=10.0 if told == 0 else min(10.0, 1 / told - 1) if told < 1 else 0.0,
    )
    trial = Trial(int(setting["tried"]), TRIED_AT, int(setting["length"]), bool(setting["local"]))
    return field, trial


def trial_outcome(setting: Mapping[str, float], seed: int = 1, worlds: int = WORLDS) -> TrialOutcome:
    """Say what both ways of going about it bring, on the same worlds.

    Parameters
    ----------
    setting
        The handles of ``RANGES``.
    seed
        Of the worlds.
    worlds
        How many.
    """
    field, trial = field_from(setting)
    drawn = _worlds(field, worlds, seed)
    big, small = roll_out(field, drawn), trials(field, drawn, trial)
    each = field.sites * field.months
    return TrialOutcome(
        roll_out=float(big.total.mean()) / each,
        trials=float(small.total.mean()) / each,
        roll_out_harmed=float(big.harmed.mean()),
        trials_harmed=float(small.harmed.mean()),
        trials_win=float((small.total > big.total).mean()),
        roll_out_by_month=tuple(float(n) / field.sites for n in big.by_month.mean(axis=0)),
        trials_by_month=tuple(float(n) / field.sites for n in small.by_month.mean(axis=0)),
        roll_out_worst=float(big.worst.mean()) / field.months,
        trials_worst=float(small.worst.mean()) / field.months,
    )


@lru_cache(maxsize=8)
def _worlds(field: Field, worlds: int, seed: int) -> Worlds:
    return draw(field, worlds, np.random.default_rng(seed))
