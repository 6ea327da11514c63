"""From the gradebook back to the learners: a page for each."""

from __future__ import annotations

import glob
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import GenerateFeedback

from localchange.errors import CourseError
from localchange.grading.converting import run
from localchange.grading.course_folder import AUTOGRADED, FEEDBACK, course_directory, settings_of, source_of


@dataclass(frozen=True)
class Written:
    """The page of one learner.

    Parameters
    ----------
    learner
        The learner.
    page
        Where it is, from the folder of the course; empty when it could not be written.
    waiting
        How many parts a person still has to mark.
    problem
        Why it could not be written; ``None`` when it was.
    """

    learner: str
    page: str
    waiting: int = 0
    problem: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Give it as plain values, for ``--json``."""
        return asdict(self)


class Feedback(GenerateFeedback):
    """nbgrader's own step, which writes the page and takes no other file along."""

    def init_assignment(self, assignment_id: str, student_id: str) -> None:
        """Copy nothing: the page is all that a learner gets."""


def marked_learners(root: Path, slug: str) -> list[str]:
    """List the learners whose work has been marked.

    Parameters
    ----------
    root
        The folder of the course.
    slug
        The assignment.

    Returns
    -------
    list of str
        Their ids, in order.
    """
    source_of(root, slug)
    found = sorted(path.parent.parent.name for path in (root / AUTOGRADED).glob(f"*/{slug}/{slug}.ipynb"))
    if not found:
        raise CourseError(f"Nothing has been marked for {slug} yet: run “localchange grade {slug}” first.")
    return found


def write_feedback(root: Path, slug: str, learners: list[str]) -> Iterator[Written]:
    """Write the pages.

    Parameters
    ----------
    root
        The folder of the course.
    slug
        The assignment.
    learners
        Whose page to write.

    Yields
    ------
    Written
        One for each learner; one that fails never stops the others.
    """
    config = settings_of(root)
    database = course_directory(config, slug).db_url
    for learner in learners:
        page = Path(FEEDBACK) / learner / slug / f"{slug}.html"
        coursedir = course_directory(config, slug, glob.escape(learner))
        try:
            run(Feedback(coursedir=coursedir, config=config, force=True), f"Writing the page for {learner}")
            yield Written(learner, page.as_posix(), waiting=_waiting(database, slug, learner))
        except (CourseError, MissingEntry) as error:
            yield Written(learner, "", problem=str(error))


def _waiting(database: str, slug: str, learner: str) -> int:
    with Gradebook(database) as gradebook:
        notebooks = gradebook.find_submission(slug, learner).notebooks
        return sum(grade.needs_manual_grade for notebook in notebooks for grade in notebook.grades)
