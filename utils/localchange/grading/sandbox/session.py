"""The trusted side of one learner's session."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nbformat import NotebookNode


@dataclass(frozen=True)
class CellRun:
    """What came of running one cell.

    Parameters
    ----------
    outputs
        What it showed, as nbformat has it: text and pictures only, of limited size, still untrusted.
    error
        The error that stopped it, in one line; ``None`` when it ran to its end.
    """

    outputs: tuple[NotebookNode, ...]
    error: str | None


class Session:
    """One learner's code, running in a place of its own. `Sandbox.session` makes it."""

    @property
    def events(self) -> tuple[str, ...]:
        """Say what was odd so far, such as a try to reach the network; a sentence each."""
        raise NotImplementedError

    def run_cell(self, code: str) -> CellRun:
        """Run one cell.

        Parameters
        ----------
        code
            What stands in it.

        Raises
        ------
        SessionEnded
            When it hit a limit or ended the session; every later call raises it too.
        """
        raise NotImplementedError

    def ask(self, function: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """Call a function that the learner defined, by its name, and give what it answers.

        Raises
        ------
        Raised
            When it raised an error, took too long, does not exist, or answered with what cannot cross.
        SessionEnded
            When the session is over.
        """
        raise NotImplementedError

    def value(self, name: str) -> Any:
        """Give the value of a variable; it raises as `ask` does."""
        raise NotImplementedError
