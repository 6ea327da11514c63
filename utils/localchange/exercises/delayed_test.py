"""The delayed test: questions of all modules mixed, four weeks after the course.

Asked are two of each module's recall questions, those that the warm-ups asked least and longest ago, and one on a
case that the course has not shown, from ``course/NN_slug/transfer.toml`` where there is that file (in the form of
``recall.toml``).
"""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ipywidgets

from localchange import course
from localchange.answers import Answer, AnswersError, read_answers
from localchange.exercises import recall
from localchange.exercises.by_module import ByModule, Standing, ask
from localchange.exercises.question import Question
from localchange.exercises.recall import RecallQuestion

if TYPE_CHECKING:
    from localchange.exercises.page import Page

FILE = "transfer.toml"
PREFIX = "delayed"
ASKED = 2
"""How many recall questions of each module are asked."""
WAIT = timedelta(weeks=4)
WEEKS_AGO = "delayed_weeks"
"""Key of the question that is asked where no answers tell when the course was finished."""


def chosen(root: Path) -> tuple[RecallQuestion, ...]:
    """Choose the questions, of every module after the welcome.

    Parameters
    ----------
    root
        The course folder.

    Returns
    -------
    tuple of RecallQuestion
        Mixed: first one of each module, then the next of each, then the cases; the same ones each time.
    """
    modules = course.load(root).modules
    warmed = Counter(one.asked_as for module in modules for one in recall.chosen(root, module.slug))
    rounds: list[list[RecallQuestion]] = [[] for _ in range(ASKED + 1)]
    for module in modules[1:]:
        own = recall.questions_of(root, module.slug)
        least = sorted(own, key=lambda one: (warmed[one.asked_as], own.index(one)))
        for place, one in enumerate(least[:ASKED]):
            rounds[place].append(one)
        rounds[ASKED] += recall.questions_of(root, module.slug, FILE)[:1]
    return tuple(one for each in rounds for one in each)


def when(page: Page) -> list[Any]:
    """Show when the test is due, and ask how long ago the course was finished where no answers tell."""
    shown: list[Any] = [Due(page)]
    if finished(course.find_course(page.folder)) is None:
        prompt = "How many weeks ago did you finish the course?"
        shown.append(page.number(WEEKS_AGO, prompt, "weeks", low=0, high=500, step=1))
    return shown


def questions(page: Page) -> list[Question]:
    """Ask them all on a page, each with a confidence and no feedback."""
    return ask(page, chosen(course.find_course(page.folder)), PREFIX)


def result(page: Page) -> ByModule:
    """Show what came of it by module, once every question has an answer."""
    root = course.find_course(page.folder)
    return ByModule(page, root, chosen(root), PREFIX, "What has lasted", advice)


def advice(standing: Standing) -> str:
    """Say what to read again, as HTML."""
    if standing.right == standing.asked:
        return "<strong>It has lasted.</strong> Nothing to read again."
    return f"<strong>Read again:</strong> {standing.read_again()}"


def finished(root: Path) -> date | None:
    """Find the day on which somebody finished the course: that of the newest answer in its last module.

    Parameters
    ----------
    root
        The course folder.

    Returns
    -------
    date or None
        None where the last module has no answers that can be read.
    """
    last = course.load(root).modules[-1].slug
    path = root / "course" / last / "answers.json"
    try:
        answers = read_answers(path, last) if path.exists() else {}
    except AnswersError:
        return None
    days = [_day(answer) for answer in answers.values()]
    return max(days, default=None)


def due(finished_on: date | None, today: date) -> str:
    """Say when the test is due, in words.

    Parameters
    ----------
    finished_on
        The day on which the course was finished, or None when nobody knows.
    today
        The day on which it is said.

    Returns
    -------
    str
        One or two sentences.
    """
    if finished_on is None:
        return (
            "There are no answers of the last module here, so this page does not know when you finished. Say it "
            "below. You may take the test at any time."
        )
    on = finished_on + WAIT
    said = f"You finished on {_in_words(finished_on)}. The test is due on {_in_words(on)}, four weeks later"
    if today < on:
        days = (on - today).days
        return f"{said}: in {days} {'day' if days == 1 else 'days'}. You may take it now; it tells most when it is due."
    return f"{said}. It is time."


class Due(ipywidgets.HTML):
    """When the test is due, brought up to date when the learner says how long ago they finished."""

    def __init__(self, page: Page) -> None:
        self._page = page
        super().__init__()
        self.show()
        page.kept.watch(self)

    def show(self) -> None:
        """Read again when the course was finished."""
        today = datetime.now().astimezone().date()
        on = finished(course.find_course(self._page.folder))
        told = self._page.answer(WEEKS_AGO)
        if on is None and told is not None and told.kind == "number":
            on = _day(told) - timedelta(weeks=float(told.value["number"]))
        self.value = f"<p>{due(on, today)}</p>"


def _day(answer: Answer) -> date:
    return answer.saved.astimezone().date()


def _in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
