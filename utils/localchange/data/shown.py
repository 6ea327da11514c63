"""A table as a reader sees it: caption, headings that belong to their cells, notes, attribution."""

from __future__ import annotations

import html
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

Format = Callable[[Any], str]


def whole(value: Any) -> str:
    """Write a count with separators: ``100,394``."""
    return "–" if _missing(value) else f"{round(float(value)):,}"


def percent(value: Any) -> str:
    """Write a share (0 to 1) as a percentage with one decimal: ``81.9%``."""
    return "–" if _missing(value) else f"{100 * float(value):.1f}%"


def words(value: Any) -> str:
    """Write anything as it stands."""
    return "–" if _missing(value) else str(value)


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Parameters
    ----------
    heading
        What stands above it.
    write
        How a value of it is written.
    bars
        The value (in the unit of the column) of a bar that fills the cell; ``None`` draws no bars. A larger
        value, such as a sum over the rows, gets none. The number stays beside the bar, so nothing is told by
        the bar alone.
    """

    heading: str
    write: Format = words
    bars: float | None = None


@dataclass(frozen=True)
class Table:
    """A table for a notebook, readable by a screen reader: the first column names the row.

    Parameters
    ----------
    frame
        The figures, a row of the table each.
    columns
        Which columns of the frame to show, in order, and how.
    caption
        What the table holds, with its units and period.
    notes
        Sentences that a reader needs to read it right.
    attribution
        Where the figures come from.
    """

    frame: pd.DataFrame
    columns: Mapping[str, Column]
    caption: str
    notes: Sequence[str] = ()
    attribution: str = ""

    def _repr_html_(self) -> str:
        heads = "".join(
            f'<th scope="col" style="text-align:{_side(number, column)}">{html.escape(column.heading)}</th>'
            for number, column in enumerate(self.columns.values())
        )
        body = "".join(f"<tr>{self._cells(row)}</tr>" for row in self.frame.to_dict("records"))
        small = "".join(f"<p>{html.escape(note)}</p>" for note in (*self.notes, self.attribution) if note)
        return (
            f'<table><caption style="text-align:left;font-weight:600;padding:4px 0">'
            f"{html.escape(self.caption)}</caption><thead><tr>{heads}</tr></thead>"
            f"<tbody>{body}</tbody></table>{small}"
        )

    def __repr__(self) -> str:
        """Give the table as plain text, for a reader without HTML."""
        rows = [[column.heading for column in self.columns.values()]]
        rows += [
            [column.write(row[name]) for name, column in self.columns.items()]
            for row in self.frame.to_dict("records")
        ]
        lines = [self.caption, *("  |  ".join(row) for row in rows)]
        return "\n".join([*lines, *(note for note in (*self.notes, self.attribution) if note)])

    def _cells(self, row: Mapping[Any, Any]) -> str:
        cells = []
        for number, (name, column) in enumerate(self.columns.items()):
            text = html.escape(column.write(row[name]))
            if number == 0:
                cells.append(f'<th scope="row" style="text-align:left">{text}</th>')
                continue
            bar = "" if column.bars is None else _bar(row[name], column.bars)
            cells.append(f'<td style="text-align:{_side(number, column)}">{bar}{text}</td>')
        return "".join(cells)


def _bar(value: Any, full: float) -> str:
    share = 0.0 if _missing(value) or not 0 <= value <= full else float(value) / full
    return (
        '<span aria-hidden="true" style="display:inline-block;width:6em;margin-right:.5em">'
        f'<span style="display:inline-block;width:{100 * share:.1f}%;height:.8em;'
        'background:currentColor;opacity:.55"></span></span>'
    )


def _side(number: int, column: Column) -> str:
    return "left" if number == 0 or column.bars is not None else "right"


def _missing(value: Any) -> bool:
    return value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value))
