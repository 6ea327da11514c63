"""A theory of change in a spreadsheet and back: an Excel workbook with three sheets, or one CSV file with all rows.

What is written can be read again without loss. What people write themselves may be untidier: columns in any order and
in any case, ids left out, steps named by their text, signs in words.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence
from datetime import date
from typing import Any

from localchange.models.theory_of_change.fields import MOST_LINKS, MOST_STEPS, TheoryError, seen, shown
from localchange.models.theory_of_change.theory import Theory
from localchange.theory_files.rows import (
    LINK_COLUMNS,
    NUMBERS,
    PLACE,
    STEP_COLUMNS,
    Record,
    records,
    theory_of,
)

SIGN_WORDS = {"+": "more", "-": "less"}
ROW = "row"
"""The first column of a CSV file: theory, step or link."""

MOST_BYTES = 2_000_000
MOST_UNPACKED = 20_000_000
MOST_FILES = 200
MOST_ROWS = 2 * (MOST_STEPS + MOST_LINKS)
MOST_COLUMNS = 40

_ACTS = ("=", "+", "-", "@", "\t", "\r", "\n", "'")


def to_spreadsheet(theory: Theory) -> bytes:
    """Return the theory as an Excel workbook with the sheets Theory, Steps and Links.

    Parameters
    ----------
    theory : Theory
        The theory.

    Returns
    -------
    bytes
        An ``.xlsx`` file. Every text is stored as text, and one that a spreadsheet could take for a formula starts
        with an apostrophe, which reading takes away again.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font

    document = theory.to_json()
    book = Workbook()
    book.remove(book.active)
    sheets: list[tuple[str, Sequence[str], list[Record]]] = [
        ("Theory", ("title",), [document]),
        ("Steps", STEP_COLUMNS, document["steps"]),
        ("Links", LINK_COLUMNS, document["links"]),
    ]
    for name, columns, listed in sheets:
        sheet = book.create_sheet(name)
        sheet.append(list(columns))
        for number, record in enumerate(listed, 2):
            for place, column in enumerate(columns, 1):
                value = _written(column, record[column])
                cell = sheet.cell(number, place, value)
                if isinstance(value, str):
                    cell.data_type = "s"
                    cell.alignment = Alignment(wrap_text=True, vertical="top")
        for place, column in enumerate(columns, 1):
            sheet.cell(1, place).font = Font(bold=True)
            letter = sheet.cell(1, place).column_letter
            sheet.column_dimensions[letter].width = (
                12 if column in (*NUMBERS, "id", "from", "to", "sign") else 32
            )
        sheet.freeze_panes = "A2"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def to_csv(theory: Theory) -> bytes:
    """Return the theory as one CSV file: a row for the title, for each step and for each link.

    Parameters
    ----------
    theory : Theory
        The theory.

    Returns
    -------
    bytes
        UTF-8 with a mark at its beginning, so that Excel reads it as such. A text that a spreadsheet could take for a
        formula starts with an apostrophe.
    """
    document = theory.to_json()
    columns = [ROW, "title", *dict.fromkeys((*STEP_COLUMNS, *LINK_COLUMNS))]
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, columns, restval="")
    writer.writeheader()
    writer.writerow({ROW: "theory", "title": _written("title", document["title"])})
    for what, chosen in (("step", STEP_COLUMNS), ("link", LINK_COLUMNS)):
        for record in document[f"{what}s"]:
            writer.writerow({ROW: what} | {column: _written(column, record[column]) for column in chosen})
    return file.getvalue().encode("utf-8-sig")


def from_spreadsheet(content: bytes, name: str) -> Theory:
    """Make a theory of a spreadsheet.

    Parameters
    ----------
    content : bytes
        The file: an Excel workbook with a sheet of steps and one of links, or a CSV file.
    name : str
        Its name; the ending says which it is.

    Returns
    -------
    Theory
        The theory. Steps without an id get one; links may name steps by id or by text.

    Raises
    ------
    TheoryError
        When it cannot be read, is too large, or does not make a theory; the message names the sheet and the row.
    """
    if len(content) > MOST_BYTES:
        raise TheoryError(f"The file has {len(content):,} bytes; {MOST_BYTES:,} are read at most.")
    ending = name.rsplit(".", 1)[-1].lower()
    if ending in ("xlsx", "xlsm"):
        return theory_of(*_workbook(content))
    if ending in ("csv", "txt", "tsv"):
        return theory_of(*_text_table(content))
    raise TheoryError(f"{shown(name)} is no spreadsheet that can be read; save it as .xlsx or .csv.")


def _written(column: str, value: Any) -> Any:
    """Return a value as it stands in a cell."""
    if column == "sign":
        return SIGN_WORDS[value]
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_ACTS) else value
    return value


def _workbook(content: bytes) -> tuple[str, list[Record], list[Record]]:
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            files = parts.infolist()
        if len(files) > MOST_FILES or sum(file.file_size for file in files) > MOST_UNPACKED:
            raise TheoryError(
                "The workbook unpacks to more than can be read; keep only the steps and the links in it."
            )
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheets = {str(sheet.title).strip().casefold(): _rows(sheet) for sheet in book.worksheets}
        book.close()
    except TheoryError:
        raise
    except Exception:  # whatever a damaged or hostile workbook sets off in the reader
        raise TheoryError("The file is not readable as an Excel workbook; save it again as .xlsx.") from None
    if "steps" not in sheets:
        raise TheoryError("The workbook has no sheet called Steps; name the sheet with the steps so.")
    about = records(sheets.get("theory", []), "Theory")
    title = str(about[0].get("title", "")) if about else ""
    return title, records(sheets["steps"], "Steps"), records(sheets.get("links", []), "Links")


def _rows(sheet: Any) -> list[list[Any]]:
    rows = sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True)
    return [[_read(value) for value in row] for row in rows]


def _text_table(content: bytes) -> tuple[str, list[Record], list[Record]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")  # what Excel on Windows writes as plain CSV
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    try:
        rows = []
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            rows.append([_read(value) for value in row[:MOST_COLUMNS]])
            if len(rows) > MOST_ROWS:
                raise TheoryError(
                    f"The file has more than {MOST_ROWS} rows; keep only the steps and the links in it."
                )
    except csv.Error:
        raise TheoryError("The file is not readable as CSV; save it again from the spreadsheet.") from None
    found = records(rows, "The file")
    kinds: dict[str, list[Record]] = {"theory": [], "step": [], "link": []}
    for record in found:
        what = str(record.pop(ROW, "")).strip().casefold().rstrip("s")
        if what not in kinds:
            raise TheoryError(
                f"{record[PLACE]}: the first column, “row”, must say theory, step or link, and says {shown(what)}."
            )
        kinds[what].append(record)
    title = str(kinds["theory"][0].get("title", "")) if kinds["theory"] else ""
    return title, kinds["step"], kinds["link"]


def _read(value: Any) -> Any:
    """Return what stands in a cell: a text without the apostrophe that guards it, or a number."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return value
    text = seen(str(value))
    return text[1:] if text[:1] == "'" and text[1:].startswith(_ACTS) else text
