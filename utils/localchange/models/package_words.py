"""The ranges of a package in words, for a page and for a document alike."""

from __future__ import annotations

from localchange.models.package_scenarios import Interval, Scenario


def in_words(one: Interval) -> str:
    """Say a range, as "4.4 to 8.9, middle 6.3"."""
    low, mid, high = (_number(value) for value in (one.low, one.mid, one.high))
    return low if low == high else f"{low} to {high}, middle {mid}"


def compared(one: Scenario) -> str:
    """Say how the package does against prodding alone, draw by draw."""
    if one.same >= 0.9:
        moved = one.package != one.nothing
        return "the same" if moved else "the same: neither moves this model"
    tenths = {"better": one.better, "worse": one.worse}
    if one.leans in tenths:
        return f"{one.leans} in {_share(tenths[one.leans])} of the draws"
    return f"open: better in {_share(one.better)} of the draws, worse in {_share(one.worse)}"


def beside_nothing(one: Scenario) -> str:
    """Say how the package does against nothing at all, in the same way."""
    words = {"better": "better", "worse": "worse", "same": "the same"}
    if one.leans_from_nothing in words:
        return words[one.leans_from_nothing]
    return (
        f"open: better in {_share(one.beats_nothing)} of the draws, worse in {_share(one.loses_to_nothing)}"
    )


def _share(share: float) -> str:
    return f"{100 * share:.0f}%"


def _number(value: float) -> str:
    return f"{value:.1f}".replace("-0.0", "0.0").replace("-", "−")
