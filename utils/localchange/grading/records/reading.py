"""Reading back how a whole cohort stands, in a few questions to the gradebook."""

from __future__ import annotations

from dataclasses import dataclass, field

from nbgrader.api import Assignment, BaseCell, Grade, Gradebook, SubmittedAssignment, SubmittedNotebook
from sqlalchemy import select

from localchange.grading.outcome import Outcome
from localchange.grading.records.record import TABLE, Record, due_of, with_due_date


@dataclass
class Standing:
    """One submission as the gradebook has it.

    Parameters
    ----------
    learner
        Whose it is.
    due
        When it has to be handed in, as the gradebook has it.
    record
        How it was marked.
    points
        Marks so far.
    waiting
        The questions that wait for a person.
    """

    learner: str
    due: str
    record: Record
    points: float = 0.0
    waiting: list[str] = field(default_factory=list)

    def is_of(self, digest: str) -> bool:
        """Say whether this is what came of all that there is now.

        Parameters
        ----------
        digest
            Of all that goes into the marking, but for what only the gradebook knows.
        """
        return self.record.digest == with_due_date(digest, self.due)

    def outcome(self, most: float) -> Outcome:
        """Give it as the outcome of a run that had nothing to do.

        Parameters
        ----------
        most
            The most that the assignment can earn.
        """
        problem = self.record.problem
        return Outcome(
            learner=self.learner,
            points=None if problem else round(self.points, 2),
            of=most,
            waiting=() if problem else tuple(sorted(self.waiting)),
            notes=self.record.notes,
            problem=problem,
            events=self.record.events,
            isolated=self.record.isolated,
            unchanged=True,
        )


def how_all_stand(gradebook: Gradebook, slug: str) -> dict[str, Standing]:
    """Read every submission of an assignment that ``localchange grade`` has marked.

    Parameters
    ----------
    gradebook
        nbgrader's, open.
    slug
        The assignment.

    Returns
    -------
    dict of Standing
        By learner.
    """
    records = {
        row["submission_id"]: Record.from_row(row) for row in gradebook.db.execute(select(TABLE)).mappings()
    }
    of_this = select(SubmittedAssignment).join(Assignment).where(Assignment.name == slug)
    found = {
        submission.id: Standing(submission.student_id, due_of(submission), records[submission.id])
        for submission in gradebook.db.scalars(of_this)
        if submission.id in records
    }
    grades = (
        select(SubmittedNotebook.assignment_id, BaseCell.name, Grade.score, Grade.needs_manual_grade)
        .join(Grade, Grade.notebook_id == SubmittedNotebook.id)
        .join(BaseCell, BaseCell.id == Grade.cell_id)
    )
    for submission, cell, points, needs_person in gradebook.db.execute(grades):
        if submission in found:
            found[submission].points += points
            if needs_person:
                found[submission].waiting.append(cell)
    return {standing.learner: standing for standing in found.values()}
