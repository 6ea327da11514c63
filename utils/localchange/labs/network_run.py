"""What comes of people picked on a network: how far two changes get, who takes them up when, and what chance does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from localchange.labs.words import percent
from localchange.models.diffusion_agents import (
    MONTHS,
    RANDOM,
    AgentsOutcome,
    agents_outcome,
    greedy_reach,
)

CHANGES = ("modest", "radical")
MOST_LIVES = 0.5
"""A person counts as one who takes a change up where they do so in at least this share of the lives."""


def run(network: str, agents: Sequence[str], ties: Sequence[Sequence[str]]) -> dict[str, Any]:
    """Let both changes spread from these people, and give what the page shows of it.

    Parameters
    ----------
    network
        Name of the network.
    agents
        Labels of those who begin.
    ties
        New ties, as pairs of labels.

    Returns
    -------
    dict
        For each change ``by_month`` (share of people, month 0 on), ``when`` (month by label, ``None`` for those who do
        not in most lives) and ``lives`` (share of lives by label); ``words``; ``compared``, three or four rows of a
        name and the reach of both changes; ``compared_words``.
    """
    found = {change: agents_outcome(network, agents, change, ties) for change in CHANGES}
    return {
        **{change: _shown(outcome) for change, outcome in found.items()},
        "words": [_said(change, outcome) for change, outcome in found.items()],
        "compared": _compared(network, agents, ties, found),
        "compared_words": _stands(found, bool(ties)),
    }


def _shown(outcome: AgentsOutcome) -> dict[str, Any]:
    return {
        "by_month": list(outcome.curve),
        "lives": outcome.within_year,
        "when": {
            label: None if month is None or outcome.within_year[label] < MOST_LIVES else round(month)
            for label, month in outcome.when.items()
        },
    }


def _said(change: str, outcome: AgentsOutcome) -> str:
    half = (
        f"half of all do it in month {outcome.half_time:.0f}"
        if outcome.half_time <= MONTHS
        else f"it does not get to half of all within {MONTHS} months"
    )
    often = sum(share >= MOST_LIVES for share in outcome.within_year.values())
    return (
        f"The {change} change reaches {percent(outcome.reach)} of people by month {MONTHS}, on average over "
        f"all lives; in the middle life {half}. {often} of {len(outcome.within_year)} people take it up in most lives."
    )


def _compared(
    network: str,
    agents: Sequence[str],
    ties: Sequence[Sequence[str]],
    found: dict[str, AgentsOutcome],
) -> list[list[str]]:
    rows: list[tuple[str, list[float]]] = [("Your choice", [one.reach for one in found.values()])]
    if ties:
        without = [agents_outcome(network, agents, change).reach for change in CHANGES]
        rows.append(("Your choice, without your new ties", without))
    rows += [
        ("Drawn by lot, on average", [RANDOM[network, change] for change in CHANGES]),
        (
            "Found by a greedy search, for each change its own",
            [greedy_reach(network, change) for change in CHANGES],
        ),
    ]
    return [[name, *(percent(reach) for reach in reaches)] for name, reaches in rows]


def _stands(found: dict[str, AgentsOutcome], ties: bool) -> str:
    shares = " and ".join(
        f"{100 * outcome.share:.0f}% for the {change} change" for change, outcome in found.items()
    )
    return (
        f"On the way from lot (0%) to greedy search (100%) your choice stands at {shares}. The greedy search adds the "
        "person who helps most, one by one, then swaps while that helps. It is careful and no proof: there may be a "
        "better choice." + (" Neither lot nor search had new ties." if ties else "")
    )
