"""How sure the learner was, beside how often they were right: shown once every question has an answer."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING

import ipywidgets

from localchange.errors import CourseError

if TYPE_CHECKING:
    from localchange.exercises.page import Page


@dataclass(frozen=True)
class Tally:
    """What came of some statements that were judged true or false.

    Parameters
    ----------
    rows
        For each statement: its words, what was answered, how sure (50 to 100, in per cent), and the right answer.
    waiting
        How many statements have no answer, or no confidence, yet.
    """

    rows: tuple[tuple[str, str, float, str], ...]
    waiting: int

    @property
    def right(self) -> int:
        """How many were right."""
        return sum(given == truth for _, given, _, truth in self.rows)

    @property
    def expected(self) -> float:
        """How many would be right if the confidence was just."""
        return sum(sure for _, _, sure, _ in self.rows) / 100

    def in_words(self) -> str:
        """Say it in two sentences."""
        sure = fmean(sure for _, _, sure, _ in self.rows)
        gap = self.expected - self.right
        verdict = "about as sure as you were right"
        if gap >= 1:
            verdict = "surer than you were right"
        elif gap <= -1:
            verdict = "less sure than you were right"
        return (
            f"You were {sure:.0f}% sure on average, so you expected about {self.expected:.1f} right of "
            f"{len(self.rows)}; {self.right} were. On these you were {verdict}. So few questions can only hint: "
            "one more right or wrong is chance."
        )


def tally(page: Page, truths: Mapping[str, str]) -> Tally:
    """Collect the answers to statements that were judged with a confidence.

    Parameters
    ----------
    page
        The page that asked.
    truths
        The right option of each question, by its key.

    Returns
    -------
    Tally
        In the order of ``truths``.
    """
    rows = []
    for key, truth in truths.items():
        if key not in page.questions:
            raise CourseError(f"The page asks no question “{key}”; ask it before the calibration is shown.")
        answer = page.answer(key)
        value = answer.value if answer is not None and answer.kind == "choice" else {}
        if "choice" in value and "confidence" in value:
            rows.append((page.questions[key], str(value["choice"]), float(value["confidence"]), truth))
    return Tally(tuple(rows), len(truths) - len(rows))


class Calibration(ipywidgets.HTML):
    """The tally as a table, brought up to date with each answer."""

    def __init__(self, page: Page, truths: Mapping[str, str]) -> None:
        self._page = page
        self._truths = dict(truths)
        super().__init__()
        self.show()
        page.kept.watch(self)

    def show(self) -> None:
        """Read the answers again."""
        found = tally(self._page, self._truths)
        if found.waiting:
            self.value = (
                f"<p><strong>{found.waiting} of {len(self._truths)}</strong> statements still need an answer with a "
                "confidence, above under <em>Predict</em>. Once each has one, you see here what came of them.</p>"
            )
            return
        rows = "".join(
            f'<tr><th scope="row" style="text-align:left;font-weight:normal">{html.escape(words)}</th>'
            f"<td>{html.escape(given)}, {sure:.0f}% sure</td><td>{html.escape(truth)}</td>"
            f"<td>{'right' if given == truth else 'not right'}</td></tr>"
            for words, given, sure, truth in found.rows
        )
        self.value = (
            '<table><caption style="text-align:left">How sure you were, and what is so</caption>'
            '<thead><tr><th scope="col">Statement</th><th scope="col">You said</th>'
            '<th scope="col">It is</th><th scope="col">So you were</th></tr></thead>'
            f"<tbody>{rows}</tbody></table><p>{html.escape(found.in_words())}</p>"
        )
