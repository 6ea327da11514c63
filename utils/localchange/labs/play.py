"""A lab that is played month by month: decide, live the month, see what is known then, decide again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from localchange.labs.history import Setting
from localchange.labs.lab import Lab
from localchange.labs.subject import Control, Subject

ONCE = "A month that is lived is saved, and cannot be taken back."

UNDO, REDO, RESET = (
    ("undo", "Take back a month"),
    ("redo", "Live it again as before"),
    ("reset", "Start again"),
)


class PlayedSubject(Subject, Protocol):
    """A subject whose setting is what was decided so far, one month after another."""

    live_label: str
    """What the button says that lives the next month."""
    decided_words: str
    """What the handle decides, for the list of decisions in a file, such as "Posts advertised"."""

    def decided(self, setting: Setting) -> tuple[int, ...]:
        """Give the decisions of the months lived so far."""

    def decide(self, setting: Setting, handles: Mapping[str, Any]) -> dict[str, float]:
        """Give the setting with one more month decided; a CourseError when there is none left."""

    def is_over(self, setting: Setting) -> bool:
        """Say whether every month is lived."""


class Play(Lab):
    """The widget of a lab that is played; every month is saved as it is lived.

    Parameters
    ----------
    subject
        The model, the one handle, the picture.
    once
        A month that is lived cannot be taken back.
    """

    subject: PlayedSubject

    def __init__(self, subject: PlayedSubject, *, once: bool = False, **more: Any) -> None:
        self.once = once
        super().__init__(subject, **more)

    def knows(self, act: str) -> bool:
        """Say whether the page may ask for this."""
        return act == "live" or (not self.once and act in {"undo", "redo", "reset"})

    def _opens_on(self, handed_in: Mapping[str, float]) -> str:
        """Go back to where the play was left, each month a step that can be taken back."""
        setting = self.history.now
        for posts in self.subject.decided(self.subject.check(handed_in)):
            setting = self.subject.decide(setting, {self._control.key: posts})
            self.history.edit(setting)
        return "You left off here." if self.history.undos else self._begins()

    def _begins(self) -> str:
        return "Nothing is decided yet."

    @property
    def _control(self) -> Control:
        return self.subject.controls[0]

    def _do_live(self, more: dict[str, Any], setting: Any = None, **_: Any) -> str:
        self.history.edit(self.subject.decide(self.history.now, setting))
        more["notice"] = self._save()
        return f"{self.subject.decided_words} in month {len(self._decided)}: {self._decided[-1]}."

    def _do_undo(self, more: dict[str, Any], **_: Any) -> str:
        if not self.history.undo():
            more["notice"] = "There is no month to take back."
            return ""
        more["notice"] = self._save()
        return "Taken back."

    def _do_redo(self, more: dict[str, Any], **_: Any) -> str:
        if not self.history.redo():
            more["notice"] = "There is no month to live again."
            return ""
        more["notice"] = self._save()
        return "Lived again."

    def _do_reset(self, _more: dict[str, Any], **_: Any) -> str:
        if not self._decided:
            _more["notice"] = "You are at the beginning."
            return ""
        self.history.reset()
        _more["notice"] = self._save()
        return "You start again, in the same year."

    @property
    def _decided(self) -> tuple[int, ...]:
        return self.subject.decided(self.history.now)

    def _save(self) -> str:
        return "" if self.record is None else self.record(self.setting)

    def _more_shown(self) -> dict[str, Any]:
        decided = self._decided
        key = self._control.key
        said = ", ".join(str(n) for n in decided) or "none yet"
        return {
            "setting": {key: float(decided[-1]) if decided else self._control.low},
            "over": self.subject.is_over(self.history.now),
            "decisions": f"{self.subject.decided_words}, month by month: {said}.",
            "band_to_come": False,
        }

    def _spec(self) -> dict[str, Any]:
        tools = [] if self.once else [UNDO, REDO, RESET]
        return {
            **super()._spec(),
            "hand_in": False,
            "tools": [list(tool) for tool in tools],
            "legend": "Your decision this month",
            "play": self.subject.live_label,
            "play_note": ONCE if self.once else "",
        }
