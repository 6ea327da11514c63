"""How far everybody of a cohort has come, by what they have answered. Never whether it is right, and never a mark."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from localchange.cohort.gather import Gathered
from localchange.cohort.report import shown
from localchange.course import Course
from localchange.documents.blocks import Block, Heading, Report, Rows, Told
from localchange.journal.progress import Answered, done_of

HEADINGS = (
    "learner",
    "outcome",
    "practised",
    "questions to practise",
    "assessed",
    "questions that assess",
    "so far",
)


def cohort_progress(plan: Course, gathered: Gathered, when: datetime) -> Report:
    """Put a table together: a row a learner, a column a module.

    Parameters
    ----------
    plan
        The map of the course.
    gathered
        What was read.
    when
        The day to write on it.
    """
    people = _answered(gathered)
    modules = [
        module for module in plan.modules if any(one.practised or one.assessed for one in module.outcomes)
    ]
    rows = []
    for learner, answered in people.items():
        cells = []
        for module in modules:
            done = done_of(module, answered)
            assessed = f"\nhanded in: {done.assessed} of {done.of_assessed}" if done.of_assessed else ""
            practised = f"page: {done.practised} of {done.of_practised}"
            cells.append(f"{practised}{assessed}" if done.practised + done.assessed else "nothing found")
        rows.append((shown(learner), *cells))
    blocks: list[Block] = [
        Told(
            f"Read on {when.day} {when:%B %Y}: files of **{len(people)}** people. Questions with an answer are "
            "counted, for each module. Whether an answer is right is not told, and no mark is here. A page that was "
            "never sent in shows as *nothing found*: course pages stay with the learner unless they, or the server "
            "that all share, give them to you."
        ),
        Rows(
            "Questions answered, by learner and module",
            ("Learner", *(f"{module.slug[:2]} {module.title}" for module in modules)),
            tuple(rows),
        ),
    ]
    if gathered.odd:
        odd = tuple((shown(one.file), shown(one.why)) for one in gathered.odd)
        blocks += [Heading("Files that were not used"), Rows("Not used", ("File", "Why"), odd)]
    return Report(f"{plan.title}: how far everybody has come", tuple(blocks))


def progress_rows(plan: Course, gathered: Gathered) -> list[tuple[object, ...]]:
    """Give a row for each learner and outcome, under headings, for a spreadsheet."""
    found: list[tuple[object, ...]] = [HEADINGS]
    for learner, answered in _answered(gathered).items():
        for module in plan.modules:
            for outcome in module.outcomes:
                done = done_of(module, answered, outcome.id)
                found.append(
                    (
                        shown(learner),
                        outcome.id,
                        done.practised,
                        done.of_practised,
                        done.assessed,
                        done.of_assessed,
                        done.in_words(),
                    )
                )
    return found


def _answered(gathered: Gathered) -> Mapping[str, Answered]:
    people: dict[str, dict[str, frozenset[str]]] = {learner: {} for learner in gathered.learners}
    for one in gathered.handed:
        people[one.learner][one.page.folder] = frozenset(one.answers)
    return people
