"""What the lab of the package assumes, in words: every size that is drawn, and why an action touches what it does."""

from __future__ import annotations

from dataclasses import fields

from localchange.labs.subject import Assumptions
from localchange.models.package import ACTIONS, BARRIERS, FACTORS, HALF, LEAST, TYPES
from localchange.models.package_rows import ROWS
from localchange.models.package_scenarios import DRAWS
from localchange.models.package_translation import Translation

SENTENCES = (
    "This is a thinking aid and not a forecast. Every model in it is a toy from an earlier module, and how points turn "
    "into settings of those models is assumed throughout: nobody has measured it.",
    f"So it is drawn, {DRAWS} times: each draw has its own price for every action, its own size for what an action "
    "does, and its own chance. A range holds nine draws in ten. The same draws are used for your package, for prodding "
    "alone and for nothing, so that “better in 95% of the draws” compares like with like. It says how often, not by "
    "how much.",
    f"An action with {HALF:g} points does half of what it could, in the middle draw, with {3 * HALF:g} points three "
    "quarters. So a second small action buys more than the same points on top of a large one. That favours packages "
    "that are spread out, and it favours prodding alone in the same way when it is spread over three prods.",
    f"An action with fewer than {LEAST:g} points touches nothing. Which factor or barrier an action touches is this "
    "course’s own reading of the report’s list, and a touch is not a cure.",
    "A model that knows nothing of an action is not moved by it. That does not mean that the action does nothing: no "
    "model here knows what a visit to another place does to how people see their own.",
    "So a package can be better than prodding alone in a model that knows nothing of it, only because the prods "
    "do harm there. Look at the column that sets it beside nothing.",
    "What is disputed is drawn too: in half of the draws staff take pay as recognition, and in a third each, doing a "
    "thing on orders persuades others a little, much, or not at all.",
    "Nothing is added up over the rows. What an hour of a manager is worth in minutes of a patient’s wait is for a "
    "minister to weigh, not for a sum.",
    "Prodding alone keeps the proportions of your own prods. Where your package has none, its points are shared evenly "
    "over the three.",
    "The waiting list is lived through anew for every draw. The other models were run beforehand at some thirty "
    "settings each and in six to twelve draws of chance; what lies between two settings is read off a straight line.",
)

_UNITS = {
    "dearer": ("Price of half an action, nine draws in ten", "times dearer or cheaper, at most"),
    "returns": ("Asked weekly of a manager by each prod, in full", "items"),
    "reused": ("Of those answered from data that exists, with own figures", "share"),
    "meetings": ("Taken weekly by training, networks or local goals, in full", "hours"),
    "cover": ("Calls to care that a colleague takes, with paid time", "share"),
    "pressure": ("Pressure of a target on the department", "%"),
    "audit": ("Records that an inspection goes through", "%"),
    "clinicians": ("More clinicians on duty, of 11, with paid time", "clinicians"),
    "bonus": ("Income that rides on what is measured", "%"),
    "worst": ("Providers that an inspection visits", "%"),
    "blame": ("How hard its report falls", "%"),
    "support": ("Help after a visit, with improvement teams", "%"),
    "reacts": ("How much harder a target makes a manager chase the published wait", "share"),
    "informed": ("Delay of the published wait that own figures take away", "share"),
    "counts": ("Recruits on their way that a trained manager remembers", "share"),
    "balances": ("How far a local goal looks at people who come, not at the published wait", "share"),
    "bought": ("Of a whole mandate, brokers, shared goals or slack in module 6, in full", "share"),
    "reserve": ("Posts, beside 60, that stand in for staff who are ill", "posts"),
}


def assumptions() -> Assumptions:
    """Give the sentences and one table: sizes that are drawn, what each action touches, what each model knows."""
    rows = [(*_UNITS[field.name], _size(field.name)) for field in fields(Translation)]
    sizes = [(words, f"{size} {unit}", "Assumed") for words, unit, size in rows]
    names = {**FACTORS, **BARRIERS}
    readings = [
        (f"{action.label} ({TYPES[action.type]})", f"touches: {names[touch.what]}", touch.why)
        for action in ACTIONS.values()
        for touch in action.touches
    ]
    known = [
        (
            f"{row.label}: {row.sentence}",
            f"knows: {', '.join(ACTIONS[key].short for key in row.knows)}",
            row.unit,
        )
        for row in ROWS.values()
    ]
    heads = ("What", "How much, or what it touches or knows", "Where it comes from, or why")
    return Assumptions(SENTENCES, heads, (*sizes, *readings, *known))


def _size(name: str) -> str:
    value = getattr(Translation(), name)
    return f"{value[0]:g} to {value[1]:g}" if isinstance(value, tuple) else f"{value:g}"
