"""A warm Python inside bubblewrap, from which sessions are forked."""

from __future__ import annotations

from collections.abc import Mapping
from types import TracebackType

from localchange.grading.sandbox.limits import Limits
from localchange.grading.sandbox.session import Session


class Sandbox:
    """The sandbox of one marking worker.

    Parameters
    ----------
    limits
        What each session may use.
    isolated
        ``False`` runs without bubblewrap, with limits only: learners' code then has the marker's own rights.

    Raises
    ------
    CourseError
        On entering, when `isolated` and bubblewrap cannot run here; it says why and what to do.

    Notes
    -----
    Open it in the main thread of the worker: it dies with the thread that opened it.
    """

    def __init__(self, limits: Limits | None = None, *, isolated: bool = True) -> None:
        self.limits = limits or Limits()
        self._isolated = isolated

    @property
    def isolated(self) -> bool:
        """Tell whether learners' code is kept away from the marker's computer; pass it on to the marker."""
        return self._isolated

    def __enter__(self) -> Sandbox:
        """Start it."""
        raise NotImplementedError

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        """Stop it and everything in it."""
        raise NotImplementedError

    def session(self, files: Mapping[str, bytes] | None = None) -> Session:
        """Give one learner a session; use it in a ``with``.

        Parameters
        ----------
        files
            Data files to lay into its scratch folder: plain names, ours and not the learner's.
        """
        raise NotImplementedError
