"""Writing a file so that it is whole at every moment, and keeping what stood there before."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from datetime import UTC, datetime
from pathlib import Path

KEPT = 20
"""How many previous versions are kept."""


def replace(path: Path, content: bytes) -> None:
    """Write the file in one step: whoever reads it finds the old content or the new, never a part."""
    temporary = path.with_name(f"{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    _settle(path.parent)


def _settle(folder: Path) -> None:
    """Have the new name itself on the disk, where the system can do that."""
    with contextlib.suppress(OSError, AttributeError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def stamp() -> str:
    """Give the time as part of a file name that sorts by time and is legal on every system."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H%M%S.%fZ")


def keep_version(content: bytes, folder: Path, *, instead_of: Path | None = None) -> None:
    """Keep this content among the versions, of which the newest stay; or in the place of one of them."""
    kept = instead_of or folder / f"{stamp()}.json"
    temporary = folder / f"{secrets.token_hex(4)}.tmp"
    try:
        temporary.write_bytes(content)
        temporary.replace(kept)
    finally:
        temporary.unlink(missing_ok=True)
    for old in versions(folder)[KEPT:]:
        old.unlink(missing_ok=True)


def versions(folder: Path) -> list[Path]:
    """List the versions kept, newest first."""
    return sorted(folder.glob("*.json"), reverse=True)


def put_aside(path: Path) -> Path:
    """Give the file a dated name beside its old one."""
    aside = path.with_name(f"{path.name}.kept-{datetime.now().astimezone():%Y-%m-%d-%H%M%S}")
    number = 1
    while aside.exists():
        number += 1
        aside = aside.with_name(f"{aside.name.split('~')[0]}~{number}")
    path.rename(aside)
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
