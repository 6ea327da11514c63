"""What a learner predicted, judged and wrote, one entry each, with what the page showed them of it.

An entry tells nothing that the page has not told: what a prediction reveals once it is committed, a worked answer once
there was a try, whether statements were right once all of them have an answer. What the journal cannot know it says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from localchange.alignment.asked import Asked
from localchange.answers import Answer
from localchange.exercises.question import in_words
from localchange.journal.reading import Chapter

What = Literal["prediction", "statement", "words"]

NOT_COMMITTED = "Not committed yet, so nothing is shown."
NOT_MARKED = "It belongs to an assignment: what came of it is in your feedback."
NOT_KNOWN = "The journal does not know what the page showed."
NOT_TOLD = "Not told yet: the page tells it once every statement there has an answer and a confidence."
NOT_TRIED = "Not checked yet."
UNSPELT = "The page does not spell this question out."


@dataclass(frozen=True)
class Entry:
    """One entry.

    Attributes
    ----------
    what
        A prediction, a statement that was judged with a confidence, or words of the learner's own.
    key
        The question.
    prompt
        The question in words.
    said
        The answer, as the learner gave it.
    when
        When it was last changed, or committed.
    shown
        What the page showed of it, in the course's own words; or why there is nothing.
    known
        Whether ``shown`` is what the page showed, and not a reason why there is nothing.
    """

    what: What
    key: str
    prompt: str
    said: str
    when: datetime
    shown: str = ""
    known: bool = False


def entries_of(chapter: Chapter) -> list[Entry]:
    """Collect what belongs in a journal, in the order of the page.

    Parameters
    ----------
    chapter
        A module or an assignment.

    Returns
    -------
    list of Entry
        Claims are not among them: they have a place of their own.
    """
    order = {each.key: place for place, each in enumerate(chapter.asked.values())}
    found = sorted(chapter.answers.items(), key=lambda pair: (order.get(pair[0], len(order)), pair[1].saved))
    return [entry for key, answer in found for entry in _entry(chapter, key, answer)]


def _entry(chapter: Chapter, key: str, answer: Answer) -> Iterator[Entry]:
    asked = chapter.asked.get(key)
    asked = asked if asked is not None and asked.kind == answer.kind else None
    what = _what(chapter, asked, answer)
    if what is None:
        return
    said = _said(asked, answer)
    if not said:
        return
    shown, known = _shown(chapter, key, asked, answer)
    prompt = asked.prompt if asked is not None and asked.prompt else f"{UNSPELT} ({key})"
    yield Entry(what, key, prompt, said, answer.saved, shown, known)


def _what(chapter: Chapter, asked: Asked | None, answer: Answer) -> What | None:
    if answer.kind == "prediction":
        return "prediction"
    if answer.kind == "number" and asked is not None and not asked.practice and not chapter.assessed:
        return "prediction"  # a number that only the learner knows, such as the hours that they foresaw
    if answer.kind == "choice" and "confidence" in answer.value and "choice" in answer.value:
        return "statement"
    if answer.kind in ("text", "theory"):
        return "words"
    return None


def _said(asked: Asked | None, answer: Answer) -> str:
    spec: dict[str, Any] = {"kind": answer.kind, "options": list((asked.options if asked else {}).items())}
    try:
        said = in_words(spec, answer.value)
    except (KeyError, TypeError, ValueError, AttributeError):
        return "An answer that does not fit this question any more."
    return said.strip()


def _shown(chapter: Chapter, key: str, asked: Asked | None, answer: Answer) -> tuple[str, bool]:
    """Give what the page showed, and whether it is that."""
    if answer.kind in ("text", "theory"):
        return "", False
    if chapter.assessed:
        return NOT_MARKED, False
    if answer.kind == "number":
        return "", False
    if answer.kind == "prediction":
        if not answer.locked:
            return NOT_COMMITTED, False
        reveal = asked.reveal if asked is not None else ""
        return (reveal, True) if reveal else (NOT_KNOWN, False)
    return _judged(chapter, key, asked, answer)


def _judged(chapter: Chapter, key: str, asked: Asked | None, answer: Answer) -> tuple[str, bool]:
    for group in chapter.judged:
        if key in group:
            if not told(chapter, group):
                return NOT_TOLD, False
            truth = str((asked.options if asked else {}).get(group[key], group[key]))
            verdict = "right" if answer.value.get("choice") == group[key] else "not right"
            return f"It is: {truth}. You were {verdict}.", True
    if asked is None or not asked.practice:
        return NOT_KNOWN, False
    if not answer.tries:
        return NOT_TRIED, False
    chosen = str(answer.value.get("choice"))
    right = answer.value.get("choice") == asked.practice.get("right")
    feedback = asked.practice.get("feedback")
    words = [
        "You were right." if right else "You were not right.",
        str(feedback.get(chosen, "")) if isinstance(feedback, dict) else "",
        str(asked.practice.get("worked") or ""),
    ]
    return " ".join(word for word in words if word), True


def told(chapter: Chapter, group: Any) -> bool:
    """Say whether the page has told what came of a group of statements: once each has an answer and a confidence."""
    return all(
        (answer := chapter.answers.get(key)) is not None
        and answer.kind == "choice"
        and {"choice", "confidence"} <= set(answer.value)
        for key in group
    )
