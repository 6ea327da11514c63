"""Reading from a cell what it asks, without running it."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field
from typing import Any

from nbformat import NotebookNode

from localchange.models import (
    diffusion_change,
    diffusion_turning,
    emergency_settings,
    incentives_scheme,
    inspection_regime,
    local_search,
    trials,
    waiting_list_leverage,
    week_request,
)
from localchange.models.package import ACTIONS
from localchange.models.triage_weeks import WEEKS
from localchange.models.waiting_list_play import MONTHS, month_keys

RANGES_OF_LABS = {
    "department": emergency_settings.RANGES,
    "week": week_request.RANGES,
    "paying": incentives_scheme.RANGES,
    "inspecting": inspection_regime.RANGES,
    "spreading": diffusion_change.RANGES,
    "turning": diffusion_turning.RANGES,
    "local_search": local_search.RANGES,
}
"""Handles of the labs that write settings, by the name of the call."""

ASKED_BY_LABS: dict[str, dict[str, str]] = {
    "theory_builder": {},
    "network": {},
    "package": {key: action.label for key, action in ACTIONS.items()},
    "minister_call": {},
}
"""Labs that are questions, ``labs.NAME(page, key, prompt)``, with what their items are called."""


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
    handles = _handles(calls)
    return [prompt for call in calls if (prompt := _prompt(call, handles)) is not None]


def questions_of(notebook: NotebookNode) -> frozenset[str]:
    """List the questions that a notebook asks.

    Parameters
    ----------
    notebook
        A released notebook.

    Returns
    -------
    frozenset of str
        Their keys.
    """
    code = (cell.source for cell in notebook.cells if cell.cell_type == "code")
    return frozenset(prompt.key for source in code for prompt in prompts_in(source))


def plain(text: str) -> str:
    """Take the few signs of markdown out of a prompt or a label, and keep its words.

    Parameters
    ----------
    text
        As the question was written.

    Returns
    -------
    str
        Without stars, backticks and addresses of links.
    """
    text = re.sub(r"\[([^\]]*)\]\([^)\s]*\)", r"\1", text)
    text = re.sub(r"\*\*(.+?)\*\*", r"\1", text, flags=re.DOTALL)
    text = re.sub(r"(?<![\w*])\*(?!\s)([^*]+?)(?<!\s)\*(?![\w*])", r"\1", text)
    return re.sub(r"\s+", " ", text.replace("`", "")).strip()


def _prompt(call: ast.Call, handles: dict[str, str]) -> Prompt | None:
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
        text = plain(_first_word(arguments[1:2], named.get("prompt")))
        return Prompt(key, text, _options(arguments, named) or handles) if key else None
    if call.func.attr in ASKED_BY_LABS:
        key = _first_word(arguments[1:2], named.get("key"))
        text = plain(_first_word(arguments[2:3], named.get("prompt")))
        return Prompt(key, text, ASKED_BY_LABS[call.func.attr]) if key else None
    key = _first_word([], named.get("answer"))  # a lab that writes an answer
    what = {"triage": "Your order", "waiting_list": "Your decisions"}.get(call.func.attr, "Your settings")
    return Prompt(key, f"{what}: {key.replace('_', ' ')}", handles) if key else None


def _options(arguments: list[Any], named: dict[str, Any]) -> dict[str, str]:
    for value in (*arguments[2:3], named.get("options"), named.get("items")):
        if isinstance(value, dict):
            return {str(key): plain(str(label)) for key, label in value.items()}
    return {}


def _handles(calls: list[ast.Call]) -> dict[str, str]:
    """Find what the handles or the jobs of a lab are called."""
    labels: dict[str, str] = {}
    for call in calls:
        if isinstance(call.func, ast.Attribute):
            labels |= _of_lab(call.func.attr, {word.arg: _literal(word.value) for word in call.keywords})
        if isinstance(call.func, ast.Name) and call.func.id == "Handle":
            words = [_literal(argument) for argument in call.args[:2]]
            if len(words) == 2 and all(isinstance(word, str) for word in words):
                labels[words[0]] = words[1]
    return labels


def _of_lab(name: str, named: dict[str | None, Any]) -> dict[str, str]:
    ranges = RANGES_OF_LABS.get(name)
    if ranges is not None:
        return {key: f"{one.label} ({one.unit})" if one.unit else one.label for key, one in ranges.items()}
    if name in {"leverage", "trials"}:
        ranges = waiting_list_leverage.RANGES if name == "leverage" else trials.RANGES
        return {key: one.label for key, one in ranges.items()}
    if name == "waiting_list":
        months = named.get("months")
        keys = month_keys(months if isinstance(months, int) else MONTHS)
        return {"seed": "Draw"} | {key: f"Posts in month {n}" for n, key in enumerate(keys, 1)}
    week = WEEKS.get(str(named.get("week", "ward"))) if name == "triage" else None
    return {job.key: job.label for job in week.jobs} if week else {}


def _first_word(values: list[Any], otherwise: Any) -> str:
    value = values[0] if values else otherwise
    return value if isinstance(value, str) else ""


def _literal(node: ast.expr) -> Any:
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return None
