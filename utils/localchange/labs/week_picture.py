"""The picture of the week: the week that receives the request, the project through the year, and hours by kind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from localchange.labs import figures as draw
from localchange.labs.charts import Head
from localchange.labs.subject import Output, Published
from localchange.models.triage import DAY, clock
from localchange.models.week_outcomes import (
    CARE,
    KINDS,
    LOCAL,
    NATIONAL,
    OTHERS,
    PROJECT,
    REFOCUS,
    YOURS,
    Weeks,
)
from localchange.models.week_request import SHOWN_WEEK, RequestOutcome

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri")
HEIGHT = 0.74
"""Height of a day's row, where the distance between two is 1."""

LOOKS: dict[int, tuple[str, dict[str, Any]]] = {
    CARE: ("muted", {"opacity": 0.35}),
    LOCAL: ("two", {"fill": "hatch"}),
    NATIONAL: ("three", {"fill": "dense"}),
    OTHERS: ("five", {"fill": "dense"}),
    YOURS: ("one", {}),
    PROJECT: ("four", {"fill": "hatch"}),
    REFOCUS: ("four", {"fill": "none"}),
}
"""Colour and filling of each kind; no two kinds differ in colour alone."""

NAMES = {
    CARE: "care", LOCAL: "local obligations", NATIONAL: "other national", OTHERS: "senders with you",
    YOURS: "your request", PROJECT: "change project", REFOCUS: "getting back into it",
}  # fmt: skip

OUTPUTS = (
    Output("hours", "Your request, hours a week", "Of the manager's own 37.5 hours.", "number1", 0, 12),
    Output(
        "data_hours", "All obligations, hours a week", "Local, national, and what you and others ask for now.",
        "number1", 0, 20,
        (Published(2, 10, "2 to 10 on data, staff interviewed in 2013 (small sample)"),),
    ),
    Output(
        "local_share", "Share of that which is local", "Asked for by nobody in a ministry.", "percent", 0, 1,
        (Published(0.75, 0.75, "about three quarters, as reported in 2013"),),
    ),
    Output(
        "finish_week", "Week in which the change project is finished", "52 when it is not finished in the year.",
        "number", 0, 52,
    ),
    Output("late", "Your returns that come late", "Share sent after the deadline.", "percent", 0, 1),
    Output("quality", "Items looked up, not guessed", "The rest is guessed, because time ran out.", "percent", 0, 1),
    Output("information", "What you learn", "Share of what you need to know.", "percent", 0, 1),
)  # fmt: skip

TABLE = (
    Head("What the time goes to", "kind"),
    Head("Hours a week, now", "hours_now", "number1"),
    Head("Hours a week, baseline", "hours_baseline", "number1"),
    Head("Hours a week, without the request", "hours_none", "number1"),
)


def outputs(outcome: RequestOutcome) -> dict[str, float]:
    """Choose the headline outputs."""
    return {output.key: float(getattr(outcome, output.key)) for output in OUTPUTS}


def columns(lived: Weeks) -> dict[str, Any]:
    """Give everything of a year that is drawn and changes with the handles."""
    hours = lived.hours()
    found: dict[str, Any] = {
        "hours_now": hours,
        "progress": _share(lived),
        **{f"hours_{kind}": hours[kind : kind + 1] for kind in LOOKS},
    }
    for kind, (day, start, end) in stretches(lived).items():
        found[f"start_{kind}"], found[f"end_{kind}"] = start * 60, end * 60
        found[f"row_{kind}"] = len(DAYS) - 1.0 - day
        found[f"height_{kind}"] = np.full(len(day), HEIGHT)
    return found


def fixed(baseline: Weeks, none: Weeks) -> dict[str, Any]:
    """Give what never changes: weeks, names, the baseline, and the year without the request."""
    nothing = np.full(baseline.weeks + 1, np.nan)
    rows = _rows()
    base = baseline.hours()
    return {
        "kind": [KINDS[kind] for kind in LOOKS],
        "week": np.arange(baseline.weeks + 1.0),
        "hours_baseline": base,
        "hours_none": none.hours(),
        "progress_baseline": _share(baseline),
        "progress_none": _share(none),
        "band_low": nothing,
        "band_high": nothing,
        "nil": np.zeros(1),
        "bar": np.full(1, HEIGHT),
        "mark_at": base,
        "mark_from": np.array([rows[kind] - 0.06 for kind in LOOKS]),
        "mark_to": np.array([rows[kind] + HEIGHT + 0.06 for kind in LOOKS]),
        **{f"bar_{kind}": np.full(1, rows[kind]) for kind in LOOKS},
    }


def stretches(lived: Weeks) -> dict[int, tuple[Any, Any, Any]]:
    """Cut the shown week into stretches within days: for each kind its days (0 to 4), and hours of the day from, to."""
    begin, team = SHOWN_WEEK * lived.team.week, lived.team
    parts: dict[int, list[tuple[int, float, float]]] = {kind: [] for kind in LOOKS}
    shown = (lived.end > begin) & (lived.start < begin + team.week)
    for start, end, what in zip(lived.start[shown], lived.end[shown], lived.what[shown], strict=True):
        pieces = [(int(what), start, end)]
        if what == PROJECT:
            turn = min(start + team.refocus_hours, end)
            pieces = [(REFOCUS, start, turn), (PROJECT, turn, end)]
        for kind, from_, to in pieces:
            for day in range(team.days_a_week):
                opens = begin + day * team.hours_a_day
                cut = max(from_, opens) - opens, min(to, opens + team.hours_a_day) - opens
                if cut[1] > cut[0] + 1e-9:
                    parts[kind].append((day, *cut))
    cut_up = {kind: np.array(found, dtype=float).reshape(-1, 3) for kind, found in parts.items()}
    return {kind: (found[:, 0], found[:, 1], found[:, 2]) for kind, found in cut_up.items()}


def week_in_words(lived: Weeks) -> str:
    """Say what the shown week looks like."""
    found = stretches(lived)
    day, start, end = found[YOURS]
    yours = (end - start).sum()
    _, begun, done = found[PROJECT]
    if len(day):
        first = clock(round(day[0] * DAY + start[0] * 60))
        last = clock(round(day[-1] * DAY + end[-1] * 60))
        request = f"your request takes {yours:.1f} hours, between {first} and {last}, in {_pieces(len(day))}"
    else:
        request = "your request is not touched"
    return (
        f"In the week drawn, {request}; the project moves on for {(done - begun).sum():.1f} hours, "
        f"in {_pieces(len(begun))}."
    )


def pictures() -> Sequence[draw.Figure]:
    """Describe the three figures."""
    return (_week(), _project(), _hours())


def _share(lived: Weeks) -> Any:
    return np.minimum(lived.progress() / lived.team.project_hours, 1.0)


def _rows() -> dict[int, float]:
    return {kind: float(len(LOOKS) - 1 - i) for i, kind in enumerate(LOOKS)}


def _pieces(count: int) -> str:
    return "one piece" if count == 1 else f"{count} pieces"


def _key(kind: int) -> dict[str, str]:
    colour, look = LOOKS[kind]
    shown = {"none": "frame"}.get(
        look.get("fill", ""), look.get("fill", "soft" if "opacity" in look else "solid")
    )
    return {"look": shown, "colour": colour, "label": NAMES[kind]}


def _week() -> draw.Figure:
    return draw.figure(
        "The week that receives the request",
        "Timeline of five working days, one row a day: what the manager's time goes to, stretch by stretch. "
        "The text and the table say what it shows.",
        x={"domain": [0, 450], "ticks": [0, 60, 120, 180, 240, 300, 360, 420], "format": "hours",
           "label": "Hours since the day began"},
        y={"domain": [0, 5], "hidden": True},
        layers=[
            *(
                draw.bars(f"start_{kind}", f"end_{kind}", f"height_{kind}", colour, base=f"row_{kind}", **look)
                for kind, (colour, look) in LOOKS.items()
            ),
            *(
                draw.note(name, x=0, y=len(DAYS) - 1 - i + HEIGHT / 2, anchor="end", dx=-6)
                for i, name in enumerate(DAYS)
            ),
        ],
        height=190,
        ownY=True,
        heading="The week that receives it",
        says="one working week, Monday to Friday",
        legend=[_key(kind) for kind in LOOKS],
    )  # fmt: skip


def _project() -> draw.Figure:
    return draw.figure(
        "The change project through the year",
        "Line by week: the share of the change project that is done, now, at the baseline and without the request. "
        "The text says when it is finished.",
        x={"domain": [0, 52], "ticks": [0, 13, 26, 39, 52], "format": "number", "label": "Week"},
        y={"domain": [0, 1.02], "format": "percent0", "ticks": [0, 0.5, 1]},
        layers=[
            draw.area("week", "band_low", "band_high", "four", opacity=0.2),
            draw.line("week", "progress_none", "muted", dash="dotted", width=1.5),
            draw.line("week", "progress_baseline", "ink", dash="dashed", width=1.5),
            draw.line("week", "progress", "four", width=2.5),
        ],
        height=150,
        ownY=True,
        heading="The change project",
        says="share of it that is done, by week",
        legend=[
            {"look": "solid", "colour": "four", "label": "now"},
            {"look": "dashed", "colour": "ink", "label": "baseline"},
            {"look": "dotted", "colour": "muted", "label": "without the request"},
            {"look": "wash", "colour": "four", "label": "nine in ten of 40 other years"},
        ],
    )


def _hours() -> draw.Figure:
    rows = _rows()
    return draw.figure(
        "Hours of a mean week, by kind",
        "Level bars: mean hours a week by kind, with a mark at the baseline. The table has the figures.",
        x={
            "domain": [0, 22],
            "ticks": [0, 5, 10, 15, 20],
            "format": "number",
            "label": "Hours a week, mean of the year",
        },
        y={"domain": [-0.1, len(LOOKS)], "hidden": True},
        layers=[
            *(
                draw.bars("nil", f"hours_{kind}", "bar", colour, base=f"bar_{kind}", **look)
                for kind, (colour, look) in LOOKS.items()
            ),
            draw.whiskers("mark_at", "mark_at", "mark_from", "mark_to", "ink"),
            *(draw.note(NAMES[kind], x=0, y=rows[kind] + HEIGHT / 2, anchor="end", dx=-6) for kind in LOOKS),
        ],
        height=190,
        marginLeft=136,
        ownY=True,
        heading="Hours of a mean week",
        says="by kind",
        legend=[{"look": "whisker", "colour": "ink", "label": "baseline"}],
    )
