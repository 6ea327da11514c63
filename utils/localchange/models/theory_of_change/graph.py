"""Who leads to whom in a theory of change, worked out once and asked often.

Sets of steps are whole numbers here, one bit a step: with some sixty steps the whole of who can be reached from whom
takes a fraction of a millisecond, so it can be worked out anew on every key press.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from localchange.models.theory_of_change.theory import Link, Step, Theory


class Graph:
    """The steps by their place in the theory, and what can be reached from each.

    Parameters
    ----------
    theory : Theory
        The theory.
    signs : str
        Which links count: ``"+-"`` for all, ``"+"`` for those alone that pass on more.

    Attributes
    ----------
    steps : tuple of Step
        In the theory's order; everything below speaks of a step by its place in it.
    after, before : list of list of tuple
        For each step, the steps that it leads to (that lead to it), each with the link.
    reach : list of int
        For each step the set of steps that can be reached from it along links, itself included, as bits.
    """

    def __init__(self, theory: Theory, signs: str = "+-") -> None:
        self.steps = theory.steps
        self.place = {step.id: place for place, step in enumerate(theory.steps)}
        self.after: list[list[tuple[int, Link]]] = [[] for _ in theory.steps]
        self.before: list[list[tuple[int, Link]]] = [[] for _ in theory.steps]
        for link in theory.links:
            if link.sign in signs:
                start, end = self.place[link.start], self.place[link.end]
                self.after[start].append((end, link))
                self.before[end].append((start, link))
        self.reach = self._closure()

    def _closure(self) -> list[int]:
        """Work out who can be reached from whom (Warshall 1962), a row of bits at a time."""
        reach = [1 << place for place in range(len(self.steps))]
        for start, following in enumerate(self.after):
            for end, _ in following:
                reach[start] |= 1 << end
        for middle in range(len(reach)):
            bit = 1 << middle
            through = reach[middle]
            for start, known in enumerate(reach):
                if known & bit:
                    reach[start] = known | through
        return reach

    def bits(self, steps: Iterable[Step]) -> int:
        """Return a set of steps as bits."""
        return sum(1 << self.place[step.id] for step in steps)

    def named(self, bits: int) -> Iterator[Step]:
        """Return the steps of a set, in the theory's order."""
        return (step for place, step in enumerate(self.steps) if bits >> place & 1)

    def reached_from(self, bits: int) -> int:
        """Return every step that can be reached from a set, the set included."""
        found = 0
        for place, reach in enumerate(self.reach):
            if bits >> place & 1:
                found |= reach
        return found

    def leading_to(self, bits: int) -> int:
        """Return every step from which one of a set can be reached, the set included."""
        return sum(1 << place for place, reach in enumerate(self.reach) if reach & bits)

    def closes_a_loop(self, link: Link) -> bool:
        """Say whether one can get back from where a link leads to where it starts."""
        return bool(self.reach[self.place[link.end]] >> self.place[link.start] & 1)
