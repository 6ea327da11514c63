"""What the model of the week assumes, said for someone who does not read code."""

from __future__ import annotations

from localchange.labs.subject import Assumptions
from localchange.models.week_request import NEED_ITEMS, NEED_WEEKS, REUSE_FIT, WARD

SENTENCES = (
    "This is a toy: one manager, no evening work, no colleague who helps, care that never suffers, and a project "
    "that nobody gives up.",
    "People who need the manager come first. Then come obligations, the one that is due first; only a person "
    "interrupts them. The change project has what is left, and after each interruption it takes a while to get back "
    "into it.",
    "Two published figures set the size of the obligations: 2 to 10 hours a week of clinical staff on collecting, "
    "recording and validating data, and about a quarter of demands national. Both go back to one review of seven "
    "providers in 2013, and the quarter was seen in a report of it only. So most of the load here is local. That "
    "they fit a manager is assumed, and no data settle anything else.",
    "A return that is not done a day after its deadline is sent as it is, and the rest is guessed. What you learn is "
    "a formula that was chosen to make a point: each further item tells you less, a guess tells you nothing, data "
    "that exist fit a little less well, and figures age.",
    "The same year is lived at every setting, so two settings differ by what was set and not by chance. The shaded "
    "band shows what chance alone does to the project: nine in ten of 40 other years lie in it.",
)

HEADS = ("Part of the model", "Value", "Where it comes from")

ROWS = (
    ("Working week", f"{WARD.week:g} hours, {WARD.days_a_week} days", "assumed"),
    (
        "People who need the manager",
        f"{WARD.care_a_week:g} a week, {60 * WARD.care_hours:g} minutes each",
        "assumed",
    ),
    (
        "Local obligations",
        f"{WARD.local_a_week:g} a week, {60 * WARD.local_hours:g} minutes each",
        "fitted to 2 to 10 hours, three quarters local",
    ),
    (
        "Standing national requests",
        f"{WARD.national_a_week:g} a week, {60 * WARD.national_hours:g} minutes each",
        "fitted to a quarter of all obligations",
    ),
    ("Spread of these minutes", f"standard deviation {WARD.spread:g} of the mean", "assumed"),
    (
        "Local obligations are due in",
        f"{WARD.local_due_days[0]:g} to {WARD.local_due_days[1]:g} days",
        "assumed",
    ),
    (
        "National requests are due in",
        f"{WARD.national_due_days[0]:g} to {WARD.national_due_days[1]:g} days",
        "assumed",
    ),
    ("The project needs", f"{WARD.project_hours:g} undisturbed hours", "chosen to make a point"),
    ("Getting back into it", f"{60 * WARD.refocus_hours:g} minutes", "chosen to make a point"),
    ("The manager looks up every", f"{WARD.block_hours:g} hours", "chosen to make a point"),
    ("Work interrupts the project when due within", f"{WARD.pressing_days:g} day", "chosen to make a point"),
    ("Each return, whatever its size", f"{60 * WARD.fixed_hours:g} minutes", "chosen to make a point"),
    ("Each new item", f"{60 * WARD.new_item_hours:g} minutes", "chosen to make a point"),
    (
        "Each item from data that exists",
        f"{60 * WARD.reused_item_hours:.0f} minute",
        "chosen to make a point",
    ),
    ("Returns are sent as they are", f"{WARD.grace_days:g} day after the deadline", "chosen to make a point"),
    ("n items tell", f"1 - exp(-n / {NEED_ITEMS:g})", "chosen to make a point"),
    ("Data that exist tell", f"{100 * REUSE_FIT:g}% of a new item", "chosen to make a point"),
    ("Figures age as", f"exp(-age / {NEED_WEEKS:g} weeks)", "chosen to make a point"),
)

ASSUMPTIONS = Assumptions(SENTENCES, HEADS, ROWS)
