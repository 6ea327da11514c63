"""Marking a cohort: what is unchanged is left alone, the rest goes to processes, and one process writes."""

from __future__ import annotations

import hashlib
import os
import random
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
from sqlalchemy.exc import SQLAlchemyError
from traitlets.config import Config

from localchange.course import ANALYST
from localchange.errors import CourseError
from localchange.grading.course_folder import (
    AUTOGRADED,
    SOURCE,
    SUBMITTED,
    course_directory,
    settings_of,
)
from localchange.grading.digest import digest_of_assignment, digest_of_submission
from localchange.grading.laying_out import lay_out
from localchange.grading.marked import Marked
from localchange.grading.notebook_file import files_beside
from localchange.grading.outcome import Outcome
from localchange.grading.rebuild import TIMESTAMP
from localchange.grading.records.opening import open_gradebook
from localchange.grading.records.reading import how_all_stand
from localchange.grading.records.saving import Saving
from localchange.grading.release import register
from localchange.grading.running.core_work import core_work, timestamp_in
from localchange.grading.running.scratch import scratch_folder
from localchange.grading.running.unmarked import unmarked
from localchange.grading.running.workers import Lost, Workers
from localchange.grading.template import template_of

if TYPE_CHECKING:
    from localchange.grading.running.cluster import Cluster

MOST_SECONDS = 300.0
"""The longest that one submission may take, its second try apart."""
MANY = 50
"""From so many submissions on, machine code for the models saves more time than it takes to get ready."""
TRIES = 3
"""How often to try to write a submission that another marker may be writing too."""


@dataclass(frozen=True)
class How:
    """How a cohort is marked.

    Parameters
    ----------
    jobs
        How many processes mark; by default one for each core.
    again
        Whether to mark also what has not changed since it was marked.
    isolated
        Whether submitted code must run in a sandbox.
    scheduler
        The address of a Dask scheduler whose workers mark analyst notebooks; by default this computer does.
    gradebook
        The address of the gradebook, if it is not the one in the settings of the course.
    """

    jobs: int | None = None
    again: bool = False
    isolated: bool = True
    scheduler: str | None = None
    gradebook: str | None = None


class CohortRun:
    """One run over an assignment.

    Parameters
    ----------
    root
        The folder of the course.
    slug
        The assignment.
    how
        How it is marked.
    """

    def __init__(self, root: Path, slug: str, how: How) -> None:
        self.root, self.slug, self.how = root, slug, how
        self.config: Config = settings_of(root, how.gradebook)
        self.coursedir = course_directory(self.config, slug)
        self._analyst = slug.endswith(ANALYST)
        if how.scheduler and not self._analyst:
            raise CourseError(
                f"{slug} holds no submitted code and is marked here in no time: leave --scheduler out."
            )
        self._beside = files_beside(root / SOURCE / slug)
        self._mode = 0o664 if self.coursedir.groupshared else 0o444

    def outcomes(self, learners: Iterable[str]) -> Iterator[Outcome]:
        """Mark what learners handed in.

        Parameters
        ----------
        learners
            Names of folders under ``submitted/``.

        Yields
        ------
        Outcome
            One for each, as soon as it is in the gradebook; first those that are unchanged.
        """
        address, course = self.coursedir.db_url, self.coursedir.course_id
        with scratch_folder(self.root) as work, open_gradebook(address, course) as gradebook:
            self._register()
            self.template: str = nbformat.writes(template_of(self.config, self.slug))
            self._saving = Saving(gradebook, self.config, self.slug)
            self._assignment = digest_of_assignment(self.root, self.slug)
            standing = {} if self.how.again else how_all_stand(gradebook, self.slug)
            gradebook.db.remove()
            left: list[str] = []
            for learner in learners:
                stands = standing.get(learner)
                digest = self._digest(digest_of_submission(self._submitted(learner)))
                if stands and stands.is_of(digest) and self._is_there(learner, stands.record.notebook):
                    yield stands.outcome(self._saving.most)
                else:
                    left.append(learner)
            for learner, marked in self._mark(left, work):
                yield self._save(self._unmarked(learner, marked) if isinstance(marked, Lost) else marked)

    def _register(self) -> None:
        """Put the questions into the gradebook, while another marker may be doing the same."""
        for left in reversed(range(TRIES)):
            try:
                register(self.root, self.slug, self.how.gradebook)
                return
            except CourseError:
                if not left:
                    raise
                time.sleep(random.uniform(0.2, 1))  # noqa: S311 - so that the two do not meet again

    def _mark(self, learners: list[str], work: Path) -> Iterator[tuple[str, Marked | Lost]]:
        if learners:
            with self._marking(len(learners), work) as marking:
                yield from marking.run(learners)

    def _marking(self, many: int, work: Path) -> Workers[str, Marked] | Cluster:
        """Say who marks, and what each of them does."""
        jobs = min(self.how.jobs or cores(), many)
        if not self._analyst:
            share, compiled = many > 2 * jobs, many >= MANY
            arguments = (self.root, self.slug, self.template, work, share, compiled)
            return Workers(core_work, arguments, jobs, MOST_SECONDS)
        # What runs submitted code needs pandas, which takes long to import.
        from localchange.grading.running.analyst_work import AnalystAssignment, analyst_work, read_task

        source = (self.root / SOURCE / self.slug / f"{self.slug}.ipynb").read_text(encoding="utf-8")
        asked = AnalystAssignment(source, self.template, self._beside, self.how.isolated)
        load = partial(read_task, self.root, self.slug)
        if self.how.scheduler:
            from localchange.grading.running.cluster import Cluster

            return Cluster(self.how.scheduler, asked, load)
        return Workers(analyst_work, (asked,), jobs, MOST_SECONDS, load)

    def _save(self, marked: Marked) -> Outcome:
        folder = self.root / AUTOGRADED / marked.learner / self.slug
        name = f"{self.slug}.ipynb"
        files = {**marked.files, **self._beside}
        if marked.timestamp:
            files[TIMESTAMP] = f"{marked.timestamp}\n".encode()
        files[name] = marked.notebook  # last: it is what says that the others are there

        def put() -> None:
            lay_out(folder, files, self._mode)

        for left in reversed(range(TRIES)):
            try:
                return self._saving.save(marked, self._digest(marked.submitted), folder / name, put)
            except SQLAlchemyError as error:  # another marker was there first, perhaps
                if not left:
                    return self._not_written(marked.learner, error)
            except (OSError, ValueError) as error:
                return self._not_written(marked.learner, error)
        raise AssertionError

    def _not_written(self, learner: str, error: Exception) -> Outcome:
        said = str(getattr(error, "orig", None) or error).strip().splitlines()
        reason = said[0] if said else type(error).__name__
        problem = f"It could not be written into the gradebook ({reason}): put that right and mark again."
        return Outcome(learner, None, self._saving.most, problem=problem)

    def _unmarked(self, learner: str, lost: Lost) -> Marked:
        """Hand to a person what no process could mark; it is tried again in the next run."""
        problem = f"{lost.reason}. Look at {SUBMITTED}/{learner}/{self.slug}, mark it by hand, or mark again."
        return unmarked(self.template, learner, problem, timestamp=timestamp_in(self._submitted(learner)))

    @property
    def most(self) -> float:
        """The most that the assignment can earn; known once `outcomes` has begun."""
        return self._saving.most

    def _submitted(self, learner: str) -> Path:
        return self.root / SUBMITTED / learner / self.slug

    def _digest(self, submitted: str) -> str:
        return f"{self._assignment} {submitted} {self.how.isolated or not self._analyst}"

    def _is_there(self, learner: str, digest: str) -> bool:
        """Say whether what was written under ``autograded/`` is still there as it was."""
        path = self.root / AUTOGRADED / learner / self.slug / f"{self.slug}.ipynb"
        try:
            return hashlib.sha256(path.read_bytes()).hexdigest() == digest
        except OSError:
            return False


def cores() -> int:
    """Count the cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
