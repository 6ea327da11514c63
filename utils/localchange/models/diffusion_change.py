"""The same budget spent in six ways, for a modest or a radical change: from the lab's five handles to what came of it.

No widget is imported here, so that marking can simulate a setting that was handed in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from localchange.models.diffusion_place import Draws, Place, draw
from localchange.models.diffusion_push import Budget, Months, live
from localchange.models.ranges import Range, first_values, on_steps

TOWNS, LIVES = 8, 8
"""How many towns are drawn, and how many lives are lived in each."""

LAB_SEED = 14
"""The towns behind the lab: near the middle of what chance does."""

PLACE = Place()
"""The place of the lab."""

WORLDS: dict[str, Place] = {
    "plain": PLACE,
    "habit": replace(PLACE, outward=0.6, won_over=0.04),
    "show": replace(PLACE, outward=0.0),
    "circles": replace(PLACE, familiar=1.0, hold_out=3.0),
}
"""Four sets of assumptions, for the same handles.

``plain``: that of the lab. ``habit``: doing a thing on orders convinces those who do it and those who see it (*Point*).
``show``: outward compliance convinces nobody (*Point*). ``circles``: for a modest change, colleagues count more when
they share colleagues; for a radical one, those who do not do it and know one another hold one another back (*Point*).
That builds in a reason why ties between groups might help a radical change and hinder a modest one, as Battilana and
Casciaro (2012) found of the networks of those who lead changes. In the plain world nothing of it is there.
"""

THINGS: tuple[str, ...] = ("mandate", "brokers", "clusters", "fence_sitters", "goals", "slack")
"""What the budget can buy; the handles ``spend`` and ``also`` count through them from 1, and 0 is nothing."""

NAMES: dict[str, str] = {
    "mandate": "a mandate",
    "brokers": "brokers: ties between teams",
    "clusters": "clusters: ties within teams",
    "fence_sitters": "talks with fence-sitters",
    "goals": "shared goals",
    "slack": "slack: time to try",
}

RANGES: dict[str, Range] = {
    "spend": Range(
        "Spend the budget on",
        "What a year's budget buys in six of the eight teams. The budget is the same for each.",
        "", 0, len(THINGS), 1, 0,
    ),
    "also": Range("And on", "A second thing that part of the budget goes to.", "", 0, len(THINGS), 1, 0),
    "split": Range("Share for the second", "How much of the budget goes to the second thing.", "%", 0, 100, 10, 0),
    "radical": Range(
        "How radical the change is",
        "0 is a modest change: one colleague who does it is enough for half of the people. 100 is a radical one: "
        "it takes most people two or three.",
        "%", 0, 100, 10, 50,
    ),
    "noise": Range(
        "People who try by themselves",
        "How many of those who do not do it yet try it in a month, though too few colleagues do.",
        "%", 0, 2, 0.25, 0.5,
    ),
}  # fmt: skip

NOTHING = first_values(RANGES)
"""The budget is not spent: the baseline of the lab."""

MOST, LASTS, BEYOND = 0.5, 0.95, 0.5
"""The three numbers of :attr:`ChangeOutcome.transformed`."""


@dataclass(frozen=True, slots=True)
class ChangeOutcome:
    """What came of it, as means over all lives. Shares of people run from 0 to 1."""

    use: float
    """Share of all who do it, of their own accord or only outwardly, mean of the 36 months."""
    lasting: float
    """Share of all who do it of their own accord in month 36, two years after the push."""
    at_end_of_push: float
    """Share of all who do it in either way in month 12."""
    outward_at_end_of_push: float
    """Share of all who only comply in month 12."""
    beyond: float
    """Share of the two teams that no budget reaches who do it in month 36."""
    half: float
    """Month in which half of all do it in either way, median of the lives; 37 for later or never."""
    transformed: float
    """Share of lives in which the change was transformational.

    By our own definition, which is no one else's: in month 36 at least half of all people do it of their own accord
    (``MOST``), and no fewer than 95% of those who did it in either way when the push ended (``LASTS``), and at least
    half of the people in the teams that the push did not pay for (``BEYOND``).
    """


def checked(setting: Mapping[str, object]) -> dict[str, float]:
    """Return all five handles as numbers, or say in one sentence what is wrong.

    Raises
    ------
    CourseError
        When a handle is unknown, is not a number, or is outside its range or off its steps.
    """
    return on_steps(setting, RANGES, "change")


def budget_from(setting: Mapping[str, object]) -> Budget:
    """Give the budget that the handles stand for; what goes to nothing is not spent."""
    at = checked(setting)
    shares = dict.fromkeys(THINGS, 0.0)
    for handle, share in (("spend", 1 - at["split"] / 100), ("also", at["split"] / 100)):
        if at[handle]:
            shares[THINGS[int(at[handle]) - 1]] += share
    return Budget(**shares)


def lived(setting: Mapping[str, object], seed: int = LAB_SEED, world: Place = PLACE) -> Months:
    """Live through the months with this setting; see :func:`change_outcome`."""
    at = checked(setting)
    return live(world, budget_from(at), at["radical"] / 100, at["noise"] / 100, _draws(world, seed))


def change_outcome(
    setting: Mapping[str, object], seed: int = LAB_SEED, world: Place = PLACE
) -> ChangeOutcome:
    """Say what comes of spending the budget so.

    Parameters
    ----------
    setting
        ``spend`` and ``also`` (0 nothing, 1 a mandate, 2 brokers, 3 clusters, 4 fence-sitters, 5 shared goals, 6
        slack), ``split`` (0 to 100 % of the budget for the second, steps of 10), ``radical`` (0 to 100 %, steps of 10)
        and ``noise`` (0 to 2 % in a month, steps of 0.25). A handle that is not there stands where ``NOTHING`` has it.
    seed
        Of the towns and of luck: the same seed gives the same ones to every setting.
    world
        What is assumed; ``WORLDS`` has four.

    Raises
    ------
    CourseError
        When a handle is unknown, is not a number, or is outside its range or off its steps.
    """
    return outcome_of(lived(setting, seed, world), world)


def outcome_of(months: Months, world: Place = PLACE) -> ChangeOutcome:
    """Work out what came of it."""
    end, push = months.own[-1], months.use[world.push]
    reached = months.use >= 0.5 - 1e-9
    half = np.where(reached.any(axis=0), reached.argmax(axis=0), world.months + 1)
    return ChangeOutcome(
        use=float(months.use.mean()),
        lasting=float(end.mean()),
        at_end_of_push=float(push.mean()),
        outward_at_end_of_push=float(months.outward[world.push].mean()),
        beyond=float(months.beyond[-1].mean()),
        half=float(np.median(half)),
        transformed=float(transformational(months, world).mean()),
    )


def transformational(months: Months, world: Place = PLACE) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Say in which lives the change was transformational, shape (lives,); see :attr:`ChangeOutcome.transformed`."""
    end, tiny = months.own[-1], 1e-9
    most = end >= MOST - tiny
    lasts = end >= LASTS * months.use[world.push] - tiny
    beyond = months.beyond[-1] >= BEYOND - tiny
    found: np.ndarray[tuple[int], np.dtype[np.bool_]] = most & lasts & beyond
    return found


@lru_cache(maxsize=16)
def _draws(world: Place, seed: int) -> Draws:
    """Draw once: handles that move do not change it."""
    return draw(world, TOWNS, LIVES, np.random.default_rng(seed))
