"""How far somebody has come: for each outcome of the course, how many of its questions have an answer.

Whether an answer is right is no part of it, and no mark is: it is read from the files of answers alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from localchange import course
from localchange.answers import AnswersError, read_answers
from localchange.course import Course, Module
from localchange.documents.blocks import Block, Heading, Report, Rows, Told
from localchange.exercises.ledger import places

Answered = Mapping[str, frozenset[str]]
"""Keys of the answers, by the folder of the page under the course: ``course/03_targets``."""


@dataclass(frozen=True)
class Done:
    """How much of an outcome, or of a module, has an answer.

    Attributes
    ----------
    practised, of_practised
        Questions of the course page, answered and all.
    assessed, of_assessed
        The same of the assignment.
    """

    practised: int
    of_practised: int
    assessed: int
    of_assessed: int

    def in_words(self) -> str:
        """Give it in one or two words, for a list."""
        if self.practised + self.assessed == 0:
            return "not begun"
        whole = self.practised == self.of_practised and self.assessed == self.of_assessed
        return "done" if whole else "under way"


def answered_by_one(root: Path) -> tuple[Answered, tuple[str, ...]]:
    """Read which questions somebody has answered in a course folder.

    Parameters
    ----------
    root
        The course folder, with one learner's answers in it.

    Returns
    -------
    Answered
        The keys, by folder.
    tuple of str
        What could not be read.
    """
    found, problems = {}, []
    for _, folder in places(course.load(root), root):
        path = folder / "answers.json"
        if not path.exists():
            continue
        try:
            found[f"{folder.parent.name}/{folder.name}"] = frozenset(read_answers(path, folder.name))
        except AnswersError as problem:
            problems.append(str(problem))
    return found, tuple(problems)


def done_of(module: Module, answered: Answered, outcome_id: str | None = None) -> Done:
    """Count what is answered of a module, or of one outcome of it.

    Parameters
    ----------
    module
        The module.
    answered
        What somebody has answered.
    outcome_id
        One outcome; all together, each question once, when left out.
    """
    chosen = [one for one in module.outcomes if outcome_id in (None, one.id)]
    practised = {key for one in chosen for key in one.practised}
    assessed = {key for one in chosen for key in one.assessed}
    on_page = answered.get(f"course/{module.slug}", frozenset())
    handed_in = answered.get(f"assignments/{module.slug}", frozenset())
    return Done(len(practised & on_page), len(practised), len(assessed & handed_in), len(assessed))


def of_one(root: Path) -> Sequence[Block]:
    """Say for each outcome what is done of it.

    Parameters
    ----------
    root
        The course folder, with one learner's answers in it.
    """
    answered, problems = answered_by_one(root)
    plan = course.load(root)
    blocks: list[Block] = [_summed(plan, answered)]
    if problems:
        blocks.append(Rows("What could not be read", ("File",), tuple((each,) for each in problems)))
    for module in plan.modules:
        blocks += [Heading(module.title), _table(module, answered)]
    return blocks


def own_report(root: Path) -> Report:
    """Put one's own progress into a report that is read without a server."""
    return Report(f"How far I have come: {course.load(root).title}", tuple(of_one(root)))


def _summed(plan: Course, answered: Answered) -> Told:
    outcomes = [done_of(module, answered, one.id) for module in plan.modules for one in module.outcomes]
    whole = sum(each.in_words() == "done" for each in outcomes)
    begun = sum(each.in_words() == "under way" for each in outcomes)
    return Told(
        f"Of **{len(outcomes)}** outcomes, all questions are answered for **{whole}** and some for **{begun}**. This "
        "counts answers. It does not say whether they are right, and it holds no marks: those come with your feedback."
    )


def _table(module: Module, answered: Answered) -> Rows:
    rows = []
    for outcome in module.outcomes:
        done = done_of(module, answered, outcome.id)
        assessed = f"{done.assessed} of {done.of_assessed}" if done.of_assessed else "not assessed"
        rows.append(
            (
                f"{outcome.id} {outcome.text}",
                f"{done.practised} of {done.of_practised}",
                assessed,
                done.in_words(),
            )
        )
    headings = ("By the end you can", "Practised", "Assessed", "So far")
    return Rows(f"Questions answered, by outcome: {module.title}", headings, tuple(rows))
