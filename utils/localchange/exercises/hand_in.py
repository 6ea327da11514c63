"""Handing in where there is no exchange: one zip with the answers and the notebook."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import traitlets

from localchange.answers import writing
from localchange.errors import CourseError
from localchange.frontend import CourseWidget, idle

if TYPE_CHECKING:
    from localchange.exercises.page import Page


class HandIn(CourseWidget):
    """A button that writes ``<slug>.hand-in.zip`` beside the notebook and says what is in it."""

    part = traitlets.Unicode("hand_in").tag(sync=True)
    state = traitlets.Dict().tag(sync=True)

    def __init__(self, page: Page) -> None:
        self._page = page
        super().__init__(state={"missing": [], "said": "", "problem": ""})
        if not idle():
            self.show()
            page.kept.watch(self)
            self.on_msg(self._heard)

    def show(self) -> None:
        """Say which questions have no answer yet."""
        self.state = {**self.state, "missing": missing(self._page), "asked": len(self._page.questions)}

    def _heard(self, _: Any, content: Any, buffers: Any) -> None:
        if not isinstance(content, dict) or content.get("do") != "hand in":
            return
        try:
            path, size = write_zip(self._page)
        except CourseError as error:
            self.state = {**self.state, "problem": str(error), "said": "", "ack": content.get("id")}
            return
        said = (
            f"Written at {datetime.now().astimezone():%H:%M}: {path.name} ({max(1, size // 1000):,} KB), "
            "beside this notebook. Send that file, or upload it where you were told to."
        )
        self.state = {
            "missing": missing(self._page),
            "asked": len(self._page.questions),
            "said": said,
            "problem": "",
            "ack": content.get("id"),
        }
        self.send({"zip": path.name}, buffers=[path.read_bytes()])


def missing(page: Page) -> list[str]:
    """List the prompts of the questions that have no answer."""
    answers = page.kept.answers()
    return [prompt for key, prompt in page.questions.items() if key not in answers]


def write_zip(page: Page) -> tuple[Path, int]:
    """Write the zip of a page: the answers and the notebook, and nothing else.

    Returns
    -------
    Path
        Where it is.
    int
        Its size in bytes.
    """
    answers = page.folder / "answers.json"
    if not page.kept.answers():
        raise CourseError("There is nothing to hand in yet: answer a question first.")
    notebook = _notebook(page)
    held = io.BytesIO()
    try:
        with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("answers.json", answers.read_bytes())
            archive.writestr(f"{page.slug}.ipynb", notebook.read_bytes())
        path = page.folder / f"{page.slug}.hand-in.zip"
        writing.replace(path, held.getvalue())
    except OSError as error:
        why = writing.why_not(error, page.folder).replace("Save again", "Make the file to hand in")
        raise CourseError(f"The file to hand in was not written: {why}") from None
    return path, path.stat().st_size


def _notebook(page: Page) -> Path:
    named = page.folder / f"{page.slug}.ipynb"
    if named.is_file():
        return named
    found = sorted(page.folder.glob("*.ipynb"))
    if len(found) == 1:
        return found[0]
    raise CourseError(
        f"The notebook {named.name} is not in {page.folder}: give it that name again, "
        "then press the button once more."
    )
