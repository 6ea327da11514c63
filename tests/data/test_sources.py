"""SOURCES.md has one full row for each table, and nothing is distributed that has no licence."""

from pathlib import Path

import pytest

from localchange import data
from localchange.errors import CourseError

FOLDER = Path(data.__file__).parent
ROWS = [
    [cell.strip() for cell in line.strip().strip("|").split(" | ")]
    for line in (FOLDER / "SOURCES.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| ") and not line.startswith("| ---")
]


def test_one_row_a_table_and_one_table_a_row():
    names = [row[0] for row in ROWS[1:]]
    assert sorted(names) == list(data.table_names())


@pytest.mark.parametrize("row", ROWS[1:], ids=lambda row: row[0])
def test_no_cell_is_empty(row):
    assert len(row) == len(ROWS[0]) == 8
    assert all(row)


def test_the_line_to_show_is_the_one_in_the_code():
    assert data.ATTRIBUTION in (FOLDER / "SOURCES.md").read_text(encoding="utf-8")


def test_open_government_tables_show_the_attribution():
    for row in ROWS[1:]:
        assert ("Open Government Licence" in row[4]) == (row[7] == "ATTRIBUTION")


@pytest.mark.parametrize("row", ROWS[1:], ids=lambda row: row[0])
def test_the_code_gives_the_line_that_the_page_names(row):
    line = data.attribution(row[0])
    assert line == (data.ATTRIBUTION if row[7] == "ATTRIBUTION" else row[7])


def test_a_line_for_no_table_is_refused():
    with pytest.raises(CourseError, match="no table called 'nothing'"):
        data.attribution("nothing")


def test_made_up_records_of_unknown_licence_are_not_distributed():
    assert not [path.name for path in FOLDER.rglob("*") if "synthetic" in path.name]
    assert not hasattr(data, "synthetic_stays")
