"""The stress test in words: odds along the chain, the weakest link, and a card that strikes an arrow."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np

from localchange.errors import CourseError
from localchange.models.theory_of_change import Link, Step, Theory
from localchange.models.theory_of_change.odds import ImpactOdds, impact_odds, shock, weakest_link
from localchange.models.theory_of_change.shocks import ShockCard, draw
from localchange.models.theory_of_change.theory import LINK_TEXTS, STEP_TEXTS

TRIES = 12
"""How often a card is drawn again when it strikes an arrow that is struck already."""


def odds(theory: Theory, struck: Collection[str], rng: np.random.Generator) -> dict[str, Any]:
    """Give the odds of a theory as the page says them.

    Parameters
    ----------
    theory
        The theory.
    struck
        Names of the links that cards have struck; those that are gone are left out.
    rng
        Where draws come from.

    Returns
    -------
    dict
        ``paragraphs`` to show, ``weakest`` link or ``None``, ``broken`` links, ``card`` drawn or ``None``.
    """
    hit = [link.id for link in theory.links if link.id in struck]
    if hit:
        both = shock(theory, hit, rng)
        plain, after = both.before, both.after
    else:
        plain = after = impact_odds(theory, rng)
    weakest = weakest_link(theory, rng)
    paragraphs = [_said(plain)]
    if hit and not plain.reason:
        arrows = "one arrow" if len(hit) == 1 else f"{len(hit)} arrows"
        paragraphs.append(f"With {arrows} struck by cards: {_share(after.works)} instead.")
    if weakest:
        paragraphs.append(
            "The weakest link is the one whose working or not makes most difference to that number"
            + (
                f" ({len(weakest)} arrows make the same difference; this is the first)."
                if len(weakest) > 1
                else "."
            )
        )
    return {"paragraphs": paragraphs, "weakest": weakest[0] if weakest else None, "broken": hit, "card": None}


def card(theory: Theory, struck: Collection[str], rng: np.random.Generator) -> dict[str, Any]:
    """Draw a card, strike an arrow with it, and give the odds before and after as the page says them."""
    for _ in range(TRIES):
        drawn, link = draw(theory, rng)
        if link not in struck:
            break
    else:
        raise CourseError("The cards have struck every arrow that they drew; put them back first.")
    found = odds(theory, {*struck, link}, rng)
    return {
        **found,
        "card": {
            "link": link,
            "title": drawn.title,
            "words": drawn.text,
            "strikes": _struck(theory, link, drawn),
        },
    }


def _struck(theory: Theory, name: str, drawn: ShockCard) -> str:
    """Give the learner's own words that a card goes for; nothing where it goes for a number or a kind."""
    link = theory.link(name)
    at: Link | Step = link
    if drawn.where != "link":
        at = theory.step(link.start if drawn.where == "start" else link.end)
    return str(getattr(at, drawn.field)) if drawn.field in (*STEP_TEXTS, *LINK_TEXTS) else ""


def _said(found: ImpactOdds) -> str:
    if found.reason:
        return f"There are no odds yet. {found.reason}"
    against = (
        f" The chance that it also works against the aim, along a path with one − arrow: {_share(found.against)}."
        if found.against > 0
        else ""
    )
    how = "" if found.exact else " (drawn at random, so give or take one in a hundred)"
    return (
        "If each arrow works as often as its evidence is taken to say, the chain holds to the end: "
        f"{_share(found.works)}{how}.{against}"
    )


def _share(value: float) -> str:
    if value < 0.005:
        return "less than 1 time in 100"
    if value > 0.995:
        return "more than 99 times in 100"
    return f"{round(value * 100)} times in 100"
