"""What a person did with the handles of a lab, so that it can be undone, done again and replayed."""

from __future__ import annotations

from collections.abc import Mapping

Setting = Mapping[str, float]


class History:
    """A line of settings with a place on it: undo goes back, redo forward, without end.

    Parameters
    ----------
    start
        The setting at the beginning: the baseline of the lab.
    """

    def __init__(self, start: Setting) -> None:
        self.start: Setting = dict(start)
        self._now: Setting = self.start
        self._past: list[Setting] = []
        self._future: list[Setting] = []
        self._gesture: object = None

    @property
    def now(self) -> Setting:
        """The setting that is shown."""
        return self._now

    @property
    def undos(self) -> int:
        """How many steps can be undone."""
        return len(self._past)

    @property
    def redos(self) -> int:
        """How many undone steps can be done again."""
        return len(self._future)

    @property
    def last_change(self) -> tuple[Setting, Setting] | None:
        """The settings before and after the newest step that is not undone."""
        return (self._past[-1], self._now) if self._past else None

    def copy(self) -> History:
        """Give a history that goes its own way from here."""
        other = History(self.start)
        other._now, other._gesture = self._now, self._gesture
        other._past, other._future = list(self._past), list(self._future)
        return other

    def edit(self, setting: Setting, gesture: object = None) -> None:
        """Move to a new setting.

        Parameters
        ----------
        setting
            All handles, each with its value.
        gesture
            Changes that carry the same gesture (one drag, or a held arrow key) are one step.
        """
        going_on = gesture is not None and gesture == self._gesture and bool(self._past)
        if not going_on and setting != self._now:
            self._past.append(self._now)
        self._gesture = gesture
        if setting != self._now:
            self._future.clear()
        self._now = dict(setting)
        if going_on and self._past[-1] == self._now:
            self._past.pop()
            self._gesture = None

    def reset(self) -> None:
        """Go back to the start, as a step of its own that can be undone."""
        self.edit(self.start)

    def undo(self) -> bool:
        """Take the newest step back; False when there is none."""
        return self._step(self._past, self._future)

    def redo(self) -> bool:
        """Do the step again that was undone last; False when there is none."""
        return self._step(self._future, self._past)

    def _step(self, source: list[Setting], other: list[Setting]) -> bool:
        self._gesture = None
        if not source:
            return False
        other.append(self._now)
        self._now = source.pop()
        return True
