"""A folder of one run in the course, taken away at its end, or else by the next run."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import filelock

PREFIX = ".marking-"
LOCK = "in-use.lock"


@contextmanager
def scratch_folder(root: Path) -> Iterator[Path]:
    """Make a folder for the files of a run.

    Parameters
    ----------
    root
        The folder of the course.

    Yields
    ------
    pathlib.Path
        The folder. A lock in it says that its run is still there, so that folders of runs that were killed are told
        from those of other markers.
    """
    for left in root.glob(f"{PREFIX}*"):
        if left.is_dir() and not left.is_symlink():
            _take_away(left)
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=root))
    try:
        with filelock.FileLock(folder / LOCK):
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _take_away(folder: Path) -> None:
    try:
        with filelock.FileLock(folder / LOCK, timeout=0):
            pass
    except (filelock.Timeout, OSError):
        return
    shutil.rmtree(folder, ignore_errors=True)
