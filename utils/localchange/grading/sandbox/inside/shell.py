"""The shell in which a learner's cells run: IPython's own, without a kernel around it.

Magics, ``display``, the last expression and top-level ``await`` work as in JupyterLab. A full ipykernel would cost
five sockets, a thread or two and half a second of processor time for each learner, and offer all of that to
hostile code; here one connection carries everything.
"""

from __future__ import annotations

import base64
import io
import os
import threading
from collections.abc import Callable
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

SHOWN_OF_A_CELL = 60_000
SHOWN_OF_A_PICTURE = 400_000
PICTURES_OF_A_CELL = 4
TOLD_EVERY = 500_000
GATHERED = 8_000
SHOWN_TYPES = ["text/plain", "image/png"]

Send = Callable[[dict[str, Any]], None]


class Screen:
    """Everything that a cell shows: the first part of it goes to marking, all of it is counted."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._lock = threading.RLock()
        self._process = os.getpid()
        self._left = SHOWN_OF_A_CELL
        self._pictures = PICTURES_OF_A_CELL
        self._untold = 0
        self._gathered: list[str] = []
        self._size = 0
        self._name = "stdout"

    def begin(self) -> None:
        """Start a new cell."""
        self._left, self._pictures = SHOWN_OF_A_CELL, PICTURES_OF_A_CELL

    def write(self, name: str, text: str) -> None:
        """Show text on stdout or stderr."""
        if os.getpid() != self._process:  # a fork of the learner's shares the connection, and has no say
            return
        with self._lock:
            if name != self._name or self._size > GATHERED:
                self.flush()
            self._name = name
            shown = text[: self._left]
            self._left -= len(shown)
            self._count(len(text) - len(shown))
            if shown:
                self._gathered.append(shown)
                self._size += len(shown)

    def show(self, output: dict[str, Any]) -> None:
        """Show a result, a picture or an error."""
        if os.getpid() != self._process:
            return
        with self._lock:
            self.flush()
            self._send({"kind": "output", "output": output})

    def result(self, kind: str, data: dict[str, Any]) -> None:
        """Show the text or the picture of an object."""
        shown: dict[str, str] = {}
        text = data.get("text/plain")
        if isinstance(text, str):
            shown["text/plain"] = text[: self._left]
            self._left -= len(shown["text/plain"])
            self._count(len(text) - len(shown["text/plain"]))
        picture = data.get("image/png")
        if isinstance(picture, bytes):
            picture = base64.b64encode(picture).decode("ascii")
        if isinstance(picture, str) and len(picture) <= SHOWN_OF_A_PICTURE and self._pictures:
            self._pictures -= 1
            shown["image/png"] = picture
        self.show({"output_type": kind, "data": shown})

    def flush(self) -> None:
        """Send what was gathered."""
        with self._lock:
            if self._gathered:
                text = "".join(self._gathered)
                self._gathered, self._size = [], 0
                self._send(
                    {"kind": "output", "output": {"output_type": "stream", "name": self._name, "text": text}}
                )

    def _count(self, left_out: int) -> None:
        self._untold += left_out
        if self._untold >= TOLD_EVERY:
            self._send({"kind": "left out", "size": self._untold})
            self._untold = 0


class Stream(io.TextIOBase):
    """Stands in for stdout or stderr."""

    def __init__(self, screen: Screen, name: str) -> None:
        self._screen = screen
        self.name = name

    @property
    def encoding(self) -> str:  # type: ignore[override]
        """Say utf-8, as a terminal would."""
        return "utf-8"

    def writable(self) -> bool:
        """Say yes."""
        return True

    def write(self, text: str) -> int:
        """Show it."""
        self._screen.write(self.name, str(text))
        return len(text)

    def flush(self) -> None:
        """Send what was gathered."""
        self._screen.flush()


class Hook(DisplayHook):
    """Shows the last expression of a cell."""

    shell: Any

    def write_output_prompt(self) -> None:
        """Leave it out: the notebook has its own."""

    def write_format_data(self, format_dict: dict[str, Any], md_dict: Any = None) -> None:
        """Show it."""
        self.shell.screen.result("execute_result", format_dict)

    def log_output(self, format_dict: dict[str, Any]) -> None:
        """Keep no history."""

    def finish_displayhook(self) -> None:
        """Say that it is done."""
        self._is_active = False


class Publisher(DisplayPublisher):
    """Shows what ``display`` is given."""

    shell: Any

    def publish(self, data: dict[str, Any], metadata: Any = None, *args: Any, **kwargs: Any) -> None:
        """Show it."""
        self.shell.screen.result("display_data", data)

    def clear_output(self, wait: bool = False) -> None:
        """Leave what was shown before."""


class Shell(InteractiveShell):
    """IPython's shell, showing things on a `Screen`."""

    screen: Screen

    def enable_gui(self, gui: Any = None) -> None:
        """Have no windows."""

    def _showtraceback(self, etype: Any, evalue: Any, stb: Any) -> None:
        text = self.InteractiveTB.stb2text(stb) if isinstance(stb, list) else str(stb)
        self.screen.show(
            {
                "output_type": "error",
                "ename": _name(etype),
                "evalue": _said(evalue),
                "traceback": text[-8_000:],
            }
        )


def new_shell(folder: str) -> Shell:
    """Make the shell, once, before any learner's process is forked.

    Parameters
    ----------
    folder
        Where IPython may believe its settings to be; nothing is kept there.
    """
    config = Config()
    config.HistoryManager.enabled = False
    config.HistoryManager.hist_file = ":memory:"
    config.InteractiveShell.colors = "nocolor"
    config.InteractiveShell.xmode = "Context"
    config.InteractiveShell.separate_in = ""
    shell: Shell = Shell.instance(
        config=config, ipython_dir=folder, displayhook_class=Hook, display_pub_class=Publisher
    )
    formatter: Any = shell.display_formatter
    formatter.active_types = SHOWN_TYPES
    return shell


def _name(kind: Any) -> str:
    return str(getattr(kind, "__name__", "Error"))[:200]


def _said(error: Any) -> str:
    try:
        return str(error)[:2_000]
    except Exception:
        return ""
