"""What one field of a theory of change may hold, and the sentence that says so when it does not fit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from localchange.errors import CourseError

KINDS = ("input", "activity", "output", "outcome", "impact")
"""From what is put in to what it is all for, in that order."""
LEVELS = ("national", "regional", "local")
SIGNS = ("+", "-")
"""More of the one makes for more (+) or for less (-) of the other."""
EVIDENCE = (
    "nobody has looked, or nothing was found",
    "somebody's experience",
    "a study that shows that the two go together",
    "a study with a comparison",
    "several good studies with comparisons",
)
"""What 0 to 4 mean; the words are this course's own."""

MOST_STEPS = 120
MOST_LINKS = 300
TITLE_LENGTH = 200
STEP_LENGTH = 500
TEXT_LENGTH = 1000
MOST_BYTES = 250_000
"""The longest theory, as JSON in UTF-8: four of them fit into one file of answers."""
FARTHEST = 100_000
"""How far from the middle of the picture a step may stand, pixels."""
DECIMALS = 6
"""What is kept of places and delays: no spreadsheet holds all that a computer can."""
LONGEST_DELAY = 240
"""Months: twenty years."""

IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,39}")

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# What acts on whatever shows it (controls, marks that turn the direction of writing), cannot be seen at all, or may not
# stand in a file (halves of characters, the last two of each plane). Joiners (U+200C, U+200D) stay: scripts need them.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff"
    + "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)


class TheoryError(CourseError):
    """A theory of change that cannot be used; the message says what, where and what to do."""


def seen(text: str) -> str:
    """Return the text without the characters that nobody can see and that act on whatever shows it.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        The same without control characters (lines and tabs stay), marks that turn the direction of writing,
        halves of characters, and code points that no XML file may hold. Every end of a line becomes a newline.
    """
    return text if text.isprintable() else _UNSEEN.sub("", _LINE_ENDS.sub("\n", text))


def shown(value: Any, most: int = 40) -> str:
    """Return the beginning of what a stranger wrote, fit to stand in a message."""
    text = value if isinstance(value, str) else type(value).__name__
    flat = "".join(letter if letter.isprintable() else "�" for letter in text[:most])
    return f"“{flat}…”" if len(text) > most else f"“{flat}”"


def words(value: Any, place: str, field: str, longest: int = TEXT_LENGTH) -> str:
    """Return a text, cleaned.

    Parameters
    ----------
    value
        What was given.
    place : str
        Where it stands, as a message begins: "Step s3".
    field : str
        The field's name.
    longest : int
        The most characters that it may have.

    Raises
    ------
    TheoryError
        When it is no text, or too long.
    """
    if not isinstance(value, str):
        raise TheoryError(f"{place}: “{field}” must be text; put it in quotation marks, or leave it out.")
    if len(value) > longest:
        raise TheoryError(
            f"{place}: “{field}” has {len(value):,} characters; shorten it to {longest:,} at most."
        )
    return seen(value)


def identifier(value: Any, place: str, field: str) -> str:
    """Return a name such as ``s3``."""
    if not isinstance(value, str) or not IDENTIFIER.fullmatch(value):
        raise TheoryError(
            f"{place}: “{field}” is {shown(value)}; use a letter first, then letters, digits or _, at most 40 in all."
        )
    return value


def one_of(value: Any, allowed: Sequence[str], place: str, field: str) -> str:
    """Return one of a few words."""
    if not isinstance(value, str) or value not in allowed:
        *first, last = allowed
        raise TheoryError(f"{place}: “{field}” is {shown(value)}; use {', '.join(first)} or {last}.")
    return value


def number(value: Any, low: float, high: float, place: str, field: str) -> float | None:
    """Return a number within bounds, or ``None`` where none is given; whole numbers come back as ``int``."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        raise TheoryError(f"{place}: “{field}” must be a number from {low:,} to {high:,}, or be left empty.")
    rounded = round(value, DECIMALS)
    return int(rounded) if rounded == int(rounded) else rounded


def level_of_evidence(value: Any, place: str) -> int:
    """Return a whole number from 0 to 4."""
    if isinstance(value, bool) or not isinstance(value, int | float) or value not in range(len(EVIDENCE)):
        raise TheoryError(f"{place}: “evidence” must be 0, 1, 2, 3 or 4.")
    return int(value)
