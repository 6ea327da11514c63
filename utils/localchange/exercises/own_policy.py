"""The learner's own policy, as they wrote it in the welcome, shown again and never changed here."""

from __future__ import annotations

import html
import os
from dataclasses import dataclass
from pathlib import Path

from localchange import course
from localchange.answers import AnswersError, read_answers
from localchange.errors import CourseError
from localchange.frontend import idle

WRITTEN_IN = "00_welcome"
KEY = "own_policy"


@dataclass(frozen=True)
class OwnPolicy:
    """What to show: the learner's words, or where to write them.

    Parameters
    ----------
    text
        What the learner wrote; empty when there is nothing yet.
    link
        The way from the page to the welcome, for a link.
    problem
        Why it could not be read, if so.
    """

    text: str
    link: str
    problem: str = ""

    def _repr_html_(self) -> str:
        """Give it as HTML, the learner's words as text and nothing else."""
        if self.text:
            words = "<br>".join(html.escape(line) for line in self.text.splitlines())
            return (
                "<p><strong>Your own policy, as you wrote it in Welcome</strong></p>"
                f"<blockquote><p>{words}</p></blockquote>"
                f"<p>It is kept on this machine. {self._link('Change it in Welcome')}, then run this page again.</p>"
            )
        return (
            f"<p><strong>You have not written down a policy of your own yet.</strong> {html.escape(self.problem)} "
            f"{self._link('Write it in Welcome')}, under the heading <em>Your own policy</em>: two or three "
            "sentences. Then run this page again.</p>"
        )

    def __repr__(self) -> str:
        """Give it as plain text."""
        if self.text:
            return f"Your own policy, as you wrote it in Welcome:\n{self.text}"
        return f"You have not written down a policy of your own yet. {self.problem} Write it in {self.link}.".replace(
            "  ", " "
        )

    def _link(self, words: str) -> str:
        return f'<a href="{html.escape(self.link)}">{words}</a>'


def own_policy(folder: Path) -> OwnPolicy:
    """Find what the learner wrote of their own policy.

    Parameters
    ----------
    folder
        The folder of the page that shows it.

    Returns
    -------
    OwnPolicy
        With no text where there is none, where it cannot be read, or while nbgrader runs the page.
    """
    if idle():
        return OwnPolicy("", _link_to(WRITTEN_IN))
    try:
        written = course.find_course(folder) / "course" / WRITTEN_IN
    except CourseError as problem:
        return OwnPolicy("", _link_to(WRITTEN_IN), str(problem))
    link = Path(os.path.relpath(written / f"{WRITTEN_IN}.ipynb", folder.resolve())).as_posix()
    path = written / "answers.json"
    try:
        answer = read_answers(path, WRITTEN_IN).get(KEY) if path.exists() else None
    except AnswersError as problem:
        return OwnPolicy("", link, str(problem))
    text = str(answer.value.get("text", "")) if answer is not None and answer.kind == "text" else ""
    return OwnPolicy(text.strip(), link)


def _link_to(slug: str) -> str:
    return f"../{slug}/{slug}.ipynb"
