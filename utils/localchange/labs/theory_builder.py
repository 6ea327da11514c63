"""The builder of module 2: a theory of change as a graph that a learner draws, and that asks questions back."""

from __future__ import annotations

import html
import logging
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import traitlets

from localchange.answers import Answer
from localchange.errors import CourseError
from localchange.exercises import asking
from localchange.exercises.question import Question
from localchange.frontend import CourseWidget
from localchange.frontend.rerun import made_here
from localchange.labs import theory_stress
from localchange.labs.theory_asks import asks, loops_in
from localchange.labs.theory_trade import brought_in, taken_away
from localchange.models.theory_of_change import Theory
from localchange.models.theory_of_change.fields import MOST_STEPS

if TYPE_CHECKING:
    from localchange.exercises import Page

STEPS = 60
"""The most steps that the page lets anybody draw, unless a cell says otherwise."""


class TheoryBuilder(Question):
    """A question whose answer is a theory of change, drawn in the page.

    Parameters
    ----------
    page
        The page that the cell is on.
    key
        Name of the answer in ``answers.json``, which is of the kind *theory*.
    prompt
        What to draw.
    start
        What to begin with; an empty sheet when left out.
    speaks
        Whether the checks ask their questions, and loops are named.
    further
        Whether the odds, the weakest link and the shock cards are offered too.
    steps
        The most steps that may be drawn.
    causal
        Whether it is a causal-loop diagram: arrows say their sign and their delay, and nothing else is asked.
    names_loops
        Whether loops are found and named R or B where the checks do not speak; where they do, loops are named anyway.
    rng
        Where cards and draws come from.
    """

    bundle_name = "theory"

    def __init__(
        self,
        page: Page,
        key: str,
        prompt: str,
        *,
        start: Theory | None,
        speaks: bool,
        further: bool,
        steps: int,
        causal: bool,
        names_loops: bool,
        rng: np.random.Generator,
    ) -> None:
        self._start = start or Theory()
        self._speaks = speaks
        self._names_loops = names_loops
        self._rng = rng
        self._asked: tuple[Theory, dict[str, Any]] | None = None
        self._further: tuple[Theory, dict[str, Any]] | None = None
        spec = {
            "kind": "theory",
            "prompt": prompt,
            "start": None if start is None else start.to_json(),
            "speaks": speaks,
            "further": further,
            "steps": steps,
            "causal": causal,
            "names_loops": names_loops,
        }
        super().__init__(page, key, spec)

    @property
    def theory(self) -> Theory:
        """The theory as it is saved, or what the page began with."""
        return self._theory_of(self._answer())

    def _theory_of(self, answer: Answer | None) -> Theory:
        return self._start if answer is None else Theory.from_json(answer.value)

    def _acts(self) -> dict[Any, Callable[[dict[str, Any]], None]]:
        acts = super()._acts()
        return acts | {"odds": self._odds, "card": self._card} if self._speaks else acts

    def _beside(self, answer: Answer | None) -> dict[str, Any]:
        """Give what the checks ask and what was worked out, about the theory that is saved."""
        theory = self._theory_of(answer)
        if not self._speaks:
            return loops_in(theory) if self._names_loops else {}
        if self._asked is None or self._asked[0] != theory:
            self._asked = theory, asks(theory)
        further = None
        if self._further is not None:
            about, found = self._further
            further = {**found, "changed": _meant(about) != _meant(theory)}
        return {**self._asked[1], "further": further}

    def _odds(self, content: dict[str, Any]) -> None:
        theory = self.theory
        self._further = theory, theory_stress.odds(theory, _names(content.get("broken")), self._rng)

    def _card(self, content: dict[str, Any]) -> None:
        theory = self.theory
        self._further = theory, theory_stress.card(theory, _names(content.get("drawn")), self._rng)

    def _heard(self, widget: Any, content: Any, buffers: Any) -> None:
        """Answer the page; files go past the saved state, which they do not touch."""
        if isinstance(content, dict) and content.get("do") in ("export", "import"):
            self._trade(content, buffers)
        else:
            super()._heard(widget, content, buffers)

    def _trade(self, content: dict[str, Any], buffers: Any) -> None:
        asked = {"id": str(content.get("id", ""))}
        try:
            if content["do"] == "import":
                theory = brought_in(bytes(buffers[0]) if buffers else b"", str(content.get("name", "")))
                self.send({**asked, "theory": theory.to_json(), "name": str(content.get("name", ""))})
                return
            file = taken_away(Theory.from_json(content.get("theory")), str(content.get("format")))
            self.send({**asked, "file": file.name, "type": file.type}, buffers=[file.content])
        except CourseError as error:
            self.send({**asked, "sorry": str(error)})
        except Exception:
            logging.getLogger(__name__).exception("A theory could not be traded: %s", content.get("do"))
            self.send({**asked, "sorry": "That did not work, and nothing was changed. Try another format."})


class TheoryShown(CourseWidget):
    """A theory of change to look at: picture, tables, zoom and layers, and nothing that can be changed."""

    bundle_name = "theory"

    part = traitlets.Unicode("shown").tag(sync=True)
    spec = traitlets.Dict().tag(sync=True)

    def __init__(self, theory: Theory, caption: str) -> None:
        self._theory = theory
        name = theory.title or "a theory of change"
        super().__init__(spec={"start": theory.to_json(), "caption": caption, "name": name})
        made_here(self)

    def as_text(self) -> str:
        """Give the theory in words, for a reader without the widget."""
        lines = [self._theory.title or "A theory of change"]
        lines += [f"{step.id}. {step.kind}, {step.level}: {step.text}" for step in self._theory.steps]
        lines += [f"{link.start} -> {link.end} ({link.sign})" for link in self._theory.links]
        return "\n".join(lines)

    def as_html(self) -> str | None:
        """Give the same, line by line."""
        return "".join(f"<p>{html.escape(line)}</p>" for line in self.as_text().split("\n"))


def theory_builder(
    page: Page,
    key: str,
    prompt: str,
    *,
    start: Theory | None = None,
    speaks: bool | None = None,
    further: bool = True,
    steps: int = STEPS,
    causal: bool = False,
    names_loops: bool = False,
    rng: np.random.Generator | None = None,
) -> TheoryBuilder:
    """Ask for a theory of change, or for a causal-loop diagram, drawn in the page.

    Parameters
    ----------
    page
        The page that the cell is on.
    key
        Name of the answer, which is of the kind *theory*: its value is the theory's JSON.
    prompt
        What to draw; the first paragraph is the title.
    start
        A theory to begin with; what nobody has changed is not saved as an answer.
    speaks
        Whether the twelve checks ask their questions; by default on practice pages alone.
    further
        Whether odds, weakest link and shock cards are offered, folded, where the checks speak.
    steps
        The most steps that may be drawn, up to 120.
    causal
        Whether a causal-loop diagram is asked for, and no theory of change: boxes are things that rise and fall,
        arrows have a sign and a delay; kinds, levels, mechanisms and evidence are neither shown nor asked. It never
        speaks.
    names_loops
        Whether loops are found and named R or B all the same.
    rng
        Where cards and draws come from; by default, chance.

    Returns
    -------
    TheoryBuilder
        The question, to be the last line of its cell.
    """
    asking.question_key(key)
    if not 1 <= steps <= MOST_STEPS:
        raise CourseError(f"The builder holds from 1 to {MOST_STEPS} steps, not {steps}.")
    if start is not None and len(start.steps) > steps:
        raise CourseError(f"The theory to begin with has {len(start.steps)} steps, and {steps} may be drawn.")
    page.questions[key] = prompt
    return TheoryBuilder(
        page,
        key,
        prompt,
        start=start,
        speaks=not causal and (not page.assessed if speaks is None else speaks),
        further=further,
        steps=steps,
        causal=causal,
        names_loops=names_loops,
        rng=rng or np.random.default_rng(),
    )


def theory_shown(theory: Theory, *, caption: str = "") -> TheoryShown:
    """Show a theory of change that nobody can change, with a caption above it."""
    return TheoryShown(theory, caption)


def _meant(theory: Theory) -> Theory:
    """Give the theory without the places of its boxes, which mean nothing."""
    return replace(theory, steps=tuple(replace(step, x=None, y=None) for step in theory.steps))


def _names(given: Any) -> tuple[str, ...]:
    return tuple(name for name in given if isinstance(name, str)) if isinstance(given, list) else ()
