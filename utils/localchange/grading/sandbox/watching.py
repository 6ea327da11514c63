"""Watching the memory and the number of a session's processes from outside, without control groups.

The kernel's own limits hold for each process by itself; what many of them use together is summed here.
"""

from __future__ import annotations

import resource
from pathlib import Path

PROC = Path("/proc")


def family(root: int) -> list[int]:
    """List a process and all that descend from it.

    Parameters
    ----------
    root
        The number of the process, as it is called outside.
    """
    children: dict[int, list[int]] | None = None
    found, open_ends = [root], [root]
    while open_ends:
        parent = open_ends.pop()
        try:
            lists = [path.read_text() for path in PROC.glob(f"{parent}/task/*/children")]
            more = [int(number) for text in lists for number in text.split()]
        except OSError:
            continue
        if not lists:  # a kernel without these lists
            children = _by_parent() if children is None else children
            more = children.get(parent, [])
        found += more
        open_ends += more
    return found


def memory(processes: list[int], enough: int) -> int:
    """Give the bytes of memory that processes hold together.

    Parameters
    ----------
    processes
        Their numbers.
    enough
        When a first look, which counts what they share more than once, finds no more than this, it will do.
    """
    quick = sum(_resident(number) for number in processes)
    return quick if quick <= enough else sum(_proportional(number) for number in processes)


def _resident(number: int) -> int:
    try:
        return int((PROC / str(number) / "statm").read_text().split()[1]) * resource.getpagesize()
    except (OSError, IndexError):
        return 0


def _proportional(number: int) -> int:
    try:
        for line in (PROC / str(number) / "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        return _resident(number)
    return 0


def _by_parent() -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for stat in PROC.glob("[0-9]*/stat"):
        try:
            number, rest = stat.parent.name, stat.read_text().rpartition(")")[2]
        except OSError:
            continue
        found.setdefault(int(rest.split()[1]), []).append(int(number))
    return found
