"""The lab of module 1 in which a week of jobs is put in order by hand, and then compared with the best order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from localchange.errors import CourseError
from localchange.labs.charts import Head
from localchange.labs.cohort_beside import orders_in_words
from localchange.labs.figures import Figure
from localchange.labs.history import Setting
from localchange.labs.lab import Lab
from localchange.labs.sharing import from_line
from localchange.labs.subject import Assumptions, Control, Output, Result
from localchange.labs.words import count, listed, minutes
from localchange.models import triage
from localchange.models.triage import Plan, Week
from localchange.pooled.games import Orders

PLACES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")

MOST_OTHERS = 8
"""Orders of other people that are compared at once; the oldest makes room."""

TABLE = (
    Head("Job", "job"),
    Head("Place", "place", "number"),
    Head("Minutes", "minutes", "number"),
    Head("Begun", "begun"),
    Head("Done", "done"),
    Head("Due", "due"),
    Head("In time", "in_time"),
    Head("Points lost", "points", "number"),
)


class TriageSubject:
    """A week of jobs as a lab shows it; a setting is the place of each job. See :class:`~.subject.Subject`."""

    baseline_words = "First come, first served."
    figures: Sequence[Figure] = ()
    table: Sequence[Head] = TABLE
    attribution = "A toy: jobs, minutes, deadlines and points are made up, and chosen to make a point."
    notes: Sequence[str] = (attribution,)
    assumptions = Assumptions(
        (
            "This is a toy: one person, who does one job at a time from the top of the list and is never called away "
            "but by the engagements that are drawn.",
            "A job goes on after an engagement. One that needs an undisturbed stretch waits for a free stretch that is "
            "long enough, and the time until then is lost.",
            "A job that ends after its deadline loses all its points, however late it is. Jobs, minutes, deadlines and "
            "points are made up, and were chosen so that every simple rule fails.",
            "The best order is found by looking at every order that could be best, so no order loses fewer points.",
        ),
        ("Part of the model", "Value", "Where it comes from"),
        (
            ("Working time", "9:00 to 16:30, five days", "assumed"),
            ("Jobs, minutes, deadlines, engagements", "as listed", "chosen to make a point"),
            ("Points", "as listed", "chosen to make a point"),
        ),
    )

    def __init__(self, week: Week) -> None:
        self.week = week
        self.name = f"triage-{week.name}"
        self.title = f"Triage: {week.title[0].lower()}{week.title[1:]}"
        self.subtitle = (
            "You are the asked: put the jobs in order, and see the week fill. A job that ends after its deadline loses "
            "its points. A toy: the jobs are made up."
        )
        places = {float(i + 1): PLACES[i] for i in range(len(week.jobs))}
        self.controls: Sequence[Control] = tuple(
            Control(job.key, job.label, triage.said(job), 1, len(week.jobs), 1, "", None, places)
            for job in week.jobs
        )
        self.baseline: Setting = MappingProxyType(places_of(triage.by_rule(week, "first_come")))
        most = sum(job.cost for job in week.jobs)
        self.outputs: Sequence[Output] = (
            Output("cost", "Points lost", f"Of {most} in all.", "number", 0, most),
            Output("late", "Jobs that are late", f"Of {len(week.jobs)}.", "number", 0, len(week.jobs)),
            Output("lost", "Minutes lost", "Free time in which nothing could be done.", "minutes", 0, 600),
        )

    def check(self, setting: Mapping[str, Any]) -> dict[str, float]:
        """Give the places back as numbers, or say that they are not an order."""
        order_of(self.week, setting)
        return {control.key: float(setting[control.key]) for control in self.controls}

    def fixed(self) -> Mapping[str, Any]:
        """Give nothing: all columns change with the order."""
        return {}

    def run(self, setting: Setting) -> Result:
        """Work through the week in this order."""
        plan = triage.schedule(self.week, order_of(self.week, setting))
        outputs = {"cost": float(plan.cost), "late": float(len(plan.late)), "lost": float(plan.lost)}
        columns = {
            "job": [one.job.label for one in plan.placed],
            "place": list(range(1, len(plan.placed) + 1)),
            "minutes": [one.job.minutes for one in plan.placed],
            "begun": [triage.clock(one.start) for one in plan.placed],
            "done": [triage.clock(one.end) for one in plan.placed],
            "due": [triage.clock(one.job.due) for one in plan.placed],
            "in_time": ["late" if one.late else "in time" for one in plan.placed],
            "points": [one.job.cost if one.late else 0 for one in plan.placed],
        }
        return Result(columns, outputs, 1.0, _in_words(plan))

    def band(self, setting: Setting) -> Iterator[Mapping[str, Any]]:
        """Give nothing: there is no chance in this week."""
        return iter(())

    def says(self, now: Result, before: Result) -> str:
        """Say what is lost, and what was lost before."""
        was = before.outputs["cost"]
        more = "" if now.outputs["cost"] == was else f" Before it was {count(was)}."
        return f"{now.said}{more}"


class TriageLab(Lab):
    """The lab of a week of jobs; ``compare`` shows the best order and those of simple rules from then on.

    ``beside`` sets an order of somebody else beside them, from the line of text that their lab shows. Where an order is
    handed in there is neither: it would give the answer away. What a cohort lost is said there once an order is saved.

    Parameters
    ----------
    subject
        The week.
    cohort
        What a cohort did with the same week.
    keep
        Saves the order as it stood when the best one was first asked for, so that it can be pooled with others'.
    more
        As for :class:`~.lab.Lab`.
    """

    bundle_name = "week"
    drawn_as = "triage"

    subject: TriageSubject

    compared = False
    others: tuple[tuple[str, ...], ...] = ()

    def __init__(
        self,
        subject: TriageSubject,
        *,
        cohort: Orders | None = None,
        keep: Callable[[Setting], object] | None = None,
        **more: Any,
    ) -> None:
        self.cohort = cohort
        self.keep = keep
        super().__init__(subject, **more)

    def knows(self, act: str) -> bool:
        """Say whether the page may ask for this: not for the best order where an order is to be handed in."""
        return (act in {"compare", "beside"} and self.record is None) or super().knows(act)

    def _do_compare(self, more: dict[str, Any], **_: Any) -> str:
        self._keep_first()
        self.compared = True
        more["notice"] = "The best order and the simple rules are shown below the week."
        return ""

    def _do_beside(self, more: dict[str, Any], text: str, **_: Any) -> str:
        subject = self.subject
        order = order_of(subject.week, subject.check(from_line(subject.name, str(text))))
        self._keep_first()
        self.others = (*(one for one in self.others if one != order), order)[-MOST_OTHERS:]
        self.compared = True
        more["notice"] = "That order is in the comparison below the week."
        return ""

    def _do_hand_in(self, more: dict[str, Any], **rest: Any) -> str:
        said = super()._do_hand_in(more, **rest)
        if self.cohort is not None:
            plan = triage.schedule(self.subject.week, order_of(self.subject.week, self.history.now))
            more["notice"] = f"{more['notice']} {orders_in_words(self.cohort, plan.cost)}"
        return said

    def _keep_first(self) -> None:
        """Save the order that the learner came to before the best one was seen, if they moved anything."""
        moved = self.history.now != self.subject.baseline
        if moved and not self.compared and self.keep is not None:
            self.keep(self.history.now)

    def _show(self, opening: str, shown: Setting, before: Setting, **more: Any) -> None:
        week = self.subject.week
        plan = triage.schedule(week, order_of(week, self.history.now))
        more["plan"] = _plan(plan)
        more["baseline_plan"] = _plan(triage.schedule(week, order_of(week, self.subject.baseline)))
        more["compared"] = self._comparison(plan) if self.compared else None
        super()._show(opening, shown, before, **more)

    def _comparison(self, plan: Plan) -> dict[str, Any]:
        week = self.subject.week
        best = triage.best(week)
        rules = [
            (name, triage.schedule(week, triage.by_rule(week, key)))
            for key, (name, _) in triage.RULES.items()
        ]
        share = triage.share_of_best(week, plan.order)
        others = [
            (f"Somebody else's, {number}", triage.schedule(week, order))
            for number, order in enumerate(self.others, 1)
        ]
        typical = (
            [("Your cohort's typical order", triage.schedule(week, self.cohort.typical))]
            if self.cohort
            else []
        )
        rows = [("Yours, as it stands", plan), *others, *typical, ("The best order", best), *rules]
        told = "Their typical order, by median place, may be nobody's own."
        beside = f" {orders_in_words(self.cohort, plan.cost)} {told}" if self.cohort else ""
        return {
            "best": _plan(best),
            "rows": [[name, one.cost, _labels(one) or "none", one.lost] for name, one in rows],
            "says": f"The best order loses {_points(best.cost)}, yours {_points(plan.cost)}. From first come, first "
            f"served (0%) to the best order (100%) yours comes {100 * share:.0f}% of the way.{beside}",
        }

    def _moved(self, before: Setting, now: Setting) -> str:
        """Name the one job that was moved: the others only made room."""
        steps = {key: now[key] - before[key] for key in now}
        control = max(self.subject.controls, key=lambda one: (abs(steps[one.key]), steps[one.key] < 0))
        if not steps[control.key]:
            return "Nothing moved."
        return (
            f"{control.label}: {control.worded(before[control.key])} to {control.worded(now[control.key])}."
        )

    def _spec(self) -> dict[str, Any]:
        week = self.subject.week
        return {
            **super()._spec(),
            "jobs": [
                {
                    "key": job.key, "label": job.label, "minutes": job.minutes, "due": job.due, "cost": job.cost,
                    "block": job.block, "loud": job.loud, "due_words": triage.clock(job.due),
                }
                for job in week.jobs
            ],
            "busy": [[one.start, one.end, one.label] for one in week.busy],
            "days": list(triage.DAYS),
            "day": triage.DAY,
            "opens": triage.OPENS,
        }  # fmt: skip


def places_of(order: Sequence[str]) -> dict[str, float]:
    """Give the place of each job, from 1: an order as a setting."""
    return {key: float(i + 1) for i, key in enumerate(order)}


def order_of(week: Week, setting: Mapping[str, Any]) -> tuple[str, ...]:
    """Give the order that a setting stands for, or say that it is none."""
    keys = [job.key for job in week.jobs]
    try:
        places = {key: float(setting[key]) for key in keys}
    except (KeyError, TypeError, ValueError):
        places = {}
    if sorted(places.values()) != [float(i + 1) for i in range(len(keys))] or len(setting) != len(keys):
        raise CourseError("The order must give each job of the week one place of its own.")
    return tuple(sorted(keys, key=places.__getitem__))


def _plan(plan: Plan) -> dict[str, Any]:
    return {
        "order": list(plan.order),
        "placed": [
            {
                "key": one.job.key,
                "pieces": [list(piece) for piece in one.pieces],
                "end": one.end,
                "late": one.late,
                "done_words": triage.clock(one.end),
            }
            for one in plan.placed
        ],
        "cost": plan.cost,
    }


def _labels(plan: Plan) -> str:
    names = [one.job.label for one in plan.placed if one.late]
    return listed(names) if names else ""


def _points(number: float) -> str:
    return "1 point" if number == 1 else f"{number:.0f} points"


def _in_words(plan: Plan) -> str:
    late = _labels(plan)
    lost = (
        f" {minutes(plan.lost)} of free time go by in which the next job does not fit." if plan.lost else ""
    )
    if not late:
        return f"Nothing is late, so no points are lost.{lost}"
    return f"{_points(plan.cost)} lost. Late: {late}.{lost}"
