"""Choose eight people to begin with: two networks, a radical and a modest change, and how far each choice gets.

The modest change is simple contagion: each colleague who does it may pass it on. The radical one is complex: it takes
two or three colleagues. Numbers are *Point*: chosen so that the two want different people. A toy.

No widget is imported here, so that marking can simulate a choice that was handed in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from localchange.errors import CourseError
from localchange.models.diffusion import NEVER, Contagion, Draws, Spread, draw, live
from localchange.models.diffusion_network import Floats, Network, Whole, communities

AGENTS = 8
"""How many people begin."""

MONTHS = 12
"""How long it is lived."""

SEED = 61
"""Of the lives in which a choice is marked: the same for everybody."""

LIVES = 200
"""In how many lives a choice is marked."""

CHANGES: dict[str, Contagion] = {
    "radical": Contagion(threshold=2.2, spread=0.3, above=0.6, below=0.005),
    "modest": Contagion(threshold=99, each=0.05),
}
"""How each change is taken up; chances are for a month. *Point*."""

NETWORKS: dict[str, Network] = {
    "lab": communities([12] * 4, 4, 12, np.random.default_rng(21)),
    "assignment": communities([12] * 5, 4, 16, np.random.default_rng(27)),
}
"""The network to practise on, and the one that nobody has seen. Labels are a team's letter and a number."""

GREEDY: dict[tuple[str, str], tuple[str, ...]] = {
    ("lab", "radical"): ("A6", "A10", "B2", "B5", "B8", "B11", "D6", "D10"),
    ("lab", "modest"): ("A3", "A11", "B1", "B8", "C2", "C9", "D3", "D10"),
    ("assignment", "radical"): ("C1", "C7", "C11", "D4", "D7", "D10", "E6", "E9"),
    ("assignment", "modest"): ("A1", "B5", "B11", "C1", "C10", "D2", "D7", "E4"),
}
"""What :func:`greedy` finds, written down so that nobody waits for it; the tests search again."""

RANDOM: dict[tuple[str, str], float] = {
    ("lab", "radical"): 0.3466,
    ("lab", "modest"): 0.6076,
    ("assignment", "radical"): 0.2665,
    ("assignment", "modest"): 0.5267,
}
"""The mean reach of eight people drawn by lot, as :func:`reach_of_random` gives it; the tests work it out again."""


@dataclass(frozen=True, slots=True)
class AgentsOutcome:
    """How far a choice of people gets, as means over the lives."""

    reach: float
    """Share of all who do it in month 12, those who began included."""
    half_time: float
    """Month in which half of all do it, median of the lives; 13 for later or never."""
    share: float
    """Where the reach stands from that of people drawn by lot (0) to that of a careful search (1), cut off at both
    ends."""
    curve: tuple[float, ...]
    """Share of all who do it, month 0 to 12."""
    within_year: dict[str, float]
    """For each person by label, the share of lives in which they do it by month 12."""
    when: dict[str, float | None]
    """For each person, the mean month in which they took it up, of the lives in which they did; none if they never
    did."""


def people_of(network: Network, agents: Iterable[object]) -> tuple[int, ...]:
    """Give the numbers of one to eight different people, sorted, or say in one sentence what is wrong with them."""
    chosen = list(agents)
    numbers = sorted({network.number(one) for one in chosen})
    if len(numbers) != len(chosen) or not 1 <= len(chosen) <= AGENTS:
        raise CourseError(
            f"Choose one to {AGENTS} different people; of the {len(chosen)} chosen {len(numbers)} are different."
        )
    return tuple(numbers)


def agents_outcome(
    network: str,
    agents: Iterable[str],
    change: str,
    ties: Iterable[Sequence[str]] = (),
    seed: int = SEED,
) -> AgentsOutcome:
    """Say how far a change gets when these people begin.

    Parameters
    ----------
    network
        A key of ``NETWORKS``.
    agents
        Labels of one to eight different people.
    change
        "radical" or "modest".
    ties
        New ties, as pairs of labels.
    seed
        Of thresholds and luck.

    Raises
    ------
    CourseError
        When there is no such network, change or person, or the choice is not of one to eight different people.
    """
    where, how = _known(network, change)
    chosen = people_of(where, agents)
    lived = live(where.with_ties(ties), chosen, how, _lives(where.size, seed), MONTHS)
    reach = float(lived.share[:, -1].mean())
    low, high = RANDOM[network, change], greedy_reach(network, change)
    half = np.minimum(lived.half_time(), MONTHS + 1)
    took = lived.when != NEVER
    share_of_lives = took.mean(axis=0)
    months = np.where(took, lived.when, 0).sum(axis=0) / np.maximum(took.sum(axis=0), 1)
    return AgentsOutcome(
        reach=reach,
        half_time=float(np.median(half)),
        share=float(np.clip((reach - low) / (high - low), 0, 1)),
        curve=tuple(float(one) for one in lived.share.mean(axis=0)),
        within_year={label: float(share_of_lives[i]) for i, label in enumerate(where.people)},
        when={label: float(months[i]) if took[:, i].any() else None for i, label in enumerate(where.people)},
    )


def reach_of(
    network: str, choices: Sequence[Sequence[int]] | Whole, change: str, seed: int, lives: int
) -> Floats:
    """Give the mean reach of many choices at once, shape (choices,); every choice is lived in the same lives."""
    where, how = _known(network, change)
    drawn = draw(where.size, lives, np.random.default_rng(seed))
    chosen = np.asarray(choices, dtype=np.int64)
    many = len(chosen)
    draws = Draws(np.tile(drawn.threshold, many), np.tile(drawn.patience, many))
    lived: Spread = live(where, np.repeat(chosen, lives, axis=0), how, draws, MONTHS)
    found: Floats = lived.share[:, -1].reshape(many, lives).mean(axis=1)
    return found


def greedy(network: str, change: str, seed: int = SEED, lives: int = LIVES) -> tuple[str, ...]:
    """Search for eight good people: add the best next one till there are eight, then swap one by one while it helps.

    A careful search and no proof: there may be a better choice. Takes some seconds; see ``GREEDY``.
    """
    where, _ = _known(network, change)
    chosen: list[int] = []
    while len(chosen) < AGENTS:
        others = [one for one in range(where.size) if one not in chosen]
        reaches = reach_of(network, [[*chosen, one] for one in others], change, seed, lives)
        chosen.append(others[int(reaches.argmax())])
    best = float(reach_of(network, [chosen], change, seed, lives)[0])
    better = True
    while better:
        better = False
        for place in range(AGENTS):
            others = [one for one in range(where.size) if one not in chosen]
            swapped = [[*chosen[:place], one, *chosen[place + 1 :]] for one in others]
            reaches = reach_of(network, swapped, change, seed, lives)
            if reaches.max() > best + 1e-9:
                best, chosen, better = float(reaches.max()), swapped[int(reaches.argmax())], True
    return tuple(where.people[one] for one in sorted(chosen))


def reach_of_random(
    network: str, change: str, choices: int = 200, seed: int = SEED, lives: int = LIVES
) -> float:
    """Give the mean reach of so many choices of eight people drawn by lot."""
    where, _ = _known(network, change)
    rng = np.random.default_rng(seed)
    lots = np.stack([rng.permutation(where.size)[:AGENTS] for _ in range(choices)])
    return float(reach_of(network, lots, change, seed, lives).mean())


@lru_cache(maxsize=8)
def greedy_reach(network: str, change: str) -> float:
    """Give the reach of the choice that the careful search found."""
    where, _ = _known(network, change)
    chosen = people_of(where, GREEDY[network, change])
    return float(reach_of(network, [chosen], change, SEED, LIVES)[0])


def _known(network: str, change: str) -> tuple[Network, Contagion]:
    if network not in NETWORKS:
        raise CourseError(f"There is no network called {network!r}; there are {', '.join(NETWORKS)}.")
    if change not in CHANGES:
        raise CourseError(f"There is no change called {change!r}; there are {', '.join(CHANGES)}.")
    return NETWORKS[network], CHANGES[change]


@lru_cache(maxsize=16)
def _lives(people: int, seed: int) -> Draws:
    """Draw once: choices do not change it."""
    return draw(people, LIVES, np.random.default_rng(seed))
