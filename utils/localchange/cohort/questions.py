"""What the pages ask that can be pooled: predictions, choices, settings, and the two games."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbformat.v4 import reads_json

from localchange.alignment.asked import Asked
from localchange.answers import Answer
from localchange.course import ANALYST
from localchange.grading.prompts import prompts_in
from localchange.journal.reading import Chapter, chapters

POSITIONS = {"triage": ("week", "answer"), "waiting_list": ("answer", "service", "months")}
"""What the labs are given after the page, where it is not given by name."""


@dataclass(frozen=True)
class Page:
    """A module or an assignment, and what it asks.

    Attributes
    ----------
    title
        What it is called.
    slug, folder
        ``03_targets``; ``course/03_targets`` or ``assignments/03_targets``.
    assessed
        Whether it is an assignment.
    asked
        Its questions by key, in order.
    right
        Right options of statements that a course page tells the truth of, by key.
    labels
        What the handles of a setting are called, by key of the question.
    weeks, services
        Keys under which orders of a week of jobs, and years on a waiting list, are kept; and of which week or service.
    """

    title: str
    slug: str
    folder: str
    assessed: bool
    asked: Mapping[str, Asked]
    right: Mapping[str, str]
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    weeks: Mapping[str, str] = field(default_factory=dict)
    services: Mapping[str, str] = field(default_factory=dict)

    def fits(self, answers: Mapping[str, Answer]) -> int:
        """Count the answers to questions of this page, of the kind that it asks: a module and its assignment differ."""
        kinds = {each.key: each.kind for each in self.asked.values()}
        kinds |= dict.fromkeys(self.weeks, "ranking") | dict.fromkeys(
            [*self.services, *self.labels], "setting"
        )
        return sum(
            kinds.get(key) == answer.kind for key, answer in answers.items() if not key.startswith("claim_")
        )


def pages_of(root: Path) -> tuple[Page, ...]:
    """Read what the pages of a course ask; analysts' assignments are none of them.

    Parameters
    ----------
    root
        The course folder.
    """
    return tuple(_page(root, chapter) for chapter in chapters(root) if not chapter.slug.endswith(ANALYST))


def _page(root: Path, chapter: Chapter) -> Page:
    right = {key: truth for group in chapter.judged for key, truth in group.items()}
    if not chapter.assessed:
        for key, asked in chapter.asked.items():
            found = (asked.practice or {}).get("right")
            if asked.kind == "choice" and isinstance(found, str):
                right.setdefault(key, found)
    labels, weeks, services = {}, {}, {}
    for source in _sources(chapter.folder):
        for prompt in prompts_in(source):
            if prompt.labels:
                labels[prompt.key] = prompt.labels
        for name, given in _labs(source):
            if name == "triage":
                week = str(given.get("week", "ward"))
                weeks[str(given.get("answer", f"triage_{week}"))] = week
            elif name == "waiting_list" and "months" not in given:
                services[str(given.get("answer", "waiting_list"))] = str(given.get("service", "hospital"))
    settings = {
        key: found
        for key, found in labels.items()
        if key not in chapter.asked and key not in weeks | services
    }
    return Page(
        chapter.title,
        chapter.slug,
        chapter.folder.relative_to(root).as_posix(),
        chapter.assessed,
        {each.key: each for each in chapter.asked.values()},
        right,
        settings,
        weeks,
        services,
    )


def _sources(folder: Path) -> Iterator[str]:
    for path in sorted(folder.glob("*.ipynb")):
        cells = reads_json(path.read_text(encoding="utf-8")).cells
        yield from (cell.source for cell in cells if cell.cell_type == "code")


def _labs(source: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for call in ast.walk(ast.parse(source)):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute):
            named = zip(POSITIONS.get(call.func.attr, ()), call.args[1:], strict=False)
            words = [*named, *((word.arg, word.value) for word in call.keywords)]
            yield (
                call.func.attr,
                {name: node.value for name, node in words if name and isinstance(node, ast.Constant)},
            )
