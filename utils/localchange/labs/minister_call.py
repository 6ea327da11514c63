"""The inject of module 7: No 10 rings, with a question that may not be the one that matters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from localchange.exercises import Anchor
from localchange.exercises.call import Call
from localchange.exercises.question import Question
from localchange.labs.package import saved_package
from localchange.models.package import ACTIONS

if TYPE_CHECKING:
    from localchange.exercises import Page

WHO = "the duty official at No 10"
SAYS = (
    "“Quick one before the morning meeting. How many of the national targets will be met by the end of March, and "
    "which new one are we announcing? One paragraph, please, in twenty minutes.”"
)


def minister_call(
    page: Page,
    key: str,
    prompt: str,
    *,
    call: str | None = None,
    minutes: int = 20,
    words: tuple[int, int] | None = (60, 150),
    anchors: Mapping[str, str | Anchor] | None = None,
    self_compared: bool = False,
    plan: str | None = None,
) -> Question:
    """Have the duty official at No 10 ring, and ask for the answer.

    Parameters
    ----------
    page, key, prompt, words, anchors, self_compared
        A question of the kind *text*, as of :meth:`localchange.exercises.Page.text`.
    call
        What the official says; by default a question about counting targets.
    minutes
        How long they give. The learner may have up to ten times as long, stop the clock, or do without it; when it has
        run down nothing is locked.
    plan
        Key of a package that is to stand beside the call, as it is saved.
    """
    beside = Call(WHO, call or SAYS, minutes, lambda: _plan(page, plan))
    return page.text(key, prompt, words=words, anchors=anchors, self_compared=self_compared, call=beside)


def _plan(page: Page, key: str | None) -> str:
    if key is None:
        return ""
    amounts = saved_package(page, key)
    if not amounts:
        return "Your plan: no package is saved yet."
    parts = [f"{ACTIONS[one].label} ({points:g})" for one, points in amounts.items() if points]
    return f"Your plan, as it is saved: {'; '.join(parts)}."
