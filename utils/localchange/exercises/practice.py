"""Feedback on a practice question."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Status = Literal["not tried", "not yet", "right", "could not check"]
Verdict = tuple[Status, str]


@dataclass(frozen=True)
class Practice:
    """What makes an answer right, and what to say.

    Parameters
    ----------
    right
        The right answer: the key for a choice, a set of keys for several choices, ``(value, tolerance)``
        for a number, the keys in order for a ranking.
    hints
        Hints from the gentlest on, shown one press at a time.
    feedback
        What to say to an answer, by the key of the option that was chosen (of the first item, in a ranking);
        for a number ``"low"`` and ``"high"``; for several choices ``"missing"``; for anything ``"right"``
        and ``"not yet"``.
    worked
        The worked answer, offered after a try.
    check
        A function of the value instead of ``right``: gives ``True`` or ``None`` for right, ``False`` for
        not yet, a sentence for not yet with that sentence, or a pair such as ``("right", "Yes: ...")``. When
        it fails the question says that it could not check.
    """

    right: Any = None
    hints: tuple[str, ...] = ()
    feedback: Mapping[str, str] = field(default_factory=dict)
    worked: str = ""
    check: Callable[[dict[str, Any]], Any] | None = None

    def judge(self, kind: str, value: dict[str, Any]) -> Verdict:
        """Say whether the answer is right, and what there is to say to it."""
        if self.check is not None:
            try:
                return self._from_check(self.check(dict(value)))
            except Exception as error:  # a faulty check must not stop the page: it is said on it
                return (
                    "could not check",
                    f"This answer could not be checked ({type(error).__name__}). It is saved.",
                )
        judge = {
            "choice": self._choice,
            "several": self._several,
            "number": self._number,
            "ranking": self._ranking,
        }.get(kind)
        if judge is None or self.right is None:
            return "could not check", "There is no check for this question. Your answer is saved."
        is_right, said = judge(value)
        status: Status = "right" if is_right else "not yet"
        return status, said or self.feedback.get(status, "")

    def _from_check(self, found: Any) -> Verdict:
        if found is None or found is True:
            return "right", self.feedback.get("right", "")
        if found is False:
            return "not yet", self.feedback.get("not yet", "")
        if isinstance(found, str):
            return "not yet", found
        status, said = found
        if status not in ("right", "not yet", "could not check"):
            raise ValueError(status)
        return status, str(said)

    def _choice(self, value: dict[str, Any]) -> tuple[bool, str]:
        chosen = value.get("choice")
        return chosen == self.right, self.feedback.get(str(chosen), "")

    def _several(self, value: dict[str, Any]) -> tuple[bool, str]:
        chosen, right = set(value["choices"]), set(self.right)
        if chosen == right:
            return True, self.feedback.get("right", "")
        wrong = [self.feedback[key] for key in value["choices"] if key not in right and key in self.feedback]
        missing = [self.feedback.get("missing", "")] if right - chosen else []
        return False, " ".join([*wrong, *missing]).strip()

    def _number(self, value: dict[str, Any]) -> tuple[bool, str]:
        target, tolerance = self.right
        gap = value["number"] - target
        if abs(gap) <= tolerance + 1e-9 * max(1.0, abs(target)):
            return True, self.feedback.get("right", "")
        return False, self.feedback.get("low" if gap < 0 else "high", "")

    def _ranking(self, value: dict[str, Any]) -> tuple[bool, str]:
        order = value["order"]
        if order == list(self.right):
            return True, self.feedback.get("right", "")
        return False, self.feedback.get(order[0], "")
