"""An answer in words, for the feedback page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from localchange.grading.filling import cleaned
from localchange.grading.theory_words import in_lines, theory_in
from localchange.models.theory_of_change import TheoryError

if TYPE_CHECKING:
    from localchange.answers import Answer

NOT_ANSWERED = "Not answered"
Words = Callable[[Mapping[str, Any], Mapping[str, str]], str]


def in_words(answer: Answer | None, labels: Mapping[str, str]) -> str:
    """Say what was answered.

    Parameters
    ----------
    answer
        The answer, or ``None``.
    labels
        What each option, item or handle is called.

    Returns
    -------
    str
        Plain text, to be escaped where it is shown.
    """
    if answer is None:
        return NOT_ANSWERED
    words = KINDS.get(answer.kind)
    try:
        said = words(answer.value, labels) if words else ""
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError, TheoryError):
        said = "An answer that does not fit this question"
    return cleaned(said) or NOT_ANSWERED


def _name(key: Any, labels: Mapping[str, str]) -> str:
    return labels.get(str(key), str(key))


def _number(value: Any) -> str:
    return str(value) if isinstance(value, bool) or not isinstance(value, (int, float)) else f"{value:,.10g}"


def _choice(value: Mapping[str, Any], labels: Mapping[str, str]) -> str:
    sure = f" ({_number(value['confidence'])} % sure)" if value.get("confidence") is not None else ""
    return _name(value["choice"], labels) + sure if value.get("choice") else ""


def _several(value: Mapping[str, Any], labels: Mapping[str, str]) -> str:
    return "\n".join(_name(key, labels) for key in value["choices"])


def _with_unit(value: Mapping[str, Any], labels: Mapping[str, str]) -> str:
    return f"{_number(value['number'])} {value.get('unit') or ''}".strip()


def _prediction(value: Mapping[str, Any], labels: Mapping[str, str]) -> str:
    best, low, high = (_number(value[part]) for part in ("best", "low", "high"))
    return f"{best} {value.get('unit') or ''}".strip() + f", and 80 % sure of {low} to {high}"


def _ranking(value: Mapping[str, Any], labels: Mapping[str, str]) -> str:
    return "\n".join(f"{place}. {_name(key, labels)}" for place, key in enumerate(value["order"], start=1))


def _amounts(field: str) -> Words:
    def words(value: Mapping[str, Any], labels: Mapping[str, str]) -> str:
        return "\n".join(f"{_name(key, labels)}: {_number(amount)}" for key, amount in value[field].items())

    return words


def _claim(value: Mapping[str, Any], labels: Mapping[str, str]) -> str:
    parts = []
    if value.get("verdict"):
        parts.append(f"Verdict: {value['verdict']}.")
    for when in ("before", "after"):
        if value.get(when) is not None:
            parts.append(f"Confidence {when}: {_number(value[when])} %.")
    if value.get("change_mind"):
        parts.append(f"What would change my mind: {value['change_mind']}")
    return " ".join(parts)


def _theory(value: Mapping[str, Any], labels: Mapping[str, str]) -> str:
    theory = theory_in(value)
    return in_lines(theory) if theory is not None else ""


def _network(value: Mapping[str, Any], labels: Mapping[str, str]) -> str:
    lines = []
    if value["agents"]:
        lines.append(f"Picked: {', '.join(value['agents'])}")
    if value["ties"]:
        lines.append("New ties: " + ", ".join(f"{one} and {other}" for one, other in value["ties"]))
    return "\n".join(lines)


def _relationships(value: Mapping[str, Any], labels: Mapping[str, str]) -> str:
    said = {
        "goal": "Shared goal",
        "give": "Gives",
        "ask": "Asks",
        "next": "Next conversation",
        "when": "When",
    }
    lines = []
    for number, row in enumerate(value["rows"], start=1):
        lines.append(f"{number}. {row['who']}")
        lines += [f"{label}: {row[field]}" for field, label in said.items() if row[field].strip()]
    return "\n".join(lines)


KINDS: Mapping[str, Words] = {
    "choice": _choice,
    "several": _several,
    "number": _with_unit,
    "prediction": _prediction,
    "ranking": _ranking,
    "allocation": _amounts("amounts"),
    "setting": _amounts("setting"),
    "claim": _claim,
    "text": lambda value, labels: str(value.get("text", "")),
    "theory": _theory,
    "network": _network,
    "relationships": _relationships,
}
