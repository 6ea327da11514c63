"""The optional assignment for those who code: its solution passes, its release does not, nothing leaks."""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

ROOT = Path(__file__).parents[2]
SLUG = "03_targets_analyst"
SOURCE = ROOT / "solutions" / SLUG / f"{SLUG}.ipynb"
RELEASE = ROOT / "assignments" / SLUG / f"{SLUG}.ipynb"


def read(path):
    return nbformat.read(path, as_version=4)


def graded(notebook):
    return [cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade")]


def outcomes(notebook, tmp_path, allow_errors=True):
    """Run it all; give, for each graded cell, the name of the error it stopped with, or None."""
    client = NotebookClient(notebook, timeout=120, kernel_name="python3", allow_errors=allow_errors)
    client.execute(cwd=str(tmp_path))
    return {
        cell.metadata["nbgrader"]["grade_id"]: next(
            (out["ename"] for out in cell.outputs if out.output_type == "error"), None
        )
        for cell in graded(notebook)
    }


@pytest.mark.slow
def test_the_solution_passes_every_test(tmp_path):
    found = outcomes(read(SOURCE), tmp_path)
    assert len(found) == 6
    assert set(found.values()) == {None}, found


@pytest.mark.slow
def test_the_release_fails_every_test(tmp_path):
    found = outcomes(read(RELEASE), tmp_path)
    assert len(found) == 6
    assert None not in found.values(), found


# A plausible wrong turning for each question, and the tests that must catch it.
NAIVE = {
    "mean of the organisations": (
        "national-share",
        "def national_share(table, year):\n"
        "    return float(table[table['financial_year'] == year]['share_within'].mean())",
        {"national-share-published", "national-share-any-table"},
    ),
    "divided by all attendances": (
        "national-share",
        "def national_share(table, year):\n"
        "    rows = table[table['financial_year'] == year]\n"
        "    return float(rows['within4'].sum() / rows['attendances'].sum())",
        {"national-share-any-table"},
    ),
    "parts of years counted": (
        "flattered",
        "def flattered(table, first, last):\n"
        "    def shares(rows):\n"
        "        c = rows.groupby('organisation')[['within4', 'over4']].sum()\n"
        "        return c['within4'] / (c['within4'] + c['over4'])\n"
        "    def change(rows):\n"
        "        a, b = (shares(rows[rows['financial_year'] == y]) for y in (first, last))\n"
        "        return (b - a).dropna()\n"
        "    main = change(table[table['type'] == 'type1'])\n"
        "    total = change(table).reindex(main.index)\n"
        "    return sorted(main.index[(total > 0) & (main < 0)])",
        {"flattered-any-table"},
    ),
    "first year's mix alone": (
        "split-change",
        "def split_change(table, first, last):\n"
        "    change = national_share(table, last) - national_share(table, first)\n"
        "    return {'rate': change, 'mix': 0.0}",
        {"split-change-parts"},
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("slip", NAIVE)
def test_a_wrong_turning_loses_its_marks_and_no_others(slip, tmp_path):
    cell_id, code, caught = NAIVE[slip]
    notebook = read(SOURCE)
    cell = next(cell for cell in notebook.cells if cell.id == cell_id)
    cell.source = code
    found = outcomes(notebook, tmp_path)
    # a later question may use the function of an earlier one, so only tests of that question are looked at
    of_question = {name for name in found if name.startswith(cell_id)}
    failed = {name for name in of_question if found[name] is not None}
    assert failed == caught, found


def test_points_are_twenty_and_every_question_can_be_earned_in_part():
    points = {
        cell.metadata["nbgrader"]["grade_id"]: cell.metadata["nbgrader"]["points"]
        for cell in graded(read(SOURCE))
    }
    assert sum(points.values()) == 20
    for question in ("national-share", "flattered", "split-change"):
        assert len([name for name in points if name.startswith(question)]) == 2


def test_the_release_shows_no_solution_and_no_hidden_test():
    text = RELEASE.read_text(encoding="utf-8")
    for secret in ("BEGIN SOLUTION", "BEGIN HIDDEN TESTS", "unstack", "RXF", "made_up_trusts", "two_types"):
        assert secret not in text
    assert text.count("NotImplementedError") == 3


def test_a_stub_stops_with_an_error_and_not_with_a_pass(tmp_path):
    with pytest.raises(CellExecutionError, match="NotImplementedError"):
        outcomes(read(RELEASE), tmp_path, allow_errors=False)
