"""Running a learner's cells in a session, and in a new one where the old one died.

A notebook that ends its session (with ``os._exit``, say, or a loop that cannot be interrupted) loses the cell that
did it and keeps the rest: the cells before it run again in a fresh session, as long as the time of the notebook lasts.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from nbformat import NotebookNode

from localchange.grading.analyst.chosen import defines
from localchange.grading.sandbox import CellRun, Raised, Sandbox, Session, SessionEnded
from localchange.grading.sandbox.ended import sentence_for

PLACE = re.compile(r"<ipython-input-[^>]{1,100}>, ")
MISSING = re.compile(r"name '(\w{1,100})' is not defined")
MOST_SESSIONS = 12
DEEPEST = 20
LAST_CRUMB = 0.5
SECOND_PATIENCE = 4.0
"""Seconds for a function that took too long once: what it holds up is time of the learner's other questions."""

T = TypeVar("T")


@dataclass(frozen=True)
class Ran:
    """What came of a cell of the learner's.

    Parameters
    ----------
    outputs
        What it showed.
    error
        Why it stopped, in one line; ``None`` when it did not.
    """

    outputs: tuple[NotebookNode, ...] = ()
    error: str | None = None


class Running:
    """A learner's work, running.

    Parameters
    ----------
    sandbox
        Where it runs.
    files
        Data files beside our source.
    extra
        Cells of the learner's own that have not run; one that defines a name which is missing runs when it is missed.
    """

    def __init__(self, sandbox: Sandbox, files: Mapping[str, bytes], extra: Sequence[str]) -> None:
        self._sandbox = sandbox
        self._files = files
        self._extra = list(extra)
        self._ran: list[str] = []
        self._session: Session | None = None
        self._sessions = self._depth = 0
        self._events: dict[str, None] = {}
        self._endless: set[str] = set()
        self._until: float | None = None

    @property
    def events(self) -> tuple[str, ...]:
        """Say what was odd, over all sessions."""
        self._note()
        return tuple(self._events)

    def run(self, code: str) -> Ran:
        """Run one cell; whatever it does, not an error, but for a sandbox that does not start.

        Parameters
        ----------
        code
            What stands in it.
        """
        try:
            run = self._with_missing(lambda session: _checked(session.run_cell(code)))
        except SessionEnded as ended:
            if ended.why == "started":
                raise
            return Ran(error=ended.sentence)
        except _StoppedError as stopped:
            run = stopped.run
        self._ran.append(code)
        return Ran(run.outputs, None if run.error is None else PLACE.sub("", run.error))

    def take(self, code: str) -> bool:
        """Take an extra cell that is about to run in its turn; ``False`` when it ran before, because it was missed."""
        if code not in self._extra:
            return False
        self._extra.remove(code)
        return True

    def ask(self, function: str, args: Any, kwargs: Mapping[str, Any]) -> Any:
        """Call a function of the learner's; it raises as `Session.ask` does."""
        seconds = SECOND_PATIENCE if function in self._endless else None
        try:
            return self._with_missing(lambda session: session.ask(function, args, kwargs, seconds=seconds))
        except Raised as raised:
            if raised.kind == "TimeLimit":
                self._endless.add(function)
            raise
        except SessionEnded as ended:
            if ended.why == "call":
                self._endless.add(function)
            raise

    def value(self, name: str) -> Any:
        """Look at a variable of the learner's; it raises as `Session.value` does."""
        return self._with_missing(lambda session: session.value(name))

    def close(self) -> None:
        """Kill what still runs."""
        self._note()
        if self._session is not None:
            self._session.close()
            self._session = None

    def _with_missing(self, do: Callable[[Session], T]) -> T:
        """Do something; where a name is missing that an extra cell defines, run that cell and try again."""
        while True:
            session = self._alive()
            try:
                return do(session)
            except SessionEnded:
                self.close()
                raise
            except (Raised, _StoppedError) as error:
                message = error.message if isinstance(error, Raised) else str(error)
                found = self._missing_cell(message)
                if found is None or self._depth >= DEEPEST:
                    raise
                self._extra.remove(found)
                self._depth += 1
                self.run(found)
                self._depth -= 1

    def _missing_cell(self, message: str) -> str | None:
        missing = MISSING.search(message)
        if missing is None:
            return None
        return next((code for code in self._extra if defines(code, missing[1])), None)

    def _alive(self) -> Session:
        """Give a session in which everything has run that ran before."""
        while self._session is None:
            limits = self._sandbox.limits
            now = time.monotonic()
            if self._until is None:
                self._until = now + limits.wall_seconds
            if self._until - now < LAST_CRUMB or self._sessions >= MOST_SESSIONS:
                raise SessionEnded("time", sentence_for("time", limits))
            self._sessions += 1
            self._session = self._sandbox.session(self._files, seconds=self._until - now)
            for code in list(self._ran):
                try:
                    self._session.run_cell(code)
                except SessionEnded:
                    self._ran.remove(code)
                    self.close()
                    break
        return self._session

    def _note(self) -> None:
        if self._session is not None:
            self._events.update(dict.fromkeys(self._session.events))


class _StoppedError(Exception):
    """A cell stopped with an error."""

    def __init__(self, run: CellRun) -> None:
        super().__init__(run.error)
        self.run = run


def _checked(run: CellRun) -> CellRun:
    if run.error is not None and MISSING.search(run.error):
        raise _StoppedError(run)
    return run
