"""The lab of module 1 in which the learner has a policy official's day: short deadlines, and a clock that can stop."""

from __future__ import annotations

from typing import Any

import traitlets

from localchange.errors import CourseError
from localchange.frontend import CourseWidget
from localchange.frontend.rerun import made_here
from localchange.labs.hearing import Hearing
from localchange.labs.lab import IDLE
from localchange.labs.words import listed
from localchange.models import inbox
from localchange.models.inbox import Day, Desk, Work

TITLE = "The official's day: a queue of your own"
SUBTITLE = (
    "Choose what is on your desk. Work comes while you work, and not all of it can be done. The clock stands until "
    "you start it, and you never need it: “until something changes” gives the same day in steps. A toy: the work is "
    "made up."
)
FATES = {
    "done": "done in time",
    "late": "done late",
    "missed": "deadline missed",
    "here": "on the list",
    "to come": "to come",
}
SENTENCES = (
    "This is a toy: one official, one piece of work at a time, which can be put aside and taken up again without loss.",
    "A piece of work that is not done by its deadline loses its points. It can still be finished, and wins nothing.",
    "Minutes, deadlines and points are made up, and were chosen so that not everything can be done.",
    "The best day is found by trying every set of work. It knows in the morning what will come, and you do not: "
    "no one could be sure of doing as well.",
)


class InboxLab(Hearing, CourseWidget):
    """The official's day.

    Attributes
    ----------
    spec
        What never changes, sent once.
    view
        The day so far, and what is said of it.
    """

    bundle_name = "week"

    kind = traitlets.Unicode("inbox").tag(sync=True)
    spec = traitlets.Dict().tag(sync=True)
    fixed = traitlets.Dict().tag(sync=True)
    view = traitlets.Dict().tag(sync=True)

    def __init__(self, day: Day = inbox.OFFICIALS_DAY, *, idle: bool = False) -> None:
        self.day = day
        self.desk = Desk(day)
        self.words = IDLE
        self.quiet = False
        self._past: list[Desk] = []
        super().__init__(spec={"title": TITLE, "idle": IDLE} if idle else self._spec())
        made_here(self)
        if idle:
            return
        self._show("Nine o'clock. Choose what to begin with.")
        self.on_msg(self.heard)

    def as_text(self) -> str:
        """Give the day in words, for a reader without it."""
        return f"{TITLE}. {self.words}"

    def do(self, act: str, **given: Any) -> None:
        """Do what a press in the browser does: ``work``, ``undo`` or ``reset``.

        Raises
        ------
        CourseError
            When the page asks for something that is not possible now; nothing has changed then.
        """
        if act == "work":
            self._work(given.get("key"), given.get("minutes"))
        elif act == "undo":
            if not self._past:
                raise CourseError("There is nothing to undo.")
            self.desk = self._past.pop()
            self._show(f"Undone. It is {_time(self.desk.now)} again.")
        elif act == "reset":
            self._past.append(self.desk)
            self.desk = Desk(self.day)
            self._show("The day begins again. Nine o'clock.")
        else:
            raise CourseError("The page asked for something that this lab does not know: run the cell again.")

    def _work(self, key: str | None, minutes: int | None) -> None:
        before, after = self.desk, self.desk.work(key, minutes)
        # The ticks of a clock are one step of undo, as long as the same work is on the desk.
        if minutes is None or not before.steps or before.steps[-1][0] != key:
            self._past.append(before)
        self.desk = after
        self._show(self._what_happened(before, after, key))

    def _what_happened(self, before: Desk, after: Desk, key: str | None) -> str:
        changes = [(work, before.fate(work), after.fate(work)) for work in self.day]
        parts = [f"It is {_time(after.now)}."]
        for work, was, now in changes:
            if was != now and now in ("done", "late"):
                parts.append(f"{work.label}: {FATES[now]}.")
        missed = [work.label for work, was, now in changes if was != now and now == "missed"]
        if missed:
            parts.append(f"Deadline missed: {listed(missed)}.")
        arrived = [work for work in self.day if before.now < work.arrives <= after.now]
        for work in arrived:
            parts.append(f"New: {work.label}, {work.minutes} minutes, due {_time(work.due)}.")
        if after.over:
            parts.append(self._end())
        self.quiet = len(parts) == 1
        if self.quiet:
            name = {work.key: work.label for work in self.day}.get(key or "", "nothing")
            parts.append(f"On your desk: {name}.")
        return " ".join(parts)

    def _end(self) -> str:
        rows = {fate: [work.label for work in self.day if self.desk.fate(work) == fate] for fate in FATES}
        best = inbox.best(self.day)
        return (
            f"The day is over. Done in time: {_listed(rows['done'])}. Late: {_listed(rows['late'])}. "
            f"Slipped: {_listed(rows['missed'])}. You lose {self.desk.lost()} points; the best day loses "
            f"{best.lost()}, and it drops {_listed([w.label for w in self.day if best.fate(w) != 'done'])}."
        )

    def tell(self, notice: str) -> None:
        """Say something, and change nothing."""
        self._show(self.words, notice=notice)

    def _show(self, words: str, notice: str = "") -> None:
        self.words = words
        spent, desk = self.desk.worked(), self.desk
        self.view = {
            "asked": dict(self._asked),
            "notice": notice,
            "text": words,
            "quiet": self.quiet,
            "now": desk.now,
            "time": _time(desk.now),
            "over": desk.over,
            "lost": desk.lost(),
            "on_desk": desk.steps[-1][0] if desk.steps else None,
            "undo": len(self._past),
            "steps": [list(step) for step in desk.steps],
            "work": [
                {
                    "key": work.key,
                    "spent": spent[work.key],
                    "fate": desk.fate(work),
                    "says": FATES[desk.fate(work)],
                }
                for work in self.day
            ],
            "best": self._comparison() if desk.over else None,
        }

    def _comparison(self) -> dict[str, Any]:
        best = inbox.best(self.day)
        rules = [(name, inbox.by_rule(self.day, key)) for key, (name, _) in inbox.RULES.items()]
        rows = [("Yours", self.desk), ("The best day", best), *rules]
        return {
            "steps": [list(step) for step in best.steps],
            "rows": [[name, one.lost(), _listed(self._failed(one))] for name, one in rows],
        }

    def _failed(self, desk: Desk) -> list[str]:
        return [work.label for work in self.day if desk.fate(work) != "done"]

    def _spec(self) -> dict[str, Any]:
        return {
            "title": TITLE,
            "subtitle": SUBTITLE,
            "file": "officials-day",
            "opens": inbox.OPENS,
            "closes": inbox.CLOSES,
            "work": [_described(work) for work in self.day],
            "assumptions": list(SENTENCES),
            "attribution": "A toy: work, minutes, deadlines and points are made up, and chosen to make a point.",
        }


def _described(work: Work) -> dict[str, Any]:
    times = {"arrives_words": _time(work.arrives), "due_words": _time(work.due)}
    return {**{name: getattr(work, name) for name in Work.__slots__}, **times}


def _time(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02d}"


def _listed(names: list[str]) -> str:
    return listed(names) if names else "nothing"
