"""A chart of published figures: what it draws, what it says, where it comes from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from localchange import data
from localchange.labs.figures import Figure, columns_of


@dataclass(frozen=True)
class Choice:
    """A tick box: the layers and table columns that carry its key are shown while it is ticked."""

    key: str
    label: str
    sentence: str
    colour: str
    dash: str = "solid"
    on: bool = True


@dataclass(frozen=True)
class Head:
    """A column of the table behind the chart; `format` is one of those in numbers.js."""

    heading: str
    column: str
    format: str = "text"
    choice: str | None = None


@dataclass(frozen=True)
class Chart:
    """Everything the browser needs to draw a chart, and nothing that it would have to compute.

    Parameters
    ----------
    file
        Name of a saved file, without its ending.
    title, subtitle, caption
        Words above and below; the subtitle says what the axes are.
    text
        What the picture shows, for whoever cannot see it; each choice adds its own sentence.
    columns
        The figures, by name.
    cautions
        What a reader must know before comparing; shown folded, and saved with every file.
    """

    file: str
    title: str
    subtitle: str
    caption: str
    text: str
    attribution: str
    figures: Sequence[Figure]
    columns: Mapping[str, Any]
    table: Sequence[Head]
    choices: Sequence[Choice] = ()
    choices_legend: str = "Show"
    cautions: Sequence[str] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse a chart that names a column which it does not hold."""
        named = {name for drawn in self.figures for name in columns_of(drawn)}
        named |= {head.column for head in self.table}
        missing = named - set(self.columns)
        if missing:
            raise ValueError(f"{self.file} draws columns that it does not hold: {sorted(missing)}")

    def spec(self) -> dict[str, Any]:
        """Give the description that travels to the browser once; the columns travel apart."""
        return {
            "file": self.file,
            "title": self.title,
            "subtitle": self.subtitle,
            "caption": self.caption,
            "text": self.text,
            "attribution": self.attribution,
            "figures": list(self.figures),
            "table": [_without_none(vars(head)) for head in self.table],
            "choices": [_without_none(vars(choice)) for choice in self.choices],
            "choices_legend": self.choices_legend,
            "cautions": list(self.cautions),
            **self.extra,
        }


def milliseconds(moment: Any) -> float:
    """Turn a date into the browser's clock: milliseconds since 1970."""
    return float(pd.Timestamp(moment).timestamp() * 1000)


def years(first: int, last: int, every: int) -> list[float]:
    """Place ticks at the first of January of every so many years."""
    return [milliseconds(f"{year}-01-01") for year in range(first, last + 1, every)]


def month_name(moment: Any) -> str:
    """Write a month as "July 2015"."""
    return f"{pd.Timestamp(moment):%B %Y}"


def cautions(table: str) -> tuple[str, ...]:
    """Give the sentences that travel with a table of figures."""
    return tuple(caution.sentence for caution in data.cautions(table))


def last_known(values: Any) -> int:
    """Find the place of the last figure that is not missing."""
    return int(np.flatnonzero(~np.isnan(np.asarray(values, dtype=float)))[-1])


def _without_none(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}
