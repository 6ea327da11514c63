"""From what a learner's cell showed to an output that harms no reader: text and pictures, nothing else."""

from __future__ import annotations

import base64
import binascii
import re
import struct
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_output

from localchange.grading.filling import cleaned

LONGEST = 100_000
LARGEST_PICTURE = 500_000
MOST_PIXELS = 16_000_000
"""A small file can hold a picture so large that showing it stops the reader's browser."""
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
SIZE = struct.Struct(">II")
TERMINAL = re.compile(r"\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)?|[@-Z\\-_])")


def plain(text: Any, most: int = LONGEST) -> str:
    """Give a text without colours, control characters and reversals of direction, cut to a length.

    Parameters
    ----------
    text
        Anything; what is no text becomes nothing.
    most
        How many characters to keep.
    """
    if type(text) is not str:
        return ""
    words = cleaned(TERMINAL.sub("", text[: 2 * most]))
    return words if len(words) <= most else f"{words[:most]}…"


def as_output(shown: Any) -> NotebookNode | None:
    """Make an output of a notebook from what came out of a learner's process.

    Parameters
    ----------
    shown
        Plain values, from untrusted hands.

    Returns
    -------
    NotebookNode or None
        ``None`` when nothing in it can be shown.
    """
    if type(shown) is not dict:
        return None
    kind = shown.get("output_type")
    if kind == "stream":
        name = "stderr" if shown.get("name") == "stderr" else "stdout"
        return _node(kind, name=name, text=plain(shown.get("text")))
    if kind == "error":
        lines = plain(shown.get("traceback")).splitlines()
        name, said = plain(shown.get("ename"), 200), plain(shown.get("evalue"), 2_000)
        return _node(kind, ename=name or "Error", evalue=said, traceback=lines)
    if kind in ("execute_result", "display_data") and type(shown.get("data")) is dict:
        return _rich(kind, shown["data"])
    return None


def _rich(kind: str, data: dict[Any, Any]) -> NotebookNode | None:
    kept = {"text/plain": plain(data.get("text/plain"))}
    picture = data.get("image/png")
    if type(picture) is str and len(picture) <= LARGEST_PICTURE and _is_png(picture):
        kept["image/png"] = picture
    return (
        _node(kind, data={name: content for name, content in kept.items() if content})
        if any(kept.values())
        else None
    )


def _is_png(picture: str) -> bool:
    try:
        content = base64.b64decode(picture, validate=True)
        wide, high = SIZE.unpack_from(content, len(PNG))
    except (binascii.Error, ValueError, struct.error):
        return False
    return content.startswith(PNG) and 0 < wide * high <= MOST_PIXELS


def _node(kind: str, **content: Any) -> NotebookNode:
    node: NotebookNode = new_output(kind, **content)
    return node
