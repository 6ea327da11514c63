"""Honest cells and questions."""

import pandas as pd
import pytest

from localchange import data
from localchange.grading.sandbox import Raised


def shown(run):
    return "".join(
        output.get("text") or output.get("data", {}).get("text/plain", "") for output in run.outputs
    )


def test_cells_share_a_namespace_and_show_their_last_expression(session):
    assert session.run_cell("x = 20\nprint('one')").error is None
    run = session.run_cell("print('two')\nx + 1")
    assert [output.output_type for output in run.outputs] == ["stream", "execute_result"]
    assert run.outputs[1].data == {"text/plain": "21"}


def test_a_function_is_asked_with_tables_and_answers_with_a_table(session):
    session.run_cell("def total(table, *, by):\n    return table.groupby(by, observed=True)['within4'].sum()")
    table = data.organisation_annual()
    answer = session.ask("total", [table], {"by": "type"})
    pd.testing.assert_series_equal(answer, table.groupby("type", observed=True)["within4"].sum())


def test_a_variable_can_be_looked_at(session):
    session.run_cell("share = 0.25")
    assert session.value("share") == 0.25
    with pytest.raises(Raised, match="name 'rate' is not defined"):
        session.value("rate")


def test_files_lie_in_the_folder_that_it_runs_in(session):
    run = session.run_cell("import pandas as pd\npd.read_csv('table.csv')['b'].item()")
    assert shown(run) == "2"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("!echo hello", "hello"),
        ("%time x = 1", "CPU times"),
        ("import asyncio\nawait asyncio.sleep(0)\n'done'", "'done'"),
        (
            "from concurrent.futures import ThreadPoolExecutor\nlist(ThreadPoolExecutor(4).map(abs, [-1, -2]))",
            "[1, 2]",
        ),
        ("import subprocess\nsubprocess.run(['echo', 'hi'], capture_output=True).stdout", "b'hi\\n'"),
        ("import warnings\nwarnings.warn('old')\n3", "old"),
        ("display({'a': 1})", "{'a': 1}"),
        ("import tempfile, pathlib\npathlib.Path(tempfile.mkdtemp(), 'x').write_text('abc')", "3"),
        ("open('/tmp/note', 'w').write('abc')", "3"),
    ],
)
def test_what_notebooks_do_works(session, code, expected):
    run = session.run_cell(code)
    assert run.error is None
    assert expected in shown(run)


def test_an_error_is_told_and_costs_nothing_more(session):
    run = session.run_cell("def half(x):\n    return x / 0\nhalf(3)")
    assert run.error == "ZeroDivisionError: division by zero"
    assert run.outputs[-1].output_type == "error"
    with pytest.raises(Raised) as raised:
        session.ask("half", [3], {})
    assert (raised.value.kind, raised.value.message) == ("ZeroDivisionError", "division by zero")
    assert session.run_cell("1").error is None


def test_exit_in_a_cell_does_not_end_the_notebook(session):
    session.run_cell("exit()")
    session.run_cell("raise SystemExit")
    assert shown(session.run_cell("40 + 2")) == "42"


def test_an_honest_flood_of_text_is_cut_and_costs_nothing(session):
    run = session.run_cell("for i in range(20_000):\n    print('a line of text', i)\n'end'")
    assert run.error is None
    assert 50_000 < len(shown(run)) < 70_000


def test_random_numbers_and_the_order_of_sets_are_the_same_for_every_learner(sandbox):
    code = "import random, numpy\n(random.random(), numpy.random.rand(), list({'a', 'b', 'c'}))"
    seen = []
    for _ in range(2):
        with sandbox.session() as session:
            seen.append(shown(session.run_cell(code)))
    assert seen[0] == seen[1] != ""


def test_one_learner_leaves_nothing_to_the_next(sandbox):
    with sandbox.session() as session:
        session.run_cell("x = 1\nimport pandas\npandas.stained = True\nopen('left', 'w').write('x')")
    with sandbox.session() as session:
        run = session.run_cell(
            "import os, pandas\n('x' in globals(), hasattr(pandas, 'stained'), os.listdir())"
        )
        assert shown(run) == "(False, False, ['tmp'])"
