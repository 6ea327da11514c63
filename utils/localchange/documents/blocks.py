"""What a report of the course is made of, whether it is read on a page, in Word or in a browser without a server.

A report is built once, as a row of blocks, and written in each form by a file of its own. The course's words and the
words of people who use it are different blocks: only the former may hold links.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any


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


Block = Heading | Told | Own | Points | Rows | Picture


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
        return [
            {"is": type(block).__name__.lower(), **asdict(block)}
            for block in self.blocks
            if not isinstance(block, Picture)
        ]


def sentence_of(words: Sequence[str]) -> str:
    """Put sentences one after another, leaving out those that are empty."""
    return " ".join(word for word in words if word)
