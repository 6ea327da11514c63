"""Writing files for a person to read: each whole, or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from localchange.answers import writing
from localchange.errors import CourseError


def write(folder: Path, content: Mapping[str, str]) -> list[Path]:
    """Write some files into a folder, which is made if need be.

    Parameters
    ----------
    folder
        Where to write.
    content
        The text of each file, by its name.

    Returns
    -------
    list of Path
        The files.

    Raises
    ------
    CourseError
        When one cannot be written.
    """
    paths = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in content.items():
            # For the spreadsheet a mark in front, without which one program takes it for another alphabet.
            made = text.encode("utf-8-sig" if name.endswith(".csv") else "utf-8")
            writing.replace(folder / name, made)
            paths.append(folder / name)
    except OSError as problem:
        raise CourseError(
            f"Nothing could be written into {folder} ({problem.strerror or problem})."
        ) from None
    return paths
