"""How much one learner's notebook may use while it is marked."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """The limits of one session.

    Each default leaves honest work ten times the room that a model solution of the course takes.

    Parameters
    ----------
    wall_seconds
        Seconds on the clock for a notebook as a whole: a model solution takes less than one, and a marker with
        1,000 submissions can wait a minute for the few that never end.
    call_seconds
        Seconds on the clock for one cell or one answer of a function. What takes longer is interrupted, and the
        rest of the notebook goes on, as in nbgrader.
    cpu_seconds
        Seconds of processor time for each process; a second barrier behind the clock.
    memory_bytes
        Bytes of memory for all processes of a session together, and of address space for each of them beyond what
        the libraries have mapped. The tables of the course take 5 MB.
    processes
        Processes and threads at one time: none is needed, ``!ls`` and thread pools are honest.
    file_bytes
        Bytes of one file.
    scratch_bytes
        Bytes of everything written into the scratch folder, which lives in memory.
    output_bytes
        Bytes written to the screen, counted while they stream. An honest print of a whole table in a loop stays
        below it; each cell shows only its first part.
    message_bytes
        Bytes of one answer of a function. The largest table that the course asks for takes a twentieth.
    open_files
        Files and connections open at one time.
    """

    wall_seconds: float = 60.0
    call_seconds: float = 15.0
    cpu_seconds: int = 60
    memory_bytes: int = 1024 * MEGABYTE
    processes: int = 64
    file_bytes: int = 64 * MEGABYTE
    scratch_bytes: int = 128 * MEGABYTE
    output_bytes: int = 20 * MEGABYTE
    message_bytes: int = 2 * MEGABYTE
    open_files: int = 256

    def as_json(self) -> dict[str, Any]:
        """Give them as plain values, for the process inside."""
        return asdict(self)
