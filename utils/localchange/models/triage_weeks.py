"""Three weeks to put in order. Jobs, minutes and points are made up, and chosen so that every simple rule fails."""

from __future__ import annotations

from localchange.models.triage import DAY, Engagement, Job, Week

MON, TUE, WED, THU, FRI = (DAY * day for day in range(5))


def _at(day: int, hour: float) -> int:
    """Give a time of day as minutes of working time from Monday 9:00."""
    return round(day + (hour - 9) * 60)


def _each_day(label: str, hour: float, minutes: int) -> tuple[Engagement, ...]:
    return tuple(Engagement(_at(day, hour), minutes, label) for day in (MON, TUE, WED, THU, FRI))


WARD = Week(
    "ward",
    "A ward manager's week",
    (
        Job("handover", "Change project: redesign the handover", 120, _at(FRI, 16.5), 8, block=True),
        Job("appraisals", "Two appraisals that were put off", 120, _at(FRI, 16.5), 3),
        Job("complaint", "Answer a family's complaint", 120, _at(WED, 15.5), 6, block=True, loud=3),
        Job("rota", "Fill the gaps in next week's rota", 120, _at(TUE, 12), 7, loud=2),
        Job("return", "National return: 40 items, asked for today", 285, _at(WED, 13), 4, loud=5),
        Job("audit", "Local infection-control audit", 135, _at(THU, 11), 6, loud=3),
        Job("incident", "Review of a medication error", 120, _at(THU, 14.5), 9, block=True),
        Job("question", "Commissioner's question", 60, _at(TUE, 10), 4, loud=4),
    ),
    (
        *_each_day("Ward round and handover", 9, 120),
        *_each_day("Patients, families, staff", 13, 90),
        Engagement(_at(TUE, 14.5), 120, "Bed meeting and site meeting"),
        Engagement(_at(THU, 11), 60, "Supervision"),
    ),
)
"""For practice."""

SCHOOL = Week(
    "school",
    "A deputy head's week",
    (
        Job(
            "reading",
            "Change project: plan the reading scheme with staff",
            120,
            _at(FRI, 14.5),
            7,
            block=True,
        ),
        Job("trip", "Risk assessment for a trip", 75, _at(THU, 13), 4, loud=2),
        Job("census", "National census return: late corrections", 225, _at(WED, 13), 5, loud=5),
        Job("parent", "Answer a parent's complaint", 75, _at(THU, 13), 5, block=True, loud=4),
        Job("cover", "Find cover for absent teachers", 90, _at(TUE, 10), 8, loud=2),
        Job("safeguarding", "Write up a safeguarding concern", 105, _at(TUE, 16.5), 9, block=True),
        Job("governors", "Paper for the governors", 150, _at(THU, 14.5), 6, loud=3),
        Job("council", "Council's question on places", 75, _at(MON, 16.5), 2, loud=4),
    ),
    (
        *_each_day("Gate, assembly, lessons", 9, 150),
        *_each_day("Lunch duty and lessons", 13, 90),
        Engagement(_at(WED, 14.5), 120, "Staff meeting"),
    ),
)
"""Outside health."""

CLINIC = Week(
    "clinic",
    "A community team leader's week",
    (
        Job(
            "visits",
            "Change project: try joint visits, and write up the trial",
            90,
            _at(FRI, 15.5),
            9,
            block=True,
        ),
        Job("stock", "Order stock and sign invoices", 60, _at(THU, 15.5), 1, loud=2),
        Job("dashboard", "National dashboard: new items by Tuesday noon", 120, _at(TUE, 12), 4, loud=5),
        Job("referrals", "Sort the referrals that wait", 90, _at(TUE, 16.5), 10),
        Job("inspection", "Evidence for an inspection", 120, _at(THU, 10), 7, block=True, loud=4),
        Job("contract", "Local contract return", 135, _at(THU, 10), 4, loud=3),
        Job("fall", "Review of a patient's fall", 75, _at(WED, 11), 7, block=True),
        Job("training", "Book and chase mandatory training", 75, _at(FRI, 13), 2, loud=3),
        Job("mp", "Figures for an MP's letter", 30, _at(MON, 16.5), 3, loud=5),
    ),
    (
        *_each_day("Morning allocation and visits", 9, 150),
        *_each_day("Visits and calls", 13, 90),
        Engagement(_at(TUE, 14.5), 60, "Locality meeting"),
    ),
)
"""Kept for an assignment."""

WEEKS: dict[str, Week] = {week.name: week for week in (WARD, SCHOOL, CLINIC)}
