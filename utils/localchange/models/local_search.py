"""Common goal, freedom to act: places search for what works, part of it common to all and part of it local.

Practice is twelve choices, each one way or the other. What a choice is worth hangs on three others, so that there are
many good enough ways of working and no straight road to the best (landscapes with N = 12 and K = 3, after Kauffman
1993). Each place has its own landscape: a mixture of one that all share and one of its own. The centre may settle some
of the choices for all, by what it found on the common part. The rest is tried one change at a time, or learned from a
neighbour that does better.

A toy: every number is *Assumed* or *Point*, and a payoff stands for nothing that could be measured.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from localchange.models.diffusion_network import Flags, Floats, Whole
from localchange.models.ranges import Range, first_values, on_steps

Single = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Country:
    """Places, and how they search."""

    places: int = 30
    """*Assumed*."""
    choices: int = 12
    """*Assumed*: few enough to know all 4,096 ways of working."""
    hangs_on: int = 3
    """How many others each choice hangs on: the next ones. *Point*: rugged, and not hopelessly so."""
    steps: int = 60
    """How often each place tries something. *Assumed*."""
    takes: int = 3
    """How many choices a place takes over from a neighbour at once. *Assumed*."""
    worlds: int = 12
    """How many times all of it is drawn; outcomes are means."""


COUNTRY = Country()

LAB_SEED = 3

RANGES: dict[str, Range] = {
    "mandated": Range(
        "Settled by the centre", "How much of practice the centre settles for all places.", "%", 0, 100, 25, 0
    ),
    "different": Range(
        "How different places are", "How much of what works is local, and not the same for all.", "%", 0, 100, 10, 50
    ),
    "ties": Range("Ties", "How many other places each place knows well.", "places", 0, 6, 2, 0),
    "copying": Range(
        "Learning from others", "How often a place tries what a neighbour does, instead of an idea of its own.",
        "% of tries", 0, 100, 25, 50,
    ),
    "goals": Range(
        "Shared goals",
        "How far places judge what they try by what all want in common, and not by what counts at home.",
        "%", 0, 100, 25, 0,
    ),
}  # fmt: skip

FREE = first_values(RANGES)
"""Nothing is settled, and nobody knows anybody: the baseline."""


@dataclass(frozen=True, slots=True)
class SearchOutcome:
    """What places reach, as means over places and worlds. Payoffs run from 0 to 1; a blind guess brings a half."""

    payoff: float
    """At the end, by what counts at home: the common part and the local one."""
    common: float
    """At the end, by the common part alone."""
    spread: float
    """Standard deviation between the places of one world."""
    template: float
    """What it brings at home to do all that the centre would settle, and nothing else."""
    template_common: float
    """The same by the common part alone."""
    best: float
    """What each place could reach if it knew its landscape."""
    curve: Floats
    """Payoff by step, shape (steps + 1,)."""

    @property
    def cost_of_template(self) -> float:
        """What the whole template would cost against this; below 0 where it is better."""
        return self.payoff - self.template


@dataclass(frozen=True, slots=True)
class Landscapes:
    """What every way of working is worth, and all that is left to chance. Ways are numbers, one bit a choice."""

    common: Single
    """Shape (worlds, ways)."""
    local: Single
    """Shape (worlds, places, ways)."""
    start: Whole
    """The way of working of each place at first, shape (worlds, places)."""
    template: Whole
    """What the centre found on the common part, by trying one change at a time as places do, shape (worlds,)."""
    order: Whole
    """Which choices the centre settles first, shape (worlds, choices)."""
    bit: Whole
    """Which choice is tried next, shape (steps, worlds, places); uniform over all."""
    luck: Floats
    """Uniform, shape (steps, worlds, places): whether a try is an idea of one's own."""
    taken: Whole
    """Which choices would be taken over, as bits, shape (steps, worlds, places)."""


def values(parts: Floats, choices: int, hangs_on: int) -> Single:
    """Work out what every way of working is worth on one landscape.

    Parameters
    ----------
    parts
        What each choice adds, by itself and the next ``hangs_on`` (the first again after the last), as bits with its
        own first; shape (..., choices, 2 ** (hangs_on + 1)), from 0 to 1.

    Returns
    -------
    Single
        Mean of the parts, shape (..., 2 ** choices): bit k of a way is choice k.
    """
    ways = np.arange(2**choices)
    found = np.zeros((*parts.shape[:-2], len(ways)), dtype=np.float32)
    for one in range(choices):
        index = np.zeros_like(ways)
        for after in range(hangs_on + 1):
            index |= ((ways >> ((one + after) % choices)) & 1) << after
        found += parts[..., one, :].astype(np.float32)[..., index]
    found /= np.float32(choices)
    return found


def draw(country: Country, rng: np.random.Generator) -> Landscapes:
    """Draw worlds, and let the centre search in each."""
    worlds, places, choices = country.worlds, country.places, country.choices
    parts = (choices, 2 ** (country.hangs_on + 1))
    common = values(rng.uniform(size=(worlds, *parts)), choices, country.hangs_on)
    local = values(rng.uniform(size=(worlds, places, *parts)), choices, country.hangs_on)
    shape = (country.steps, worlds, places)
    taken = rng.permuted(np.broadcast_to(np.arange(choices), (*shape, choices)), axis=-1)[
        ..., : country.takes
    ]
    template = rng.integers(2**choices, size=worlds)
    template = climb(common, template, rng.permuted(np.tile(np.arange(choices), (worlds, 1)), axis=1))
    return Landscapes(
        common,
        local,
        rng.integers(2**choices, size=(worlds, places)),
        template,
        rng.permuted(np.tile(np.arange(choices), (worlds, 1)), axis=1),
        rng.integers(choices, size=shape),
        rng.uniform(size=shape),
        (1 << taken).sum(axis=-1),
    )


def climb(worth: Single, ways: Whole, order: Whole) -> Whole:
    """Try changes one after another, keep each that is better, till none is: a good way and not always the best.

    Parameters
    ----------
    worth
        Shape (worlds, ways).
    ways
        Where to begin, shape (worlds,).
    order
        In which order choices are tried, shape (worlds, choices).
    """
    here, every = ways.copy(), np.arange(len(ways))
    better = True
    while better:
        better = False
        for one in order.T:
            there = here ^ (1 << one)
            gain = worth[every, there] > worth[every, here]
            here = np.where(gain, there, here)
            better |= bool(gain.any())
    return here


def search_outcome(
    setting: Mapping[str, object], seed: int = LAB_SEED, country: Country = COUNTRY
) -> SearchOutcome:
    """Say what places reach.

    Parameters
    ----------
    setting
        ``mandated`` (0 to 100 % of the choices, steps of 25), ``different`` (0 to 100 %, steps of 10), ``ties`` (0 to 6
        places, steps of 2), ``copying`` (0 to 100 % of tries, steps of 25) and ``goals`` (0 to 100 %, steps of 25). A
        handle that is not there stands where ``FREE`` has it.
    seed
        Of the worlds: the same for every setting.

    Raises
    ------
    CourseError
        When a handle is unknown, is not a number, or is outside its range or off its steps.
    """
    at = on_steps(setting, RANGES, "search")
    drawn = _landscapes(country, seed)
    ways, curve = search(at, drawn, country)
    worth = _worth(drawn, at["different"] / 100)
    worlds, places = np.indices(drawn.start.shape)
    centre = np.arange(len(drawn.template))
    reached = worth[worlds, places, ways]
    return SearchOutcome(
        payoff=float(reached.mean()),
        common=float(drawn.common[worlds, ways].mean()),
        spread=float(reached.std(axis=1).mean()),
        template=float(worth[worlds, places, drawn.template[:, None]].mean()),
        template_common=float(drawn.common[centre, drawn.template].mean()),
        best=float(worth.max(axis=2).mean()),
        curve=curve,
    )


def search(at: Mapping[str, float], drawn: Landscapes, country: Country) -> tuple[Whole, Floats]:
    """Let every place search; give each place's way of working at the end, and the mean payoff by step."""
    choices, (worlds, places) = country.choices, np.indices(drawn.start.shape)
    worth = _worth(drawn, at["different"] / 100)
    settled = np.zeros(len(drawn.template), dtype=np.int64)
    for one in drawn.order[:, : round(choices * at["mandated"] / 100)].T:
        settled |= 1 << one
    free = (2**choices - 1) ^ settled[:, None]
    ways = (drawn.start & free) | (drawn.template & settled)[:, None]
    offsets = [d for k in range(1, int(at["ties"]) // 2 + 1) for d in (-k, k)]
    near = (np.arange(country.places)[:, None] + np.array(offsets, dtype=np.int64)) % country.places
    goals = np.float32(at["goals"] / 100)
    judged = (1 - goals) * worth + goals * drawn.common[:, None, :] if goals else worth
    curve = []
    for step in range(country.steps):
        curve.append(float(worth[worlds, places, ways].mean()))
        here = judged[worlds, places, ways]
        tried = ways ^ ((1 << drawn.bit[step]) & free)
        if offsets:
            # A place sees how well its neighbours do by their own account.
            shown = here[:, near]
            best = shown.argmax(axis=2)
            theirs = ways[worlds, near[places, best]]
            copies: Flags = (drawn.luck[step] < at["copying"] / 100) & (shown.max(axis=2) > here)
            mask = drawn.taken[step] & free
            tried = np.where(copies, (ways & ~mask) | (theirs & mask), tried)
        ways = np.where(judged[worlds, places, tried] > here, tried, ways)
    curve.append(float(worth[worlds, places, ways].mean()))
    return ways, np.array(curve)


@lru_cache(maxsize=4)
def _landscapes(country: Country, seed: int) -> Landscapes:
    """Draw once: handles that move do not change it."""
    return draw(country, np.random.default_rng(seed))


def _worth(drawn: Landscapes, different: float) -> Single:
    """Mix the common landscape with the local ones, shape (worlds, places, ways)."""
    share = np.float32(different)
    found: Single = (1 - share) * drawn.common[:, None, :] + share * drawn.local
    return found
