"""Words that others wrote, in a table on the terminal."""

from __future__ import annotations

import json
from typing import Any

from rich.text import Text


def shown(words: str) -> Text:
    """Give words for a cell of a table, in which no letter does anything to the terminal.

    Names of files and of folders come from learners: they may hold colours, commands to the terminal, reversed
    directions and halves of letters that cannot be printed.

    Parameters
    ----------
    words
        What is to be shown.

    Returns
    -------
    rich.text.Text
        The same, with a mark in the place of each letter that cannot be seen.
    """
    return Text("".join(letter if letter.isprintable() or letter == "\n" else "�" for letter in words))


def as_json(rows: list[dict[str, Any]]) -> str:
    """Write rows as JSON that any terminal and any file can take.

    Parameters
    ----------
    rows
        Plain values.

    Returns
    -------
    str
        JSON in ASCII alone, for the same reason.
    """
    return json.dumps(rows, indent=2)
