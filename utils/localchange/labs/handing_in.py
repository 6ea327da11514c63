"""A lab on a page, with or without the button that hands in what it shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from localchange.errors import CourseError
from localchange.frontend import idle
from localchange.labs.lab import Lab
from localchange.labs.play import Play, PlayedSubject
from localchange.labs.subject import Subject

if TYPE_CHECKING:
    from localchange.exercises import Page

Made = TypeVar("Made", bound=Lab)
Setting = dict[str, float]


def _as_it_is(setting: Setting) -> dict[str, Any]:
    return {"setting": setting}


def _from_it(value: Mapping[str, Any]) -> Mapping[str, float]:
    given: Mapping[str, float] = value["setting"]
    return given


def on_page(
    page: Page,
    subject: Subject,
    answer: str | None,
    named: str,
    *,
    lab: Callable[..., Made],
    kind: str = "setting",
    to_value: Callable[[Setting], dict[str, Any]] = _as_it_is,
    from_value: Callable[[Mapping[str, Any]], Mapping[str, float]] = _from_it,
) -> Made:
    """Make a lab for a page.

    Parameters
    ----------
    page
        The page that the cell is on.
    subject
        The model, its handles and its picture.
    answer
        Key of an answer: adds the button that hands in. ``None``: no such button.
    named
        What is handed in, for the list of the page's questions, such as "Settings of the department".
    lab
        The class of the lab.
    kind, to_value, from_value
        The kind of the answer, and the way from a setting to its value and back.
    """
    if answer is None or idle():
        return lab(subject, idle=idle())
    key = answer
    page.questions[key] = f"{named}, handed in from the lab ({key})"

    def record(setting: Setting) -> str:
        saved = page.save(key, kind, to_value(setting))
        when = f"{saved.saved.astimezone():%H:%M}"
        return f"Saved {when}: what is shown is your answer. You can change it and press again."

    return lab(subject, record=record, handed_in=_before(page, key, kind, subject, from_value))


def play_on_page(
    page: Page,
    key: str,
    named: str,
    subject: PlayedSubject,
    *,
    again: Callable[[int], PlayedSubject],
    once: bool,
) -> Play:
    """Make a lab that is played, and that saves each month as it is lived.

    Parameters
    ----------
    page
        The page that the cell is on.
    key
        Key of the answer, of the kind *setting*.
    named
        What is saved, for the list of the page's questions.
    subject
        A play of its own draw, for whoever begins.
    again
        Gives the play of the draw that was saved.
    once
        A month that is lived cannot be taken back.
    """
    page.questions[key] = f"{named} ({key})"
    before = _before(page, key, "setting", subject, _from_it)
    if before is not None:
        subject = again(int(before["seed"]))

    def record(setting: Setting) -> str:
        saved = page.save(key, "setting", {"setting": setting})
        return f"Saved {saved.saved.astimezone():%H:%M}."

    return Play(subject, once=once, record=record, handed_in=before)


def _before(
    page: Page,
    key: str,
    kind: str,
    subject: Subject,
    from_value: Callable[[Mapping[str, Any]], Mapping[str, float]],
) -> Mapping[str, float] | None:
    """Find what was handed in before and what the lab can still show."""
    saved = page.answer(key)
    if saved is None or saved.kind != kind:
        return None
    try:
        return subject.check(from_value(saved.value))
    except (CourseError, KeyError, TypeError, ValueError):
        return None
