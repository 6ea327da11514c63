"""The few numbers that sum up a simulation, written once so that a run and a band over runs agree on them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from localchange.models.emergency_department import Floats
from localchange.models.emergency_outcomes import EXTRA_DEATH_PER_DELAYED, Stays

Parts = tuple[Floats, Floats | None]
"""For each patient what is added up, and what it is divided by; None: divided by the weeks simulated."""


@dataclass(frozen=True, slots=True)
class Headline:
    """One number: what it is called, its unit and how it is added up."""

    label: str
    unit: str
    parts: Callable[[Stays], Parts]


def _whole(stays: Stays) -> Floats:
    return np.ones(len(stays))


def _last(stays: Stays) -> Floats:
    return ((stays.recorded > stays.limit - 20) & (stays.recorded <= stays.limit)).astype(np.float64)


HEADLINES: dict[str, Headline] = {
    "share_within": Headline(
        "recorded as within the limit", "share", lambda s: ((s.recorded <= s.limit) * 1.0, _whole(s))
    ),
    "share_within_real": Headline(
        "really gone within the limit", "share", lambda s: ((s.left <= s.limit) * 1.0, _whole(s))
    ),
    "share_in_last": Headline("recorded in the last 20 minutes", "share", lambda s: (_last(s), _whole(s))),
    "share_in_last_admitted": Headline(
        "the same, admitted patients", "share", lambda s: (_last(s) * s.admitted, s.admitted * 1.0)
    ),
    "share_in_last_discharged": Headline(
        "the same, discharged patients", "share", lambda s: (_last(s) * ~s.admitted, ~s.admitted * 1.0)
    ),
    "share_relabelled": Headline(
        "record changed while still there", "share", lambda s: (s.relabelled * 1.0, _whole(s))
    ),
    "mean_stay": Headline("mean real stay", "minutes", lambda s: (s.left, _whole(s))),
    "mean_stay_admitted": Headline(
        "mean real stay, admitted patients", "minutes", lambda s: (s.left * s.admitted, s.admitted * 1.0)
    ),
    "mean_urgent_wait": Headline(
        "mean wait of urgent patients for a clinician",
        "minutes",
        lambda s: (s.first_seen * s.urgent, s.urgent * 1.0),
    ),
    "harm_index": Headline(
        "urgent patients' waiting beyond the safe minutes",
        "hours a week",
        lambda s: (np.maximum(s.first_seen - s.urgent_wait, 0.0) * s.urgent / 60.0, None),
    ),
    "associated_deaths_low": Headline(
        "deaths that go with stays over 8 hours (association)",
        "a week",
        lambda s: (((s.left > 480) & s.admitted) * EXTRA_DEATH_PER_DELAYED, None),
    ),
    "associated_deaths_high": Headline(
        "deaths that go with stays over 6 hours (association)",
        "a week",
        lambda s: (((s.left > 360) & s.admitted) * EXTRA_DEATH_PER_DELAYED, None),
    ),
    "mean_effort": Headline("effort that the target calls up", "share", lambda s: (s.effort, _whole(s))),
}


def headlines(stays: Stays) -> dict[str, float]:
    """Return every headline number of one simulation, by name."""
    return {name: _value(*headline.parts(stays), stays.days / 7.0) for name, headline in HEADLINES.items()}


def _value(added: Floats, over: Floats | None, weeks: float) -> float:
    """Divide the sum by the other sum, or by the weeks; nan where there is nobody."""
    below = weeks if over is None else float(over.sum())
    return float(added.sum() / below) if below else float("nan")
