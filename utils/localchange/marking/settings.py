"""Marks for the settings of a lab: run the model again and see what they reach."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Protocol
from weakref import WeakKeyDictionary

from localchange.marking.goals import Goal, add_up
from localchange.marking.mark import Mark, unmarkable
from localchange.marking.reading import Unreadable, numbers_in, value_of
from localchange.marking.runs import Runs, settled

if TYPE_CHECKING:
    from localchange.answers import Answer

Simulate = Callable[[dict[str, float]], Any]
MOST_KEPT = 1000
"""Outcomes that are kept of one simulation; of those beyond, the one that was asked for longest ago goes."""
_KEPT: WeakKeyDictionary[Simulate, OrderedDict[tuple[tuple[str, float], ...], Any]] = WeakKeyDictionary()


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
    simulate: Simulate,
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
        Called with the settings by name; gives the outcome that the goals look at, or `Runs` of which it is the mean.
        It draws from a fixed seed, so that the same settings always earn the same mark, and is run once for each: its
        outcome is kept.
    goals
        What to reach; each states its own tolerance; their points add up to `of`. A simulation that
        gives `Runs` belongs to one list of goals: how many runs are made, and kept, depends on them.
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
        outcome = _outcome(simulate, given, goals)
    except Exception as error:  # whatever fails here, a person decides
        return unmarkable(of, f"the model did not run with these settings ({type(error).__name__}).")
    return add_up(goals, outcome, of)


def _outcome(simulate: Simulate, given: dict[str, float], goals: Sequence[Goal]) -> Any:
    """Run a simulation, unless it has been run with the same settings before."""
    try:
        kept = _KEPT.setdefault(simulate, OrderedDict())
    except TypeError:  # nothing can be kept for it
        return _run(simulate, given, goals)
    at = tuple(sorted(given.items()))
    if at not in kept:
        kept[at] = _run(simulate, given, goals)
        if len(kept) > MOST_KEPT:
            kept.popitem(last=False)
    kept.move_to_end(at)
    return kept[at]


def _run(simulate: Simulate, given: dict[str, float], goals: Sequence[Goal]) -> Any:
    found = simulate(dict(given))
    return settled(found, goals) if isinstance(found, Runs) else found
