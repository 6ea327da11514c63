"""A local place in which a change spreads: teams, thresholds, and what one budget buys in each of six ways.

Each default says where it comes from: *Assumed* is a plain guess of the size, *Point* was chosen to make a point. No
number here is fitted to a study. The prices above all are *Point*: they were set so that each of the six is worth its
money somewhere on the lab's handles. So that one of them wins at one setting says something about thresholds and ties,
and nothing about what a real pound buys.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from localchange.errors import CourseError
from localchange.models.diffusion_network import Network, Whole, communities

Single = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Place:
    """Teams that work side by side. A threshold is a number of colleagues who must be seen to do it first."""

    teams: int = 8
    """*Assumed*."""
    team_size: int = 12
    """*Assumed*."""
    outside: int = 2
    """Teams of other organisations, the last ones: no budget reaches them, in any of the six ways. *Point*: it lets one
    see whether a change goes further than it is paid for."""
    degree: int = 4
    """Ties of each person within the team, at first. *Assumed*."""
    bridges: int = 24
    """Ties between teams, all together, at first. *Assumed*."""
    pilot: int = 6
    """People of the first team who do it at the start. *Assumed*."""
    months: int = 36
    push: int = 12
    """Months in which the budget is spent, evenly. *Assumed*."""

    modest: float = 1.0
    """Threshold for the most modest change, mean over people. *Point*: one colleague is enough."""
    radical: float = 2.5
    """Threshold for the most radical change, mean over people. *Point*: it takes several."""
    spread: float = 0.8
    """Standard deviation of thresholds between people. *Assumed*."""
    least: float = 0.5
    """No threshold is below this: nobody starts for no reason. *Point*."""
    other_team: float = 0.6
    """How much a colleague of another team counts, against 1 for one of the same team. *Assumed*."""
    joins: float = 0.4
    """Chance in a month to take it up, once the threshold is reached. *Assumed*."""
    holds: float = 0.7
    """Share of the threshold that is enough to go on. *Assumed*: going on asks less than starting."""
    lapse: float = 0.2
    """Chance in a month to stop, with less than that around. *Assumed*."""

    complies: float = 0.5
    """Mandate: share of people who comply outwardly while it lasts, for the whole budget. *Point*."""
    outward: float = 0.25
    """How much one who only complies counts with colleagues, against 1 for one who does it of their own accord.
    *Point*, and the number on which most hangs: see ``WORLDS``."""
    won_over: float = 0.0
    """Chance in a month that one who complies goes on of their own accord. *Point*."""
    fade: float = 0.3
    """Chance in a month to stop complying, once the mandate has ended. *Assumed*."""
    ties: int = 48
    """Brokers and clusters: new ties for the whole budget, between teams or within them. *Point*: at the same price, so
    that nothing but where they lead differs."""
    talks: int = 15
    """Fence-sitters: talks for the whole budget, each with the person who is nearest to joining. *Point*."""
    talk: float = 1.0
    """By how many colleagues a talk lowers that person's threshold. *Point*."""
    lowers: float = 0.25
    """Shared goals: share of the threshold that the whole budget takes away; with it, colleagues of other teams count
    as one's own. *Point*."""
    more_tries: float = 1.5
    """Slack: how many more people try by themselves while it lasts, as a share of those who would anyway. *Point*."""
    less_lapse: float = 0.7
    """Slack: share of stopping that it prevents while it lasts. *Point*."""
    wear: float = 0.03
    """Share of new ties, talks and shared goals that is gone, each month after the push. *Assumed*: relationships need
    upkeep too."""

    familiar: float = 0.0
    """How much more a colleague counts with whom one shares colleagues, for the most modest change. *Point*."""
    hold_out: float = 0.0
    """How much colleagues who do not do it, and who know one another, raise the threshold for the most radical
    change. *Point*."""

    def __post_init__(self) -> None:
        """Refuse what no place can be, in one sentence."""
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, bool) or not isinstance(value, int | float) or not value >= 0:
                raise CourseError(f"A place's {field.name} must be a number of 0 or more, not {value!r}.")
        if not self.outside < self.teams or not self.pilot <= self.team_size or not self.push <= self.months:
            raise CourseError(
                "A place needs a team that the budget reaches, and no larger pilot than a team."
            )

    @property
    def people(self) -> int:
        """How many people there are."""
        return self.teams * self.team_size


@dataclass(frozen=True, slots=True)
class Draws:
    """All that is left to chance, for several towns (networks) and several lives in each.

    The same draws are lived with every budget, so that two budgets differ by what was bought and not by luck.
    """

    networks: tuple[Network, ...]
    between: tuple[Whole, ...]
    """For each town the new ties between teams that could be made, in the order in which they would be: (many, 2)."""
    within: tuple[Whole, ...]
    """The same within teams."""
    threshold: Single
    """Standard normal, shape (towns, people, lives)."""
    lot: Single
    """Who would comply: the lowest first; uniform, shape (towns, people, lives)."""
    joins: Single
    """Uniform, shape (months, towns, people, lives); so are the others."""
    tries: Single
    stops: Single
    fades: Single


def draw(place: Place, towns: int, lives: int, rng: np.random.Generator) -> Draws:
    """Draw towns, and lives in them."""
    sizes = [place.team_size] * place.teams
    networks = tuple(communities(sizes, place.degree, place.bridges, rng) for _ in range(towns))
    shape = (towns, place.people, lives)

    def uniform(*more: int) -> Single:
        return rng.random((*more, *shape), dtype=np.float32)

    between = tuple(_new_ties(place, network, False, rng) for network in networks)
    within = tuple(_new_ties(place, network, True, rng) for network in networks)
    threshold = rng.standard_normal(shape, dtype=np.float32)
    months = place.months
    return Draws(
        networks, between, within, threshold, uniform(), uniform(months), uniform(months), uniform(months),
        uniform(months),
    )  # fmt: skip


def reached(place: Place) -> npt.NDArray[np.bool_]:
    """Say who is in a team that the budget reaches, shape (people,)."""
    return np.arange(place.people) < (place.teams - place.outside) * place.team_size


def _new_ties(place: Place, network: Network, same: bool, rng: np.random.Generator) -> Whole:
    """Put the ties that could be made in an order: between teams or within one, among teams that the budget reaches."""
    a, b = np.triu_indices(network.size, 1)
    teams, inside = np.array(network.groups), reached(place)
    free = ~network.matrix[a, b] & inside[a] & inside[b] & ((teams[a] == teams[b]) == same)
    pairs = np.stack([a[free], b[free]], axis=1)
    return rng.permutation(pairs)[: place.ties]
