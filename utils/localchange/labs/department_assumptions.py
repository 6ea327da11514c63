"""What the model of the department assumes, said for someone who does not read code."""

from __future__ import annotations

from localchange.labs.subject import Assumptions
from localchange.models.emergency_settings import BASE

SENTENCES = (
    "This is a toy: one department, no illness, no staff who tire, no ambulances outside, and nobody who "
    "gives up and goes home.",
    "Staff try harder the further the department is below its target. What they then do is one of three "
    "things: they take "
    "patients near the limit first, they work faster (really), or they write a time within the limit for "
    "someone who is still there.",
    "How staff divide their effort among the three is not known. The settings for it are chosen to make a "
    "point, "
    "and a histogram alone cannot settle it.",
    "Two settings of the target were fitted to published figures: 83.9% within four hours and 4.7% in the "
    "last 20 minutes (2003), "
    "96.3% and 8.4% (2006). Other settings are the model's own word.",
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
    ("Time limit", f"{BASE.limit:g} minutes", "published: the standard"),
    ("Last minutes in which the clock is watched", f"{BASE.window:g}", "chosen to make a point"),
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
        f"{100 * BASE.relabel_admitted:g}% of admitted and {100 * BASE.relabel_discharged:g}% of others, "
        "if all effort goes there",
        "chosen to make a point",
    ),
    (
        "Waiting that harms an urgent patient",
        f"beyond {BASE.urgent_wait:g} minutes",
        "chosen to make a point",
    ),
)

ASSUMPTIONS = Assumptions(SENTENCES, HEADS, ROWS)
