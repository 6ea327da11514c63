"""Feedback loops in a theory of change, found and signed.

A loop whose signs multiply to + reinforces itself (R): more leads round to still more. One whose signs multiply to -
balances itself (B): more leads round to less.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from localchange.models.theory_of_change.graph import Graph
from localchange.models.theory_of_change.theory import Link, Theory

LISTED = 24
"""How many loops are listed: thirty steps can hold more loops than anybody can count."""
LOOKS = 4_000
"""How many steps are looked at in search of them, so that the search never holds up a key press."""


@dataclass(frozen=True, slots=True)
class Loop:
    """One feedback loop.

    Parameters
    ----------
    steps : tuple of str
        Names of its steps, in order; the last leads back to the first, which is not repeated.
    links : tuple of str
        Names of its links, in the same order: the first leads from the first step to the second.
    sign : str
        ``R``, it reinforces itself, or ``B``, it balances itself.
    """

    steps: tuple[str, ...]
    links: tuple[str, ...]
    sign: Literal["R", "B"]


def loops(theory: Theory, most: int = LISTED) -> tuple[Loop, ...]:
    """Return the feedback loops, the shortest first.

    Parameters
    ----------
    theory : Theory
        The theory.
    most : int
        How many to list at most.

    Returns
    -------
    tuple of Loop
        Each loop once, beginning at whichever of its steps comes first in the theory.
    """
    return search(theory, most)[0]


def more_loops(theory: Theory, most: int = LISTED) -> bool:
    """Say whether there may be more loops than are listed."""
    return search(theory, most)[1]


def search(theory: Theory, most: int = LISTED, graph: Graph | None = None) -> tuple[tuple[Loop, ...], bool]:
    """Return the loops as :func:`loops` does, and whether there may be more."""
    found: list[Loop] = []
    for path in _Search(graph or Graph(theory)).paths():
        if path is None or len(found) == most:
            return tuple(found), True
        found.append(_signed(path))
    return tuple(found), False


def _signed(links: list[Link]) -> Loop:
    minuses = sum(link.sign == "-" for link in links)
    return Loop(
        tuple(link.start for link in links), tuple(link.id for link in links), "B" if minuses % 2 else "R"
    )


class _Search:
    """Search by length: paths from a step back to itself through later steps alone, longer and longer ones.

    A path is given up as soon as the way back is longer than what is left, so a length without loops costs little.
    """

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.looks = LOOKS
        self.on_loops = [
            place
            for place in range(len(graph.steps))
            if any(graph.reach[end] >> place & 1 for end, _ in graph.after[place])
        ]

    def paths(self) -> Iterator[list[Link] | None]:
        """Return the links of each loop, shortest first; ``None`` when the search has gone on for too long."""
        back = {start: self._way_back(start) for start in self.on_loops}
        for length in range(2, len(self.on_loops) + 1):
            for start in self.on_loops:
                if min((back[start].get(end, length) for end, _ in self.graph.after[start])) < length:
                    yield from self._from(start, start, length, [], {start}, back[start])
                if self.looks <= 0:
                    yield None
                    return

    def _way_back(self, start: int) -> dict[int, int]:
        """Count the links on the shortest way back to a step, through later steps alone."""
        ways = {start: 0}
        edge, links = [start], 0
        while edge:
            links += 1
            before = {place for end in edge for place, _ in self.graph.before[end] if place > start}
            edge = [place for place in before if place not in ways]
            ways.update(dict.fromkeys(edge, links))
        return ways

    def _from(
        self, start: int, place: int, left: int, path: list[Link], passed: set[int], back: dict[int, int]
    ) -> Iterator[list[Link]]:
        for end, link in self.graph.after[place]:
            self.looks -= 1
            if self.looks <= 0:
                return
            if end == start:
                if left == 1:
                    yield [*path, link]
            elif end not in passed and back.get(end, left) < left:
                yield from self._from(start, end, left - 1, [*path, link], passed | {end}, back)
