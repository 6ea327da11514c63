"""Changes to a theory, and undoing them, as plain functions on values.

Each change takes a theory and returns another; none changes the one it is given. A :class:`History` is a value, too:
the theories before, the one now, those after. The page's own editor works in the same way in the browser, and what it
saves is checked by making a :class:`Theory` of it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

from localchange.models.theory_of_change.fields import TheoryError, shown
from localchange.models.theory_of_change.theory import Link, Step, Theory

One = TypeVar("One", Step, Link)


def add_step(theory: Theory, kind: str, level: str, text: str = "", **others: Any) -> Theory:
    """Return the theory with one more step at the end, under the first free name s1, s2, and so on."""
    step = Step(free_id("s", {step.id for step in theory.steps}), kind, level, text, **others)
    return replace(theory, steps=(*theory.steps, step))


def change_step(theory: Theory, name: str, **changes: Any) -> Theory:
    """Return the theory with other values in some fields of a step; its name stays."""
    return replace(theory, steps=_changed(theory.steps, name, changes, "step"))


def move_step(theory: Theory, name: str, x: float, y: float) -> Theory:
    """Return the theory with a step in another place, pixels."""
    return change_step(theory, name, x=x, y=y)


def remove_step(theory: Theory, name: str) -> Theory:
    """Return the theory without a step and without the links that began or ended there."""
    steps = _without(theory.steps, name, "step")
    links = tuple(link for link in theory.links if name not in (link.start, link.end))
    return replace(theory, steps=steps, links=links)


def add_link(theory: Theory, start: str, end: str, sign: str = "+", **others: Any) -> Theory:
    """Return the theory with one more link at the end, under the first free name l1, l2, and so on."""
    link = Link(free_id("l", {link.id for link in theory.links}), start, end, sign=sign, **others)
    return replace(theory, links=(*theory.links, link))


def change_link(theory: Theory, name: str, **changes: Any) -> Theory:
    """Return the theory with other values in some fields of a link; its name stays."""
    return replace(theory, links=_changed(theory.links, name, changes, "link"))


def remove_link(theory: Theory, name: str) -> Theory:
    """Return the theory without a link."""
    return replace(theory, links=_without(theory.links, name, "link"))


def rename(theory: Theory, title: str) -> Theory:
    """Return the theory under another title."""
    return replace(theory, title=title)


def free_id(letter: str, taken: Collection[str]) -> str:
    """Return the first name of a letter and a number that is not taken."""
    number = 1
    while f"{letter}{number}" in taken:
        number += 1
    return f"{letter}{number}"


@dataclass(frozen=True, slots=True)
class History:
    """A theory with its past and its undone future.

    Parameters
    ----------
    now : Theory
        The theory as it stands.
    past, future : tuple of Theory
        What undo and redo go back to, the nearest last.
    """

    now: Theory
    past: tuple[Theory, ...] = ()
    future: tuple[Theory, ...] = ()

    def did(self, theory: Theory) -> History:
        """Return the history with one more change; what had been undone is given up. No change adds nothing."""
        return self if theory == self.now else History(theory, (*self.past, self.now))

    def undo(self) -> History:
        """Return the history one change earlier, or as it is at its beginning."""
        if not self.past:
            return self
        return History(self.past[-1], self.past[:-1], (*self.future, self.now))

    def redo(self) -> History:
        """Return the history with the last undone change made again, or as it is where nothing was undone."""
        if not self.future:
            return self
        return History(self.future[-1], (*self.past, self.now), self.future[:-1])


def _changed(all_of: tuple[One, ...], name: str, changes: dict[str, Any], what: str) -> tuple[One, ...]:
    _must_be_there(all_of, name, what)
    known = {field.name for field in fields(all_of[0])} - {"id"}
    for field in changes:
        if field not in known:
            raise TheoryError(f"A {what} has no “{field}” to change; use {', '.join(sorted(known))}.")
    return tuple(replace(one, **changes) if one.id == name else one for one in all_of)


def _without(all_of: tuple[One, ...], name: str, what: str) -> tuple[One, ...]:
    _must_be_there(all_of, name, what)
    return tuple(one for one in all_of if one.id != name)


def _must_be_there(all_of: tuple[One, ...], name: str, what: str) -> None:
    if name not in {one.id for one in all_of}:
        raise TheoryError(f"No {what} is called {shown(name)}; it may have been removed.")
