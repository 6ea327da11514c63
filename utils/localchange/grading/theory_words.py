"""A theory of change as a person reads it who marks it, or who gets it back: plain lines, or two tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from localchange.models.theory_of_change import Step, Theory
from localchange.models.theory_of_change.narrative import (
    Row,
    as_table,
    counts,
    in_reading_order,
    is_bare,
    link_headings,
    name_of_steps,
    step_headings,
    title_of,
)

CELL = "border: 1px solid; padding: 0.3em 0.5em; text-align: left; vertical-align: top; white-space: pre-wrap"


def theory_in(value: Mapping[str, Any]) -> Theory | None:
    """Read a theory that somebody handed in.

    Parameters
    ----------
    value
        The theory as it was saved.

    Returns
    -------
    Theory or None
        ``None`` for a sheet without a step.

    Raises
    ------
    TheoryError
        When it is no theory.
    """
    theory = Theory.from_json(dict(value))
    return theory if theory.steps else None


def in_lines(theory: Theory) -> str:
    """Write a theory as plain text, to be escaped where it is shown.

    Parameters
    ----------
    theory
        The theory.

    Returns
    -------
    str
        Title, counts, then each step and each arrow with what is filled in.
    """
    lines = [title_of(theory), counts(theory)]
    what = "Box" if is_bare(theory) else "Step"
    for number, step in enumerate(in_reading_order(theory), start=1):
        lines += ["", f"{what} {number}: {_in_order(step, step_headings(theory), first='')}"]
    for number, row in enumerate(as_table(theory), start=1):
        lines += ["", f"Arrow {number}: {_in_order(row, link_headings(theory), first='From: ')}"]
    return "\n".join(lines)


def as_tables(theory: Theory, escaped: Callable[[str], str]) -> str:
    """Write a theory as two tables of HTML on one line.

    Parameters
    ----------
    theory
        The theory.
    escaped
        Makes a text safe to stand in HTML, markdown and mathematics; it is applied to every word of the learner's.

    Returns
    -------
    str
        A title, a sentence of counts, a table of the steps and one of the arrows.
    """
    steps = _table(name_of_steps(theory), step_headings(theory), in_reading_order(theory), escaped)
    arrows = _table("Arrows", link_headings(theory), as_table(theory), escaped)
    title = f"<p><strong>{escaped(title_of(theory))}</strong></p><p>{escaped(counts(theory))}</p>"
    return f"<div>{title}{steps}{arrows}</div>"


def _in_order(one: Step | Row, headings: Mapping[str, str], first: str) -> str:
    said = [(heading, str(getattr(one, field)).strip()) for field, heading in headings.items()]
    (_, start), *others = said
    return "\n".join(
        [f"{first}{start or 'no words yet'}", *(f"{heading}: {text}" for heading, text in others if text)]
    )


def _table(
    caption: str, headings: Mapping[str, str], rows: Sequence[Step | Row], escaped: Callable[[str], str]
) -> str:
    head = "".join(f'<th scope="col" style="{CELL}">{heading}</th>' for heading in headings.values())
    body = "".join(
        "<tr>"
        + "".join(f'<td style="{CELL}">{escaped(str(getattr(row, field)))}</td>' for field in headings)
        + "</tr>"
        for row in rows
    )
    return (
        '<table style="border-collapse: collapse; margin: 0.6em 0">'
        f'<caption style="text-align: left; font-weight: bold">{caption} ({len(rows)})</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )
