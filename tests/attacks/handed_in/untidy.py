"""Honest work, handed in as people hand things in: every point that it earned has to stay."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from dataclasses import dataclass

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell, new_output, new_raw_cell

from handed_in.attack import HandedIn, World
from handed_in.notebooks import FULL, QUESTIONS, SLUG, TESTS, cell_of, code_cell, honest, release, solution

Build = Callable[[NotebookNode], "HandedIn | None"]


@dataclass(frozen=True)
class Untidy:
    """One honest submission.

    Parameters
    ----------
    name
        A short name, also of the learner.
    says
        What is untidy about it.
    change
        Changes a notebook in which all three questions are answered, or gives other files instead.
    earns
        What it is worth.
    alone, not_on_stock
        As of an attack: it is let loose on stock nbgrader too, together with the others.
    """

    name: str
    says: str
    change: Build
    earns: float = FULL
    alone: bool = False
    not_on_stock: str = ""

    @property
    def learner(self) -> str:
        """Whose submission it is."""
        return f"u-{self.name}"

    def build(self, world: World | None = None) -> HandedIn:
        """Make the submission, whatever stands around it."""
        notebook = honest()
        return self.change(notebook) or HandedIn(notebook)


UNTIDY: dict[str, Untidy] = {}


def untidy(name: str, says: str, earns: float = FULL) -> Callable[[Build], Build]:
    """Enter a submission into the list."""

    def entered(change: Build) -> Build:
        assert name not in UNTIDY, f"two are called {name}"
        UNTIDY[name] = Untidy(name, says, change, earns)
        return change

    return entered


def place(notebook: NotebookNode, name: str) -> int:
    """Tell where a cell stands."""
    return notebook.cells.index(cell_of(notebook, name))


def body_first(notebook: NotebookNode, name: str, code: str) -> None:
    """Put code at the beginning of the function in a cell, after its docstring."""
    cell = cell_of(notebook, name)
    head, quote, rest = cell.source.partition('."""\n')
    assert quote
    cell.source = head + quote + "".join(f"    {line}\n" for line in code.splitlines()) + rest


@untidy("warnings", "Warns on stderr: `warnings`, `logging`, `print(file=sys.stderr)`")
def _(notebook):
    says = 'import logging, sys, warnings\nwarnings.warn("careful")\nlogging.warning("careful")'
    for name in QUESTIONS:
        body_first(notebook, name, f'{says}\nprint("careful", file=sys.stderr)')


@untidy("deprecated", "Uses calls of pandas that are going away, which warn in the test cell")
def _(notebook):
    says = 'import warnings\nwarnings.warn("this will change", FutureWarning)\n'
    says += 'warnings.warn("this will go", DeprecationWarning)\ntable.groupby("type")["within4"].sum()'
    for name in QUESTIONS:
        body_first(notebook, name, says)


@untidy("print-debugging", "Prints as it goes")
def _(notebook):
    for name in QUESTIONS:
        body_first(
            notebook, name, 'print("here", table.shape)\nprint(table.head(50).to_string())\nprint("✓ 👍")'
        )


@untidy("extra-cells", "Has cells of its own that look at the table")
def _(notebook):
    for name in (*QUESTIONS, *TESTS):
        notebook.cells.insert(place(notebook, name), code_cell("organisations.describe()"))
    notebook.cells.append(code_cell("flattered(organisations, '2016-17', '2018-19')"))


def _with_helper(notebook, where):
    cell = cell_of(notebook, "national-share")
    cell.source = solution("national-share").replace("within / (within + over)", "ratio(within, over)")
    helper = code_cell("import numpy as np\n\n\ndef ratio(a, b):\n    return np.divide(a, a + b)")
    notebook.cells.insert(where, helper)


@untidy("helper-before", "Has a helper function in a cell of its own, above")
def _(notebook):
    _with_helper(notebook, place(notebook, "national-share"))


@untidy("helper-after", "Has a helper function in a cell of its own, between the answer and its tests")
def _(notebook):
    _with_helper(notebook, place(notebook, "national-share") + 1)


@untidy(
    "helper-at-the-end", "Has a helper function at the end of the notebook, where it was run out of order"
)
def _(notebook):
    _with_helper(notebook, len(notebook.cells))


@untidy("out-of-order", "Has its cells in the reverse order")
def _(notebook):
    notebook.cells.reverse()


@untidy("tests-first", "Has its answers below all the tests")
def _(notebook):
    answers = [cell_of(notebook, name) for name in QUESTIONS]
    notebook.cells = [cell for cell in notebook.cells if cell not in answers] + answers


@untidy("renamed", "Is called `my work (final).ipynb`")
def _(notebook):
    return HandedIn(None, {"my work (final).ipynb": json.dumps(notebook)})


@untidy("copy", f"Is called `{SLUG}-Copy1.ipynb`, with a checkpoint beside it")
def _(notebook):
    checkpoint = json.dumps(release())
    name = f".ipynb_checkpoints/{SLUG}-checkpoint.ipynb"
    return HandedIn(None, {f"{SLUG}-Copy1.ipynb": json.dumps(notebook), name: checkpoint})


@untidy("other-files", "Has a spreadsheet, a picture and `.DS_Store` beside it")
def _(notebook):
    return HandedIn(notebook, {"my table.csv": "a,b\n1,2\n", ".DS_Store": "x", "notes.docx": "x"})


@untidy("old-release", "Was made on an older release, in which the cells had other ids")
def _(notebook):
    for cell in notebook.cells:
        cell["id"] = f"old-{cell['id']}"[:60]
        about = cell.metadata.get("nbgrader")
        if about:
            about["grade_id"] = f"cell-{about['grade_id'].replace('-', '_')}"


@untidy("old-schema", "Has nbgrader's metadata in an older schema")
def _(notebook):
    for cell in notebook.cells:
        about = cell.metadata.get("nbgrader")
        if about:
            about["schema_version"] = 1
            about.pop("task", None)
            about.pop("points", None)


@untidy("no-metadata", "Has lost all metadata, through another editor")
def _(notebook):
    notebook.metadata = {}
    for cell in notebook.cells:
        cell.metadata = {}


@untidy("other-editor", "Was saved by an editor that adds metadata of its own")
def _(notebook):
    notebook.metadata["colab"] = {"provenance": [], "toc_visible": True}
    notebook.metadata["widgets"] = {"application/vnd.jupyter.widget-state+json": {"state": {}}}
    notebook.metadata["kernelspec"] = {"name": "conda-env-mine-py", "display_name": "Python [conda env:mine]"}
    for number, cell in enumerate(notebook.cells):
        cell.metadata["colab"] = {"base_uri": "https://localhost:8080/", "height": number}
        cell.metadata["vscode"] = {"languageId": "python"}
        cell.metadata["tags"] = ["mine"]


@untidy("no-cell-ids", "Is of format 4.2, without ids")
def _(notebook):
    for cell in notebook.cells:
        del cell["id"]
    notebook["nbformat_minor"] = 2


@untidy("format-3", "Was saved in format 3, as a very old Jupyter does")
def _(notebook):
    return HandedIn(nbformat.writes(nbformat.convert(notebook, 3), version=3).encode())


@untidy("windows", "Has a byte order mark and Windows line ends, in the file and in the code")
def _(notebook):
    for cell in notebook.cells:
        cell.source = cell.source.replace("\n", "\r\n")
    text = json.dumps(notebook, indent=1).replace("\n", "\r\n")
    return HandedIn(b"\xef\xbb\xbf" + text.encode())


@untidy("source-as-text", "Has each source as one text, or as lines of odd lengths")
def _(notebook):
    plain = json.loads(json.dumps(notebook))
    for number, cell in enumerate(plain["cells"]):
        text = cell["source"]
        cell["source"] = [text[:10], text[10:]] if number % 2 else text
    return HandedIn(json.dumps(plain).encode())


@untidy("large-outputs", "Was saved with nine megabytes of outputs")
def _(notebook):
    for name in QUESTIONS:
        cell_of(notebook, name).outputs = [
            new_output("display_data", {"image/png": "A" * 3_000_000}),
            new_output("stream", text="x" * 1000),
            new_output("error", ename="KeyError", evalue="'x'", traceback=["old"]),
        ]


@untidy("old-errors", "Was saved with errors and odd execution counts in every test cell")
def _(notebook):
    for number, name in enumerate(TESTS):
        cell = cell_of(notebook, name)
        cell.execution_count = 1000 - number
        cell.outputs = [new_output("error", ename="AssertionError", evalue="", traceback=[])]


@untidy("split-cell", "Has an answer split over two cells: the imports in its own, the function in the next")
def _(notebook):
    cell = cell_of(notebook, "flattered")
    notebook.cells.insert(place(notebook, "flattered") + 1, code_cell(cell.source))
    cell.source = "import pandas as pd\n\nWHOLE_YEAR = 12"


@untidy("stub-kept", "Has the stub still in its cell, and the answer in a new cell below it")
def _(notebook):
    stubs = release()
    for name in QUESTIONS:
        cell = cell_of(notebook, name)
        notebook.cells.insert(place(notebook, name) + 1, code_cell(cell.source))
        cell.source = cell_of(stubs, name).source


@untidy("two-tries", "Has a first try, which is wrong, in a copy of the cell above the right one")
def _(notebook):
    for name in QUESTIONS:
        cell = cell_of(notebook, name)
        first = code_cell(cell.source.splitlines()[0] + "\n    return None")
        notebook.cells.insert(place(notebook, name), first)


@untidy("copied-cell", "Has the cell of an answer twice, as copying leaves it")
def _(notebook):
    for name in QUESTIONS:
        twin = copy.deepcopy(cell_of(notebook, name))
        twin["id"] = f"twin-{name}"
        notebook.cells.insert(place(notebook, name) + 1, twin)


@untidy("all-in-one", "Has all three functions in the first cell, and nothing in the others")
def _(notebook):
    cell_of(notebook, "national-share").source = "\n\n\n".join(solution(name) for name in QUESTIONS)
    for name in ("flattered", "split-change"):
        cell_of(notebook, name).source = ""


@untidy("typed", "Has type hints, decorators, `Callable` objects and `functools.partial`")
def _(notebook):
    cell = cell_of(notebook, "national-share")
    cell.source = """
from __future__ import annotations

import functools


def logged(function):
    @functools.wraps(function)
    def inner(*parts, **more):
        return function(*parts, **more)

    return inner


@logged
def national_share(table: pd.DataFrame, year: str) -> float:
    rows: pd.DataFrame = table.query("financial_year == @year")
    within, over = rows["within4"].sum(), rows["over4"].sum()
    return within / (within + over)
""".strip()
    flat = cell_of(notebook, "flattered")
    flat.source = flat.source.replace("def flattered(", "def _flattered(extra, ", 1)
    flat.source += "\n\n\nimport functools\n\nflattered = functools.partial(_flattered, None)"
    split = cell_of(notebook, "split-change")
    split.source = split.source.replace("def split_change(", "def _split(", 1)
    split.source += """


class Splitting:
    def __call__(self, table, first, last):
        return _split(table, first, last)


split_change = Splitting()"""


@untidy("one-line", "Answers with a lambda, and with numpy's numbers and texts")
def _(notebook):
    cell_of(notebook, "national-share").source = (
        "import numpy as np\n"
        "national_share = lambda t, y: np.float64((lambda r: r.within4.sum() / "
        "(r.within4.sum() + r.over4.sum()))(t[t.financial_year == y]))"
    )
    for name, old, new in (
        ("flattered", "sorted(main.index", "list(np.sort(np.array(main.index"),
        ("split-change", "float(rate)", "np.float64(rate)"),
    ):
        cell = cell_of(notebook, name)
        cell.source = cell.source.replace(old, new)
        if name == "flattered":
            cell.source = cell.source.replace("(main < 0)])", "(main < 0)].astype(str), dtype=str)))")


@untidy("own-dict", "Answers with an `OrderedDict`, and in another order")
def _(notebook):
    cell = cell_of(notebook, "split-change")
    cell.source = cell.source.replace(
        'return {"rate": float(rate), "mix": float(mix)}',
        "from collections import OrderedDict\n"
        '    return OrderedDict([("mix", float(mix)), ("rate", float(rate))])',
    )


@untidy("magics", "Uses magics, `!`, `?` and tabs of its own")
def _(notebook):
    notebook.cells.insert(2, code_cell("%matplotlib inline\n%load_ext autoreload\n%autoreload 2"))
    notebook.cells.insert(3, code_cell("!ls\nfiles = !ls"))
    notebook.cells.insert(4, code_cell("%%time\nx = 1"))
    notebook.cells.insert(5, code_cell("pd.DataFrame?"))
    notebook.cells.append(code_cell("%timeit -n 1 -r 1 national_share(organisations, '2016-17')"))
    cell = cell_of(notebook, "flattered")
    cell.source = "%config InlineBackend.figure_format = 'svg'\n" + cell.source


@untidy("not-installed", "Imports what is not installed here, in a cell of its own")
def _(notebook):
    notebook.cells.insert(2, code_cell("import seaborn as sns\nimport matplotlib.pyplot as plt\nsns.set()"))
    notebook.cells.append(code_cell("%pip install seaborn\nplt.plot([1, 2])"))


@untidy("display", "Displays frames and styles inside its functions")
def _(notebook):
    says = "from IPython.display import HTML, display\ndisplay(table.head())\ndisplay(HTML('<b>here</b>'))"
    for name in QUESTIONS:
        body_first(notebook, name, says)


@untidy("failing-cells", "Has failing and unfinished cells between its answers")
def _(notebook):
    for name in QUESTIONS:
        notebook.cells.insert(place(notebook, name), code_cell("organisations['no such column']"))
        notebook.cells.insert(place(notebook, name) + 1, code_cell("def unfinished("))
    notebook.cells.insert(2, code_cell("assert False, 'look at this again'"))


@untidy("junk-at-the-end", "Has junk after the last cell: raw cells, text, code that fails")
def _(notebook):
    notebook.cells += [
        new_raw_cell("---"),
        new_markdown_cell("<br>done?"),
        code_cell("1/0"),
        code_cell("quit()"),
    ]


@untidy("asks", "Calls `input()` and `help()` in a cell of its own")
def _(notebook):
    notebook.cells.insert(3, code_cell("name = input('Your name? ')"))
    notebook.cells.insert(4, code_cell("help(pd.DataFrame.groupby)"))


@untidy("leaves", "Has `exit()` in a cell of its own, before its answers")
def _(notebook):
    notebook.cells.insert(3, code_cell("exit()"))
    notebook.cells.insert(4, code_cell("import sys\nsys.exit(0)"))


@untidy("deleted-tests", "Has deleted the test cells, to tidy up")
def _(notebook):
    for name in TESTS:
        notebook.cells.remove(cell_of(notebook, name))


@untidy("changed-tests", "Has edited and copied the test cells, to look closer")
def _(notebook):
    for name in TESTS:
        cell = cell_of(notebook, name)
        cell.source = f"print('looking')\n{cell.source}"
        twin = copy.deepcopy(cell)
        twin["id"] = f"twin-{name}"
        notebook.cells.insert(place(notebook, name), twin)


@untidy("no-set-up", "Has deleted the set-up cell and every text, and imports pandas itself")
def _(notebook):
    notebook.cells = [cell_of(notebook, name) for name in QUESTIONS]
    cell = cell_of(notebook, "national-share")
    cell.source = f"import pandas\nimport pandas as pd\nfrom localchange import data\n\n\n{cell.source}"


@untidy("edited-set-up", "Has edited the set-up cell: another name for the table, and a sort")
def _(notebook):
    cell = cell_of(notebook, "set-up")
    cell.source += "\norganisations = organisations.sort_values('organisation')\ndf = organisations"


@untidy("changes-the-table", "Adds columns to the table that it was given")
def _(notebook):
    for name in QUESTIONS:
        body_first(
            notebook,
            name,
            "table = table if False else table\ntable['known'] = table['within4'] + table['over4']",
        )


@untidy("keeps-count", "Keeps results and counts from call to call")
def _(notebook):
    cell = cell_of(notebook, "national-share")
    cell.source = f"calls = 0\nkept = {{}}\n\n\n{cell.source}"
    body_first(notebook, "national-share", "global calls\ncalls += 1\nkept[year] = calls")


@untidy("whole-frame", "Reads the course's table itself, inside the function, beside the one it was given")
def _(notebook):
    says = "from localchange import data\nwhole = data.organisation_annual()\nassert len(whole)"
    for name in QUESTIONS:
        body_first(notebook, name, says)


@untidy("other-letters", "Has names in other scripts, and odd blanks")
def _(notebook):
    cell = cell_of(notebook, "national-share")
    cell.source = "größe = 'Übermaß 𝔘nicode ñ'\n\n\n" + cell.source.replace("rows", "Zeilen_für_jahr")


@untidy("slow", "Takes four seconds in a cell of its own")
def _(notebook):
    notebook.cells.insert(3, code_cell("import time\ntime.sleep(4)"))


@untidy("threads", "Uses threads and a pool inside its function")
def _(notebook):
    says = "from concurrent.futures import ThreadPoolExecutor\nwith ThreadPoolExecutor(2) as pool:\n"
    says += "    list(pool.map(len, [table, table]))"
    body_first(notebook, "national-share", says)


@untidy("temporary-file", "Writes a file and reads it again")
def _(notebook):
    says = "table.to_csv('mine.csv', index=False)\nassert len(pd.read_csv('mine.csv')) == len(table)"
    body_first(notebook, "national-share", says)


@untidy("one-right", "Has one answer right, one wrong and one not begun", earns=6.0)
def _(notebook):
    stubs = release()
    cell_of(notebook, "flattered").source = "def flattered(table, first, last):\n    return ['X']"
    cell_of(notebook, "split-change").source = cell_of(stubs, "split-change").source


@untidy("breaks-later", "Has a mistake of grammar in the second answer", earns=6.0)
def _(notebook):
    cell_of(notebook, "flattered").source = "def flattered(table, first, last)\n    return []"
    cell_of(notebook, "split-change").source = "# no time"
