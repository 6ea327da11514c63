"""A run beside those of a cohort, in words."""

from __future__ import annotations

from localchange.labs.words import percent
from localchange.pooled.games import Orders, Years


def orders_in_words(cohort: Orders, cost: float) -> str:
    """Say how an order compares with those of a cohort.

    Parameters
    ----------
    cohort
        What the others did.
    cost
        Points that this order loses.
    """
    of = cohort.points
    found = f" {percent(cohort.best)} of them lost as little as can be." if cohort.best else ""
    return (
        f"Of {of.people} people in your cohort the middle half lost {of.lower:g} to {of.upper:g} points, with "
        f"{of.middle:g} in the middle; your order loses {cost:g}.{found}"
    )


def years_in_words(cohort: Years, share: float) -> str:
    """Say how a run compares with those of a cohort.

    Parameters
    ----------
    cohort
        What the others did.
    share
        How far this run came from the naive rule (0) to the best policy (1).
    """
    of = cohort.share
    place = "below" if share < of.lower else "above" if share > of.upper else "inside"
    posts = ", ".join(f"{each:g}" for each in cohort.posts)
    return (
        f"Of {of.people} people in your cohort, each in a year of their own, the middle half came "
        f"{percent(of.lower)} to {percent(of.upper)} of that way, with {percent(of.middle)} in the middle. Your run "
        f"lies {place} that middle half. The posts of the cohort, month by month, the middle of all: {posts}."
    )
