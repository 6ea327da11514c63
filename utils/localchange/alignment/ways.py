"""The ways through the course, from ``course/ways.toml``, each part with the minutes that it takes."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import nbformat

from localchange.alignment.asked import asked_in
from localchange.alignment.length import estimate
from localchange.course import Course, load
from localchange.course_sections import Section, pages, sections
from localchange.errors import CourseError

FILE = Path("course") / "ways.toml"
SHOWN = Path("course") / "ways_through.md"
OPENING = 1.0
"""Minutes to open a page, run it and scroll back up: the course's own assumption."""
LINKED = 5
"""Up to so many parts of a page are linked one by one."""


@dataclass(frozen=True)
class Stretch:
    """Some parts of one page, done at one go.

    Attributes
    ----------
    page
        The page, from the folder of the course's pages.
    title
        Title of the page.
    parts
        The parts, or none when it is the whole page.
    minutes
        How long they take, with opening the page; the core only.
    why
        What for, in a sentence, or nothing.
    """

    page: str
    title: str
    parts: tuple[Section, ...]
    minutes: float
    why: str = ""


@dataclass(frozen=True)
class Way:
    """One way through the course.

    Attributes
    ----------
    id, title, whom
        Its short name, its title, and for whom it is.
    every
        What one row of it is called: a week, a part, a step.
    rows
        Its stretches, those of a row together.
    least, most
        Minutes that it may take in all.
    after
        What is said below it.
    left_out
        Titles of the modules that it does not touch.
    """

    id: str
    title: str
    whom: str
    every: str
    rows: tuple[tuple[Stretch, ...], ...]
    least: int
    most: int
    after: str
    left_out: tuple[str, ...]

    @property
    def minutes(self) -> float:
        """How long it takes in all."""
        return sum(stretch.minutes for row in self.rows for stretch in row)


def ways(root: Path) -> tuple[Way, ...]:
    """Read the ways through the course.

    Parameters
    ----------
    root
        The course folder.

    Returns
    -------
    tuple of Way
        In the order of the file.

    Raises
    ------
    CourseError
        If a way names a module or a part that does not exist.
    """
    plan = load(root)
    entries = tomllib.loads((root / FILE).read_text(encoding="utf-8"))["ways"]
    return tuple(_way(root, plan, entry) for entry in entries)


def as_markdown(root: Path) -> str:
    """Write the ways as the page that learners read."""
    found = ways(root)
    said = [
        "# Ways through",
        "",
        "Nobody has to take the whole course, or to take it in one order. The minutes are estimates: words at a usual "
        "reading pace, and the course's own guess for each thing that you do. Parts marked *Further* are not in them.",
        "",
        "Not sure which modules you need? [What do you know already?](00_welcome/diagnostic.ipynb) asks about each, "
        "and says which you may leave out.",
        "",
        "A link to a part of a page opens the page at its top the first time. Once it is open, the same link goes to "
        "the part.",
    ]
    for way in found:
        said += ["", f"## {way.title}", "", f"{way.whom} **About {way.minutes:.0f} minutes in all.**", ""]
        said += [f"| {way.every.lower()} | page | which parts | minutes |", "| --- | --- | --- | --- |"]
        for number, row in enumerate(way.rows, 1):
            said += [_shown(str(number), stretch) for stretch in row]
        if way.left_out:
            said += ["", f"*Not on this way:* {'; '.join(way.left_out)}."]
        said += ["", way.after]
    return "\n".join(said) + "\n"


def _shown(number: str, stretch: Stretch) -> str:
    """Give a row of the table; a long list of parts is easier to read without a link to each."""
    link = len(stretch.parts) <= LINKED
    names = [
        f"[{part.heading}]({stretch.page}#{part.fragment})" if link else part.heading
        for part in stretch.parts
    ]
    parts = "; ".join(names) or "the whole page"
    why = f"{stretch.why} " if stretch.why else ""
    return f"| {number} | [{stretch.title}]({stretch.page}) | {why}{parts} | {stretch.minutes:.0f} |"


def _way(root: Path, plan: Course, entry: Mapping[str, Any]) -> Way:
    rows = tuple(_named(root, plan, entry) if "steps" in entry else _every(root, plan, entry))
    on_it = {stretch.page.split("/")[0] for row in rows for stretch in row}
    left_out = tuple(
        f"{module.slug[:2]} {module.title}" for module in plan.modules[1:] if module.slug not in on_it
    )
    return Way(
        entry["id"], entry["title"], entry["whom"], entry["every"], rows, entry["least"], entry["most"],
        entry["after"], left_out,
    )  # fmt: skip


def _named(root: Path, plan: Course, entry: Mapping[str, Any]) -> Iterator[tuple[Stretch, ...]]:
    for step in entry["steps"]:
        module = plan.module(step["module"])
        path = pages(root, module.slug)[0]
        wanted = _wanted(path, step["parts"])
        missing = [part for part in step["parts"] if not _wanted(path, [part])]
        if missing:
            raise CourseError(
                f"{FILE}: the way {entry['id']} names {missing[0]}, and {path.name} has no such part."
            )
        yield (_stretch(root, path, module.title, wanted, step["why"]),)


def _every(root: Path, plan: Course, entry: Mapping[str, Any]) -> Iterator[tuple[Stretch, ...]]:
    for module in plan.modules[1:]:
        parts = [*entry["parts"], *entry.get("also", {}).get(module.slug, [])]
        found = pages(root, module.slug)
        row = [
            _stretch(root, path, sections(path)[0].heading, _wanted(path, parts) if parts != ["*"] else ())
            for path in (found if entry["pages"] == "all" else found[:1])
        ]
        if entry["assignments"] and any(task.slug == module.slug for task in plan.assignments):
            row.append(_assignment(root, module.slug))
        yield tuple(row)


def _wanted(path: Path, parts: Sequence[str]) -> tuple[Section, ...]:
    """Give the sections that hold a cell of such a name; what is extra is never among them."""
    return tuple(
        section
        for section in sections(path)
        if not section.id.startswith("further")
        and any(fnmatchcase(cell, part) for cell in section.cells for part in parts)
    )


def _stretch(root: Path, path: Path, title: str, parts: tuple[Section, ...], why: str = "") -> Stretch:
    cells = nbformat.read(path, as_version=4).cells
    asked = asked_in(cells, root)
    if parts:
        ids = {cell for part in parts for cell in part.cells}
        cells = [cell for cell in cells if cell.id in ids]
        asked = [question for question in asked if question.cell in ids]
    minutes = estimate(cells, asked).minutes + OPENING
    return Stretch(path.relative_to(root / "course").as_posix(), title, parts, minutes, why)


def _assignment(root: Path, slug: str) -> Stretch:
    path = root / "assignments" / slug / f"{slug}.ipynb"
    first = nbformat.read(path, as_version=4).cells[0].source
    stated = re.search(r"About (\d+) minutes", first)
    minutes = float(stated.group(1)) if stated else 0.0
    return Stretch(f"../assignments/{slug}/{slug}.ipynb", f"Assignment {slug[:2]}", (), minutes)
