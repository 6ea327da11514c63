"""Noticing what honest work does not do, for the report.

The hook cannot be taken away from within Python, but code that goes around Python goes around it: it informs, and
walls, not hooks, hold. It says one of a few words; their sentences stand on the trusted side.
"""

from __future__ import annotations

import os
import re
import sys
from typing import Any

from localchange.grading.sandbox.inside.shell import Send

WORDS = {
    "socket.connect": "network",
    "socket.getaddrinfo": "network",
    "socket.gethostbyname": "network",
    "socket.sendto": "network",
    "socket.bind": "network",
    "os.kill": "signals",
    "os.killpg": "signals",
    "gc.get_objects": "innards",
    "gc.get_referrers": "innards",
    "ctypes.dlsym": "innards",
    "os.fork": "processes",
    "sys.settrace": "innards",
    "sys.setprofile": "innards",
}
ELSEWHERE = re.compile(
    r"/(etc/(passwd|shadow|sudoers|hosts)|home|root|mnt|media|srv|var|proc/(\d+|self))(/|$)|solutions|gradebook"
    r"|submitted|autograded|nbgrader_config|\.ssh|\.aws|\.netrc|\.env$|\.\./\.\."
)
ROOMS = {"open": 0, "os.listdir": 0, "os.scandir": 0, "os.chdir": 0, "os.symlink": 0, "os.link": 0}


def notice(send: Send, own: tuple[str, ...]) -> None:
    """Tell marking of odd things, each kind once.

    Parameters
    ----------
    send
        How to tell it.
    own
        Folders in which Python itself lives, wherever that is.
    """
    told: set[str] = set()
    process = os.getpid()

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        word = WORDS.get(event)
        if word is None and event in ROOMS and arguments:
            path = arguments[0]
            if isinstance(path, str) and ELSEWHERE.search(path) and not path.startswith(own):
                word = "files"
        if word is not None and word not in told and os.getpid() == process:
            told.add(word)
            send({"kind": "noticed", "word": word})

    sys.addaudithook(hook)
