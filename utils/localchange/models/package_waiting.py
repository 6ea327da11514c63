"""The waiting list of module 5, lived through by hundreds of managers at once, each with settings of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from localchange.models.waiting_list import TAIL, run
from localchange.models.waiting_list_leverage import CHASING, LIVED
from localchange.models.waiting_list_rules import by
from localchange.models.waiting_list_service import HOSPITAL, Draw, Floats, Service, draw

SURGE = 0.15
"""Rise in referrals, for good, as in the lab of module 5."""

SEEDS = range(700, 724)
"""Draws of referrals."""


@dataclass(frozen=True, slots=True)
class _Services(Service):
    """Many services at once: numbers may be arrays, with a place for each."""

    def __post_init__(self) -> None:
        """Take what :func:`waiting` gives; it has been held to the bounds of one service."""


@cache
def _demands() -> Floats:
    """Give the referrals of every draw, shape (draws, months)."""
    of = replace(HOSPITAL, surge=(SURGE, SURGE))
    return np.stack([draw(of, LIVED + TAIL, np.random.default_rng(seed)).demand for seed in SEEDS])


def waiting(at: Mapping[str, Floats], chance: npt.NDArray[np.int64]) -> dict[str, Floats]:
    """Run the waiting list by the rule that chases the published wait.

    Parameters
    ----------
    at
        ``reacts`` (share of the gap that is advertised in a month), ``informed`` (share of the delay of the published
        wait that is gone, below 1), ``counts`` and ``balances`` (of the rule), ``reserve`` (posts that stand in for
        staff who are ill); each of shape (draws,).
    chance
        Which of ``SEEDS`` each draws its referrals from, by place.

    Returns
    -------
    dict
        ``longest``, the longest true wait, and ``missed``, by how much the true wait misses the promise on average;
        both in weeks, of shape (draws,).
    """
    one: dict[str, Any] = {field.name: getattr(HOSPITAL, field.name) for field in fields(Service)}
    delay: Any = HOSPITAL.publishing_delay * (1 - np.clip(at["informed"], 0, 0.95))
    of = _Services(**{**one, "publishing_delay": delay, "reserve": np.maximum(at["reserve"], 0)})
    rules: Any = {key: at[key] for key in ("reacts", "counts", "balances")}
    decide = by(replace(CHASING, **rules), of)
    wait = run(of, Draw(_demands()[chance].T, SURGE, 0), decide, LIVED, plays=len(chance)).wait
    return {"longest": wait.max(axis=1), "missed": np.abs(wait - HOSPITAL.promise_weeks).mean(axis=1)}
