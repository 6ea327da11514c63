"""Analyst notebooks: points and reasons for honest work, tidy and untidy."""

import codecs
import copy
import json
import shutil
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from localchange.errors import CourseError
from localchange.grading.analyst import MarkedNotebook, mark_notebook
from localchange.grading.sandbox import Limits, Sandbox
from localchange.grading.scores import mark_in

ROOT = Path(__file__).parents[2]
SLUG = "03_targets_analyst"
SOURCE = nbformat.read(ROOT / "solutions" / SLUG / f"{SLUG}.ipynb", as_version=4)
RELEASE = nbformat.read(ROOT / "assignments" / SLUG / f"{SLUG}.ipynb", as_version=4)
MODEL = {
    cell.metadata["nbgrader"]["grade_id"]: cell.source
    for cell in SOURCE.cells
    if cell.metadata.get("nbgrader", {}).get("solution")
}


@pytest.fixture(scope="module")
def sandbox():
    if shutil.which("bwrap") is None:
        pytest.skip("bubblewrap is not installed")
    with Sandbox(Limits(call_seconds=5)) as opened:
        yield opened


def grade_id(cell):
    return cell.metadata.get("nbgrader", {}).get("grade_id")


def place_of(notebook, name):
    return next(place for place, cell in enumerate(notebook.cells) if grade_id(cell) == name)


def filled(**answers):
    notebook = copy.deepcopy(RELEASE)
    for name, source in answers.items():
        notebook.cells[place_of(notebook, name.replace("_", "-"))].source = source
    return notebook


def full():
    return filled(**{name.replace("-", "_"): source for name, source in MODEL.items()})


def marked(notebook, sandbox, source=SOURCE):
    content = notebook if isinstance(notebook, bytes) else json.dumps(notebook).encode()
    return mark_notebook(source, content, sandbox)


def earned(result):
    return {mark.grade_id: mark.points for mark in result.marks}


def reasons(result):
    return {mark.grade_id: mark.reason for mark in result.marks}


EVERYTHING = {
    "national-share-published": 3,
    "national-share-any-table": 3,
    "flattered-one-year": 3,
    "flattered-any-table": 4,
    "split-change-adds-up": 3,
    "split-change-parts": 4,
}


def test_the_model_solution_earns_everything(sandbox):
    result = marked(full(), sandbox)
    assert earned(result) == EVERYTHING
    assert (result.points, result.waiting, result.events, result.notes, result.problem) == (
        20,
        (),
        (),
        (),
        None,
    )
    assert result.isolated


def test_an_empty_notebook_earns_nothing_and_says_why(sandbox):
    result = marked(RELEASE, sandbox)
    assert result.points == 0
    assert reasons(result)["national-share-published"] == "Not answered: national_share is not written yet."
    assert all(mark.reason and not mark.needs_person for mark in result.marks)


def test_one_right_function_earns_its_part(sandbox):
    result = marked(filled(flattered=MODEL["flattered"]), sandbox)
    assert {name: points for name, points in earned(result).items() if points} == {
        "flattered-one-year": 3,
        "flattered-any-table": 4,
    }


def test_a_wrong_function_earns_nothing_and_reads_the_message_of_the_test(sandbox):
    wrong = "def national_share(table, year):\n    return 2.0"
    result = marked(filled(national_share=wrong), sandbox)
    assert (
        reasons(result)["national-share-published"] == "2016-17: a share runs from 0 to 1, and yours is 2.0"
    )


def test_a_hidden_test_is_not_given_away(sandbox):
    published = "{'2016-17': 0.891, '2017-18': 0.883, '2018-19': 0.880, '2030-31': 0.8}"
    wrong = f"def national_share(table, year):\n    return {published}.get(year, 0.5)"
    result = marked(filled(national_share=wrong), sandbox)
    assert earned(result)["national-share-published"] == 3
    reason = reasons(result)["national-share-any-table"]
    assert reason == "One of the tests that marking adds does not hold. (national_share answered 0.8.)"


def test_an_error_in_a_function_is_told(sandbox):
    result = marked(
        filled(national_share="def national_share(table, year):\n    return table['nowhere']"), sandbox
    )
    assert reasons(result)["national-share-published"] == "national_share stopped with KeyError: 'nowhere'."


def test_points_earned_before_a_crash_stay_and_questions_after_it_count(sandbox):
    answers = {**MODEL, "flattered": "def flattered(*args):\n    import os\n    os._exit(0)"}
    result = marked(filled(**{name.replace("-", "_"): text for name, text in answers.items()}), sandbox)
    assert result.points == 13
    assert "ended Python itself" in reasons(result)["flattered-one-year"]
    assert result.events


def test_an_endless_function_loses_its_own_question_only(sandbox):
    answers = {**MODEL, "flattered": "def flattered(*args):\n    while True:\n        pass"}
    result = marked(filled(**{name.replace("-", "_"): text for name, text in answers.items()}), sandbox)
    assert result.points == 13
    assert "did not come to an end" in reasons(result)["flattered-one-year"]


def test_a_cell_that_does_not_compile_loses_its_own_question_only(sandbox):
    answers = {**MODEL, "flattered": "def flattered(:\n"}
    result = marked(filled(**{name.replace("-", "_"): text for name, text in answers.items()}), sandbox)
    assert result.points == 13
    assert "SyntaxError" in reasons(result)["flattered-one-year"]


def test_the_notebook_is_ours_and_carries_each_mark(sandbox):
    result = marked(full(), sandbox)
    notebook = result.as_notebook()
    nbformat.validate(notebook)
    ours = {grade_id(cell): cell for cell in SOURCE.cells}
    for cell in notebook.cells:
        assert cell.metadata.get("nbgrader") == ours[grade_id(cell)].metadata.get("nbgrader")
        if cell.metadata["nbgrader"]["grade"]:
            mark = mark_in(cell)
            assert (mark.points, mark.of) == (EVERYTHING[grade_id(cell)], EVERYTHING[grade_id(cell)])


def test_it_travels_as_json(sandbox):
    result = marked(full(), sandbox)
    assert MarkedNotebook.from_json(json.loads(json.dumps(result.as_json()))) == result


def test_it_gives_the_same_twice(sandbox):
    assert marked(full(), sandbox) == marked(full(), sandbox)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"\x00\xff\x00", "cannot be read"),
        (b"[]", "is no notebook"),
        (b'{"cells": []}', "has no cells"),
        (b'{"cells": 3, "worksheets": 4}', "has no cells"),
        (b"[" * 1_000_000, "cannot be read"),
        (b'{"a": ' * 100_000, "cannot be read"),
        (b" " * 21_000_000, "larger than 20 MB"),
        (b'{"cells": [' + b"9" * 5_000 + b"]}", "cannot be read"),
    ],
)
def test_what_cannot_be_read_goes_to_a_person_and_is_no_zero(sandbox, content, said):
    result = marked(content, sandbox)
    assert said in result.problem
    assert result.points is None
    assert all(mark.points is None and mark.needs_person for mark in result.marks)
    nbformat.validate(result.as_notebook())


def with_extra(notebook, before, *sources):
    at = place_of(notebook, before)
    for source in reversed(sources):
        notebook.cells.insert(at, new_code_cell(source))
    return notebook


def helper_in_an_extra_cell():
    notebook = full()
    share = "def national_share(table, year):\n    return share_of(table[table['financial_year'] == year])"
    notebook.cells[place_of(notebook, "national-share")].source = share
    helper = "def share_of(rows):\n    return rows['within4'].sum() / (rows['within4'].sum() + rows['over4'].sum())"
    return notebook, helper


def helper_above():
    notebook, helper = helper_in_an_extra_cell()
    return with_extra(notebook, "national-share", helper)


def helper_below_everything():
    notebook, helper = helper_in_an_extra_cell()
    notebook.cells.append(new_code_cell(helper))
    return notebook


def helper_between_cell_and_test():
    notebook, helper = helper_in_an_extra_cell()
    return with_extra(notebook, "national-share-published", helper)


def import_in_an_extra_cell_below():
    notebook = full()
    text = MODEL["national-share"].replace(
        "float(within / (within + over))", "np.float64(within / (within + over))"
    )
    notebook.cells[place_of(notebook, "national-share")].source = text
    notebook.cells.append(new_code_cell("import numpy as np"))
    return notebook


def written_in_an_extra_cell():
    notebook = full()
    notebook.cells[place_of(notebook, "national-share")].source = RELEASE.cells[
        place_of(RELEASE, "national-share")
    ].source
    return with_extra(notebook, "national-share-published", MODEL["national-share"])


def names_are_gone():
    notebook = full()
    for cell in notebook.cells:
        cell.metadata = {}
        cell["id"] = f"x{abs(hash(cell.source)):x}"[:32]
    return notebook


def cells_are_reversed():
    notebook = full()
    notebook.cells.reverse()
    return notebook


def only_the_answers():
    notebook = full()
    notebook.cells = [cell for cell in notebook.cells if grade_id(cell) in MODEL]
    return notebook


def solutions_twice():
    notebook = full()
    for name in MODEL:
        at = place_of(notebook, name)
        notebook.cells.insert(at, copy.deepcopy(RELEASE.cells[place_of(RELEASE, name)]))
        notebook.cells.append(copy.deepcopy(RELEASE.cells[place_of(RELEASE, name)]))
    return notebook


def cell_split_in_two():
    notebook = full()
    at = place_of(notebook, "split-change")
    second = copy.deepcopy(notebook.cells[at])
    notebook.cells[at].source = "def both(first, last):\n    return [first, last]"
    second.source = MODEL["split-change"].replace("isin([first, last])", "isin(both(first, last))")
    second["id"] = "second-half"
    notebook.cells.insert(at + 1, second)
    return notebook


def edited_and_deleted_tests():
    notebook = full()
    for name in EVERYTHING:
        notebook.cells[place_of(notebook, name)].source = "raise SystemExit('edited')"
    del notebook.cells[place_of(notebook, "flattered-one-year")]
    return notebook


def set_up_edited():
    notebook = full()
    notebook.cells[
        place_of(notebook, "set-up")
    ].source += "\nimport numpy as np\norganisations = organisations.head()"
    text = MODEL["national-share"].replace("float(within", "np.float64(within")
    notebook.cells[place_of(notebook, "national-share")].source = text
    return notebook


def warnings_and_prints():
    notebook = full()
    for name, text in MODEL.items():
        noisy = "import warnings, sys\nwarnings.warn('old')\nprint('x' * 1000, file=sys.stderr)\n"
        inner = text.replace(
            "    ### BEGIN SOLUTION", "    print(table)\n    warnings.warn('deep')\n    ### BEGIN SOLUTION"
        )
        notebook.cells[place_of(notebook, name)].source = noisy + inner
    return notebook


def experiments_everywhere():
    notebook = full()
    notebook.cells.append(new_code_cell("national_share = None\n1 / 0"))
    with_extra(
        notebook, "national-share", "organisations.head()", "this is no Python", "!ls", "%timeit 1", "1 / 0"
    )
    return with_extra(
        notebook, "flattered", "import seaborn", "display(organisations)", "x = organisations.type"
    )


def megabytes_of_outputs():
    notebook = full()
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = [nbformat.v4.new_output("stream", text="x" * 1_000_000)]
            cell.execution_count = 77
    return notebook


def magic_on_top():
    notebook = full()
    for name, text in MODEL.items():
        notebook.cells[place_of(notebook, name)].source = f"%%time\n{text}"
    return notebook


def as_markdown_by_mistake():
    notebook = full()
    at = place_of(notebook, "flattered")
    cell = new_markdown_cell(MODEL["flattered"], metadata=notebook.cells[at].metadata)
    notebook.cells[at] = cell
    return notebook


def other_line_ends():
    return json.dumps(full()).replace("\\n", "\\r\\n").encode()


def byte_order_mark():
    return codecs.BOM_UTF8 + json.dumps(full()).encode()


def utf_16():
    return json.dumps(full()).encode("utf-16")


def sources_as_lists_and_old_minor():
    notebook = json.loads(json.dumps(full()))
    for cell in notebook["cells"]:
        cell["source"] = cell["source"].splitlines(keepends=True)
        del cell["id"]
    notebook["nbformat_minor"] = 2
    return json.dumps(notebook).encode()


def nbformat_3():
    return nbformat.writes(full(), version=3).encode()


def from_the_future():
    notebook = json.loads(json.dumps(full()))
    notebook.update(nbformat=9, nbformat_minor=99)
    for cell in notebook["cells"]:
        cell["metadata"].setdefault("nbgrader", {}).update(schema_version=99, points=-5, locked="maybe")
    return json.dumps(notebook).encode()


def without_metadata():
    notebook = json.loads(json.dumps(full()))
    del notebook["metadata"]
    for cell in notebook["cells"]:
        del cell["metadata"]
    return json.dumps(notebook).encode()


UNTIDY = [
    helper_above,
    helper_below_everything,
    helper_between_cell_and_test,
    import_in_an_extra_cell_below,
    written_in_an_extra_cell,
    names_are_gone,
    cells_are_reversed,
    only_the_answers,
    solutions_twice,
    cell_split_in_two,
    edited_and_deleted_tests,
    set_up_edited,
    warnings_and_prints,
    experiments_everywhere,
    megabytes_of_outputs,
    magic_on_top,
    as_markdown_by_mistake,
    other_line_ends,
    byte_order_mark,
    utf_16,
    sources_as_lists_and_old_minor,
    nbformat_3,
    from_the_future,
    without_metadata,
]


@pytest.mark.parametrize("untidy", UNTIDY, ids=lambda make: make.__name__)
def test_honest_but_untidy_work_keeps_every_point(sandbox, untidy):
    result = marked(untidy(), sandbox)
    assert result.problem is None
    assert result.points == 20, reasons(result)
    nbformat.validate(result.as_notebook())


RESULTS = {
    "numpy numbers": ("national-share", "float(within / (within + over))", "(within / (within + over))"),
    "type hints and a decorator": (
        "national-share",
        "def national_share(table, year):",
        "import functools\nfrom pandas import DataFrame\n\n@functools.cache\ndef zero() -> int:\n    return 0\n\n"
        "def national_share(table: DataFrame, year: str) -> float:",
    ),
    "an ordered dictionary": (
        "split-change",
        'return {"rate": float(rate), "mix": float(mix)}',
        "import collections\n    return collections.OrderedDict(rate=rate, mix=mix)",
    ),
    "strings of numpy": (
        "flattered",
        "return sorted(main.index",
        "import numpy as np\n    return sorted(np.str_(x) for x in main.index",
    ),
}


@pytest.mark.parametrize("kind", RESULTS)
def test_equal_results_of_other_types_keep_every_point(sandbox, kind):
    name, old, new = RESULTS[kind]
    notebook = full()
    assert old in MODEL[name]
    notebook.cells[place_of(notebook, name)].source = MODEL[name].replace(old, new)
    result = marked(notebook, sandbox)
    assert result.points == 20, reasons(result)


def tiny(test, solution="def f(x):\n    ### BEGIN SOLUTION\n    return 2 * x\n    ### END SOLUTION", **about):
    def cell(source, grade_id, **more):
        settings = {
            "grade": False,
            "solution": False,
            "locked": True,
            "schema_version": 3,
            "task": False,
            **more,
        }
        return new_code_cell(source, metadata={"nbgrader": {"grade_id": grade_id, **settings}})

    written = cell(solution, "f", solution=True, locked=False, **about)
    return new_notebook(cells=[written, cell(test, "test", grade=True, points=4)])


ONLY_F = json.dumps(new_notebook(cells=[new_code_cell("def f(x):\n    return 2 * x")])).encode()


@pytest.mark.parametrize(
    ("test", "points", "person"),
    [
        ("assert f(2) == 4", 4, False),
        ("assert f(2) == 5", 0, False),
        ("f(2)\n3", 3, False),
        ("f(2)\n300", 4, False),
        ("f(2)\n-3", 0, False),
        ("f(2)\nTrue", 4, False),
        ("from localchange.marking import Mark\nf(2)\nMark(1.5, 4, 'half')", 1.5, False),
        ("import numpy as np\nnp.testing.assert_allclose(f(2), 4)", 4, False),
        ("for x in f([]):\n    assert x == 1", 0, False),
        ("if f(1) == 3:\n    assert False", 0, False),
        (
            "try:\n    f(None)\nexcept TypeError:\n    pass\nelse:\n    assert False\nassert f(1) == 2",
            4,
            False,
        ),
        ("x = 1\nassert x == 1", 0, True),
        ("nowhere", 0, True),
        ("f(lambda: 1)", 0, True),
        ("print('4')\nf(2)\nassert True", 4, False),
    ],
)
def test_a_cell_fails_unless_its_tests_ran(sandbox, test, points, person):
    result = marked(ONLY_F, sandbox, tiny(test))
    (mark,) = result.marks
    assert (mark.points or 0, mark.needs_person) == (points, person), mark
    assert mark.reason


def test_assertions_run_even_where_python_would_leave_them_out(sandbox, monkeypatch):
    monkeypatch.setenv("PYTHONOPTIMIZE", "2")
    assert marked(ONLY_F, sandbox, tiny("assert f(2) == 5")).points == 0


def test_a_variable_is_looked_at_and_a_handwritten_answer_waits_for_a_person(sandbox):
    variable = tiny("assert share == 0.5", solution="### BEGIN SOLUTION\nshare = 0.5\n### END SOLUTION")
    answer = json.dumps(new_notebook(cells=[new_code_cell("share = 1 / 2")])).encode()
    assert marked(answer, sandbox, variable).points == 4
    by_hand = tiny("assert f(1) == 2", grade=True, points=2)
    result = marked(ONLY_F, sandbox, by_hand)
    assert result.waiting == ("f",)
    assert result.points == 4


def test_a_source_that_is_no_plain_python_is_refused_in_words(sandbox):
    with pytest.raises(CourseError, match="test of the source is no plain Python"):
        marked(ONLY_F, sandbox, tiny("!ls"))


def test_data_files_beside_the_source_are_there_on_both_sides(sandbox):
    source = tiny(
        "import pandas as pd\nassert f(1) == len(pd.read_csv('mine.csv'))",
        solution="def f(x):\n    ### BEGIN SOLUTION\n    return 2\n    ### END SOLUTION",
    )
    code = "import pandas as pd\ndef f(x):\n    return len(pd.read_csv('mine.csv'))"
    notebook = json.dumps(new_notebook(cells=[new_code_cell(code)])).encode()
    result = mark_notebook(source, notebook, sandbox, files={"mine.csv": b"a\n1\n2\n"})
    assert result.points == 4, reasons(result)


def test_without_isolation_it_says_so():
    with Sandbox(isolated=False) as bare:
        result = marked(full(), bare)
    assert result.points == 20
    assert not result.isolated
    assert result.as_notebook().metadata["localchange"]["isolated"] is False
