"""What the model of inspecting assumes, said for someone who does not read code."""

from __future__ import annotations

from localchange.labs.subject import Assumptions
from localchange.models.inspection_regime import HOSPITALS

SENTENCES = (
    "This is a toy: every provider has a level of its own that it keeps, and each year chance is added. No number "
    "of it is fitted to a study; only the shape is meant.",
    "Whoever is worst in one year was on average unlucky too, and is nearer to the rest in the next, whatever is "
    "done. How far is a formula (regression to the mean), and the small hatched box shows it.",
    "A visit can do four things here: help takes harm away; fear of the next visit takes some away, everywhere; "
    "preparing for it and covering oneself add some; and blame silences reports. Harm that is not reported is not "
    "learned from in the years after.",
    "How strong each of these is was chosen to make a point, and other choices would give other pictures. Studies "
    "of real inspections found small and mixed effects, and those who inspect dispute how they were measured.",
    "The same providers and the same chance come at every setting, so two settings differ by what was set. The shaded "
    "band shows what chance alone does to the inspected: nine in ten of 60 other draws lie in it.",
)

HEADS = ("Part of the model", "Value", "Where it comes from")

_W = HOSPITALS
_POINT = "chosen to make a point"

ROWS = (
    ("Providers", f"{_W.providers}", "assumed"),
    ("Harm at first, mean", f"{_W.harm:g} cases for 1,000 people", "assumed"),
    ("Spread between providers in a year", f"standard deviation {_W.spread:g}", "assumed"),
    ("Harm that is reported when nobody is blamed", f"{100 * _W.openness:g}%", "assumed"),
    ("Harm falls anyway, by learning from reports", f"{_W.learning:g} a year", "assumed"),
    ("Full help takes away", f"{100 * _W.help:g}% of harm", _POINT),
    ("Fear of full blame takes away", f"{100 * _W.fear:g}% of harm", _POINT),
    ("Covering oneself under full blame adds", f"{100 * _W.defence:g}% of harm", _POINT),
    ("A visit adds, in the year after it", f"{100 * _W.burden:g}% of harm", _POINT),
    ("Reports that full blame silences", f"{100 * _W.hiding:g}%", _POINT),
    ("Of that silence, full help prevents", f"{100 * _W.trust:g}%", _POINT),
    ("Fear and silence reach those not visited", f"{100 * _W.dread:g}% as strongly", _POINT),
    ("Of all this is gone a year later", f"{100 * _W.fading:g}%", _POINT),
)

ASSUMPTIONS = Assumptions(SENTENCES, HEADS, ROWS)
