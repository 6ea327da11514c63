"""A warm Python inside bubblewrap, from which sessions are forked."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import TracebackType
from typing import Literal

from localchange.errors import CourseError
from localchange.grading.sandbox.bubblewrap import (
    HOW,
    SCRATCH,
    bubblewrap_command,
    environment,
    find_bubblewrap,
    python_command,
)
from localchange.grading.sandbox.ended import SessionEnded
from localchange.grading.sandbox.limits import Limits
from localchange.grading.sandbox.session import Session

START = 120.0
Walls = Literal["fork", "each", "none"]


class Sandbox:
    """The sandbox of one marking worker.

    Parameters
    ----------
    limits
        What each session may use.
    isolated
        ``False`` runs without bubblewrap, with limits only: learners' code then has the marker's own rights.
    walls
        How learners are kept apart: a ``fork`` of one warm process in namespaces of its own, or a bubblewrap for
        ``each`` (slower, as safe). Left alone, it tries the first and falls back to the second.

    Raises
    ------
    CourseError
        On entering, when `isolated` and bubblewrap cannot run here; it says why and what to do.

    Notes
    -----
    Open it in the main thread of the worker: it dies with the thread that opened it.
    """

    def __init__(
        self, limits: Limits | None = None, *, isolated: bool = True, walls: Walls | None = None
    ) -> None:
        self.limits = limits or Limits()
        self._walls: Walls = "none" if not isolated else walls or "fork"
        self._may_fall_back = isolated and walls is None
        self._warm: _Warm | None = None

    @property
    def isolated(self) -> bool:
        """Tell whether learners' code is kept away from the marker's computer; pass it on to the marker."""
        return self._walls != "none"

    @property
    def walls(self) -> Walls:
        """Tell how learners are kept apart."""
        return self._walls

    def __enter__(self) -> Sandbox:
        """Start it, and prove that a session can be had."""
        if self.isolated:
            find_bubblewrap()
        try:
            try:
                self._prove()
            except SessionEnded:
                if not self._may_fall_back:
                    raise
                self._stop()
                self._walls = "each"
                self._prove()
        except SessionEnded as error:
            self._stop()
            what = " ".join(getattr(error, "__notes__", [])) or str(error)
            raise CourseError(
                f"The sandbox for learners' code does not start here ({what}): {HOW}."
            ) from None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        """Stop it and everything in it."""
        self._stop()

    def session(self, files: Mapping[str, bytes] | None = None, *, seconds: float | None = None) -> Session:
        """Give one learner a session; use it in a ``with``.

        Parameters
        ----------
        files
            Data files to lay into its scratch folder: plain names, ours and not the learner's.
        seconds
            Seconds on the clock for all of it, when that is to be less than the limits say.

        Raises
        ------
        SessionEnded
            When it cannot be had (``why`` is ``started``).
        """
        wall = self.limits.wall_seconds if seconds is None else min(seconds, self.limits.wall_seconds)
        limits = replace(self.limits, wall_seconds=wall)
        if self._walls == "each":
            warm = _Warm(self.limits, self._walls)
            return warm.session(limits, files or {}, finish=warm.stop)
        if self._warm is None or not self._warm.alive:
            self._stop()
            self._warm = _Warm(self.limits, self._walls)
        return self._warm.session(limits, files or {}, finish=_nothing)

    def _prove(self) -> None:
        with self.session() as session:
            session.run_cell("1 + 1")

    def _stop(self) -> None:
        if self._warm is not None:
            self._warm.stop()
            self._warm = None


class _Warm:
    """One warm process, in bubblewrap or bare."""

    def __init__(self, limits: Limits, walls: Walls) -> None:
        self._walls = walls
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - closed in stop
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        descriptor = theirs.fileno()
        if walls == "none":
            command = python_command(str(descriptor), "stay", tempfile.gettempdir())
        else:
            command = bubblewrap_command(limits, descriptor, one_learner=walls == "each")
        self._process = subprocess.Popen(  # noqa: S603 - our own command
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self._said,
            env=environment(inside=False) if walls == "none" else {},
            pass_fds=[descriptor],
            start_new_session=True,
        )
        theirs.close()
        self._control.settimeout(START)
        with contextlib.suppress(OSError):
            if self._control.recv(16) == b"ready":
                return
        self._fail()

    @property
    def alive(self) -> bool:
        """Tell whether it still runs."""
        return self._process.poll() is None

    def session(self, limits: Limits, files: Mapping[str, bytes], finish: Callable[[], None]) -> Session:
        """Have a process forked, and meet it."""
        bare = self._walls == "none"
        scratch = tempfile.mkdtemp(prefix="marking-") if bare else SCRATCH
        ours, theirs = socket.socketpair()
        reading, writing = os.pipe()
        request = {
            "limits": limits.as_json(),
            "namespaces": self._walls == "fork",
            "isolated": not bare,
            "scratch": scratch,
        }

        def done() -> None:
            if bare:
                shutil.rmtree(scratch, ignore_errors=True)
            finish()

        session = Session(limits, ours, reading, orphans_to_parent=self._walls != "fork", finish=done)
        try:
            message = [json.dumps(request).encode("ascii")]
            socket.send_fds(self._control, message, [theirs.fileno(), writing])
        except OSError:
            session.close()
            self._fail()
        finally:
            theirs.close()
            os.close(writing)
        session.start(files)
        return session

    def stop(self) -> None:
        """End it, and with it every process inside."""
        self._control.close()
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        self._said.close()

    def _fail(self) -> None:
        self._process.kill()
        self._process.wait()
        self._said.seek(0)
        lines = self._said.read(100_000).decode("utf-8", "replace").strip().splitlines()
        self.stop()
        error = SessionEnded("started", "Marking could not start a place for learners' code to run in.")
        error.add_note(lines[-1] if lines else "it said nothing")
        raise error


def _nothing() -> None:
    """Leave the warm process to the next learner."""
