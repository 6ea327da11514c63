"""Putting what was marked under ``autograded/``, so that nobody ever sees half of a file."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

NEW = ".being-written-"


def lay_out(folder: Path, files: Mapping[str, bytes], mode: int) -> None:
    """Make a folder hold these files and no other.

    Parameters
    ----------
    folder
        ``autograded/LEARNER/SLUG``.
    files
        Their content by name, in which ``/`` leads into folders.
    mode
        The permissions of each, as nbgrader sets them.
    """
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        folder.unlink()
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        target = folder / name
        if target.is_dir() and not target.is_symlink():
            shutil.rmtree(target)
        target.parent.mkdir(parents=True, exist_ok=True)
        new = target.with_name(f"{NEW}{target.name}")
        new.unlink(missing_ok=True)
        new.write_bytes(content)
        new.chmod(mode)
        new.replace(target)
    wanted = {folder / name for name in files}
    folders = {parent for path in wanted for parent in path.parents}
    for path in sorted(folder.rglob("*")):
        if path in wanted or path in folders:
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
