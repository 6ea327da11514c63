"""Inspect the worst, and they improve anyway: providers that vary about their own level, and a visit in between.

Each provider has a level of its own; what is reported of it in a year is that level and chance. Whoever was worst in
one year was on average unlucky too, and is nearer to the rest in the next, whatever is done: regression to the mean.
What a visit does on top depends on what comes with it: help improves care, blame frightens and hides.

Each default says where it comes from: *Assumed* is a plain guess of the size, *Point* was chosen to make a point. No
number here is fitted to a study. The whole is a toy.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from localchange.errors import CourseError

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

BEFORE, AFTER = 3, 3
"""Years that are seen before and after the year in which the worst are chosen."""

YEARS = tuple(range(-BEFORE, AFTER + 1))
"""Each year that is seen; in year 0 the worst are chosen, and visited at its end."""


@dataclass(frozen=True, slots=True)
class Inspected:
    """Providers of one kind. Harm is counted in cases for 1,000 people served, in a year."""

    providers: int = 600
    """How many there are. *Assumed*."""
    harm: float = 12.0
    """Harm at first, mean of all. *Assumed*."""
    spread: float = 3.0
    """Standard deviation of one year's harm between providers, chance included. *Assumed*."""
    openness: float = 0.8
    """Share of harm that is reported when nobody is blamed. *Assumed*."""
    learning: float = 0.3
    """Fall of harm a year by learning from what is reported, at the openness above. *Assumed*: it falls anyway."""
    help: float = 0.2
    """Share of harm that full help after a visit takes away. *Point*."""
    fear: float = 0.06
    """Share of harm that full blame takes away, because nobody wants to be next. *Point*."""
    defence: float = 0.1
    """Share of harm that full blame adds, because work goes into being covered; half the blame adds a quarter of it.
    *Point*."""
    burden: float = 0.02
    """Share of harm that a visit adds in the year after it: time that it takes from care. *Point*."""
    hiding: float = 0.6
    """Share of reports that full blame silences where it falls, when no help comes with it. *Point*."""
    trust: float = 0.7
    """Share of that silence which full help prevents. *Point*."""
    dread: float = 0.35
    """How much of fear and silence reaches those who were not visited. *Point*."""
    fading: float = 0.3
    """Share of fear, silence and help that is gone a year later. *Point*."""

    def __post_init__(self) -> None:
        """Refuse what no provider can be, in one sentence."""
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, bool) or not isinstance(value, int | float | np.number) or np.isnan(value):
                raise CourseError(f"The providers' {field.name} must be a number, not {value!r}.")
            if value < 0:
                raise CourseError(f"The providers' {field.name} must be 0 or more, not {value!r}.")
        if self.providers != int(self.providers) or self.providers < 20:
            raise CourseError("There must be a whole number of providers, 20 or more.")
        for name in ("openness", "help", "fear", "defence", "hiding", "trust", "dread", "fading"):
            if getattr(self, name) > 1:
                raise CourseError(f"The providers' {name} is a share: at most 1.")


@dataclass(frozen=True, slots=True)
class Regime:
    """How providers are inspected. Shares run from 0 to 1."""

    worst: float
    """Share of all that counts as the worst, by the figure of one year."""
    luck: float
    """Share of the spread between providers (its variance) that is chance."""
    spared: float
    """Share of the worst that is left alone, by lot."""
    blame: float
    support: float


@dataclass(frozen=True, slots=True)
class Draws:
    """Every random draw, standard normal but for the lot: the same providers can be inspected in another way.

    The first axis holds replicates.
    """

    level: Floats
    """Shape (replicates, providers)."""
    chance: Floats
    """Shape (replicates, years, providers)."""
    lot: Floats
    """Uniform from 0 to 1; the lowest of the worst are spared; shape (replicates, providers)."""


@dataclass(frozen=True, slots=True)
class History:
    """What happened; the first axis holds replicates, then years, then providers."""

    true: Floats
    """Harm for 1,000 people, as it was."""
    reported: Floats
    """Harm for 1,000 people, as it was reported."""
    openness: Floats
    """Share of harm that was reported."""
    inspected: Flags
    """Who was visited, shape (replicates, providers)."""
    spared: Flags
    """Who was among the worst and was spared by lot."""
    next_worst: Flags
    """Who came next after the worst, as many."""

    def mean(self, figures: Floats, who: Flags) -> Floats:
        """Give the mean of a group by year, shape (replicates, years); not a number for a group of nobody."""
        many = who.sum(axis=1)[:, None]
        total = np.where(who[:, None, :], figures, 0.0).sum(axis=2)
        found: Floats = np.divide(total, many, out=np.full(total.shape, np.nan), where=many > 0)
        return found


def draw(world: Inspected, replicates: int, rng: np.random.Generator) -> Draws:
    """Draw providers and their years, so many times."""
    many = (replicates, world.providers)
    return Draws(
        rng.standard_normal(many),
        rng.standard_normal((replicates, len(YEARS), world.providers)),
        rng.uniform(size=many),
    )


def run(world: Inspected, regime: Regime, draws: Draws) -> History:
    """Live through the years: choose the worst by year 0, visit them, and see the years after."""
    level = world.harm + world.spread * np.sqrt(1 - regime.luck) * draws.level
    chance = world.spread * np.sqrt(regime.luck) * draws.chance
    years = np.array(YEARS, dtype=np.float64)[None, :, None]
    history = level[:, None, :] - world.learning * years + chance

    worst, spared, following = _groups(world, regime, history[:, BEFORE] * world.openness, draws)
    visited = worst & ~spared
    felt = np.where(visited, 1.0, world.dread) * regime.blame
    if not visited.any():
        felt = np.zeros_like(felt)
    silence = world.hiding * felt * (1 - world.trust * regime.support)
    true, openness = history.copy(), np.full(history.shape, world.openness)
    lost = np.zeros_like(level)
    for after in range(1, AFTER + 1):
        left = (1 - world.fading) ** (after - 1)
        now = BEFORE + after
        openness[:, now] = world.openness * (1 - silence * left)
        better = (world.help * regime.support * visited + world.fear * felt - world.defence * felt**2) * left
        load = world.burden * visited * (after == 1)
        true[:, now] = (history[:, now] + lost) * (1 - better + load)
        # What is not reported is not learned from, in the year after.
        lost = lost + world.learning * silence * left
    return History(true, true * openness, openness, visited, spared, following)


def expected_gain(spread: float, reliability: float, worst: float, above: float = 0.0) -> float:
    """Give how far the worst fall towards the mean from one year to the next, though nothing is done.

    The mean of a normal variable beyond its quantile is known, and of that a share `reliability` is still there when
    the same providers are seen again (truncated bivariate normal).

    Parameters
    ----------
    spread
        Standard deviation of one year's figure between providers.
    reliability
        Correlation of the figures of two years; 1 less the share of the variance that is chance.
    worst
        Share of all that is chosen, 0 to 1; with `above`, up to this share from the worst.
    above
        Leaves out so many of the worst: with 0.1 and 0.2, the second worst tenth.

    Returns
    -------
    float
        In the unit of `spread`.
    """
    if not 0 <= above < worst <= 1:
        raise CourseError("The share of the worst must be from 0 to 1, and its first end below its last.")
    if not 0 <= reliability <= 1:
        raise CourseError("Reliability is a correlation from 0 to 1.")
    return (1 - reliability) * spread * (_density(worst) - _density(above)) / (worst - above)


def _density(share: float) -> float:
    normal = NormalDist()
    return normal.pdf(normal.inv_cdf(1 - share)) if 0 < share < 1 else 0.0


def _groups(world: Inspected, regime: Regime, figures: Floats, draws: Draws) -> tuple[Flags, Flags, Flags]:
    """Give the worst, those of them who are spared, and the next worst."""
    many = max(1, round(regime.worst * world.providers))
    spared = round(regime.spared * many)
    place = np.argsort(np.argsort(-figures, axis=1), axis=1)
    worst = place < many
    turn = np.argsort(np.argsort(np.where(worst, draws.lot, 2.0), axis=1), axis=1)
    return worst, worst & (turn < spared), (place >= many) & (place < 2 * many)
