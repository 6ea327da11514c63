"""A theory of change as a picture: SVG to look at and to edit further, PNG for documents.

Nothing in it is told by colour alone: a box says its kind and level in words, an arrow its sign, and one with a minus
is dashed. A question mark stands on an arrow with neither an assumption nor evidence.

A PNG is drawn with a font of the package's own, so that it looks the same on every computer, also where there are no
fonts at all: DejaVu Sans 2.35 cut down with fontTools to Latin, Greek and Cyrillic letters, without hinting. Letters of
other scripts come from the computer's fonts, where it has them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from importlib import resources

import numpy as np
import resvg_py

from localchange.models.theory_of_change.layout import BOX_HEIGHT, BOX_WIDTH, placed
from localchange.models.theory_of_change.narrative import called, delay_of, is_bare, parts, title_of
from localchange.models.theory_of_change.theory import Link, Step, Theory
from localchange.theory_files.routes import Flags, Floats, Point, Route, inside, middle, route

MARGIN = 34.0
HEADING = 44.0
TEXT_SIZE = 12.0
LINE = 15.0
LINES = 4
LINE_WIDTH = BOX_WIDTH - 16
MOST_PIXELS = 3200
"""The longer side of a PNG is no longer than this."""
SHARPNESS = 2.0
"""Pixels of a PNG for one of the picture's own."""

FILLS = {
    "input": "#eef1f5",
    "activity": "#e3eefb",
    "output": "#e6f4ea",
    "outcome": "#fdf3dc",
    "impact": "#fbe6ef",
}
EDGES = {
    "input": "#57606a",
    "activity": "#1b5fae",
    "output": "#116329",
    "outcome": "#8a5a00",
    "impact": "#a3246b",
}
INK = "#1f2328"
MINUS = "#a40e26"
FONTS = "'DejaVu Sans', Verdana, Arial, sans-serif"

# Widths of DejaVu Sans, the widest of FONTS, rounded up, as parts of the text's size.
_NARROW = frozenset("fijlrtI.,:;'|!()[]/\\ -")
_WIDE = frozenset("mwMWOQGDNHU@%&+=<>~#→≤≥")


def to_svg(theory: Theory) -> str:
    """Return the theory as an SVG picture.

    Parameters
    ----------
    theory : Theory
        The theory; steps without a place get one.

    Returns
    -------
    str
        The picture, with a title and a description in words, no script, and nothing fetched from elsewhere.
    """
    laid = placed(theory)
    frame = _frame(laid)
    title = escape(title_of(theory))
    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{frame.width:g}" height="{frame.height:g}" '
        f'viewBox="{frame.left:g} {frame.top:g} {frame.width:g} {frame.height:g}" role="img" lang="en-GB" '
        f'aria-labelledby="toc-title toc-description" font-family="{FONTS}" font-size="{TEXT_SIZE:g}" fill="{INK}">',
        f'<title id="toc-title">{title}</title>',
        f'<desc id="toc-description">{escape(described(theory))}</desc>',
        f"<defs>{_head('plus', INK)}{_head('minus', MINUS)}</defs>",
        f'<rect x="{frame.left:g}" y="{frame.top:g}" width="{frame.width:g}" height="{frame.height:g}" '
        'fill="#ffffff"/>',
    ]
    heading = _wrapped(title_of(theory), (frame.width - 2 * MARGIN) * TEXT_SIZE / 15, 2)
    for row, line in enumerate(heading):
        x, y = frame.left + MARGIN, frame.top + MARGIN + 4 + 19 * row
        drawn += [f'<text x="{x:g}" y="{y:g}" font-size="15" font-weight="bold">{escape(line)}</text>']
    steps = {step.id: step for step in laid.steps}
    boxes = np.array([middle(step) for step in laid.steps]).reshape(-1, 2)
    places = {step.id: place for place, step in enumerate(laid.steps)}
    ways = [
        route(boxes, places[link.start], places[link.end], number) for number, link in enumerate(laid.links)
    ]
    # Lines run under the boxes, so that no word is crossed out; signs stand where no box is.
    drawn += [_line(link, way) for link, way in zip(laid.links, ways, strict=True)]
    bare = is_bare(theory)
    drawn += [_box(step, bare) for step in laid.steps]
    taken: list[Point] = []
    for link, way in zip(laid.links, ways, strict=True):
        taken.append(_clear(way, boxes, taken))
        drawn.append(_sign(link, taken[-1], steps[link.start], steps[link.end], bare))
    return "\n".join([*drawn, "</svg>", ""])


def to_png(theory: Theory) -> bytes:
    """Return the same picture as a PNG file, two pixels for each of the SVG's and 3,200 at most on the longer side."""
    frame = _frame(placed(theory))
    zoom = min(SHARPNESS, MOST_PIXELS / max(frame.width, frame.height))
    font = resources.files("localchange.theory_files") / "font" / "DejaVuSans-subset.ttf"
    with resources.as_file(font) as file:
        return resvg_py.svg_to_bytes(
            svg_string=to_svg(theory),
            width=max(1, int(frame.width * zoom)),
            font_files=[str(file)],
            font_family="DejaVu Sans",
            sans_serif_family="DejaVu Sans",
        )


def described(theory: Theory) -> str:
    """Return in words what the picture shows: every step, and every arrow with its sign.

    Parameters
    ----------
    theory : Theory
        The theory.
    """
    if not theory.steps:
        return "An empty picture: no step is drawn yet."
    steps = {step.id: step for step in theory.steps}
    bare = is_bare(theory)
    said = [parts(theory), *(f"{_named(step, bare)}." for step in theory.steps)]
    for link in theory.links:
        effect = "more of" if link.sign == "+" else "less of"
        late = f" after {delay_of(link)}" if bare and link.delay_months else ""
        said += [f"Arrow: {called(steps[link.start])} makes for {effect} {called(steps[link.end])}{late}."]
    return " ".join(said)


@dataclass(frozen=True, slots=True)
class _Frame:
    left: float
    top: float
    width: float
    height: float


def _frame(laid: Theory) -> _Frame:
    """Return the part of the plane that the boxes take, with room for arrows that go round them and for a heading."""
    xs = [step.x or 0.0 for step in laid.steps] or [BOX_WIDTH / 2]
    ys = [step.y or 0.0 for step in laid.steps] or [BOX_HEIGHT / 2]
    left, top = min(xs) - BOX_WIDTH / 2 - MARGIN, min(ys) - BOX_HEIGHT / 2 - MARGIN - HEADING
    width = max(xs) + BOX_WIDTH / 2 + MARGIN - left
    return _Frame(left, top, max(width, 420.0), max(ys) + BOX_HEIGHT / 2 + 2.5 * MARGIN - top)


def _named(step: Step, bare: bool) -> str:
    return f"{'Box' if bare else f'{step.kind.capitalize()}, {step.level}'}: {called(step)}"


def _box(step: Step, bare: bool) -> str:
    x, y = (step.x or 0.0) - BOX_WIDTH / 2, (step.y or 0.0) - BOX_HEIGHT / 2
    lines = "".join(
        f'<text x="{x + 8:g}" y="{y + 34 + LINE * row:g}">{escape(line)}</text>'
        for row, line in enumerate(_wrapped(called(step), LINE_WIDTH, LINES))
    )
    return (
        f"<g><title>{escape(_named(step, bare))}</title>"
        f'<rect x="{x:g}" y="{y:g}" width="{BOX_WIDTH:g}" height="{BOX_HEIGHT:g}" rx="6" fill="{FILLS[step.kind]}" '
        f'stroke="{EDGES[step.kind]}" stroke-width="1.5"/>'
        f'<text x="{x + 8:g}" y="{y + 17:g}" font-size="10" font-weight="bold" fill="{EDGES[step.kind]}">'
        f"{'' if bare else f'{step.kind.upper()}, {step.level}'}</text>{lines}</g>"
    )


def _line(link: Link, way: Route) -> str:
    plus = link.sign == "+"
    colour, dash = (INK, "") if plus else (MINUS, ' stroke-dasharray="7 4"')
    return (
        f'<path d="{way.path}" fill="none" stroke="{colour}" stroke-width="1.6"{dash} '
        f'marker-end="url(#{"plus" if plus else "minus"})"/>'
    )


def _sign(link: Link, at: Point, start: Step, end: Step, bare: bool) -> str:
    x, y = at
    plus = link.sign == "+"
    colour = INK if plus else MINUS
    leap = not bare and not link.assumption.strip() and link.evidence == 0
    beside = " ?" if leap else f" {delay_of(link)}" if bare and link.delay_months else ""
    half = 7 + 3 * len(beside)
    sign = ("+" if plus else "−") + beside
    words = f"{called(start)}, {'more makes for more' if plus else 'more makes for less'}: {called(end)}"
    return (
        f"<g><title>{escape(words)}</title>"
        f'<rect x="{x - half:g}" y="{y - 9:g}" width="{2 * half}" height="18" rx="9" fill="#ffffff" '
        f'stroke="{colour}"/>'
        f'<text x="{x:g}" y="{y + 4.5:g}" text-anchor="middle" font-weight="bold" fill="{colour}">{sign}</text></g>'
    )


def _clear(way: Route, boxes: Floats, taken: Sequence[Point]) -> Point:
    """Return a point on the way where a sign covers neither a box nor another sign, the middle if it can be."""
    half = len(way.points) // 2
    covered: Flags = np.any(inside(way.points, boxes, 8), axis=1)
    for place in sorted(range(4, len(way.points) - 4), key=lambda place: abs(place - half)):
        x, y = way.points[place]
        if not covered[place] and not any(
            abs(x - across) < 28 and abs(y - down) < 20 for across, down in taken
        ):
            return x, y
    return way.points[half]


def _head(name: str, colour: str) -> str:
    return (
        f'<marker id="{name}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto">'
        f'<path d="M0 0L10 5L0 10z" fill="{colour}"/></marker>'
    )


def _width(text: str) -> float:
    """Estimate how wide a text is, pixels; rather too wide than too narrow."""
    return TEXT_SIZE * sum(
        0.42
        if letter in _NARROW
        else 1.0
        if letter in _WIDE or unicodedata.east_asian_width(letter) in "WF"
        else 0.66
        for letter in text
    )


def _wrapped(text: str, width: float, most: int) -> list[str]:
    """Break a text into lines; what does not fit ends in an ellipsis."""
    lines, rest = [""], text.split()
    while rest:
        word = rest.pop(0)
        tried = f"{lines[-1]} {word}".strip()
        if _width(tried) <= width:
            lines[-1] = tried
        elif lines[-1]:
            lines.append("")
            rest.insert(0, word)
        else:
            fits = next(cut for cut in range(len(word), 0, -1) if cut == 1 or _width(word[:cut]) <= width)
            lines[-1] = word[:fits]
            rest[:0] = [word[fits:]] if word[fits:] else []
            lines.append("")
        if len(lines) > most:
            return [*lines[: most - 1], _shortened(lines[most - 1], width)]
    return [line for line in lines if line]


def _shortened(line: str, width: float) -> str:
    while line and _width(line + "…") > width:
        line = line[:-1]
    return line.rstrip() + "…"
