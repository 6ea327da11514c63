"""What the model of a change in a local place assumes, said for someone who does not read code."""

from __future__ import annotations

from localchange.labs.subject import Assumptions
from localchange.models.diffusion_change import BEYOND, LASTS, LIVES, MOST, TOWNS
from localchange.models.diffusion_place import Place

WORLDS_TOLD = {
    "plain": "",
    "habit": "In this version, doing a thing on orders convinces those who do it and those who see it. ",
    "show": "In this version, people who only comply convince nobody. ",
    "circles": (
        "In this version, for a modest change colleagues count more when they share colleagues, and for a radical one "
        "those who do not do it and know one another hold one another back. "
    ),
}
"""What is another in each set of assumptions, for the lab's subtitle."""

DEFINITION = (
    f"“Transformational” is the course's own definition. In month 36 at least {100 * MOST:g}% of all people do it of "
    f"their own accord; they are no fewer than {100 * LASTS:g}% of those who did it in any way when the push ended; "
    f"and so do at least {100 * BEYOND:g}% in the teams that nobody paid for. All three in the same life."
)


def assumptions(place: Place) -> Assumptions:
    """Say what a place assumes, and where each number comes from."""
    return Assumptions(
        (
            "This is a toy: people with ties and a threshold, and nothing else about them. Each takes the change up "
            "when enough colleagues are seen to do it, and may stop when too few do.",
            DEFINITION,
            "No number is fitted to a study. What the budget buys in each way is made up: the prices were set so that "
            "each of the six is worth its money somewhere on these handles. That one of them wins at a setting says "
            "something about thresholds and ties, and nothing about what a real pound buys.",
            "Most hangs on how much somebody who only complies counts with colleagues. Where outward compliance "
            "convinces, a mandate does more and lasts; where it convinces nobody, it fades.",
            f"The same {TOWNS} towns and {LIVES} lives in each come at every setting, so two settings differ by what "
            "was set. Lines are means of these lives.",
        ),
        ("Part of the model", "Value", "Where it comes from"),
        (
            ("Teams, and people in each", f"{place.teams} of {place.team_size}", "assumed"),
            ("Teams that no budget reaches", f"{place.outside}", "chosen to make a point"),
            ("Ties of each person within the team", f"{place.degree}", "assumed"),
            ("Ties between teams, all together", f"{place.bridges}", "assumed"),
            ("People who do it at the start", f"{place.pilot}, in one team", "assumed"),
            ("Colleagues that it takes, modest change", f"{place.modest:g} on average", "chosen to make a point"),
            ("The same, radical change", f"{place.radical:g} on average", "chosen to make a point"),
            ("Spread of that between people", f"{place.spread:g}", "assumed"),
            ("A colleague of another team counts", f"{place.other_team:g} of one's own", "assumed"),
            ("Chance to take it up, once enough do it", f"{place.joins:.0%} a month", "assumed"),
            ("Enough to go on", f"{place.holds:.0%} of what it took to start", "assumed"),
            ("Chance to stop, with fewer around", f"{place.lapse:.0%} a month", "assumed"),
            ("Mandate: people who comply", f"{place.complies:.0%}, while it lasts", "chosen to make a point"),
            ("One who only complies counts", f"{place.outward:g}", "chosen to make a point"),
            ("One who complies is won over", f"{place.won_over:.0%} a month", "chosen to make a point"),
            ("Compliance fades afterwards", f"{place.fade:.0%} a month", "assumed"),
            ("Brokers or clusters: new ties", f"{place.ties}", "chosen to make a point"),
            ("Fence-sitters: talks", f"{place.talks}, each worth {place.talk:g} colleague", "chosen to make a point"),
            ("Shared goals lower what it takes", f"by {place.lowers:.0%}", "chosen to make a point"),
            ("Slack: more people try by themselves", f"{place.more_tries:.0%} more", "chosen to make a point"),
            ("Slack: stopping that it prevents", f"{place.less_lapse:.0%}", "chosen to make a point"),
            ("What was bought wears off afterwards", f"{place.wear:.0%} a month", "assumed"),
        ),
    )  # fmt: skip
