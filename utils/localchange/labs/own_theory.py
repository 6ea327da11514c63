"""The learner's own theory of change, as they drew it in module 2."""

from __future__ import annotations

from typing import TYPE_CHECKING

from localchange import course
from localchange.answers import read_answers
from localchange.errors import CourseError
from localchange.frontend import idle
from localchange.models.theory_of_change import Theory

if TYPE_CHECKING:
    from localchange.exercises import Page

WRITTEN_IN = "02_theory_of_change"
PLACES = (("course", "own_theory"), ("assignments", "theory"))
"""Where it may lie, and under which key, the first first."""


def own_theory(page: Page) -> Theory | None:
    """Find the theory of change that the learner drew in module 2.

    It is read and nothing is saved: of their own policy first, else the one of the assignment.

    Returns
    -------
    Theory or None
        ``None`` where there is none, where it cannot be read, and while nbgrader runs the page.
    """
    if idle():
        return None
    try:
        root = course.find_course(page.folder)
    except CourseError:
        return None
    for folder, key in PLACES:
        path = root / folder / WRITTEN_IN / "answers.json"
        try:
            answer = read_answers(path, WRITTEN_IN).get(key) if path.exists() else None
            theory = (
                Theory.from_json(answer.value) if answer is not None and answer.kind == "theory" else None
            )
        except CourseError:
            continue
        if theory is not None and theory.steps:
            return theory
    return None
