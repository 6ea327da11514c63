"""The answering loop in a learner's process: it runs cells, and says what functions answer.

The learner's code lives in this very process, so it can answer in the loop's place. That is why an answer is only
ever a value, which the trusted side judges, and never a mark.
"""

from __future__ import annotations

import base64
import os
import random
import signal
import socket
import sys
import threading
import traceback
from pathlib import Path
from typing import Any

import numpy as np

from localchange.grading.sandbox import values
from localchange.grading.sandbox.framing import framed, receive
from localchange.grading.sandbox.inside.noticing import notice
from localchange.grading.sandbox.inside.shell import Screen, Shell, Stream
from localchange.grading.sandbox.unreadable import UnreadableError

SEED = 20_150_901
"""The same for every learner and every time, so that the same work earns the same marks."""


class Serving:
    """Answers marking until it hangs up."""

    def __init__(self, stream: socket.socket, shell: Shell) -> None:
        self._stream = stream
        self._shell = shell
        self._process = os.getpid()
        self._sending = threading.RLock()
        self._busy = False
        self._tables: dict[str, Any] = {}
        self.screen = shell.screen = Screen(self.send)

    def send(self, message: dict[str, Any]) -> None:
        """Send one message."""
        if os.getpid() == self._process:
            with self._sending:
                self._stream.sendall(framed(values.dumps(message)))

    def begin(self, scratch: Path) -> None:
        """Say hello, lay out the files, and get everything ready."""
        self.send({"kind": "hello"})
        first = values.loads(receive(self._stream) or b"{}")
        os.chdir(scratch)
        (scratch / "tmp").mkdir(exist_ok=True)
        os.environ.update(
            HOME=str(scratch), TMPDIR=str(scratch / "tmp"), IPYTHONDIR=str(scratch / ".ipython")
        )
        for name, content in first.get("files", {}).items():
            (scratch / name).write_bytes(base64.b64decode(content))
        sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115 - for as long as it lives
        sys.stdout, sys.stderr = Stream(self.screen, "stdout"), Stream(self.screen, "stderr")
        random.seed(SEED)
        np.random.seed(SEED)
        signal.signal(signal.SIGINT, self._interrupt)
        packages = [path for path in sys.path if path]
        notice(self.send, own=(sys.prefix, sys.base_prefix, str(scratch), *packages))

    def serve(self) -> None:
        """Do what is asked, one thing after another, until the connection ends."""
        while (message := receive(self._stream)) is not None:
            asked = values.loads(message)
            reply = self._reply(asked)
            if os.getpid() != self._process:
                os._exit(0)  # a fork that the learner's code made came back here
            self.screen.flush()
            self.send({"kind": "done", "id": asked["id"], **reply})

    def _reply(self, asked: dict[str, Any]) -> dict[str, Any]:
        self.screen.begin()
        try:
            self._busy = True
            return self._run(asked["code"]) if asked["do"] == "run" else {"value": self._answer(asked)}
        except UnreadableError as error:
            return {"raised": ["NoAnswer", str(error), ""]}
        except BaseException as error:  # whatever the learner's code raises is an answer
            return {"raised": _told(error)}
        finally:
            self._busy = False

    def _run(self, code: str) -> dict[str, Any]:
        shell: Any = self._shell
        run = shell.run_cell(code, store_history=False)
        error = run.error_before_exec or run.error_in_exec
        return {"error": None if error is None else _told(error)[:2]}

    def _answer(self, asked: dict[str, Any]) -> Any:
        names = self._shell.user_ns
        if asked["name"] not in names:
            raise NameError(f"name {asked['name']!r} is not defined")
        if asked["do"] == "value":
            return values.as_json(names[asked["name"]])
        args = [self._argument(written) for written in asked["args"]]
        kwargs = {name: self._argument(written) for name, written in asked["kwargs"].items()}
        return values.as_json(names[asked["name"]](*args, **kwargs))

    def _argument(self, written: dict[str, Any]) -> Any:
        """Read an argument; a table is kept for the next time, and each call gets a copy of its own."""
        digest = written.get("kept")
        if digest is None:
            return values.from_json(written["value"])
        if "value" in written:
            self._tables[digest] = values.from_json(written["value"])
        return self._tables[digest].copy()

    def _interrupt(self, number: int, frame: Any) -> None:
        if self._busy:
            raise KeyboardInterrupt


def _told(error: BaseException) -> list[str]:
    try:
        message = str(error)[:2_000]
    except Exception:
        message = ""
    try:
        where = "".join(traceback.format_exception(error, limit=-6))[-4_000:]
    except Exception:
        where = ""
    return [type(error).__name__[:200], message, where]
