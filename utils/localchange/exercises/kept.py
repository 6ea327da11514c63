"""The answers of a page in memory, and who on the page wants to know when they change."""

from __future__ import annotations

import threading
import weakref
from typing import Any, Protocol

from localchange.answers import Answer, AnswersError, AnswerStore


class Watcher(Protocol):
    """A widget that shows answers."""

    def show(self) -> None:
        """Bring the page up to date."""


class Kept:
    """Reads the store when its file has changed, saves through it, and tells the watchers."""

    def __init__(self, store: AnswerStore) -> None:
        self.store = store
        self.lock = threading.RLock()
        """Held while answers are read or written: a kernel may hear the browser while it runs a cell."""
        self.unsaved = False
        """Whether the last save failed."""
        self._notice = ""
        self._seen: tuple[int, ...] | None = None
        self._answers: dict[str, Answer] = {}
        self._watchers: weakref.WeakSet[Any] = weakref.WeakSet()

    def watch(self, watcher: Watcher) -> None:
        """Have the watcher told of every change."""
        self._watchers.add(watcher)

    def answers(self) -> dict[str, Answer]:
        """Give all answers as they are saved.

        When the file cannot be used while a learner is at work, that is a notice and not an error.
        """
        with self.lock:
            stamp = self._stamp()
            if stamp is None or stamp != self._seen:
                try:
                    self._answers = self.store.read()
                except AnswersError as error:
                    if self.store.read_only:
                        raise
                    self._answers = {}
                    self._notice = str(error)
                self._seen = self._stamp()
                self._listen()
            return self._answers

    def save(
        self,
        key: str,
        kind: str,
        value: dict[str, Any],
        *,
        by: Watcher | None = None,
        locked: bool = False,
        tries: int = 0,
        hints: int = 0,
    ) -> Answer:
        """Save an answer and tell the other watchers."""
        with self.lock:
            self.unsaved = True
            answer = self.store.save(key, kind, value, locked=locked, tries=tries, hints=hints)
            self._changed(by)
            return answer

    def remove(self, key: str, *, by: Watcher | None = None) -> None:
        """Take an answer out and tell the other watchers."""
        with self.lock:
            self.unsaved = True
            self.store.remove(key)
            self._changed(by)

    def take_notice(self) -> str:
        """Give what the learner has to be told about the file, once."""
        said, self._notice = self._notice, ""
        return said

    def _changed(self, by: Watcher | None) -> None:
        self.unsaved = False
        self._listen()
        for watcher in list(self._watchers):
            if watcher is not by:
                watcher.show()

    def _listen(self) -> None:
        self._notice = self.store.notice or self._notice
        self.store.notice = ""

    def _stamp(self) -> tuple[int, ...] | None:
        try:
            found = self.store.path.stat()
        except OSError:
            return None
        return (found.st_mtime_ns, found.st_size, found.st_ino)
