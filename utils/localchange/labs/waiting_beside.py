"""The toy under a shock, set beside the real waiting list of England from February 2020 on."""

from __future__ import annotations

from typing import Any

import numpy as np

from localchange import data
from localchange.labs import figures as draw
from localchange.labs.charts import Chart, Head, cautions
from localchange.models.waiting_list_shock import MONTHS, shock_run

FIRST = "2020-02-01"
"""The last usual month."""


def waiting_beside_chart() -> Chart:
    """Describe the chart: the list and the wait, real and in the toy, each as 100 in February 2020."""
    table = data.referral_to_treatment()
    real = table[table["period"] >= FIRST]
    toy = shock_run()
    columns: dict[str, Any] = {
        "since": np.arange(MONTHS + 1, dtype=float),
        "month": real["period"].to_numpy(),
        "real_list": _index(real["waiting"].to_numpy(dtype=float)),
        "toy_list": _index(toy.waiting[0]),
        "real_wait": _index(real["median_weeks"].to_numpy(dtype=float)),
        "toy_wait": _index(toy.wait[0]),
    }
    x = {"domain": [0, MONTHS], "ticks": list(range(0, MONTHS + 1, 6)), "format": "number", "show": "number"}

    def panel(what: str, heading: str, top: float, label: str | None) -> draw.Figure:
        return draw.figure(
            heading,
            f"Line chart: {heading.lower()}, by month since February 2020, real and in the toy. The text "
            "says what it shows.",
            x={**x, "label": label},
            y={"domain": [0, top], "format": "number", "show": "number"},
            layers=[
                draw.level(100, colour="ink", dash="dotted", width=1.25),
                draw.line("since", f"real_{what}", "one", name="England", width=2.5),
                draw.line("since", f"toy_{what}", "two", name="toy", dash="dashed", width=2.5),
            ],
            height=190,
            tip=True,
            marginRight=70,
            heading=heading,
        )

    return Chart(
        file="waiting-list-beside-the-toy",
        title="The toy beside the real list, from February 2020",
        subtitle="February 2020 is 100. Solid: England. Dashed: the toy, when fewer are referred and less can be "
        "done.",
        caption="How many were referred to the toy, and how much it could do, was chosen by hand so that its list "
        "looks like the real one. What the toy then says of the wait follows from those two. That two "
        "curves look alike does not show that the toy is true.",
        text=_text(columns),
        attribution=f"{data.attribution('referral_to_treatment')} The toy: simulated.",
        figures=[
            panel("list", "People waiting", 180, None),
            panel("wait", "The wait", 280, "Months since February 2020"),
        ],
        columns=columns,
        table=[
            Head("Month", "month", "month"),
            Head("List, England", "real_list", "number"),
            Head("List, toy", "toy_list", "number"),
            Head("Median wait, England", "real_wait", "number"),
            Head("Wait, toy", "toy_wait", "number"),
        ],
        cautions=(
            "The two waits are not the same measure: England's is the median of those still waiting, the "
            "toy's is the list over the people who leave it in a week.",
            *cautions("referral_to_treatment"),
        ),
    )


def _index(values: Any) -> Any:
    return 100 * values / values[0]


def _text(columns: dict[str, Any]) -> str:
    def told(what: str) -> str:
        values = columns[what]
        low, high = int(values.argmin()), int(values.argmax())
        return f"lowest at {values[low]:.0f} after {low} months, highest at {values[high]:.0f} after {high}"

    at = 3
    return (
        f"The list of England was {told('real_list')}; that of the toy {told('toy_list')}. The median wait "
        f"in England was highest at {columns['real_wait'].max():.0f} after "
        f"{int(columns['real_wait'].argmax())} months and ended at {columns['real_wait'][-1]:.0f}; the wait "
        f"in the toy was highest at {columns['toy_wait'].max():.0f} after "
        f"{int(columns['toy_wait'].argmax())}, and ended at {columns['toy_wait'][-1]:.0f}. After {at} months "
        f"both lists were shorter than before (England {columns['real_list'][at]:.0f}, toy "
        f"{columns['toy_list'][at]:.0f}) and both waits about twice as long (England "
        f"{columns['real_wait'][at]:.0f}, toy {columns['toy_wait'][at]:.0f})."
    )
