"""What a picture shows, said in words."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass


def percent(share: float) -> str:
    """Write a share of 1 as a percentage with one decimal place, as "84.2%"."""
    return "not known" if math.isnan(share) else f"{100 * share:.1f}%"


def minutes(value: float) -> str:
    """Write whole minutes, as "54 minutes"."""
    if math.isnan(value):
        return "not known"
    return f"{value:,.0f} minute" if round(value) == 1 else f"{value:,.0f} minutes"


def count(value: float) -> str:
    """Write a whole number with commas."""
    return "not known" if math.isnan(value) else f"{value:,.0f}"


def decimal(value: float) -> str:
    """Write a number with one decimal place."""
    return "not known" if math.isnan(value) else f"{value:,.1f}"


def unsigned_zero(value: float) -> float:
    """Give 0 for what one decimal place would show as -0.0 or 0.0, and everything else as it is."""
    return 0.0 if abs(value) < 0.05 else value


def hundredths(value: float) -> str:
    """Write a number with two decimal places."""
    return "not known" if math.isnan(value) else f"{value:,.2f}"


def points(difference: float) -> str:
    """Write a difference of shares in percentage points, without its sign."""
    size = f"{abs(100 * difference):.1f}"
    return f"{size} percentage {'point' if size == '1.0' else 'points'}"


@dataclass(frozen=True)
class Manner:
    """How changes of one kind of number are said: the words, and what is too small to speak of."""

    value: Callable[[float], str]
    size: Callable[[float], str]
    least: float
    up: str
    down: str


SHARE = Manner(percent, points, 0.0005, "up", "down")
MINUTES = Manner(minutes, lambda d: minutes(abs(d)), 0.5, "longer by", "shorter by")
COUNT = Manner(count, lambda d: count(abs(d)), 0.5, "up", "down")
DECIMAL = Manner(decimal, lambda d: decimal(abs(d)), 0.05, "up", "down")
HUNDREDTHS = Manner(hundredths, lambda d: hundredths(abs(d)), 0.005, "up", "down")
MANNERS = {"percent": SHARE, "minutes": MINUTES, "number": COUNT, "number1": DECIMAL, "number2": HUNDREDTHS}


def change(now: float, before: float, manner: Manner) -> str:
    """Say how a number changed, as "up 3.1 percentage points" or "no change"."""
    if math.isnan(now) or math.isnan(before):
        return "not known"
    difference = now - before
    if abs(difference) < manner.least:
        return "no change"
    return f"{manner.up if difference > 0 else manner.down} {manner.size(difference)}"


def listed(parts: list[str]) -> str:
    """Join parts as a person would: "a, b and c"."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
