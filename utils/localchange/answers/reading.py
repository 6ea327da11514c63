"""Reading an answer file strictly: everything in it fits the schema, or nothing of it is used."""

from __future__ import annotations

import json
import stat
import sys
from collections.abc import Callable
from functools import cache
from importlib import import_module, resources
from pathlib import Path
from typing import Any, NoReturn

import fastjsonschema

from localchange.answers.answer import Answer, AnswersError

SCHEMA = "localchange-answers"
VERSION = 1
MOST_BYTES = 1_000_000
"""A larger file is not read."""
MOST_CHARACTERS = 20_000
"""The longest text that one answer may hold."""


def read_answers(path: Path | str, page: str | None = None) -> dict[str, Answer]:
    """Read an answer file, as marking does.

    Parameters
    ----------
    path
        The file ``answers.json``.
    page
        The page that it must belong to, for instance ``03_targets``; any page when left out.

    Returns
    -------
    dict of Answer
        By the key of the question.

    Raises
    ------
    AnswersError
        When the file is missing, cannot be read, is larger than one megabyte, is not JSON, does not fit the
        schema, or belongs to another page.
    """
    path = Path(path)
    return parse(load_bytes(path), path, page)


def load_bytes(path: Path) -> bytes:
    """Read the file if it is an ordinary one of a sensible size."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise AnswersError(f"{path} is not a file with answers: it is a folder or something else.")
        if found.st_size > MOST_BYTES:
            raise AnswersError(
                f"{path} is too large to be a file with answers: {found.st_size:,} bytes, and at most "
                f"{MOST_BYTES:,} are read."
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise AnswersError(f"There is no file with answers at {path}.") from None
    except OSError as error:
        raise AnswersError(f"{path} cannot be read: {error.strerror or error}.") from None


def parse(content: bytes, path: Path, page: str | None = None) -> dict[str, Answer]:
    """Read the content of a file; ``path`` is only for the messages."""
    damaged = AnswersError(f"{path} is damaged: it is not readable as answers (not valid JSON).")
    try:
        document = json.loads(content.decode("utf-8-sig"), parse_constant=_refuse, object_pairs_hook=_once)
        json.dumps(document, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise damaged from None
    try:
        _belongs(document, path, page)
        said = _said_of(content, document)
    except RecursionError:  # nested so deep that it can be read and not be looked through
        raise damaged from None
    if said:
        raise AnswersError(f"{path} does not fit the form of an answer file, at {said}.")
    try:
        return {key: Answer.from_entry(entry) for key, entry in document["answers"].items()}
    except ValueError:
        raise AnswersError(f"{path} holds a date that does not exist.") from None


_FITTED = [b""]
"""The content that was last found to fit: marking reads each file twice, to look at it and to run over it."""


def _said_of(content: bytes, document: dict[str, Any]) -> str:
    if content == _FITTED[0]:
        return ""
    said = _misfit(document)
    if not said:
        _FITTED[0] = content
    return said


def _misfit(document: dict[str, Any], skip: int = 0) -> str:
    """Say where the document does not fit the schema, and how; nothing when it does."""
    try:
        _quick_check()(document)
    except fastjsonschema.JsonSchemaValueException:
        pass  # what is amiss, and where, jsonschema says better; and it has the last word
    else:
        return ""
    checker, best_match = _checking()
    problem = best_match(checker.iter_errors(document))
    if problem is None:
        return ""
    place = ".".join(str(step) for step in list(problem.absolute_path)[skip:])
    return f"{_plain(place, 80) or 'the top'}: {_plain(problem.message, 120)}"


def _plain(text: str, most: int) -> str:
    """Give the beginning of what a stranger wrote, without what would act on a terminal or turn the line."""
    return "".join(letter if letter.isprintable() else "�" for letter in text[:most])


def _belongs(document: Any, path: Path, page: str | None) -> None:
    if not isinstance(document, dict) or document.get("schema") != SCHEMA:
        raise AnswersError(f"{path} is not an answer file of this course.")
    version = document.get("version")
    if isinstance(version, int) and version > VERSION:
        raise AnswersError(
            f"{path} was written by a newer version of the course: update this one to read it."
        )
    if page is not None and document.get("page") != page:
        raise AnswersError(f"{path} belongs to “{_plain(str(document.get('page')), 60)}”, not to “{page}”.")


def check_entry(key: str, entry: dict[str, Any]) -> None:
    """Hold one entry to the schema before it is written."""
    document = {"schema": SCHEMA, "version": VERSION, "page": "x", "answers": {key: entry}}
    try:
        json.dumps(document, ensure_ascii=False, allow_nan=False).encode()
        said = _misfit(document, skip=1)
    except (TypeError, ValueError, RecursionError):
        said = f"{_plain(key, 40)}: it holds something that a file cannot hold"
    if said:
        raise AnswersError(f"This answer cannot be saved, at {said}.")


@cache
def _quick_check() -> Callable[[Any], Any]:
    """Compile the schema: it takes a thirtieth of the time of jsonschema, at every answer that is saved or marked."""
    check: Callable[[Any], Any] = fastjsonschema.compile(_schema())
    return check


@cache
def _checking() -> tuple[Any, Any]:
    """Load what checks against the schema and says what is amiss."""
    jsonschema = jsonschema_without_grammar()
    return jsonschema.Draft202012Validator(_schema()), jsonschema.exceptions.best_match


def _schema() -> dict[str, Any]:
    text = resources.files("localchange.answers").joinpath("answers.schema.json").read_text("utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


def jsonschema_without_grammar() -> Any:
    """Load jsonschema without its grammar of web addresses, unless somebody has loaded it already.

    That grammar, which nothing here asks for, is put together at import and takes a second or more, in every
    notebook that is opened and in every process that marks.

    Returns
    -------
    module
        jsonschema.
    """
    grammar = "rfc3987_syntax"
    left_out = grammar not in sys.modules
    if left_out:
        sys.modules[grammar] = None  # type: ignore[assignment]  # so Python spells "cannot be imported"
    try:
        return import_module("jsonschema")
    finally:
        if left_out:
            del sys.modules[grammar]


def _refuse(name: str) -> NoReturn:
    raise ValueError(name)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found
