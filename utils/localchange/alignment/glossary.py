"""The glossary: its terms, and the one link to each from the place where a page first uses it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from localchange.errors import CourseError

FILE = Path("course") / "glossary.md"
LINK = re.compile(r"\[([^\]]+)\]\(\.\./glossary\.md#([^)]+)\)")
_ENTRY = re.compile(r"^## (?P<term>.+)\n\n(?P<text>.+)\n\n\*In the text:\* (?P<forms>.+)$", re.M)
_NOT_LINKED = re.compile(
    r"""^\#.*$                          # a heading
    | ^-\s\*\*\d\d\.\d\*\*.*$           # an outcome, which must read as in the map
    | \[[^\]]*\]\([^)]*\)               # a link
    | `[^`]*`                           # code
    | <[^>]+>""",
    re.M | re.X,
)
"""Where no link may be put."""


@dataclass(frozen=True)
class Term:
    """One entry.

    Attributes
    ----------
    name
        The term, as its heading has it.
    definition
        What it means here, in Markdown.
    forms
        How it is written on the pages, to the letter; ``**step**`` is the word in bold alone.
    """

    name: str
    definition: str
    forms: tuple[str, ...]

    @property
    def anchor(self) -> str:
        """What a link to it ends in, as JupyterLab names headings."""
        return self.name.replace(" ", "-")

    def found_in(self, text: str) -> re.Match[str] | None:
        """Find the first use in a text, where a link may be put."""
        blank = _NOT_LINKED.sub(lambda match: "\x00" * len(match.group()), text)
        uses = [match for form in self.forms if (match := re.search(_pattern(form), blank))]
        return min(uses, key=lambda match: (match.start(), -match.end()), default=None)


def terms(root: Path) -> tuple[Term, ...]:
    """Read the glossary.

    Parameters
    ----------
    root
        The course folder.

    Returns
    -------
    tuple of Term
        In the order of the file.

    Raises
    ------
    CourseError
        If an entry has not the form of the others.
    """
    text = (root / FILE).read_text(encoding="utf-8")
    found = tuple(
        Term(entry["term"], entry["text"], tuple(entry["forms"].split(" · ")))
        for entry in _ENTRY.finditer(text)
    )
    headings = re.findall(r"^## (.+)$", text, re.M)
    odd = [name for name in headings if name not in {term.name for term in found}]
    if odd:
        raise CourseError(f"{FILE}: {odd[0]} needs a paragraph that says what it means, and then its forms.")
    return found


def link(cells: Sequence[Any], known: Sequence[Term]) -> None:
    """Link each term from its first use on a page; links of an earlier time are taken out first.

    Parameters
    ----------
    cells
        All cells of a page, as nbformat gives them; the text of Markdown cells is changed.
    known
        The glossary.
    """
    pages = [cell for cell in cells if cell.cell_type == "markdown"]
    for cell in pages:
        cell.source = LINK.sub(r"\1", cell.source)
    longest_first = sorted(known, key=lambda term: -max(map(len, term.forms)))
    for term in longest_first:
        for cell in pages:
            use = term.found_in(cell.source)
            if use:
                before, after = cell.source[: use.start()], cell.source[use.end() :]
                words = cell.source[use.start() : use.end()]
                cell.source = f"{before}[{words}](../glossary.md#{term.anchor}){after}"
                break


def links(cells: Sequence[Any]) -> Iterator[tuple[str, str]]:
    """Give the links to the glossary on a page, each with its words and its anchor, in order."""
    for cell in cells:
        if cell.cell_type == "markdown":
            yield from LINK.findall(cell.source)


def _pattern(form: str) -> str:
    """Match a form as a whole word; the first letter may be a capital."""
    escaped = re.escape(form)
    if form[0].isalpha():
        escaped = f"[{form[0]}{form[0].upper()}]{re.escape(form[1:])}"
    escaped = escaped.replace(r"\ ", r"\s")
    left = r"(?<![\w-])" if form[0].isalnum() else ""
    right = r"(?![\w-])" if form[-1].isalnum() else ""
    return f"{left}{escaped}{right}"
