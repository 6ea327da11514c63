"""Reading a value out of an answer that may hold anything."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from localchange.answers import Answer

NOT_ANSWERED = "Not answered."


class Unreadable(Exception):  # noqa: N818 - it names a state of the answer, for this package only
    """The answer is missing, or is not of the form that the question asks for; the message is the reason."""


def value_of(answer: Answer | None, kind: str) -> Mapping[str, Any]:
    """Give the value of an answer, if it is of the kind that the question asks for."""
    if answer is None:
        raise Unreadable(NOT_ANSWERED)
    if getattr(answer, "kind", None) != kind:
        raise Unreadable(f"The answer that was saved does not fit this question, which asks for a {kind}.")
    value = getattr(answer, "value", None)
    if not isinstance(value, Mapping):
        raise Unreadable("The answer that was saved has not the form that this question writes.")
    return value


def finite(value: Any) -> float | None:
    """Give a number as a finite float, or ``None`` for anything else (true and false are no numbers)."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def number_in(value: Mapping[str, Any], field: str, name: str) -> float:
    """Give one field as a finite number."""
    if value.get(field) is None:
        raise Unreadable(NOT_ANSWERED)
    number = finite(value[field])
    if number is None:
        raise Unreadable(f"The {name} that was saved is not a number.")
    return number


def word_in(value: Mapping[str, Any], field: str, name: str) -> str:
    """Give one field as a piece of text."""
    word = value.get(field)
    if word is None or word == "":
        raise Unreadable(NOT_ANSWERED)
    if not isinstance(word, str):
        raise Unreadable(f"The {name} that was saved is not one of those offered.")
    return word


def words_in(value: Mapping[str, Any], field: str, name: str) -> list[str]:
    """Give one field as a list of pieces of text."""
    words = value.get(field)
    if words is None:
        raise Unreadable(NOT_ANSWERED)
    if not isinstance(words, (list, tuple)) or not all(isinstance(word, str) for word in words):
        raise Unreadable(f"The {name} that was saved is not a list of those offered.")
    return list(words)


def numbers_in(value: Mapping[str, Any], field: str, name: str) -> dict[str, float]:
    """Give one field as numbers by name."""
    numbers = value.get(field)
    if numbers is None:
        raise Unreadable(NOT_ANSWERED)
    if not isinstance(numbers, Mapping):
        raise Unreadable(f"The {name} that was saved has not the form that this question writes.")
    read: dict[str, float] = {}
    for key, amount in numbers.items():
        number = finite(amount)
        if not isinstance(key, str) or number is None:
            raise Unreadable(f"One part of the {name} that was saved is not a number.")
        read[key] = number
    return read
