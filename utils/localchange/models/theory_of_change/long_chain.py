"""Three readings of a long chain of agreements: Pressman and Wildavsky, Bowen, Alexander.

Pressman and Wildavsky (1973) multiplied: if each of seventy agreements has a chance of 0.95 and all are needed, the
whole has next to none. Bowen (1982) answered that people try again, ask for several things at once, follow each other,
and ask for less. Alexander (1989) answered that the chances have no basis in observation, and that independent
agreements all of which are needed are one special case. The three belong together.

The sums here are this course's own rendering of those arguments. Only the product is Pressman and Wildavsky's; how
strong each of Bowen's tactics is, and how far agreements hang together, is chosen to make a point.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from localchange.errors import CourseError

AGREEMENTS = 70
"""Agreements that had to be reached, as summaries of Pressman and Wildavsky 1973 report them."""


@dataclass(frozen=True, slots=True)
class Tactics:
    """How strong Bowen's four tactics are, and how far agreements hang together. All *point*: nothing is measured."""

    tries: int = 2
    """How often each agreement can be asked for, times."""
    package: int = 5
    """How many agreements are asked for in one, number."""
    bandwagon: float = 0.1
    """Share of the doubt that is left which each agreement reached takes from the next, 0 to 1."""
    kept: float = 0.5
    """Share of the agreements that a slimmer policy still needs, above 0 to 1."""
    together: float = 0.5
    """How often all agreements hang on one and the same thing, share: Alexander's objection to independence."""

    def __post_init__(self) -> None:  # noqa: D105
        if self.tries < 1 or self.package < 1 or not 0 <= self.bandwagon <= 1:
            raise CourseError("Tries and packages are at least 1, and the bandwagon is a share from 0 to 1.")
        if not 0 < self.kept <= 1 or not 0 <= self.together <= 1:
            raise CourseError(
                "What a slimmer policy keeps is a share above 0; what hangs together one from 0 to 1."
            )


@dataclass(frozen=True, slots=True)
class Readings:
    """The chance that all goes through, by each reading; all are shares from 0 to 1."""

    product: float
    """Pressman and Wildavsky: all are needed, each is independent, each is asked for once."""
    persistence: float
    """Bowen: each can be asked for again."""
    packages: float
    """Bowen: several are asked for in one."""
    bandwagon: float
    """Bowen: each agreement makes the next likelier."""
    slimmer: float
    """Bowen: fewer are needed."""
    all_four: float
    """Bowen: all four tactics at once."""
    hang_together: float
    """Alexander: they are not independent, and at times all hang on one thing."""
    lower: float
    """Alexander: the product if the chance of each, which nobody knows, is 0.80."""
    higher: float
    """Alexander: the product if it is 0.99."""
    even_needs: float
    """What the chance of each would have to be for an even chance of the whole."""


def readings(chance: float = 0.95, agreements: int = AGREEMENTS, tactics: Tactics | None = None) -> Readings:
    """Work out the chance of the whole by all readings.

    Parameters
    ----------
    chance : float
        Chance of each agreement, share above 0 and up to 1.
    agreements : int
        How many are needed, at least 1.
    tactics : Tactics, optional
        How strong the tactics are.

    Returns
    -------
    Readings
        The readings.
    """
    if not 0 < chance <= 1 or agreements < 1:
        raise CourseError("Give a chance above 0 and up to 1, and at least one agreement.")
    by = tactics or Tactics()
    again = 1 - (1 - chance) ** by.tries
    slim = max(1, round(agreements * by.kept))
    product = chance**agreements
    return Readings(
        product=product,
        persistence=again**agreements,
        packages=chance ** math.ceil(agreements / by.package),
        bandwagon=following(chance, agreements, by.bandwagon),
        slimmer=chance**slim,
        all_four=following(again, math.ceil(slim / by.package), by.bandwagon),
        hang_together=by.together * chance + (1 - by.together) * product,
        lower=0.80**agreements,
        higher=0.99**agreements,
        even_needs=0.5 ** (1 / agreements),
    )


def following(chance: float, agreements: int, bandwagon: float) -> float:
    """Return the chance of all agreements when each one reached takes a share of the doubt from the next."""
    doubts = ((1 - chance) * (1 - bandwagon) ** reached for reached in range(agreements))
    return math.prod(1 - doubt for doubt in doubts)
