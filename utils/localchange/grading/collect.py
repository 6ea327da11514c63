"""From hand-ins, zips and analysts' notebooks, to ``submitted/``."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from localchange.answers import read_answers
from localchange.course import ANALYST
from localchange.errors import CourseError
from localchange.grading.course_folder import ASIDE, SUBMITTED, assignments_of
from localchange.grading.hand_in import (
    HandIn,
    HandInError,
    read_answers_alone,
    read_hand_in,
    read_notebook,
)
from localchange.grading.learner_names import Owner, owner_of, seen_as
from localchange.grading.rebuild import TIMESTAMP
from localchange.grading.renamed import ANSWERS_ALONE, assignment_inside
from localchange.grading.submission import ANSWERS

DEEPEST = 3
LONG_AGO = datetime(1980, 1, 1, tzinfo=UTC)
HAND_INS = (".zip", ".ipynb")
NO_HAND_IN = "It is neither a zip nor a notebook nor answers.json."
Result = Literal["taken", "replaced", "older", "unchanged", "refused", "passed over"]


@dataclass(frozen=True)
class Collected:
    """What became of one file.

    Parameters
    ----------
    file
        Its place in the folder that was collected.
    result
        ``taken``; ``replaced`` an earlier one, which was kept aside; ``older`` than what is there, and kept
        aside itself; ``unchanged``; ``refused``; or ``passed over`` because it is no hand-in.
    learner, slug
        Whose it is and for what; empty when that could not be told.
    why
        A sentence, where there is something to say.
    """

    file: str
    result: Result
    learner: str = ""
    slug: str = ""
    why: str = ""

    def as_json(self) -> dict[str, Any]:
        """Give it as plain values, for ``--json``."""
        return asdict(self)


def collect(root: Path, folder: Path, only: str | None = None) -> Iterator[Collected]:
    """Check every hand-in in a folder and put what is good into ``submitted/LEARNER/SLUG``.

    Parameters
    ----------
    root
        The folder of the course.
    folder
        Where the zips and analysts' notebooks lie, loose or in a folder for each learner.
    only
        One assignment; others are passed over.

    Yields
    ------
    Collected
        One for each file.
    """
    slugs = assignments_of(root)
    if only is not None and only not in slugs:
        raise CourseError(f"There is no assignment {only!r}: choose one of {', '.join(slugs) or 'none yet'}.")
    if not folder.is_dir():
        raise CourseError(f"{folder} is no folder: give the folder in which the hand-ins lie.")
    known = {seen_as(name): name for name in _learners(root)}
    for path in files_in(folder):
        name = path.relative_to(folder).as_posix()
        if path.suffix.lower() not in HAND_INS and not ANSWERS_ALONE.fullmatch(path.name):
            yield Collected(name, "passed over", why=NO_HAND_IN)
            continue
        owner: Owner | None = None
        try:
            owner = owner_of(path, folder, slugs, lambda path: assignment_inside(path, root, slugs))
            if only is not None and owner.slug != only:
                yield Collected(
                    name, "passed over", owner.learner, owner.slug, "It is for another assignment."
                )
                continue
            _refuse_twin(owner, known)
            result, why = _take(root, path, owner)
            known.setdefault(seen_as(owner.learner), owner.learner)
            yield Collected(name, result, owner.learner, owner.slug, why)
        except HandInError as error:
            whose = (owner.learner, owner.slug) if owner else ("", "")
            yield Collected(name, "refused", *whose, str(error))
        except OSError as error:  # something else stands where it has to go; the others are collected
            whose = (owner.learner, owner.slug) if owner else ("", "")
            why = f"It could not be put into {SUBMITTED}/ ({error.strerror or error}): look at what is there."
            yield Collected(name, "refused", *whose, why)


def _learners(root: Path) -> list[str]:
    folder = root / SUBMITTED
    return [path.name for path in folder.iterdir()] if folder.is_dir() else []


def _refuse_twin(owner: Owner, known: dict[str, str]) -> None:
    """Refuse a name that a reader, or the file system of another computer, takes for somebody else's."""
    other = known.get(seen_as(owner.learner), owner.learner)
    if other != owner.learner:
        raise HandInError(
            f"The name {owner.learner!a} looks like {other!a}, who has handed in before: if they are one person, "
            "give the file the earlier name; if they are two, add a number to one of them."
        )


def _take(root: Path, path: Path, owner: Owner) -> tuple[Result, str]:
    hand_in = _read(path, owner.slug)
    target = root / SUBMITTED / owner.learner / owner.slug
    with tempfile.TemporaryDirectory(prefix=".collecting-", dir=root) as name:
        fresh = Path(name) / owner.slug
        now = datetime.now(UTC)
        saved = _lay_out(fresh, hand_in, owner.slug, now)
        if target.is_symlink() or target.parent.is_symlink():
            raise HandInError(f"{target} is a link to another place: take the link away and collect again.")
        for place in (target, target.parent):
            if place.exists() and not place.is_dir():
                raise HandInError(f"{place} is a file, and a folder has to stand there: take the file away.")
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(fresh, target)
            return "taken", ""
        if _same(fresh, target):
            return "unchanged", "The same hand-in was collected before."
        if saved < _saved_in(target, owner.slug, now):
            aside = _aside(root, owner, saved)
            shutil.move(fresh, aside)
            return (
                "older",
                f"A newer one is there already; this one was kept in {aside.relative_to(root).as_posix()}.",
            )
        aside = _aside(root, owner, _saved_in(target, owner.slug, now))
        shutil.move(target, aside)
        shutil.move(fresh, target)
        return "replaced", f"The earlier one was kept in {aside.relative_to(root).as_posix()}."


def _read(path: Path, slug: str) -> HandIn:
    if path.suffix.lower() == ".zip":
        return read_hand_in(path, slug)
    if ANSWERS_ALONE.fullmatch(path.name):
        return read_answers_alone(path)
    if not slug.endswith(ANALYST):
        raise HandInError(
            "A notebook of this assignment holds no answers: ask for the zip that the hand-in button writes."
        )
    return read_notebook(path)


def _lay_out(folder: Path, hand_in: HandIn, slug: str, now: datetime) -> datetime:
    """Write a hand-in into a folder of our own and say when it was last worked on."""
    folder.mkdir(parents=True)
    if hand_in.answers is not None:
        (folder / ANSWERS).write_bytes(hand_in.answers)
    if hand_in.notebook is not None:
        (folder / f"{slug}.ipynb").write_bytes(hand_in.notebook)
    saved = _saved_in(folder, slug, now, otherwise=min(hand_in.packed, now))
    (folder / TIMESTAMP).write_text(f"{saved:%Y-%m-%d %H:%M:%S} UTC\n", encoding="utf-8")
    return saved


def _saved_in(folder: Path, slug: str, now: datetime, otherwise: datetime | None = None) -> datetime:
    """Give the time of the newest answer, by the clock of the learner's computer, but no time to come."""
    otherwise = otherwise or _stamped(folder)
    if not (folder / ANSWERS).exists():
        return otherwise
    try:
        answers = read_answers(folder / ANSWERS, page=slug).values()
        return max((min(answer.saved, now).astimezone(UTC) for answer in answers), default=otherwise)
    except (CourseError, OverflowError):  # the clocks of the year 1 and of the year 9999 overflow
        return otherwise


def _stamped(folder: Path) -> datetime:
    """Give the time that was written down when a hand-in was collected: a notebook has none of its own."""
    with contextlib.suppress(OSError, ValueError):
        stamp = (folder / TIMESTAMP).read_text(encoding="utf-8").strip().removesuffix(" UTC")
        return datetime.fromisoformat(stamp).replace(tzinfo=UTC)
    return LONG_AGO


def _same(one: Path, other: Path) -> bool:
    names = {path.name for folder in (one, other) for path in folder.iterdir()} - {TIMESTAMP}
    return all(
        (one / name).is_file()
        and (other / name).is_file()
        and (one / name).read_bytes() == (other / name).read_bytes()
        for name in names
    )


def _aside(root: Path, owner: Owner, saved: datetime) -> Path:
    """Choose a place for a hand-in that is not the one to mark; no two share one."""
    base = root / ASIDE / owner.learner / owner.slug
    base.mkdir(parents=True, exist_ok=True)
    number = 1
    while (place := base / f"{saved:%Y-%m-%d-%H%M%S}-{number}").exists():
        number += 1
    return place


def files_in(folder: Path) -> Iterator[Path]:
    """Give every file in a folder and its folders, without following a link."""
    for place, folders, names in os.walk(folder, followlinks=False):
        here = Path(place)
        depth = len(here.relative_to(folder).parts)
        folders[:] = (
            sorted(name for name in folders if not name.startswith((".", "__MACOSX")))
            if depth < DEEPEST
            else []
        )
        # A copy, such as "x (1)", comes after its original: of two with the same time, it is the later.
        in_order = sorted(names, key=lambda name: (len(name), name))
        yield from (here / name for name in in_order if not name.startswith("."))
