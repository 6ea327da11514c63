"""The models of the earlier modules, run beforehand at settings that a package can lead to, and read between them.

A package has nine actions and its effect is uncertain, so that one table of ranges takes hundreds of runs of each
model. Each model is therefore run once at the corners of a grid of its own settings, with several draws of chance at
each, and what lies between two corners is read off the straight line between them. (The waiting list bends too much
for that; ``package_waiting`` lives through it.) The runs are kept in ``package_runs.json``; ``tools/package_runs.py``
makes that file again, and a test holds it to the models.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import product
from pathlib import Path

import numpy as np
import numpy.typing as npt

from localchange.models import emergency, incentives_scheme, inspection_regime, week_request
from localchange.models.diffusion_change import WORLDS
from localchange.models.diffusion_place import Draws, Place
from localchange.models.diffusion_place import draw as draw_place
from localchange.models.diffusion_push import Budget, live
from localchange.models.emergency_headlines import headlines
from localchange.models.emergency_settings import department_from

Floats = npt.NDArray[np.float64]
Setting = Mapping[str, float]

FILE = Path(__file__).with_name("package_runs.json")
DIGITS = 5
"""Significant digits that are kept of each number."""

SPREAD_WORLDS = ("plain", "habit", "show")
"""Assumptions of module 6 on what it does to others that somebody does a thing on orders: a little, much, nothing."""

RADICAL = {"radical": 0.7, "modest": 0.3}
TRIES = 0.005
"""Share of people who try a change by themselves in a month, as at the baseline of the lab."""


@dataclass(frozen=True)
class Grid:
    """One model, as far as a package can move it.

    Parameters
    ----------
    axes
        What is set, and at which values it was run, rising.
    outputs
        What is kept of each run.
    seeds
        The draws of chance: other people, other years.
    run
        Runs the model once and gives the outputs.
    """

    axes: Mapping[str, Sequence[float]]
    outputs: Sequence[str]
    seeds: Sequence[int]
    run: Callable[[Setting, int], Mapping[str, float]]

    def corners(self) -> list[dict[str, float]]:
        """List every corner of the grid, the last axis moving fastest."""
        return [dict(zip(self.axes, values, strict=True)) for values in product(*self.axes.values())]


def week(at: Setting, seed: int) -> dict[str, float]:
    """Live a front-line manager's year with a weekly request of so many new items, and with cover.

    ``items`` (0: no request), ``cover`` (share of care calls that a colleague takes). Gives hours a week on national
    requests, and the week in which the local project is finished (52: not within the year).
    """
    team = replace(week_request.WARD, care_a_week=week_request.WARD.care_a_week * (1 - at["cover"]))
    asked = {"items": at["items"], "notice": 5, "every": 1} if at["items"] else None
    lived, _ = week_request.live(asked, seed, team)
    outcome = week_request.outcome_of(asked, lived)
    return {"hours": outcome.hours + outcome.national, "project": outcome.finish_week}


def department(at: Setting, seed: int) -> dict[str, float]:
    """Run the emergency department for four weeks: ``pressure`` and ``audit`` in %, ``clinicians`` on duty.

    Gives the share of patients really gone within four hours, in %, and how long urgent ones wait for a clinician, in
    minutes.
    """
    of = department_from({"pressure": at["pressure"], "audit": at["audit"], "capacity": at["clinicians"]})
    stays = emergency.run(of, emergency.draw(of, days=28, rng=np.random.default_rng(seed)))
    found = headlines(stays)
    return {"gone": 100 * found["share_within_real"], "urgent": found["mean_urgent_wait"]}


def paying(at: Setting, seed: int) -> dict[str, float]:
    """Run the scheme that pays for six years: ``bonus`` in % of income, ``checks`` in %, ``recognised`` 0 or 1.

    Gives the effect on all care, mean of the years, and on the work that is not measured, in the last of them; both in
    percentage points.
    """
    world = incentives_scheme.WORLDS["recognised" if at["recognised"] else "hospitals"]
    setting = {"bonus": at["bonus"], "checks": at["checks"], "years": 6}
    outcome = incentives_scheme.scheme_outcome(setting, seed, world)
    return {"care": 100 * outcome.all_care, "unpaid": 100 * outcome.unpaid}


def inspecting(at: Setting, seed: int) -> dict[str, float]:
    """Inspect the ``worst`` so many %, with ``blame`` and ``support`` in %.

    Gives the change of true harm of all providers, for 10,000 people served: below 0 there is less.
    """
    if not at["worst"]:
        return {"harm": 0.0}
    outcome = inspection_regime.inspection_outcome(dict(at), seed)
    return {"harm": -10 * outcome.everyone}


@dataclass(frozen=True, slots=True)
class _Bought(Budget):
    """What is bought, each as a share of what a whole budget buys of it; together they may be more than one budget."""

    def __post_init__(self) -> None:
        """Take them as they are."""


def spreading(at: Setting, seed: int) -> dict[str, float]:
    """Spread a change over the place of module 6, in eight lives of one town.

    ``mandate``, ``brokers``, ``goals``, ``slack`` (share of what a whole budget buys of it) and ``world`` (0, 1,
    2: which of ``SPREAD_WORLDS``). Gives the share of people, in %, who do it of their own accord two years after the
    push: for a radical change and for a modest one, as at 70 and 30 on the handle of the lab.
    """
    world = WORLDS[SPREAD_WORLDS[round(at["world"])]]
    bought = _Bought(**{key: float(at[key]) for key in ("mandate", "brokers", "goals", "slack")})
    drawn = _town(world, seed)
    lived = {name: live(world, bought, radical, TRIES, drawn) for name, radical in RADICAL.items()}
    return {name: 100 * float(months.own[-1].mean()) for name, months in lived.items()}


@lru_cache(maxsize=32)
def _town(world: Place, seed: int) -> Draws:
    return draw_place(world, 1, 8, np.random.default_rng(seed))


GRIDS: dict[str, Grid] = {
    "week": Grid(
        {"items": (0, 10, 20, 30, 40, 50, 60, 70, 80), "cover": (0.0, 0.1, 0.2)},
        ("hours", "project"),
        range(700, 712),
        week,
    ),
    "department": Grid(
        {"pressure": (0, 25, 50, 75, 100), "audit": (0, 25, 50), "clinicians": (11, 12)},
        ("gone", "urgent"),
        range(700, 706),
        department,
    ),
    "paying": Grid(
        {"bonus": (0, 5, 10, 15, 20, 30), "checks": (0, 25, 50), "recognised": (0, 1)},
        ("care", "unpaid"),
        range(700, 706),
        paying,
    ),
    "inspecting": Grid(
        {"worst": (0, 10, 20, 40), "blame": (0, 50, 100), "support": (0, 50, 100)},
        ("harm",),
        range(700, 712),
        inspecting,
    ),
    "spreading": Grid(
        {
            "mandate": (0.0, 0.5, 1.0),
            "brokers": (0.0, 0.5, 1.0),
            "goals": (0.0, 0.5, 1.0),
            "slack": (0.0, 1.0),
            "world": (0, 1, 2),
        },
        ("radical", "modest"),
        range(700, 706),
        spreading,
    ),
}
"""By the name of the model. The settings of each are its own; what a package does to them is in
``package_scenarios``."""


def run_grid(grid: Grid) -> dict[str, list[float]]:
    """Run a model at every corner of its grid with every draw: a list for each output, corner after corner."""
    runs = [grid.run(corner, seed) for corner in grid.corners() for seed in grid.seeds]
    return {name: [float(f"{one[name]:.{DIGITS}g}") for one in runs] for name in grid.outputs}


@cache
def _kept() -> dict[str, dict[str, Floats]]:
    found = json.loads(FILE.read_text("utf-8"))
    return {
        name: {
            output: np.array(found[name][output]).reshape(
                *(len(axis) for axis in grid.axes.values()), len(grid.seeds)
            )
            for output in grid.outputs
        }
        for name, grid in GRIDS.items()
    }


def read(name: str, at: Mapping[str, Floats], chance: npt.NDArray[np.int64]) -> dict[str, Floats]:
    """Read what a model gives, many settings at once, on the straight lines between the corners of its grid.

    Parameters
    ----------
    name
        Which model.
    at
        For each axis the settings, shape (draws,); what lies beyond the grid is read at its edge.
    chance
        Which draw of chance each takes, by its place, shape (draws,).

    Returns
    -------
    dict
        For each output, shape (draws,).
    """
    grid = GRIDS[name]
    lower, weights = [], []
    for axis, corners in grid.axes.items():
        inside = np.clip(at[axis], corners[0], corners[-1])
        place = np.clip(np.searchsorted(corners, inside, side="right") - 1, 0, len(corners) - 2)
        left, right = np.asarray(corners, float)[place], np.asarray(corners, float)[place + 1]
        lower.append(place)
        weights.append((inside - left) / (right - left))
    found = {output: np.zeros(len(chance)) for output in grid.outputs}
    for upper in product((0, 1), repeat=len(lower)):
        share = np.ones(len(chance))
        for up, weight in zip(upper, weights, strict=True):
            share = share * (weight if up else 1 - weight)
        corner = tuple(place + up for place, up in zip(lower, upper, strict=True))
        for output, values in _kept()[name].items():
            found[output] += share * values[(*corner, chance)]
    return found
