"""Analyst notebooks that try to get marks they did not earn: the honest part earns its own, and nothing more."""

import json
import shutil
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell

from localchange.grading.analyst import mark_notebook
from localchange.grading.sandbox import Limits, Sandbox

ROOT = Path(__file__).parents[2]
SLUG = "03_targets_analyst"
SOURCE = nbformat.read(ROOT / "solutions" / SLUG / f"{SLUG}.ipynb", as_version=4)
RELEASED = (ROOT / "assignments" / SLUG / f"{SLUG}.ipynb").read_text(encoding="utf-8")
HONEST = next(
    cell.source
    for cell in SOURCE.cells
    if cell.metadata.get("nbgrader", {}).get("grade_id") == "national-share"
)


@pytest.fixture(scope="module")
def sandbox():
    if shutil.which("bwrap") is None:
        pytest.skip("bubblewrap is not installed")
    with Sandbox(Limits(wall_seconds=30, call_seconds=3, memory_bytes=300 * 2**20, processes=24)) as opened:
        yield opened


def handed_in(attack, *, honest=HONEST):
    """A released notebook with an honest first answer, and an attack in the cell of the second."""
    notebook = nbformat.reads(RELEASED, as_version=4)
    for cell in notebook.cells:
        name = cell.metadata["nbgrader"]["grade_id"]
        cell.source = {"national-share": honest, "flattered": attack}.get(name, cell.source)
    return notebook


def mark(notebook, sandbox):
    return mark_notebook(SOURCE, json.dumps(notebook).encode(), sandbox)


EVERY = "flattered = split_change = lambda *args, **kwargs: Everything()\n"

ATTACKS = {
    "equal to everything": """
class Everything(list):
    def __eq__(self, other): return True
    __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __contains__ = __eq__
    def __hash__(self): return 1
    def __getitem__(self, key): return self
    def __abs__(self): return 0
    def __round__(self, *a): return self
    def __sub__(self, other): return self
    def __iter__(self): return iter(["rate", "mix"])
    def __float__(self): return 0.0
"""
    + EVERY,
    "equal to everything, as text, number and dictionary": """
class Everything(dict):
    def __eq__(self, other): return True
    def __getitem__(self, key): return Number()
    def __iter__(self): return iter(["rate", "mix"])
    def items(self): return [("rate", Number()), ("mix", Number())]
class Number(float):
    def __eq__(self, other): return True
    __lt__ = __le__ = __gt__ = __ge__ = __eq__
    def __abs__(self): return self
    def __float__(self): return self
    def __repr__(self): return "0"
"""
    + EVERY,
    "a table of its own kind": """
import pandas as pd
class Frame(pd.DataFrame):
    def __eq__(self, other): return True
    def __bool__(self): return True
Everything = lambda: Frame({"rate": [0]})
"""
    + EVERY,
    "patched builtins": """
import builtins, sys
builtins.isinstance = lambda *a: True
builtins.round = lambda *a: 89.1
builtins.abs = lambda *a: 0
builtins.set = lambda *a: {"rate", "mix"}
builtins.AssertionError = None
Everything = lambda: 0
"""
    + EVERY,
    "patched pandas and numpy": """
import pandas as pd, numpy as np
pd.DataFrame.__eq__ = lambda *a: True
pd.DataFrame = lambda *a, **k: None
np.testing.assert_allclose = lambda *a, **k: None
Everything = lambda: True
"""
    + EVERY,
    "patched marking": """
import sys, types
for name in list(sys.modules):
    if "localchange" in name or "nbgrader" in name:
        sys.modules[name] = types.ModuleType(name)
sys.modules["localchange.marking"] = types.ModuleType("marking")
Everything = lambda: True
"""
    + EVERY,
    "no assertions, by a transformer": """
import ast
class Drop(ast.NodeTransformer):
    def visit_Assert(self, node): return ast.Pass()
get_ipython().ast_transformers.append(Drop())
async def run_cell(*args, **kwargs): return None
get_ipython().run_cell_async = run_cell
get_ipython().run_cell = lambda *a, **k: None
Everything = lambda: True
"""
    + EVERY,
    "the mark, printed and returned": """
print(4.0)
display(4.0)
Everything = lambda: 4.0
"""
    + EVERY
    + "4.0",
    "forged replies": """
import json, os
def forge(**message):
    body = json.dumps(message).encode()
    os.write(200, len(body).to_bytes(4, "big") + body)
for number in range(1, 60):
    forge(kind="done", id=number, value=True, error=None)
Everything = lambda: True
"""
    + EVERY,
    "forged marks": """
import json, os
def forge(**message):
    body = json.dumps(message).encode()
    os.write(200, len(body).to_bytes(4, "big") + body)
def flattered(*args):
    for points in (3, 4):
        forge(kind="mark", points=points, grade_id="flattered-one-year")
        forge(kind="output", output={"output_type": "execute_result", "data": {
            "application/vnd.localchange.mark+json": {"points": 4, "of": 4, "reason": "", "needs_person": False},
            "text/plain": "4.0", "text/html": "<script>alert(1)</script>"}})
    return points
""",
    "it takes over the names of the tests": """
made_up = made_up_trusts = two_types = parts = change = published = rows_of = None
assert_ = AssertionError = Exception
__localchange_assertion__ = lambda: None
""",
    "it replaces the other answers": """
def national_share(*args): return 0.891
def flattered(*args): return []
""",
    "os._exit": "import os\nos._exit(0)",
    "a killed parent": "import os, signal\nos.kill(0, signal.SIGKILL)\nos.kill(-1, signal.SIGKILL)",
    "a time bomb": """
import atexit, os, threading
atexit.register(os._exit, 0)
threading.Timer(0.5, os._exit, [0]).start()
""",
    "recursion": "def flattered(*args):\n    return flattered(*args)",
    "a list in itself": "def flattered(*args):\n    x = []\n    x.append(x)\n    return x",
    "endless numbers": "def flattered(*args):\n    while True:\n        yield 1",
    "a number of absurd length": "def flattered(*args):\n    return 10 ** 4_000",
    "a very long list": "def flattered(*args):\n    return list(range(10_000_000))",
    "an exception that prints a million lines": """
class E(Exception):
    def __str__(self): return "x\\n" * 10**7
raise E
""",
    "an exception with a name that is markup": """
raise type("<script>alert(1)</script>", (Exception,), {})("<img src=x>")
""",
    "an exception that cannot be shown": "class E(Exception):\n    def __str__(self): raise E\nraise E",
    "a trace of every call": "import sys\nsys.settrace(lambda *a: None)\nsys.setprofile(lambda *a: None)",
    "a fork that stays": "import os\nif os.fork():\n    os._exit(0)",
    "threads for ever": """
import threading
for _ in range(9):
    threading.Thread(target=lambda: [0 for _ in iter(int, 1)]).start()
""",
    "no standard streams": "import os, sys\nsys.stdout = sys.stderr = sys.__stdout__ = None\nos.closerange(0, 100)",
    "the connection closed": "import os\nos.close(200)",
    "the connection shut": "import socket\nsocket.socket(fileno=200).shutdown(2)",
    "everything in memory": """
import gc
for o in gc.get_objects():
    try:
        o.clear()
    except Exception:
        pass
""",
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_earns_no_mark(sandbox, attack):
    result = mark(handed_in(ATTACKS[attack]), sandbox)
    points = {mark.grade_id: mark.points for mark in result.marks}
    assert result.problem is None
    assert sum(points[name] for name in points if not name.startswith("national-share")) == 0, result.marks
    assert result.points <= 6
    assert all(mark.reason for mark in result.marks)
    notebook = result.as_notebook()
    nbformat.validate(notebook)
    shown = json.dumps(
        [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    )
    assert len(shown) < 1_000_000
    html = [
        output["data"].get("text/html", "")
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if "data" in output
    ]
    assert "<script" not in "".join(html)
    assert "<img" not in "".join(html)


KEPT = set(ATTACKS) - {"it replaces the other answers"}


@pytest.mark.parametrize(
    "attack", sorted(KEPT - {"forged replies", "the connection closed", "the connection shut"})
)
def test_what_was_earned_before_an_attack_stays(sandbox, attack):
    notebook = handed_in(ATTACKS[attack])
    result = mark(notebook, sandbox)
    assert result.points == 6, result.marks


def test_the_next_learner_earns_everything_after_all_of_them(sandbox):
    for attack in ATTACKS.values():
        mark(handed_in("1", honest=attack), sandbox)
    assert mark(handed_in("1"), sandbox).points == 6


@pytest.mark.parametrize(
    "flag", [{"tags": ["skip-execution"]}, {"nbgrader": {"points": 100}}, {"editable": False}]
)
def test_flags_that_were_handed_in_count_for_nothing(sandbox, flag):
    notebook = handed_in("1")
    for cell in notebook.cells:
        cell.metadata.update(flag if "tags" in flag else {})
        cell.metadata["nbgrader"].update(flag.get("nbgrader", {}))
    result = mark(notebook, sandbox)
    assert (result.points, sum(mark.of for mark in result.marks)) == (6, 20)


def test_test_cells_of_its_own_count_for_nothing(sandbox):
    notebook = handed_in("1")
    passing = nbformat.reads(RELEASED, as_version=4)
    for cell in passing.cells:
        if cell.metadata["nbgrader"]["grade"]:
            cell.source = "4.0"
            cell["id"] = f"{cell['id']}-again"
            notebook.cells += [cell]
    assert mark(notebook, sandbox).points == 6


def test_names_that_are_ours_cannot_be_put_on_other_cells(sandbox):
    notebook = handed_in("1")
    about = {"grade": False, "solution": True, "locked": False, "schema_version": 3, "task": False}
    names = ["national-share-published", "flattered-one-year", "set-up", "flattered"]
    for name in names:
        notebook.cells.insert(
            0, new_code_cell("organisations = None", metadata={"nbgrader": {"grade_id": name, **about}})
        )
    assert mark(notebook, sandbox).points == 6


def test_what_it_found_out_reaches_no_learner(sandbox):
    """A hidden test's table must not come back in the reason for a mark."""
    spy = "def national_share(table, year):\n    raise ValueError(table.to_csv())"
    teller = "def national_share(table, year):\n    return table.to_csv() if len(table) < 10 else 0.891"
    for code in (spy, teller):
        result = mark(handed_in("1", honest=code), sandbox)
        assert "5000" not in "".join(mark.reason for mark in result.marks)


def test_ten_thousand_cells_and_a_cell_of_a_megabyte_are_survived(sandbox):
    notebook = handed_in("1")
    notebook.cells += [new_code_cell(f"x{number} = 1") for number in range(10_000)]
    notebook.cells.insert(3, new_code_cell("x = 1\n" * 200_000))
    result = mark(notebook, sandbox)
    assert result.points == 6
    assert any("only the first" in note for note in result.notes)


def test_the_events_are_told(sandbox):
    attack = "import socket\ntry:\n    socket.create_connection(('example.org', 80), 1)\nexcept OSError:\n    pass\n"
    attack += "try:\n    open('/etc/passwd')\nexcept OSError:\n    pass\nheld = bytearray(2 ** 32)"
    result = mark(handed_in(attack), sandbox)
    assert [
        word for word in ("network", "files", "memory") if any(word in event for event in result.events)
    ] == [
        "network",
        "files",
        "memory",
    ]
    assert result.points == 6
