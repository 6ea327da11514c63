"""The picture of a scheme: the record, the work as it was really done, and the effect as three designs read it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np

from localchange import data
from localchange.labs import figures as draw
from localchange.labs.charts import Head
from localchange.labs.subject import Output
from localchange.labs.words import unsigned_zero
from localchange.models.incentives_providers import QUARTERS
from localchange.models.incentives_run import Years
from localchange.models.incentives_scheme import BUDGET, READ_AT, SchemeOutcome

LOW, HIGH = -5.5, 3.5
"""Ends of the scale of effects on deaths, in points."""

RECORD_FROM, TRUTH_FROM = 0.2, 0.4
"""Where the scales of the record and of the work as it was done begin; both end at 1."""

OUTPUTS = (
    Output(
        "cost", "Cost", f"All its years, in % of one year's income of a site; the budget is {BUDGET:g}.",
        "number1", 0, 200,
    ),
    Output("record", "Recorded score, points", "Effect in the scheme's last year, on the record.", "number1", -10, 60),
    Output("care", "Measured work as it was done, points", "The same work, in truth.", "number1", -10, 40),
    Output("unpaid", "Work that is not measured, points", "In truth, that year too.", "number1", -20, 20),
    Output("all_care", "All work, points", "In truth, mean over six years.", "number1", -12, 12),
    Output("deaths", "Deaths in 100", "True effect, mean over six years; below 0 lives are saved.", "number1", -4, 4),
)  # fmt: skip

READ_LINES = ("truth", "before_after", "interrupted", "did")
NOT_YET = "shown once your prediction is committed"

TABLE = (
    Head("Years after the start", "read", "number1"),
    Head("Recorded score, paid sites", "read_score", "percent"),
    Head("Recorded score, comparison", "read_other", "percent"),
    Head("Measured work as it was done", "read_care", "percent"),
    Head("Work that is not measured", "read_unpaid", "percent"),
    Head("Effect on deaths in 100: truth", "truth", "number1"),
    Head("Before and after", "before_after", "number1"),
    Head("Interrupted time series", "interrupted", "number1"),
    Head("Difference in differences", "did", "number1"),
    Head("Published", "published", "text"),
)


def outputs(outcome: SchemeOutcome) -> dict[str, float]:
    """Choose the headline outputs; effects on shares in points."""
    points = {key: 100 * getattr(outcome, key) for key in ("record", "care", "unpaid", "all_care")}
    return {
        key: unsigned_zero(value)
        for key, value in {"cost": outcome.cost, **points, "deaths": outcome.deaths}.items()
    }


def fixed(without: Years) -> dict[str, Any]:
    """Give what never changes: when, and what would have been without a scheme."""
    return {
        "quarter": _quarters(without),
        "read": np.array(READ_AT),
        "base_score": without.score[:, without.paid].mean(axis=1),
        "base_care": without.care[:, without.paid].mean(axis=1),
        "base_unpaid": without.unpaid[:, without.paid].mean(axis=1),
        "did_low": np.full(len(READ_AT), np.nan),
        "did_high": np.full(len(READ_AT), np.nan),
    }


def columns(years: Years, outcome: SchemeOutcome, *, revealed: bool) -> dict[str, Any]:
    """Give everything that is drawn and changes with the handles."""
    paid, other = years.paid, years.comparison
    scheme = years.scheme
    on = scheme.bonus > 0 or scheme.checks > 0
    readings = [outcome.readings[at] for at in READ_AT]
    return {
        "score": years.score[:, paid].mean(axis=1),
        "other": years.score[:, other].mean(axis=1),
        "care": years.care[:, paid].mean(axis=1),
        "unpaid": years.unpaid[:, paid].mean(axis=1),
        "on": np.array([0.0, scheme.years if on else 0.0]),
        "on_low_record": np.full(2, RECORD_FROM),
        "on_low_truth": np.full(2, TRUTH_FROM),
        "on_high": np.ones(2),
        "read_score": _each(years, years.score[:, paid]),
        "read_other": _each(years, years.score[:, other]),
        "read_care": _each(years, years.care[:, paid]),
        "read_unpaid": _each(years, years.unpaid[:, paid]),
        "truth": np.array([one.truth for one in readings]),
        **{
            name: np.array([getattr(one, name).value for one in readings])
            for name in READ_LINES
            if name != "truth"
        },
        **published(revealed=revealed),
    }


def differences(years: Years) -> Any:
    """Give difference in differences of deaths at each reading."""
    figures = years.deaths
    gap = figures[:, years.paid].mean(axis=1) - figures[:, years.comparison].mean(axis=1)
    start = years.providers.start
    return _each(years, gap) - gap[start - QUARTERS : start].mean()


def published(*, revealed: bool) -> dict[str, Any]:
    """Give the published effects on deaths, and nothing until they are to be seen."""
    at = np.array([1.5, 6.0])
    known = _on_deaths()
    if not revealed:
        known = np.full_like(known, np.nan)
    said = dict.fromkeys(READ_AT, "")
    said[1.5] = "-1.3 (-2.1 to -0.4) after 18 months, Sutton and others 2012"
    said[3.5] = "not kept up after 42 months, Kristensen and others 2014"
    said[6.0] = "0.08 (-0.30 to 0.46) after six years, Jha and others 2012"
    return {
        "published": list(said.values()) if revealed else [NOT_YET if each else "" for each in said.values()],
        "pub_low": known[:, 1],
        "pub_high": known[:, 2],
        "pub_at": at,
        "pub_from": at - 0.07,
        "pub_to": at + 0.07,
        "pub_base": known[:, 0] - 0.06,
        "pub_height": np.where(np.isnan(known[:, 0]), np.nan, 0.12),
    }


@cache
def _on_deaths() -> Any:
    """Give value, low and high end of the two published effects on deaths, after 18 months and after six years."""
    table = data.payment_figures().set_index("code")
    return table.loc[["P1", "P4"], ["value", "low", "high"]].to_numpy(dtype=float)


def published_in_words() -> str:
    """Say what was published on deaths, with its cautions."""
    return (
        "Published, of other places and measures, so compare shapes and not sizes: 1.3 points fewer deaths than "
        "elsewhere over 18 months (95% interval 0.4 to 2.1), not kept up after 42 months (north-west England); no "
        "difference after six years, 0.08 points (-0.30 to 0.46; United States)."
    )


def withdrawal_in_words() -> str:
    """Say what was published on the withdrawal of pay."""
    return (
        "Published, of general practices that were no longer paid: recorded advice fell by 62.3 points, cholesterol "
        "control by 10.7."
    )


def pictures() -> Sequence[draw.Figure]:
    """Describe the three figures."""
    return (_record(), _truth(), _effects())


def _quarters(years: Years) -> Any:
    world = years.providers
    return (np.arange(world.quarters) - world.start + 0.5) / QUARTERS


def _each(years: Years, figures: Any) -> Any:
    """Give the mean of the year that ends at each reading."""
    ends = [years.providers.start + round(QUARTERS * at) for at in READ_AT]
    return np.array([figures[end - QUARTERS : end].mean() for end in ends])


def _on(figure: str) -> draw.Layer:
    return draw.area("on", f"on_low_{figure}", "on_high", "band", opacity=0.6)


YEARS = {
    "domain": [-3, 6],
    "ticks": [-3, -2, -1, 0, 1, 2, 3, 4, 5, 6],
    "fewTicks": [-3, 0, 3, 6],
    "format": "number",
}


def _record() -> draw.Figure:
    return draw.figure(
        "The recorded score",
        "Lines by quarter: recorded score of the measured work, paid sites and comparison sites, with the paid sites "
        "without a scheme. The text and the table say what it shows.",
        x=dict(YEARS),
        y={"domain": [RECORD_FROM, 1], "format": "percent0", "ticks": [0.2, 0.4, 0.6, 0.8, 1]},
        layers=[
            _on("record"),
            draw.line("quarter", "base_score", "ink", dash="dotted", width=1.5),
            draw.line("quarter", "other", "two", dash="dashed"),
            draw.line("quarter", "score", "one", width=2.5),
            draw.upright(0, colour="ink", width=1.25),
        ],
        height=150,
        ownY=True,
        heading="On the record",
        says="measured work that is recorded as done well",
        legend=[
            {"look": "solid", "colour": "one", "label": "paid sites"},
            {"look": "dashed", "colour": "two", "label": "comparison sites"},
            {"look": "dotted", "colour": "ink", "label": "paid sites without a scheme"},
            {"look": "wash", "colour": "band", "label": "pay is on"},
        ],
    )


def _truth() -> draw.Figure:
    return draw.figure(
        "The work as it was done",
        "Lines by quarter: measured and unmeasured work of the paid sites as it was really done, with both as they "
        "would have been without a scheme. The text and the table say what it shows.",
        x=dict(YEARS),
        y={"domain": [TRUTH_FROM, 1], "format": "percent0", "ticks": [0.4, 0.6, 0.8, 1]},
        layers=[
            _on("truth"),
            draw.line("quarter", "base_care", "one", dash="dotted", width=1.5),
            draw.line("quarter", "base_unpaid", "four", dash="dotted", width=1.5),
            draw.line("quarter", "unpaid", "four", dash="dashed", width=2.5),
            draw.line("quarter", "care", "one", width=2.5),
            draw.upright(0, colour="ink", width=1.25),
        ],
        height=140,
        ownY=True,
        heading="In truth, paid sites",
        says="work that is done well",
        legend=[
            {"look": "solid", "colour": "one", "label": "measured work"},
            {"look": "dashed", "colour": "four", "label": "work that is not measured"},
            {"look": "dotted", "colour": "ink", "label": "each without a scheme"},
        ],
    )


def _effects() -> draw.Figure:
    return draw.figure(
        "Effect on deaths by when it is read",
        "Lines by years after the start: effect on deaths in 100 patients in truth, and as before and after, an "
        "interrupted time series and difference in differences report it. The text and the table say what it shows.",
        x={
            "domain": [0.9, 6.1],
            "ticks": [1, 2, 3, 4, 5, 6],
            "format": "number",
            "label": "Years after the start",
        },
        y={"domain": [LOW, HIGH], "format": "number", "ticks": [-4, -2, 0, 2]},
        layers=[
            draw.area("read", "did_low", "did_high", "two", opacity=0.2),
            draw.level(0, colour="muted"),
            draw.line("read", "before_after", "five", dash="dashed"),
            draw.line("read", "interrupted", "three", dash="dotted", width=2.5),
            draw.line("read", "did", "two"),
            draw.line("read", "truth", "ink", width=3),
            draw.whiskers("pub_from", "pub_to", "pub_low", "pub_high", "ink"),
            draw.bars("pub_from", "pub_to", "pub_height", "ink", base="pub_base"),
        ],
        height=200,
        ownY=True,
        heading="Effect on deaths in 100",
        says="by when you read it, each time over the year before",
        legend=[
            {"look": "solid", "colour": "ink", "label": "truth (thick)"},
            {"look": "dashed", "colour": "five", "label": "before and after"},
            {"look": "dotted", "colour": "three", "label": "interrupted time series"},
            {"look": "solid", "colour": "two", "label": "difference in differences (thin)"},
            {"look": "wash", "colour": "two", "label": "nine in ten of 40 other draws of it"},
            {"look": "whisker", "colour": "ink", "label": "published, once you have predicted"},
        ],
    )
