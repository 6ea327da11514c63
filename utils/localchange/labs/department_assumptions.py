"""What the model of the department assumes, said for someone who does not read code."""

from __future__ import annotations

from localchange.labs.subject import Assumptions
from localchange.models.emergency_settings import BASE

SENTENCES = (
    "This is a toy: one department, no illness, no staff who tire, no ambulances outside, and nobody who "
    "gives up and goes home.",
    "Staff try harder the further the department is below its target. What they then do is one of three "
    "things: they take patients near the limit first, they work faster (really), or they write a time "
    "within the limit for someone who is still there.",
    "How staff divide their effort among the three is not known. The settings for it are chosen to make a "
    "point, and a histogram alone cannot settle it.",
    "Two settings of the target stand for 2003 and 2006. They were fitted to published figures: the model gives "
    "about 84% within four hours and 4.7% in the last 20 minutes (published: 83.9% and 4.7%), then about 96% and "
    "8.7% (published: 96.3% and 8.4%). A fit shows that the model can draw the picture, not that it is true.",
    "The same patients come at every setting, so two settings differ by what was set and not by chance. The "
    "upright line in each bar shows what chance alone does: nine in ten of 100 runs with other patients end "
    "on it.",
)


def _two(admitted: float, others: float) -> str:
    return f"{100 * admitted:g}% of admitted, {100 * others:g}% of others"


HEADS = ("Part of the model", "Value", "Where it comes from")

ROWS = (
    ("Patients a day", f"{BASE.arrivals_per_day:g}", "assumed: a large department"),
    ("Share who need a bed", f"{100 * BASE.share_admitted:g}%", "published: Locker and Mason 2005"),
    ("Share who cannot wait safely", _two(BASE.urgent_if_admitted, BASE.urgent_if_discharged), "assumed"),
    ("Minutes with a clinician, mean", f"{BASE.care_mean:g}", "assumed"),
    ("Minutes for tests and a decision, mean", f"{BASE.tests_mean:g}", "fitted to 2003 and 2006"),
    ("Minutes to make a bed ready, mean", f"{BASE.bed_mean:g}", "fitted to 2003 and 2006"),
    (
        "Beds that can be made ready at one time",
        f"{BASE.bed_teams} with {BASE.clinicians} clinicians, others in proportion",
        "assumed",
    ),
    ("Time limit", f"{BASE.limit:g} minutes", "published: the standard"),
    (
        "Effort is full when the department is below its target by",
        f"{100 * BASE.full_effort_gap:g} percentage points, over {BASE.memory_days:g} days",
        "chosen to make a point",
    ),
    ("Last minutes in which the clock decides who is next", f"{BASE.watch:g}", "chosen to make a point"),
    ("Last minutes in which tests and beds are hurried", f"{BASE.window:g}", "assumed"),
    (
        "Urgent patients give way to the clock",
        f"in {100 * BASE.give_way:g}% of cases at full effort",
        "chosen to make a point",
    ),
    (
        "Tests and decisions speed up towards the limit",
        f"up to {1 + BASE.hurry_tests:g} times, at full effort",
        "fitted to 2003 and 2006",
    ),
    (
        "Each minute of tests that is saved by hurrying",
        f"costs {BASE.hands:g} minutes of a clinician",
        "chosen to make a point",
    ),
    (
        "Beds speed up towards the limit",
        f"up to {1 + BASE.hurry_beds:g} times, at full effort",
        "fitted to 2003 and 2006",
    ),
    (
        "Everyone's tests and beds take less time",
        f"{100 * BASE.stretch:g}% less, at full effort",
        "fitted to 2003 and 2006",
    ),
    (
        "Late patients recorded as within the limit",
        f"{_two(BASE.relabel_admitted, BASE.relabel_discharged)}, if all effort goes there",
        "chosen to make a point",
    ),
    (
        "A changed record shows a time",
        f"within some {3 * BASE.record_near:g} minutes of the limit in half of cases",
        "chosen to make a point",
    ),
    (
        "Waiting that harms an urgent patient",
        f"beyond {BASE.urgent_wait:g} minutes",
        "chosen to make a point",
    ),
)

ASSUMPTIONS = Assumptions(SENTENCES, HEADS, ROWS)
