"""The sections of a page: where each begins, and the link that opens it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from localchange.errors import CourseError


@dataclass(frozen=True)
class Section:
    """A part of a page under a heading of its own.

    Attributes
    ----------
    id
        Id of the cell that begins it.
    heading
        Its heading in words; the first one, when the cell has several.
    cells
        Ids of its cells, in order.
    """

    id: str
    heading: str
    cells: tuple[str, ...]

    @property
    def fragment(self) -> str:
        """What a link to it ends in, as JupyterLab names headings."""
        return self.heading.replace(" ", "-")


def sections(path: Path) -> tuple[Section, ...]:
    """Read the sections of a page: each begins with a heading of the first or second level.

    Parameters
    ----------
    path
        The notebook.

    Returns
    -------
    tuple of Section
        In order; every cell lies in one of them.

    Raises
    ------
    CourseError
        If the page cannot be read.
    """
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise CourseError(f"{path} cannot be read as a notebook ({problem}).") from problem
    found: list[tuple[str, str, list[str]]] = []
    for cell in cells:
        heading = re.search(r"^##? (.+)$", "".join(cell["source"]), re.M)
        if cell["cell_type"] == "markdown" and heading:
            found.append((cell["id"], heading.group(1).strip(), [cell["id"]]))
        elif found:
            found[-1][2].append(cell["id"])
    return tuple(Section(id_, heading, tuple(ids)) for id_, heading, ids in found)


def pages(root: Path, slug: str) -> list[Path]:
    """Give the pages of a module, its own first."""
    return sorted((root / "course" / slug).glob("*.ipynb"), key=lambda path: (path.stem != slug, path.stem))
