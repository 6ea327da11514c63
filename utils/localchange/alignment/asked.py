"""What a page asks, read out of its code without running it."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from localchange.exercises import delayed_test, diagnostic, recall
from localchange.exercises.recall import RecallQuestion

KINDS = ("choice", "several", "number", "prediction", "ranking", "allocation", "setting", "text", "claim")
"""The questions that a page asks itself: ``page.choice(...)`` and the like."""
DRAWN = {"theory_builder": "theory", "network": "network", "package": "allocation", "minister_call": "text"}
"""The labs that are questions, ``labs.NAME(page, key, prompt, ...)``, and the kind of answer that each keeps."""
BORROWED = {
    "page.recall()": "recall",
    "diagnostic.questions(page)": "diagnostic",
    "delayed_test.questions(page)": "delayed",
}
"""The calls by which a page asks what belongs to other modules, and how the keys of those questions begin."""


@dataclass(frozen=True)
class Asked:
    """One question of a page.

    Attributes
    ----------
    key, kind, prompt, options
        What is asked, and under which name the answer is kept.
    stage
        For a claim, when it is asked.
    practice
        What :class:`~localchange.exercises.Practice` was given, by name, or ``None``.
    anchors
        The examples beside a text, by level: the words, and the reason for the level where there is one.
    words
        How long a text should be.
    texts
        Everything in the call that a person reads.
    cell
        Id of the cell.
    further
        Whether it stands in a part that may be left out.
    borrowed
        Whether it belongs to other modules than the page's own.
    reveal
        What the page shows once a prediction is committed.
    sure
        Whether it is asked how sure the learner is.
    """

    key: str
    kind: str
    prompt: str
    cell: str
    options: Mapping[str, str] = field(default_factory=dict)
    stage: str | None = None
    practice: Mapping[str, Any] | None = None
    anchors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    words: Any = None
    texts: Sequence[str] = ()
    further: bool = False
    borrowed: bool = False
    reveal: str = ""
    sure: bool = False


def asked_in(cells: Sequence[Any], root: Path) -> list[Asked]:
    """Read what some cells ask.

    Parameters
    ----------
    cells
        Cells of one module's pages, as nbformat gives them; the set-up cell among them if they ask questions of
        earlier modules.
    root
        The course folder.

    Returns
    -------
    list of Asked
        In the order of the page.
    """
    found: list[Asked] = []
    for cell in cells:
        if cell.cell_type != "code":
            continue
        found += _borrowed(cells, cell, root)
        calls = [node for node in ast.walk(ast.parse(cell.source)) if isinstance(node, ast.Call)]
        for call in sorted(calls, key=lambda node: node.lineno):
            if not isinstance(call.func, ast.Attribute) or not isinstance(call.func.value, ast.Name):
                continue
            if call.func.value.id == "page" and call.func.attr in KINDS:
                found.append(_written(call, call.func.attr, cell))
            elif call.func.value.id == "labs" and call.func.attr in DRAWN:
                found.append(_drawn(call, DRAWN[call.func.attr], cell))
    return found


def answered_by_labs(source: str) -> set[str]:
    """Give the keys under which labs keep what was set or played in them."""
    return set(re.findall(r'labs\.\w+\(page, (?:.*answer=)?"(\w+)"', source))


def _written(call: ast.Call, kind: str, cell: Any) -> Asked:
    first = ast.literal_eval(call.args[0])
    claim = kind == "claim"
    given = {word.arg: word.value for word in call.keywords if word.arg}
    return Asked(
        key=f"claim_{first}" if claim else first,
        kind=kind,
        stage=ast.literal_eval(call.args[1]) if claim else None,
        prompt="" if claim else ast.literal_eval(call.args[1]),
        options=ast.literal_eval(call.args[2]) if kind in ("choice", "several") else {},
        practice=_practice(given.get("practice")),
        anchors=_anchors(given["anchors"]) if "anchors" in given else {},
        words=_literal(given["words"]) if "words" in given else None,
        texts=[
            node.value
            for node in ast.walk(call)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value
        ],
        cell=cell.id,
        further=_further(cell),
        reveal=_words(given.get("reveal")),
        sure="confidence" in given and _literal(given["confidence"]) is True,
    )


def _words(node: ast.expr | None) -> str:
    """Give words that stand there as they are; nothing for what has to be worked out first."""
    found = None if node is None else _literal(node)
    return found if isinstance(found, str) and isinstance(node, ast.Constant) else ""


def _drawn(call: ast.Call, kind: str, cell: Any) -> Asked:
    key, prompt = (ast.literal_eval(argument) for argument in call.args[1:3])
    given = {word.arg: word.value for word in call.keywords if word.arg}
    return Asked(
        key=key,
        kind=kind,
        prompt=prompt,
        anchors=_anchors(given["anchors"]) if "anchors" in given else {},
        words=_literal(given["words"]) if "words" in given else None,
        texts=[prompt],
        cell=cell.id,
        further=_further(cell),
    )


def _borrowed(cells: Sequence[Any], cell: Any, root: Path) -> list[Asked]:
    """Give the questions of other modules that a cell asks."""
    found: list[tuple[str, RecallQuestion]] = []
    for call, prefix in BORROWED.items():
        if call not in cell.source:
            continue
        if prefix == "diagnostic":
            ones = diagnostic.chosen(root)
        elif prefix == "delayed":
            ones = delayed_test.chosen(root)
        else:
            slug = re.search(r'Page\("(\w+)"', "".join(each.source for each in cells))
            ones = recall.chosen(root, slug.group(1)) if slug else ()
        found += [(one.kept_as(prefix), one) for one in ones]
    return [
        Asked(
            key=key,
            kind="choice",
            prompt=one.prompt,
            options=dict(one.options),
            practice={"right": one.right, "feedback": dict(one.feedback), "worked": one.worked},
            texts=[one.prompt, *one.options.values()],
            cell=cell.id,
            borrowed=True,
            sure=key.split("_")[0] in ("diagnostic", "delayed"),
        )
        for key, one in found
    ]


def _practice(node: ast.expr | None) -> dict[str, Any] | None:
    """Read ``Practice(...)``; ``None`` where a question has none."""
    if not isinstance(node, ast.Call):
        return None
    return {word.arg: _literal(word.value) for word in node.keywords if word.arg}


def _anchors(node: ast.expr) -> dict[str, tuple[str, ...]]:
    """Read the examples beside a text: the words alone, or with the reason for the level."""
    found = {}
    if isinstance(node, ast.Dict):
        for level, example in zip(node.keys, node.values, strict=True):
            parts = example.args if isinstance(example, ast.Call) else [example]
            if level is not None:
                found[ast.literal_eval(level)] = tuple(ast.literal_eval(part) for part in parts)
    return found


def _literal(node: ast.expr) -> Any:
    try:
        return ast.literal_eval(node)
    except ValueError:
        return ast.unparse(node)


def _further(cell: Any) -> bool:
    return "further" in cell.metadata.get("tags", [])
