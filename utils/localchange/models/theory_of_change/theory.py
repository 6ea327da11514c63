"""A theory of change as data: steps, and links that say how one step is to lead to another.

A theory that exists is a valid one: whatever does not fit is refused when it is made, in one sentence. An unfinished
theory is valid too. Empty texts are what :mod:`~localchange.models.theory_of_change.checks` asks about.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Self

from localchange.models.theory_of_change.fields import (
    FARTHEST,
    KINDS,
    LEVELS,
    LONGEST_DELAY,
    MOST_BYTES,
    MOST_LINKS,
    MOST_STEPS,
    SIGNS,
    STEP_LENGTH,
    TITLE_LENGTH,
    TheoryError,
    identifier,
    level_of_evidence,
    number,
    one_of,
    words,
)
from localchange.models.theory_of_change.json_form import check_count, named_fields, only, parsed

FORMAT = "localchange-theory"
VERSION = 1


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a theory of change.

    Parameters
    ----------
    id : str
        Its name in this theory: a letter, then letters, digits or _.
    kind : str
        input, activity, output, outcome or impact.
    level : str
        national, regional or local: where it happens.
    text : str
        What happens, in a few words.
    who_acts, who_is_reached : str
        Who does it, and who is in fact reached by it.
    capable, able, willing : str
        What these people need: the capability, the opportunity and the motivation (Michie and others 2011).
    x, y : float or None
        The middle of its box in the picture, pixels, y downwards; both or neither.

    Raises
    ------
    TheoryError
        When a field does not fit.
    """

    id: str
    kind: str
    level: str
    text: str = ""
    who_acts: str = ""
    who_is_reached: str = ""
    capable: str = ""
    able: str = ""
    willing: str = ""
    x: float | None = None
    y: float | None = None

    def __post_init__(self) -> None:  # noqa: D105
        place = f"Step {identifier(self.id, 'A step', 'id')}"
        one_of(self.kind, KINDS, place, "kind")
        one_of(self.level, LEVELS, place, "level")
        _set(self, "text", words(self.text, place, "text", STEP_LENGTH))
        for field in STEP_TEXTS[1:]:
            _set(self, field, words(getattr(self, field), place, field))
        for field in ("x", "y"):
            _set(self, field, number(getattr(self, field), -FARTHEST, FARTHEST, place, field))
        if (self.x is None) != (self.y is None):
            raise TheoryError(f"{place}: give both x and y, or neither.")


STEP_TEXTS = ("text", "who_acts", "who_is_reached", "capable", "able", "willing")
"""The fields of a step that hold a learner's own words."""


@dataclass(frozen=True, slots=True)
class Link:
    """One arrow: how a step is to lead to another.

    Parameters
    ----------
    id : str
        Its name in this theory.
    start, end : str
        The names of the two steps; ``from`` and ``to`` in JSON.
    mechanism : str
        By what means the one leads to the other.
    sign : str
        ``+`` where more of the one makes for more of the other, ``-`` where it makes for less.
    delay_months : float or None
        How long that takes, months.
    assumption : str
        What would have to be true for it to work.
    evidence : int
        From 0 to 4, as in ``fields.EVIDENCE``.
    source : str
        Where that evidence is to be found.
    rival : str
        What else could bring about the same.

    Raises
    ------
    TheoryError
        When a field does not fit.
    """

    id: str
    start: str
    end: str
    mechanism: str = ""
    sign: str = "+"
    delay_months: float | None = None
    assumption: str = ""
    evidence: int = 0
    source: str = ""
    rival: str = ""

    def __post_init__(self) -> None:  # noqa: D105
        place = f"Link {identifier(self.id, 'A link', 'id')}"
        identifier(self.start, place, "from")
        identifier(self.end, place, "to")
        if self.start == self.end:
            raise TheoryError(f"{place} leads from {self.start} to itself; draw it to another step.")
        one_of(self.sign, SIGNS, place, "sign")
        for field in LINK_TEXTS:
            _set(self, field, words(getattr(self, field), place, field))
        _set(self, "delay_months", number(self.delay_months, 0, LONGEST_DELAY, place, "delay_months"))
        _set(self, "evidence", level_of_evidence(self.evidence, place))


LINK_TEXTS = ("mechanism", "assumption", "source", "rival")
"""The fields of a link that hold a learner's own words."""


@dataclass(frozen=True, slots=True)
class Theory:
    """A theory of change.

    Parameters
    ----------
    title : str
        What it is the theory of.
    steps : tuple of Step
        At most 120, each with a name of its own.
    links : tuple of Link
        At most 300, each with a name of its own and between two steps that are there; at most one each way
        between two steps.

    Raises
    ------
    TheoryError
        When it does not hang together.
    """

    title: str = ""
    steps: tuple[Step, ...] = ()
    links: tuple[Link, ...] = ()

    def __post_init__(self) -> None:  # noqa: D105
        _set(self, "title", words(self.title, "The theory", "title", TITLE_LENGTH))
        _set(self, "steps", tuple(self.steps))
        _set(self, "links", tuple(self.links))
        check_count(len(self.steps), MOST_STEPS, "steps")
        check_count(len(self.links), MOST_LINKS, "links")
        known: set[str] = set()
        for step in self.steps:
            if step.id in known:
                raise TheoryError(f"Two steps are called {step.id}; give one of them another id.")
            known.add(step.id)
        names: set[str] = set()
        between: dict[tuple[str, str], str] = {}
        for link in self.links:
            if link.id in names:
                raise TheoryError(f"Two links are called {link.id}; give one of them another id.")
            names.add(link.id)
            for end, field in ((link.start, "from"), (link.end, "to")):
                if end not in known:
                    raise TheoryError(
                        f"Link {link.id}: “{field}” is {end}, and no step is called that; "
                        "add the step or take the link out."
                    )
            twin = between.setdefault((link.start, link.end), link.id)
            if twin != link.id:
                raise TheoryError(
                    f"Links {twin} and {link.id} both lead from {link.start} to {link.end}; "
                    "keep one, or put a step between them."
                )
        size = len(json.dumps(self.to_json(), ensure_ascii=False).encode())
        if size > MOST_BYTES:
            raise TheoryError(f"The theory takes {size:,} bytes; shorten its texts to {MOST_BYTES:,} in all.")

    def step(self, name: str) -> Step:
        """Return the step of that name; ``KeyError`` when there is none."""
        for step in self.steps:
            if step.id == name:
                return step
        raise KeyError(name)

    def link(self, name: str) -> Link:
        """Return the link of that name; ``KeyError`` when there is none."""
        for link in self.links:
            if link.id == name:
                return link
        raise KeyError(name)

    def to_json(self) -> dict[str, Any]:
        """Return the theory as JSON has it, every field in place."""
        return {
            "format": FORMAT,
            "version": VERSION,
            "title": self.title,
            "steps": [
                {name: getattr(step, field) for name, field in STEP_NAMES.items()} for step in self.steps
            ],
            "links": [
                {name: getattr(link, field) for name, field in LINK_NAMES.items()} for link in self.links
            ],
        }

    def to_text(self) -> str:
        """Return the theory as the text of a JSON file."""
        return json.dumps(self.to_json(), ensure_ascii=False, allow_nan=False, indent=1) + "\n"

    @classmethod
    def from_json(cls, document: Any) -> Self:
        """Make a theory of what a JSON file holds.

        Parameters
        ----------
        document
            What ``json.loads`` gave: a mapping as in ``theory.schema.json``. Fields with a default may be missing.

        Raises
        ------
        TheoryError
            When it does not fit: an unknown field, a wrong type, a number out of bounds, two things of one name,
            a link to nowhere.
        """
        if not isinstance(document, Mapping) or document.get("format") != FORMAT:
            raise TheoryError(f"This is not a theory of change: its “format” must be “{FORMAT}”.")
        version = document.get("version")
        if isinstance(version, bool) or version != VERSION:
            raise TheoryError(
                f"“version” must be {VERSION}; a newer one needs a newer version of the course."
            )
        only(document, ("format", "version", "title", "steps", "links"), (), "The theory")
        for field, most in (("steps", MOST_STEPS), ("links", MOST_LINKS)):
            listed = document.get(field, [])
            if not isinstance(listed, list | tuple):
                raise TheoryError(f"The theory: “{field}” must be a list, in square brackets.")
            check_count(len(listed), most, field)
        steps = tuple(
            Step(**named_fields(entry, STEP_NAMES, ("id", "kind", "level"), f"Step number {place}"))
            for place, entry in enumerate(document.get("steps", []), 1)
        )
        links = tuple(
            Link(**named_fields(entry, LINK_NAMES, ("id", "from", "to"), f"Link number {place}"))
            for place, entry in enumerate(document.get("links", []), 1)
        )
        return cls(document.get("title", ""), steps, links)

    @classmethod
    def from_text(cls, text: str | bytes) -> Self:
        """Make a theory of the text of a JSON file.

        Parameters
        ----------
        text : str or bytes
            At most a million characters; bytes are read as UTF-8.

        Raises
        ------
        TheoryError
            When it is no JSON, or no theory of change.
        """
        return cls.from_json(parsed(text))


# What JSON calls each field, and what its attribute is called: "from" is a word of Python's own.
STEP_NAMES = {field.name: field.name for field in fields(Step)}
LINK_NAMES = {
    {"start": "from", "end": "to"}.get(field.name, field.name): field.name for field in fields(Link)
}


def _set(one: Any, field: str, value: Any) -> None:
    """Put the tidied value into a frozen dataclass while it is being made."""
    object.__setattr__(one, field, value)
