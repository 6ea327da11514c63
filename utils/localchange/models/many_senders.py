"""Many senders, one team: each request is cheap to whoever sends it, and together they are too many.

A toy in the manner of a shared pasture (Hardin 1968; many real ones were managed well). Every sender chooses how many
requests a week to send to one team. A request tells its sender something, each further one less. The team has so many
hours a week for requests; the fuller they are, the worse is what comes back, to everyone. A sender that chooses for
itself counts what one more request spoils of its own answers, and not what it spoils of the others'. No villain is
needed.

What is known and what is not: the hours that the team has are set to the top of the published 2 to 10 hours a week
that clinical staff spent on data (NHS Confederation 2013, seven providers). All else is chosen to make a point.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from math import exp, isfinite

from localchange.errors import CourseError


@dataclass(frozen=True, slots=True)
class Commons:
    """The senders and the team."""

    senders: int = 12
    """How many bodies may ask. *Point*."""
    hours_per_request: float = 1.0
    """Hours of the team that a request takes. *Point*."""
    capacity: float = 10.0
    """Hours a week at which half of what comes back is spoilt. *Source*: the top of 2 to 10 hours a week."""
    curiosity: float = 1.0
    """How quickly one more request a week tells a sender less: r of them tell 1 - exp(-curiosity * r). *Point*."""
    price: float = 0.0
    """What a sender pays for each request, in units of all that there is to know. *Point*: 0, requests are free."""
    most: float = 10.0
    """Requests a week that one sender can send at most. *Point*."""

    def __post_init__(self) -> None:
        """Refuse what cannot be."""
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
                raise CourseError(f"The senders' {field.name} must be a number, not {value!r}.")
            if value < 0 or (value == 0 and field.name != "price"):
                raise CourseError(f"The senders' {field.name} must be more than 0, not {value!r}.")
        if int(self.senders) != self.senders:
            raise CourseError(f"The number of senders must be whole, not {self.senders!r}.")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What comes of it when every sender sends the same number."""

    requests: float
    """A week, each sender."""
    hours: float
    """A week, of the team, for all of them."""
    quality: float
    """Share of what comes back that is good, 0 to 1."""
    known_each: float
    """Share of what there is to know that each sender learns, 0 to 1."""
    known_together: float
    """The same, added over the senders."""


def quality(commons: Commons, requests: float) -> float:
    """Give the share of what comes back that is good, at so many requests a week from all senders together."""
    return 1 / (1 + (requests * commons.hours_per_request / commons.capacity) ** 2)


def value(commons: Commons, own: float, others: float) -> float:
    """Say what a sender has of ``own`` requests a week, when all others together send ``others``."""
    told = 1 - exp(-commons.curiosity * own)
    return told * quality(commons, own + others) - commons.price * own


def nash(commons: Commons) -> float:
    """Give the requests a week that each sends when each does the best for itself, and no one gains by changing.

    Where one more request is worth to its sender what it spoils of that sender's own answers.
    """
    return _root(lambda r: _gain(commons, r, (commons.senders - 1) * r, shared=1), commons.most)


def joint(commons: Commons) -> float:
    """Give the requests a week that each sends when they do the best for all of them together."""
    return _root(lambda r: _gain(commons, r, (commons.senders - 1) * r, shared=commons.senders), commons.most)


def agreeing_price(commons: Commons) -> float:
    """Give the price of a request at which senders who choose for themselves send what is best for all.

    It is what one more request spoils for the others, at the joint optimum of free requests.
    """
    free = replace(commons, price=0.0)
    return max(0.0, _gain(free, joint(free), (free.senders - 1) * joint(free), shared=1))


def outcome(commons: Commons, requests: float) -> Outcome:
    """Say what comes of so many requests a week from each sender."""
    if not (isfinite(requests) and requests >= 0):
        raise CourseError(f"The requests a week must be a number of 0 or more, not {requests!r}.")
    together = requests * commons.senders
    good = quality(commons, together)
    known = (1 - exp(-commons.curiosity * requests)) * good
    return Outcome(requests, together * commons.hours_per_request, good, known, known * commons.senders)


def _gain(commons: Commons, own: float, others: float, shared: int) -> float:
    """Give what one more request of a sender changes in the value of ``shared`` senders who are alike."""
    load = commons.hours_per_request / commons.capacity
    good = quality(commons, own + others)
    spoils = 2 * load**2 * (own + others) * good**2
    told = 1 - exp(-commons.curiosity * own)
    return commons.curiosity * exp(-commons.curiosity * own) * good - shared * told * spoils - commons.price


def _root(gain: Callable[[float], float], most: float) -> float:
    """Find where the gain of one more request, which falls, is nothing; at an end when it is not nothing inside."""
    low, high = 0.0, most
    if gain(low) <= 0:
        return low
    if gain(high) >= 0:
        return high
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if gain(middle) > 0 else (low, middle)
    return (low + high) / 2
