"""The calls that open labs and charts: one shape for all, so that a lab of another module is one more line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Protocol

from localchange.exercises import Handle
from localchange.labs.charts import Chart
from localchange.labs.drawing import Drawing, show
from localchange.labs.handing_in import on_page
from localchange.labs.lab import Lab
from localchange.labs.subject import Subject
from localchange.models.ranges import Range

if TYPE_CHECKING:
    from localchange.exercises import Page

ABOUT_LAB = """{says}

    Parameters
    ----------
    page
        The page that the cell is on.
    answer
        Key of an answer of the kind *setting*: adds the button "Hand in these settings".

    Returns
    -------
    Lab
        Handles, picture, words, table, scenarios; to be the last line of its cell.
    """


class OpensLab(Protocol):
    """A call that shows a lab."""

    def __call__(self, page: Page, answer: str | None = None) -> Lab:
        """Show the lab; `answer` is the key of an answer to hand in."""


class OpensChart(Protocol):
    """A call that shows a chart of published figures."""

    def __call__(self, page: Page) -> Drawing:
        """Show the chart."""


def lab_of(name: str, subject: Callable[[], Subject], named: str, says: str) -> OpensLab:
    """Make the call ``labs.<name>(page, answer=None)``.

    Parameters
    ----------
    name
        What the call is called.
    subject
        Gives the model with its handles and its picture.
    named
        What is handed in, for the list of the page's questions.
    says
        One sentence for ``help``.
    """

    def opens(page: Page, answer: str | None = None) -> Lab:
        return on_page(page, subject(), answer, named, lab=Lab)

    opens.__name__ = opens.__qualname__ = name
    opens.__doc__ = ABOUT_LAB.format(says=says)
    return opens


def chart_of(name: str, chart: Callable[[], Chart], says: str) -> OpensChart:
    """Make the call ``labs.<name>(page)`` of a chart; `says` is one sentence for ``help``."""

    def opens(page: Page) -> Drawing:
        return show(chart())

    opens.__name__ = opens.__qualname__ = name
    opens.__doc__ = says
    return opens


def handles_of(ranges: Mapping[str, Range], at: Mapping[str, float]) -> tuple[Handle, ...]:
    """Make the handles that a question of the kind *setting*, or its marking, needs; `at` is where each stands."""
    return tuple(
        Handle(
            key,
            spec.label,
            spec.sentence,
            spec.low if spec.off is None else spec.off,
            spec.high,
            spec.step,
            spec.unit,
            at[key],
        )
        for key, spec in ranges.items()
    )
