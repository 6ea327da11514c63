"""Opening the gradebook so that several markers can write to it at once."""

from __future__ import annotations

import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from typing import Any

from nbgrader.api import Gradebook, InvalidEntry
from nbgrader.dbutil import ALEMBIC_DIR
from sqlalchemy import Engine, create_engine, event, inspect, text
from sqlalchemy.exc import DBAPIError, NoSuchModuleError, SAWarning

from localchange.errors import CourseError
from localchange.grading.programs import find_programs
from localchange.grading.records.record import METADATA

PATIENCE = 60_000
"""Milliseconds to wait for another process that writes to the same SQLite file."""
TRIES = 5


@contextmanager
def open_gradebook(address: str, course: str = "default_course") -> Iterator[Gradebook]:
    """Open the gradebook for as long as the block lasts.

    Parameters
    ----------
    address
        Where it is, as SQLAlchemy writes it: nbgrader's ``CourseDirectory.db_url``.
    course
        nbgrader's name of the course.

    Yields
    ------
    nbgrader.api.Gradebook
        nbgrader's own, with its schema and ours. A transaction of it holds the right to write from its start.
    """
    find_programs()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SAWarning)  # nbgrader's own queries, under SQLAlchemy 2.1
        with _opened(address, course) as gradebook:
            yield gradebook


def hidden(address: str) -> str:
    """Give the address of a gradebook without its password.

    Parameters
    ----------
    address
        As SQLAlchemy writes it.
    """
    before, at, after = address.rpartition("@")
    scheme, slashes, who = before.partition("://")
    return f"{scheme}{slashes}{who.partition(':')[0]}{at}{after}" if at else address


def _opened(address: str, course: str) -> Gradebook:
    for left in reversed(range(TRIES)):
        try:
            _note_version(address)
            gradebook = Gradebook(address, course)
            _set_up(gradebook)
            return gradebook
        except ModuleNotFoundError as error:
            raise CourseError(
                f"The gradebook at {hidden(address)} needs a package that is not installed here ({error.name}): "
                "for PostgreSQL, install the course with its extra “postgres”."
            ) from error
        except NoSuchModuleError as error:
            raise CourseError(f"{hidden(address)} is no address of a gradebook: {error}.") from error
        except (DBAPIError, InvalidEntry) as error:  # another marker may be making the same tables just now
            if not left:
                reason = str(getattr(error, "orig", None) or error).strip().splitlines()
                raise CourseError(
                    f"The gradebook at {hidden(address)} cannot be opened: {reason[0] if reason else error}"
                ) from error
            time.sleep(0.2)
    raise AssertionError


def _note_version(address: str) -> None:
    """Note in a new gradebook which version of nbgrader's tables it has.

    nbgrader does so itself when there are no tables at all, through a program that takes a second or two to start;
    and a marker that was stopped after it had made the tables has not done so.
    """
    engine = create_engine(address)
    try:
        if not inspect(engine).has_table("alembic_version"):
            with engine.begin() as connection:
                connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
                connection.execute(
                    text("INSERT INTO alembic_version VALUES (:version)"), {"version": newest_version()}
                )
    finally:
        engine.dispose()


@cache
def newest_version() -> str:
    """Give the version of the tables that this nbgrader makes."""
    from alembic.script import ScriptDirectory

    version = ScriptDirectory(ALEMBIC_DIR).get_current_head()
    assert version is not None
    return version


def _set_up(gradebook: Gradebook) -> None:
    engine: Engine = gradebook.engine
    gradebook.db.remove()
    if engine.dialect.name == "sqlite":
        engine.dispose()  # its connections from before know nothing of this
        event.listen(engine, "connect", _connected)
        event.listen(engine, "begin", _begun)
    METADATA.create_all(engine)


def _connected(connection: Any, _: Any) -> None:
    """Let readers go on while we write, and wait for another writer; SQLAlchemy begins the transactions."""
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {PATIENCE}")
    with suppress(Exception):  # the formgrader holds the file just now; then the way it was will do
        connection.execute("PRAGMA journal_mode = WAL").fetchall()


def _begun(connection: Any) -> None:
    """Take the right to write at once: what was read would else be out of date when it is written back."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")
