"""Figures as the browser reads them: axes, and layers from the back to the front.

A layer names columns; the columns travel apart from it, as bytes. Colours are names, not values
(``one`` to ``five``, ``ink``, ``muted``, ``band``), so that a light and a dark page each have their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

Layer = dict[str, Any]
Figure = dict[str, Any]

COLUMN_KEYS = ("x", "x1", "x2", "y", "y1", "y2", "base", "from", "to", "text", "flag", "value")


def _given(**values: Any) -> dict[str, Any]:
    return {name.rstrip("_"): value for name, value in values.items() if value is not None}


def figure(
    title: str, alt: str, *, x: dict[str, Any], y: dict[str, Any], layers: Sequence[Layer], **more: Any
) -> Figure:
    """Describe one figure; `alt` is what a screen reader says of it."""
    return {"title": title, "alt": alt, "x": x, "y": y, "layers": list(layers), "height": 300, **more}


def line(x: str, y: str, colour: str, **more: Any) -> Layer:
    """Draw a line through two columns; with a `name` it is labelled at its end."""
    return _given(mark="line", x=x, y=y, colour=colour, **more)


def area(x: str, y1: str, y2: str, colour: str, **more: Any) -> Layer:
    """Fill between two columns."""
    return _given(mark="area", x=x, y1=y1, y2=y2, colour=colour, **more)


def bars(x1: str, x2: str, y: str, colour: str, **more: Any) -> Layer:
    """Draw bars from x1 to x2, on top of the column `base` if one is given."""
    return _given(mark="bars", x1=x1, x2=x2, y=y, colour=colour, **more)


def whiskers(x1: str, x2: str, y1: str, y2: str, colour: str) -> Layer:
    """Draw an upright line in the middle of each bar, once its columns have come."""
    return _given(mark="whiskers", x1=x1, x2=x2, y1=y1, y2=y2, colour=colour)


def steps(x1: str, x2: str, y: str, colour: str, **more: Any) -> Layer:
    """Draw the outline that bars would have."""
    return _given(mark="steps", x1=x1, x2=x2, y=y, colour=colour, **more)


def zone(from_: float, to: float, colour: str, **more: Any) -> Layer:
    """Shade the picture from one place to another."""
    return _given(mark="zone", from_=from_, to=to, colour=colour, **more)


def frame(from_: float, to: float, low: float, high: float, colour: str) -> Layer:
    """Draw the outline of a range: from one place to another, from a low to a high value."""
    return _given(mark="frame", from_=from_, to=to, low=low, high=high, colour=colour)


def upright(x: float, **more: Any) -> Layer:
    """Draw an upright line at one place."""
    return _given(mark="upright", x=x, **more)


def level(y: float, **more: Any) -> Layer:
    """Draw a level line, over the whole width or `from_` one place `to` another."""
    return _given(mark="level", y=y, **more)


def note(text: str, **more: Any) -> Layer:
    """Write words in the picture."""
    return _given(mark="note", text=text, **more)


def spans(from_: str, to: str, text: str, colour: str, domain: tuple[float, float], **more: Any) -> Layer:
    """Draw one bar a row, each with its words above it."""
    return _given(mark="spans", from_=from_, to=to, text=text, colour=colour, domain=list(domain), **more)


def rows(x: str, text: str, value: str, flag: str, colour: str) -> Layer:
    """Draw one level bar a row, words above it, its value at its end; hatched where `flag` is 1."""
    return _given(mark="rows", x=x, text=text, value=value, flag=flag, colour=colour)


def intervals(y: str, x1: str, x: str, x2: str, text: str) -> Layer:
    """Draw up to three ranges below one another, each with its middle and its name, told apart by shape and line."""
    return _given(mark="intervals", y=y, x1=x1, x=x, x2=x2, text=text)


def columns_of(drawn: Figure) -> Iterator[str]:
    """Name every column that a figure needs."""
    for layer in drawn["layers"]:
        if layer["mark"] == "note":
            continue
        for key in COLUMN_KEYS:
            if isinstance(layer.get(key), str):
                yield layer[key]
