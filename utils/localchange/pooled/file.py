"""``cohort.json``: what a cohort did in two exercises, for a facilitator to hand back and for the labs to show.

It holds spreads of at least five people and no name. A learner lays it into the folder ``course``; a lab that finds it
there shows the cohort beside the learner's own run.
"""

from __future__ import annotations

import json
import stat
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from math import isfinite
from pathlib import Path
from typing import Any

from localchange import course
from localchange.errors import CourseError
from localchange.models.triage_weeks import WEEKS
from localchange.models.waiting_list_play import MONTHS
from localchange.models.waiting_list_service import SERVICES
from localchange.pooled.games import Orders, Years
from localchange.pooled.spread import LEAST, Spread

SCHEMA, VERSION = "localchange-cohort", 1
NAME = "cohort.json"
MOST_BYTES = 100_000
MOST_PEOPLE = 1_000_000


@dataclass(frozen=True)
class Cohort:
    """What a cohort did.

    Attributes
    ----------
    orders
        By the name of the week of jobs.
    years
        By the name of the service.
    problem
        Why the file could not be used; empty when there is none, or when it is fine.
    """

    orders: Mapping[str, Orders] = field(default_factory=dict)
    years: Mapping[str, Years] = field(default_factory=dict)
    problem: str = ""


def to_json(cohort: Cohort) -> str:
    """Write what a cohort did, with nothing in it but numbers and the names of jobs and services."""
    content = {
        "schema": SCHEMA,
        "version": VERSION,
        "orders": {name: asdict(one) for name, one in sorted(cohort.orders.items())},
        "years": {name: asdict(one) for name, one in sorted(cohort.years.items())},
    }
    return json.dumps(content, indent=1, allow_nan=False) + "\n"


def beside(folder: Path) -> Cohort:
    """Find what a cohort did in the course that a folder belongs to.

    Parameters
    ----------
    folder
        That of a page.

    Returns
    -------
    Cohort
        An empty one where there is no file; one with a ``problem`` where there is a file that cannot be used.
    """
    try:
        path = course.find_course(folder) / "course" / NAME
    except CourseError:
        return Cohort()
    try:
        return read(path) if path.exists() else Cohort()
    except CourseError as problem:
        return Cohort(problem=str(problem))


def read(path: Path) -> Cohort:
    """Read the file strictly: what does not fit is not used.

    Parameters
    ----------
    path
        The file.

    Raises
    ------
    CourseError
        When it cannot be read, or does not hold what it should.
    """
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode) or found.st_size > MOST_BYTES:
            raise CourseError(f"{path} is no file, or too large to be one of a cohort: take it away.")
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as problem:
        raise CourseError(f"{path} cannot be read ({type(problem).__name__}): ask for it again.") from None
    if not isinstance(content, dict) or content.get("schema") != SCHEMA or content.get("version") != VERSION:
        raise CourseError(f"{path} is not the file of a cohort of this course: ask for it again.")
    try:
        orders, years = content["orders"], content["years"]
        return Cohort(
            {name: _orders(name, one) for name, one in orders.items()},
            {name: _years(name, one) for name, one in years.items()},
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        raise CourseError(
            f"{path} does not hold what the file of a cohort holds: ask for it again."
        ) from None


def _orders(name: str, given: Mapping[str, Any]) -> Orders:
    jobs = {job.key for job in WEEKS[name].jobs}
    typical, places = tuple(given["typical"]), given["places"]
    if set(typical) != jobs or len(typical) != len(jobs) or set(places) != jobs:
        raise ValueError(name)
    best = given["best"]
    return Orders(
        _spread(given["points"]),
        typical,
        {key: _number(places[key], 1, len(jobs)) for key in places},
        None if best is None else _number(best, 0, 1),
    )


def _years(name: str, given: Mapping[str, Any]) -> Years:
    if name not in SERVICES:
        raise ValueError(name)
    posts, best_posts = (tuple(_number(one, 0, 100) for one in given[key]) for key in ("posts", "best_posts"))
    if len(posts) != MONTHS or len(best_posts) != MONTHS:
        raise ValueError(name)
    return Years(_spread(given["share"], 0, 1), _spread(given["over"]), posts, best_posts)


def _spread(given: Mapping[str, Any], low: float = -1e9, high: float = 1e9) -> Spread:
    people = given["people"]
    if isinstance(people, bool) or not isinstance(people, int) or not LEAST <= people <= MOST_PEOPLE:
        raise ValueError(people)
    lower, middle, upper = (_number(given[key], low, high) for key in ("lower", "middle", "upper"))
    if not lower <= middle <= upper:
        raise ValueError(given)
    return Spread(people, lower, middle, upper)


def _number(value: Any, low: float, high: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        raise TypeError(value)
    if not low <= value <= high:
        raise ValueError(value)
    return float(value)
