"""The lab of module 5, further: safe-to-fail trials against one big roll-out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import numpy as np

from localchange.labs import figures as draw
from localchange.labs.charts import Head
from localchange.labs.figures import Figure
from localchange.labs.history import Setting
from localchange.labs.subject import Assumptions, Control, Output, Result, controls_of
from localchange.labs.words import percent
from localchange.models.trials import RANGES, TRIED_AT, WORLDS, Field, field_from, trial_outcome

SEED = 5

NAMES: dict[str, dict[float, str]] = {
    "local": {0: "no", 1: "yes"},
    "tried": {1: "1 idea"},
    "length": {1: "1 month"},
}

FIELD = Field()

OUTPUTS = (
    Output("roll_out", "Roll-out: points a site and month", "Mean of all worlds; 0: no change.", "number2", -0.5, 1.5),
    Output("trials", "Trials: points a site and month", "The months of trial count.", "number2", -0.5, 1.5),
    Output("roll_out_harmed", "Roll-out: sites that are worse off", "Than without any change.", "percent", 0, 0.6),
    Output("trials_harmed", "Trials: sites that are worse off", "Than without any change.", "percent", 0, 0.6),
    Output("trials_win", "Worlds in which trials bring more", "Over all sites and months.", "percent", 0, 1),
)  # fmt: skip


def _points(value: float) -> str:
    return f"{value:.2f}".replace("-", "minus ")


class TrialsSubject:
    """Two ways of changing many sites, as a lab shows them. See :class:`localchange.labs.subject.Subject`."""

    name = "trials"
    title = "Safe-to-fail trials, or one big roll-out?"
    subtitle = (
        f"{FIELD.sites} sites, {FIELD.ideas} ideas, {FIELD.months} months. The roll-out takes the idea that "
        f"looks best on paper to all sites at once. Trials test ideas at {TRIED_AT} sites each, then take "
        f"what worked best to all, or nothing. Means over {WORLDS:,} made-up worlds. A toy."
    )
    controls: Sequence[Control] = controls_of(RANGES, NAMES)
    baseline: Setting = MappingProxyType({key: float(spec.value) for key, spec in RANGES.items()})
    baseline_words = "Sites are half alike, paper tells half, and four ideas are tried for three months."
    outputs: Sequence[Output] = OUTPUTS
    table: Sequence[Head] = (
        Head("Month", "row", "number"),
        Head("Roll-out, points a site", "roll_out", "number2"),
        Head("Trials, points a site", "trials", "number2"),
    )
    notes: Sequence[str] = ("Simulated figures of a toy model, not of real sites.",)
    attribution = (
        "Simulated. Probe, sense, respond: Snowden and Boone 2007; this rendering of it is the course's own."
    )
    assumptions = Assumptions(
        (
            "This is a toy: an idea has an effect that is the same everywhere and a part that belongs to "
            "the site, and neither changes with time. Sites do not learn from one another, and a change "
            "costs nothing to make or to drop.",
            "As many ideas harm as help. The unit is the spread of what ideas do everywhere.",
            "Nothing here is fitted to figures. Where paper tells much and sites are alike, the roll-out "
            "wins; Snowden and Boone call such a place complicated, and the other kind complex.",
        ),
        ("Part of the model", "Value", "Where it comes from"),
        (
            ("Sites", f"{FIELD.sites}", "assumed"),
            ("Months", f"{FIELD.months}", "assumed"),
            ("Ideas", f"{FIELD.ideas}", "assumed"),
            ("Spread of what an idea does everywhere", f"{FIELD.spread:g}", "the unit"),
            ("What an idea does on average", f"{FIELD.mean:g}", "chosen to make a point"),
            (
                "Spread of the part that belongs to a site",
                "0 to 2: the first handle",
                "chosen to make a point",
            ),
            ("Error of the analysis on paper", "0 to 10: the second handle", "chosen to make a point"),
            ("Error of a month's measuring at a site", f"{FIELD.month_noise:g}", "chosen to make a point"),
            ("Sites at which an idea is tried", f"{TRIED_AT}", "chosen to make a point"),
        ),
    )

    def __init__(self) -> None:
        self.figures: Sequence[Figure] = [_picture()]

    def check(self, setting: Mapping[str, Any]) -> dict[str, float]:
        """Give the setting back as numbers, or say which handle cannot be put there."""
        field_from(setting)
        return {key: float(setting[key]) for key in RANGES}

    def fixed(self) -> Mapping[str, Any]:
        """Give the months, and the baseline."""
        months = np.arange(1, FIELD.months + 1, dtype=float)
        base = self.run(self.baseline).columns
        return {"row": months, "baseline_roll_out": base["roll_out"], "baseline_trials": base["trials"]}

    def run(self, setting: Setting) -> Result:
        """Live through the same worlds in both ways."""
        outcome = trial_outcome(setting, SEED)
        columns = {"roll_out": outcome.roll_out_by_month, "trials": outcome.trials_by_month}
        worst = (
            f"The worst site of a world has {_points(outcome.roll_out_worst)} points a month by the "
            f"roll-out, and {_points(outcome.trials_worst)} by the trials."
        )
        return Result(columns, {one.key: getattr(outcome, one.key) for one in OUTPUTS}, 1.0, worst)

    def band(self, setting: Setting) -> Iterator[Mapping[str, Any]]:
        """Give nothing: the figures are means over many worlds already."""
        return iter(())

    def says(self, now: Result, before: Result) -> str:
        """Say which way brings more, and whom it harms."""
        new, old = now.outputs, before.outputs
        gap = new["trials"] - new["roll_out"]
        verdict = (
            "Both bring about the same"
            if abs(gap) < 0.02
            else f"{'Trials' if gap > 0 else 'The roll-out'} brings more"
        ).replace("Trials brings", "Trials bring")
        was = "" if now is before else f" (before: {_points(old['roll_out'])} and {_points(old['trials'])})"
        return (
            f"{verdict}: {_points(new['roll_out'])} points a site and month by the roll-out, "
            f"{_points(new['trials'])} by the trials{was}. Worse off than without a change are "
            f"{percent(new['roll_out_harmed'])} of sites by the roll-out, {percent(new['trials_harmed'])} by "
            f"the trials. Trials bring more in {percent(new['trials_win'])} of worlds. {now.said}"
        )


def _picture() -> Figure:
    return draw.figure(
        "Points a site, by month",
        "Line chart of the points a site, by month, for the roll-out and the trials. The text and the table "
        "say what it shows.",
        x={"domain": [1, FIELD.months], "format": "number", "ticks": [1, 6, 12, 18, 24], "label": "Month"},
        y={"domain": [-0.5, 1.75], "ticks": [-0.5, 0, 0.5, 1, 1.5]},
        layers=[
            draw.level(0, colour="ink", width=1.25),
            draw.line("row", "baseline_roll_out", "muted", dash="dotted", width=2.5),
            draw.line("row", "baseline_trials", "muted", dash="dotted", width=2.5),
            draw.line("row", "roll_out", "two", dash="dashed", width=2.75),
            draw.line("row", "trials", "one", width=2.75),
        ],
        height=250,
        ownY=True,
        heading="Points a site",
        says="by month, mean over all worlds",
        legend=[
            {"look": "dashed", "colour": "two", "label": "roll-out"},
            {"look": "line", "colour": "one", "label": "trials"},
            {"look": "dotted", "colour": "muted", "label": "both at the baseline"},
        ],
    )
