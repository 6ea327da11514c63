"""Marks for picking people of a network: run the model again and see how far they get."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from localchange.marking.goals import Goal, add_up
from localchange.marking.mark import Mark, unmarkable
from localchange.marking.reading import NOT_ANSWERED, Unreadable, value_of, words_in

if TYPE_CHECKING:
    from localchange.answers import Answer


def picked(
    answer: Answer | None,
    people: Sequence[str],
    many: int,
    simulate: Callable[[tuple[str, ...]], Any],
    goals: Sequence[Goal],
    of: float,
) -> Mark:
    """Mark people who were picked on a network by what they lead to.

    Parameters
    ----------
    answer
        An answer of the kind ``network``, or ``None``.
    people
        The labels of everybody in the network.
    many
        How many have to be picked. More earn nothing, and neither do fewer: choices of another size cannot be compared.
    simulate
        Called with the labels that were picked, in the order of `people`, so that the order of picking earns
        nothing; gives the outcome that the goals look at. It draws from a fixed seed.
    goals
        What to reach; their points add up to `of`.
    of
        The most that the question can earn.

    Returns
    -------
    Mark
        The points of the goals reached. A simulation that fails sends the question to a person.
    """
    try:
        value = value_of(answer, "network")
        given = set(words_in(value, "agents", "people"))
        if not given:
            raise Unreadable(NOT_ANSWERED)
    except Unreadable as why:
        return Mark(0.0, of, str(why))
    if value.get("ties"):
        return Mark(0.0, of, "Ties were drawn, and this question has none to give.")
    if not given <= set(people):
        return Mark(0.0, of, "Somebody was picked who is not in this network.")
    if len(given) != many:
        return Mark(0.0, of, f"{many} people were asked for, and {len(given)} were picked.")
    try:
        outcome = simulate(tuple(person for person in people if person in given))
    except Exception as error:  # whatever fails here, a person decides
        return unmarkable(of, f"the model did not run with these people ({type(error).__name__}).")
    return add_up(goals, outcome, of)
