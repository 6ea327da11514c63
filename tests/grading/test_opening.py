"""A gradebook that the course makes is one that nbgrader would have made."""

import os
import sqlite3
import sysconfig

import pytest
from nbgrader.api import Gradebook, get_alembic_version
from sqlalchemy import inspect

from localchange.grading.records.opening import open_gradebook

VERSION = "select version_num from alembic_version"


@pytest.fixture
def programs(monkeypatch):
    """Where nbgrader finds alembic, which it starts by its bare name."""
    monkeypatch.setenv("PATH", sysconfig.get_path("scripts"), prepend=os.pathsep)


def versions(path):
    with sqlite3.connect(path) as database:
        return [row[0] for row in database.execute(VERSION)]


def test_it_has_the_version_that_nbgrader_notes_and_all_of_its_tables(tmp_path, programs):
    ours, theirs = tmp_path / "ours.db", tmp_path / "theirs.db"
    with Gradebook(f"sqlite:///{theirs}") as made:
        wanted = set(inspect(made.engine).get_table_names())
    for _ in range(2):  # opened again, it stays as it is
        with open_gradebook(f"sqlite:///{ours}") as made:
            tables = set(inspect(made.engine).get_table_names())
    assert tables - wanted == {"localchange_marking"} and wanted <= tables
    assert versions(ours) == versions(theirs) == [get_alembic_version()]


def test_an_older_version_is_left_as_it_is_noted(tmp_path):
    """Only ``nbgrader db upgrade`` may say that it is newer."""
    path = tmp_path / "old.db"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        database.execute("INSERT INTO alembic_version VALUES ('b6d005d67074')")
    with open_gradebook(f"sqlite:///{path}"):
        pass
    assert versions(path) == ["b6d005d67074"]
