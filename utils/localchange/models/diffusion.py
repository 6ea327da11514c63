"""A practice spreads over a network: each person takes it up when enough of those whom they know have done so.

One rule with few numbers covers the models that people argue about. Granovetter (1978): each has a threshold. Simple
contagion: one contact can be enough, and each adds a chance. Complex contagion (Centola 2010): it takes several. Noise
(Eckles and others 2024): sometimes somebody takes it up below their threshold, and that can turn the ranking of
networks round.

All replicates are lived at once, as columns of one array.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from math import isfinite

import numpy as np
import numpy.typing as npt

from localchange.errors import CourseError
from localchange.models.diffusion_network import Flags, Floats, Network, Whole

NEVER = -1
"""In ``Spread.when``: this person did not take it up."""

Rows = npt.NDArray[np.unsignedinteger]


@dataclass(frozen=True, slots=True)
class Contagion:
    """How people take a practice up. Chances are for one step."""

    threshold: float = 2.0
    """Neighbours who must have taken it up, mean over people; with ``of_share``, a share of one's neighbours."""
    spread: float = 0.0
    """Standard deviation of thresholds between people (normal, cut off at 0: whoever has 0 needs nobody)."""
    of_share: bool = False
    """Whether thresholds are shares of one's neighbours instead of numbers of them."""
    above: float = 1.0
    """Chance to take it up once the threshold is reached."""
    each: float = 0.0
    """Chance that one neighbour alone passes it on, below the threshold; several add up as 1 - (1 - each)^n. With a
    threshold beyond anyone's reach this is simple contagion."""
    below: float = 0.0
    """Noise: chance to take it up below the threshold with at least one neighbour who has (Eckles and others 2024)."""
    alone: float = 0.0
    """Chance to take it up with no neighbour who has: somebody tries by themselves."""

    def __post_init__(self) -> None:
        """Refuse what is no contagion, in one sentence."""
        for field in fields(self):
            value = getattr(self, field.name)
            if field.name != "of_share" and not (isfinite(value) and value >= 0):
                raise CourseError(f"A contagion's {field.name} must be a number of 0 or more, not {value!r}.")
        for name in ("above", "each", "below", "alone"):
            if getattr(self, name) > 1:
                raise CourseError(f"A contagion's {name} is a chance: at most 1.")


@dataclass(frozen=True, slots=True)
class Spread:
    """What happened."""

    adopted: Whole
    """How many have taken it up, shape (replicates, steps + 1); the first column is the start."""
    when: Whole
    """In which step each person took it up, 0 for those who began, ``NEVER`` for never; shape (replicates, people)."""

    @property
    def share(self) -> Floats:
        """The same as a share of all, shape (replicates, steps + 1)."""
        found: Floats = self.adopted / self.when.shape[1]
        return found

    def half_time(self, share: float = 0.5) -> Floats:
        """Give the first step at which this share of all has it; infinite where that never came."""
        reached = self.share >= share - 1e-12
        found: Floats = np.where(reached.any(axis=1), reached.argmax(axis=1), np.inf)
        return found


@dataclass(frozen=True, slots=True)
class Draws:
    """All that is left to chance; the same draws can be lived again on another network or with other seeds."""

    threshold: Floats
    """Standard normal, shape (people, replicates)."""
    patience: Floats
    """Exponential, shape (people, replicates): how much chance adds up before this person takes it up."""


def draw(size: int, replicates: int, rng: np.random.Generator) -> Draws:
    """Draw people's thresholds and luck, so many times."""
    return Draws(
        rng.standard_normal((size, replicates)),
        rng.exponential(size=(size, replicates)),
    )


class Neighbours:
    """Who is next to whom, laid out so that neighbours who have taken it up can be counted for all replicates at once.

    People are taken in order of how many ties they have, most first: then the n-th neighbours of all who have that many
    are one index into the rows.
    """

    def __init__(self, network: Network) -> None:
        degrees = network.degrees
        self.order: Whole = np.argsort(-degrees, kind="stable")
        place = np.empty_like(self.order)
        place[self.order] = np.arange(network.size)
        self.degrees: Whole = degrees[self.order]
        ends = np.array(network.ties, dtype=np.int64).reshape(-1, 2)
        ends = place[np.concatenate([ends, ends[:, ::-1]])]
        ends = ends[np.argsort(ends[:, 0], kind="stable")]
        nth = np.arange(len(ends)) - np.repeat(np.cumsum(self.degrees) - self.degrees, self.degrees)
        most = int(self.degrees.max(initial=0))
        self.columns: list[Whole] = [ends[nth == n, 1] for n in range(most)]
        self.counter = np.min_scalar_type(most)

    def count(self, rows: Rows) -> Rows:
        """Count, for every person (a row) and replicate (a column), the neighbours whose row is 1."""
        found: Rows = np.zeros(rows.shape, dtype=self.counter)
        for column in self.columns:
            found[: len(column)] += rows.take(column, axis=0)
        return found


def spread(
    network: Network,
    seeds: Sequence[int] | Whole,
    contagion: Contagion,
    rng: np.random.Generator,
    replicates: int = 100,
    steps: int = 50,
) -> Spread:
    """Let a practice spread; see :func:`live` for the same with draws that are at hand.

    Parameters
    ----------
    network
        Who knows whom.
    seeds
        Who begins: numbers of people, the same in all replicates or, with shape (replicates, many), others in each.
    contagion
        How people take it up.
    rng
        For thresholds and luck.
    replicates
        How many times it is lived.
    steps
        How long.
    """
    return live(network, seeds, contagion, draw(network.size, replicates, rng), steps)


def live(
    network: Network,
    seeds: Sequence[int] | Whole,
    contagion: Contagion,
    draws: Draws,
    steps: int,
    thresholds: Floats | None = None,
) -> Spread:
    """Let a practice spread with these draws.

    Chances are drawn once for each person and not for each step: chance adds up step by step (as -log(1 - chance)),
    and a person takes the practice up when it reaches what was drawn for them. That gives the same chances. It also
    means that more seeds or more ties never make any replicate worse, while thresholds are numbers of neighbours and
    ``alone`` is no more than ``below``.

    Parameters
    ----------
    thresholds
        Instead of those of ``contagion``: one for each person, shape (people,) or (people, replicates).

    Raises
    ------
    CourseError
        When a seed is not a person of the network.
    """
    size, replicates = draws.patience.shape
    if size != network.size:
        raise CourseError("The draws are for another number of people.")
    near = Neighbours(network)
    needed = _needed(near, contagion, draws, thresholds)
    rows = _began(network, seeds, replicates)[near.order].astype(np.uint8)
    when = np.where(rows, 0, NEVER)
    counts = [rows.sum(axis=0, dtype=np.int64)]

    patience = draws.patience[near.order]
    gathered = np.zeros_like(patience)
    below, above = _adding_up(contagion, len(near.columns))
    only_thresholds = contagion.above == 1 and not below.any()
    for step in range(1, steps + 1):
        around = near.count(rows)
        reached = around >= needed
        if only_thresholds:
            new = reached & (rows == 0)
        else:
            more = below.take(around)
            np.copyto(more, np.inf if contagion.above == 1 else above.take(around), where=reached)
            gathered += more
            new = (gathered >= patience) & (rows == 0)
        when[new] = step
        rows |= new
        counts.append(counts[-1] + new.sum(axis=0))
        if (only_thresholds and not new.any()) or counts[-1].min(initial=size) == size:
            counts += [counts[-1]] * (steps - step)
            break
    back = np.empty((replicates, size), dtype=np.int64)
    back[:, near.order] = when.T
    return Spread(np.stack(counts, axis=1), back)


def _needed(near: Neighbours, contagion: Contagion, draws: Draws, thresholds: Floats | None) -> Floats:
    """Give how many neighbours each person needs, in the order of ``near``."""
    if thresholds is None:
        needed = contagion.threshold + contagion.spread * draws.threshold[near.order]
    else:
        needed = np.asarray(thresholds, dtype=np.float64).reshape(len(near.order), -1)[near.order]
    if contagion.of_share:
        needed = needed * near.degrees[:, None]
    # A share of a whole number must not miss it by rounding: 0.1 x 30 neighbours are 3 and not a little more.
    found: Floats = np.maximum(needed, 0.0) - 1e-9
    return found


def _began(network: Network, seeds: Sequence[int] | Whole, replicates: int) -> Flags:
    """Say who begins, shape (people, replicates)."""
    chosen = np.asarray(seeds, dtype=np.int64)
    if chosen.size and not (chosen.min() >= 0 and chosen.max() < network.size):
        raise CourseError("Those who begin must be people of the network.")
    began = np.zeros((network.size, replicates), dtype=bool)
    if chosen.ndim == 2:
        began[chosen, np.arange(replicates)[:, None]] = True
    else:
        began[chosen] = True
    return began


def _adding_up(contagion: Contagion, most: int) -> tuple[Floats, Floats]:
    """Give what adds up in one step by the number of neighbours, below the threshold and from it on."""
    neighbours = np.arange(most + 1)
    chance = 1 - (1 - contagion.each) ** neighbours * (1 - contagion.below)
    chance[0] = contagion.alone
    with np.errstate(divide="ignore"):
        below = -np.log1p(-chance)
        above = np.maximum(below, -np.log1p(-contagion.above))
    return below, above
