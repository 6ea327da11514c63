"""Marks for putting things in order."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from localchange.marking.mark import Mark
from localchange.marking.reading import Unreadable, value_of, words_in

if TYPE_CHECKING:
    from localchange.answers import Answer


def kendall_distance(given: Sequence[str], order: Sequence[str]) -> int:
    """Count the pairs that stand the other way round.

    Parameters
    ----------
    given, order
        Two orders of the same things.

    Returns
    -------
    int
        From 0, the same order, to n(n - 1)/2, the order reversed.
    """
    place = {item: position for position, item in enumerate(order)}
    return sum(place[first] > place[second] for first, second in combinations(given, 2))


def ranking(answer: Answer | None, order: Sequence[str], of: float, reason: str | None = None) -> Mark:
    """Mark an order by Kendall's distance from the right one.

    The right order earns all. Each pair the wrong way round costs the same, so that an order no better than
    chance (half of the pairs wrong) earns nothing.

    Parameters
    ----------
    answer
        An answer of the kind ``ranking``, or ``None``.
    order
        The right order, first to last.
    of
        The most that the question can earn.
    reason
        Why that is the order; shown whatever was answered.

    Returns
    -------
    Mark
        ``of * (1 - 2 * distance / pairs)``, and not below 0.
    """
    if len(order) < 2 or len(set(order)) != len(order):
        raise ValueError("ranking() needs at least two different things to put in order.")
    try:
        given = words_in(value_of(answer, "ranking"), "order", "order")
    except Unreadable as why:
        return Mark(0.0, of, str(why))
    if sorted(given) != sorted(order):
        return Mark(
            0.0, of, "The order that was saved does not hold each of the things to put in order once."
        )
    pairs = len(order) * (len(order) - 1) // 2
    wrong = kendall_distance(given, order)
    story = (
        "Every pair is in order." if wrong == 0 else f"{wrong} of {pairs} pairs stand the other way round."
    )
    return Mark(max(1.0 - 2.0 * wrong / pairs, 0.0) * of, of, f"{story} {reason}" if reason else story)
