"""One answer, and how it stands in the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from localchange.errors import CourseError


class AnswersError(CourseError):
    """Answers cannot be read or written; the message says what, where and what to do."""


@dataclass(frozen=True)
class Answer:
    """An answer as it was saved.

    Parameters
    ----------
    kind
        The kind of question: ``choice``, ``several``, ``number``, ``prediction``, ``ranking``,
        ``allocation``, ``setting``, ``text``, ``claim``, ``theory``, ``network`` or ``relationships``.
    value
        What was answered, in the form that belongs to the kind.
    saved
        When, with its time zone.
    locked
        Whether the learner committed to it, so that it cannot be changed.
    tries
        How often the learner asked to have it checked (practice only).
    hints
        How many hints the learner took (practice only).
    """

    kind: str
    value: dict[str, Any]
    saved: datetime
    locked: bool = False
    tries: int = 0
    hints: int = 0

    @classmethod
    def from_entry(cls, entry: Mapping[str, Any]) -> Answer:
        """Read an entry of the file that has passed the schema."""
        saved = datetime.fromisoformat(entry["saved"])
        return cls(
            kind=entry["kind"],
            value=dict(entry["value"]),
            saved=saved if saved.tzinfo else saved.replace(tzinfo=UTC),
            locked=entry["locked"],
            tries=entry.get("tries", 0),
            hints=entry.get("hints", 0),
        )

    def to_entry(self) -> dict[str, Any]:
        """Give the entry of the file."""
        return {
            "kind": self.kind,
            "value": self.value,
            "saved": self.saved.astimezone(UTC).isoformat(timespec="seconds"),
            "locked": self.locked,
            "tries": self.tries,
            "hints": self.hints,
        }
