"""Ctrl+C, heard for certain."""

from __future__ import annotations

import signal
from collections.abc import Iterable, Iterator
from types import FrameType, TracebackType
from typing import TypeVar

T = TypeVar("T")


class Stopping:
    """Listens for Ctrl+C for as long as the block lasts.

    Python throws the exception wherever it is just then. In a callback of the garbage collector it is printed and
    forgotten, and a library may turn it into an error of its own: so it is also remembered here.
    """

    def __init__(self) -> None:
        self.asked = False

    def __enter__(self) -> Stopping:
        """Begin to listen."""
        self._before = signal.signal(signal.SIGINT, self._heard)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        """Leave Ctrl+C to whoever had it before."""
        signal.signal(signal.SIGINT, self._before)

    def between(self, things: Iterable[T]) -> Iterator[T]:
        """Give one thing after another, and stop between two of them if that was asked for.

        Parameters
        ----------
        things
            What to give.

        Yields
        ------
        object
            Each of them.

        Raises
        ------
        KeyboardInterrupt
            When Ctrl+C was pressed.
        """
        for thing in things:
            yield thing
            if self.asked:
                raise KeyboardInterrupt

    def _heard(self, number: int, frame: FrameType | None) -> None:
        self.asked = True
        raise KeyboardInterrupt
