"""How the points of a package become settings of the models: nobody has measured it, so it is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from localchange.models.package import ACTIONS
from localchange.models.package_runs import GRIDS, SPREAD_WORLDS, Floats
from localchange.models.package_waiting import SEEDS as LISTS

Span = tuple[float, float]


@dataclass(frozen=True)
class Translation:
    """How points become settings: each draw takes its own size between the two, all sizes alike. All *Assumed*."""

    dearer: float = 2.0
    """Half the points, or so many times as many, may be needed for half the effect (nine draws in ten)."""
    returns: Span = (10.0, 60.0)
    """Items a week that a target, a payment or an inspection asks of a front-line manager, in full."""
    reused: Span = (0.3, 0.8)
    """Share of those items that is answered from data that exists, where places have figures of their own."""
    meetings: Span = (0.5, 2.0)
    """Hours a week that training, networks or local goals take of the same manager, in full."""
    cover: Span = (0.05, 0.2)
    """Share of the calls to care that a colleague takes, where time is paid for."""
    pressure: Span = (60.0, 100.0)
    """Pressure on an emergency department, %, of a target in full."""
    audit: Span = (0.0, 50.0)
    """Records that an inspection goes through, %."""
    clinicians: Span = (0.2, 1.0)
    """Clinicians more on duty (of 11), where time is paid for."""
    bonus: Span = (10.0, 30.0)
    """Share of income, %, that rides on what is measured."""
    worst: Span = (15.0, 40.0)
    """Share of providers, %, that an inspection visits."""
    blame: Span = (0.0, 100.0)
    """How hard its report falls, %."""
    support: Span = (50.0, 100.0)
    """How much help comes with it, %, where there are improvement teams."""
    reacts: Span = (0.0, 1.0)
    """By how much harder a target makes a manager chase the published wait, as a share."""
    informed: Span = (0.3, 0.9)
    """Share of the delay of the published wait that own figures take away."""
    counts: Span = (0.2, 1.0)
    """Share of the recruits on their way that a trained manager remembers."""
    balances: Span = (0.2, 1.0)
    """How far a local goal looks at the people who come, and not at the published wait (0 to 1)."""
    reserve: Span = (1.0, 4.0)
    """Posts (beside 60) that stand in for staff who are ill, where time is paid for."""
    bought: Span = (0.5, 1.0)
    """What a target buys of a whole mandate in the place of module 6, networks of brokers, local goals of shared goals,
    and paid time of slack, each in full."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """Every random draw, which the three packages share."""

    half: dict[str, Floats]
    sizes: dict[str, Floats]
    recognised: Floats
    world: Floats
    chance: dict[str, npt.NDArray[np.int64]]


@lru_cache(maxsize=8)
def draw(of: Translation, seed: int, draws: int) -> Drawn:
    """Draw prices, sizes and chance, each from a stream of its own: a new one changes none of the others."""

    def stream(name: str) -> np.random.Generator:
        return np.random.default_rng([seed, *name.encode()])

    spread = np.log(of.dearer) / 1.645  # nine in ten lie within this many standard deviations
    half = {
        key: action.half * np.exp(spread * stream(f"half {key}").standard_normal(draws))
        for key, action in ACTIONS.items()
    }
    spans: dict[str, Span] = {
        field.name: getattr(of, field.name) for field in fields(of) if field.name != "dearer"
    }
    sizes = {name: stream(f"size {name}").uniform(low, high, draws) for name, (low, high) in spans.items()}
    recognised = stream("recognised").integers(0, 2, draws).astype(np.float64)
    world = stream("world").integers(0, len(SPREAD_WORLDS), draws).astype(np.float64)
    many = {name: len(grid.seeds) for name, grid in GRIDS.items()} | {"waiting": len(LISTS)}
    chance = {name: stream(f"chance {name}").integers(0, seeds, draws) for name, seeds in many.items()}
    return Drawn(half, sizes, recognised, world, chance)


def settings(amounts: Mapping[str, float], drawn: Drawn) -> dict[str, dict[str, Floats]]:
    """Turn points into the settings of each model. An action's strength is points / (points + its half)."""
    does = {key: points / (points + drawn.half[key]) for key, points in amounts.items()}
    size = drawn.sizes
    prods = does["target"] + does["payment"] + does["inspection"]
    people = does["skills"] + does["networks"] + does["goals"]
    # An item from data that exists takes a sixth of the time of a new one; ten new ones take an hour.
    returns = size["returns"] * prods * (1 - 5 / 6 * size["reused"] * does["data"])
    return {
        "week": {
            "items": returns + 10 * size["meetings"] * people,
            "cover": size["cover"] * does["time"],
        },
        "department": {
            "pressure": size["pressure"] * does["target"],
            "audit": size["audit"] * does["inspection"],
            "clinicians": 11 + size["clinicians"] * does["time"],
        },
        "paying": {
            "bonus": size["bonus"] * does["payment"],
            "checks": size["audit"] * does["inspection"],
            "recognised": drawn.recognised,
        },
        "inspecting": {
            "worst": size["worst"] * does["inspection"],
            "blame": size["blame"] * does["inspection"],
            "support": size["support"] * does["help"],
        },
        "waiting": {
            "reacts": 1 + size["reacts"] * does["target"],
            "informed": size["informed"] * does["data"],
            "counts": size["counts"] * does["skills"],
            "balances": size["balances"] * does["goals"],
            "reserve": size["reserve"] * does["time"],
        },
        "spreading": {
            "mandate": size["bought"] * does["target"],
            "brokers": size["bought"] * does["networks"],
            "goals": size["bought"] * does["goals"],
            "slack": size["bought"] * does["time"],
            "world": drawn.world,
        },
    }
