"""A lab: a subject with handles, a history, three scenarios, and the words that go with the picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from localchange.errors import CourseError
from localchange.labs.columns import pack_all
from localchange.labs.drawing import Drawing
from localchange.labs.hearing import Hearing
from localchange.labs.history import History, Setting
from localchange.labs.scenarios import Scenarios
from localchange.labs.sharing import from_line, to_line
from localchange.labs.subject import Control, Result, Subject
from localchange.labs.words import MANNERS, change, listed

Record = Callable[[dict[str, float]], str]
"""Saves a setting, and gives the sentence that says so."""

IDLE = "The lab rests while this notebook is marked. Open the notebook yourself to use it."

KEPT_RUNS = 64
"""So many runs are remembered, so that undo and replay need not run the model again."""


class Lab(Hearing, Drawing):
    """The widget of a lab.

    Parameters
    ----------
    subject
        The model, its handles and its picture.
    record
        Where "Hand in these settings" saves; without it there is no such button.
    handed_in
        Settings that were handed in before; the lab opens on them.
    idle
        Show one sentence and run nothing: the notebook is being marked.
    """

    drawn_as = "lab"
    """Which part of its front end draws it."""

    def __init__(
        self,
        subject: Subject,
        *,
        record: Record | None = None,
        handed_in: Mapping[str, float] | None = None,
        idle: bool = False,
        **more: Any,
    ) -> None:
        self.subject = subject
        self.record = record
        self.history = History(subject.baseline)
        self.scenarios = Scenarios()
        self._runs: dict[tuple[tuple[str, float], ...], Result] = {}
        self._band: Iterator[Mapping[str, Any]] | None = None
        self._band_columns: Mapping[str, Any] = {}
        self._band_whole = False
        spec = {"title": subject.title, "idle": IDLE} if idle else self._spec()
        super().__init__(
            kind=self.drawn_as, spec=spec, fixed={} if idle else pack_all(subject.fixed()), **more
        )
        if idle:
            self.words = IDLE
            return
        opening = self._begins() if handed_in is None else self._opens_on(handed_in)
        self._show(opening, subject.baseline, subject.baseline)
        self.on_msg(self.heard)

    @property
    def setting(self) -> dict[str, float]:
        """The settings shown."""
        return dict(self.history.now)

    @property
    def result(self) -> Result:
        """The run that is shown."""
        return self._run(self.history.now)

    def knows(self, act: str) -> bool:
        """Say whether the page may ask for this."""
        return act in ACTS

    def _begins(self) -> str:
        """Say what is shown before anything was done."""
        return f"This is the baseline. {self.subject.baseline_words}"

    def _opens_on(self, handed_in: Mapping[str, float]) -> str:
        """Go back to what was handed in before, and say so."""
        self.history.edit(self.subject.check(handed_in))
        return "These are the settings that you handed in."

    def do(self, act: str, **given: Any) -> None:
        """Do what a press in the browser does, such as ``lab.do("undo")``.

        Raises
        ------
        CourseError
            When the lab does not know the act, or what was given does not fit; nothing has changed then.
        """
        if not self.knows(act):
            raise CourseError("The page asked for something that this lab does not know: run the cell again.")
        before, history = self.history.now, self.history.copy()
        more: dict[str, Any] = {}
        try:
            opening = getattr(self, f"_do_{act}")(more, **given)
            self._show(opening, before, more.pop("before", before), **more)
        except Exception:
            self.history = history
            raise

    # What each message of the browser does; each gives the first words of what is said.

    def _do_edit(
        self, more: dict[str, Any], setting: Mapping[str, Any], gesture: Any = None, **_: Any
    ) -> str:
        self.history.edit(self.subject.check(setting), gesture)
        # While one gesture goes on, what is said compares with where it began.
        more["before"] = self.history.last_change[0] if self.history.last_change else self.history.now
        return self._moved(more["before"], self.history.now)

    def _do_undo(self, more: dict[str, Any], **_: Any) -> str:
        before = self.history.now
        if not self.history.undo():
            more["notice"] = "There is nothing to undo."
        return f"Undone. {self._moved(before, self.history.now)}"

    def _do_redo(self, more: dict[str, Any], **_: Any) -> str:
        before = self.history.now
        if not self.history.redo():
            more["notice"] = "There is nothing to do again."
        return f"Done again. {self._moved(before, self.history.now)}"

    def _do_reset(self, _more: dict[str, Any], **_: Any) -> str:
        self.history.reset()
        return "Back to the baseline."

    def _do_replay(self, more: dict[str, Any], **_: Any) -> str:
        changed = self.history.last_change
        if changed is None:
            more["notice"] = "There is no change to replay yet: move a handle first."
            return ""
        before = self._run(changed[0])
        more["replay"] = {
            "setting": dict(changed[0]),
            "columns": pack_all(before.columns),
            "outputs": self._outputs(before),
            "text": self.subject.says(before, before),
            "top": max(before.top, self.result.top),
        }
        more["replay_words"] = [self._where(setting, changed) for setting in changed]
        return ""

    def _do_keep(self, more: dict[str, Any], slot: int, name: str = "", **_: Any) -> str:
        kept = self.scenarios.keep(int(slot), str(name), self.history.now)
        more["notice"] = f"Kept as “{kept.name}”."
        return ""

    def _do_show(self, more: dict[str, Any], slot: int, **_: Any) -> str:
        kept = self.scenarios.slots[int(slot)]
        if kept is None:
            more["notice"] = "Nothing is kept there yet."
            return ""
        self.history.edit(kept.setting)
        return f"These are the settings of “{kept.name}”."

    def _do_load(self, more: dict[str, Any], text: str, **_: Any) -> str:
        self.history.edit(self.subject.check(from_line(self.subject.name, str(text))))
        more["notice"] = "The settings of that line are shown."
        return "These are the settings of the line."

    def _do_hand_in(self, more: dict[str, Any], **_: Any) -> str:
        if self.record is None:
            raise CourseError("There is nothing to hand in here: this lab is for trying out.")
        more["notice"] = self.record(self.setting)
        return ""

    def _do_band(self, _more: dict[str, Any], **_: Any) -> str:
        if self._band is None:
            self._band = self.subject.band(self.history.now)
        try:
            self._band_columns = next(self._band)
        except StopIteration:
            self._band_whole = True
        return ""

    def tell(self, notice: str) -> None:
        """Say something, and change nothing."""
        self._show("", self.history.now, self.history.now, notice=notice)

    def _show(self, opening: str, shown: Setting, before: Setting, **more: Any) -> None:
        """Bring the page up to date; `shown` was there until now, what is said compares with `before`."""
        if shown != self.history.now:
            self._band, self._band_columns, self._band_whole = None, {}, False
        now = self.result
        if opening:
            self.words = f"{opening} {self.subject.says(now, self._run(before))}"
        self.view = {
            "asked": dict(self._asked),
            "setting": self.setting,
            "baseline": dict(self.subject.baseline),
            "columns": pack_all({**now.columns, **self._band_columns}),
            "outputs": self._outputs(now),
            "top": now.top,
            "text": self.words,
            "undo": self.history.undos,
            "redo": self.history.redos,
            "replayable": self.history.last_change is not None,
            "slots": [
                None
                if kept is None
                else {
                    **vars(kept),
                    "setting": dict(kept.setting),
                    "outputs": dict(self._run(kept.setting).outputs),
                }
                for kept in self.scenarios.slots
            ],
            "share": to_line(self.subject.name, self.setting),
            "band_to_come": not self._band_whole,
            **self._more_shown(),
            **more,
        }

    def _more_shown(self) -> dict[str, Any]:
        """Give what else the page needs, in a lab of another kind."""
        return {}

    def _outputs(self, now: Result) -> dict[str, Any]:
        base = self._run(self.subject.baseline)
        return {
            "now": dict(now.outputs),
            "baseline": dict(base.outputs),
            "words": {
                one.key: change(now.outputs[one.key], base.outputs[one.key], MANNERS[one.format])
                for one in self.subject.outputs
            },
        }

    def _run(self, setting: Setting) -> Result:
        key = tuple(sorted(setting.items()))
        if key not in self._runs:
            while len(self._runs) >= KEPT_RUNS:
                del self._runs[next(iter(self._runs))]
            self._runs[key] = self.subject.run(setting)
        return self._runs[key]

    def _moved(self, before: Setting, now: Setting) -> str:
        parts = [
            f"{control.label}: {control.worded(before[control.key])} to {control.worded(now[control.key])}"
            for control in self._changed(before, now)
        ]
        return f"{'; '.join(parts)}." if parts else "Nothing moved."

    def _where(self, setting: Setting, changed: tuple[Setting, Setting]) -> str:
        return listed([f"{one.label} {one.worded(setting[one.key])}" for one in self._changed(*changed)])

    def _changed(self, before: Setting, now: Setting) -> list[Control]:
        return [control for control in self.subject.controls if before[control.key] != now[control.key]]

    def _spec(self) -> dict[str, Any]:
        subject = self.subject
        return {
            "file": subject.name,
            "title": subject.title,
            "subtitle": subject.subtitle,
            "handles": [control.spec() for control in subject.controls],
            "outputs": [output.spec() for output in subject.outputs],
            "figures": list(subject.figures),
            "table": [vars(head) for head in subject.table],
            "slots": ["Scenario A", "Scenario B", "Scenario C"],
            "assumptions": vars(subject.assumptions),
            "baseline_words": subject.baseline_words,
            "notes": list(subject.notes),
            "attribution": subject.attribution,
            "hand_in": self.record is not None,
        }


ACTS = frozenset(name.removeprefix("_do_") for name in vars(Lab) if name.startswith("_do_"))
