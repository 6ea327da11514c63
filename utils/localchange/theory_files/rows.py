"""From the rows of a spreadsheet to a theory of change: gaps are filled in, and what does not fit is named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from localchange.models.theory_of_change.edits import free_id
from localchange.models.theory_of_change.fields import TheoryError, shown
from localchange.models.theory_of_change.theory import FORMAT, LINK_NAMES, STEP_NAMES, VERSION, Theory

STEP_COLUMNS = tuple(STEP_NAMES)
LINK_COLUMNS = tuple(LINK_NAMES)
NUMBERS = ("x", "y", "delay_months", "evidence")
SIGNS_READ = {
    **dict.fromkeys(("", "+", "more", "plus", "positive"), "+"),
    **dict.fromkeys(("-", "−", "–", "less", "minus", "negative"), "-"),
}
PLACE = ""
"""Where a record keeps the sheet and the row that it comes from: no column has an empty name."""

Record = dict[str, Any]


def records(rows: Sequence[Sequence[Any]], where: str) -> list[Record]:
    """Return the rows that hold something, each by the names in the first one."""
    if not rows:
        return []
    names = ["_".join(str(name).strip().casefold().split()) for name in rows[0]]
    twins = {name for name in names if name and names.count(name) > 1}
    if twins:
        raise TheoryError(f"{where}: two columns are called {shown(min(twins))}; keep one.")
    return [
        {PLACE: f"{where}, row {number}"}
        | {name: value for name, value in zip(names, row, strict=False) if name}
        for number, row in enumerate(rows[1:], 2)
        if any(value != "" for value in row)
    ]


def theory_of(title: str, steps: Iterable[Record], links: Iterable[Record]) -> Theory:
    """Make the theory, and say in which row it does not fit."""
    steps, links = list(steps), list(links)
    _name(steps, "s")
    _name(links, "l")
    by_text: dict[str, str] = {}
    for step in steps:
        by_text.setdefault(" ".join(str(step.get("text", "")).split()).casefold(), str(step["id"]))
    names = {str(step["id"]) for step in steps}
    made_links = []
    for link in links:
        entry = _entry(link, LINK_COLUMNS)
        for end in ("from", "to"):
            given = str(entry.get(end, "")).strip()
            entry[end] = (
                given if given in names else by_text.get(" ".join(given.split()).casefold() or "\0", given)
            )
        sign = str(link.get("sign", "")).strip().casefold()
        if sign not in SIGNS_READ:
            raise TheoryError(f"{link[PLACE]}: “sign” is {shown(sign)}; write more or less.")
        made_links.append(entry | {"sign": SIGNS_READ[sign]})
    made_steps = []
    for step in steps:
        entry = _entry(step, STEP_COLUMNS)
        made_steps.append(
            entry | {field: str(entry.get(field, "")).strip().casefold() for field in ("kind", "level")}
        )
    for step, entry in zip(steps, made_steps, strict=True):
        _hold_to_form(step, [entry], [])
    for link, entry in zip(links, made_links, strict=True):
        for end in ("from", "to"):
            if entry[end] not in names:
                raise TheoryError(
                    f"{link[PLACE]}: “{end}” is {shown(entry[end])}, and no step is called that."
                )
        ends = [{"id": entry[end], "kind": "input", "level": "local"} for end in ("from", "to")]
        _hold_to_form(link, ends, [entry])
    return Theory.from_json(_document(title, made_steps, made_links))


def _name(records: list[Record], letter: str) -> None:
    """Give an id to those that have none, and bring the others to text."""
    taken = {_text(record.get("id", "")).strip() for record in records}
    for record in records:
        given = _text(record.get("id", "")).strip() or free_id(letter, taken)
        taken.add(given)
        record["id"] = given


def _entry(record: Mapping[str, Any], columns: Sequence[str]) -> Record:
    """Return a record as JSON has it; empty cells of numbers are left out, and so are columns of people's own."""
    entry: Record = {}
    for column in columns:
        value = record.get(column, "")
        if column not in NUMBERS:
            entry[column] = _text(value)
        elif value != "":
            entry[column] = _number(value, column, str(record[PLACE]))
    return entry


def _text(value: Any) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _number(value: Any, column: str, place: str) -> float:
    if isinstance(value, str):
        try:
            value = float(value.strip())
        except ValueError:
            raise TheoryError(f"{place}: “{column}” is {shown(value)}; write a number, or nothing.") from None
    return float(value)


def _hold_to_form(record: Record, steps: list[Record], links: list[Record]) -> None:
    """Refuse a row that does not fit, by the number under which people see it."""
    try:
        Theory.from_json(_document("", steps, links))
    except TheoryError as error:
        raise TheoryError(f"{record[PLACE]}: {error}") from None


def _document(title: str, steps: list[Record], links: list[Record]) -> Record:
    return {"format": FORMAT, "version": VERSION, "title": title, "steps": steps, "links": links}
