"""The warm process: it imports what notebooks need, once, and forks a process for each learner.

It knows no learner's work and no secret: a fork sees all of its memory. Marking hands it, for each session, one end
of a connection, which goes to the fork, and of a pipe, on which the parent of the fork says how that one ended.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import signal
import socket
import sys
from pathlib import Path
from typing import Any

from localchange.grading.sandbox.inside import walls
from localchange.grading.sandbox.inside.serving import Serving
from localchange.grading.sandbox.inside.shell import Shell, new_shell

LARGEST_REQUEST = 10_000
KEPT_AT = 200
"""Where the connection lies in the fork; everything else is closed."""


def main() -> None:
    """Get warm, say so, and fork whenever marking asks."""
    control = socket.socket(fileno=int(sys.argv[1]))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for marking, which then ends this
    if sys.argv[2] == "leave-root":
        walls.leave_root()
    walls.die_with_parent()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the guards
    shell = new_shell(sys.argv[3])
    _warm(shell)
    gc.collect()
    gc.freeze()
    control.send(b"ready")
    while True:
        request, descriptors, _, _ = socket.recv_fds(control, LARGEST_REQUEST, 2)
        if not request:
            return
        if os.fork() == 0:
            control.close()
            _guard(json.loads(request), shell, *descriptors)
        for descriptor in descriptors:
            os.close(descriptor)


def _warm(shell: Shell) -> None:
    """Run what most notebooks begin with, so that no learner waits for it."""
    import numpy  # noqa: F401
    import pandas as pd

    from localchange import data

    data.organisation_annual().head()
    pd.DataFrame({"a": [1], "b": ["x"]}).groupby("b")["a"].sum()
    shell.compile("1 + 1", "warm", "eval")


def _guard(request: dict[str, Any], shell: Shell, connection: int, pipe: int) -> None:
    """Fork the learner's process, wait for it, and say how it ended."""
    told: dict[str, Any] = {}
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        walls.die_with_parent()
        if request["namespaces"]:
            walls.new_namespaces()
        else:
            walls.adopt_orphans()
        child = os.fork()
        if child == 0:
            _learner(request, shell, connection, pipe)
        os.close(connection)
        _, status, used = os.wait4(child, 0)
        told = {"status": os.waitstatus_to_exitcode(status), "cpu": used.ru_utime + used.ru_stime}
        _end_orphans()
    except OSError as error:
        told = {"failed": str(error)}
    finally:
        with contextlib.suppress(OSError):
            os.write(pipe, f"{json.dumps(told)}\n".encode())
        os._exit(0)


def _learner(request: dict[str, Any], shell: Shell, connection: int, pipe: int) -> None:
    try:
        walls.die_with_parent()
        os.setsid()  # a signal to its own group must not reach the processes that it was forked from
        walls.leave_keyring()
        scratch = Path(request["scratch"])
        walls.limit(request["limits"], own_user_namespace=request["namespaces"])
        os.dup2(connection, KEPT_AT)
        if request["namespaces"]:
            walls.hide_the_rest(scratch, request["limits"]["scratch_bytes"])
        _leave_only(KEPT_AT)
        if request["isolated"]:
            walls.drop_privileges()
        serving = Serving(socket.socket(fileno=KEPT_AT), shell)
        serving.begin(scratch)
    except BaseException as error:
        with contextlib.suppress(OSError):
            os.write(pipe, f"{json.dumps({'failed': repr(error)})}\n".encode())
        os._exit(1)
    with contextlib.suppress(BaseException):
        serving.serve()
    os._exit(0)


def _leave_only(kept: int) -> None:
    """Close every file but one; the three standard ones lead nowhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in range(3):
        os.dup2(nowhere, standard)
    os.closerange(3, kept)
    os.closerange(kept + 1, os.sysconf("SC_OPEN_MAX"))


def _end_orphans() -> None:
    """Kill what the learner's process left behind; with namespaces of its own, that is nothing."""
    children = Path(f"/proc/self/task/{os.getpid()}/children")
    while children.exists() and (left := children.read_text().split()):
        for child in left:
            with contextlib.suppress(OSError):
                os.kill(int(child), signal.SIGKILL)
        with contextlib.suppress(OSError):
            os.waitpid(-1, 0)


if __name__ == "__main__":
    main()
