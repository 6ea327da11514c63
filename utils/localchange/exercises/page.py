"""The questions of one notebook."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from localchange import course
from localchange.answers import Answer, AnswerStore
from localchange.errors import CourseError
from localchange.exercises import asking, recall
from localchange.exercises.anchor import Anchor
from localchange.exercises.calibration import Calibration
from localchange.exercises.call import Call
from localchange.exercises.claims import claim_text
from localchange.exercises.hand_in import HandIn
from localchange.exercises.handle import Handle
from localchange.exercises.kept import Kept
from localchange.exercises.ledger import Ledger
from localchange.exercises.own_policy import OwnPolicy, own_policy
from localchange.exercises.practice import Practice
from localchange.exercises.question import Question
from localchange.frontend import idle

Stage = Literal["before", "after", "assessed"]


class Page:
    """The page that a notebook is: it makes questions and keeps their answers beside the notebook.

    Each method that asks gives a widget, to be the last thing in its cell.

    Parameters
    ----------
    slug
        The module, for instance ``03_targets``; the assignment of a module has the same name.
    assessed
        Whether this is an assignment: answers are recorded, and nothing is said about them.
    folder
        Where the notebook lies; by default the current folder, which in Jupyter is that.

    Examples
    --------
    >>> page = Page("03_targets")  # doctest: +SKIP
    >>> page.choice("mix", "Which one?", {"a": "This", "b": "That"})  # doctest: +SKIP
    """

    def __init__(self, slug: str, *, assessed: bool = False, folder: Path | str | None = None) -> None:
        self.slug = slug
        self.assessed = assessed
        self.folder = Path(folder) if folder is not None else Path.cwd()
        self.kept = Kept(AnswerStore(self.folder, slug))
        self.place = hashlib.sha256(f"{self.folder.resolve()}|{slug}".encode()).hexdigest()[:12]
        self.questions: dict[str, str] = {}
        """The prompts of the questions asked so far, by key."""

    def answer(self, key: str) -> Answer | None:
        """Give the saved answer to a question, or ``None``."""
        return self.kept.answers().get(key)

    def save(self, key: str, kind: str, value: dict[str, Any], *, locked: bool = False) -> Answer:
        """Save an answer that comes from elsewhere than a question of this page: a lab, for instance."""
        return self.kept.save(key, kind, value, locked=locked)

    def choice(
        self,
        key: str,
        prompt: str,
        options: Mapping[str, str],
        *,
        confidence: bool = False,
        practice: Practice | None = None,
    ) -> Question:
        """Ask for one of several options, and with ``confidence`` how sure the learner is (50 to 100%)."""
        spec = {"options": asking.pairs(key, options), "confidence": confidence}
        return self._ask(key, "choice", prompt, spec, practice)

    def several(
        self,
        key: str,
        prompt: str,
        options: Mapping[str, str],
        *,
        at_most: int | None = None,
        practice: Practice | None = None,
    ) -> Question:
        """Ask for every option that fits, ``at_most`` so many."""
        return self._ask(
            key, "several", prompt, {"options": asking.pairs(key, options), "at_most": at_most}, practice
        )

    def number(
        self,
        key: str,
        prompt: str,
        unit: str,
        *,
        low: float | None = None,
        high: float | None = None,
        step: float | None = None,
        practice: Practice | None = None,
    ) -> Question:
        """Ask for a number in a unit, between ``low`` and ``high``; arrow keys move it by ``step``."""
        return self._ask(
            key, "number", prompt, {"unit": unit, "low": low, "high": high, "step": step}, practice
        )

    def prediction(
        self,
        key: str,
        prompt: str,
        unit: str,
        *,
        low: float,
        high: float,
        step: float = 1,
        reveal: str | None = None,
    ) -> Question:
        """Ask for a best guess and a range that should hold the truth four times in five.

        Committing locks it. ``reveal`` is shown once it is locked, on practice pages only.
        """
        self._not_assessed(key, reveal, "a text to reveal")
        asking.bounds(key, low, high, step)
        spec = {"unit": unit, "low": low, "high": high, "step": step}
        return self._ask(key, "prediction", prompt, spec, None, reveal=reveal)

    def ranking(
        self, key: str, prompt: str, items: Mapping[str, str], *, practice: Practice | None = None
    ) -> Question:
        """Ask for an order of items."""
        return self._ask(key, "ranking", prompt, {"items": asking.pairs(key, items)}, practice)

    def allocation(
        self,
        key: str,
        prompt: str,
        items: Mapping[str, str],
        *,
        total: float = 100,
        unit: str = "points",
        practice: Practice | None = None,
    ) -> Question:
        """Ask how to spend a budget of ``total`` on items."""
        spec = {"items": asking.pairs(key, items), "total": total, "unit": unit}
        return self._ask(key, "allocation", prompt, spec, practice)

    def setting(
        self, key: str, prompt: str, handles: Sequence[Handle], *, practice: Practice | None = None
    ) -> Question:
        """Ask for the settings of some handles."""
        spec = {"handles": [handle.as_dict() for handle in handles]}
        return self._ask(key, "setting", prompt, spec, practice)

    def text(
        self,
        key: str,
        prompt: str,
        *,
        words: tuple[int, int] | None = None,
        anchors: Mapping[str, str | Anchor] | None = None,
        self_compared: bool = False,
        call: Call | None = None,
    ) -> Question:
        """Ask for a text of so many ``words``.

        Parameters
        ----------
        key, prompt, words
            The question.
        anchors
            Examples by level, shown once there is a text of one's own; an :class:`Anchor` says why it is
            as good as it is.
        self_compared
            Whether nobody marks the text, so that even an assignment may show examples to compare it with.
        call
            Somebody who rings and wants an answer by the clock.
        """
        if not self_compared:
            self._not_assessed(key, anchors, "examples to compare with")
        shown = {
            level: each.shown() if isinstance(each, Anchor) else each
            for level, each in (anchors or {}).items()
        }
        spec: dict[str, Any] = {"words": list(words) if words else None}
        if call:
            spec["call"] = call.spec()
        return self._ask(key, "text", prompt, spec, None, anchors=shown or None, call=call)

    def claim(self, claim_id: str, stage: Stage, *, text: str | None = None) -> Question:
        """Ask for a row of the ledger of claims.

        Parameters
        ----------
        claim_id
            The claim, as ``course.toml`` names it.
        stage
            ``"before"`` asks how sure the learner is; ``"after"`` asks again, with a verdict and what would
            change their mind; ``"assessed"`` asks the same in an assignment.
        text
            The claim in words; by default as ``course.toml`` has it.
        """
        asks = {"before": ["before"], "after": ["after", "verdict", "change_mind"]}
        asks["assessed"] = asks["after"]
        if stage not in asks:
            raise CourseError(f"The stage of a claim is “before”, “after” or “assessed”, not “{stage}”.")
        spec = {"asks": asks[stage], "stage": stage}
        return self._ask(f"claim_{claim_id}", "claim", text or claim_text(claim_id, self.folder), spec, None)

    def recall(self) -> list[Question]:
        """Ask the four short questions from earlier modules that this one opens with.

        They stand in ``course/NN_slug/recall.toml`` of those modules. A cell shows them with
        ``display(*page.recall())``.
        """
        self._not_assessed("recall", self.slug, "questions from earlier modules")
        try:
            root = course.find_course(self.folder)
        except CourseError:
            if idle():
                return []
            raise
        return [
            self.choice(one.asked_as, one.prompt, one.options, practice=one.practice())
            for one in recall.chosen(root, self.slug)
        ]

    def own_policy(self) -> OwnPolicy:
        """Show what the learner wrote of their own policy in the welcome; on practice pages only.

        It is read and shown, and nothing is saved on this page: an assignment never holds it.
        """
        self._not_assessed("own_policy", self.slug, "the learner's own policy")
        return own_policy(self.folder)

    def calibration(self, truths: Mapping[str, str]) -> Calibration:
        """Set how sure the learner was beside what is so, for statements asked with a confidence above.

        ``truths`` gives the right option by the key of the question. Nothing is told before all have an answer.
        """
        self._not_assessed("calibration", truths, "a tally of what was right")
        return Calibration(self, truths)

    def ledger(self) -> Ledger:
        """Show every claim of the course with what the learner has said of it, in all modules."""
        return Ledger(self)

    def hand_in(self) -> HandIn:
        """Show the button that writes the zip to hand in."""
        return HandIn(self)

    def _ask(
        self, key: str, kind: str, prompt: str, spec: dict[str, Any], practice: Practice | None, **more: Any
    ) -> Question:
        asking.question_key(key)
        self._not_assessed(key, practice, "practice")
        self.questions[key] = prompt
        return Question(self, key, {"kind": kind, "prompt": prompt, **spec}, practice, **more)

    def _not_assessed(self, key: str, given: Any, what: str) -> None:
        if self.assessed and given is not None:
            raise CourseError(f"The question “{key}” is assessed, so it cannot have {what}.")
