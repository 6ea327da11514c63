"""Where the ranking turns: a network of close circles against one of random ties, as people grow less strict.

When it takes several colleagues, close circles carry a change further (Centola 2010). Let people now and then take it
up with fewer, and from some small chance on random ties do better (Eckles and others 2024). Where that turns depends on
how many colleagues it takes, and on how long one waits. A toy: its numbers are *Point*.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from localchange.models.diffusion import Contagion, Draws, draw, live
from localchange.models.diffusion_network import Floats, Network, clustered, random
from localchange.models.ranges import Range, first_values, on_steps


@dataclass(frozen=True, slots=True)
class Circles:
    """Two networks of the same size, and who begins."""

    people: int = 144
    """*Assumed*."""
    degree: int = 6
    """Ties of each person, in both networks. *Assumed*."""
    begin: int = 7
    """One person and their six neighbours begin: the same number in both. *Point*."""
    draws: int = 6
    """Random networks that are drawn."""
    lives: int = 20
    """Lives in each."""


CIRCLES = Circles()

UNSEEN = Circles(people=98)
"""Two networks that the lab does not show."""

CASES: dict[str, tuple[Circles, int, int]] = {"lab": (CIRCLES, 3, 60), "assignment": (UNSEEN, 3, 36)}
"""Networks, colleagues it takes and months, by name."""

TURNING: dict[str, tuple[float, float]] = {"lab": (1.11, 1.19), "assignment": (1.42, 1.55)}
"""What :func:`turning_noise` finds for them, in percent a month, written down so that nobody waits for it; the tests
find it again."""

LAB_SEED = 5

RANGES: dict[str, Range] = {
    "needs": Range(
        "Colleagues it takes", "How many colleagues must do it before a person does.", "colleagues", 1, 3, 1, 3
    ),
    "noise": Range(
        "Taken up with fewer",
        "The chance in a month that somebody takes it up though too few colleagues do, but at least one.",
        "%", 0, 5, 0.25, 0,
    ),
    "months": Range("Months", "How long one waits.", "months", 12, 60, 12, 60),
}  # fmt: skip

STRICT = first_values(RANGES)
"""It takes three colleagues, without exception: the baseline."""


@dataclass(frozen=True, slots=True)
class TurningOutcome:
    """Share of all who do it, in both networks, as means over the lives."""

    clustered: float
    """In the last month, in the network of close circles."""
    random: float
    """In the last month, in the networks of random ties."""
    clustered_curve: Floats
    """By month, shape (months + 1,)."""
    random_curve: Floats


def turning_outcome(
    setting: Mapping[str, object], seed: int = LAB_SEED, circles: Circles = CIRCLES
) -> TurningOutcome:
    """Say how far a change spreads in both networks.

    Parameters
    ----------
    setting
        ``needs`` (1 to 3 colleagues), ``noise`` (0 to 5 % in a month, steps of 0.25) and ``months`` (12 to 60, steps of
        12). A handle that is not there stands where ``STRICT`` has it.
    seed
        Of the networks and of luck.

    Raises
    ------
    CourseError
        When a handle is unknown, is not a number, or is outside its range or off its steps.
    """
    at = on_steps(setting, RANGES, "two networks")
    one, other = _curves(circles, at["needs"], at["noise"], int(at["months"]), seed)
    return TurningOutcome(float(one[-1]), float(other[-1]), one, other)


@lru_cache(maxsize=16)
def turning_noise(
    needs: int, months: int, circles: Circles = CIRCLES, seeds: tuple[int, ...] = (1, 2, 3, 4, 5)
) -> tuple[float, float]:
    """Give the noise, in percent a month, at which random ties come level with close circles in the last month.

    By halving, once for each seed: the lowest and the highest that was found. Where random ties are ahead without any
    noise it is 0 and 0.

    Parameters
    ----------
    needs
        Colleagues it takes.
    months
        How long one waits.
    circles
        The networks.
    seeds
        Of networks and luck, one for each time it is found.
    """
    found = []
    for seed in seeds:
        low, high = 0.0, 10.0
        if not _ahead(circles, needs, 0.0, months, seed):
            high = 0.0
        while high - low > 0.01:
            middle = (low + high) / 2
            low, high = (middle, high) if _ahead(circles, needs, middle, months, seed) else (low, middle)
        found.append((low + high) / 2)
    return min(found), max(found)


def _ahead(circles: Circles, needs: float, noise: float, months: int, seed: int) -> bool:
    """Say whether close circles are ahead in the last month."""
    one, other = _curves(circles, needs, noise, months, seed)
    return bool(one[-1] > other[-1])


def _curves(circles: Circles, needs: float, noise: float, months: int, seed: int) -> tuple[Floats, Floats]:
    """Give the share who do it by month, with close circles and with random ties."""
    close, mixed, begin_close, begin_mixed, draws = _world(circles, seed)
    contagion = Contagion(threshold=needs, below=noise / 100)
    one = live(close, begin_close, contagion, draws, months)
    other = live(mixed, begin_mixed, contagion, draws, months)
    return one.share.mean(axis=0), other.share.mean(axis=0)


@lru_cache(maxsize=16)
def _world(circles: Circles, seed: int) -> tuple[Network, Network, tuple[int, ...], tuple[int, ...], Draws]:
    """Draw both kinds of network, several side by side as one: ties never lead from one to another."""
    rng = np.random.default_rng(seed)
    people, many = circles.people, circles.draws
    rings = [clustered(people, circles.degree)] * many
    mixed = [random(people, circles.degree, rng) for _ in range(many)]
    draws = draw(people * many, circles.lives, rng)
    return _together(rings), _together(mixed), _begin(circles, rings), _begin(circles, mixed), draws


def _together(networks: list[Network]) -> Network:
    ties, groups, before = [], [], 0
    for number, network in enumerate(networks):
        ties += [(before + a, before + b) for a, b in network.ties]
        groups += [number] * network.size
        before += network.size
    return Network(tuple(str(one) for one in range(before)), tuple(groups), tuple(ties))


def _begin(circles: Circles, networks: list[Network]) -> tuple[int, ...]:
    """Choose the first person of each network and their neighbours, and more of the next persons if it takes them."""
    found = []
    for number, network in enumerate(networks):
        near = [0, *(int(one) for one in np.flatnonzero(network.matrix[0]))]
        rest = [one for one in range(network.size) if one not in near]
        found += [number * network.size + one for one in (near + rest)[: circles.begin]]
    return tuple(found)
