"""The trusted end of the connection to a learner's process: it reads, watches, and kills.

Every byte that comes is treated as hostile: sizes are limited before anything is read, and the clock runs meanwhile.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import struct
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NoReturn

from localchange.grading.sandbox import values
from localchange.grading.sandbox.ended import SessionEnded, Why, sentence_for
from localchange.grading.sandbox.framing import HEADER, framed
from localchange.grading.sandbox.limits import Limits
from localchange.grading.sandbox.unreadable import UnreadableError
from localchange.grading.sandbox.watching import family, memory

LOOK_EVERY = 0.05
GRACE = 2.0
START = 60.0
LONGEST_OBITUARY = 10_000
KERNELS_OWN = 1
"""The parent of a learner's process belongs to the same user, so the kernel counts it too."""

CREDENTIALS = struct.Struct("3i")


class Connection:
    """A connection to one learner's process, and the life of that process.

    Parameters
    ----------
    limits
        What it may use.
    connection
        The trusted end of the connection to it.
    pipe
        Where the parent of the learner's process says how that one ended; it closes when all of it is gone.
    orphans_to_parent
        Whether processes that lose their parent go to the parent of the learner's process, and not to that itself.
    finish
        Called once when it is over.
    """

    def __init__(
        self,
        limits: Limits,
        connection: socket.socket,
        pipe: int,
        *,
        orphans_to_parent: bool,
        finish: Callable[[], None],
    ) -> None:
        self._limits = limits
        self._connection = connection
        # Before the other end is given away: the kernel names the sender of a message only if this was asked first.
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        self._pipe = pipe
        self._orphans_to_parent = orphans_to_parent
        self._finish = finish
        self._buffer = bytearray()
        self._deadline = time.monotonic() + START
        self._process = self._handle = -1
        self._size = 0
        self._events: dict[str, None] = {}
        self._ended: SessionEnded | None = None
        self._last_look = 0.0
        self.cpu_seconds = 0.0
        """Seconds of processor time that the learner's process took; known when it is over."""

    @property
    def events(self) -> tuple[str, ...]:
        """Say what was odd so far, such as a try to reach the network; a sentence each."""
        return tuple(self._events)

    def close(self) -> None:
        """Kill it with everything that it started; more than once does no harm."""
        if self._ended is None:
            self._ended = SessionEnded("exited", "The session is closed.")
            self._kill()

    def _meet(self) -> None:
        """Wait for the first message; the kernel says which process sent it."""
        while not self._wait(select.POLLIN):
            pass
        hello, about, _, _ = self._connection.recvmsg(HEADER.size, socket.CMSG_SPACE(CREDENTIALS.size))
        numbers = [
            CREDENTIALS.unpack(content)[0]
            for level, kind, content in about
            if (level, kind) == (socket.SOL_SOCKET, socket.SCM_CREDENTIALS)
        ]
        if not hello or not numbers:
            self._end("started")
        self._process = numbers[0]
        self._handle = os.pidfd_open(self._process)
        self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 0)
        self._connection.setblocking(False)
        self._buffer += hello
        while not any(message.get("kind") == "hello" for message in self._messages()):
            if self._wait(select.POLLIN):
                self._read()

    def _send(self, message: dict[str, Any], patience: float | None = None) -> None:
        left = memoryview(framed(values.dumps(message)))
        while left:
            if patience is not None and time.monotonic() > patience:
                self._end("call")
            if self._wait(select.POLLOUT):
                try:
                    left = left[self._connection.send(left) :]
                except BlockingIOError:
                    continue
                except OSError:
                    self._end(None)

    def _read(self) -> None:
        try:
            more = self._connection.recv(1 << 18)
        except BlockingIOError:
            return
        except OSError:
            more = b""
        if not more:
            self._end(None)
        self._buffer += more

    def _messages(self) -> Iterator[dict[str, Any]]:
        """Give each message that has come as a whole."""
        while len(self._buffer) >= HEADER.size:
            (size,) = HEADER.unpack_from(self._buffer)
            if size > self._limits.message_bytes:
                self._end("channel")
            if len(self._buffer) < HEADER.size + size:
                return
            content = bytes(self._buffer[HEADER.size : HEADER.size + size])
            del self._buffer[: HEADER.size + size]
            try:
                message = values.loads(content)
            except UnreadableError:
                message = None
            if type(message) is not dict:
                self._end("channel")
            if message.get("kind") != "done":
                self._count(size)
            yield message

    def _count(self, size: int) -> None:
        self._size += size
        if self._size > self._limits.output_bytes:
            self._end("output")

    def _wait(self, what: int) -> bool:
        """Wait a moment until the connection is ready, and look after time and memory meanwhile."""
        now = time.monotonic()
        if now >= self._deadline:
            self._end("started" if self._process < 0 else "time")
        if self._process > 0 and now - self._last_look >= LOOK_EVERY:
            self._last_look = now
            self._look()
        poll = select.poll()
        poll.register(self._connection, what)
        return bool(poll.poll(1000 * LOOK_EVERY))

    def _look(self) -> None:
        root = _parent(self._process) if self._orphans_to_parent else self._process
        processes = family(root)
        if len(processes) + KERNELS_OWN >= self._limits.processes:
            self._end("processes")
        if memory(processes, self._limits.memory_bytes) > self._limits.memory_bytes:
            self._end("memory")

    def _end(self, why: Why | None) -> NoReturn:
        """End the session; when nobody here wanted that, find out from how it ended."""
        hung_up = why is None and not self._is_gone()
        told = self._kill()
        if why is None:
            why = "channel" if hung_up else self._from_the_dead(told)
        self._ended = SessionEnded(why, sentence_for(why, self._limits))
        if why == "started":
            self._ended.add_note(str(told.get("failed", "no sign of life")))
        else:
            self._events[f"It was stopped ({why}): {self._ended.sentence}"] = None
        raise self._ended

    def _is_gone(self) -> bool:
        """Tell whether the process has ended by itself, or ends in a moment."""
        if self._handle < 0:
            return True
        poll = select.poll()
        poll.register(self._handle, select.POLLIN)
        return bool(poll.poll(1000 * GRACE))

    def _from_the_dead(self, told: Mapping[str, Any]) -> Why:
        if "failed" in told:
            return "started"
        if told.get("cpu", 0.0) >= self._limits.cpu_seconds - 0.5:
            return "processor"
        return "memory" if told.get("status") == -signal.SIGKILL else "exited"

    def _kill(self) -> dict[str, Any]:
        """Kill everything, wait until it is gone, and give what was said of its end; once."""
        if self._pipe < 0:
            return {}
        if self._handle >= 0:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._handle, signal.SIGKILL)
            os.close(self._handle)
            self._handle = -1
        self._connection.close()
        said = bytearray()
        poll = select.poll()
        poll.register(self._pipe, select.POLLIN)
        until = time.monotonic() + START
        while time.monotonic() < until and len(said) < LONGEST_OBITUARY:
            if poll.poll(1000):
                more = os.read(self._pipe, 4096)
                if not more:
                    break
                said += more
        os.close(self._pipe)
        self._pipe = -1
        self._finish()
        told: dict[str, Any] = {}
        with contextlib.suppress(ValueError):
            told = json.loads(said.partition(b"\n")[0])
        self.cpu_seconds = float(told.get("cpu", 0.0))
        return told


def _parent(process: int) -> int:
    """Give the parent of a process; the process itself when it is gone."""
    try:
        with open(f"/proc/{process}/stat", encoding="utf-8", errors="replace") as stat:  # noqa: PTH123
            return int(stat.read().rpartition(")")[2].split()[1])
    except (OSError, IndexError):
        return process
