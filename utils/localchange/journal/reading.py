"""Reading every file of answers of one learner, with what the pages asked."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import reads_json

from localchange import course
from localchange.alignment.asked import Asked, asked_in
from localchange.answers import Answer, AnswersError, read_answers
from localchange.errors import CourseError
from localchange.exercises.ledger import places

ANSWERS = "answers.json"


@dataclass(frozen=True)
class Chapter:
    """A module or an assignment, as one learner has worked it.

    Attributes
    ----------
    title
        What it is called.
    folder
        Where its pages and its answers lie.
    assessed
        Whether it is an assignment.
    answers
        What the learner has answered, by key.
    asked
        What its pages ask, by key; a claim by its key and stage.
    judged
        Right answers by the key of the question, in groups: those of a group are told together, once all are answered.
    evidence
        The text of its cells on the evidence, by id of the cell.
    problem
        What could not be read; the file is left as it is.
    """

    title: str
    folder: Path
    assessed: bool
    answers: Mapping[str, Answer] = field(default_factory=dict)
    asked: Mapping[str, Asked] = field(default_factory=dict)
    judged: tuple[Mapping[str, str], ...] = ()
    evidence: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""

    @property
    def slug(self) -> str:
        """Name of the module or of the assignment."""
        return self.folder.name


def chapters(root: Path) -> tuple[Chapter, ...]:
    """Read all that a learner has answered, and what the pages asked.

    Parameters
    ----------
    root
        The course folder, with the learner's answers in it.

    Returns
    -------
    tuple of Chapter
        The modules, then the assignments. One whose answers or pages cannot be read says so, and costs the others
        nothing.
    """
    plan = course.load(root)
    return tuple(_chapter(root, title, folder) for title, folder in places(plan, root))


def started(all_chapters: tuple[Chapter, ...]) -> list[Chapter]:
    """Give those in which there is an answer."""
    return [chapter for chapter in all_chapters if chapter.answers]


def _chapter(root: Path, title: str, folder: Path) -> Chapter:
    assessed = folder.parent.name == "assignments"
    problems = []
    answers: Mapping[str, Answer] = {}
    path = folder / ANSWERS
    try:
        answers = read_answers(path, folder.name) if path.exists() else {}
    except AnswersError as problem:
        problems.append(f"{problem} It is left as it is.")
    asked: dict[str, Asked] = {}
    judged: list[Mapping[str, str]] = []
    evidence: dict[str, str] = {}
    for page in sorted(folder.glob("*.ipynb"), key=lambda found: found.stem != folder.name):
        try:
            found = page.stat()
            questions, together, texts = _page(page, root, (found.st_mtime_ns, found.st_size))
        except (
            OSError,
            ValueError,
            SyntaxError,
            TypeError,
            LookupError,
            AttributeError,
            CourseError,
        ) as problem:
            problems.append(f"What {page.name} asks could not be read ({type(problem).__name__}).")
            continue
        asked |= {each.key if each.stage is None else f"{each.key} {each.stage}": each for each in questions}
        judged += together
        evidence |= texts
    judged += _told_of_others(asked)
    return Chapter(title, folder, assessed, answers, asked, tuple(judged), evidence, " ".join(problems))


@lru_cache(maxsize=64)
def _page(
    page: Path, root: Path, stamp: tuple[int, int]
) -> tuple[tuple[Asked, ...], tuple[Mapping[str, str], ...], Mapping[str, str]]:
    """Read what a page asks, tells together and says of the evidence; once for each state of its file."""
    cells = reads_json(
        page.read_text(encoding="utf-8")
    ).cells  # not held to the schema: that takes a second for all
    texts = {
        each.id: each.source
        for each in cells
        if each.cell_type == "markdown" and each.get("id", "").startswith("evidence")
    }
    return tuple(asked_in(cells, root)), tuple(_told_together(cells)), texts


def _told_together(cells: list[NotebookNode]) -> Iterator[Mapping[str, str]]:
    """Find what a page sets beside a confidence: ``page.calibration({"key": "right option"})``."""
    for cell in cells:
        if cell.cell_type != "code" or "page.calibration(" not in cell.source:
            continue
        for call in ast.walk(ast.parse(cell.source)):
            if not isinstance(call, ast.Call) or not call.args or not isinstance(call.func, ast.Attribute):
                continue
            if call.func.attr == "calibration" and isinstance(call.args[0], ast.Dict):
                truths = ast.literal_eval(call.args[0])
                yield {str(key): str(right) for key, right in truths.items()}


def _told_of_others(asked: Mapping[str, Asked]) -> Iterator[Mapping[str, str]]:
    """Find the questions of other modules that are asked with a confidence and told together: a test, a diagnostic."""
    for kind in ("diagnostic", "delayed"):
        found = {
            key: str(each.practice["right"])
            for key, each in asked.items()
            if each.borrowed and each.sure and each.practice and key.startswith(f"{kind}_")
        }
        if found:
            yield found
