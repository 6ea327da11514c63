"""Marking one submission through nbgrader's own converter."""

from __future__ import annotations

import glob
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde
from nbgrader.utils import parse_utc
from traitlets.config import Config

from localchange.errors import CourseError
from localchange.grading.converting import run
from localchange.grading.course_folder import AUTOGRADED, RELEASE, SUBMITTED, course_directory, settings_of
from localchange.grading.outcome import Outcome
from localchange.grading.prompts import questions_of
from localchange.grading.rebuild import TIMESTAMP
from localchange.grading.settled import Settled
from localchange.grading.submission import ANSWERS, Submission, look_at


def mark_submission(root: Path, slug: str, learner: str) -> Outcome:
    """Mark what one learner handed in, and write it into the gradebook and ``autograded/``.

    Whatever is wrong with the submission, this gives an outcome: what cannot be marked goes to a person.

    Parameters
    ----------
    root
        The folder of the course; the assignment is registered in its gradebook.
    slug
        The assignment.
    learner
        The name of a folder under ``submitted/``.

    Returns
    -------
    Outcome
        Marks, what waits for a person, what went wrong.
    """
    released = nbformat.read(root / RELEASE / slug / f"{slug}.ipynb", as_version=4)
    submission = look_at(root / SUBMITTED / learner / slug, slug, questions_of(released))
    config = settings_of(root)
    database = course_directory(config, slug).db_url
    settled = Settled.before(root / AUTOGRADED / learner / slug / f"{slug}.ipynb", database, slug, learner)
    try:
        with _clean_copy(root, slug, learner, submission) as folder:
            _autograde(config, slug, learner, folder, submission.problem)
    except CourseError as error:
        return outcome_of(database, slug, learner, submission, problem=str(error))
    settled.restore(root / AUTOGRADED / learner / slug / f"{slug}.ipynb", database)
    return outcome_of(database, slug, learner, submission)


def outcome_of(
    database: str, slug: str, learner: str, submission: Submission, problem: str | None = None
) -> Outcome:
    """Read back from the gradebook how a submission stands.

    Parameters
    ----------
    database
        The address of the gradebook.
    slug
        The assignment.
    learner
        The learner.
    submission
        What was handed in.
    problem
        What went wrong while marking, if anything did.

    Returns
    -------
    Outcome
        As the gradebook has it.
    """
    with Gradebook(database) as gradebook:
        most = gradebook.find_assignment(slug).max_score
        problem = submission.problem or problem
        if problem is not None:
            return Outcome(learner, None, most, (), submission.notes, problem)
        found = gradebook.find_submission(slug, learner)
        waiting = [
            grade.name
            for notebook in found.notebooks
            for grade in notebook.grades
            if grade.needs_manual_grade
        ]
        return Outcome(learner, round(found.score, 2), most, tuple(sorted(waiting)), submission.notes)


def _autograde(config: Config, slug: str, learner: str, folder: Path, problem: str | None) -> None:
    own = Config(config)
    own.CourseDirectory.submitted_directory = folder.name
    if problem is not None:
        own.RebuildFromRelease.problem = problem
        own.Execute.enabled = False  # nothing to run over
    coursedir = course_directory(own, slug, glob.escape(learner))
    run(Autograde(coursedir=coursedir, config=own, force=True), f"Marking {learner}")


@contextmanager
def _clean_copy(root: Path, slug: str, learner: str, submission: Submission) -> Iterator[Path]:
    """Lay out a submission of our own making: the released notebook and the answers, nothing else."""
    with tempfile.TemporaryDirectory(prefix=".marking-", dir=root) as name:
        folder = Path(name) / learner / slug
        folder.mkdir(parents=True)
        shutil.copyfile(root / RELEASE / slug / f"{slug}.ipynb", folder / f"{slug}.ipynb")
        handed_in = root / SUBMITTED / learner / slug
        if submission.problem is None:
            shutil.copyfile(handed_in / ANSWERS, folder / ANSWERS, follow_symlinks=False)
        stamp = handed_in / TIMESTAMP
        if _is_time(stamp):
            shutil.copyfile(stamp, folder / TIMESTAMP)
        yield Path(name)


def _is_time(stamp: Path) -> bool:
    """Tell whether a file holds a time that nbgrader can read; it stops at any other."""
    if stamp.is_symlink() or not stamp.is_file() or stamp.stat().st_size > 100:
        return False
    try:
        return parse_utc(stamp.read_text(encoding="utf-8").strip()) is not None
    except (ValueError, OverflowError):
        return False
