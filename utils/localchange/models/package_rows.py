"""What the models of the earlier modules say of a package: eleven rows, each from one model, in its own unit."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that one model says.

    Parameters
    ----------
    key, label, unit
        Its name, and how it is written.
    module
        Slug of the module whose model it is.
    run
        The model's name in ``package_runs.GRIDS``, or "waiting".
    better
        "more" or "less": which way is better for those served, or for those who serve.
    sentence
        What it is, in one sentence.
    knows
        The actions that the model knows anything of.
    low, high
        The ends of the scale on which it is drawn.
    """

    key: str
    label: str
    unit: str
    module: str
    run: str
    better: str
    sentence: str
    knows: tuple[str, ...]
    low: float
    high: float


_WEEK = ("target", "payment", "inspection", "data", "time", "skills", "networks", "goals")
_LIST = ("target", "data", "time", "skills", "goals")

_SPREAD = ("target", "time", "networks", "goals")

_ROWS = (
    Row(
        "hours", "National work", "hours a week", "01_two_views", "week", "less",
        "Hours a week of one front-line manager on what national bodies ask for.", _WEEK, 0, 12,
    ),
    Row(
        "project", "Local project done", "week", "01_two_views", "week", "less",
        "The week of the year in which that manager's own change project is finished; 52 is not within the year.",
        _WEEK, 0, 52,
    ),
    Row(
        "gone", "Really gone in four hours", "% of patients", "03_targets", "department", "more",
        "Patients who have really left an emergency department within four hours.", ("target", "inspection", "time"),
        80, 95,
    ),
    Row(
        "urgent", "Urgent patients wait", "minutes", "03_targets", "department", "less",
        "How long urgent patients wait for a clinician in the same department.", ("target", "inspection", "time"), 0, 5,
    ),
    Row(
        "care", "All care", "points", "04_incentives_regulation", "paying", "more",
        "Change in how much of all care is done as it should be, in percentage points, mean of six years.",
        ("payment", "inspection"), -3, 6,
    ),
    Row(
        "unpaid", "Work not measured", "points", "04_incentives_regulation", "paying", "more",
        "The same for the work that nobody measures, in the last of those years.", ("payment", "inspection"), -8, 2,
    ),
    Row(
        "harm", "Harm", "in 10,000 people", "04_incentives_regulation", "inspecting", "less",
        "Change in true harm for 10,000 people served by all providers; below 0 there is less.",
        ("inspection", "help"), -3, 2,
    ),
    Row(
        "longest", "Longest wait", "weeks", "05_complex_systems", "waiting", "less",
        "The longest true wait on a waiting list after referrals rise by 15%; 18 weeks are promised.", _LIST, 17, 24,
    ),
    Row(
        "missed", "Off the promise", "weeks", "05_complex_systems", "waiting", "less",
        "By how much the true wait misses the promise on average, above or below: staff who are short, or idle.",
        _LIST, 0, 13,
    ),
    Row(
        "radical", "A radical change lasts", "% of people", "06_relationships", "spreading", "more",
        "People who do it of their own accord two years after the push, where it takes two or three colleagues.",
        _SPREAD, 0, 100,
    ),
    Row(
        "modest", "A modest change lasts", "% of people", "06_relationships", "spreading", "more",
        "The same for a change of which one colleague is enough to persuade most.", _SPREAD, 0, 100,
    ),
)  # fmt: skip

ROWS: dict[str, Row] = {row.key: row for row in _ROWS}
"""What the models say, in the order of the modules."""
