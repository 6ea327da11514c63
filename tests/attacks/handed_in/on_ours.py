"""Letting the attacks loose on this course's marking, all in one batch, as a facilitator marks."""

from __future__ import annotations

import ctypes
import os
import signal
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import nbformat

from handed_in.attack import Attack, World
from handed_in.course import lay_out, localchange, rows_of
from handed_in.notebooks import SLUG, honest
from handed_in.watching import Canaries, differing, gradebook_rows, listener, planted, scores, snapshot

BEFORE, AFTER = "a-before", "z-after"
PARENT_OF_ORPHANS = 36
A_MOMENT = 5.0
"""Seconds for what was killed to be gone; each attack that means to outlive its marking means to do so for longer."""
TABLES_OF_OTHERS = ("student", "assignment", "base_cell", "source_cell", "grade_cells", "sqlite_master")


@dataclass(frozen=True)
class Batch:
    """What came of a batch.

    Parameters
    ----------
    course
        The folder of the course, as it is afterwards.
    rows
        What ``grade --json`` says, by learner.
    table, pages
        What ``grade`` and ``feedback`` print for people.
    canaries
        To search for what was read.
    changed
        Files of everybody else that are not as they were.
    planted
        What was left outside the course folder and beside other people's work.
    calls
        Who called the listener.
    left
        Processes that went on.
    others
        The rows of the gradebook that no submission has to change, before and after.
    first
        The marks of the learner who was marked before, then and afterwards.
    """

    course: Path
    rows: dict[str, dict[str, object]]
    table: str
    pages: str
    canaries: Canaries
    changed: list[str]
    planted: list[str]
    calls: list[str]
    left: list[int]
    others: tuple[dict[str, list[str]], dict[str, list[str]]]
    first: tuple[object, object]


def _hand_in_honestly(course: Path, learner: str, canaries: Canaries) -> None:
    notebook = honest()
    canaries.plant_neighbour(notebook)
    folder = course / "submitted" / learner / SLUG
    folder.mkdir(parents=True)
    nbformat.write(notebook, folder / f"{SLUG}.ipynb")


def let_loose(base: Path, loose: Sequence[Attack]) -> Batch:
    """Mark them all together with one honest learner who was marked before and one who comes last."""
    canaries = Canaries()
    course, home, outside = lay_out(base / "course"), base / "home", base / "outside"
    canaries.plant_home(home)
    outside.mkdir()
    source = course / "solutions" / SLUG / f"{SLUG}.ipynb"
    notebook = nbformat.read(source, as_version=4)
    canaries.plant_source(notebook)
    nbformat.write(notebook, source)
    environment = canaries.environment(home)
    _hand_in_honestly(course, BEFORE, canaries)
    first = localchange(course, "grade", SLUG, "--json", environment=environment)
    assert rows_of(first)[BEFORE]["points"] == 20, first.stderr[-3000:]
    _hand_in_honestly(course, AFTER, canaries)
    planted(course, home, outside)  # what another run may have left in /tmp
    with listener() as (port, calls):
        for attack in loose:
            world = World(course, source, home, outside, port, attack.learner, BEFORE)
            attack.build(world).lay_out(course / "submitted" / attack.learner / SLUG, SLUG)
        theirs = [*(attack.learner for attack in loose), AFTER]
        before = snapshot([course, home, outside], theirs)
        others, marks = _of_others(course), scores(course)[BEFORE]
        ctypes.CDLL(None).prctl(
            PARENT_OF_ORPHANS, 1, 0, 0, 0
        )  # whatever goes on becomes a child of this process
        mine = _children()
        run = localchange(course, "grade", SLUG, "--json", environment=environment, patience=1800)
        assert run.returncode in {0, 1}, run.stderr[-3000:]
        left = _left(mine)
        ctypes.CDLL(None).prctl(PARENT_OF_ORPHANS, 0, 0, 0, 0)
        for process in left:
            os.kill(process, signal.SIGKILL)
    table = localchange(course, "grade", SLUG, environment=environment)
    pages = localchange(course, "feedback", SLUG, environment=environment)
    return Batch(
        course=course,
        rows=rows_of(run),
        table=table.stdout + table.stderr,
        pages=pages.stdout + pages.stderr,
        canaries=canaries,
        changed=differing(before, snapshot([course, home, outside], [*theirs, "feedback"])),
        planted=[str(path) for path in planted(course, home, outside)],
        calls=calls,
        left=left,
        others=(others, _of_others(course)),
        first=(marks, scores(course)[BEFORE]),
    )


def _of_others(course: Path) -> dict[str, list[str]]:
    rows = gradebook_rows(course / "gradebook.db")
    kept = {name: sorted(rows[name]) for name in TABLES_OF_OTHERS if name in rows}
    kept["student"] = [row for row in kept["student"] if BEFORE in row]
    return kept


def _children() -> set[int]:
    children = Path(f"/proc/self/task/{os.getpid()}/children")
    return {int(number) for number in children.read_text().split()}


def _left(mine: set[int]) -> list[int]:
    """Give the processes that go on after a moment; what has ended and was not yet fetched does not count."""
    until = time.monotonic() + A_MOMENT
    while True:
        going_on = sorted(number for number in _children() - mine if _fetched(number) == (0, 0))
        if not going_on or time.monotonic() > until:
            return going_on
        time.sleep(0.1)


def _fetched(number: int) -> tuple[int, int]:
    try:
        return os.waitpid(number, os.WNOHANG)
    except ChildProcessError:
        return number, 0
