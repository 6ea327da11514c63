"""Marks for sharing out a budget."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from localchange.marking.goals import Goal, add_up
from localchange.marking.mark import Mark
from localchange.marking.reading import Unreadable, numbers_in, value_of

if TYPE_CHECKING:
    from localchange.answers import Answer


def allocation(
    answer: Answer | None, rules: Sequence[Goal], of: float, items: Collection[str], total: float = 100.0
) -> Mark:
    """Mark how a budget was shared out.

    Parameters
    ----------
    answer
        An answer of the kind ``allocation``, or ``None``.
    rules
        Goals, each called with the amounts by item; their points add up to `of`.
    of
        The most that the question can earn.
    items
        What the budget could go to; one that was left out counts as 0.
    total
        The budget.

    Returns
    -------
    Mark
        The points of the goals reached; nothing for amounts below 0 or a sum that is not the budget.
    """
    try:
        given = numbers_in(value_of(answer, "allocation"), "amounts", "allocation")
    except Unreadable as why:
        return Mark(0.0, of, str(why))
    if not set(given) <= set(items):
        return Mark(0.0, of, "The allocation that was saved names something that is not on offer.")
    if any(amount < 0 for amount in given.values()):
        return Mark(0.0, of, "The allocation that was saved has an amount below 0.")
    spent = sum(given.values())
    if abs(spent - total) > 1e-6 * total:
        return Mark(0.0, of, f"The amounts add up to {spent:,.10g}, and the budget is {total:,.10g}.")
    return add_up(rules, {item: given.get(item, 0.0) for item in items}, of)
