"""A package of national actions over the three types of *Constructive comfort*, and what each action touches.

The three types, the seven success factors and the four barriers are the report's (Allcock and others 2015,
*Constructive comfort: accelerating change in the NHS*, Health Foundation), in short words. The nine actions, what half
their effect costs, and which factor or barrier each touches are this course's own: nobody has priced them, and the
report has no such table. An action that touches a factor may still do so badly; what it does in the models is another
matter, and stands in ``package_scenarios``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite

from localchange.errors import CourseError

BUDGET = 100.0
"""Points to spend. *Assumed*: the money of one programme, whatever it is; every action draws on the same purse."""

LEAST = 5.0
"""An action with fewer points is too thin to touch anything. *Point*: the course's own line."""

HALF = 25.0
"""Points at which an action does half of what it could. *Assumed*, and the same for all, as nobody has priced them."""

TYPES: dict[str, str] = {
    "prod": "Prod organisations",
    "support": "Proactive support",
    "people": "People-focused",
}
"""The report's three types."""

FACTORS: dict[str, str] = {
    "leadership": "Committed, respected leadership that engages staff",
    "culture": "A culture hospitable to and supportive of change",
    "management": "Management practices that ensure execution",
    "capability": "Capabilities and skills to identify and solve problems",
    "data": "Data and analytics that measure and communicate impact",
    "resources": "Resources and support for change",
    "environment": "An enabling environment that supports and drives change",
}
"""The report's seven success factors."""

BARRIERS: dict[str, str] = {
    "recognition": "Recognition of the need to change",
    "motivation": "Motivation to change",
    "headspace": "Headspace to make it happen",
    "execution": "Capability to execute it",
}
"""The report's four areas of barriers."""


@dataclass(frozen=True, slots=True)
class Touch:
    """A factor or barrier that an action touches, in the course's own reading, with one plain reason."""

    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that a national body can do.

    Parameters
    ----------
    key, label, short
        Its name in an answer, on the page, and in a table.
    type
        One of ``TYPES``.
    does
        What the points buy, in one sentence.
    touches
        What it touches: the course's own reading.
    half
        Points at which it does half of what it could.
    """

    key: str
    label: str
    short: str
    type: str
    does: str
    touches: tuple[Touch, ...]
    half: float = HALF


_ALL = (
    Action(
        "target", "A national standard with a target", "target", "prod",
        "One measure, one level, a date, and questions for whoever is below it.",
        (
            Touch("management", "A clear measure, looked at often, is one part of managing well."),
            Touch("environment", "Everybody above and around a place asks for the same thing."),
            Touch("recognition", "A place that is below the line sees that it is."),
            Touch("motivation", "Those in charge want to be above the line."),
        ),
    ),
    Action(
        "payment", "Pay for measured results", "pay", "prod",
        "Part of a place's income rides on what is measured.",
        (
            Touch("resources", "A place that does well has more to spend."),
            Touch("environment", "Money and the wanted change point the same way."),
            Touch("motivation", "Whoever does the measured work is paid more."),
        ),
    ),
    Action(
        "inspection", "Inspect the worst, and publish", "inspection", "prod",
        "Visits to the places with the worst figures, and a report that anybody can read.",
        (
            Touch("environment", "The public and the board hear how a place is doing."),
            Touch("recognition", "Somebody from outside says what is wrong."),
        ),
    ),
    Action(
        "help", "Improvement teams to call on", "improvement teams", "support",
        "Skilled people who work beside a place for some months, when it asks.",
        (
            Touch("management", "The team shows how a change is planned, run and kept up."),
            Touch("capability", "Staff who work beside the team learn how problems are solved."),
            Touch("resources", "Hands that the place did not have."),
            Touch("execution", "What the place could not do alone it can do with help."),
        ),
    ),
    Action(
        "data", "Figures of their own, in time", "own figures", "support",
        "Each place gets its own figures soon after, drawn from data that it has already sent.",
        (
            Touch("data", "The place can see whether a change made a difference."),
            Touch("recognition", "Its own figures, beside those of others, show where it stands."),
        ),
    ),
    Action(
        "time", "Paid time and cover for change", "paid time", "support",
        "Hours of front-line staff are paid for, with somebody to stand in for them.",
        (
            Touch("resources", "Time is what change takes most of."),
            Touch("headspace", "There are hours for it that nothing else interrupts."),
        ),
    ),
    Action(
        "skills", "Improvement training for staff and leaders", "training", "people",
        "Courses and coaching in how to find a problem, try a change and lead one.",
        (
            Touch("leadership", "Those who lead learn to draw staff in."),
            Touch("capability", "More people know how to find and solve a problem."),
            Touch("execution", "Those who are to carry out the change know how."),
        ),
    ),
    Action(
        "networks", "Networks and visits between places", "networks", "people",
        "Staff see how others do it, and know whom to ring.",
        (
            Touch("culture", "A change that people like oneself have made looks less strange."),
            Touch("motivation", "People join in what their peers have joined in."),
        ),
    ),
    Action(
        "goals", "Goals agreed locally, and room to act", "local goals", "people",
        "Staff and leaders of a place agree what matters most, and may change how they work to get there.",
        (
            Touch("leadership", "Leaders have to settle the goal with their staff."),
            Touch("culture", "Trying something is allowed."),
            Touch("motivation", "People work for a goal that they have chosen."),
        ),
    ),
)  # fmt: skip

ACTIONS: dict[str, Action] = {action.key: action for action in _ALL}
"""The nine, three of each type, by key."""


@dataclass(frozen=True, slots=True)
class Touched:
    """What a package touches: for each factor and barrier the actions that do, in the order of ``ACTIONS``."""

    factors: Mapping[str, tuple[str, ...]]
    barriers: Mapping[str, tuple[str, ...]]

    @property
    def bare_factors(self) -> tuple[str, ...]:
        """Factors that nothing in the package touches."""
        return tuple(key for key, by in self.factors.items() if not by)

    @property
    def touched_factors(self) -> tuple[str, ...]:
        """The other factors."""
        return tuple(key for key, by in self.factors.items() if by)

    @property
    def bare_barriers(self) -> tuple[str, ...]:
        """Barriers that nothing in the package touches."""
        return tuple(key for key, by in self.barriers.items() if not by)

    @property
    def touched_barriers(self) -> tuple[str, ...]:
        """The other barriers."""
        return tuple(key for key, by in self.barriers.items() if by)


def checked(amounts: Mapping[str, object]) -> dict[str, float]:
    """Return the points of all nine actions, or say in one sentence what is wrong.

    Parameters
    ----------
    amounts
        Points by action; one that is not there has none. They need not use up the budget.

    Raises
    ------
    CourseError
        When there is no such action, an amount is no number of 0 or more, or they are more than the budget.
    """
    if not isinstance(amounts, Mapping):
        raise CourseError(f"A package is a list of actions and points, not {amounts!r}.")
    unknown = sorted(str(key) for key in amounts if key not in ACTIONS)
    if unknown:
        raise CourseError(f"There is no action called {', '.join(unknown)}; there are {', '.join(ACTIONS)}.")
    at = dict.fromkeys(ACTIONS, 0.0)
    for key, value in amounts.items():
        if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value) or value < 0:
            raise CourseError(
                f"The points for “{ACTIONS[key].label}” must be a number of 0 or more, not {value!r}."
            )
        at[key] = float(value)
    if sum(at.values()) > BUDGET * (1 + 1e-9):
        raise CourseError(f"The package costs {sum(at.values()):g} points, and there are {BUDGET:g}.")
    return at


def spent(amounts: Mapping[str, object]) -> dict[str, float]:
    """Give the points that a package spends on each of ``TYPES``."""
    at = checked(amounts)
    return {kind: sum(at[key] for key, action in ACTIONS.items() if action.type == kind) for kind in TYPES}


def prod_alone(amounts: Mapping[str, object]) -> dict[str, float]:
    """Give the package that costs as much and prods organisations alone.

    It keeps the package's own proportions among the three prods; where it has none, they share evenly.
    """
    at = checked(amounts)
    prods = [key for key, action in ACTIONS.items() if action.type == "prod"]
    total, own = sum(at.values()), sum(at[key] for key in prods)
    shares = {key: at[key] / own if own else 1 / len(prods) for key in prods}
    return {key: total * shares.get(key, 0.0) for key in ACTIONS}


def touches(amounts: Mapping[str, object]) -> Touched:
    """Say which factors and barriers a package touches, and which it leaves bare; in the course's own reading."""
    at = checked(amounts)
    found: dict[str, list[str]] = {what: [] for what in (*FACTORS, *BARRIERS)}
    for key, action in ACTIONS.items():
        if at[key] >= LEAST:
            for touch in action.touches:
                found[touch.what].append(key)
    by = {what: tuple(keys) for what, keys in found.items()}
    return Touched({key: by[key] for key in FACTORS}, {key: by[key] for key in BARRIERS})
