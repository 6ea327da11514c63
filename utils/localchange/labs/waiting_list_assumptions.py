"""What the model of the waiting list assumes, said for someone who does not read code."""

from __future__ import annotations

from localchange.labs.subject import Assumptions
from localchange.models.waiting_list import STEPS
from localchange.models.waiting_list_rules import CATCH_UP
from localchange.models.waiting_list_service import Service

SENTENCES = (
    "This is a toy: one service, one kind of person on the list, staff who are all alike, and money that "
    "never runs out but counts.",
    "People join the list, and leave it when they are seen or give up. Who is advertised for passes through "
    "three stages of equal length before the first day at work. The longer the list for each of the staff, "
    "the more of them are ill after a while, and the fewer people are seen: a loop that feeds itself.",
    "The published wait follows the true wait late. Slightly fewer come when it is long. The true wait is "
    "the list over the people who leave it in a week.",
    "None of the numbers is fitted to a real service. They are guesses of the size, or were chosen so that "
    "the delays can be felt in twelve months. With other numbers other decisions are best.",
    "The best policy knows in advance how many will join, which nobody can; it is what a search over whole "
    "posts finds, and it minimises the points and nothing else. The rules do not know the future: you could "
    "have done what they do.",
)

HEADS = ("Part of the model", "Value", "Where it comes from")


def assumptions(of: Service) -> Assumptions:
    """Say every parameter of one service."""
    low, high = of.surge
    rows = (
        ("People who join in a month, before the rise", f"{of.referrals:,.0f}", "assumed"),
        ("The promise", f"{of.promise_weeks:g} weeks", "assumed; at the start it is just kept"),
        ("Nobody is seen sooner than after", f"{of.shortest:g} months", "assumed"),
        ("Give up in a month", f"{100 * of.give_up:g}%", "assumed"),
        ("Fewer who join for each 10% of published wait", f"{10 * of.put_off:g}%", "chosen to make a point"),
        ("Staff at the start", f"{of.staff:g}, and {of.extra:g} extra", "assumed"),
        (
            "Each sees in a month, when nobody is ill",
            f"{of.treats:.1f}",
            "so that the list stands still at the start",
        ),
        ("Staff who leave in a month", f"{100 * of.leaving:g}%", "assumed"),
        ("Months until a recruit is at work, mean", f"{of.hiring_delay:g}", "chosen to make a point"),
        ("Staff who are ill at the start", f"{100 * of.sick:g}%", "assumed"),
        (
            "More of them when the list for each doubles",
            f"{100 * of.crowding:g} percentage points",
            "chosen to make a point",
        ),
        ("Most staff who are ill", f"{100 * of.most_sick:g}%", "assumed"),
        (
            "Months in which illness follows crowding, mean",
            f"{of.sickness_delay:g}",
            "chosen to make a point",
        ),
        ("Reserve that stands in for them", f"{of.reserve:g} posts", "assumed"),
        ("Age of the published wait, mean", f"{of.publishing_delay:g} months", "chosen to make a point"),
        (
            "The number who join rises for good by",
            f"{100 * low:g}% to {100 * high:g}%",
            "chosen to make a point; drawn by chance",
        ),
        (
            "In month",
            f"{of.surge_month[0] + 1} to {of.surge_month[1] + 1}",
            "chosen to make a point; drawn by chance",
        ),
        ("Luck of a month", f"{100 * of.luck:g}% standard deviation", "assumed"),
        ("A month of one post costs", "1 point", "the unit"),
        (
            "A month that one person waits beyond the promise costs",
            f"{of.beyond_cost:g} points",
            "chosen to make a point",
        ),
        ("The rules want to catch up in", f"{CATCH_UP:g} months", "chosen to make a point"),
        ("Steps of the calculation", f"{STEPS} a month", "exact enough: see the tests"),
    )
    return Assumptions(SENTENCES, HEADS, rows)
