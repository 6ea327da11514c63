"""Writing a file so that it is whole at every moment, and keeping what stood there before."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

KEPT = 20
"""How many previous versions are kept."""
STAMP = "%Y-%m-%dT%H%M%S.%fZ"
"""The time as a file name that sorts by time and is legal on every system."""


def replace(path: Path, content: bytes, *, aside: Path | None = None) -> None:
    """Write the file in one step: whoever reads it finds the old content or the new, never a part.

    With ``aside`` what stood there before gets that name, but only once the new content is on the disk.
    """
    temporary = path.with_name(f"{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if aside is not None:
            _second_name(path, aside)
        _rename(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    _settle(path.parent)


def _second_name(path: Path, aside: Path) -> None:
    """Give the old file a second name beside its own, where the system can; else the one for the other."""
    try:
        os.link(path, aside, follow_symlinks=False)
    except (OSError, NotImplementedError):
        path.rename(aside)


def _rename(temporary: Path, path: Path) -> None:
    """Give the file its name; Windows refuses for a moment while another program reads the old one."""
    for _ in range(20):
        with contextlib.suppress(PermissionError):
            temporary.replace(path)
            return
        time.sleep(0.05)
    temporary.replace(path)


def sweep(path: Path, history: Path) -> None:
    """Remove what a program that was killed while it wrote has left; only for whoever holds the lock."""
    for left in (*path.parent.glob(f"{path.name}.*.tmp"), *history.glob("*.tmp")):
        with contextlib.suppress(OSError):
            left.unlink(missing_ok=True)


def _settle(folder: Path) -> None:
    """Have the new name itself on the disk, where the system can do that."""
    with contextlib.suppress(OSError, AttributeError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def keep_version(content: bytes, folder: Path, *, instead_of: Path | None = None) -> None:
    """Keep this content among the versions, of which the newest stay; or in the place of one of them."""
    kept = instead_of or folder / _next_name(versions(folder))
    temporary = folder / f"{secrets.token_hex(4)}.tmp"
    try:
        temporary.write_bytes(content)
        _rename(temporary, kept)
    finally:
        temporary.unlink(missing_ok=True)
    for old in versions(folder)[KEPT:]:
        old.unlink(missing_ok=True)


def _next_name(before: list[Path]) -> str:
    """Name a version by the time, and always after the newest, even when the clock was put back."""
    now = datetime.now(UTC).replace(tzinfo=None)
    with contextlib.suppress(IndexError, ValueError, OverflowError):
        now = max(now, datetime.strptime(before[0].stem, STAMP) + timedelta(microseconds=1))
    return f"{now.strftime(STAMP)}.json"


def versions(folder: Path) -> list[Path]:
    """List the versions kept, newest first."""
    return sorted(folder.glob("[0-9]*T*Z.json"), reverse=True)


def name_aside(path: Path) -> Path:
    """Find a dated name, beside its old one, for a file that cannot be used."""
    first = path.with_name(f"{path.name}.kept-{datetime.now().astimezone():%Y-%m-%d-%H%M%S}")
    aside, number = first, 1
    while aside.exists() or aside.is_symlink():
        number += 1
        aside = first.with_name(f"{first.name}~{number}")
    return aside


def why_not(error: OSError, folder: Path) -> str:
    """Say why a file could not be written, and what to do."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return f"the disk is full. Free some space (the answers are in {folder}), then press “Save again”."
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return (
            f"the folder {folder} may only be read. Copy the course to a folder of your own, or ask whoever "
            "looks after this computer, then press “Save again”."
        )
    if error.errno == errno.ENOENT and not folder.exists():
        return f"the folder {folder} is gone. Put it back, then press “Save again”."
    said = error.strerror or error
    return f"the computer says “{said}” about {folder}. Put that right, then press “Save again”."
