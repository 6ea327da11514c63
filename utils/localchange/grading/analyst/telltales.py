"""Signs in what was handed in that a person may want to look at. They cost no marks and stop nothing.

Code is searched for words and never parsed. An honest notebook can show one of these signs, so each sentence says what
was seen and not what was meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from localchange.grading.analyst.assignment import Assignment
from localchange.grading.analyst.handed_in import HandedInCell

WORDS = {
    "the notebook's own machinery": (
        r"ast_transformers|input_transformers\w*|run_cell(?:_async)?\b(?!_magic)|run_code|do_execute|set_custom_exc"
        r"|showtraceback|display_?hook\b|display_pub\b|user_ns\b|sys\.excepthook"
    ),
    "the marking of the course": r"localchange[. ](?:import )?(?:marking|grading)|localchange\.mark|gradebook",
    "the innards of Python": (
        r"settrace|setprofile|_getframe|f_globals|gc\.get_|sys\.modules|\bimport (?:builtins|ctypes)|__builtins__"
    ),
    "objects that compare as they like": r"__(?:eq|lt|le|gt|ge|ne|contains)__|__array_ufunc__",
    "names that tests use": (
        r"^(?:def (?:abs|round|isinstance|len|all|any|set|sorted|sum|range)\b"
        r"|(?:abs|round|isinstance|len|all|any|set|sorted|sum)\b[^(\n]*=)"
    ),
    "other processes and signals": (
        r"os\.(?:fork|kill|killpg|setsid|system|exec\w*|spawn\w*|_exit|set[ug]id)\b|\bsubprocess\b|signal\.(?:signal|alarm)"
        r"|\batexit\b|weakref\.finalize|threading\.Thread"
    ),
    "the network": r"\bimport (?:socket|urllib|requests|http)\b|\burllib\.request\b|\bsocket\.socket\b",
    "files and settings outside of its folder": (
        r"os\.environ\b|/proc\b|/etc/|/tmp\b|/dev/|\.ipython\b|Path\.home|Path\.cwd\(\)\.parents|os\.(?:symlink|link|chroot|mknod)\b"
        r"|\bsqlite3\b|[\"']/(?:home|root|var|usr)\b|__file__"
    ),
    "script for a browser": r"<script|onerror\s*=|onload\s*=|javascript:",
}
COMPILED = {what: re.compile(pattern, re.MULTILINE) for what, pattern in WORDS.items()}
ODD_TAGS = frozenset({"skip-execution", "raises-exception"})
MOST_NAMED = 3
LONGEST_NAME = 40


def in_code(texts: Iterable[str]) -> tuple[str, ...]:
    """Say what the code of a learner touches that no answer needs.

    Parameters
    ----------
    texts
        The code.

    Returns
    -------
    tuple of str
        A sentence for each kind of thing.
    """
    code = "\n".join(texts)
    said = []
    for what, pattern in COMPILED.items():
        found = dict.fromkeys(match[0].strip()[:LONGEST_NAME] for match in pattern.finditer(code))
        if found:
            names = ", ".join(list(found)[:MOST_NAMED])
            said.append(f"Its code touches {what} ({names}): look at it.")
    return tuple(said)


def in_cells(assignment: Assignment, cells: Iterable[HandedInCell]) -> tuple[str, ...]:
    """Say what was changed in the parts of the notebook that are ours.

    Parameters
    ----------
    assignment
        What is asked.
    cells
        The cells that were handed in.

    Returns
    -------
    tuple of str
        A sentence for each kind of change.
    """
    tests = {cell.grade_id: cell for cell in assignment.cells if cell.grade and not cell.solution}
    ours = {cell.grade_id: cell for cell in assignment.cells if cell.grade_id}
    seen: dict[str, int] = {}
    changed, tagged, dressed = [], [], []
    for cell in cells:
        name = next((name for name in cell.names if name in ours), None)
        if name is None:
            continue
        seen[name] = seen.get(name, 0) + 1
        if name in tests and _words(cell.text) != _words(tests[name].released):
            changed.append(name)
        if ODD_TAGS & set(cell.tags):
            tagged.append(name)
        if cell.about and _is_dressed(cell.about, ours[name].points, grade=ours[name].grade):
            dressed.append(name)
    said = []
    for names, what in (
        (changed, "The text of these test cells was changed"),
        ([name for name in tests if name not in seen], "These test cells are missing"),
        ([name for name, times in seen.items() if times > 1], "These cells are there more than once"),
        (tagged, "These cells say that they need not run"),
        (dressed, "These cells say other things of themselves than ours do (points, flags, version)"),
    ):
        if names:
            listed = ", ".join(dict.fromkeys(names))
            said.append(f"{what}: {listed}. Ours were used.")
    return tuple(said)


def _is_dressed(about: Mapping[str, Any], points: float, *, grade: bool) -> bool:
    claimed = about.get("points", points)
    return bool(
        about.get("schema_version") != 3
        or bool(about.get("grade")) != grade
        or (grade and (not isinstance(claimed, int | float) or claimed != points))
    )


def _words(text: str) -> str:
    return "".join(text.split())
