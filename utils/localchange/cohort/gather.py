"""Reading what many people have handed in, or kept beside their pages, from untrusted hands.

Nothing is run and nothing is unpacked to disk. A file that is odd is named, and costs the others nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from localchange.answers import Answer, AnswersError
from localchange.answers.reading import MOST_BYTES, parse
from localchange.cohort.questions import Page
from localchange.course import ANALYST
from localchange.errors import CourseError
from localchange.grading.collect import files_in
from localchange.grading.course_folder import assignments_of
from localchange.grading.hand_in import HandInError, read_answers_alone, read_hand_in
from localchange.grading.learner_names import learner_id, owner_of, seen_as
from localchange.grading.renamed import ANSWERS_ALONE, assignment_inside

LONG_AGO = datetime(1, 1, 2, tzinfo=UTC)
_PLACES = frozenset({"course", "assignments"})


@dataclass(frozen=True)
class Handed:
    """What one person answered on one page.

    Attributes
    ----------
    learner
        Who, as the folder or the file is called. It is used to count each person once, and leaves in no pooled result.
    page
        The module or the assignment.
    answers
        By key.
    """

    learner: str
    page: Page
    answers: Mapping[str, Answer]

    @property
    def saved(self) -> datetime:
        """When the newest answer was saved."""
        return max((answer.saved for answer in self.answers.values()), default=LONG_AGO)


@dataclass(frozen=True)
class Odd:
    """A file that was not used, and why."""

    file: str
    why: str


@dataclass(frozen=True)
class Gathered:
    """What was found in a folder.

    Attributes
    ----------
    handed
        One for each person and page: of two, the one with the newest answer.
    odd
        Files that were not used.
    """

    handed: tuple[Handed, ...]
    odd: tuple[Odd, ...]

    @property
    def learners(self) -> tuple[str, ...]:
        """Everybody of whom something was found, in order."""
        return tuple(sorted({one.learner for one in self.handed}))


def gather(root: Path, folder: Path, pages: tuple[Page, ...]) -> Gathered:
    """Read every hand-in and every file of answers in a folder.

    Parameters
    ----------
    root
        The course folder, with its solutions: it says what the assignments are called.
    folder
        Where the files lie: zips, loose or in a folder for each person; files called ``answers.json`` in a folder for
        each person (as ``submitted/``, or people's own course folders).
    pages
        The pages of the course.

    Raises
    ------
    CourseError
        When there is no such folder.
    """
    if not folder.is_dir():
        raise CourseError(f"{folder} is no folder: give the folder in which the hand-ins lie.")
    newest: dict[tuple[str, str], Handed] = {}
    names: dict[str, str] = {}
    odd: list[Odd] = []
    for path in files_in(folder):
        name = path.relative_to(folder).as_posix()
        if path.suffix.lower() != ".zip" and not ANSWERS_ALONE.fullmatch(path.name):
            continue
        try:
            for one in _read(root, folder, path, pages):
                learner = names.setdefault(seen_as(one.learner), one.learner)
                known = newest.get((learner, one.page.folder))
                if known is None or one.saved >= known.saved:
                    newest[learner, one.page.folder] = Handed(learner, one.page, one.answers)
        except (CourseError, OSError) as problem:
            odd.append(Odd(name, str(problem).replace(str(path), path.name)))
    return Gathered(tuple(newest.values()), tuple(odd))


def _read(root: Path, folder: Path, path: Path, pages: tuple[Page, ...]) -> Iterator[Handed]:
    slugs = [slug for slug in assignments_of(root) if not slug.endswith(ANALYST)]
    if path.suffix.lower() == ".zip":
        owner = owner_of(path, folder, slugs, lambda each: assignment_inside(each, root, slugs))
        learner, content = owner.learner, read_hand_in(path, owner.slug).answers
    else:
        learner, content = _owner(path.relative_to(folder).parts), read_answers_alone(path).answers
    if content is None or len(content) > MOST_BYTES:
        raise HandInError("It holds no file of answers.")
    answers = parse(content, path)
    slug = json.loads(content.decode("utf-8-sig"))["page"]
    found = [page for page in pages if page.slug == slug]
    if not found:
        raise AnswersError(f"It belongs to {slug!r}, which is no page of this course.")
    yield Handed(learner, max(found, key=lambda page: page.fits(answers)), answers)


def _owner(parts: tuple[str, ...]) -> str:
    """Tell whose a file of answers is: the first folder names the person, unless it names a page."""
    first = parts[0]
    if len(parts) == 1 or first in _PLACES or re.fullmatch(r"\d\d_[a-z0-9_]+", first):
        return "this-folder"
    return learner_id(first)
