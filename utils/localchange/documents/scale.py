"""A scale with a box on it: where the middle half of some people lies, and marks beside it. As SVG."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

WIDTH, LEFT, RIGHT, BOX, LINE = 640.0, 16.0, 16.0, 22.0, 21.0
SIZE = 13


def scale(
    low: float,
    high: float,
    box: tuple[float, float, float],
    marks: Sequence[tuple[float, str]],
    ends: tuple[str, str],
    alternative: str,
) -> str:
    """Draw a box from the lower to the upper quartile with a line at the median, and named marks under it.

    Parameters
    ----------
    low, high
        Ends of the scale; what lies beyond stands at the end.
    box
        Lower quartile, median, upper quartile.
    marks
        Values and their names, such as ``(1.0, "best")``. Each has a line of its own, so no name covers another.
    ends
        What the two ends are called.
    alternative
        What the picture shows, in words.
    """

    def at(value: float) -> float:
        share = (min(max(value, low), high) - low) / (high - low or 1)
        return LEFT + share * (WIDTH - LEFT - RIGHT)

    height = 2 * BOX + 24 + LINE * len(marks)
    lower, middle, upper = (at(each) for each in box)
    base = 12 + BOX
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {height:g}" width="{WIDTH:g}" '
        f'height="{height:g}" role="img" aria-label="{escape(alternative)}" font-family="system-ui, sans-serif" '
        f'font-size="{SIZE}" fill="currentColor">',
        f'<rect x="{lower:.1f}" y="10" width="{max(2.0, upper - lower):.1f}" height="{BOX:g}" fill="currentColor" '
        'fill-opacity="0.22" stroke="currentColor"/>',
        f'<path d="M{middle:.1f} 6v{BOX + 8:g}" stroke="currentColor" stroke-width="3"/>',
        f'<path d="M{LEFT:g} {base:g}H{WIDTH - RIGHT:g}" stroke="currentColor"/>',
        f'<text x="{LEFT:g}" y="{base + 16:g}">{escape(ends[0])}</text>',
        f'<text x="{WIDTH - RIGHT:g}" y="{base + 16:g}" text-anchor="end">{escape(ends[1])}</text>',
    ]
    for place, (value, name) in enumerate(marks):
        x, y = at(value), base + 22 + LINE * (place + 0.7)
        after = x < WIDTH / 2
        parts += [
            f'<path d="M{x:.1f} {base:g}V{y - 4:.1f}" stroke="currentColor" stroke-dasharray="3 3"/>',
            f'<circle cx="{x:.1f}" cy="{y - 4:.1f}" r="3.5"/>',
            f'<text x="{x + (8 if after else -8):.1f}" y="{y:.1f}" text-anchor="{"start" if after else "end"}">'
            f"{escape(name)}</text>",
        ]
    return "".join([*parts, "</svg>"])
