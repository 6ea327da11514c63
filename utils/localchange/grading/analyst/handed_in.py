"""Reading a notebook from untrusted hands: the text of its cells, and whose place each claims to take."""

from __future__ import annotations

import codecs
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from localchange.errors import CourseError
from localchange.grading.submission import LARGEST_NOTEBOOK

MOST_CELLS = 2_000
LONGEST_CELL = 200_000
ASK_AGAIN = "ask for the notebook again"


@dataclass(frozen=True)
class HandedInCell:
    """One cell of a notebook that was handed in.

    Parameters
    ----------
    place
        Where it stands, from 0.
    code
        Whether it is a code cell.
    names
        What it calls itself: its nbgrader name and its id. Either may be forged, and is only ever looked up among ours.
    text
        What stands in it, with plain line ends.
    tags, about
        Its tags, and what it says of itself to nbgrader. They count for nothing, and are only ever reported.
    """

    place: int
    code: bool
    names: tuple[str, ...]
    text: str
    tags: tuple[str, ...] = ()
    about: Mapping[str, Any] = field(default_factory=dict)


def read_cells(content: bytes) -> tuple[list[HandedInCell], list[str]]:
    """Read the cells of a notebook of any version.

    Parameters
    ----------
    content
        The bytes of the file.

    Returns
    -------
    cells, notes
        The cells in order, and what was odd, a sentence each.

    Raises
    ------
    CourseError
        When it is no notebook; it says why and what to do.
    """
    notebook = _as_json(content)
    found = _raw_cells(notebook)
    if not found:
        raise CourseError(f"The notebook has no cells: {ASK_AGAIN}.")
    notes = []
    if len(found) > MOST_CELLS:
        notes.append(f"The notebook has {len(found)} cells; only the first {MOST_CELLS} were looked at.")
    cells = []
    for place, raw in enumerate(found[:MOST_CELLS]):
        text = _text(raw)
        if len(text) > LONGEST_CELL:
            notes.append(f"Cell {place + 1} is longer than {LONGEST_CELL} characters and was left out.")
        elif text:
            code = raw.get("cell_type") == "code"
            cells.append(HandedInCell(place, code, _names(raw), text, _tags(raw), _about(raw)))
    if not cells and not notes:
        raise CourseError(f"There is nothing to read in the cells of the notebook: {ASK_AGAIN}.")
    return cells, notes


def _as_json(content: bytes) -> Any:
    if len(content) > LARGEST_NOTEBOOK:
        megabytes = LARGEST_NOTEBOOK // 1_000_000
        raise CourseError(
            f"The notebook is larger than {megabytes} MB: {ASK_AGAIN}, with its outputs cleared."
        )
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return json.loads(content.decode("utf-16" if wide else "utf-8-sig"))
    except (ValueError, RecursionError):
        what = "The notebook cannot be read (it is no JSON)" if content.strip() else "The notebook is empty"
        raise CourseError(f"{what}: {ASK_AGAIN}.") from None


def _raw_cells(notebook: Any) -> list[dict[str, Any]]:
    if not isinstance(notebook, dict):
        raise CourseError(f"The file is no notebook: {ASK_AGAIN}.")
    cells = notebook.get("cells")
    if not isinstance(cells, list):  # nbformat 3 and older
        sheets = notebook.get("worksheets")
        lists = (
            [sheet.get("cells") for sheet in sheets if isinstance(sheet, dict)]
            if isinstance(sheets, list)
            else []
        )
        cells = [cell for some in lists if isinstance(some, list) for cell in some]
    return [cell for cell in cells if isinstance(cell, dict)]


def _text(raw: dict[str, Any]) -> str:
    source = raw.get("source", raw.get("input", ""))
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    if not isinstance(source, str):
        return ""
    # half a character of two could not be written into any file
    text = source.encode("utf-8", "replace").decode("utf-8")
    return text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")


def _about(raw: dict[str, Any]) -> dict[str, Any]:
    metadata = raw.get("metadata")
    about = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    return about if isinstance(about, dict) else {}


def _tags(raw: dict[str, Any]) -> tuple[str, ...]:
    metadata = raw.get("metadata")
    tags = metadata.get("tags") if isinstance(metadata, dict) else None
    return tuple(tag for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else ()


def _names(raw: dict[str, Any]) -> tuple[str, ...]:
    claimed = (_about(raw).get("grade_id"), raw.get("id"))
    return tuple(dict.fromkeys(name for name in claimed if isinstance(name, str)))
