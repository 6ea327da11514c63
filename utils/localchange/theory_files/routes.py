"""How an arrow runs from one box to another: a curve where nothing is in its way, else along the gaps between boxes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import hypot

import numpy as np
import numpy.typing as npt

from localchange.models.theory_of_change.layout import BOX_HEIGHT, BOX_WIDTH, ROW
from localchange.models.theory_of_change.theory import Step

HALF, TALL = BOX_WIDTH / 2, BOX_HEIGHT / 2
LANE = 4.0
"""Pixels between arrows that run along the same gap."""
LANES = 5
CORNER = 8.0
SAMPLES = 40

Point = tuple[float, float]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Route:
    """The way of one arrow.

    Parameters
    ----------
    path : str
        What SVG calls the path's data.
    points : tuple of tuple of float
        Points along it at equal shares of the way, the first at its beginning and the last at its head.
    """

    path: str
    points: tuple[Point, ...]


def route(boxes: Floats, start: int, end: int, number: int) -> Route:
    """Return the way of an arrow: a curve if it covers no box, else whichever way covers least.

    Parameters
    ----------
    boxes : numpy.ndarray
        The middles of all boxes, pixels: a row a box, x and y.
    start, end : int
        The rows of the two boxes that it joins.
    number : int
        The arrow's place among all arrows: it decides on its lane in a gap.
    """
    others = np.delete(boxes, (start, end), axis=0)
    one, other = (
        (float(boxes[start, 0]), float(boxes[start, 1])),
        (float(boxes[end, 0]), float(boxes[end, 1])),
    )
    ways = [_curve(one, other)]
    if inside(ways[0].points, others, 3).any():
        lane = LANE * (number % LANES - LANES // 2)
        ways += [_angled(corners) for corners in _ways_round(one, other, lane)]
    return min(ways, key=lambda way: int(inside(way.points, others, 3).sum()))


def inside(points: Sequence[Point], boxes: Floats, margin: float) -> Flags:
    """Say which points lie in which boxes, or no further from them than a margin: a row a point, a column a box."""
    apart = np.abs(np.array(points)[:, None, :] - boxes[None, :, :])
    flags: Flags = (apart[:, :, 0] < HALF + margin) & (apart[:, :, 1] < TALL + margin)
    return flags


def middle(step: Step) -> Point:
    """Return where a placed step stands."""
    return step.x or 0.0, step.y or 0.0


def _curve(start: Point, end: Point) -> Route:
    (x0, y0), (x3, y3) = start, end
    if x3 - x0 > BOX_WIDTH:
        bend = max(30.0, (x3 - x0 - BOX_WIDTH) / 2)
        return _bent(((x0 + HALF, y0), (x0 + HALF + bend, y0), (x3 - HALF - bend, y3), (x3 - HALF, y3)))
    if x0 - x3 > BOX_WIDTH:  # back to an earlier step, round below
        deep = max(y0, y3) + TALL + 40
        return _bent(((x0 - 20, y0 + TALL), (x0 - 60, deep), (x3 + 60, deep), (x3 + 20, y3 + TALL)))
    down = 14 if y3 >= y0 else -14  # one above the other: round the right-hand side
    out = max(x0, x3) + HALF + 48
    return _bent(((x0 + HALF, y0 + down), (out, y0 + down), (out, y3 - down), (x3 + HALF, y3 - down)))


def _ways_round(start: Point, end: Point, lane: float) -> list[list[Point]]:
    """Return ways along the gaps between rows and columns, as the corners that they turn at."""
    (x0, y0), (x3, y3) = start, end
    if x3 > x0:
        out, into = x0 + HALF + 22 + lane, x3 - HALF - 28 + lane
        gaps = [y + side * ROW / 2 + lane for y in (y3, y0) for side in (-1, 1)]
        return [
            [(x0 + HALF, y0), (out, y0), (out, gap), (into, gap), (into, y3), (x3 - HALF, y3)] for gap in gaps
        ]
    beside = x3 + HALF + 30 + lane
    below, under = y0 + ROW / 2 + lane, y3 + ROW / 2 + lane
    leave, enter = x0 - 20 + lane, x3 + 20 + lane
    return [
        [
            (leave, y0 + TALL),
            (leave, below),
            (beside, below),
            (beside, under),
            (enter, under),
            (enter, y3 + TALL),
        ],
        [(leave, y0 + TALL), (leave, below), (enter, below), (enter, y3 + TALL)],
    ]


def _bent(curve: tuple[Point, Point, Point, Point]) -> Route:
    """Return a cubic curve."""
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = curve
    points = []
    for sample in range(SAMPLES + 1):
        along = sample / SAMPLES
        back = 1 - along
        parts = (back**3, 3 * back**2 * along, 3 * back * along**2, along**3)
        points.append(
            (
                sum(part * x for part, (x, _) in zip(parts, curve, strict=True)),
                sum(part * y for part, (_, y) in zip(parts, curve, strict=True)),
            )
        )
    return Route(f"M{x0:g} {y0:g}C{x1:g} {y1:g} {x2:g} {y2:g} {x3:g} {y3:g}", tuple(points))


def _angled(corners: list[Point]) -> Route:
    """Return a way of straight lines with rounded corners."""
    corners = [point for place, point in enumerate(corners) if place == 0 or point != corners[place - 1]]
    path = f"M{corners[0][0]:g} {corners[0][1]:g}"
    for before, at, after in zip(corners, corners[1:], corners[2:], strict=False):
        near, far = _toward(at, before), _toward(at, after)
        path += f"L{near[0]:g} {near[1]:g}Q{at[0]:g} {at[1]:g} {far[0]:g} {far[1]:g}"
    path += f"L{corners[-1][0]:g} {corners[-1][1]:g}"
    lengths = [hypot(x1 - x0, y1 - y0) for (x0, y0), (x1, y1) in pairwise(corners)]
    points = []
    for sample in range(SAMPLES + 1):
        left, leg = sum(lengths) * sample / SAMPLES, 0
        while leg < len(lengths) - 1 and left > lengths[leg]:
            left -= lengths[leg]
            leg += 1
        share = min(1.0, left / lengths[leg])
        (x0, y0), (x1, y1) = corners[leg], corners[leg + 1]
        points.append((x0 + share * (x1 - x0), y0 + share * (y1 - y0)))
    return Route(path, tuple(points))


def _toward(corner: Point, other: Point) -> Point:
    """Return the point where the rounding of a corner begins, on the line to another."""
    length = hypot(other[0] - corner[0], other[1] - corner[1])
    share = min(CORNER, length / 2) / length
    return corner[0] + share * (other[0] - corner[0]), corner[1] + share * (other[1] - corner[1])
