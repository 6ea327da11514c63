"""The page that a learner gets back: what was asked, what they answered, marks, reasons and comments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import jinja2
from nbconvert.exporters import Exporter
from nbformat import NotebookNode
from nbgrader.utils import is_grade
from traitlets import default

from localchange.answers import Answer
from localchange.course import load
from localchange.errors import CourseError
from localchange.grading.prompts import Prompt, prompts_in
from localchange.grading.rebuild import problem_of
from localchange.grading.scores import mark_in
from localchange.grading.submission import look_at
from localchange.grading.words import in_words


@dataclass(frozen=True)
class Part:
    """One part of the page: a question, or a criterion on which a text was marked.

    Parameters
    ----------
    heading
        The heading of the notebook that it stands under.
    title
        What was asked.
    answer
        What was answered, in words; empty for a criterion.
    points, of
        Marks; both ``None`` for a question that earns none by itself.
    reasons
        Why, a line each.
    comment
        What the marker wrote.
    waiting
        Whether a person still has to look.
    """

    heading: str
    title: str
    answer: str
    points: float | None = None
    of: float | None = None
    reasons: tuple[str, ...] = ()
    comment: str = ""
    waiting: bool = False


class FeedbackPage(Exporter):
    """Write a marked notebook as a page of feedback, with no code, no hidden test and no key in it.

    Nothing is taken over from the notebook but what is named here, and all of it is escaped.
    """

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".html"

    def from_notebook_node(  # type: ignore[override]  # nbconvert
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """Give the page and the resources."""
        marked, resources = super().from_notebook_node(nb, resources, **kw)
        about = resources["nbgrader"]
        folder = Path(resources["metadata"]["path"])
        problem = problem_of(marked)
        answers = {} if problem else look_at(folder, about["assignment"]).answers
        parts = parts_of(marked, answers, _claims(folder))
        page = _template().render(
            learner=about["student"],
            title=_title(marked) or about["assignment"],
            problem=problem,
            score=about["score"],
            most=about["max_score"],
            late=about["late_penalty"],
            groups=[(name, list(group)) for name, group in groupby(parts, key=lambda part: part.heading)],
            waiting=sum(part.waiting for part in parts),
        )
        return page, resources


def parts_of(marked: NotebookNode, answers: Mapping[str, Answer], claims: Mapping[str, str]) -> list[Part]:
    """Take from a marked notebook what the learner may see.

    Parameters
    ----------
    marked
        The notebook, after `GetStanding`.
    answers
        The answers by question.
    claims
        What each claim of the ledger says, by its question.

    Returns
    -------
    list of Part
        In the order of the notebook.
    """
    parts: list[Part] = []
    heading = ""
    for cell in marked.cells:
        if cell.cell_type == "markdown" and not is_grade(cell):
            heading = _last_heading(cell.source) or heading
        elif cell.cell_type == "code":
            parts += _question(cell, answers, claims, heading)
        elif is_grade(cell):
            parts.append(_criterion(cell, heading))
    return parts


def _question(
    cell: NotebookNode, answers: Mapping[str, Answer], claims: Mapping[str, str], heading: str
) -> list[Part]:
    prompts = [
        replace(prompt, text=claims.get(prompt.key) or prompt.text or prompt.key.replace("_", " "))
        for prompt in prompts_in(cell.source)
    ]
    if not is_grade(cell):
        return [
            Part(heading, prompt.text, in_words(answers.get(prompt.key), prompt.labels)) for prompt in prompts
        ]
    about = cell.metadata["nbgrader"]
    # A test of code asks nothing by itself: its first line says in words what it holds the code to.
    prompt = (
        prompts[0] if prompts else Prompt(about["grade_id"], _first_comment(cell.source) or about["grade_id"])
    )
    mark = mark_in(cell)
    return [
        Part(
            heading,
            title=prompt.text,
            answer=in_words(answers.get(prompt.key), prompt.labels) if prompts else "",
            points=about["score"],
            of=about["points"],
            reasons=tuple(mark.reason.splitlines()) if mark and not about["by_person"] else (),
            comment="These marks were given by a person." if about["by_person"] else "",
            waiting=about["waiting"],
        )
    ]


def _criterion(cell: NotebookNode, heading: str) -> Part:
    about = cell.metadata["nbgrader"]
    title = cell.metadata.get("localchange", {}).get("criterion") or about["grade_id"]
    return Part(
        heading,
        title=str(title),
        answer="",
        points=about["score"],
        of=about["points"],
        comment=about.get("comment") or "",
        waiting=about["waiting"],
    )


def _claims(folder: Path) -> dict[str, str]:
    try:
        return {f"claim_{claim.id}": f"Claim: {claim.text}" for claim in load(folder).claims}
    except CourseError:  # a page without the wording of a claim is better than none
        return {}


def _title(marked: NotebookNode) -> str:
    for cell in marked.cells:
        if cell.cell_type == "markdown":
            for line in cell.source.splitlines():
                if line.startswith("# "):
                    return str(line[2:]).strip()
    return ""


def _first_comment(source: str) -> str:
    first = source.lstrip().partition("\n")[0]
    return first.lstrip("#").strip() if first.startswith("#") else ""


def _last_heading(source: str) -> str:
    headings = [line.lstrip("#").strip() for line in source.splitlines() if line.startswith("#")]
    return headings[-1] if headings else ""


@cache
def _template() -> jinja2.Template:
    loader = jinja2.FileSystemLoader(Path(__file__).parent)
    environment = jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters["marks"] = lambda value: f"{float(value or 0):g}"
    return environment.get_template("feedback.html.j2")
