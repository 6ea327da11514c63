"""A question on the page."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import traitlets

from localchange.answers import Answer, AnswersError
from localchange.errors import CourseError
from localchange.exercises.accepting import accept
from localchange.exercises.call import Call
from localchange.exercises.practice import Practice
from localchange.frontend import CourseWidget, idle

if TYPE_CHECKING:
    from localchange.exercises.page import Page


_SHOWN: dict[tuple[str, str, str], Question] = {}
"""The newest widget for each question of each page."""


class Question(CourseWidget):
    """One question: asks, saves every change, and on a practice page gives hints and feedback.

    Made by the methods of :class:`localchange.exercises.Page`. The browser is never told what is right: it is
    sent a hint, a feedback, a worked answer or a reveal when it has been earned.
    """

    part = traitlets.Unicode("question").tag(sync=True)
    spec = traitlets.Dict().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        page: Page,
        key: str,
        spec: dict[str, Any],
        practice: Practice | None = None,
        *,
        reveal: str | None = None,
        anchors: dict[str, str] | None = None,
        call: Call | None = None,
    ) -> None:
        self._page = page
        self._key = key
        self._practice = practice
        self._reveal = reveal
        self._anchors = anchors
        self._call = call
        self._verdict: tuple[str, str] = ("not tried", "")
        self._hints = 0
        self._worked = False
        self._problem = ""
        self._notice = ""
        self._newest: dict[str, int] = {}
        full = {"key": key, "assessed": page.assessed, "place": page.place, **spec}
        full["practice"] = practice is not None
        super().__init__(spec=full)
        if not idle():
            self._begin()
            page.kept.watch(self)
            self.on_msg(self._heard)
            self._take_the_place()

    def _take_the_place(self) -> None:
        """Close the widget that asked this before the notebook was run again: nobody sees it any more."""
        name = (self._page.place, self._key, str(self.spec.get("stage")))
        before = _SHOWN.get(name)
        _SHOWN[name] = self
        if before is not None and before._page is not self._page:
            before.close()

    def _begin(self) -> None:
        answer = self._answer()
        if answer is not None and self._practice is not None:
            self._hints = min(answer.hints, len(self._practice.hints))
            if answer.tries and self._practice.check is None:
                self._verdict = self._judge(answer.value)
            elif answer.tries:
                self._verdict = ("changed", "")
        self.show()

    def _answer(self) -> Answer | None:
        """Give the saved answer if it fits the question as it is asked now."""
        answer = self._page.answer(self._key)
        if answer is None or answer.kind != self.spec["kind"]:
            return None
        try:
            accept(self.spec, answer.value)
        except CourseError:
            self._problem = (
                "An earlier answer of yours does not fit this question any more. Please answer it again."
            )
            return None
        return answer

    def show(self, acknowledge: str = "") -> None:
        """Bring the page up to date."""
        answer = self._answer()
        self._notice = self._page.kept.take_notice() or self._notice
        state: dict[str, Any] = {
            "value": None if answer is None else answer.value,
            "saved": None if answer is None else answer.saved.isoformat(),
            "locked": answer is not None and answer.locked,
            "problem": self._problem,
            "notice": self._notice,
            "ack": acknowledge,
        }
        if self._practice is not None:
            tried = answer is not None and answer.tries > 0
            state |= {
                "status": self._verdict[0],
                "feedback": self._verdict[1],
                "hints": list(self._practice.hints[: self._hints]),
                "hints_left": len(self._practice.hints) - self._hints,
                "can_work": tried and bool(self._practice.worked),
                "worked": self._practice.worked if tried and self._worked else "",
            }
        if answer is not None and answer.locked and self._reveal:
            state["reveal"] = self._reveal
        if answer is not None and self._anchors and answer.value.get("text", "").strip():
            state["anchors"] = list(self._anchors.items())
        self.state = state | self._beside(answer)

    def _beside(self, answer: Answer | None) -> dict[str, Any]:
        """Give what else the page shows with the answer."""
        return {} if self._call is None else {"plan": self._call.plan()}

    def _heard(self, _: Any, content: Any, buffers: Any) -> None:
        if not isinstance(content, dict):
            return
        # The kernel hears the browser in one thread while a cell of the page may run in another.
        with self._page.kept.lock:
            if self._overtaken(content):
                return
            doing = self._acts()
            self._problem = ""
            try:
                if content.get("do") in doing:
                    doing[content["do"]](content)
            except CourseError as error:
                self._problem = str(error)
            self.show(str(content.get("id", "")))

    def _overtaken(self, content: dict[str, Any]) -> bool:
        """Say whether a newer answer from the same window was heard before this one (kernels may mix their order)."""
        found = re.fullmatch(r"(\w{1,40})-(\d{1,9})", str(content.get("id", "")))
        if found is None:
            return False
        window, number = found[1], int(found[2])
        newest = self._newest.get(window, 0)
        self._newest[window] = max(number, newest)
        return number < newest and "value" in content

    def _acts(self) -> dict[Any, Callable[[dict[str, Any]], None]]:
        """Give what the browser may ask for, by name."""
        return {
            "save": self._save,
            "check": self._check,
            "commit": self._commit,
            "hint": self._hint,
            "worked": self._show_worked,
        }

    def _put(self, value: dict[str, Any], *, locked: bool = False, tries: int | None = None) -> None:
        before = self._answer()
        done = before.tries if before is not None else 0
        if self.spec["kind"] == "claim":
            earlier = self._page.answer(self._key)
            value = {**(earlier.value if earlier is not None and earlier.kind == "claim" else {}), **value}
        self._page.kept.save(
            self._key,
            self.spec["kind"],
            value,
            locked=locked,
            tries=done if tries is None else tries,
            hints=self._hints,
            by=self,
        )

    def _save(self, content: dict[str, Any]) -> None:
        before = self._answer()
        if content.get("value") is None:
            self._page.kept.remove(self._key, by=self)
            self._verdict = ("not tried", "")
            return
        value = accept(self.spec, content["value"])
        if before is None or before.value != value or self._page.kept.unsaved:
            self._put(value)
            if before is not None and before.tries and before.value != value:
                self._verdict = ("changed", "")

    def _check(self, content: dict[str, Any]) -> None:
        if self._practice is None:
            return
        if content.get("value") is None:
            raise CourseError("Answer the question first, then check it.")
        value = accept(self.spec, content["value"])
        before = self._answer()
        self._put(value, tries=1 + (before.tries if before is not None else 0))
        self._verdict = self._judge(value)

    def _judge(self, value: dict[str, Any]) -> tuple[str, str]:
        if self._practice is None:
            return ("could not check", "")
        try:
            return self._practice.judge(self.spec["kind"], value)
        except (KeyError, TypeError, ValueError, IndexError):
            return (
                "could not check",
                "The answer is not complete, so it could not be checked. What is there is saved.",
            )

    def _commit(self, content: dict[str, Any]) -> None:
        if self.spec["kind"] != "prediction":
            return
        value = accept(self.spec, content.get("value"))
        if any(field not in value for field in ("low", "best", "high")):
            raise CourseError("Fill in all three numbers first: the best guess and both ends of the range.")
        self._put(value, locked=True)

    def _hint(self, content: dict[str, Any]) -> None:
        if self._practice is None:
            return
        self._hints = min(self._hints + 1, len(self._practice.hints))
        answer = self._answer()
        if answer is not None:
            self._put(answer.value)

    def _show_worked(self, content: dict[str, Any]) -> None:
        self._worked = True

    def as_text(self) -> str:
        """Give the prompt, and how to wake the question."""
        return f"{self.spec['prompt']}\n[To answer: choose Run, then Run All Cells.]"

    def as_html(self) -> str | None:
        """Give the prompt and the saved answer, for a reader without the widget."""
        try:
            answer = self._page.answer(self._key)
            said = in_words(self.spec, answer.value) if answer is not None else "no answer"
        except AnswersError as error:
            said = str(error)
        return f"<p><strong>{html.escape(self.spec['prompt'])}</strong></p><p>Saved: {html.escape(said)}</p>"


def in_words(spec: dict[str, Any], value: dict[str, Any]) -> str:
    """Say an answer in words, with the labels that the learner saw."""
    labels = dict(spec.get("options", spec.get("items", ())))
    match spec["kind"]:
        case "choice":
            sure = f" ({_plain(value['confidence'])}% sure)" if "confidence" in value else ""
            return f"{labels.get(value.get('choice'), value.get('choice', 'no choice'))}{sure}"
        case "several":
            return "; ".join(str(labels.get(key, key)) for key in value["choices"]) or "none"
        case "ranking":
            return "; ".join(
                f"{place}. {labels.get(key, key)}" for place, key in enumerate(value["order"], 1)
            )
        case "allocation":
            return "; ".join(
                f"{labels.get(key, key)}: {_plain(amount)}" for key, amount in value["amounts"].items()
            )
        case "number":
            return f"{_plain(value['number'])} {value['unit']}"
        case "prediction":
            return _predicted(value)
        case "setting":
            names = {each["key"]: each["label"] for each in spec.get("handles", ())}
            return "; ".join(f"{names.get(key, key)}: {_plain(at)}" for key, at in value["setting"].items())
        case "text":
            return str(value["text"])
        case "theory":
            steps, links = len(value.get("steps", ())), len(value.get("links", ()))
            return f"{value.get('title') or 'A theory of change'}: {steps} steps and {links} arrows"
        case "network":
            return f"picked: {', '.join(value['agents']) or 'nobody'}; new ties: {len(value['ties'])}"
    return json.dumps(value, ensure_ascii=False)


def _predicted(value: dict[str, Any]) -> str:
    """Say a best guess and its range, or as much of them as there is."""
    best = f"{_plain(value['best'])} {value['unit']}".strip() if "best" in value else "no best guess"
    if "low" in value and "high" in value:
        return f"{best}, and 80% sure of {_plain(value['low'])} to {_plain(value['high'])}"
    return best


def _plain(number: float) -> str:
    return f"{number:,.10g}"
