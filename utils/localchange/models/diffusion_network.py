"""People and the ties between them: networks to spread a practice over, and four ways to make one.

A tie means that two people see each other work and talk about it. It has no direction.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from localchange.errors import CourseError

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Network:
    """Who knows whom.

    People are counted from 0. Ties are pairs of different people, the smaller number first, sorted, none twice.
    """

    people: tuple[str, ...]
    """A label each, such as "A1": never a person's name."""
    groups: tuple[int, ...]
    """The team of each person, counted from 0."""
    ties: tuple[Pair, ...]
    places: tuple[tuple[float, float], ...] = ()
    """Where each person is drawn, x and y from 0 to 1; empty when nobody draws it."""

    def __post_init__(self) -> None:
        """Refuse what is no network, in one sentence."""
        size = len(self.people)
        if len(set(self.people)) != size:
            raise CourseError("Two people of a network have the same label.")
        if len(self.groups) != size or (self.places and len(self.places) != size):
            raise CourseError("Every person of a network needs one team and one place.")
        if any(not 0 <= a < b < size for a, b in self.ties):
            raise CourseError("A tie joins two different people of the network, the smaller number first.")
        if any(a >= b for a, b in pairwise(self.ties)):
            raise CourseError("The ties of a network are sorted, and none is there twice.")

    @property
    def size(self) -> int:
        """How many people there are."""
        return len(self.people)

    @property
    def teams(self) -> int:
        """How many teams there are."""
        return max(self.groups, default=-1) + 1

    @property
    def degrees(self) -> Whole:
        """How many ties each person has, shape (people,)."""
        return np.bincount(np.array(self.ties, dtype=np.int64).ravel(), minlength=self.size)

    @property
    def matrix(self) -> Flags:
        """Who is tied to whom, shape (people, people), symmetric, nobody to themselves."""
        found = np.zeros((self.size, self.size), dtype=bool)
        if self.ties:
            a, b = np.array(self.ties).T
            found[a, b] = found[b, a] = True
        return found

    def number(self, person: object) -> int:
        """Return the number of the person with this label, or say that there is none."""
        try:
            return self.people.index(person)
        except ValueError:
            raise CourseError(f"The network has nobody called {person!r}.") from None

    def with_ties(self, extra: Iterable[Sequence[str]]) -> Network:
        """Return the network with new ties between people of these labels; a tie that is there stays one tie.

        Raises
        ------
        CourseError
            When a label is unknown, or a tie does not join two different people.
        """
        pairs = set(self.ties)
        for tie in extra:
            if isinstance(tie, str) or len(tie) != 2:
                raise CourseError(f"A tie is between two people, not {tie!r}.")
            a, b = self.number(tie[0]), self.number(tie[1])
            if a == b:
                raise CourseError(f"A tie is between two different people, not {tie[0]} and {tie[1]}.")
            pairs.add((min(a, b), max(a, b)))
        return replace(self, ties=tuple(sorted(pairs)))

    def clustering(self) -> float:
        """Give the share of pairs of one person's neighbours who are tied to each other, over all such pairs."""
        joined = self.matrix.astype(np.float64)
        pairs = float((self.degrees * (self.degrees - 1)).sum())
        return float(np.trace(joined @ joined @ joined)) / pairs if pairs else 0.0


def clustered(size: int, degree: int) -> Network:
    """Seat people in a ring and tie each to the nearest: neighbours know one another.

    Parameters
    ----------
    size
        People.
    degree
        Ties of each; even, and smaller than ``size``.

    Notes
    -----
    The starting point of Watts and Strogatz (1998).
    """
    _possible(size, degree)
    if degree % 2:
        raise CourseError("In a ring the number of ties of each person is even.")
    pairs = {
        (min(a, b), max(a, b))
        for a in range(size)
        for b in ((a + k) % size for k in range(1, degree // 2 + 1))
    }
    angle = 2 * np.pi * np.arange(size) / size
    places = tuple((0.5 + 0.48 * float(np.cos(t)), 0.5 + 0.48 * float(np.sin(t))) for t in angle)
    return Network(_labels([size]), (0,) * size, tuple(sorted(pairs)), places)


def rewired(network: Network, share: float, rng: np.random.Generator) -> Network:
    """Swap ends of ties at random: as many ties for everyone as before, leading elsewhere.

    Two ties a-b and c-d become a-d and c-b, where that makes no tie double. With all ties rewired the network is
    random but for how many ties each person has, as in the comparison of Centola (2010).

    Parameters
    ----------
    share
        Share of ties that take part, 0 to 1; with 1 each tie is swapped several times.
    """
    if not 0 <= share <= 1:
        raise CourseError(f"The share of ties to rewire must be from 0 to 1, not {share!r}.")
    ties: list[Pair] = list(network.ties)
    rounds = 5 if share == 1 else 1
    there = set(ties)
    for _ in range(rounds):
        chosen = rng.permutation(len(ties))[: round(share * len(ties))]
        for one, other in zip(chosen[::2], chosen[1::2], strict=False):
            (a, b), (c, d) = ties[one], ties[other]
            if rng.uniform() < 0.5:
                c, d = d, c
            new = (min(a, d), max(a, d)), (min(c, b), max(c, b))
            if a == d or c == b or new[0] in there or new[1] in there or new[0] == new[1]:
                continue
            there -= {ties[one], ties[other]}
            ties[one], ties[other] = new
            there |= set(new)
    return replace(network, ties=tuple(sorted(there)))


def random(size: int, degree: int, rng: np.random.Generator) -> Network:
    """Tie people at random, each to the same number of others: few neighbours know one another."""
    return rewired(clustered(size, degree), 1.0, rng)


def communities(
    sizes: Sequence[int], degree: float, bridges: int, rng: np.random.Generator, rewire: float = 0.2
) -> Network:
    """Make teams: a ring within each, partly rewired, and a few bridges between them.

    Parameters
    ----------
    sizes
        People in each team.
    degree
        Ties within the team of each person; even.
    bridges
        Ties between teams, all together. Each team gets at least one while there are enough, so that the whole hangs
        together in a chain of teams; the rest are drawn by lot.
    rewire
        Share of the ties within each team that are swapped at random.
    """
    groups = tuple(group for group, size in enumerate(sizes) for _ in range(size))
    first = np.cumsum([0, *sizes])
    pairs: set[Pair] = set()
    for start, size in zip(first, sizes, strict=False):
        inside = rewired(clustered(size, int(degree)), rewire, rng)
        pairs |= {(int(start) + a, int(start) + b) for a, b in inside.ties}
    order = rng.permutation(len(sizes))
    wanted = [(int(a), int(b)) for a, b in pairwise(order)][:bridges]
    while len(wanted) < bridges:
        a, b = (int(one) for one in rng.choice(len(sizes), 2, replace=False))
        wanted.append((a, b))
    for a, b in wanted:
        while True:
            one, other = int(rng.integers(first[a], first[a + 1])), int(rng.integers(first[b], first[b + 1]))
            tie = (min(one, other), max(one, other))
            if tie not in pairs:
                pairs.add(tie)
                break
    return Network(_labels(sizes), groups, tuple(sorted(pairs)), _rings(sizes))


def _possible(size: int, degree: int) -> None:
    if size < 3 or not 0 < degree < size:
        raise CourseError(
            "A network needs three people or more, and fewer ties for each than there are others."
        )


def _labels(sizes: Sequence[int]) -> tuple[str, ...]:
    """Label people by team and number: A1, A2 ... B1; past Z the team is a number."""
    if len(sizes) == 1:
        return tuple(str(one + 1) for one in range(sizes[0]))
    return tuple(
        f"{chr(ord('A') + group) if group < 26 else f'T{group}-'}{one + 1}"
        for group, size in enumerate(sizes)
        for one in range(size)
    )


def _rings(sizes: Sequence[int]) -> tuple[tuple[float, float], ...]:
    """Draw each team as a ring of its own, and the teams in a ring."""
    teams = len(sizes)
    apart = 2 * np.pi / max(teams, 1)
    # As large as leaves a gap of a tenth of the picture between teams, and a margin of a hundredth around all.
    wide = np.sin(apart / 2) if teams > 1 else 1.0
    radius = (0.98 * wide - 0.1) / (2 * (1 + wide)) if teams > 1 else 0.4
    away = 0.49 - radius if teams > 1 else 0.0
    found = []
    for group, size in enumerate(sizes):
        at = apart * group - np.pi / 2
        x, y = 0.5 + away * np.cos(at), 0.5 + away * np.sin(at)
        for one in range(size):
            turn = 2 * np.pi * one / size + at
            found.append((float(x + radius * np.cos(turn)), float(y + radius * np.sin(turn))))
    return tuple(found)
