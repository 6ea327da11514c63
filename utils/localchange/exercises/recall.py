"""Recall: short questions that belong to a module and open the modules after it.

Each module writes its own in ``course/NN_slug/recall.toml``, a file that a teacher can edit. A later module asks
four of them: two from the module just before it, one from two back and one from three back. Calling something
back to mind after a while helps to keep it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from localchange import course
from localchange.errors import CourseError
from localchange.exercises.practice import Practice

FILE = "recall.toml"
ASKED = 4
"""How many questions a module opens with."""

SLOTS = ((1, 0), (1, 1), (2, 2), (3, 3))
"""For each question asked: how many modules back it comes from, and its place among the questions there.

A learner who takes the modules in order so meets each question once, except near the start of the course.
"""

_FIELDS = {"key", "outcome", "prompt", "options", "right", "feedback", "worked"}


@dataclass(frozen=True)
class RecallQuestion:
    """One question of a module, to be asked later.

    Parameters
    ----------
    module
        Slug of the module that it belongs to.
    key
        Its short name in that module.
    outcome
        The outcome of that module that it brings back, as ``course.toml`` numbers it.
    prompt, options
        The question, and its answers by key.
    right
        Key of the right answer.
    feedback
        What to say to each wrong answer, by key: the mistake behind it, and not only that it is one.
    worked
        The worked answer.
    """

    module: str
    key: str
    outcome: str
    prompt: str
    options: Mapping[str, str]
    right: str
    feedback: Mapping[str, str]
    worked: str

    @property
    def asked_as(self) -> str:
        """The key under which an answer is kept: ``recall_00_saving``."""
        return self.kept_as("recall")

    def kept_as(self, asked_in: str) -> str:
        """Give the key under which an answer is kept where the question is asked for another purpose."""
        return f"{asked_in}_{self.module[:2]}_{self.key}"

    def practice(self) -> Practice:
        """Give what the page needs to check an answer."""
        return Practice(right=self.right, feedback=dict(self.feedback), worked=self.worked)


def questions_of(root: Path, slug: str, file: str = FILE) -> tuple[RecallQuestion, ...]:
    """Read the recall questions of a module, or others of the same form.

    Parameters
    ----------
    root
        The course folder.
    slug
        The module.
    file
        The file in the module's folder that holds them.

    Returns
    -------
    tuple of RecallQuestion
        In the order of the file; none when the module has no such file.

    Raises
    ------
    CourseError
        When the file cannot be read, or a question in it does not hold together.
    """
    path = root / "course" / slug / file
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise CourseError(f"{path} cannot be read ({problem}): put that line right.") from problem
    entries = content.get("questions", [])
    if not isinstance(entries, list):
        raise CourseError(f"{path}: each question needs its own [[questions]].")
    found = tuple(_question(path, slug, entry) for entry in entries)
    keys = [question.key for question in found]
    if len(set(keys)) != len(keys):
        raise CourseError(f"{path}: two questions have the same key.")
    return found


def chosen(root: Path, slug: str) -> tuple[RecallQuestion, ...]:
    """Choose the questions that a module opens with.

    Where the course has no module so far back, the earliest module with a question left gives one more.

    Parameters
    ----------
    root
        The course folder.
    slug
        The module that asks.

    Returns
    -------
    tuple of RecallQuestion
        At most :data:`ASKED`; the same ones each time.
    """
    plan = course.load(root)
    place = [module.slug for module in plan.modules].index(plan.module(slug).slug)
    before = [questions_of(root, module.slug) for module in plan.modules[:place]]
    picked: list[RecallQuestion] = []
    for back, number in SLOTS:
        if back <= place and number < len(before[place - back]):
            picked.append(before[place - back][number])
        else:
            left = [one for questions in before for one in questions if one not in picked]
            picked += left[:1]
    return tuple(picked)


def _question(path: Path, slug: str, entry: Any) -> RecallQuestion:
    if not isinstance(entry, dict):
        raise CourseError(f"{path}: each question needs its own [[questions]].")
    name = entry.get("key", "without a key")
    wrong = set(entry) ^ _FIELDS
    if wrong:
        raise CourseError(
            f"{path}: the question {name} needs {', '.join(sorted(_FIELDS))} and nothing else; look at "
            f"{', '.join(sorted(wrong))}."
        )
    options, feedback = entry["options"], entry["feedback"]
    if not all(_words(each) for each in (options, feedback)) or not re.fullmatch(
        "[a-z][a-z0-9_]{0,29}", name
    ):
        raise CourseError(
            f"{path}: the question {name} needs a key of small letters, and words in quotation marks for "
            "each option and each feedback."
        )
    if entry["right"] not in options or set(feedback) != set(options) - {entry["right"]}:
        raise CourseError(
            f"{path}: the question {name} needs a right answer that is one of its options, and feedback "
            "for each of the others."
        )
    return RecallQuestion(module=slug, **entry)


def _words(given: Any) -> bool:
    return isinstance(given, dict) and all(isinstance(each, str) and each.strip() for each in given.values())
