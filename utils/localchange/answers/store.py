"""The answers of one page, on the learner's side."""

from __future__ import annotations

import contextlib
import json
import os
import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import filelock

from localchange import __version__
from localchange.answers import writing
from localchange.answers.answer import Answer, AnswersError
from localchange.answers.reading import (
    MOST_BYTES,
    SCHEMA,
    VERSION,
    check_entry,
    load_bytes,
    parse,
    read_answers,
)

NAME = "answers.json"
PATIENCE = 5.0
"""Seconds to wait for another window that is writing."""
TYPING = 60.0
"""Saves of one answer that follow one another count as one version for this many seconds."""


class AnswerStore:
    """Keeps the answers of one page in ``answers.json``.

    Every save reads the file again under a lock and changes one answer in it, so that two windows on the
    same page keep each other's answers. Previous versions are in the hidden folder ``.answers`` beside.
    A file that cannot be used is given a dated name and left alone; ``notice`` then says so.

    Parameters
    ----------
    folder
        Where the notebook lies.
    page
        The page, for instance ``03_targets``.
    read_only
        Never write, and do not put a damaged file aside; by default while nbgrader executes the notebook.
    name
        Another name than ``answers.json``, for what is kept apart and never handed in; its versions have a folder of
        their own.
    """

    def __init__(self, folder: Path, page: str, *, read_only: bool | None = None, name: str = NAME) -> None:
        if not re.fullmatch("[0-9a-z_]{1,60}", page):
            raise AnswersError(f"A page is named with small letters, figures and underscores, not “{page}”.")
        self.folder = folder
        self.page = page
        self.path = folder / name
        self.history = folder / f".{self.path.stem}"
        self.read_only = bool(os.environ.get("NBGRADER_EXECUTION")) if read_only is None else read_only
        self.notice = ""
        self._last: tuple[str, bytes, float] = ("", b"", 0.0)

    def read(self) -> dict[str, Answer]:
        """Give all answers that are saved; a file that cannot be used is put aside, and ``notice`` says so.

        Raises
        ------
        AnswersError
            When the store is read-only and the file cannot be used, or when it cannot be put aside.
        """
        try:
            return read_answers(self.path, self.page)
        except AnswersError:
            if not self.path.exists():
                return {}
            if self.read_only:
                raise
            # Looked at again under the lock: another window may have put it right by now.
            with self._locked():
                return self._current()

    def save(
        self,
        key: str,
        kind: str,
        value: dict[str, Any],
        *,
        locked: bool = False,
        tries: int = 0,
        hints: int = 0,
    ) -> Answer:
        """Save one answer beside the others.

        Raises
        ------
        AnswersError
            When it cannot be saved; what stood in the file before still stands there.
        """
        if self.read_only:
            raise AnswersError("Answers are not saved while the notebook is being marked.")
        answer = Answer(kind, value, datetime.now(UTC).replace(microsecond=0), locked, tries, hints)
        check_entry(key, answer.to_entry())
        with self._locked():
            answers = self._current()
            before = answers.get(key)
            if before is not None and before.locked:
                if locked and before.kind == kind and before.value == value:
                    return before
                when = f"{before.saved.astimezone():%H:%M on %d %B}"
                raise AnswersError(f"This answer was committed at {when} and cannot be changed.")
            self._write(key, {**answers, key: answer})
        return answer

    def remove(self, key: str) -> None:
        """Take one answer out, unless the learner committed to it."""
        if self.read_only:
            raise AnswersError("Answers are not saved while the notebook is being marked.")
        with self._locked():
            answers = self._current()
            if key in answers and not answers[key].locked:
                self._last = ("", b"", 0.0)  # what is taken out stays in a version of its own
                self._write(key, {name: answer for name, answer in answers.items() if name != key})

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        try:
            self.history.mkdir(exist_ok=True)
            lock = filelock.FileLock(self.history / "lock", timeout=PATIENCE)
            lock.acquire()
        except filelock.Timeout:
            raise AnswersError(
                f"Not saved: another window has held {self.path} for {PATIENCE:.0f} seconds. "
                "Close the other window of this notebook, then press “Save again”."
            ) from None
        except OSError as error:
            raise AnswersError(f"Not saved: {writing.why_not(error, self.folder)}") from None
        try:
            writing.sweep(self.path, self.history)
            yield
        except OSError as error:
            raise AnswersError(f"Not saved: {writing.why_not(error, self.folder)}") from None
        finally:
            lock.release()

    def _current(self) -> dict[str, Answer]:
        """Read what is in the file now, the lock being held."""
        if not self.path.exists():
            return {}
        try:
            return read_answers(self.path, self.page)
        except AnswersError as error:
            return self._usable(error)

    def _usable(self, problem: AnswersError) -> dict[str, Answer]:
        """Put a file that cannot be used aside and go back to the newest version that can."""
        aside = writing.name_aside(self.path)
        said = f"{problem} It was kept as {aside.name}"
        for version in writing.versions(self.history):
            try:
                content = load_bytes(version)
                answers = parse(content, version, self.page)
            except AnswersError:
                continue
            writing.replace(self.path, content, aside=aside)
            when = datetime.fromtimestamp(version.stat().st_mtime).astimezone()
            self.notice = (
                f"{said}, and your answers as they were at {when:%H:%M on %d %B} were put in its place."
            )
            return answers
        self.path.rename(aside)
        self.notice = f"{said}, and a new file was begun."
        return {}

    def _write(self, key: str, answers: dict[str, Answer]) -> None:
        document = {
            "schema": SCHEMA,
            "version": VERSION,
            "page": self.page,
            "written_by": f"localchange {__version__}",
            "answers": {name: answers[name].to_entry() for name in sorted(answers)},
        }
        content = (json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()
        # What would not be read again is not written.
        if len(content) > MOST_BYTES:
            raise AnswersError(
                f"Not saved: the answers of this page would fill more than {MOST_BYTES:,} bytes. "
                "Shorten a long text."
            )
        parse(content, self.path, self.page)
        old = self.path.read_bytes() if self.path.exists() else None
        newest = next(iter(writing.versions(self.history)), None)
        known = newest is not None and newest.read_bytes() == old
        if old is not None and not known:
            writing.keep_version(old, self.history)
        writing.replace(self.path, content)
        now = time.monotonic()
        typing = known and self._last[:2] == (key, old) and now - self._last[2] < TYPING
        with contextlib.suppress(OSError):  # the answers are saved; the version before has its own file
            writing.keep_version(content, self.history, instead_of=newest if typing else None)
        self._last = (key, content, self._last[2] if typing else now)
