"""Files that the page takes away or brings in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from localchange.errors import CourseError
from localchange.models.theory_of_change import Theory
from localchange.models.theory_of_change.fields import shown

LARGEST = 2_000_000
"""Bytes of a file that is brought in."""


@dataclass(frozen=True)
class File:
    """A file for the learner's downloads."""

    name: str
    type: str
    content: bytes


FORMATS = {
    "docx": ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "to_docx"),
    "png": ("png", "image/png", "to_png"),
    "svg": ("svg", "image/svg+xml", "to_svg"),
    "csv": ("csv", "text/csv;charset=utf-8", "to_csv"),
    "xlsx": (
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "to_spreadsheet",
    ),
    "mermaid": ("mmd", "text/plain;charset=utf-8", "to_mermaid"),
}
"""Ending, type and maker of each format."""


def taken_away(theory: Theory, format_name: str) -> File:
    """Make a file of a theory, or say which formats there are."""
    if format_name not in FORMATS:
        raise CourseError(f"There is no such format; use {', '.join(FORMATS)}.")
    ending, kind, maker = FORMATS[format_name]
    made: bytes | str = getattr(_files(), maker)(theory)
    return File(f"{_name(theory)}.{ending}", kind, made.encode() if isinstance(made, str) else made)


def brought_in(content: bytes, name: str) -> Theory:
    """Read a theory out of a spreadsheet (xlsx or csv), or say why not."""
    if not content or len(content) > LARGEST:
        raise CourseError(f"The file has {len(content):,} bytes: from 1 to {LARGEST:,} are read.")
    found: Theory = _files().from_spreadsheet(content, name)
    if not found.steps:
        raise CourseError(f"No step was found in {shown(name)}: it needs a table with a row for each step.")
    return found


def _files() -> Any:
    """Load what makes documents only when one is asked for: it is slow to load, and most pages make none."""
    return import_module("localchange.theory_files")


def _name(theory: Theory) -> str:
    return re.sub("[^a-z0-9]+", "_", theory.title.lower()).strip("_")[:60] or "theory_of_change"
