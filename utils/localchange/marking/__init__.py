"""From an answer to points and a reason.

Every function takes an answer as the store gives it (or ``None``: not answered) and returns a `Mark`: points
from 0 to the most that the question can earn, and a sentence that the learner can read. The functions are
pure, and whatever an answer file holds, they return a mark and never stop.

A marking cell of an assignment ends in one `Mark`::

    from localchange import marking as mark

    mark.choice(page.answer("mix"), {"b": 8, "c": 3}, of=8, reasons={"b": "Yes: the mix of units changed."})
"""

from localchange.marking.budgets import allocation
from localchange.marking.choices import choice, claim, several
from localchange.marking.forecasts import confidence, interval, interval_score, quadratic_score
from localchange.marking.goals import Goal
from localchange.marking.mark import MIME_TYPE, Mark, total, unmarkable
from localchange.marking.networks import network
from localchange.marking.numbers import number
from localchange.marking.orders import kendall_distance, ranking, worth
from localchange.marking.runs import Runs
from localchange.marking.settings import setting

__all__ = [
    "MIME_TYPE",
    "Goal",
    "Mark",
    "Runs",
    "allocation",
    "choice",
    "claim",
    "confidence",
    "interval",
    "interval_score",
    "kendall_distance",
    "network",
    "number",
    "quadratic_score",
    "ranking",
    "setting",
    "several",
    "total",
    "unmarkable",
    "worth",
]
