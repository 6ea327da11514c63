"""The one widget behind every chart and lab; its front end is fetched once for a page."""

from __future__ import annotations

import html
from typing import Any

import traitlets

from localchange.frontend import CourseWidget
from localchange.frontend.rerun import made_here
from localchange.labs.charts import Chart
from localchange.labs.columns import pack_all


class Drawing(CourseWidget):
    """A chart, or a lab.

    Attributes
    ----------
    kind
        Which part of the front end draws it: "chart" or "lab".
    spec
        The description, sent once.
    fixed
        Columns that never change, sent once.
    view
        What a lab shows now; empty for a chart.
    """

    bundle_name = "charts"

    kind = traitlets.Unicode("chart").tag(sync=True)
    spec = traitlets.Dict().tag(sync=True)
    fixed = traitlets.Dict().tag(sync=True)
    view = traitlets.Dict().tag(sync=True)

    words = ""
    """What the picture shows, in words."""

    def __init__(self, **traits: Any) -> None:
        super().__init__(**traits)
        made_here(self)

    def as_text(self) -> str:
        """Give the picture in words, for a reader without it."""
        return " ".join(
            part for part in (f"{self.spec['title']}.", self.words, self.spec.get("attribution")) if part
        )

    def as_html(self) -> str | None:
        """Give the same as a paragraph."""
        return f"<p>{html.escape(self.as_text())}</p>"


def show(chart: Chart) -> Drawing:
    """Make the widget that draws a chart."""
    drawing: Drawing = Drawing(kind="chart", spec=chart.spec(), fixed=pack_all(chart.columns))
    drawing.words = " ".join([*(choice.sentence for choice in chart.choices if choice.on), chart.text])
    return drawing
