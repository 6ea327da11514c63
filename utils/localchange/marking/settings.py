"""Marks for the settings of a lab: run the model again and see what they reach."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from localchange.marking.goals import Goal, add_up
from localchange.marking.mark import Mark, unmarkable
from localchange.marking.reading import Unreadable, numbers_in, value_of

if TYPE_CHECKING:
    from localchange.answers import Answer


class Bounded(Protocol):
    """A handle of a lab, as far as marking needs it."""

    @property
    def key(self) -> str:
        """The name under which the setting is saved."""

    @property
    def low(self) -> float:
        """The smallest value that the handle allows."""

    @property
    def high(self) -> float:
        """The largest value that the handle allows."""


def setting(
    answer: Answer | None,
    simulate: Callable[[dict[str, float]], Any],
    goals: Sequence[Goal],
    of: float,
    handles: Sequence[Bounded] | None = None,
) -> Mark:
    """Mark the settings of a lab by what they lead to.

    Parameters
    ----------
    answer
        An answer of the kind ``setting``, or ``None``.
    simulate
        Called with the settings by name; gives the outcome that the goals look at. It draws from a fixed
        seed, so that the same settings always earn the same mark.
    goals
        What to reach; each states its own tolerance; their points add up to `of`.
    of
        The most that the question can earn.
    handles
        The handles of the lab: settings outside their bounds, or for another handle, earn nothing.

    Returns
    -------
    Mark
        The points of the goals reached. A simulation that fails sends the question to a person.
    """
    try:
        given = numbers_in(value_of(answer, "setting"), "setting", "setting")
    except Unreadable as why:
        return Mark(0.0, of, str(why))
    if not given:
        return Mark(0.0, of, "Not answered.")
    for handle in handles or ():
        if handle.key in given and not handle.low <= given[handle.key] <= handle.high:
            return Mark(0.0, of, f"The setting of {handle.key} is outside what the lab allows.")
    if handles is not None and set(given) != {handle.key for handle in handles}:
        return Mark(0.0, of, "The settings that were saved are not those of this lab.")
    try:
        outcome = simulate(dict(given))
    except Exception as error:  # whatever fails here, a person decides
        return unmarkable(of, f"the model did not run with these settings ({type(error).__name__}).")
    return add_up(goals, outcome, of)
