"""The ledger of claims: all that the learner has said of each, in every module."""

from __future__ import annotations

import html
from pathlib import Path
from typing import TYPE_CHECKING, Any

import traitlets

from localchange import course
from localchange.answers import Answer, AnswersError, read_answers
from localchange.errors import CourseError
from localchange.frontend import CourseWidget, idle

if TYPE_CHECKING:
    from localchange.exercises.page import Page


class Ledger(CourseWidget):
    """A table of claims, brought up to date when an answer of this page changes or *Refresh* is pressed."""

    part = traitlets.Unicode("ledger").tag(sync=True)
    state = traitlets.Dict().tag(sync=True)

    def __init__(self, page: Page) -> None:
        self._page = page
        super().__init__(state={})
        if not idle():
            self.show()
            page.kept.watch(self)
            self.on_msg(self._heard)

    def show(self) -> None:
        """Read all answers again."""
        self.state = {**rows(self._page), "read": self.state.get("read", 0) + 1}

    def _heard(self, _: Any, content: Any, buffers: Any) -> None:
        if isinstance(content, dict) and content.get("do") == "refresh":
            self.show()

    def as_html(self) -> str | None:
        """Give the claims as a list."""
        found = rows(self._page)
        items = "".join(f"<li>{html.escape(claim['text'])}</li>" for claim in found["claims"])
        return f"<ul>{items}</ul>"


def rows(page: Page) -> dict[str, Any]:
    """Collect the claims with what was said of each, by module; ``problem`` says what could not be read."""
    try:
        root = course.find_course(page.folder)
        plan = course.load(root)
    except CourseError as error:
        return {"claims": [], "problem": str(error)}
    said: dict[str, list[dict[str, Any]]] = {claim.id: [] for claim in plan.claims}
    problems = []
    for title, folder in places(plan, root):
        try:
            answers = _answers(page, folder)
        except AnswersError as error:
            problems.append(str(error))
            continue
        for claim_id, entries in said.items():
            answer = answers.get(f"claim_{claim_id}")
            if answer is not None and answer.kind == "claim":
                entries.append({"where": title, **answer.value})
    claims = [{"id": claim.id, "text": claim.text, "said": said[claim.id]} for claim in plan.claims]
    return {"claims": claims, "problem": " ".join(problems)}


def places(plan: course.Course, root: Path) -> list[tuple[str, Path]]:
    """List the folders that may hold answers, with what they are called, in the order of the course."""
    modules = [(module.title, root / "course" / module.slug) for module in plan.modules]
    handed_in = [
        (f"{task.title} (assignment)", root / "assignments" / task.slug) for task in plan.assignments
    ]
    return modules + handed_in


def _answers(page: Page, folder: Path) -> dict[str, Answer]:
    if folder.resolve() == page.folder.resolve():
        return page.kept.answers()
    path = folder / "answers.json"
    return read_answers(path, folder.name) if path.exists() else {}
