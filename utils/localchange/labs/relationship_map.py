"""The map of a learner's own relationships: kept apart from the answers, and never handed in unless they choose."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import traitlets

from localchange.answers import Answer, AnswerStore
from localchange.errors import CourseError
from localchange.exercises import Page, asking
from localchange.exercises.kept import Kept
from localchange.exercises.question import Question

FILE = "own_relationships.json"
"""Where it is kept, beside the answers; git is told to leave it alone."""

FIELDS = {"who": 200, "goal": 1000, "give": 1000, "ask": 1000, "next": 1000, "when": 100}
"""What is written of each relationship, with the most characters: who, the shared goal, what is given, what is asked,
what the next conversation is about, and when it is."""

MOST = 60
"""The most relationships that are kept."""

PROMPT = (
    "Your map of relationships\n\nWho has to be with you for your own change to happen, what do you both want, what do "
    "you give and what do you ask? Write roles, not names. This is for you: nobody marks it."
)


class RelationshipMap(Question):
    """The map, saved in a file of its own.

    Nothing of it is part of the widget's state, because Jupyter saves that in the notebook: it travels to the page as a
    message when the page asks for it.

    Parameters
    ----------
    page
        The page that the cell is on.
    key
        Name of the map, and of its copy in ``answers.json`` if the learner wants one there.
    """

    bundle_name = "network"

    part = traitlets.Unicode("map").tag(sync=True)
    state = traitlets.Dict()
    """Not synchronised: see above."""

    def __init__(self, page: Page, key: str) -> None:
        self._answers = page
        apart = Page(page.slug, folder=page.folder)
        apart.kept = Kept(AnswerStore(page.folder, page.slug, name=FILE))
        spec = {
            "kind": "relationships",
            "prompt": PROMPT,
            "fields": FIELDS,
            "most": MOST,
            "file": FILE,
        }
        super().__init__(apart, key, spec)

    def _acts(self) -> dict[Any, Callable[[dict[str, Any]], None]]:
        return {"open": lambda content: None, "save": self._save, "share": self._share}

    def _beside(self, answer: Answer | None) -> dict[str, Any]:
        return {"shared": self._shared()}

    def show(self, acknowledge: str = "") -> None:
        """Bring the page up to date, by a message."""
        super().show(acknowledge)
        self.send({"state": self.state})

    def _shared(self) -> bool:
        copy = self._answers.answer(self._key)
        return copy is not None and copy.kind == "relationships"

    def _share(self, content: dict[str, Any]) -> None:
        if content.get("shared") is True:
            answer = self._answer()
            if answer is None:
                raise CourseError("There is nothing to put into your answers yet: add a relationship first.")
            self._answers.save(self._key, "relationships", answer.value)
        elif self._shared():
            self._answers.kept.remove(self._key)

    def _save(self, content: dict[str, Any]) -> None:
        """Save the map, and its copy where the learner has asked for one."""
        super()._save(content)
        answer = self._answer()
        if not self._shared():
            return
        if answer is None:
            self._answers.kept.remove(self._key)
        else:
            self._answers.save(self._key, "relationships", answer.value)

    def as_html(self) -> str | None:
        """Give the title alone: what a learner wrote here is nobody else's."""
        return "<p><strong>Your map of relationships</strong></p><p>It is kept on your machine.</p>"


def relationship_map(page: Page, key: str = "own_relationships") -> RelationshipMap:
    """Show the learner's own map of relationships, on practice pages only.

    It is saved in ``own_relationships.json`` beside the answers, which is never part of what is handed in. The learner
    can put a copy into the answers, and take it out again.

    Parameters
    ----------
    page
        The page that the cell is on.
    key
        Name of the map.

    Raises
    ------
    CourseError
        On a page that is assessed.
    """
    asking.question_key(key)
    if page.assessed:
        raise CourseError("The learner's own map is private: it cannot be on a page that is assessed.")
    return RelationshipMap(page, key)
