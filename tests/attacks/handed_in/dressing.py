"""Metadata and cells that were dressed up: points, flags, ids, tests, versions."""

import copy
import json

import nbformat

from handed_in.attack import HandedIn, attack
from handed_in.notebooks import (
    FULL,
    NUMBER_ONE,
    QUESTIONS,
    TESTS,
    answered,
    cell_of,
    code_cell,
    honest,
    release,
)


@attack("edited-tests", "Empties the test cells")
def _(world):
    notebook = release()
    for name in TESTS:
        cell_of(notebook, name).source = "pass"
    return HandedIn(notebook)


@attack("edited-points", "Gives each test a thousand points", earns=6.0)
def _(world):
    notebook = answered(*NUMBER_ONE)
    for name in TESTS:
        cell_of(notebook, name).metadata["nbgrader"]["points"] = 1000
    return HandedIn(notebook)


@attack("edited-flags", "Turns tests into solution cells and solution cells into graded ones", earns=6.0)
def _(world):
    notebook = answered(*NUMBER_ONE)
    for name in TESTS:
        cell_of(notebook, name).metadata["nbgrader"].update(locked=False, solution=True, grade=True)
    for name in QUESTIONS:
        cell_of(notebook, name).metadata["nbgrader"].update(grade=True, points=100, locked=True)
    return HandedIn(notebook)


@attack("unmarked-tests", "Says of every test that it is not graded, and empties it")
def _(world):
    notebook = release()
    for name in TESTS:
        cell = cell_of(notebook, name)
        cell.metadata["nbgrader"].update(grade=False, locked=False, solution=True)
        cell.metadata["nbgrader"].pop("points")
        cell.source = "pass"
    return HandedIn(notebook)


@attack("swapped-ids", "Puts the id of each test on an empty cell of its own")
def _(world):
    notebook = release()
    for name in TESTS:
        cell = cell_of(notebook, name)
        mine = code_cell("20.0")
        mine.metadata["nbgrader"] = dict(cell.metadata["nbgrader"], locked=False)
        cell.metadata["nbgrader"]["grade_id"] = f"was-{name}"
        notebook.cells.append(mine)
    return HandedIn(notebook)


@attack("copied-tests", "Copies every test cell, with an empty twin after it", earns=6.0)
def _(world):
    notebook = answered(*NUMBER_ONE)
    for name in TESTS:
        twin = copy.deepcopy(cell_of(notebook, name))
        twin.source, twin["id"] = "pass", f"twin-{name}"
        notebook.cells.append(twin)
    return HandedIn(notebook)


@attack("deleted-tests", "Deletes every test cell", earns=6.0)
def _(world):
    notebook = answered(*NUMBER_ONE)
    notebook.cells = [
        cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade_id") not in TESTS
    ]
    return HandedIn(notebook)


@attack("tests-as-text", "Turns the test cells into markdown and raw cells")
def _(world):
    notebook = release()
    for number, name in enumerate(TESTS):
        cell = cell_of(notebook, name)
        cell.cell_type = "raw" if number % 2 else "markdown"
        cell.pop("outputs", None)
        cell.pop("execution_count", None)
    return HandedIn(notebook)


@attack("kept-outputs", "Brings outputs that say that every test passed, as results of the test cells")
def _(world):
    notebook = release()
    for name, points in TESTS.items():
        cell = cell_of(notebook, name)
        cell.outputs = [
            nbformat.v4.new_output("execute_result", {"text/plain": f"{float(points)}"}, execution_count=1)
        ]
    return HandedIn(notebook)


SCHEMAS = {"old": 1, "none": None, "new": 99, "text": "3", "list": [3]}


def _schema(version):
    def build(world):
        notebook = answered(*NUMBER_ONE)
        for cell in notebook.cells:
            about = cell.metadata.get("nbgrader")
            if about and version is None:
                del about["schema_version"]
            elif about:
                about["schema_version"] = version
        return HandedIn(json.dumps(notebook).encode())

    return build


for _name, _version in SCHEMAS.items():
    attack(f"schema-{_name}", f"Says schema version {_version!r} in every cell", earns=6.0)(_schema(_version))


@attack("other-kernel", "Asks for a kernel that is a shell", earns=6.0)
def _(world):
    notebook = answered(*NUMBER_ONE)
    notebook.metadata["kernelspec"] = {"name": "bash", "display_name": "bash", "language": "bash"}
    notebook.metadata["language_info"] = {"name": "bash"}
    return HandedIn(notebook)


@attack("nbformat-5", "Says that it is a notebook of format 5", earns=6.0)
def _(world):
    notebook = answered(*NUMBER_ONE)
    notebook["nbformat"], notebook["nbformat_minor"] = 5, 99
    return HandedIn(json.dumps(notebook).encode())


@attack(
    "ten-thousand-cells",
    "Has ten thousand cells, each of which waits a second",
    earns=FULL,
    not_on_stock="not run: it would take three hours",
)
def _(world):
    notebook = honest()
    notebook.cells += [code_cell("import time; time.sleep(1)") for _ in range(10_000)]
    return HandedIn(notebook)


@attack("wrong-kinds", "Has numbers, lists and objects where text belongs", for_a_person=True)
def _(world):
    notebook = json.loads(json.dumps(answered(*NUMBER_ONE)))
    for cell in notebook["cells"]:
        cell["source"] = {"a": 1}
        cell["metadata"] = [1, 2]
        cell["cell_type"] = 3
    return HandedIn(json.dumps(notebook).encode())
