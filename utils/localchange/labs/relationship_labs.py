"""The labs of module 6: each call gives a widget, to be the last line of its cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from localchange.labs.handing_in import on_page
from localchange.labs.lab import Lab
from localchange.labs.local_search import LocalSearchSubject
from localchange.labs.network import network
from localchange.labs.opening import handles_of, lab_of
from localchange.labs.relationship_map import relationship_map
from localchange.labs.spreading import SpreadingSubject
from localchange.labs.turning import TurningSubject
from localchange.models import diffusion_change, diffusion_turning
from localchange.models import local_search as searching

if TYPE_CHECKING:
    from localchange.exercises import Page

SPREADING_HANDLES = handles_of(diffusion_change.RANGES, diffusion_change.NOTHING)
"""The handles of a budget for a change, as a question of the kind *setting* or its marking needs them."""

TURNING_HANDLES = handles_of(diffusion_turning.RANGES, diffusion_turning.STRICT)
"""The handles of two networks, in the same way."""

LOCAL_SEARCH_HANDLES = handles_of(searching.RANGES, searching.FREE)
"""The handles of places that search, in the same way."""


def spreading(page: Page, answer: str | None = None, world: str = "plain") -> Lab:
    """Show the lab in which one budget is spent on a change, in six ways.

    Parameters
    ----------
    page
        The page that the cell is on.
    answer
        Key of an answer of the kind *setting*: adds the button "Hand in these settings".
    world
        Which assumptions: "plain", "habit", "show" or "circles" (see ``models.diffusion_change.WORLDS``).
    """
    return on_page(page, SpreadingSubject(world), answer, "How the budget is spent", lab=Lab)


turning = lab_of(
    "turning",
    TurningSubject,
    "Settings of the two networks",
    "Show the lab that sets close circles beside random ties.",
)

local_search = lab_of(
    "local_search",
    LocalSearchSubject,
    "Settings of the search",
    "Show the lab in which the centre settles part of practice, and places find the rest.",
)

__all__ = [
    "LOCAL_SEARCH_HANDLES",
    "SPREADING_HANDLES",
    "TURNING_HANDLES",
    "local_search",
    "network",
    "relationship_map",
    "spreading",
    "turning",
]
