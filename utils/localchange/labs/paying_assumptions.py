"""What the model of paying assumes, said for someone who does not read code."""

from __future__ import annotations

from localchange.labs.subject import Assumptions
from localchange.models.incentives_scheme import HOSPITALS

SENTENCES = (
    "This is a toy: sites with two kinds of work, measured and not measured, and no patients, teams or managers by "
    "name.",
    "Each site works partly because it cares for the work: that is its drive. A bonus adds to effort on what is "
    "measured and takes some from the rest. While pay is on, drive wears down a little, and once pay has gone it "
    "comes back slowly. Whether pay does that is disputed: some find that it strengthens drive, and the model has a "
    "world for it.",
    "The record is not the work. Pay also makes people write down what they did, leave patients out of the count, and "
    "here and there write down what they did not do. Checks stop some of that, and they cost money, time and drive.",
    "Something else helps all sites in the first year of the scheme, as it often does. Comparison sites take up "
    "some of what they hear the paid sites do, a year or two later.",
    "Three published schemes can be drawn with this one mechanism: a jump and a plateau and a fall when pay went, "
    "deaths that fell after 18 months and not after 42, no difference after six years. That shows that the "
    "mechanism can draw them, not that it is why they happened. How much of a fall on the record was paperwork "
    "nobody knows.",
    "The same sites and the same chance come at every setting, so two settings differ by what was set. The shaded band "
    "shows what chance alone does to difference in differences: nine in ten of 40 other draws lie in it.",
)

HEADS = ("Part of the model", "Value", "Where it comes from")

_W = HOSPITALS

ROWS = (
    ("Sites, paid and for comparison", f"{_W.sites} and {_W.sites}", "assumed"),
    ("Work done well at first", f"{100 * _W.care:g}%", "assumed"),
    ("What is not done well shrinks anyway, a year", f"{100 * _W.growth:g}%", "assumed"),
    (
        "Something else in the first year shrinks it further",
        f"by {100 * _W.event:g}%",
        "chosen to make a point",
    ),
    ("Drive at first", f"{_W.drive:g}", "assumed: it only sets the unit of effort"),
    (
        "One kind of work takes from the other",
        f"{_W.rivalry:g} (0 not at all, 1 fully)",
        "chosen to make a point",
    ),
    (
        "What a bonus of all income would add to effort",
        f"{_W.pull:g}",
        "fitted to results when pay was withdrawn",
    ),
    (
        "Drive wears down while pay is on, a year",
        f"{_W.crowding:g} for each unit of that",
        "chosen to make a point",
    ),
    ("Drive comes back, a year", f"{100 * _W.healing:g}% of the gap", "chosen to make a point"),
    ("Measured work follows effort, a year", f"rate {_W.quick:g}", "fitted to a jump within the first year"),
    ("Other work follows effort, a year", f"rate {_W.slow:g}", "assumed"),
    ("Indicators that somebody has to write down", f"{100 * _W.ticks:g}%", "assumed"),
    (
        "Written down of such acts without pay",
        f"{100 * _W.written:g}%",
        "fitted to recorded advice when pay was withdrawn",
    ),
    ("Pull that goes into the record, if unchecked", f"{100 * _W.dodging:g}%", "chosen to make a point"),
    (
        "Patients left out of the count without pay",
        f"{100 * _W.excepted:g}%",
        "published: an estimate, Gravelle and others 2010",
    ),
    ("The same, for each unit of pull", f"{_W.excepting:g} more", "fitted to 8.55% of patients"),
    (
        "Score above which more earns nothing",
        f"{100 * _W.threshold:g}%",
        "chosen to make a point",
    ),
    ("Years until others take up what they hear", f"{_W.hearing_years:g}", "fitted: after 18 months, before 42"),
    ("Deaths in 100 patients at first", f"{_W.deaths:g}", "published: worked out from Sutton and others 2012"),
    ("Deaths in 100 if no work were done well, and all", f"{_W.link:g} apart", "fitted to 1.3 points after 18 months"),
    ("Chance in one site's deaths, a quarter", f"{_W.luck:g} points", "assumed"),
)  # fmt: skip

ASSUMPTIONS = Assumptions(SENTENCES, HEADS, ROWS)
