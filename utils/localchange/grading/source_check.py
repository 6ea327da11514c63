"""What may lie in the folder of a source, and what a release must not show."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from localchange.errors import CourseError

DATA_FILES = frozenset({".csv", ".png", ".svg"})
TELLTALE = re.compile(r"answer|key|rubric|solution|marking|model", re.IGNORECASE)
PASSED_OVER = frozenset({".ipynb_checkpoints", "__pycache__"})
MARKERS = (
    "BEGIN HIDDEN TESTS",
    "END HIDDEN TESTS",
    "BEGIN SOLUTION",
    "BEGIN MARK SCHEME",
    "localchange.marking",
)
SECRET_NAMES = frozenset({"mark", "marking", "Practice"})
KEPT_METADATA = frozenset({"kernelspec", "language_info"})


def check_folder(folder: Path, slug: str) -> None:
    """Refuse a source folder with anything in it that learners should not get.

    nbgrader releases every file that it finds there, and when marking copies it over the learner's own.

    Parameters
    ----------
    folder
        ``solutions/SLUG``.
    slug
        The assignment.
    """
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if PASSED_OVER & set(inside.parts) or path == folder / f"{slug}.ipynb":
            continue
        harmless = path.suffix in DATA_FILES and not TELLTALE.search(path.stem) and not path.is_symlink()
        if not (harmless and path.is_file()):
            raise CourseError(
                f"{path} would be released to learners, and would replace their own file when marking: "
                f"move it out of {folder.name}/ (model answers belong in "
                f"{folder.parent.name}/{slug}.answers.json)."
            )


def check_release(notebook: Path) -> None:
    """Refuse a released notebook that shows how it is marked.

    Parameters
    ----------
    notebook
        The notebook that nbgrader generated.
    """
    released = nbformat.read(notebook, as_version=4)
    for number, cell in enumerate(released.cells, start=1):
        text = str(cell)
        found = next((marker for marker in MARKERS if marker in text), None) or _secret_name(cell)
        if found:
            raise CourseError(
                f"Cell {number} ({cell.get('id', 'no id')}) of the release shows “{found}”: put everything "
                "about marking between ### BEGIN HIDDEN TESTS and ### END HIDDEN TESTS in a graded cell."
            )
    extra = set(released.metadata) - KEPT_METADATA
    if extra:
        raise CourseError(
            f"The metadata of the source notebook holds {', '.join(sorted(extra))}, which may show answers: "
            "take it out (in JupyterLab: clear all outputs, then save)."
        )


def _secret_name(cell: NotebookNode) -> str | None:
    """Find a name in a code cell that only marking uses."""
    if cell.cell_type != "code":
        return None
    try:
        tree = ast.parse(cell.source)
    except SyntaxError:
        return None
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in SECRET_NAMES:
            return node.id
        if isinstance(node, ast.alias) and SECRET_NAMES & {node.name.rpartition(".")[2], node.asname or ""}:
            return node.name
        if isinstance(node, ast.keyword) and node.arg == "practice":
            return "practice="
    return None
