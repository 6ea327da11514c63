"""The button that makes the one-page submission of module 7 out of what is saved."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Any

import traitlets

from localchange.errors import CourseError
from localchange.frontend import CourseWidget, idle
from localchange.frontend.rerun import made_here
from localchange.labs.own_theory import own_theory
from localchange.labs.package import saved_package
from localchange.models.theory_of_change import Theory

if TYPE_CHECKING:
    from localchange.documents.submission import Submission
    from localchange.exercises import Page

TO = "Minister of State for Health"
SENDER = "Policy official, the department"
TITLE = "A balanced approach to change: advice"
FILE = "submission.docx"
WORD_FILE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
IDLE = "The submission is made from answers, by whoever opens the page."


class SubmissionMaker(CourseWidget):
    """The button, with what is there and what is missing.

    Parameters
    ----------
    page
        The page that the cell is on.
    keys
        Where each is saved: ``issue``, ``recommendation``, ``timing``, ``considerations``, ``package``, ``theory``.
    to, sender, title
        What stands at the head of the page.
    """

    part = traitlets.Unicode("document").tag(sync=True)
    spec = traitlets.Dict().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)

    def __init__(self, page: Page, keys: Mapping[str, str], *, to: str, sender: str, title: str) -> None:
        self._page, self._keys = page, keys
        self._head = {"to": to, "sender": sender, "title": title}
        super().__init__(
            spec={
                "title": "Your submission as a Word file",
                "says": "One page with your four parts, and annexes with the package and the theory of change. It is "
                "made from what is saved on this page, and nothing is sent anywhere.",
                "button": "Make the Word file",
            }
        )
        made_here(self)
        if not idle():
            self.show()
            page.kept.watch(self)
            self.on_msg(self._heard)

    def show(self) -> None:
        """Say which parts are there, and how many words they have."""
        made = self.submission()
        self.state = {"parts": _parts(made), "words": made.words, "limit": _documents().LIMIT}

    def submission(self) -> Submission:
        """Give the submission as it would be made now."""
        texts = {part: self._text(self._keys[part]) for part in _documents().PARTS}
        made: Submission = _documents().Submission(
            **self._head,
            on=date.today(),
            **texts,
            package=saved_package(self._page, self._keys["package"]),
            theory=self._theory(),
        )
        return made

    def _text(self, key: str) -> str:
        answer = self._page.answer(key)
        return str(answer.value.get("text", "")) if answer is not None and answer.kind == "text" else ""

    def _theory(self) -> Theory | None:
        answer = self._page.answer(self._keys["theory"])
        if answer is not None and answer.kind == "theory":
            try:
                theory = Theory.from_json(answer.value)
            except CourseError:
                return None
            if theory.steps:
                return theory
        return own_theory(self._page)

    def _heard(self, _: Any, content: Any, buffers: Any) -> None:
        if not isinstance(content, dict) or content.get("do") != "make":
            return
        asked = {"id": str(content.get("id", ""))}
        try:
            made = self.submission()
            file: bytes = _documents().to_docx(made)
        except CourseError as problem:
            self.send({**asked, "sorry": str(problem)})
        except Exception:
            logging.getLogger(__name__).exception("A submission could not be made")
            self.send({**asked, "sorry": "The file could not be made. Your answers are saved; try again."})
        else:
            self.send({**asked, "file": FILE, "type": WORD_FILE}, buffers=[file])

    def as_text(self) -> str:
        """Say what the button is, for a reader without it."""
        return IDLE


def submission(
    page: Page,
    *,
    to: str = TO,
    sender: str = SENDER,
    title: str = TITLE,
    issue: str = "submission_issue",
    recommendation: str = "submission_recommendation",
    timing: str = "submission_timing",
    considerations: str = "submission_considerations",
    package: str = "package",
    theory: str = "package_theory",
) -> SubmissionMaker:
    """Show the button that makes a one-page submission in Word out of what is saved.

    Parameters
    ----------
    page
        The page that the cell is on.
    to, sender, title
        What stands at the head of the page; roles, not people.
    issue, recommendation, timing, considerations
        Keys of answers of the kind *text*.
    package
        Key of an answer of the kind *allocation*.
    theory
        Key of an answer of the kind *theory*; where there is none, the learner's own of module 2 is read for the file.
    """
    keys = {
        "issue": issue,
        "recommendation": recommendation,
        "timing": timing,
        "considerations": considerations,
        "package": package,
        "theory": theory,
    }
    return SubmissionMaker(page, keys, to=to, sender=sender, title=title)


def _parts(made: Submission) -> list[list[str]]:
    said = [(name, _counted(getattr(made, part))) for part, name in _documents().PARTS.items()]
    package = "nothing saved yet" if made.package is None else "there"
    theory = (
        "none found: it is left out"
        if made.theory is None
        else (made.theory.title or "there, without a title")
    )
    return [
        list(one)
        for one in (*said, ("Annex A: the package", package), ("Annex B: the theory of change", theory))
    ]


def _counted(text: str) -> str:
    number = len(text.split())
    return f"{number} {'word' if number == 1 else 'words'}" if number else "nothing written yet"


def _documents() -> Any:
    """Load what makes Word files only where it is needed: it is slow to load, and most pages make none."""
    return import_module("localchange.documents.submission")
