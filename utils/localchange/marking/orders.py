"""Marks for putting things in order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from localchange.marking.mark import Mark, unmarkable
from localchange.marking.reading import Unreadable, finite, value_of, words_in

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
    given = _order_of(answer, order)
    if isinstance(given, str):
        return Mark(0.0, of, given)
    pairs = len(order) * (len(order) - 1) // 2
    wrong = kendall_distance(given, order)
    story = (
        "Every pair is in order." if wrong == 0 else f"{wrong} of {pairs} pairs stand the other way round."
    )
    return Mark(max(1.0 - 2.0 * wrong / pairs, 0.0) * of, of, f"{story} {reason}" if reason else story)


def worth(
    answer: Answer | None,
    items: Sequence[str],
    value: Callable[[tuple[str, ...]], float],
    of: float,
    reason: str | None = None,
) -> Mark:
    """Mark an order by what it is worth, where several orders may be as good as the best.

    Parameters
    ----------
    answer
        An answer of the kind ``ranking``, or ``None``.
    items
        The things to put in order.
    value
        Called with the order; gives the share of all that could be had, from 0 to 1.
    of
        The most that the question can earn.
    reason
        What makes an order good; shown whatever was answered.

    Returns
    -------
    Mark
        That share of `of`. A value that cannot be worked out sends the question to a person.
    """
    given = _order_of(answer, items)
    if isinstance(given, str):
        return Mark(0.0, of, given)
    try:
        share = finite(value(tuple(given)))
    except Exception as error:  # whatever fails here, a person decides
        return unmarkable(of, f"the order could not be tried out ({type(error).__name__}).")
    if share is None:
        return unmarkable(of, "trying out the order gave no clear result.")
    share = min(max(share, 0.0), 1.0)
    story = (
        "Your order is as good as any."
        if share == 1
        else f"Your order gains {share:.0%} of what the best one gains."
    )
    return Mark(share * of, of, f"{story} {reason}" if reason else story)


def _order_of(answer: Answer | None, items: Sequence[str]) -> list[str] | str:
    """Give the order that was saved, or why there is none that can be marked."""
    try:
        given = words_in(value_of(answer, "ranking"), "order", "order")
    except Unreadable as why:
        return str(why)
    if sorted(given) != sorted(items):
        return "The order that was saved does not hold each of the things to put in order once."
    return list(given)
