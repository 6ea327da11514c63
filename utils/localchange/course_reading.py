"""From what stands in ``course.toml`` to the map of the course, every name and number checked."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, fields
from typing import Any

from localchange.course_map import VERDICTS, Assignment, Claim, Course, Module, Outcome

SLUG = re.compile(r"[0-9]{2}_[a-z][a-z0-9_]*")
KEY = re.compile(r"[a-z][a-z0-9_]{0,40}")
OUTCOME_ID = re.compile(r"[0-9]{2}\.[0-9]+")


class MapError(Exception):
    """What is wrong in the map, without the name of the file."""


def read_map(content: Mapping[str, Any]) -> Course:
    """Check what a ``course.toml`` holds and return it as a map.

    Parameters
    ----------
    content
        The file as ``tomllib`` read it.

    Returns
    -------
    Course
        The map.

    Raises
    ------
    MapError
        If something in it does not hold together; the message says what.
    """
    unknown = set(content) - {"course", "claims", "modules", "assignments"}
    if unknown:
        raise MapError(f"there is no part called {_names(unknown)}; take it out or put its name right")
    head = content.get("course", {})
    if not isinstance(head, Mapping) or not isinstance(head.get("title"), str):
        raise MapError("[course] needs a title in quotation marks")
    modules = tuple(_module(entry) for entry in _entries(content, "modules"))
    course = Course(
        title=head["title"],
        claims=tuple(_claim(entry) for entry in _entries(content, "claims")),
        modules=modules,
        assignments=tuple(_assignment(entry) for entry in _entries(content, "assignments")),
    )
    _once("claim", [claim.id for claim in course.claims])
    _once("module", [module.slug for module in modules])
    _once("assignment", [assignment.slug for assignment in course.assignments])
    _once("outcome", [outcome.id for module in modules for outcome in module.outcomes])
    return course


def _claim(entry: Mapping[str, Any]) -> Claim:
    kinds: dict[str, Callable[[Any], Any]] = {
        "id": _text,
        "text": _text,
        "tested_in": _texts,
        "verdict": _text,
        "because": _text,
        "would_change": _text,
        "sources": _texts,
    }
    claim = Claim(**_checked(Claim, entry, "claim", kinds))
    said = (claim.verdict, claim.because, claim.would_change)
    if any(said) and (not all(said) or claim.verdict not in VERDICTS):
        raise MapError(
            f"claim {claim.id} needs a verdict ({', '.join(VERDICTS)}), why (because) and what would change it "
            "(would_change), or none of the three"
        )
    _shaped(KEY, claim.id, "claim", "small letters, digits and _")
    for slug in claim.tested_in:
        _shaped(SLUG, slug, f"tested_in of claim {claim.id}", "a module, as in 03_targets")
    return claim


def _module(entry: Mapping[str, Any]) -> Module:
    kinds: dict[str, Callable[[Any], Any]] = {
        "slug": _text,
        "title": _text,
        "minutes": _count,
        "summary": _text,
        "outcomes": lambda value: tuple(_outcome(one) for one in _tables(value, "outcomes")),
    }
    module = Module(**_checked(Module, entry, "module", kinds))
    _shaped(SLUG, module.slug, "module", "two digits, _ and a name, as in 03_targets")
    if module.minutes == 0:
        raise MapError(f"module {module.slug} takes 0 minutes; say how long it takes")
    for outcome in module.outcomes:
        if outcome.id.split(".")[0] != module.slug[:2]:
            raise MapError(
                f"outcome {outcome.id} stands in module {module.slug}; number it {module.slug[:2]}.…"
            )
    return module


def _outcome(entry: Mapping[str, Any]) -> Outcome:
    kinds = {"id": _text, "text": _text, "taught": _texts, "practised": _texts, "assessed": _texts}
    outcome = Outcome(**_checked(Outcome, entry, "outcome", kinds))
    _shaped(OUTCOME_ID, outcome.id, "outcome", "module, full stop, number, as in 03.1")
    return outcome


def _assignment(entry: Mapping[str, Any]) -> Assignment:
    kinds = {"slug": _text, "title": _text, "points": _count, "by_hand": _count, "optional": _flag}
    assignment = Assignment(**_checked(Assignment, entry, "assignment", kinds))
    _shaped(SLUG, assignment.slug, "assignment", "two digits, _ and a name, as in 03_targets")
    if assignment.by_hand > assignment.points:
        raise MapError(
            f"assignment {assignment.slug} has {assignment.by_hand} of its {assignment.points} points by "
            "hand; it cannot have more by hand than in all"
        )
    return assignment


def _checked(
    kind: type[Any], entry: Mapping[str, Any], what: str, kinds: Mapping[str, Callable[[Any], Any]]
) -> dict[str, Any]:
    """Return the entry with each value checked and the name of what is wrong when it is."""
    name = entry.get("slug", entry.get("id", "without a name"))
    unknown = set(entry) - set(kinds)
    if unknown:
        raise MapError(f"{what} {name} has no use for {_names(unknown)}; take it out or put its name right")
    missing = {field.name for field in fields(kind) if field.default is MISSING} - set(entry)
    if missing:
        raise MapError(f"{what} {name} needs {_names(missing)}")
    values = {}
    for key, value in entry.items():
        try:
            values[key] = kinds[key](value)
        except TypeError as problem:
            raise MapError(f"{key} of {what} {name} must be {problem}") from problem
    return values


def _entries(content: Mapping[str, Any], part: str) -> list[Mapping[str, Any]]:
    try:
        return _tables(content.get(part, []), part)
    except TypeError as problem:
        raise MapError(f"{part} must be {problem}") from problem


def _tables(value: Any, part: str) -> list[Mapping[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(one, Mapping) for one in value):
        raise TypeError(f"tables, each with its own [[{part}]]")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise TypeError("words in quotation marks")
    return value


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
        raise TypeError("a list of names in quotation marks")
    return tuple(value)


def _count(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError("a whole number, 0 or more")
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError("true or false")
    return value


def _shaped(shape: re.Pattern[str], name: str, what: str, like: str) -> None:
    if not shape.fullmatch(name):
        raise MapError(f"the {what} is called {name!r}; it must be {like}")


def _once(what: str, names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise MapError(f"{what} {name} stands there twice; take one out")
        seen.add(name)


def _names(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
