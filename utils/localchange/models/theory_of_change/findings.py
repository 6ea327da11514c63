"""What a check finds, and the words that it is said in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from localchange.models.theory_of_change.fields import KINDS, LEVELS
from localchange.models.theory_of_change.graph import Graph
from localchange.models.theory_of_change.loops import Loop, search
from localchange.models.theory_of_change.theory import Link, Step, Theory


@dataclass(frozen=True, slots=True)
class Check:
    """One of the twelve checks.

    Parameters
    ----------
    number : int
        From 1 to 12.
    name : str
        What a good theory of change has, in a few words.
    sources : tuple of str
        Keys of the works that ask for it, in the bibliography.
    """

    number: int
    name: str
    sources: tuple[str, ...]


CHECKS = (
    Check(1, "One clear overall aim", ("issen2018",)),
    Check(2, "The whole chain is visible, from national action to local effect", ("issen2018",)),
    Check(3, "Each part means one thing", ("issen2018",)),
    Check(4, "A mechanism is named for every arrow", ("hmtreasury2020", "issen2018")),
    Check(
        5,
        "The assumption behind every arrow is stated, and leaps of faith are marked",
        ("weiss1995", "hmtreasury2020", "mayne2015"),
    ),
    Check(
        6,
        "The evidence for every assumption is recorded, or that there is none",
        ("hmtreasury2020", "issen2018"),
    ),
    Check(7, "Who acts, who is reached, and what they need", ("mayne2015", "michie2011")),
    Check(8, "Rival explanations of the same outcome", ("hmtreasury2020",)),
    Check(9, "What acts on it from outside", ("hmtreasury2020",)),
    Check(10, "Feedback, delays and effects that nobody intends", ("rogers2008",)),
    Check(11, "Measures on the way, not just at the end", ("issen2018",)),
    Check(12, "Agreed, dated and reviewed", ("gaf2026",)),
)
"""What the works cited ask of a theory of change; how a program can look for it is this course's own."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to ask about a theory. It is a question and no verdict: the answer may be that all is well.

    Parameters
    ----------
    check : int
        Number of the check that asks, 1 to 12.
    question : str
        The question, in plain words.
    steps, links : tuple of str
        Names of the steps and of the links that it is about, the most pressing first.
    first : bool
        Whether it goes before all others: national action without a path to local effect, and leaps of faith.
    """

    check: int
    question: str
    steps: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    first: bool = False

    @property
    def name(self) -> str:
        """What the check looks for, in a few words."""
        return CHECKS[self.check - 1].name

    @property
    def sources(self) -> tuple[str, ...]:
        """Keys of the works that ask for it, in the bibliography."""
        return CHECKS[self.check - 1].sources

    @property
    def source(self) -> str:
        """Key of the work that asks for it first of all."""
        return self.sources[0]


class Looked:
    """A theory with what several checks need to know of it.

    Parameters
    ----------
    theory : Theory
        The theory.
    """

    def __init__(self, theory: Theory) -> None:
        self.theory = theory
        self.graph = Graph(theory)

    @cached_property
    def national_acts(self) -> tuple[Step, ...]:
        """What is put in, done or produced nationally."""
        return self._where("national", "input", "activity", "output")

    @cached_property
    def local_effects(self) -> tuple[Step, ...]:
        """Outcomes and impacts that happen locally."""
        return self._where("local", "outcome", "impact")

    @cached_property
    def impacts(self) -> tuple[Step, ...]:
        """What it is all for."""
        return tuple(step for step in self.theory.steps if step.kind == "impact")

    @cached_property
    def loops(self) -> tuple[Loop, ...]:
        """The feedback loops."""
        return search(self.theory, graph=self.graph)[0]

    @cached_property
    def unjoined(self) -> frozenset[str]:
        """Names of the steps that no arrow touches."""
        touched = {end for link in self.theory.links for end in (link.start, link.end)}
        return frozenset(step.id for step in self.theory.steps if step.id not in touched)

    @cached_property
    def on_the_way(self) -> int:
        """The steps on a path from national action to local effect, as bits."""
        graph = self.graph
        return graph.reached_from(graph.bits(self.national_acts)) & graph.leading_to(
            graph.bits(self.local_effects)
        )

    def leap(self, link: Link) -> tuple[int, ...]:
        """Say how far a link leaps: along the way to local effect first, then by how many kinds and levels."""
        graph = self.graph
        start, end = graph.place[link.start], graph.place[link.end]
        one, other = graph.steps[start], graph.steps[end]
        return (
            self.on_the_way >> start & self.on_the_way >> end & 1,
            abs(KINDS.index(other.kind) - KINDS.index(one.kind)),
            abs(LEVELS.index(other.level) - LEVELS.index(one.level)),
        )

    def arrow(self, link: Link) -> str:
        """Name a link by its two steps."""
        start, end = (self.graph.steps[self.graph.place[name]] for name in (link.start, link.end))
        return f"{named(start)} → {named(end)}"

    def _where(self, level: str, *kinds: str) -> tuple[Step, ...]:
        return tuple(step for step in self.theory.steps if step.level == level and step.kind in kinds)


def named(step: Step, most: int = 60) -> str:
    """Name a step by its text, or by its id while it has none."""
    text = " ".join(step.text.split())
    if not text:
        return f"the {step.kind} {step.id}"
    return f"“{text if len(text) <= most else text[: most - 1].rstrip() + '…'}”"


def and_more(found: Sequence[object], what: str) -> str:
    """Say how many more there are than the one that the question speaks of."""
    rest = len(found) - 1
    if rest < 1:
        return ""
    return (
        f" The same can be asked of one more {what}."
        if rest == 1
        else f" The same can be asked of {rest} more {what}s."
    )


def about_steps(number: int, question: str, found: Sequence[Step], *, first: bool = False) -> list[Finding]:
    """Ask about steps; nothing when there are none."""
    if not found:
        return []
    asked = question.format(named(found[0])) + and_more(found, "step")
    return [Finding(number, _capital(asked), steps=tuple(step.id for step in found), first=first)]


def about_links(
    number: int, question: str, found: Sequence[Link], looked: Looked, *, first: bool = False
) -> list[Finding]:
    """Ask about links; nothing when there are none."""
    if not found:
        return []
    asked = question.format(looked.arrow(found[0])) + and_more(found, "arrow")
    return [Finding(number, _capital(asked), links=tuple(link.id for link in found), first=first)]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
