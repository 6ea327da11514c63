"""A lab that keeps published results back until the learner has said what to expect."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from localchange.frontend import idle
from localchange.labs.lab import Lab
from localchange.labs.subject import Subject

if TYPE_CHECKING:
    from localchange.exercises import Page


class KeepsBack(Subject, Protocol):
    """A subject that draws and says published results once it is told to."""

    revealed: bool


class RevealingLab(Lab):
    """A lab whose published results come once an answer exists.

    Parameters
    ----------
    subject
        The model, its handles and its picture.
    page
        The page that the answer is on; the lab is told of every answer that is saved there.
    after
        Key of the answer; a prediction counts once it is committed. ``None``: nothing is kept back.
    """

    def __init__(self, subject: KeepsBack, *, page: Page, after: str | None = None, **more: Any) -> None:
        self._page, self._after, self._keeper = page, after, subject
        subject.revealed = self._said()
        super().__init__(subject, **more)
        if after is not None and not idle():
            page.kept.watch(self)

    def show(self) -> None:
        """Hear that an answer was saved on the page."""
        if self._keeper.revealed or not self._said():
            return
        self._keeper.revealed = True
        self._runs.clear()
        self._show("The published results are here now.", self.history.now, self.history.now)

    def _said(self) -> bool:
        if self._after is None:
            return True
        if idle():
            return False
        answer = self._page.answer(self._after)
        return answer is not None and (answer.locked or answer.kind != "prediction")
