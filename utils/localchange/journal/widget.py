"""What is read over the whole course, as widgets on a page: brought up to date by a button, taken away as a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import traitlets

from localchange import course
from localchange.answers import writing
from localchange.documents.as_html import to_fragment
from localchange.documents.as_word import to_docx
from localchange.documents.blocks import Block, Report, Told
from localchange.errors import CourseError
from localchange.frontend import CourseWidget, idle
from localchange.journal.beliefs import at_the_end, beliefs
from localchange.journal.progress import of_one
from localchange.journal.reading import chapters
from localchange.journal.story import journal, problems, whole

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WORD_FILE = "my-journal.docx"

Blocks = Callable[[Path], Sequence[Block]]


class Reading(CourseWidget):
    """A report on what one learner has answered over the whole course.

    Parameters
    ----------
    folder
        A folder of the course: that of the page which shows it.
    name, title
        What it is called, for the page and for the reader.
    blocks
        Makes the report from the course folder.
    save
        What the button says that writes the journal as a Word file; none where it is empty.
    """

    part = traitlets.Unicode("told").tag(sync=True)
    spec = traitlets.Dict().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)

    def __init__(self, folder: Path, name: str, title: str, blocks: Blocks, save: str = "") -> None:
        self._folder = folder
        self._blocks = blocks
        super().__init__(spec={"name": name, "title": title, "save": save}, state={"blocks": []})
        if not idle():
            self.show()
            self.on_msg(self._heard)

    def show(self, **more: Any) -> None:
        """Read all answers again."""
        self.state = {"blocks": self._report().as_state(), "said": "", "problem": "", "ack": "", **more}

    def _report(self) -> Report:
        try:
            found = tuple(self._blocks(course.find_course(self._folder)))
        except CourseError as problem:
            found = (Told(f"There is nothing to show: {problem}"),)
        return Report(str(self.spec["title"]), found)

    def _heard(self, _: Any, content: Any, buffers: Any) -> None:
        doing = content.get("do") if isinstance(content, dict) else None
        if doing == "refresh":
            self.show(ack=str(content.get("id", "")), said="Brought up to date.")
        elif doing == "save" and self.spec["save"]:
            self._write(str(content.get("id", "")))

    def _write(self, ack: str) -> None:
        try:
            path, document = write_journal(self._folder)
        except CourseError as problem:
            self.show(ack=ack, problem=str(problem))
            return
        said = f"Written at {datetime.now().astimezone():%H:%M}: {path.name}, beside this page."
        self.show(ack=ack, said=said)
        self.send({"file": path.name, "type": WORD_TYPE}, buffers=[document])

    def as_html(self) -> str | None:
        """Give the report for a reader without the widget."""
        return None if idle() else to_fragment(self._report(), highest=3)


def write_journal(folder: Path) -> tuple[Path, bytes]:
    """Write the journal and the ledger as a Word file into the course folder's ``course``.

    Parameters
    ----------
    folder
        A folder of the course.

    Returns
    -------
    Path
        The file.
    bytes
        What it holds.
    """
    root = course.find_course(folder)
    document = to_docx(whole(root, datetime.now(UTC)), across=True)
    path = root / "course" / WORD_FILE
    try:
        writing.replace(path, document)
    except OSError as error:
        why = writing.why_not(error, path.parent).replace("Save again", "Press the button again")
        raise CourseError(f"The Word file was not written: {why}") from None
    return path, document


def show_journal(folder: Path) -> Reading:
    """Show what was foreseen, judged and written, with the button that writes the Word file."""

    def blocks(root: Path) -> Sequence[Block]:
        found = chapters(root)
        return (*problems(found), *journal(found))

    return Reading(folder, "journal", "Your journal", blocks, save="Write my journal as a Word file")


def show_ledger(folder: Path) -> Reading:
    """Show first and last confidence on each claim beside the verdicts."""

    def blocks(root: Path) -> Sequence[Block]:
        found = chapters(root)
        return (*problems(found), *at_the_end(beliefs(course.load(root).claims, found)))

    return Reading(folder, "ledger_at_the_end", "The ledger, from first to last", blocks)


def show_progress(folder: Path) -> Reading:
    """Show what is done of each outcome."""
    return Reading(folder, "progress", "How far you have come", of_one)
