"""What a lab needs to know about the model that it shows. A lab of another module is another subject."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from localchange.errors import CourseError
from localchange.labs.charts import Head
from localchange.labs.figures import Figure
from localchange.labs.history import Setting
from localchange.models.ranges import Range


@dataclass(frozen=True)
class Control:
    """A handle of a lab; `off` is a value below the range that means "none", at the handle's left end."""

    key: str
    label: str
    sentence: str
    low: float
    high: float
    step: float
    unit: str
    off: float | None = None
    names: Mapping[float, str] = field(default_factory=dict)
    choose: bool = False
    """Whether its places, each of which has a name, are a list to choose from and not a scale."""
    group: str = ""
    """Heading of the group that it stands in, with its neighbours of the same group; empty for none."""

    def spec(self) -> dict[str, Any]:
        """Give what the browser needs."""
        return {**vars(self), "names": [list(pair) for pair in self.names.items()]}

    def on_a_step(self, value: float) -> float:
        """Give the value back if the handle can stand there; say why it cannot otherwise."""
        steps = (value - self.low) / self.step
        if value != self.off and (not self.low <= value <= self.high or abs(steps - round(steps)) > 1e-6):
            raise CourseError(
                f"“{self.label}” cannot be set to {value:g}: it goes from {self.low:g} to {self.high:g} in "
                f"steps of {self.step:g}."
            )
        return value

    def worded(self, value: float) -> str:
        """Say a value of the handle, as "95%", "50% of tries" or "12 clinicians"."""
        if value in self.names:
            return self.names[value]
        return f"{value:g}{'' if self.unit.startswith('%') else ' '}{self.unit}".strip()


def controls_of(ranges: Mapping[str, Range], names: Mapping[str, Mapping[float, str]]) -> tuple[Control, ...]:
    """Make a handle of each range of a model; `names` has the values that have a name instead of a number."""
    return tuple(
        Control(
            key, one.label, one.sentence, one.low, one.high, one.step, one.unit, one.off, names.get(key, {})
        )
        for key, one in ranges.items()
    )


@dataclass(frozen=True)
class Published:
    """A published figure, or range of them, that stands beside an output."""

    low: float
    high: float
    label: str


@dataclass(frozen=True)
class Output:
    """One headline output; `format` is "percent", "minutes" or "number"."""

    key: str
    label: str
    sentence: str
    format: str
    low: float
    high: float
    published: tuple[Published, ...] = ()

    def spec(self) -> dict[str, Any]:
        """Give what the browser needs."""
        return {**vars(self), "published": [vars(one) for one in self.published]}


@dataclass(frozen=True)
class Result:
    """One run of the model: figures to draw, headline outputs, and how high the picture must be."""

    columns: Mapping[str, Any]
    outputs: Mapping[str, float]
    top: float
    said: str = ""
    """What only this run has to say, in words."""


@dataclass(frozen=True)
class Assumptions:
    """What is fitted, what is chosen to make a point, and what the model leaves out."""

    sentences: Sequence[str]
    heads: Sequence[str]
    rows: Sequence[Sequence[str]] = field(default=())


class Subject(Protocol):
    """A model with its handles and its picture."""

    name: str
    title: str
    subtitle: str
    controls: Sequence[Control]
    baseline: Setting
    baseline_words: str
    outputs: Sequence[Output]
    figures: Sequence[Figure]
    table: Sequence[Head]
    notes: Sequence[str]
    attribution: str
    assumptions: Assumptions

    def check(self, setting: Mapping[str, Any]) -> dict[str, float]:
        """Give a setting that came from outside back as numbers; a CourseError says what does not fit."""

    def fixed(self) -> Mapping[str, Any]:
        """Give the columns that never change: places of the bars, and the baseline."""

    def run(self, setting: Setting) -> Result:
        """Run the model once; the same setting gives the same result."""

    def band(self, setting: Setting) -> Iterator[Mapping[str, Any]]:
        """Run it many times, a few at a time; each step gives the band so far."""

    def says(self, now: Result, before: Result) -> str:
        """Say what the picture shows, and how it differs from the one before, in two or three sentences."""
