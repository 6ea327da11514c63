"""Values as JSON, between marking and a learner's code.

Scalars, text and lists stand for themselves; everything else is an object with one key, its tag. What is read
back is built anew from exact types of Python, numpy and pandas, so no object with a mind of its own (equal to
everything, say) can cross. Tables are in `tables`.
"""

from __future__ import annotations

import datetime
import json
import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from localchange.grading.sandbox import tables
from localchange.grading.sandbox.unreadable import UnreadableError

DEEPEST = 30
LARGEST = 2**64
"""Of whole numbers: among larger ones there are many that a set or a dictionary takes for ever to tell apart."""

MOST_OF_PARTS = 2_000
"""Of keys that are made of parts: a stranger can choose thousands of tuples that Python's dictionaries and sets can
tell apart only by comparing each with each, which takes minutes."""
MADE_OF_PARTS = (tuple, frozenset, datetime.timedelta)
LONGEST_MOMENT = 64
MISSING = {"NA": pd.NA, "NaT": pd.NaT}
MOMENTS: dict[str, Any] = {"datetime": datetime.datetime, "date": datetime.date, "time": datetime.time}


def as_json(value: Any, depth: int = 0) -> Any:
    """Write a value as JSON has it.

    Parameters
    ----------
    value
        ``None``, a truth value, number, text, date, list, tuple, set, dictionary, or one of numpy's or pandas'.
    depth
        How deep it lies in another one.

    Returns
    -------
    object
        Plain values for `json.dumps`.

    Raises
    ------
    UnreadableError
        When it is of another kind, or lies too deep.
    """
    if depth > DEEPEST:
        raise UnreadableError(f"it is nested more than {DEEPEST} deep")
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, np.generic):
        return {"scalar": tables.scalar_as_json(value)}
    if isinstance(value, int):
        return _not_absurd(int(value))
    if isinstance(value, float):
        return _float_as_json(float(value))
    if isinstance(value, str):
        return str(value)
    inner = depth + 1
    if isinstance(value, dict):
        return {"dict": [[as_json(key, inner), as_json(item, inner)] for key, item in value.items()]}
    if isinstance(value, list):
        return [as_json(item, inner) for item in value]
    for tag, kind in (("tuple", tuple), ("set", set), ("frozenset", frozenset)):
        if isinstance(value, kind):
            return {tag: [as_json(item, inner) for item in value]}
    return _moment_as_json(value) or {"table": tables.as_json(value, lambda item: as_json(item, inner))}


def _moment_as_json(value: Any) -> dict[str, Any] | None:
    if value is pd.NA or value is pd.NaT:
        return {"missing": "NA" if value is pd.NA else "NaT"}
    if isinstance(value, pd.Timestamp):
        return {"timestamp": [value.isoformat(), None if value.tz is None else str(value.tz)]}
    if isinstance(value, pd.Timedelta):
        return {"timedelta": value.isoformat()}
    if isinstance(value, pd.Period):
        return {"period": [value.ordinal, value.freqstr]}
    for tag, kind in MOMENTS.items():
        if isinstance(value, kind):
            return {tag: value.isoformat()}
    if isinstance(value, datetime.timedelta):
        return {"duration": [value.days, value.seconds, value.microseconds]}
    return None


def _float_as_json(value: float) -> Any:
    return value if math.isfinite(value) else {"float": repr(value)}


def from_json(saved: Any, depth: int = 0) -> Any:
    """Build a value from what `as_json` wrote, or from what somebody forged.

    Parameters
    ----------
    saved
        Plain values, from untrusted hands.
    depth
        How deep it lies in another one.

    Returns
    -------
    object
        A value of exact types only.

    Raises
    ------
    UnreadableError
        When it is not what `as_json` writes.
    """
    if depth > DEEPEST:
        raise UnreadableError(f"it is nested more than {DEEPEST} deep")
    if saved is None or type(saved) in (bool, int, float, str):
        return saved
    if type(saved) is list:
        return [from_json(item, depth + 1) for item in saved]
    if type(saved) is not dict or len(saved) != 1:
        raise UnreadableError("it is no value that marking knows")
    ((tag, content),) = saved.items()
    read = READERS.get(tag)
    if read is None:
        raise UnreadableError("it is of a kind that marking does not know")
    try:
        return read(content, depth + 1)
    except UnreadableError:
        raise
    except (ValueError, TypeError, KeyError, IndexError, OverflowError, AttributeError) as error:
        raise UnreadableError(f"it is a broken {tag}") from error


def _read_dict(content: Any, depth: int) -> dict[Any, Any]:
    pairs = [(from_json(key, depth), from_json(item, depth)) for key, item in content]
    _few_of_parts([key for key, _ in pairs])
    return dict(pairs)


def _few_of_parts(keys: list[Any]) -> None:
    if sum(isinstance(key, MADE_OF_PARTS) for key in keys) > MOST_OF_PARTS:
        raise UnreadableError(f"it has more than {MOST_OF_PARTS:,} keys that are made of parts")


def _read_timestamp(moment: Any, zone: Any) -> pd.Timestamp:
    plain = pd.Timestamp(_short(moment))
    if zone is None:
        return plain
    if not tables.ZONE.fullmatch(zone):
        raise UnreadableError("it is a moment in a time zone that marking does not know")
    return plain.tz_convert(zone)


def _short(content: Any) -> str:
    if type(content) is not str or len(content) > LONGEST_MOMENT:
        raise UnreadableError("it is a moment of absurd length")
    return content


def _read_several(kind: Callable[[Any], Any]) -> Callable[[Any, int], Any]:
    def read(content: Any, depth: int) -> Any:
        items = [from_json(item, depth) for item in _list(content)]
        if kind is not tuple:
            _few_of_parts(items)
        return kind(items)

    return read


def _list(content: Any) -> list[Any]:
    if type(content) is not list:
        raise UnreadableError("it is no list")
    return content


READERS: dict[str, Callable[[Any, int], Any]] = {
    "dict": _read_dict,
    "tuple": _read_several(tuple),
    "set": _read_several(set),
    "frozenset": _read_several(frozenset),
    "float": lambda content, depth: {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}[content],
    "missing": lambda content, depth: MISSING[content],
    "timestamp": lambda content, depth: _read_timestamp(*content),
    "timedelta": lambda content, depth: pd.Timedelta(_short(content)),
    "period": lambda content, depth: pd.Period(ordinal=int(content[0]), freq=_short(content[1])),
    "datetime": lambda content, depth: datetime.datetime.fromisoformat(content),
    "date": lambda content, depth: datetime.date.fromisoformat(content),
    "time": lambda content, depth: datetime.time.fromisoformat(content),
    "duration": lambda content, depth: datetime.timedelta(*(int(part) for part in content)),
    "scalar": lambda content, depth: tables.scalar_from_json(content),
    "table": lambda content, depth: tables.from_json(content, lambda item: from_json(item, depth)),
}


def dumps(message: Any) -> bytes:
    """Write a message as bytes."""
    return json.dumps(message, allow_nan=False, separators=(",", ":")).encode("ascii")


def loads(message: bytes) -> Any:
    """Read a message from untrusted hands.

    Raises
    ------
    UnreadableError
        When it is no JSON, too deep, or holds what JSON does not (``NaN``) or a number of absurd length.
    """
    try:
        return json.loads(message, parse_constant=_refuse_constant, parse_int=_read_int)
    except (ValueError, RecursionError) as error:
        raise UnreadableError("it is no readable JSON") from error


def _refuse_constant(name: str) -> None:
    raise UnreadableError(f"{name} is no JSON")


def _read_int(digits: str) -> int:
    return _not_absurd(int(digits) if len(digits) < LONGEST_MOMENT else LARGEST)


def _not_absurd(number: int) -> int:
    if abs(number) >= LARGEST:
        raise UnreadableError("it holds a whole number of absurd size")
    return number
