"""The one table that we add to nbgrader's gradebook: with what, and how, each submission was marked."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from nbgrader.api import SubmittedAssignment
from sqlalchemy import Boolean, Column, MetaData, String, Table, Text

METADATA = MetaData()

TABLE = Table(
    "localchange_marking",
    METADATA,
    # nbgrader's submitted_assignment.id, without a foreign key: nbgrader must be free to delete its row.
    Column("submission_id", String(32), primary_key=True),
    Column("digest", String(64), nullable=False),
    Column("notebook", String(64), nullable=False),
    Column("isolated", Boolean, nullable=True),
    Column("report", Text, nullable=False),
    Column("shown", Text, nullable=False),
)


@dataclass(frozen=True)
class Record:
    """How a submission was marked last.

    Parameters
    ----------
    digest
        Of all that went into it: nothing has to be marked again while it stays the same.
    notebook
        A digest of the notebook that was written under ``autograded/``.
    isolated
        Whether submitted code ran in a sandbox; ``None`` when none ran.
    problem
        Why it could not be marked; ``None`` when it was.
    notes, events
        What was odd, and what the submission tried.
    shown
        For each graded cell a digest of what a person who marks it looks at.
    """

    digest: str
    notebook: str
    isolated: bool | None = None
    problem: str | None = None
    notes: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    shown: Mapping[str, str] = field(default_factory=dict)

    def as_row(self) -> dict[str, Any]:
        """Give it as the columns of the table."""
        report = {"problem": self.problem, "notes": self.notes, "events": self.events}
        return {
            "digest": self.digest,
            "notebook": self.notebook,
            "isolated": self.isolated,
            "report": json.dumps(report, sort_keys=True),
            "shown": json.dumps(dict(self.shown), sort_keys=True),
        }

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Record:
        """Build it from a row of the table."""
        report = json.loads(row["report"])
        return cls(
            row["digest"],
            row["notebook"],
            row["isolated"],
            report["problem"],
            tuple(report["notes"]),
            tuple(report["events"]),
            json.loads(row["shown"]),
        )


def due_of(submission: SubmittedAssignment) -> str:
    """Say when a submission had to be handed in, which can change in the gradebook and changes its marks.

    Parameters
    ----------
    submission
        nbgrader's row.
    """
    return f"{submission.assignment.duedate} {submission.extension}"


def with_due_date(digest: str, due: str) -> str:
    """Add to a digest of all that goes into the marking what only the gradebook knows.

    Parameters
    ----------
    digest
        Of submission, assignment and environment.
    due
        What `due_of` gave.
    """
    return hashlib.sha256(f"{digest} {due}".encode()).hexdigest()
