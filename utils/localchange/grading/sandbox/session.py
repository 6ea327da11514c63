"""The trusted side of one learner's session. Every byte that comes is treated as hostile."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import json
import os
import secrets
import select
import signal
import socket
import struct
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any, NoReturn

import pandas as pd
from nbformat import NotebookNode

from localchange.grading.sandbox import values
from localchange.grading.sandbox.ended import Raised, SessionEnded, Why, sentence_for
from localchange.grading.sandbox.framing import HEADER, framed
from localchange.grading.sandbox.limits import Limits
from localchange.grading.sandbox.shown import as_output, plain
from localchange.grading.sandbox.unreadable import UnreadableError
from localchange.grading.sandbox.watching import family, memory

LOOK_EVERY = 0.05
GRACE = 2.0
START = 60.0
LONGEST_OBITUARY = 10_000
KEPT_OF_A_CELL = 1_000_000
KEPT_OF_A_SESSION = 3_000_000
MOST_KEPT = 20
STRAYS = 100
KERNELS_OWN = 1
"""The parent of a learner's process belongs to the same user, so the kernel counts it too."""

CREDENTIALS = struct.Struct("3i")

NOTICED = {
    "network": "It tried to reach the network, and there is none.",
    "files": "It tried to read files outside of its own folder, and there are none.",
    "signals": "It tried to send signals to other processes, and can reach none but its own.",
    "innards": "It looked into the innards of Python.",
    "processes": "It started further processes.",
}


@dataclass(frozen=True)
class CellRun:
    """What came of running one cell.

    Parameters
    ----------
    outputs
        What it showed, as nbformat has it: text and pictures only, of limited size, and harmless to show.
    error
        The error that stopped it, in one line; ``None`` when it ran to its end.
    """

    outputs: tuple[NotebookNode, ...]
    error: str | None


class Session:
    """One learner's code, running in a place of its own. `Sandbox.session` makes it; use it in a ``with``.

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
        self._pipe = pipe
        self._orphans_to_parent = orphans_to_parent
        self._finish = finish
        self._buffer = bytearray()
        self._deadline = time.monotonic() + START
        self._process = self._handle = -1
        self._number = self._size = self._strays = 0
        self._outputs: list[NotebookNode] = []
        self._kept_of_cell = self._kept = 0
        self._events: dict[str, None] = {}
        self._sent: set[str] = set()
        self._ended: SessionEnded | None = None
        self._last_look = 0.0
        self.cpu_seconds = 0.0
        """Seconds of processor time that the learner's process took; known when it is over."""

    def __enter__(self) -> Session:
        """Use it."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        """Kill it with everything that it started."""
        self.close()

    @property
    def events(self) -> tuple[str, ...]:
        """Say what was odd so far, such as a try to reach the network; a sentence each."""
        return tuple(self._events)

    def start(self, files: Mapping[str, bytes]) -> None:
        """Wait for the learner's process, and give it the files. `Sandbox.session` calls this."""
        self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        try:
            self._meet()
        except OSError:
            self._end("started")
        laid = {name: base64.b64encode(content).decode("ascii") for name, content in files.items()}
        self._send({"files": laid})
        self._deadline = time.monotonic() + self._limits.wall_seconds

    def run_cell(self, code: str) -> CellRun:
        """Run one cell.

        Parameters
        ----------
        code
            What stands in it.

        Raises
        ------
        SessionEnded
            When it hit a limit or ended the session; every later call raises it too.
        """
        self._outputs, self._kept_of_cell = [], 0
        reply, interrupted = self._exchange({"do": "run", "code": code})
        outputs = tuple(self._outputs)
        if "raised" in reply:
            kind, message, _ = _raised(reply["raised"])
            return CellRun(outputs, f"{kind}: {message}")
        error = reply.get("error")
        if error is None:
            return CellRun(outputs, None)
        kind, message, _ = _raised(error)
        if interrupted and kind == "KeyboardInterrupt":
            return CellRun(outputs, self._too_long())
        self._note_memory(kind)
        return CellRun(outputs, f"{kind}: {message}" if message else kind)

    def ask(
        self, function: str, args: Sequence[Any], kwargs: Mapping[str, Any], *, seconds: float | None = None
    ) -> Any:
        """Call a function that the learner defined, by its name, and give what it answers.

        Parameters
        ----------
        function
            Its name.
        args, kwargs
            Its arguments: values, lists and tables.
        seconds
            How long it may take, when that is to be less than the limits say.

        Raises
        ------
        Raised
            When it raised an error, took too long, does not exist, or answered with what cannot cross.
        SessionEnded
            When the session is over.
        """
        request = {
            "do": "ask",
            "name": function,
            "args": [self._argument(argument) for argument in args],
            "kwargs": {name: self._argument(argument) for name, argument in kwargs.items()},
        }
        return self._value(request, seconds)

    def value(self, name: str) -> Any:
        """Give the value of a variable; it raises as `ask` does."""
        return self._value({"do": "value", "name": name})

    def close(self) -> None:
        """Kill it with everything that it started; more than once does no harm."""
        if self._ended is None:
            self._ended = SessionEnded("exited", "The session is closed.")
            self._kill()

    def _value(self, request: dict[str, Any], seconds: float | None = None) -> Any:
        reply, interrupted = self._exchange(request, seconds)
        if "raised" in reply:
            kind, message, where = _raised(reply["raised"])
            if interrupted and kind == "KeyboardInterrupt":
                raise Raised("TimeLimit", self._too_long(seconds))
            self._note_memory(kind)
            raise Raised(kind, message, where)
        try:
            return values.from_json(reply.get("value"))
        except (UnreadableError, RecursionError) as error:
            self._events["An answer came in a form that Python's own values never have."] = None
            raise Raised("NoAnswer", str(error)) from None

    def _argument(self, value: Any) -> dict[str, Any]:
        """Write an argument; a table that crossed before is called by its digest."""
        written = values.as_json(value)
        if not isinstance(value, (pd.DataFrame, pd.Series)):
            return {"value": written}
        digest = hashlib.blake2b(values.dumps(written), digest_size=16).hexdigest()
        if digest in self._sent:
            return {"kept": digest}
        if len(self._sent) >= MOST_KEPT:
            return {"value": written}
        self._sent.add(digest)
        return {"kept": digest, "value": written}

    def _too_long(self, seconds: float | None = None) -> str:
        return f"it took longer than {seconds or self._limits.call_seconds:g} seconds and was interrupted"

    def _note_memory(self, kind: str) -> None:
        if kind == "MemoryError":
            megabytes = self._limits.memory_bytes // 2**20
            self._events[f"It asked for more than {megabytes} MB of memory, and did not get it."] = None

    def _exchange(self, request: dict[str, Any], seconds: float | None = None) -> tuple[dict[str, Any], bool]:
        """Ask one thing and wait for its reply; say also whether it had to be interrupted."""
        if self._ended is not None:
            raise self._ended
        self._number = secrets.randbits(48)  # nothing that could be answered beforehand
        patience = time.monotonic() + (seconds or self._limits.call_seconds)
        self._send({**request, "id": self._number}, patience + GRACE)
        interrupted = False
        while True:
            for message in self._messages():
                if message.get("kind") == "done" and message.get("id") == self._number:
                    return message, interrupted
                self._take(message)
            now = time.monotonic()
            if now >= patience + GRACE:
                self._end("call")
            if now >= patience and not interrupted:
                interrupted = True
                self._events["One of its cells or functions did not come to an end, and was interrupted."] = (
                    None
                )
                with contextlib.suppress(ProcessLookupError):
                    signal.pidfd_send_signal(self._handle, signal.SIGINT)
            if self._wait(select.POLLIN):
                self._read()

    def _take(self, message: dict[str, Any]) -> None:
        """Deal with a message that is no reply."""
        kind = message.get("kind")
        if kind == "output":
            self._keep(message.get("output"))
        elif kind == "left out" and type(message.get("size")) is int:
            self._count(max(message["size"], 0))
        elif kind == "noticed" and message.get("word") in NOTICED:
            self._events[NOTICED[message["word"]]] = None
        else:
            self._strays += 1
            self._events["It sent marking replies to questions that nobody had asked."] = None
            if self._strays > STRAYS:
                self._end("channel")

    def _keep(self, shown: Any) -> None:
        """Keep an output, as long as there is room in the notebook."""
        output = as_output(shown)
        if output is None:
            return
        size = len(str(output))
        full = self._kept_of_cell + size > KEPT_OF_A_CELL or self._kept + size > KEPT_OF_A_SESSION
        if not full and len(self._outputs) < STRAYS:
            self._kept_of_cell += size
            self._kept += size
            _append(self._outputs, output)

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

    def _messages(self) -> Any:
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


def _raised(content: Any) -> tuple[str, str, str]:
    parts = [plain(part, 4_000) for part in content[:3]] if type(content) is list else []
    kind, message, where = (*parts, "", "", "")[:3]
    return kind[:200] or "Error", message[:2_000], where


def _append(outputs: list[NotebookNode], output: NotebookNode) -> None:
    """Add an output, joined to the one before when both are the same stream."""
    before = outputs[-1] if outputs else None
    if (
        before is not None
        and output.output_type == before.output_type == "stream"
        and output.name == before.name
    ):
        before.text += output.text
    else:
        outputs.append(output)


def _parent(process: int) -> int:
    """Give the parent of a process; the process itself when it is gone."""
    try:
        with open(f"/proc/{process}/stat", encoding="utf-8", errors="replace") as stat:  # noqa: PTH123
            return int(stat.read().rpartition(")")[2].split()[1])
    except (OSError, IndexError):
        return process
