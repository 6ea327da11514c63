"""Marks for people picked and ties drawn on a network: let the change spread again and see how far it comes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, Any

from localchange.marking.goals import Goal, add_up
from localchange.marking.mark import Mark, unmarkable
from localchange.marking.reading import NOT_ANSWERED, Unreadable, value_of, words_in

if TYPE_CHECKING:
    from localchange.answers import Answer

Tie = tuple[str, str]
Simulate = Callable[[tuple[str, ...], tuple[Tie, ...]], Any]


def network(
    answer: Answer | None,
    simulate: Simulate,
    goals: Sequence[Goal],
    of: float,
    people: Collection[str],
    agents: int = 8,
    ties: int = 0,
) -> Mark:
    """Mark picks on a network by what they lead to.

    Parameters
    ----------
    answer
        An answer of the kind ``network``, or ``None``.
    simulate
        Called with the people who are picked and the new ties; gives the outcome that the goals look at. It draws
        from fixed seeds, so that the same picks always earn the same mark.
    goals
        What to reach; their points add up to `of`.
    of
        The most that the question can earn.
    people
        Who is in the network: anybody else earns nothing.
    agents, ties
        How many may be picked, and drawn; more earn nothing.

    Returns
    -------
    Mark
        The points of the goals reached. A simulation that fails sends the question to a person.
    """
    try:
        value = value_of(answer, "network")
        picked = tuple(words_in(value, "agents", "answer"))
        drawn = _ties_in(value.get("ties"))
    except Unreadable as why:
        return Mark(0.0, of, str(why))
    if not picked and not drawn:
        return Mark(0.0, of, NOT_ANSWERED)
    if len(picked) > agents or len(drawn) > ties:
        return Mark(0.0, of, f"At most {agents} people may be picked and {ties} ties drawn: this has more.")
    ends = [name for tie in drawn for name in tie]
    twice = len(set(picked)) < len(picked) or any(one == other for one, other in drawn)
    if twice or not {*picked, *ends} <= set(people):
        return Mark(0.0, of, "The people who were saved are not those of this network.")
    try:
        outcome = simulate(picked, drawn)
    except Exception as error:  # whatever fails here, a person decides
        return unmarkable(of, f"the model did not run with these people ({type(error).__name__}).")
    return add_up(goals, outcome, of)


def _ties_in(given: Any) -> tuple[Tie, ...]:
    pairs = given if isinstance(given, (list, tuple)) else [None]
    ties = []
    for pair in pairs:
        if (
            not isinstance(pair, (list, tuple))
            or len(pair) != 2
            or not all(isinstance(end, str) for end in pair)
        ):
            raise Unreadable("The ties that were saved have not the form that this question writes.")
        ties.append((pair[0], pair[1]))
    return tuple(ties)
