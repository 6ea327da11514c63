"""Running a converter of nbgrader, and keeping what it says for the one who has to know."""

from __future__ import annotations

import logging
import warnings
from typing import TYPE_CHECKING

from sqlalchemy.exc import SAWarning

from localchange.errors import CourseError

if TYPE_CHECKING:
    from nbgrader.converters.base import BaseConverter


class Said(logging.Handler):
    """Keeps the warnings and errors of a run."""

    def __init__(self) -> None:
        super().__init__(level=logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one line."""
        self.lines.append(record.getMessage())

    def reason(self) -> str:
        """Give the line that says most: the end of the last traceback, else the last line."""
        for text in reversed(self.lines):
            if text.startswith("Traceback"):
                return text.strip().splitlines()[-1]
        return self.lines[-1] if self.lines else "no reason was given"


def run(converter: BaseConverter, doing: str) -> Said:
    """Run a converter, quietly.

    Parameters
    ----------
    converter
        One of nbgrader's, ready to start.
    doing
        What it is for, to be said if it fails.

    Returns
    -------
    Said
        Its warnings.
    """
    said = Said()
    log = logging.Logger(
        "localchange.grading", level=logging.WARNING
    )  # not registered, so a fresh one each time
    log.addHandler(said)
    converter.log = log
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SAWarning)  # nbgrader's own queries, under SQLAlchemy 2.1
            converter.start()
    except Exception as error:
        reason = said.reason() if said.lines else f"{type(error).__name__}: {error}"
        raise CourseError(f"{doing} did not work: {reason}") from error
    return said
