"""How a learner did on questions of several modules, module by module, shown once all have an answer."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, Any

from IPython.display import display

from localchange import course
from localchange.course import Module
from localchange.course_sections import pages, sections
from localchange.exercises.calibration import Tally
from localchange.exercises.question import Question
from localchange.exercises.recall import RecallQuestion

if TYPE_CHECKING:
    from localchange.exercises.page import Page


@dataclass(frozen=True)
class Reply:
    """An answer to one question.

    Attributes
    ----------
    question
        The question.
    chosen
        Key of the option that was chosen.
    sure
        How sure the learner was, 50 to 100, in per cent.
    """

    question: RecallQuestion
    chosen: str
    sure: float

    @property
    def right(self) -> bool:
        """Whether it is right."""
        return self.chosen == self.question.right


@dataclass(frozen=True)
class Standing:
    """How somebody did on the questions of one module.

    Attributes
    ----------
    root
        The course folder.
    module
        The module.
    replies
        The answers to its questions.
    """

    root: Path
    module: Module
    replies: tuple[Reply, ...]

    @property
    def asked(self) -> int:
        """How many questions it had."""
        return len(self.replies)

    @property
    def right(self) -> int:
        """How many were right."""
        return sum(reply.right for reply in self.replies)

    @property
    def least_sure(self) -> float:
        """The least confidence with which an answer was given, in per cent."""
        return min(reply.sure for reply in self.replies)

    def missed_outcomes(self) -> str:
        """Name what was missed, as the module's outcomes put it."""
        missed = self._missed()
        return "; ".join(outcome.text for outcome in self.module.outcomes if outcome.id in missed)

    def read_again(self) -> str:
        """Give links to the sections that teach what was missed, as HTML."""
        wanted = self._missed()
        taught = {cell for each in self.module.outcomes if each.id in wanted for cell in each.taught}
        links = [
            f'<a href="../{self.module.slug}/{path.name}#{html.escape(section.fragment)}">'
            f"{html.escape(section.heading)}</a>"
            for path in pages(self.root, self.module.slug)
            for section in sections(path)
            if taught & set(section.cells)
        ]
        return "; ".join(links)

    def _missed(self) -> set[str]:
        return {reply.question.outcome for reply in self.replies if not reply.right}


def ask(page: Page, questions: Sequence[RecallQuestion], prefix: str) -> list[Question]:
    """Ask questions, each with a confidence; nothing is said about an answer."""
    return [page.choice(one.kept_as(prefix), one.prompt, one.options, confidence=True) for one in questions]


class ByModule:
    """The result as a table, brought up to date with each answer.

    It is an output like any other and no widget, so that its links open in JupyterLab beside the page.

    Parameters
    ----------
    page
        The page that asks.
    root
        The course folder.
    questions
        What it asks.
    prefix
        How the keys begin under which the answers are kept.
    caption
        Title of the table.
    advise
        From how somebody did on a module to advice, as HTML.
    """

    def __init__(
        self,
        page: Page,
        root: Path,
        questions: Sequence[RecallQuestion],
        prefix: str,
        caption: str,
        advise: Callable[[Standing], str],
    ) -> None:
        self._page, self._root, self._prefix = page, root, prefix
        self._questions, self._caption, self._advise = tuple(questions), caption, advise
        self._handle: Any = None
        self.value = ""
        self.show()
        page.kept.watch(self)

    def show(self) -> None:
        """Read the answers again, and show what comes of them."""
        self.value = self._result()
        if self._handle is not None:
            self._handle.update(self._bundle(), raw=True)

    def _ipython_display_(self) -> None:
        self._handle = display(self._bundle(), raw=True, display_id=True)

    def _bundle(self) -> dict[str, str]:
        plain = html.unescape(re.sub(r"<[^>]+>", " ", self.value))
        return {"text/html": self.value, "text/plain": " ".join(plain.split())}

    def _result(self) -> str:
        replies = [reply for one in self._questions if (reply := self._reply(one))]
        waiting = len(self._questions) - len(replies)
        if waiting:
            return (
                f"<p><strong>{waiting} of {len(self._questions)}</strong> questions above still need an "
                "answer with a confidence. The result is shown here then.</p>"
            )
        return self._table(replies) + _in_words(replies) + _worked(replies)

    def _reply(self, one: RecallQuestion) -> Reply | None:
        answer = self._page.answer(one.kept_as(self._prefix))
        value = answer.value if answer is not None and answer.kind == "choice" else {}
        if "choice" in value and "confidence" in value:
            return Reply(one, str(value["choice"]), float(value["confidence"]))
        return None

    def _table(self, replies: Sequence[Reply]) -> str:
        rows = ""
        for module in course.load(self._root).modules:
            own = tuple(reply for reply in replies if reply.question.module == module.slug)
            if not own:
                continue
            standing = Standing(self._root, module, own)
            sure = fmean(reply.sure for reply in own)
            rows += (
                f'<tr><th scope="row" style="text-align:left">{module.slug[:2]} {html.escape(module.title)}</th>'
                f"<td>{standing.right} of {standing.asked}</td><td>{sure:.0f}%</td>"
                f'<td style="text-align:left">{self._advise(standing)}</td></tr>'
            )
        heads = [("Module", True), ("Right", False), ("How sure, on average", False), ("Advice", True)]
        head = "".join(
            f'<th scope="col" style="text-align:{"left" if left else "right"}">{words}</th>'
            for words, left in heads
        )
        return (
            f'<table><caption style="text-align:left">{html.escape(self._caption)}</caption>'
            f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        )


def _in_words(replies: Sequence[Reply]) -> str:
    rows = tuple((each.question.prompt, each.chosen, each.sure, each.question.right) for each in replies)
    return f"<p>{html.escape(Tally(rows, 0).in_words())}</p>"


def _worked(replies: Sequence[Reply]) -> str:
    """Say of each wrong answer what the mistake is, and the worked answer."""
    missed = [reply for reply in replies if not reply.right]
    if not missed:
        return ""
    points = "".join(
        f"<li><em>{_plain(each.question.prompt)}</em> You said: "
        f"{_plain(each.question.options.get(each.chosen, each.chosen)).rstrip('.')}. "
        f"{_plain(each.question.feedback.get(each.chosen, ''))} {_plain(each.question.worked)}</li>"
        for each in missed
    )
    return f"<p><strong>What was not right</strong></p><ul>{points}</ul>"


def _plain(words: str) -> str:
    """Give a text of a question as HTML without its emphasis."""
    return html.escape(words.replace("*", ""))
