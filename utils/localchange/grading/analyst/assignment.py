"""What our source notebook asks: its cells, what learners start from, and which names are theirs to define."""

from __future__ import annotations

import ast
import json
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache

import nbformat
from nbformat import NotebookNode
from nbgrader.preprocessors import ClearHiddenTests, ClearSolutions
from nbgrader.utils import is_grade, is_solution, is_task

from localchange.errors import CourseError


@dataclass(frozen=True)
class SourceCell:
    """One cell of the source.

    Parameters
    ----------
    place
        Where it stands, from 0.
    grade_id
        Its name; empty when it has none.
    code
        Whether it is a code cell.
    solution, grade
        Whether a learner writes in it; whether it earns points.
    points
        The most that it can earn.
    text
        What stands in it, solution and hidden tests included.
    stub
        What a learner finds in it, before they write; hidden tests included.
    released
        The same without hidden tests.
    """

    place: int
    grade_id: str
    code: bool
    solution: bool
    grade: bool
    points: float
    text: str
    stub: str
    released: str


@dataclass(frozen=True)
class Assignment:
    """A source notebook, taken apart once for all learners.

    Parameters
    ----------
    cells
        All cells, in order.
    functions, variables
        The names that the solution cells define: those that tests call, and those whose value they look at.
    """

    cells: tuple[SourceCell, ...]
    functions: frozenset[str]
    variables: frozenset[str]

    def defined_in(self, cell: SourceCell) -> frozenset[str]:
        """Name what a solution cell of ours defines."""
        return names_bound(_tree(cell)) if cell.code else frozenset()


def read_assignment(source: NotebookNode) -> Assignment:
    """Take a source notebook apart.

    Parameters
    ----------
    source
        The notebook, left as it is.

    Raises
    ------
    CourseError
        When a code cell of it is no Python.
    """
    return _read(json.dumps(source))


@lru_cache(maxsize=8)
def _read(written: str) -> Assignment:
    source = nbformat.from_dict(json.loads(written))
    stubs, _ = ClearSolutions().preprocess(deepcopy(source), {})
    released, _ = ClearHiddenTests().preprocess(deepcopy(stubs), {})
    cells = tuple(
        _cell(place, *versions)
        for place, versions in enumerate(zip(source.cells, stubs.cells, released.cells, strict=True))
    )
    theirs = frozenset[str]().union(
        *(names_bound(_tree(cell)) for cell in cells if cell.solution and cell.code)
    )
    functions: set[str] = set()
    for cell in cells:
        if cell.code and cell.solution:
            functions |= {
                node.name
                for node in _tree(cell).body
                if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
            }
        elif cell.code:
            calls = (node.func for node in ast.walk(_tree(cell)) if isinstance(node, ast.Call))
            functions |= {called.id for called in calls if isinstance(called, ast.Name)} & theirs
    return Assignment(cells, frozenset(functions), theirs - functions)


def names_bound(tree: ast.Module) -> frozenset[str]:
    """Name what the statements of a cell of ours define at the top level."""
    found: set[str] = set()
    for statement in tree.body:
        if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            found.add(statement.name)
        elif not isinstance(statement, (ast.Import, ast.ImportFrom)):
            found |= {
                node.id
                for node in ast.walk(statement)
                if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
            }
    return frozenset(found)


def names_used(tree: ast.Module) -> frozenset[str]:
    """Name everything that a cell of ours reads."""
    return frozenset(
        node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    )


def _cell(place: int, cell: NotebookNode, stub: NotebookNode, released: NotebookNode) -> SourceCell:
    about = cell.metadata.get("nbgrader", {})
    return SourceCell(
        place=place,
        grade_id=str(about.get("grade_id", "")),
        code=cell.cell_type == "code",
        solution=bool(is_solution(cell)),
        grade=bool(is_grade(cell) or is_task(cell)),
        points=float(about.get("points", 0)),
        text=cell.source,
        stub=stub.source,
        released=released.source,
    )


def _tree(cell: SourceCell) -> ast.Module:
    try:
        return ast.parse(cell.text)
    except SyntaxError as error:
        name = cell.grade_id or f"number {cell.place + 1}"
        raise CourseError(
            f"The cell {name} of the source is no plain Python (line {error.lineno}): "
            "analyst notebooks are marked without magics, so write it without."
        ) from None
