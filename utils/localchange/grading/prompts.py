"""Reading from a cell what it asks, without running it."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Prompt:
    """What a cell asks.

    Parameters
    ----------
    key
        The question, as in ``answers.json``.
    text
        The prompt; empty when the cell does not spell it out.
    labels
        What each option, item or handle is called.
    """

    key: str
    text: str = ""
    labels: dict[str, str] = field(default_factory=dict)


def prompts_in(source: str) -> list[Prompt]:
    """Find the questions that a cell asks.

    Parameters
    ----------
    source
        The code of the cell. It is read, never run.

    Returns
    -------
    list of Prompt
        One for each call like ``page.choice("mix", "Prompt", {"a": "…"})``, in order.
    """
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return []
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    calls.sort(key=lambda node: (node.lineno, node.col_offset))
    return [prompt for call in calls if (prompt := _prompt(call)) is not None]


def _prompt(call: ast.Call) -> Prompt | None:
    if not isinstance(call.func, ast.Attribute) or not isinstance(call.func.value, ast.Name):
        return None
    page = call.func.value.id == "page"
    arguments = [_literal(argument) for argument in call.args]
    named = {word.arg: _literal(word.value) for word in call.keywords if word.arg}
    if page and call.func.attr == "claim":
        key = _first_word(arguments[:1], named.get("claim_id"))
        return Prompt(f"claim_{key}") if key else None
    if page and call.func.attr not in {"answer", "hand_in", "ledger"}:
        key = _first_word(arguments[:1], named.get("key"))
        text = _first_word(arguments[1:2], named.get("prompt"))
        return Prompt(key, text, _labels(call, arguments, named)) if key else None
    key = _first_word([], named.get("answer"))  # a lab that writes an answer
    return Prompt(key) if key else None


def _labels(call: ast.Call, arguments: list[Any], named: dict[str, Any]) -> dict[str, str]:
    for value in (*arguments[2:3], named.get("options"), named.get("items")):
        if isinstance(value, dict):
            return {str(key): str(label) for key, label in value.items()}
    labels: dict[str, str] = {}
    for node in ast.walk(call):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Handle":
            words = [_literal(argument) for argument in node.args[:2]]
            if len(words) == 2 and all(isinstance(word, str) for word in words):
                labels[words[0]] = words[1]
    return labels


def _first_word(values: list[Any], otherwise: Any) -> str:
    value = values[0] if values else otherwise
    return value if isinstance(value, str) else ""


def _literal(node: ast.expr) -> Any:
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return None
