"""The trusted side of one learner's session: cells to run, questions to ask, and what came of them."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import secrets
import select
import signal
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any

import pandas as pd
from nbformat import NotebookNode

from localchange.grading.sandbox import values
from localchange.grading.sandbox.connection import GRACE, Connection
from localchange.grading.sandbox.ended import Raised
from localchange.grading.sandbox.shown import as_output, plain
from localchange.grading.sandbox.unreadable import UnreadableError

KEPT_OF_A_CELL = 1_000_000
KEPT_OF_A_SESSION = 3_000_000
MOST_KEPT = 20
STRAYS = 100

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


class Session(Connection):
    """One learner's code, running in a place of its own. `Sandbox.session` makes it; use it in a ``with``."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._number = self._strays = 0
        self._outputs: list[NotebookNode] = []
        self._kept_of_cell = self._kept = 0
        self._sent: set[str] = set()

    def __enter__(self) -> Session:
        """Use it."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        """Kill it with everything that it started."""
        self.close()

    def start(self, files: Mapping[str, bytes]) -> None:
        """Wait for the learner's process, and give it the files. `Sandbox.session` calls this."""
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
