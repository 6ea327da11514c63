"""Where the boxes of a theory stand: columns by kind, rows by level, boxes that never overlap.

Columns run from input to impact. Where steps of one kind lead to each other, the kind takes several columns (the
longest path within it). Rows run from national through regional to local, each as high as its fullest column. Within
a column, steps stand at about the height of those that they are linked to, which keeps arrows from crossing
(the barycentre rule of Sugiyama, Tagawa and Toda 1981, in a few sweeps).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from localchange.models.theory_of_change.fields import FARTHEST, KINDS, LEVELS
from localchange.models.theory_of_change.graph import Graph
from localchange.models.theory_of_change.theory import Step, Theory

BOX_WIDTH = 190.0
BOX_HEIGHT = 92.0
"""Size of a box, pixels."""
COLUMN = 250.0
ROW = 116.0
"""From the middle of a box to that of the next, pixels."""
BAND_GAP = 36.0
"""Further room between two levels, pixels."""
SWEEPS = 4

Cell = tuple[int, str]


def placed(theory: Theory, anew: bool = False) -> Theory:
    """Return the theory with a place for every step.

    Parameters
    ----------
    theory : Theory
        The theory.
    anew : bool
        Lay out all of it; otherwise steps that have a place keep it, and the others go where they do not cover any.

    Returns
    -------
    Theory
        The same theory, every ``x`` and ``y`` filled in.
    """
    laid = _laid_out(theory)
    taken = [] if anew else [step for step in theory.steps if step.x is not None]
    steps = []
    for step in theory.steps:
        if step.x is None or anew:
            x, y = laid[step.id]
            if taken:
                y = _free(x, y, taken)
            step = replace(step, x=x, y=y)
            if taken:
                taken.append(step)
        steps.append(step)
    return replace(theory, steps=tuple(steps))


def overlap(one: Step, other: Step) -> bool:
    """Say whether the boxes of two placed steps cover each other."""
    return _covers(one.x or 0.0, one.y or 0.0, other)


def _covers(x: float, y: float, other: Step) -> bool:
    """Say whether a box with its middle there would cover that of a placed step."""
    return abs(x - (other.x or 0.0)) < BOX_WIDTH and abs(y - (other.y or 0.0)) < BOX_HEIGHT


def _laid_out(theory: Theory) -> dict[str, tuple[float, float]]:
    columns = _columns(theory)
    cells: dict[Cell, list[Step]] = defaultdict(list)
    for step in theory.steps:
        cells[columns[step.id], step.level].append(step)
    order = _few_crossings(theory, cells)
    tops, top = {}, 0.0
    for level in LEVELS:
        fullest = max((len(steps) for (_, each), steps in order.items() if each == level), default=0)
        tops[level] = top
        top += fullest * ROW + BAND_GAP * (fullest > 0)
    return {
        step.id: (BOX_WIDTH / 2 + column * COLUMN, BOX_HEIGHT / 2 + tops[level] + row * ROW)
        for (column, level), steps in order.items()
        for row, step in enumerate(steps)
    }


def _columns(theory: Theory) -> dict[str, int]:
    """Give each step its column: those of its kind, and among them the longest path within the kind."""
    graph = Graph(theory)
    depth = [0] * len(graph.steps)
    within = [
        (graph.place[link.start], graph.place[link.end])
        for link in theory.links
        if graph.steps[graph.place[link.start]].kind == graph.steps[graph.place[link.end]].kind
        and not graph.closes_a_loop(link)
    ]
    for _ in graph.steps:
        moved = [(start, end) for start, end in within if depth[end] <= depth[start]]
        if not moved:
            break
        for start, end in moved:
            depth[end] = max(depth[end], depth[start] + 1)
    columns, first = {}, 0
    for kind in KINDS:
        places = [place for place, step in enumerate(graph.steps) if step.kind == kind]
        columns.update({graph.steps[place].id: first + depth[place] for place in places})
        first += max((depth[place] for place in places), default=-1) + 1
    return columns


def _few_crossings(theory: Theory, cells: dict[Cell, list[Step]]) -> dict[Cell, list[Step]]:
    """Sort each cell by the mean height of the steps that its steps are linked to, from left and right by turns."""
    order = {cell: list(steps) for cell, steps in sorted(cells.items(), key=lambda each: each[0][0])}
    neighbours: dict[str, list[str]] = defaultdict(list)
    for link in theory.links:
        neighbours[link.start].append(link.end)
        neighbours[link.end].append(link.start)
    height: dict[str, float] = {}

    def settle(cell: Cell, steps: list[Step]) -> None:
        for row, step in enumerate(steps):
            height[step.id] = LEVELS.index(cell[1]) * len(theory.steps) + row

    for cell, steps in order.items():
        settle(cell, steps)

    def middle(step: Step) -> float:
        heights = [height[name] for name in neighbours[step.id]] or [height[step.id]]
        return sum(heights) / len(heights)

    for sweep in range(SWEEPS):
        for cell in order if sweep % 2 == 0 else reversed(order):
            order[cell].sort(key=middle)
            settle(cell, order[cell])
    return order


def _free(x: float, y: float, taken: list[Step]) -> float:
    """Return the height nearest below at which a box covers no other, or above where the picture ends."""
    for direction in (ROW, -ROW):
        height = y
        while abs(height) < FARTHEST - ROW:
            if not any(_covers(x, height, step) for step in taken):
                return height
            height += direction
    return y
