"""Shock cards: what may happen to a policy, and which arrows of a theory it can strike.

The shocks are generic and chosen to make a point: each goes for one field that a theory of change ought to have
filled in. Where nothing is filled in a card finds nothing to strike, which is no strength: the theory does not say.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from localchange.errors import CourseError
from localchange.models.theory_of_change.theory import Link, Step, Theory

SLOW = 6
"""An arrow takes long from so many months on."""


@dataclass(frozen=True, slots=True)
class ShockCard:
    """One card.

    Parameters
    ----------
    key : str
        Its name in files.
    title : str
        Its name on the table.
    text : str
        What happens.
    where : str
        Whether it goes for a field of the arrow, of the step that the arrow starts from, or of the step it leads to.
    field : str
        The field that it goes for, as in :class:`Link` or :class:`Step`.
    """

    key: str
    title: str
    text: str
    where: Literal["link", "start", "end"]
    field: str


CARDS = (
    ShockCard(
        "assumption",
        "Not so",
        "What would have to be true turns out not to be true here.",
        "link",
        "assumption",
    ),
    ShockCard(
        "slow",
        "Too slow",
        "It takes twice as long as planned, and the money ends first.",
        "link",
        "delay_months",
    ),
    ShockCard("elsewhere", "Not here", "What was found elsewhere does not happen here.", "link", "source"),
    ShockCard(
        "rival",
        "It would have come anyway",
        "The rival explanation turns out to be the true one.",
        "link",
        "rival",
    ),
    ShockCard(
        "money", "Half the money", "Half of what was to be put in is cut in the second year.", "start", "kind"
    ),
    ShockCard(
        "leave",
        "New faces",
        "Many of those who were to act leave, and others take their posts.",
        "end",
        "who_acts",
    ),
    ShockCard(
        "reach",
        "The wrong people",
        "Those who are reached are not those who need it.",
        "end",
        "who_is_reached",
    ),
    ShockCard(
        "capable",
        "Nobody was taught",
        "People do not know how to do what is asked of them.",
        "end",
        "capable",
    ),
    ShockCard(
        "able", "No time for it", "People have no room in the day for what is asked of them.", "end", "able"
    ),
    ShockCard(
        "willing",
        "What is in it for us?",
        "People see no reason to do what is asked of them.",
        "end",
        "willing",
    ),
)


def card(key: str) -> ShockCard:
    """Return the card of that name."""
    for each in CARDS:
        if each.key == key:
            return each
    raise CourseError(f"No shock card is called {key!r}; use {', '.join(each.key for each in CARDS)}.")


def can_strike(shock_card: ShockCard, theory: Theory) -> tuple[str, ...]:
    """Return the names of the links that a card can strike: those where its field is filled in.

    Parameters
    ----------
    shock_card : ShockCard
        The card.
    theory : Theory
        The theory.

    Returns
    -------
    tuple of str
        In the theory's order. Half the money strikes arrows from inputs; too slow, those of six months and more.
    """
    steps = {step.id: step for step in theory.steps}
    at: Callable[[Link], Step | Link] = {
        "link": lambda link: link,
        "start": lambda link: steps[link.start],
        "end": lambda link: steps[link.end],
    }[shock_card.where]
    return tuple(
        link.id for link in theory.links if _strikes(shock_card.field, getattr(at(link), shock_card.field))
    )


def draw(theory: Theory, rng: np.random.Generator) -> tuple[ShockCard, str]:
    """Draw a card that can strike something, and the link that it strikes.

    Parameters
    ----------
    theory : Theory
        The theory.
    rng : numpy.random.Generator
        The source of chance: each card is as likely as any other, then each link that it can strike.

    Raises
    ------
    CourseError
        When no card can strike anything, because nothing is filled in.
    """
    able = [(each, links) for each in CARDS if (links := can_strike(each, theory))]
    if not able:
        raise CourseError("No card can strike anything yet: say first what each arrow takes to be true.")
    drawn, links = able[rng.integers(len(able))]
    return drawn, links[rng.integers(len(links))]


def _strikes(field: str, value: str | float | None) -> bool:
    if field == "delay_months":
        return isinstance(value, int | float) and value >= SLOW
    return value == "input" if field == "kind" else bool(str(value).strip())
