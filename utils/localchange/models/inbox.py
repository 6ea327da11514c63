"""A policy official's day: work arrives while other work is on the desk, and each piece has its deadline.

A toy. At every moment one piece of work is on the desk, or none; it can be put aside and taken up again without loss.
Work that is not done by its deadline loses its points. Minutes, deadlines and points are made up, and chosen so that
not everything can be done.

Without a clock the day goes in steps: choose, and work until it is done or something new arrives. With a clock the
same day goes by in small steps. What becomes of it depends only on what was on the desk when.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from localchange.errors import CourseError

OPENS = 9 * 60
CLOSES = 17 * 60 + 30


@dataclass(frozen=True, slots=True)
class Work:
    """One piece of work; times are minutes after midnight."""

    key: str
    label: str
    says: str
    arrives: int
    minutes: int
    due: int
    points: int


Day = tuple[Work, ...]
Step = tuple[str | None, int]
"""What was on the desk (``None``: nothing), and for how many minutes."""

OFFICIALS_DAY: Day = (
    Work("submission", "Submission on data collections", "Advice to the minister, due at the end of the day.",
         OPENS, 150, CLOSES, 9),
    Work("consultation", "Read local replies to a consultation", "They say how the last request landed.",
         OPENS, 75, 16 * 60, 6),
    Work("meeting", "Note for this morning's meeting", "Two pages, before the meeting begins.",
         OPENS, 45, 11 * 60, 4),
    Work("question", "A minister's question", "A written answer is wanted within two hours.",
         9 * 60 + 40, 60, 11 * 60 + 40, 7),
    Work("numbers", "Figures for a speech", "The speech is this afternoon.",
         10 * 60 + 30, 40, 14 * 60, 3),
    Work("number10", "A call from No 10", "A line to take, and the number behind it, before lunch.",
         11 * 60 + 15, 45, 12 * 60 + 30, 8),
    Work("request", "Redraft a request to the front line", "It asks for too much; to ask for less takes time.",
         12 * 60, 90, 16 * 60 + 30, 6),
    Work("letter", "A letter from a member of parliament", "A reply is due by four.",
         13 * 60, 40, 16 * 60, 3),
    Work("press", "The press office rings", "A journalist prints at three.",
         14 * 60, 30, 15 * 60, 5),
    Work("urgent", "Private office: an urgent briefing", "For a debate at five.",
         15 * 60, 60, 16 * 60 + 45, 6),
)  # fmt: skip


@dataclass(frozen=True)
class Desk:
    """A day so far."""

    day: Day
    steps: tuple[Step, ...] = ()

    @property
    def now(self) -> int:
        """The time, minutes after midnight."""
        return OPENS + sum(minutes for _, minutes in self.steps)

    @property
    def over(self) -> bool:
        """Whether the day is over."""
        return self.now >= CLOSES

    def worked(self) -> dict[str, int]:
        """Give the minutes spent on each piece of work."""
        spent = {work.key: 0 for work in self.day}
        for key, minutes in self.steps:
            if key is not None:
                spent[key] += minutes
        return spent

    def finished(self) -> dict[str, int]:
        """Give when each piece of work that is done was done."""
        spent, now, done = {work.key: 0 for work in self.day}, OPENS, dict[str, int]()
        needs = {work.key: work.minutes for work in self.day}
        for key, minutes in self.steps:
            now += minutes
            if key is not None:
                spent[key] += minutes
                if spent[key] == needs[key]:
                    done[key] = now
        return done

    def here(self) -> tuple[Work, ...]:
        """Give the work that has arrived and is not done."""
        spent = self.worked()
        return tuple(work for work in self.day if work.arrives <= self.now and spent[work.key] < work.minutes)

    def next_change(self, key: str | None) -> int:
        """Give the time at which what is on the desk is done, something arrives, or the day ends."""
        coming = [work.arrives for work in self.day if work.arrives > self.now]
        ends = [self.now + work.minutes - self.worked()[key] for work in self.day if work.key == key]
        return min([CLOSES, *coming, *ends])

    def work(self, key: str | None, minutes: int | None = None) -> Desk:
        """Work on something (``None``: wait) until something changes, or for so many minutes if that is sooner.

        Raises
        ------
        CourseError
            When the day is over, or the work is not there (not yet, or no longer).
        """
        if self.over:
            raise CourseError("The day is over: start it again.")
        if key is not None and key not in {work.key for work in self.here()}:
            raise CourseError("That work is not on the list now: choose another.")
        until = self.next_change(key)
        if minutes is not None:
            if isinstance(minutes, bool) or int(minutes) != minutes or minutes < 1:
                raise CourseError("Work for a whole number of minutes, at least one.")
            until = min(until, self.now + int(minutes))
        step = until - self.now
        if self.steps and self.steps[-1][0] == key:
            return Desk(self.day, (*self.steps[:-1], (key, self.steps[-1][1] + step)))
        return Desk(self.day, (*self.steps, (key, step)))

    def lost(self) -> int:
        """Give the points of all that was done late or not at all, and of what can no longer be done in time."""
        done = self.finished()
        return sum(work.points for work in self.day if done.get(work.key, self.now + 1) > work.due)

    def fate(self, work: Work) -> str:
        """Say what has become of a piece of work: "done", "late", "missed", "here" or "to come"."""
        done = self.finished().get(work.key)
        if done is not None:
            return "done" if done <= work.due else "late"
        if work.arrives > self.now:
            return "to come"
        return "missed" if self.now >= work.due else "here"


RULES: Mapping[str, tuple[str, Callable[[Work, Desk], float]]] = {
    "newest": ("Whatever came last", lambda work, desk: -work.arrives),
    "first_come": ("Whatever came first", lambda work, desk: work.arrives),
    "due": ("The first deadline that can still be met", lambda work, desk: work.due),
}
"""Simple rules: their names, and whose number is least is done next; each drops what can no longer be done in time."""


def by_rule(day: Day, rule: str) -> Desk:
    """Work through the day by a rule of ``RULES``."""
    number = RULES[rule][1]
    desk = Desk(day)
    while not desk.over:
        spent = desk.worked()
        in_time = [w for w in desk.here() if desk.now + w.minutes - spent[w.key] <= w.due]
        chosen = min(in_time, key=lambda w: number(w, desk), default=None)
        desk = desk.work(chosen.key if chosen else None)
    return desk


@lru_cache(maxsize=8)
def best(day: Day) -> Desk:
    """Find a day that loses the fewest points, exactly.

    Every set of work is tried: if a set can be done in time at all, it can be by always doing what is due first, as
    any two pieces in another order can change places. So one look at each set is enough.
    """
    found: tuple[int, Desk] | None = None
    for chosen in range(1 << len(day)):
        some = [work for i, work in enumerate(day) if chosen >> i & 1]
        points = sum(work.points for work in some)
        if (found is None or points > found[0]) and (desk := _in_time(day, some)) is not None:
            found = (points, desk)
    assert found is not None  # the empty set can always be done
    return found[1]


def _in_time(day: Day, some: Sequence[Work]) -> Desk | None:
    """Do a set of work, what is due first being done first; None when some of it ends late."""
    left = {work.key: work.minutes for work in some}
    now, steps = OPENS, list[Step]()
    while now < CLOSES:
        here = [work for work in some if work.arrives <= now and left[work.key]]
        coming = [work.arrives for work in some if work.arrives > now]
        until = min([CLOSES, *coming])
        if here:
            work = min(here, key=lambda one: one.due)
            until = min(until, now + left[work.key])
            left[work.key] -= until - now
            if until > work.due:
                return None
            steps.append((work.key, until - now))
        else:
            steps.append((None, until - now))
        now = until
    return Desk(day, tuple(steps)) if not any(left.values()) else None


def replay(day: Day, steps: Sequence[Step]) -> Desk:
    """Live a day again from what was on the desk when; a CourseError says what could not have been."""
    desk = Desk(day)
    for key, minutes in steps:
        left = minutes
        while left > 0:
            before = desk.now
            desk = desk.work(key, left)
            left -= desk.now - before
    return desk
