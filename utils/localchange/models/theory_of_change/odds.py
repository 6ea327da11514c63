"""The stress test: the odds that a chain holds all the way from national action to the aim.

Each arrow works or does not. Its odds come from the strength of its evidence, by a table that is **chosen to make a
point**: nobody has measured how likely an arrow with evidence of strength 2 is to work. So the result is no forecast.
What it can show is how odds multiply along a chain, what a second path is worth, and where one more arrow's worth of
care would help most. Arrows are taken to work independently of each other, which in life they do not
(:mod:`~localchange.models.theory_of_change.long_chain` has what has been said against sums of this kind).

Only arrows with a + carry the effect on; going round a loop of them adds nothing. A way with exactly one - on it is
counted apart, as what works against the aim, and so is a loop on the way that balances itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from localchange.errors import CourseError
from localchange.models.theory_of_change.graph import Graph
from localchange.models.theory_of_change.theory import Link, Step, Theory

Flags = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Odds:
    """What the stress test assumes. All of it is chosen to make a point; none of it is measured."""

    by_evidence: tuple[float, ...] = (0.5, 0.6, 0.7, 0.8, 0.9)
    """Chance that an arrow works, for evidence of strength 0 to 4, share. *Point*: an even chance where nothing is
    known, a tenth more for each step, and never certain."""
    kept_after_shock: float = 0.2
    """Share of its chance that an arrow keeps once a shock card has struck it. *Point*."""
    most_exact: int = 16
    """With so many arrows or fewer on the way all their states are gone through; with more they are drawn."""
    draws: int = 20_000
    """How many states are drawn then; the standard error is at most 0.0036."""

    def __post_init__(self) -> None:  # noqa: D105
        if len(self.by_evidence) != 5 or not all(0 < chance < 1 for chance in self.by_evidence):
            raise CourseError("The odds need five chances between 0 and 1, for evidence of strength 0 to 4.")
        if not 0 < self.kept_after_shock <= 1 or not 0 <= self.most_exact <= 20 or self.draws < 1:
            raise CourseError(
                "What is kept after a shock is a share above 0; up to 20 arrows are gone through."
            )


@dataclass(frozen=True, slots=True)
class ImpactOdds:
    """The odds that the effect arrives.

    Parameters
    ----------
    works : float
        Chance that at least one path of + arrows, all of which work, leads from national action to the aim.
    against : float
        Chance that at least one such way with exactly one - arrow on it does.
    standard_error : float
        Of ``works``; 0 when it is exact.
    exact : bool
        Whether all states were gone through.
    reason : str
        Why the odds are nothing at all, when they are.
    """

    works: float
    against: float
    standard_error: float
    exact: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Shocked:
    """The odds before and after a shock, on the same states."""

    before: ImpactOdds
    after: ImpactOdds


def starts(theory: Theory) -> tuple[Step, ...]:
    """Return where the chain begins: national inputs, else national activities, else any inputs or activities."""
    for kind, levels in (
        ("input", ("national",)),
        ("activity", ("national",)),
        ("input", ()),
        ("activity", ()),
    ):
        found = tuple(
            step for step in theory.steps if step.kind == kind and (not levels or step.level in levels)
        )
        if found:
            return found
    return ()


def chance(link: Link, odds: Odds, struck: Collection[str] = ()) -> float:
    """Return the assumed chance that a link works, and after a shock when it is among those struck."""
    return odds.by_evidence[link.evidence] * (odds.kept_after_shock if link.id in struck else 1.0)


def impact_odds(theory: Theory, rng: np.random.Generator, odds: Odds | None = None) -> ImpactOdds:
    """Return the odds that the effect arrives.

    Parameters
    ----------
    theory : Theory
        The theory.
    rng : numpy.random.Generator
        Where draws come from; not used when all states can be gone through.
    odds : Odds, optional
        What is assumed.
    """
    return _Test(theory, rng, odds or Odds()).odds()


def shock(
    theory: Theory, struck: Iterable[str], rng: np.random.Generator, odds: Odds | None = None
) -> Shocked:
    """Return the odds before and after a shock to some links.

    Parameters
    ----------
    theory : Theory
        The theory.
    struck : iterable of str
        Names of the links that are struck.
    rng, odds
        As in :func:`impact_odds`.
    """
    hit = frozenset(struck)
    unknown = hit - {link.id for link in theory.links}
    if unknown:
        raise CourseError(f"No link is called {min(unknown)}; name one that is in the theory.")
    test = _Test(theory, rng, odds or Odds())
    return Shocked(test.odds(), test.odds(hit))


def importance(theory: Theory, rng: np.random.Generator, odds: Odds | None = None) -> dict[str, float]:
    """Return the Birnbaum importance of every link.

    That is the chance of success if the link works for certain, less the chance if it does not (Birnbaum 1969). In a
    single chain it is largest for the link with the smallest chance; where there is a way round, it is small.

    Parameters
    ----------
    theory, rng, odds
        As in :func:`impact_odds`.

    Returns
    -------
    dict of str to float
        From 0 to 1 by the link's name, in the theory's order.
    """
    return _Test(theory, rng, odds or Odds()).importance()


def weakest_link(theory: Theory, rng: np.random.Generator, odds: Odds | None = None) -> tuple[str, ...]:
    """Return the links whose Birnbaum importance is largest: one, several when they tie, none when none counts.

    Parameters
    ----------
    theory, rng, odds
        As in :func:`impact_odds`. Where states are drawn, links tie that are within four standard errors.
    """
    test = _Test(theory, rng, odds or Odds())
    by_link = test.importance()
    largest = max(by_link.values(), default=0.0)
    apart = 1e-9 if test.exact else 4 * float(np.sqrt(largest * (1 - largest) / test.settings.draws))
    return (
        tuple(name for name, value in by_link.items() if value >= largest - apart) if largest > 1e-9 else ()
    )


def odds_along(theory: Theory, rng: np.random.Generator, odds: Odds | None = None) -> dict[str, float]:
    """Return for every step the chance that a path of working + arrows reaches it, by the step's name.

    Parameters
    ----------
    theory, rng, odds
        As in :func:`impact_odds`. Where a chain begins, the chance is 1.
    """
    return _Test(theory, rng, odds or Odds(), theory.steps).along()


class _Test:
    """One theory with the states that its links may be in."""

    def __init__(
        self, theory: Theory, rng: np.random.Generator, odds: Odds, ends: Iterable[Step] | None = None
    ) -> None:
        self.theory = theory
        self.settings = odds
        self.begin = starts(theory)
        self.ends = (
            tuple(step for step in theory.steps if step.kind == "impact") if ends is None else tuple(ends)
        )
        self.links = _on_the_way(theory, self.begin, self.ends)
        self.exact = len(self.links) <= odds.most_exact
        if self.exact:
            number = np.arange(2 ** len(self.links))
            self.up = [(number >> place & 1).astype(np.bool_) for place in range(len(self.links))]
            self.luck: list[Floats] = []
        else:
            self.luck = [rng.random(odds.draws) for _ in self.links]

    def odds(self, struck: Collection[str] = ()) -> ImpactOdds:
        reason = self._reason()
        if reason:
            return ImpactOdds(0.0, 0.0, 0.0, True, reason)
        up, weight = self._states(struck)
        arrived, against = self._arrived(up)
        works = float(np.sum(weight, where=arrived))
        error = 0.0 if self.exact else float(np.sqrt(works * (1 - works) / len(weight)))
        return ImpactOdds(works, float(np.sum(weight, where=against)), error, self.exact)

    def along(self) -> dict[str, float]:
        up, weight = self._states(())
        reached = self._reached(up)[0]
        return {step.id: float(np.sum(weight, where=reached[step.id])) for step in self.theory.steps}

    def importance(self) -> dict[str, float]:
        values = dict.fromkeys((link.id for link in self.theory.links), 0.0)
        if self._reason():
            return values
        up, weight = self._states(())
        for place, link in enumerate(self.links):
            certain, never = list(up), list(up)
            certain[place] = np.ones_like(up[place])
            never[place] = np.zeros_like(up[place])
            gained = self._arrived(certain)[0] & ~self._arrived(never)[0]
            values[link.id] = float(np.sum(weight, where=gained))
        return values

    def _states(self, struck: Collection[str]) -> tuple[list[Flags], Floats]:
        """Return for each link in which states it works, and how likely each state is."""
        chances = [chance(link, self.settings, struck) for link in self.links]
        if not self.exact:
            draws = self.settings.draws
            return [luck < p for luck, p in zip(self.luck, chances, strict=True)], np.full(draws, 1 / draws)
        weight = np.ones(2 ** len(self.links))
        for up, p in zip(self.up, chances, strict=True):
            weight *= np.where(up, p, 1 - p)
        return self.up, weight

    def _reached(self, up: list[Flags]) -> tuple[dict[str, Flags], dict[str, Flags]]:
        """Return for each step in which states it is reached, and in which by a path with one - arrow."""
        size = self.settings.draws if not self.exact else 2 ** len(self.links)
        reached = {step.id: np.zeros(size, np.bool_) for step in self.theory.steps}
        crossed = {step.id: np.zeros(size, np.bool_) for step in self.theory.steps}
        for step in self.begin:
            reached[step.id][:] = True
        changed = True
        while changed:
            changed = False
            for link, working in zip(self.links, up, strict=True):
                onward = (
                    [(reached, reached), (crossed, crossed)] if link.sign == "+" else [(reached, crossed)]
                )
                for before, after in onward:
                    new = before[link.start] & working & ~after[link.end]
                    if new.any():
                        after[link.end] |= new
                        changed = True
        return reached, crossed

    def _arrived(self, up: list[Flags]) -> tuple[Flags, Flags]:
        reached, crossed = self._reached(up)
        names = [step.id for step in self.ends]
        return (
            np.logical_or.reduce([reached[name] for name in names]),
            np.logical_or.reduce([crossed[name] for name in names]),
        )

    def _reason(self) -> str:
        if not self.begin:
            return "Nothing is put in or done: there is no input and no activity."
        if not self.ends:
            return "There is no aim: no step is an impact."
        graph = Graph(self.theory, "+")
        if not graph.reached_from(graph.bits(self.begin)) & graph.bits(self.ends):
            return "No path of + arrows leads from where the chain begins to the aim."
        return ""


def _on_the_way(theory: Theory, begin: Iterable[Step], ends: Iterable[Step]) -> tuple[Link, ...]:
    """Return the links on some way from beginning to end, in an order in which most lead onward."""
    graph = Graph(theory)
    reached, leading = graph.reached_from(graph.bits(begin)), graph.leading_to(graph.bits(ends))
    useful = [
        link
        for link in theory.links
        if reached >> graph.place[link.start] & 1 and leading >> graph.place[link.end] & 1
    ]
    return tuple(sorted(useful, key=lambda link: -graph.reach[graph.place[link.start]].bit_count()))
