"""The diagnostic: a few questions a module, by which a learner may see which modules they can leave out.

The questions stand in ``course/NN_slug/diagnostic.toml``, in the form of ``recall.toml``; a module without that file
is asked about with its recall questions. Nothing is closed to anybody, whatever comes of it.
"""

from __future__ import annotations

import html
from pathlib import Path
from typing import TYPE_CHECKING

from localchange import course
from localchange.exercises import recall
from localchange.exercises.by_module import ByModule, Standing, ask
from localchange.exercises.question import Question
from localchange.exercises.recall import RecallQuestion

if TYPE_CHECKING:
    from localchange.exercises.page import Page

FILE = "diagnostic.toml"
PREFIX = "diagnostic"
ASKED = 3
"""How many questions each module has here."""
SURE_ENOUGH = 70
"""A module may be left out when all its answers are right and none was given with less confidence, in per cent.

Somebody who guesses among three options gets three right about once in 27 times, and rarely says that they are sure.
"""


def chosen(root: Path) -> tuple[RecallQuestion, ...]:
    """Choose the questions: :data:`ASKED` of each module after the welcome.

    Parameters
    ----------
    root
        The course folder.

    Returns
    -------
    tuple of RecallQuestion
        In the order of the modules.
    """
    found: list[RecallQuestion] = []
    for module in course.load(root).modules[1:]:
        own = recall.questions_of(root, module.slug, FILE) or recall.questions_of(root, module.slug)
        found += own[:ASKED]
    return tuple(found)


def questions(page: Page) -> list[Question]:
    """Ask them all on a page, each with a confidence and no feedback.

    A cell shows them with ``display(*diagnostic.questions(page))``.
    """
    return ask(page, chosen(course.find_course(page.folder)), PREFIX)


def result(page: Page) -> ByModule:
    """Show what came of it, once every question has an answer."""
    root = course.find_course(page.folder)
    return ByModule(page, root, chosen(root), PREFIX, "What you may leave out", advice)


def may_leave_out(standing: Standing) -> bool:
    """Whether somebody knows what a module teaches well enough, by the rule of :data:`SURE_ENOUGH`."""
    return standing.right == standing.asked and standing.least_sure >= SURE_ENOUGH


def advice(standing: Standing) -> str:
    """Say what to do about a module, as HTML."""
    if may_leave_out(standing):
        return (
            f"<strong>May be left out.</strong> All right, and never less than {SURE_ENOUGH}% sure. Its lab may still "
            "surprise you."
        )
    if standing.right == standing.asked:
        return f"<strong>Take it.</strong> All right, but at least once less than {SURE_ENOUGH}% sure: it will firm up."
    if standing.least_sure >= SURE_ENOUGH:
        return "<strong>Take it, and first.</strong> You were sure, and not always right."
    return (
        f"<strong>Take it.</strong> It is about what was missed: {html.escape(standing.missed_outcomes())}."
    )
