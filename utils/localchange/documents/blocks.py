"""What a report of the course is made of, whether it is read on a page, in Word or in a browser without a server.

A report is built once, as a row of blocks, and written in each form by a file of its own. The course's words and the
words of people who use it are different blocks: only the former may hold links.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from localchange.documents.marks import parts


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 stands under the title of the report."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Told:
    """A paragraph of the course's own words, in which bold, italic and links count."""

    text: str


@dataclass(frozen=True)
class Own:
    """What somebody wrote, shown as text whatever it holds, with a label before it."""

    label: str
    text: str


@dataclass(frozen=True)
class Points:
    """A list of sentences of the course's own words."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Folded:
    """A list of the course's own words under a line that says what it holds; folded away where that can be done."""

    label: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class Rows:
    """A table: the first cell of each row heads it. Cells are text, whatever they hold."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    none: str = "Nothing yet."


@dataclass(frozen=True)
class Picture:
    """A picture as SVG and as PNG, with what it shows in words; either may be missing, the words may not."""

    alternative: str
    svg: str = ""
    png: bytes = b""


Block = Heading | Told | Own | Points | Folded | Rows | Picture


@dataclass(frozen=True)
class Report:
    """Something to read.

    Attributes
    ----------
    title
        Its title.
    blocks
        What stands below the title, in order.
    """

    title: str
    blocks: tuple[Block, ...]

    def as_state(self) -> list[dict[str, Any]]:
        """Give the blocks as plain values, for the part of the course that runs in the browser."""
        return [_state(block) for block in self.blocks if not isinstance(block, Picture)]


def _state(block: Block) -> dict[str, Any]:
    said: dict[str, Any] = {"is": type(block).__name__.lower(), **asdict(block)}
    if isinstance(block, Told):
        said["text"] = _parts(block.text)
    elif isinstance(block, Points | Folded):
        said["items"] = [_parts(item) for item in block.items]
    return said


def _parts(text: str) -> list[dict[str, Any]]:
    return [asdict(part) for part in parts(text)]
