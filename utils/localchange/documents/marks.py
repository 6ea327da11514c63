"""The few signs that the course's own words may hold: bold, italic and links to the web."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MARKS = re.compile(
    r"\[([^\]]+)\]\((https?://[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)|\*\*(.+?)\*\*|(?<![\w*])\*([^\s*][^*]*?)\*(?![\w*])",
    re.S,
)
"""An address may hold brackets, in pairs, as some DOIs do."""


@dataclass(frozen=True)
class Part:
    """Some words of a text, and how they stand there.

    Attributes
    ----------
    words
        The words.
    address
        Where a link leads; empty for other words.
    bold, italic
        How they are written.
    """

    words: str
    address: str = ""
    bold: bool = False
    italic: bool = False


def parts(text: str) -> Iterator[Part]:
    """Give the parts of a text, in order.

    Parameters
    ----------
    text
        Words of the course with ``**bold**``, ``*italic*`` and ``[words](https://address)``. A link to anything but
        a page of the web stays text.

    Yields
    ------
    Part
        Every word is in one of them.
    """
    done = 0
    for found in _MARKS.finditer(text):
        if found.start() > done:
            yield Part(text[done : found.start()])
        words, address, bold, italic = found.groups()
        if address:
            yield Part(words, address=address)
        elif bold:
            yield Part(bold, bold=True)
        else:
            yield Part(italic, italic=True)
        done = found.end()
    if done < len(text):
        yield Part(text[done:])


def plain(text: str) -> str:
    """Give a text without its marks, on one line."""
    return " ".join("".join(part.words for part in parts(text)).replace("`", "").split())
