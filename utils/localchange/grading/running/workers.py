"""Processes that stay, each with a pipe of its own, so that the death of one is the affair of one submission.

On Linux they are forked from a process that has imported what they need and has done nothing else: `warm` starts it,
the earlier the better. A process that takes the place of a dead one is then there at once too.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field
from multiprocessing import connection, forkserver
from typing import Any, Generic, TypeVar

from localchange.errors import CourseError

Task = TypeVar("Task")
Result = TypeVar("Result")
SetUp = Callable[..., "AbstractContextManager[Callable[[Any], Any]]"]

AHEAD = 2
"""Submissions that a process has in hand, so that it need not wait for the one that writes."""
TRIES = 2
STARTS = 3
"""Times in a row that a process may die before it has marked anything."""
FORKED = sys.platform == "linux" and sys.version_info >= (3, 11, 1)
"""Elsewhere every process is started from nothing, and imports for itself. In Python 3.11.0 other users of the computer
could reach the process that others are forked from (CVE-2022-42919)."""


@dataclass(frozen=True)
class Lost:
    """A task that no process brought to an end.

    Parameters
    ----------
    reason
        What happened, in a sentence without its full stop.
    """

    reason: str


def warm(*modules: str) -> None:
    """Start, once, the process that others are forked from, and return without waiting for it.

    Parameters
    ----------
    modules
        What it imports.
    """
    if FORKED:
        multiprocessing.set_forkserver_preload(list(modules))
        forkserver.ensure_running()


@dataclass
class _Worker:
    process: Any
    pipe: connection.Connection
    ready: bool = False
    since: float = field(default_factory=time.monotonic)
    in_hand: deque[Any] = field(default_factory=deque)


class Workers(Generic[Task, Result]):
    """Gives tasks to processes and brings back what they made of them.

    Parameters
    ----------
    set_up
        Called in each process, with `arguments`: a context manager that gives what does one task. Both must be found
        by their name in a module.
    arguments
        Plain data.
    count
        How many processes.
    most_seconds
        The longest that one task may take; a process that takes longer is killed, and so is one that takes as long
        to get ready.
    load
        Called here with a task just before it is given away: what the process gets in its place.
    """

    def __init__(
        self,
        set_up: SetUp,
        arguments: tuple[Any, ...],
        count: int,
        most_seconds: float,
        load: Callable[[Any], Any] | None = None,
    ) -> None:
        self._set_up, self._arguments = set_up, arguments
        self._load = load
        self._count, self._most = count, most_seconds
        self._context: Any = multiprocessing.get_context("forkserver" if FORKED else "spawn")
        self._workers: list[_Worker] = []
        self._dead_in_a_row = 0

    def __enter__(self) -> Workers[Task, Result]:
        """Start the processes."""
        warm(self._set_up.__module__)
        self._workers = [self._start() for _ in range(self._count)]
        return self

    def __exit__(self, *_: object) -> None:
        """Stop them, whatever they are doing."""
        for worker in self._workers:
            worker.pipe.close()
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join(5)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()

    def run(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Result | Lost]]:
        """Have tasks done.

        Parameters
        ----------
        tasks
            Plain data.

        Yields
        ------
        tuple
            Each task with its result, as they come in. A task in whose hands a process died is given to another one,
            once.
        """
        left = deque((task, 0) for task in tasks)
        waiting = len(left)
        while waiting:
            for worker in self._workers:
                while left and len(worker.in_hand) < AHEAD:
                    self._give(worker, left.popleft())
            for worker, said in self._heard():
                if said is None:
                    lost = self._replace(worker, left)
                    if lost is not None:
                        waiting -= 1
                        yield lost
                elif said[0] == "ready":
                    worker.ready, worker.since = True, time.monotonic()
                elif said[0] == "refused":
                    raise CourseError(said[1])
                else:
                    self._dead_in_a_row = 0
                    worker.since = time.monotonic()
                    task, _ = worker.in_hand.popleft()
                    waiting -= 1
                    yield task, (said[1] if said[0] == "done" else Lost(said[1]))

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(
            target=_work,
            args=(theirs, dict(os.environ), self._set_up, self._arguments),
            name="marking",
            daemon=False,
        )
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def _give(self, worker: _Worker, task: tuple[Task, int]) -> None:
        if not worker.in_hand and worker.ready:
            worker.since = time.monotonic()
        worker.in_hand.append(task)
        with suppress(OSError):  # it has just died, which is heard of next
            worker.pipe.send(self._load(task[0]) if self._load else task[0])

    def _heard(self) -> Iterator[tuple[_Worker, tuple[str, Any] | None]]:
        """Wait for something to happen, and say what: a message, or ``None`` for a process that is gone."""
        busy = [worker for worker in self._workers if worker.in_hand or not worker.ready]
        first = min((worker.since for worker in busy), default=time.monotonic()) + self._most
        heard = connection.wait(
            [worker.pipe for worker in self._workers], timeout=max(0.0, first - time.monotonic()) + 0.05
        )
        for worker in list(self._workers):
            if worker.pipe in heard:
                try:
                    yield worker, worker.pipe.recv()
                except (EOFError, OSError):
                    yield worker, None
            elif worker in busy and time.monotonic() - worker.since > self._most:
                worker.process.kill()
                yield worker, None

    def _replace(self, worker: _Worker, left: deque[tuple[Task, int]]) -> tuple[Task, Lost] | None:
        """Put a new process in the place of a dead one, and its tasks back; give the task that is given up."""
        late = time.monotonic() - worker.since > self._most
        worker.pipe.close()
        worker.process.join(5)
        code = worker.process.exitcode
        self._dead_in_a_row += 1
        if not worker.ready and self._dead_in_a_row >= STARTS:
            raise CourseError(
                f"The processes that mark do not start (they ended with {code}): “localchange doctor” may say why."
            )
        self._workers[self._workers.index(worker)] = self._start()
        in_hand = worker.in_hand
        given_up = None
        if worker.ready and in_hand:
            task, tried = in_hand.popleft()
            if tried + 1 < TRIES:
                in_hand.append((task, tried + 1))  # after the others, which did no harm
            else:
                how = f"took longer than {self._most / 60:g} minutes" if late else f"died ({_ending(code)})"
                given_up = task, Lost(f"The process that marked it {how}, {TRIES} times")
        left.extendleft(reversed(in_hand))
        return given_up


def _ending(code: int | None) -> str:
    if code is not None and code < 0:
        with suppress(ValueError):
            return f"signal {signal.Signals(-code).name}"
    return f"exit code {code}"


def _work(
    pipe: connection.Connection, environment: dict[str, str], set_up: SetUp, arguments: tuple[Any, ...]
) -> None:
    """Be one of the processes."""
    os.environ.clear()  # what it was forked from may have been started under another one
    os.environ.update(environment)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the process that writes
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        with set_up(*arguments) as do:
            pipe.send(("ready", None))
            while True:
                try:
                    task = pipe.recv()
                except EOFError:
                    return
                try:
                    said = ("done", do(task))
                except Exception as error:  # whatever one submission does, the others are marked
                    said = ("failed", f"Marking stopped ({type(error).__name__}: {error})")
                pipe.send(said)
    except CourseError as error:
        pipe.send(("refused", str(error)))
    except (BrokenPipeError, ConnectionResetError):
        return


def _end_with_parent() -> None:
    """Do not outlive the process that writes, however it ends."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
