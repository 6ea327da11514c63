"""Telling from the name of a hand-in, or of its folder, whose it is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from localchange.grading.hand_in import HandInError

LONGEST = 80
PLATFORM_TAIL = re.compile(r"_assignsubmission_file_?$")
COPY = r"(?:-\d+|\s?\(\d+\))?"
BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0")
"""Unicode counts these as letters, and nothing of them can be seen."""
LOOK_ALIKE = frozenset({"LATIN", "CYRILLIC", "GREEK", "COPTIC", "ARMENIAN", "CHEROKEE"})
"""Alphabets that share shapes: a word that mixes two of them can pass for another."""
SPEAKS_TO_PAGES = frozenset('<>&"`\\')
RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


@dataclass(frozen=True)
class Owner:
    """Whose hand-in it is, and for which assignment.

    Parameters
    ----------
    learner
        The learner's id.
    slug
        The assignment.
    """

    learner: str
    slug: str


def owner_of(
    path: Path, folder: Path, slugs: Sequence[str], inside: Callable[[Path], str | None] = lambda path: None
) -> Owner:
    """Tell whose hand-in it is.

    A file in a folder of its own belongs to the learner whom the folder names, as learning platforms export
    them. One that lies loose is called ``NAME_SLUG.hand-in.zip``, or ``NAME_SLUG.ipynb`` for an analyst's notebook.
    Where both are there the folder counts: the platform gave it its name, and the learner gave the file its own.

    Parameters
    ----------
    path
        The zip, notebook or file of answers.
    folder
        What is being collected.
    slugs
        The assignments of the course.
    inside
        Tells the assignment from what the file holds, for one that was renamed.

    Returns
    -------
    Owner
        The learner and the assignment.

    Raises
    ------
    HandInError
        Where that cannot be told.
    """
    end = ".ipynb" if path.suffix.lower() == ".ipynb" else ".hand-in.zip"
    tail = rf"{COPY}\.ipynb" if end == ".ipynb" else rf"\.hand-in{COPY}\.zip"
    known = "|".join(re.escape(slug) for slug in sorted(slugs, key=len, reverse=True))
    match = re.fullmatch(rf"(?:(?P<name>.*)_)?(?P<slug>{known}){tail}", path.name)
    slug = match["slug"] if match else inside(path)
    parts = path.relative_to(folder).parts
    name = PLATFORM_TAIL.sub("", parts[-2]) if len(parts) > 1 else match["name"] if match else None
    if slug is None:
        raise HandInError(
            f"Neither its name nor what it holds tells the assignment: call it LEARNER_ASSIGNMENT{end}, "
            f"where the assignment is one of {', '.join(slugs)}."
        )
    if not name:
        raise HandInError(
            f"It does not say whose it is: call it LEARNER_{slug}{end}, or put it in a folder with the learner's name."
        )
    return Owner(learner_id(name), slug)


def learner_id(name: str) -> str:
    """Make a learner's id from a name: letters and digits of any script, with ``. _ - @`` between them.

    Parameters
    ----------
    name
        As the platform or the file has it.

    Returns
    -------
    str
        The id, in which each run of spaces stands as one hyphen.
    """
    made = re.sub(r"\s+", "-", unicodedata.normalize("NFC", name).strip())
    plain = all(letter.isalnum() or letter in "._-@'’" for letter in made) and not BLANK_LETTERS & set(made)
    if (
        not plain
        or not made[:1].isalnum()
        or len(made) > LONGEST
        or made.endswith(".")
        or RESERVED.fullmatch(made)
    ):
        raise HandInError(
            f"The learner's name, {name[:LONGEST]!a}, cannot be the name of a folder: rename the file or "
            "the folder with letters, digits, full stops, hyphens and underscores only."
        )
    if any(len(_alphabets(word)) > 1 for word in re.findall(r"\w+", made)):
        raise HandInError(
            f"The learner's name, {name[:LONGEST]!a}, mixes letters of two alphabets in one word, so that it can "
            "pass for another name: rename the file or the folder."
        )
    return made


def _alphabets(word: str) -> set[str]:
    """Give those of the alphabets that look alike from which a word has letters."""
    return {unicodedata.name(letter, "").partition(" ")[0] for letter in word} & LOOK_ALIKE


def seen_as(learner: str) -> str:
    """Give a learner's id as a reader sees it, in which capitals and forms of a letter make no difference.

    Parameters
    ----------
    learner
        The name of a folder.

    Returns
    -------
    str
        Equal for two ids that can be taken for one another, or that are one folder on another computer.
    """
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", learner).casefold())


def can_be_shown(learner: str) -> bool:
    """Tell whether the name of a folder does nothing on a page or a terminal but stand there.

    nbgrader's formgrader writes names into its pages as they are.

    Parameters
    ----------
    learner
        The name of a folder under ``submitted/``, which may have come there on any road.
    """
    return learner.isprintable() and not SPEAKS_TO_PAGES & set(learner)
