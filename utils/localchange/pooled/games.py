"""Two exercises that many people do alike, put together: a week of jobs in order, and a year on a waiting list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from localchange.errors import CourseError
from localchange.models import triage
from localchange.models.triage import Week
from localchange.models.waiting_list_play import MONTHS, bench, outcome, read_setting
from localchange.pooled.spread import LEAST, Spread, spread


@dataclass(frozen=True)
class Orders:
    """Orders of one week of jobs.

    Attributes
    ----------
    points
        Points lost.
    typical
        The jobs by their median place, then by their mean place: the order that these people tend to, which may be
        nobody's own.
    places
        Median place of each job, from 1.
    best
        Share of people whose order loses as little as the best, 0 to 1; ``None`` where these, or the others, are too
        few to be told.
    """

    points: Spread
    typical: tuple[str, ...]
    places: Mapping[str, float]
    best: float | None


@dataclass(frozen=True)
class Years:
    """Years that were lived on one service's waiting list, each person's with a draw of its own.

    Attributes
    ----------
    share
        How far each came from the naive rule (0) to the best policy of their own year (1).
    over
        Points above the best policy of their own year, as a share of its points.
    posts
        Median of the posts advertised, month by month.
    best_posts
        The same of the best policies.
    """

    share: Spread
    over: Spread
    posts: tuple[float, ...]
    best_posts: tuple[float, ...]


def pool_orders(week: Week, orders: Iterable[Sequence[str]]) -> Orders | None:
    """Put orders of a week together.

    Parameters
    ----------
    week
        The week.
    orders
        One a person; what is no order of this week is left out.

    Returns
    -------
    Orders or None
        ``None`` for fewer than :data:`~localchange.pooled.spread.LEAST`.
    """
    keys = sorted(job.key for job in week.jobs)
    kept = [tuple(order) for order in orders if sorted(order) == keys]
    points = spread([float(triage.cost(week, order)) for order in kept])
    if points is None:
        return None
    at = {key: np.array([order.index(key) + 1 for order in kept], dtype=float) for key in keys}
    places = {key: float(np.median(at[key])) for key in keys}
    typical = tuple(sorted(keys, key=lambda key: (places[key], float(at[key].mean()), key)))
    least = triage.best(week).cost
    found = sum(triage.cost(week, order) <= least for order in kept)
    tellable = found in (0, len(kept)) or (found >= LEAST and len(kept) - found >= LEAST)
    return Orders(points, typical, places, found / len(kept) if tellable else None)


def pool_years(service: str, settings: Iterable[Mapping[str, object]]) -> Years | None:
    """Put years together that were lived to their end.

    Parameters
    ----------
    service
        One of ``models.waiting_list_service.SERVICES``.
    settings
        As the lab saves them, one a person. One that does not fit, or in which a month is not decided, is left out.

    Returns
    -------
    Years or None
        ``None`` for fewer than :data:`~localchange.pooled.spread.LEAST`.
    """
    lived = [
        one for one in (_lived(service, tuple(sorted(each.items()))) for each in settings) if one is not None
    ]
    share, over = spread([one[0] for one in lived]), spread([one[1] for one in lived])
    if share is None or over is None:
        return None
    posts, best_posts = (np.median(np.array([one[place] for one in lived]), axis=0) for place in (2, 3))
    return Years(share, over, tuple(map(float, posts)), tuple(map(float, best_posts)))


@lru_cache(maxsize=2048)
def _lived(
    service: str, setting: tuple[tuple[str, object], ...]
) -> tuple[float, float, tuple[int, ...], tuple[float, ...]] | None:
    try:
        seed, posts = read_setting(dict(setting))
        if len(posts) != MONTHS:
            return None
        played = outcome(dict(setting), service)
    except (CourseError, TypeError, ValueError):
        return None
    best = tuple(float(each) for each in bench(seed, service).best.posts[0, :MONTHS])
    return played.share, played.cost / played.costs["best"] - 1, posts, best
