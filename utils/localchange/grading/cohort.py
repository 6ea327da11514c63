"""Marking everything that was handed in for an assignment."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from localchange.errors import CourseError
from localchange.grading.course_folder import SUBMITTED, source_of
from localchange.grading.learner_names import can_be_shown
from localchange.grading.outcome import Outcome
from localchange.grading.running.cohort_run import CohortRun, How

CLOSE = 0.6


@dataclass(frozen=True)
class HandedIn:
    """What lies in ``submitted/`` for an assignment.

    Parameters
    ----------
    learners
        Those with a folder for it.
    misnamed
        Those with a folder whose name is only close to it.
    unfit
        Those whose own name would do something on a page or a terminal that shows it; nothing of theirs is marked.
    """

    learners: tuple[str, ...]
    misnamed: dict[str, str]
    unfit: tuple[str, ...] = ()

    def __len__(self) -> int:
        """Count all of them."""
        return len(self.learners) + len(self.misnamed) + len(self.unfit)


def handed_in(root: Path, slug: str) -> HandedIn:
    """Look through ``submitted/`` for an assignment.

    Parameters
    ----------
    root
        The folder of the course.
    slug
        The assignment.

    Returns
    -------
    HandedIn
        Whose work is there, and whose has the wrong name.
    """
    source_of(root, slug)
    folder = root / SUBMITTED
    people = sorted(path for path in _subfolders(folder))
    there = [path.name for path in people if (path / slug).exists() or (path / slug).is_symlink()]
    learners = tuple(name for name in there if can_be_shown(name))
    unfit = tuple(name for name in there if not can_be_shown(name))
    misnamed: dict[str, str] = {}
    known = {path.parent.name for path in (root / "solutions").glob("*/*.ipynb")}
    for person in people:
        others = [path.name for path in person.iterdir() if path.name not in known] if person.is_dir() else []
        close = difflib.get_close_matches(slug, others, n=1, cutoff=CLOSE)
        if person.name not in there and close:
            misnamed[person.name] = close[0]
    if not there and not misnamed:
        raise CourseError(
            f"Nothing was handed in for {slug}: {folder} holds no folder LEARNER/{slug}; "
            "“localchange collect FOLDER” puts hand-in zips there."
        )
    return HandedIn(learners, misnamed, unfit)


def grade(root: Path, slug: str, found: HandedIn, how: How | None = None) -> Iterator[Outcome]:
    """Mark submissions.

    Parameters
    ----------
    root
        The folder of the course.
    slug
        The assignment.
    found
        What lies in ``submitted/``.
    how
        How to mark it.

    Yields
    ------
    Outcome
        One for each learner, as soon as it is there, in the order in which they are done. One that goes wrong never
        stops the others.
    """
    run = CohortRun(root, slug, how or How())
    yield from run.outcomes(found.learners)
    for learner, name in found.misnamed.items():
        problem = f"The folder is called {name!r}: rename it to {slug!r} and mark again."
        yield Outcome(learner, None, run.most, problem=problem)
    for learner in found.unfit:
        problem = (
            "The learner's name holds letters that do something on a page or a terminal that shows it: rename the "
            f"folder in {SUBMITTED}/ and mark again."
        )
        # half a letter could not even be printed
        yield Outcome(learner.encode("utf-8", "replace").decode(), None, run.most, problem=problem)


def _subfolders(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from (path for path in folder.iterdir() if not path.name.startswith(".") and path.is_dir())
