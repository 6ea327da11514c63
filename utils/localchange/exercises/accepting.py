"""Whether what came from the page fits the question that was asked."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

from localchange.errors import CourseError
from localchange.models.theory_of_change import Theory

Spec = Mapping[str, Any]
VERDICTS = ["supported", "mixed", "contradicted", "untested"]


def accept(spec: Spec, given: Any) -> dict[str, Any]:
    """Give the value as it is saved, or say in one sentence why it does not fit."""
    if not isinstance(given, Mapping):
        raise CourseError("The page sent no answer that can be read; load the page again.")
    return _KINDS[spec["kind"]](spec, given)


def _choice(spec: Spec, given: Mapping[str, Any]) -> dict[str, Any]:
    value: dict[str, Any] = {}
    if given.get("choice") is not None:
        value["choice"] = _one_of(given["choice"], _keys(spec["options"]))
    if spec.get("confidence") and given.get("confidence") is not None:
        value["confidence"] = number(given["confidence"], 50, 100)
    return value


def _several(spec: Spec, given: Mapping[str, Any]) -> dict[str, Any]:
    keys = _keys(spec["options"])
    chosen = {_one_of(key, keys) for key in _listed(given.get("choices"))}
    most = spec.get("at_most")
    if most is not None and len(chosen) > most:
        raise CourseError(f"Choose at most {most}: untick {len(chosen) - most}.")
    return {"choices": [key for key in keys if key in chosen]}


def _number(spec: Spec, given: Mapping[str, Any]) -> dict[str, Any]:
    return {"number": number(given.get("number"), spec["low"], spec["high"]), "unit": spec["unit"]}


def _prediction(spec: Spec, given: Mapping[str, Any]) -> dict[str, Any]:
    value: dict[str, Any] = {
        field: number(given[field], spec["low"], spec["high"])
        for field in ("low", "best", "high")
        if given.get(field) is not None
    }
    numbers = list(value.values())
    if numbers != sorted(numbers):
        raise CourseError("Put the three numbers in order: low end, best guess, high end.")
    return {**value, "unit": spec["unit"]}


def _ranking(spec: Spec, given: Mapping[str, Any]) -> dict[str, Any]:
    order = list(_listed(given.get("order")))
    if sorted(map(str, order)) != sorted(_keys(spec["items"])):
        raise CourseError("The order does not hold every item once; load the page again.")
    return {"order": order}


def _allocation(spec: Spec, given: Mapping[str, Any]) -> dict[str, Any]:
    keys = _keys(spec["items"])
    amounts = _mapped(given.get("amounts"))
    return {
        "amounts": {_one_of(key, keys): number(amount, 0, spec["total"]) for key, amount in amounts.items()}
    }


def _setting(spec: Spec, given: Mapping[str, Any]) -> dict[str, Any]:
    setting = _mapped(given.get("setting"))
    value = {}
    for handle in spec["handles"]:
        position = number(setting.get(handle["key"]), handle["low"], handle["high"])
        steps = round((position - handle["low"]) / handle["step"])
        value[handle["key"]] = _tidy(handle["low"] + steps * handle["step"])
    return {"setting": value}


def _text(spec: Spec, given: Mapping[str, Any]) -> dict[str, Any]:
    return {"text": prose(given.get("text"))}


def _claim(spec: Spec, given: Mapping[str, Any]) -> dict[str, Any]:
    value: dict[str, Any] = {}
    for field in spec["asks"]:
        if given.get(field) is None:
            continue
        if field == "verdict":
            value[field] = _one_of(given[field], VERDICTS)
        elif field == "change_mind":
            value[field] = prose(given[field])
        else:
            value[field] = number(given[field], 0, 100)
    return value


def _theory(spec: Spec, given: Mapping[str, Any]) -> dict[str, Any]:
    theory = Theory.from_json(given)
    most = spec["steps"]
    if len(theory.steps) > most:
        raise CourseError(f"The theory has {len(theory.steps)} steps, and {most} at most: join some.")
    return theory.to_json()


def _network(spec: Spec, given: Mapping[str, Any]) -> dict[str, Any]:
    people = {person[0]: place for place, person in enumerate(spec["people"])}
    agents = [_one_of(name, list(people)) for name in _listed(given.get("agents"))]
    if len(set(agents)) < len(agents):
        raise CourseError("Somebody is picked twice; load the page again.")
    if len(agents) > spec["agents"]:
        raise CourseError(f"Pick {spec['agents']} at most: unpick {len(agents) - spec['agents']}.")
    drawn = given.get("ties")
    if not isinstance(drawn, list | tuple):
        raise CourseError("The page sent no ties that can be read; load the page again.")
    there = {frozenset(pair) for pair in spec["ties"]}
    ties = []
    for pair in drawn:
        ends = sorted((_one_of(name, list(people)) for name in _listed(pair)), key=people.__getitem__)
        if len(ends) != 2 or ends[0] == ends[1]:
            raise CourseError("A tie is between two people; load the page again.")
        if frozenset(ends) in there:
            raise CourseError(f"{ends[0]} and {ends[1]} are tied already: remove one of the two ties.")
        there.add(frozenset(ends))
        ties.append(ends)
    if len(ties) > spec["most_ties"]:
        raise CourseError(
            f"Draw {spec['most_ties']} new ties at most: remove {len(ties) - spec['most_ties']}."
        )
    return {"agents": agents, "ties": ties}


def _relationships(spec: Spec, given: Mapping[str, Any]) -> dict[str, Any]:
    rows = given.get("rows")
    if not isinstance(rows, list | tuple) or len(rows) > spec["most"]:
        raise CourseError(f"The map holds {spec['most']} relationships at most.")
    limits: Mapping[str, int] = spec["fields"]
    return {
        "rows": [
            {field: prose(_mapped(row).get(field), most) for field, most in limits.items()} for row in rows
        ]
    }


_KINDS = {
    "choice": _choice,
    "several": _several,
    "number": _number,
    "prediction": _prediction,
    "ranking": _ranking,
    "allocation": _allocation,
    "setting": _setting,
    "text": _text,
    "claim": _claim,
    "theory": _theory,
    "network": _network,
    "relationships": _relationships,
}


def number(given: Any, low: float | None, high: float | None) -> float:
    """Give a finite number inside its bounds; whole numbers as ``int``."""
    if isinstance(given, bool) or not isinstance(given, int | float) or not math.isfinite(given):
        raise CourseError("Write a number in figures, for instance 3.4.")
    if (low is not None and given < low) or (high is not None and given > high):
        if low is None or high is None:
            raise CourseError(
                f"Give a number of at least {low:g}." if high is None else f"Give a number up to {high:g}."
            )
        raise CourseError(f"Give a number between {low:g} and {high:g}.")
    return _tidy(given)


def prose(given: Any, most: int = 20_000) -> str:
    """Give a text that can be written to a file."""
    if not isinstance(given, str):
        raise CourseError("The page sent no text that can be read; load the page again.")
    if len(given) > most:
        raise CourseError(
            f"The text is {len(given) - most:,} characters too long: at most {most:,} are kept."
        )
    return given.encode("utf-8", "replace").decode()


def _tidy(given: float) -> float:
    rounded = round(given, 9)
    return int(rounded) if rounded == int(rounded) else rounded


def _keys(pairs: Iterable[Any]) -> list[str]:
    return [pair[0] for pair in pairs]


def _one_of(given: Any, keys: list[str]) -> str:
    if given not in keys:
        raise CourseError("What was chosen is not one of those offered; load the page again.")
    return str(given)


def _listed(given: Any) -> list[Any]:
    if not isinstance(given, list | tuple) or not all(isinstance(item, str) for item in given):
        raise CourseError("The page sent no list that can be read; load the page again.")
    return list(given)


def _mapped(given: Any) -> Mapping[str, Any]:
    if not isinstance(given, Mapping):
        raise CourseError("The page sent no numbers that can be read; load the page again.")
    return given
