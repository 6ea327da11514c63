"""The picture of a play on the waiting list: the wait, the staff, and at the end how it compares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from localchange.labs import figures as draw
from localchange.labs.charts import Head
from localchange.labs.words import decimal, listed, percent
from localchange.models.waiting_list import TAIL, Run
from localchange.models.waiting_list_play import Bench
from localchange.models.waiting_list_rules import RULES
from localchange.models.waiting_list_service import Floats, Service
from localchange.pooled.games import Years

RULE_NAMES = {
    "replace": "Rule: only replace who leaves",
    "chase": "Rule: chase the published wait",
    "pipeline": "Rule: the same, but count who is on the way",
    "balance": "Rule: watch who joins, count who is on the way",
}
YOURS, BEST = "Your decisions", "Best, with hindsight"
COHORT = "Your cohort, the middle of all"
COHORT_TABLE = Head("Your cohort: posts, the middle of all (at the end)", "cohort_posts", "number1")

TABLE = (
    Head("Month", "row"),
    Head("Posts advertised", "posts", "number"),
    Head("Joined the list", "referred", "number"),
    Head("Published wait, weeks", "published", "number1"),
    Head("Staff in post", "staff", "number1"),
    Head("On their way", "coming", "number1"),
    Head("True wait, weeks (at the end)", "wait", "number1"),
    Head("Best policy: posts (at the end)", "best_posts", "number"),
    Head("Best policy: true wait, weeks (at the end)", "best_wait", "number1"),
    Head("Best policy: staff (at the end)", "best_staff", "number1"),
)


def rows(months: int) -> dict[str, Any]:
    """Name the rows of the table, and place the months on the axis: levels stand at the ends of months."""
    whole = months + TAIL
    names = [
        "start",
        *(f"{m}" for m in range(1, months + 1)),
        *(f"{m} (after)" for m in range(months + 1, whole + 1)),
    ]
    at = np.arange(whole + 1, dtype=float)
    return {"row": names, "month": at, "left": at - 0.4, "right": at + 0.4}


def columns(
    lived: Run, decided: int, months: int, measured: Bench | None, cohort: Years | None = None
) -> dict[str, Any]:
    """Give what may be seen: up to the month that is lived, and everything once the play is over.

    Parameters
    ----------
    lived
        The decisions so far, and months without an advertisement after them.
    decided
        Months that are lived.
    months
        Months to decide.
    measured
        The rules and the best policy; ``None`` before the end.
    cohort
        What others did, each in a year of their own.
    """
    whole = months + TAIL
    known = whole if measured is not None else decided

    def level(values: Floats) -> Floats:
        return np.where(np.arange(whole + 1) <= known, values[0], np.nan)

    def flow(values: Floats) -> Floats:
        shifted = np.concatenate([[np.nan], values[0]])
        return np.where(np.arange(whole + 1) <= known, shifted, np.nan)

    told: dict[str, Any] = {
        "posts": flow(lived.posts), "referred": flow(lived.referred), "published": level(lived.published),
        "staff": level(lived.staff), "coming": level(lived.coming),
    }  # fmt: skip
    tops = [lived.published[0, : known + 1].max(), lived.service.promise_weeks]
    staff = [(lived.staff + lived.coming)[0, : known + 1].max()]
    if measured is None:
        nothing = np.full(whole + 1, np.nan)
        told |= {"wait": nothing, "best_wait": nothing, "best_posts": nothing, "best_staff": nothing}
    else:
        best = measured.best
        told |= {"wait": level(lived.wait), "best_wait": level(best.wait), "best_posts": flow(best.posts)}
        told["best_staff"] = level(best.staff)
        tops += [lived.wait[0].max(), best.wait[0].max()]
        staff += [best.staff[0].max()]
        told |= _compared(lived, measured, cohort)
    if cohort is not None:
        posts = np.full(whole + 1, np.nan)
        if measured is not None:
            posts[1 : months + 1] = cohort.posts
        told["cohort_posts"] = posts
    # Rounded up, so that the scale stands still while little changes.
    told["wait_top"] = [float(np.ceil(1.1 * max(tops) / 6) * 6)]
    told["staff_top"] = [float(np.ceil(1.1 * max(staff) / 20) * 20)]
    return told


def _compared(lived: Run, measured: Bench, cohort: Years | None) -> dict[str, Any]:
    costs = [lived.cost[0], measured.best_cost, *(measured.rules[name].cost[0] for name in RULES)]
    over = [float(cost) / measured.best_cost - 1 for cost in costs]
    said = [f"{cost:,.0f} points" for cost in costs]
    if cohort is not None:
        # Each of them lived a year of its own, so points cannot be compared: how far above the best can.
        over.insert(1, cohort.over.middle)
        said.insert(1, f"{100 * cohort.over.middle:.0f}% above the best")
    return {
        "who": list(names(cohort is not None)),
        "over": [max(each, 0.0) for each in over],
        "over_words": said,
        "other": [0.0, *[1.0] * (len(over) - 1)],
    }


def names(cohort: bool) -> tuple[str, ...]:
    """Name those whose points are compared, in order."""
    return (YOURS, *([COHORT] if cohort else []), BEST, *(RULE_NAMES[name] for name in RULES))


def in_words(lived: Run, measured: Bench, decided: Sequence[int]) -> str:
    """Say at the end what came of the decisions, and how they compare."""
    months = len(decided)
    cost = float(lived.cost[0])
    beyond = float(lived.service.beyond_cost * lived.beyond.sum())
    best = [round(n) for n in measured.best.posts[0, :months]]
    worst, early = int(lived.wait[0].argmax()), int(lived.published[0].argmax())
    rules = listed(
        [f"{measured.rules[name].cost[0]:,.0f} ({RULE_NAMES[name].removeprefix('Rule: ')})" for name in RULES]
    )
    return (
        f"The {months} months are over, and so are the {TAIL} after them. Your decisions cost {cost:,.0f} "
        f"points: {cost - beyond:,.0f} for pay, {beyond:,.0f} for waiting beyond the promise. The best "
        f"policy, which knew the year in advance, costs {measured.best_cost:,.0f}; the rules cost {rules}. "
        f"You came {percent(measured.share(cost))} of the way from the better of the first two rules to the "
        f"best policy. The true wait was longest after month {worst}, at {decimal(lived.wait[0].max())} "
        f"weeks; the published one after month {early}, at {decimal(lived.published[0].max())}. Staff went "
        f"from {lived.staff[0, 0]:.0f} to {lived.staff[0].max():.0f} at most, and the wait ended at "
        f"{decimal(lived.wait[0, -1])} weeks. Posts of the best policy, month by month: "
        f"{', '.join(str(n) for n in best)}."
    )


def now_in_words(lived: Run, decided: int, months: int) -> str:
    """Say what is known before the next decision."""
    of: Service = lived.service
    referred = of.referrals if decided == 0 else lived.referred[0, decided - 1]
    before = "a usual month" if decided == 0 else f"month {decided}"
    return (
        f"Month {decided + 1} of {months}. The published wait is {decimal(lived.published[0, decided])} "
        f"weeks, and the promise {of.promise_weeks:g}. In {before}, {referred:,.0f} people joined the list. "
        f"You have {decimal(lived.staff[0, decided])} staff in post, and {decimal(lived.coming[0, decided])} "
        "on their way. How many posts do you advertise?"
    )


def pictures(service: Service, months: int, *, cohort: bool = False) -> Sequence[draw.Figure]:
    """Describe the figures; the last one comes at the end, with a row for a cohort where there is one."""
    who = names(cohort)
    end = months + TAIL
    x = {
        "domain": [-0.6, end + 0.6], "format": "number", "ticks": list(range(0, end + 1, 3 if months <= 12 else 6)),
        "fewTicks": list(range(0, end + 1, 6 if months <= 12 else 12)),
    }  # fmt: skip
    after = draw.zone(months + 0.5, end + 0.6, colour="muted", opacity=0.1)
    most = 1.0 if months <= 12 else 2.0
    return [
        draw.figure(
            "The wait in weeks",
            "Line chart of the wait in weeks, by month. The text and the table say what it shows.",
            x={**x, "label": None},
            y={"domain": [0, 30], "ticks": 4},
            layers=[
                after,
                draw.level(service.promise_weeks, colour="ink", dash="dashed", width=1.25),
                draw.note("promise", x=0, y=service.promise_weeks, anchor="start", dx=2, dy=10),
                draw.note("the year after", x=months + 0.5, at="top", dx=6, dy=6),
                draw.line("month", "best_wait", "three", dash="dotted", width=3),
                draw.line("month", "wait", "two", width=2),
                draw.line("month", "published", "one", dash="dashed", width=2.5),
            ],
            height=190,
            top="wait_top",
            heading="The wait, in weeks",
            says="by month",
            legend=[
                {"look": "dashed", "colour": "one", "label": "published"},
                {"look": "line", "colour": "two", "label": "true (shown at the end)"},
                {"look": "dotted", "colour": "three", "label": "best policy (at the end)"},
            ],
        ),
        draw.figure(
            "Staff",
            "Bars of staff in post and on their way, by month. The text and the table say what they show.",
            x={**x, "label": "Month"},
            y={"domain": [0, 100], "ticks": 4},
            layers=[
                after,
                draw.bars("left", "right", "staff", "one", opacity=0.4),
                draw.bars("left", "right", "coming", "four", base="staff", fill="hatch"),
                draw.line("month", "best_staff", "three", dash="dotted", width=3),
            ],
            height=190,
            top="staff_top",
            heading="Staff",
            says="at the end of each month",
            legend=[
                {"look": "soft", "colour": "one", "label": "in post"},
                {"look": "hatch", "colour": "four", "label": "on their way"},
                {"look": "dotted", "colour": "three", "label": "in post, best policy (at the end)"},
            ],
        ),
        draw.figure(
            "Points above the best policy",
            "Bars of the points that each way of deciding costs above the best policy. The text says what they show.",
            x={"domain": [0, most], "format": "percent0", "ticks": [most * n / 5 for n in range(5)]},
            y={"type": "band", "hidden": True, "domain": list(who)},
            layers=[draw.rows("over", "who", "over_words", "other", "two")],
            height=46 * len(who) + 40,
            marginLeft=14,
            marginRight=110,
            ownY=True,
            when="who",
            heading="Points above the best policy",
            says="fewer are better",
            legend=[
                {"look": "solid", "colour": "two", "label": "yours"},
                {"look": "hatch", "colour": "two", "label": "others"},
            ],
        ),
    ]


def fixed(months: int) -> Mapping[str, Any]:
    """Give the columns that never change."""
    return rows(months)
