"""Marks for a number with its unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from localchange.marking.mark import Mark, unmarkable
from localchange.marking.reading import Unreadable, number_in, value_of

if TYPE_CHECKING:
    from localchange.answers import Answer

EDGE = 1e-9  # so that 0.1 + 0.2 is within 0 of 0.3


def number(
    answer: Answer | None,
    value: float,
    tolerance: float,
    of: float,
    unit: str | None = None,
    near: Mapping[float, float] | None = None,
    reason: str | None = None,
    slips: Sequence[tuple[float, float, str]] = (),
) -> Mark:
    """Mark a number.

    Parameters
    ----------
    answer
        An answer of the kind ``number``, or ``None``.
    value
        The right number.
    tolerance
        How far off still counts as right, in the unit of the question.
    of
        The most that the question can earn.
    unit
        The unit that the question shows; an answer saved in another unit goes to a person.
    near
        Partial credit: a wider tolerance, and the points that it earns.
    reason
        How the number is found; shown whatever was answered.
    slips
        Wrong turnings that are known: the number that each leads to, its points, and a sentence about it.

    Returns
    -------
    Mark
        Full marks within the tolerance, else those of the best partial credit that fits.
    """
    try:
        saved = value_of(answer, "number")
        given = number_in(saved, "number", "number")
    except Unreadable as why:
        return Mark(0.0, of, str(why))
    saved_unit = saved.get("unit")
    if unit is not None and saved_unit is not None and saved_unit != unit:
        return unmarkable(of, f"the answer was saved in another unit, and the question asks for {unit}.")
    shown = f"{given:,.10g} {unit or ''}".strip()
    tail = f" {reason}" if reason else ""
    if abs(given - value) <= tolerance + EDGE:
        return Mark(of, of, f"{shown} is right.{tail}")
    for slip, points, sentence in slips:
        if abs(given - slip) <= tolerance + EDGE:
            return Mark(points, of, f"{sentence}{tail}")
    for wider, points in sorted((near or {}).items()):
        if abs(given - value) <= wider + EDGE:
            return Mark(points, of, f"{shown} is close, though not within {tolerance:g}.{tail}")
    return Mark(0.0, of, f"{shown} is too far off.{tail}")
