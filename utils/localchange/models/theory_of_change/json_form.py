"""Reading JSON strictly: sizes, names of fields, nothing twice, nothing unknown."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any, NoReturn

from localchange.models.theory_of_change.fields import MOST_BYTES, TheoryError, shown


def parsed(text: str | bytes) -> Any:
    """Return what the text of a JSON file holds.

    Parameters
    ----------
    text : str or bytes
        The text; bytes are read as UTF-8. Four times the size of the largest theory is read, for JSON laid out wide.

    Raises
    ------
    TheoryError
        When it is too long, no JSON, nested too deep, holds a number that is none, or a key twice.
    """
    if len(text) > 4 * MOST_BYTES:
        raise TheoryError(f"The file has {len(text):,} bytes; a theory of change has {MOST_BYTES:,} at most.")
    try:
        text = text.decode("utf-8-sig") if isinstance(text, bytes) else text
        return json.loads(text, parse_constant=_refuse, object_pairs_hook=_once)
    except (ValueError, RecursionError):
        raise TheoryError(
            "The file is not readable as a theory of change (not valid JSON); save it again where it was made."
        ) from None


def check_count(count: int, most: int, what: str) -> None:
    """Refuse a theory with more steps or links than can be drawn."""
    if count > most:
        raise TheoryError(
            f"The theory has {count:,} {what}; {most} at most can be drawn and read: join some."
        )


def only(entry: Mapping[Any, Any], known: Collection[str], needed: Collection[str], place: str) -> None:
    """Refuse a mapping with a field that is not known, or without one that is needed."""
    for field in entry:
        if field not in known:
            raise TheoryError(f"{place} has a field {shown(field)} that is not known; take it out.")
    for field in needed:
        if field not in entry:
            raise TheoryError(f"{place} has no “{field}”; add it.")


def named_fields(entry: Any, names: Mapping[str, str], needed: Collection[str], place: str) -> dict[str, Any]:
    """Return one entry of a list by the names that its dataclass has for the fields."""
    if not isinstance(entry, Mapping):
        raise TheoryError(f"{place} must have named fields, in curly brackets.")
    only(entry, names, needed, place)
    return {names[field]: value for field, value in entry.items()}


def _refuse(name: str) -> NoReturn:
    raise ValueError(name)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found
