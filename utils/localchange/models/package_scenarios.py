"""What a package leads to in the models of the earlier modules: ranges, each in its own unit, and no total.

A package is points, and a model wants settings. How points become settings nobody has measured, so it is drawn: each
draw has its own price for every action, its own size for everything that an action does, and its own chance. Every draw
is used for the package, for prodding alone at equal cost, and for nothing at all, so that the three can be compared
draw by draw. A range is what nineteen draws in twenty lie above, and nineteen in twenty below.

This is a thinking aid and not a forecast: the models are toys, what moves them is assumed, and each knows only some of
the actions. ``ROWS`` says which; of the rest a model knows nothing, which is not the same as that they do nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from localchange.errors import CourseError
from localchange.models.package import ACTIONS, checked, prod_alone
from localchange.models.package_runs import GRIDS, SPREAD_WORLDS, Floats, read
from localchange.models.package_waiting import SEEDS as LISTS
from localchange.models.package_waiting import waiting

SEED = 7
"""Of the draws behind the page and behind the marks."""

DRAWS = 400
"""So many draws of prices, sizes and chance."""

LOW, MID, HIGH = 0.05, 0.5, 0.95

SAME = 1e-9
"""Two numbers that are no further apart are the same: the model was moved by neither package, or by both alike."""

CLEAR = 0.9
"""Share of the draws that must say so before a row is called better, worse or the same. *Point*."""

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
class Row:
    """One thing that one model says.

    Parameters
    ----------
    key, label, unit
        Its name, and how it is written.
    module
        Slug of the module whose model it is.
    run
        The model's name in ``package_runs.GRIDS``, or "waiting".
    better
        "more" or "less": which way is better for those served, or for those who serve.
    sentence
        What it is, in one sentence.
    knows
        The actions that the model knows anything of.
    low, high
        The ends of the scale on which it is drawn.
    """

    key: str
    label: str
    unit: str
    module: str
    run: str
    better: str
    sentence: str
    knows: tuple[str, ...]
    low: float
    high: float


_WEEK = ("target", "payment", "inspection", "data", "time", "skills", "networks", "goals")
_LIST = ("target", "data", "time", "skills", "goals")

_SPREAD = ("target", "time", "networks", "goals")

_ROWS = (
    Row(
        "hours", "National work", "hours a week", "01_two_views", "week", "less",
        "Hours a week of one front-line manager on what national bodies ask for.", _WEEK, 0, 12,
    ),
    Row(
        "project", "Local project done", "week", "01_two_views", "week", "less",
        "The week of the year in which that manager's own change project is finished; 52 is not within the year.",
        _WEEK, 0, 52,
    ),
    Row(
        "gone", "Really gone in four hours", "% of patients", "03_targets", "department", "more",
        "Patients who have really left an emergency department within four hours.", ("target", "inspection", "time"),
        80, 95,
    ),
    Row(
        "urgent", "Urgent patients wait", "minutes", "03_targets", "department", "less",
        "How long urgent patients wait for a clinician in the same department.", ("target", "inspection", "time"), 0, 5,
    ),
    Row(
        "care", "All care", "points", "04_incentives_regulation", "paying", "more",
        "Change in how much of all care is done as it should be, in percentage points, mean of six years.",
        ("payment", "inspection"), -3, 6,
    ),
    Row(
        "unpaid", "Work not measured", "points", "04_incentives_regulation", "paying", "more",
        "The same for the work that nobody measures, in the last of those years.", ("payment", "inspection"), -8, 2,
    ),
    Row(
        "harm", "Harm", "in 10,000 people", "04_incentives_regulation", "inspecting", "less",
        "Change in true harm for 10,000 people served by all providers; below 0 there is less.",
        ("inspection", "help"), -3, 2,
    ),
    Row(
        "longest", "Longest wait", "weeks", "05_complex_systems", "waiting", "less",
        "The longest true wait on a waiting list after referrals rise by 15%; 18 weeks are promised.", _LIST, 17, 24,
    ),
    Row(
        "missed", "Off the promise", "weeks", "05_complex_systems", "waiting", "less",
        "By how much the true wait misses the promise on average, above or below: staff who are short, or idle.",
        _LIST, 0, 13,
    ),
    Row(
        "radical", "A radical change lasts", "% of people", "06_relationships", "spreading", "more",
        "People who do it of their own accord two years after the push, where it takes two or three colleagues.",
        _SPREAD, 0, 100,
    ),
    Row(
        "modest", "A modest change lasts", "% of people", "06_relationships", "spreading", "more",
        "The same for a change of which one colleague is enough to persuade most.", _SPREAD, 0, 100,
    ),
)  # fmt: skip

ROWS: dict[str, Row] = {row.key: row for row in _ROWS}
"""What the models say, in the order of the modules."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Where nine draws in ten lie, and the middle one."""

    low: float
    mid: float
    high: float


@dataclass(frozen=True, slots=True)
class Scenario:
    """One row, for three packages on the same draws."""

    row: Row
    package: Interval
    prod: Interval
    """Prodding alone, for the same points."""
    nothing: Interval
    better: float
    """Share of the draws in which the package does better than prodding alone,"""
    worse: float
    """does worse,"""
    same: float
    """or the same."""
    beats_nothing: float
    """Share of the draws in which it does better than nothing at all,"""
    loses_to_nothing: float
    """or worse. A package can beat prodding alone only because this model knows nothing of what it does."""
    unknown: tuple[str, ...]
    """Actions in the package of which this model knows nothing."""

    @property
    def leans(self) -> str:
        """Say in a word how the package compares with prodding alone: "better", "worse", "same" or "open".

        It is better, worse or the same when at least nine draws in ten say so.
        """
        return _lean(self.better, self.worse)

    @property
    def leans_from_nothing(self) -> str:
        """Say the same of the package beside nothing at all."""
        return _lean(self.beats_nothing, self.loses_to_nothing)


def _lean(better: float, worse: float) -> str:
    for word, share in (("better", better), ("worse", worse), ("same", 1 - better - worse)):
        if share >= CLEAR:
            return word
    return "open"


@dataclass(frozen=True, slots=True)
class _Drawn:
    """Every random draw, which the three packages share."""

    half: dict[str, Floats]
    sizes: dict[str, Floats]
    recognised: Floats
    world: Floats
    chance: dict[str, npt.NDArray[np.int64]]


def scenarios(
    amounts: Mapping[str, object],
    seed: int = SEED,
    draws: int = DRAWS,
    translation: Translation | None = None,
) -> dict[str, Scenario]:
    """Say what a package leads to in each model, beside prodding alone at equal cost and beside nothing.

    Parameters
    ----------
    amounts
        Points by action, as in ``package.ACTIONS``; at most 100 together.
    seed
        Of prices, sizes and chance; the same seed gives the same to every package.
    draws
        How many; at least 20.
    translation
        How points become settings; by default as assumed here.

    Returns
    -------
    dict
        A scenario for each of ``ROWS``. They are never added up: nothing says what an hour is worth in weeks.

    Raises
    ------
    CourseError
        When the package is none, or there are too few draws.
    """
    if isinstance(draws, bool) or not isinstance(draws, int) or draws < 20:
        raise CourseError(f"A range needs at least 20 draws, not {draws!r}.")
    own = checked(amounts)
    of = translation or Translation()
    package, prod, nothing = (
        _outputs(tuple(one.items()), of, seed, draws)
        for one in (own, prod_alone(own), dict.fromkeys(ACTIONS, 0.0))
    )
    found = {}
    for key, row in ROWS.items():
        sign = 1 if row.better == "more" else -1
        gain, beyond = (sign * (package[key] - other[key]) for other in (prod, nothing))
        found[key] = Scenario(
            row=row,
            package=_interval(package[key]),
            prod=_interval(prod[key]),
            nothing=_interval(nothing[key]),
            better=float((gain > SAME).mean()),
            worse=float((gain < -SAME).mean()),
            same=float((np.abs(gain) <= SAME).mean()),
            beats_nothing=float((beyond > SAME).mean()),
            loses_to_nothing=float((beyond < -SAME).mean()),
            unknown=tuple(action for action, points in own.items() if points and action not in row.knows),
        )
    return found


def _interval(values: Floats) -> Interval:
    low, mid, high = np.quantile(values, (LOW, MID, HIGH))
    return Interval(float(low), float(mid), float(high))


@lru_cache(maxsize=8)
def _draw(of: Translation, seed: int, draws: int) -> _Drawn:
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
    return _Drawn(half, sizes, recognised, world, chance)


@lru_cache(maxsize=64)
def _outputs(
    amounts: tuple[tuple[str, float], ...], of: Translation, seed: int, draws: int
) -> dict[str, Floats]:
    """Give every row for every draw; prodding alone and nothing are asked for again and again."""
    drawn = _draw(of, seed, draws)
    at = _settings(dict(amounts), drawn)
    runs = {name: read(name, at[name], drawn.chance[name]) for name in GRIDS}
    runs["waiting"] = waiting(at["waiting"], drawn.chance["waiting"])
    return {key: runs[row.run][key] for key, row in ROWS.items()}


def _settings(amounts: Mapping[str, float], drawn: _Drawn) -> dict[str, dict[str, Floats]]:
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
