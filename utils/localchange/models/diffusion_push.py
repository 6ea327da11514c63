"""A push for a change, month by month: what was bought, who takes the change up, who only complies, who stops."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from localchange.errors import CourseError
from localchange.models.diffusion_network import Flags, Floats
from localchange.models.diffusion_place import Draws, Place, Single, reached


@dataclass(frozen=True, slots=True)
class Budget:
    """How one budget is shared out, each from 0 to 1 and together at most 1."""

    mandate: float = 0.0
    brokers: float = 0.0
    clusters: float = 0.0
    fence_sitters: float = 0.0
    goals: float = 0.0
    slack: float = 0.0

    def __post_init__(self) -> None:
        """Refuse to spend what is not there."""
        shares = (self.mandate, self.brokers, self.clusters, self.fence_sitters, self.goals, self.slack)
        if not all(0 <= one <= 1 for one in shares) or sum(shares) > 1 + 1e-9:
            raise CourseError("The shares of a budget are each from 0 to 1, and together at most 1.")


@dataclass(frozen=True, slots=True)
class Months:
    """What happened; the first axis holds months from 0, the last one lives (of all towns, one after another)."""

    own: Floats
    """Share of all who do it of their own accord, shape (months + 1, lives)."""
    outward: Floats
    """Share of all who only comply, shape (months + 1, lives)."""
    teams: Floats
    """Share of each team who do it of their own accord, shape (months + 1, teams, lives)."""
    outside: int
    """How many teams, the last ones, the budget does not reach."""

    @property
    def use(self) -> Floats:
        """Share of all who do it in either way, shape (months + 1, lives)."""
        return self.own + self.outward

    @property
    def beyond(self) -> Floats:
        """Share of those whom the budget does not reach who do it, shape (months + 1, lives)."""
        found: Floats = self.teams[:, self.teams.shape[1] - self.outside :].mean(axis=1)
        return found


def live(place: Place, budget: Budget, radical: float, tries: float, draws: Draws) -> Months:
    """Live through the months with this budget.

    Parameters
    ----------
    place
        The place, and what the budget buys there.
    budget
        How it is shared out; nothing at all is possible.
    radical
        From 0 for the most modest change to 1 for the most radical.
    tries
        Chance in a month that somebody tries it by themselves, below their threshold.
    draws
        Drawn for this place.

    Notes
    -----
    More of a mandate, of ties, of goals or of slack can never lower the number of people who do it, in any month of any
    life, as long as ``hold_out`` is 0: the tests hold it to that. Talks can, because they choose whom to talk to.
    """
    towns, people, lives = draws.threshold.shape
    inside = reached(place)
    near = _Ties(place, draws, radical)
    threshold = place.modest + (place.radical - place.modest) * radical + place.spread * draws.threshold
    threshold = np.maximum(threshold, place.least).astype(np.float32)
    mandated = (draws.lot < place.complies * budget.mandate) & inside[:, None]

    own = np.zeros((towns, people, lives), dtype=bool)
    own[:, : place.pilot] = True
    complies = np.zeros_like(own)
    talked = np.zeros_like(threshold)
    kept_own, kept_outward, kept = [own], [complies], 1.0
    for month in range(place.months):
        on = month < place.push
        done = min(month + 1, place.push) / place.push
        kept *= 1.0 if on else 1 - place.wear
        goals = budget.goals * done * kept
        slack = budget.slack * on * inside[:, None].astype(np.float32)

        near.build(budget, month)
        seen: Single = np.where(own, np.float32(1), complies * np.float32(place.outward))
        around = near.around(seen, goals, kept)
        needed = threshold * (1 - place.lowers * goals * inside[:, None].astype(np.float32))
        needed = needed + near.held_back(seen) * needed
        if on:
            talks = place.talks * budget.fence_sitters
            many = _by_now(talks, month, place.push) - _by_now(talks, month - 1, place.push)
            _talk(
                talked, np.where(inside[:, None] & ~own, needed - talked - around, np.inf), many, place.talk
            )
        needed = np.maximum(needed - np.float32(kept) * talked, 0.05)

        joins = (around >= needed) & (draws.joins[month] < place.joins)
        joins |= draws.tries[month] < tries * (1 + place.more_tries * slack)
        stops = around < place.holds * needed
        stops &= draws.stops[month] < place.lapse * (1 - place.less_lapse * slack)
        joins |= complies & (draws.fades[month] > 1 - place.won_over)
        own = (own & ~stops) | joins
        complies = mandated if on else complies & (draws.fades[month] >= place.fade)
        kept_own.append(own)
        kept_outward.append(complies & ~own)
    return _counted(place, np.stack(kept_own), np.stack(kept_outward))


class _Ties:
    """Who sees whom, and how much they count: arrays of shape (towns, people, people)."""

    def __init__(self, place: Place, draws: Draws, radical: float) -> None:
        self.place, self.draws = place, draws
        self.first = np.stack([network.matrix for network in draws.networks]).astype(np.float32)
        self.new = np.zeros_like(self.first)
        self.made = (0, 0)
        teams, inside = np.repeat(np.arange(place.teams), place.team_size), reached(place)
        self.same = teams[:, None] == teams[None, :]
        self.both_inside = inside[:, None] & inside[None, :]
        self.familiar = np.float32(place.familiar * (1 - radical))
        self.hold_out = np.float32(place.hold_out * radical)
        self.shared = self.shared_mean = self.new
        self._know_each_other()
        self.weights, self.weighed = self.first, (-1.0, -1.0)

    def build(self, budget: Budget, month: int) -> None:
        """Make the ties of this month."""
        ties, push = self.place.ties, self.place.push
        made = (_by_now(ties * budget.brokers, month, push), _by_now(ties * budget.clusters, month, push))
        if made == self.made:
            return
        for pairs, begin, end in zip((self.draws.between, self.draws.within), self.made, made, strict=True):
            for town, one in enumerate(pairs):
                a, b = one[begin:end].T
                self.new[town, a, b] = self.new[town, b, a] = 1
        self.made, self.weighed = made, (-1.0, -1.0)
        self._know_each_other()

    def around(self, seen: Single, goals: float, kept: float) -> Single:
        """Add up what each person sees colleagues do."""
        if (goals, kept) != self.weighed:
            counts = np.where(
                self.both_inside, self.place.other_team + (1 - self.place.other_team) * goals, 0
            )
            counts = np.where(self.both_inside, counts, self.place.other_team)
            counts = np.where(self.same, 1.0, counts).astype(np.float32)
            self.weights = (self.first + np.float32(kept) * self.new) * counts
            if self.familiar:
                self.weights *= 1 + self.familiar * self.shared
            self.weighed = (goals, kept)
        found: Single = self.weights @ seen
        return found

    def held_back(self, seen: Single) -> Single | float:
        """Say by what share the colleagues who do not do it, and who know one another, raise the threshold."""
        if not self.hold_out:
            return 0.0
        found: Single = self.hold_out * (self.shared_mean @ (1 - seen))
        return found

    def _know_each_other(self) -> None:
        """Work out for each tie which share of one's other colleagues the two have in common, about 0 to 1."""
        if not (self.familiar or self.hold_out):
            return
        ties = self.first + self.new
        many = ties.sum(axis=2, keepdims=True)
        tied = np.nonzero(ties)
        town, one, other = tied
        common = np.zeros_like(ties)
        common[tied] = np.einsum("ij,ij->i", ties[town, one], ties[town, other])
        self.shared = common / np.maximum(many - 1, 1)
        self.shared_mean = self.shared / np.maximum(many, 1)


def _by_now(all_of_it: float, month: int, push: int) -> int:
    """Say how many of them are done by the end of this month."""
    return round(all_of_it * min(month + 1, push) / push)


def _talk(talked: Single, gap: Single, many: int, worth: float) -> None:
    """Talk with so many of those who are nearest to joining, and not there yet."""
    gap = np.where(gap > 0, gap, np.inf)
    if not many:
        return
    nearest = np.argpartition(gap, many, axis=1)[:, :many]
    more = np.where(np.isfinite(np.take_along_axis(gap, nearest, axis=1)), worth, 0)
    np.put_along_axis(talked, nearest, np.take_along_axis(talked, nearest, axis=1) + more, axis=1)


def _counted(place: Place, own: Flags, outward: Flags) -> Months:
    """Turn people into shares, shape of both (months + 1, towns, people, lives)."""
    months, towns, _, lives = own.shape

    def in_a_row(share: Floats) -> Floats:
        return np.moveaxis(share, 1, -2).reshape(*share.shape[:1], *share.shape[2:-1], towns * lives)

    by_team = own.reshape(months, towns, place.teams, place.team_size, lives).mean(axis=3)
    return Months(
        in_a_row(by_team.mean(axis=2)), in_a_row(outward.mean(axis=2)), in_a_row(by_team), place.outside
    )
