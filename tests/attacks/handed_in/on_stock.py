"""Letting the attacks loose on stock nbgrader: its own folders, its own settings, its own commands."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import nbformat

from handed_in.attack import Attack, World
from handed_in.notebooks import ROOT, SLUG, SOURCE, honest
from handed_in.watching import (
    Canaries,
    differing,
    gradebook_rows,
    left_running,
    listener,
    planted,
    scores,
    settled,
    snapshot,
    total,
)

BEFORE, AFTER = "a-before", "z-after"
PATIENCE = 150
"""Seconds after which a batch of one counts as hanging; stock nbgrader gives a cell thirty."""
EACH = 20
"""Seconds that each submission may take beyond that."""
AFTER_THE_END = 4.0
CONFIG = "c = get_config()\nc.CourseDirectory.course_id = 'stock'\n"


@dataclass(frozen=True)
class Found:
    """What came of an attack.

    Parameters
    ----------
    marks
        What the gradebook gives; ``None`` when it was not marked.
    gained
        Marks beyond what the honest part is worth.
    touched
        Who or what else was changed.
    leaked
        What was read and came back in the marked notebook, the page or the gradebook.
    complete
        Whether everybody else was marked.
    hung
        Whether it had to be ended by hand.
    """

    marks: float | None
    gained: float
    touched: tuple[str, ...] = ()
    leaked: tuple[str, ...] = ()
    complete: bool = True
    hung: bool = False


class StockCourse:
    """A course that plain nbgrader marks, with one honest learner who has been marked already."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.prepared = folder / "prepared"
        self.canaries = Canaries()
        source = self.prepared / "course" / "source" / SLUG
        source.mkdir(parents=True)
        notebook = nbformat.read(SOURCE, as_version=4)
        self.canaries.plant_source(notebook)
        nbformat.write(notebook, source / f"{SLUG}.ipynb")
        self.canaries.plant_home(self.prepared / "home")
        (self.prepared / "outside").mkdir()
        (self.prepared / "course" / "nbgrader_config.py").write_text(CONFIG)
        self._hand_in_honestly(self.prepared, BEFORE)
        self._command(self.prepared, "generate_assignment", SLUG)
        self._command(self.prepared, "autograde", SLUG)
        assert total(self.prepared / "course", BEFORE) == 20

    def _hand_in_honestly(self, place: Path, learner: str) -> None:
        notebook = honest()
        self.canaries.plant_neighbour(notebook)
        folder = place / "course" / "submitted" / learner / SLUG
        folder.mkdir(parents=True)
        nbformat.write(notebook, folder / f"{SLUG}.ipynb")

    def _command(self, place: Path, *arguments: str, patience: float = PATIENCE) -> bool:
        """Run one of nbgrader's commands; tell whether it came to an end by itself."""
        log = place / "log.txt"
        with log.open("a") as out:
            process = subprocess.Popen(
                [sys.executable, "-m", "nbgrader", *arguments],
                cwd=place / "course",
                env=self.canaries.environment(place / "home"),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                start_new_session=True,
            )
            try:
                process.wait(patience)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
                return False
        return True

    def let_loose(self, attacks: Iterable[Attack]) -> dict[str, Found]:
        """Mark a batch of them together with an honest learner who comes last."""
        attacks = list(attacks)
        place = Path(tempfile.mkdtemp(dir=self.folder))
        for name in ("course", "home", "outside"):
            shutil.copytree(self.prepared / name, place / name, symlinks=True)
        course, home, outside = place / "course", place / "home", place / "outside"
        self._hand_in_honestly(place, AFTER)
        names = [attack.learner for attack in attacks]
        with listener() as (port, calls):
            for attack in attacks:
                source = course / "source" / SLUG / f"{SLUG}.ipynb"
                world = World(course, source, home, outside, port, attack.learner, BEFORE)
                attack.build(world).lay_out(course / "submitted" / attack.learner / SLUG, SLUG)
            before = snapshot([course, home, outside], [*names, AFTER])
            rows = scores(course)[BEFORE], gradebook_rows(course / "gradebook.db")["sqlite_master"]
            ended = self._command(place, "autograde", SLUG, patience=PATIENCE + EACH * len(attacks))
            running = settled(self.canaries.word("environment"), AFTER_THE_END)
        touched = [
            _who(name, place)
            for name in differing(before, snapshot([course, home, outside], [*names, AFTER]))
        ]
        for path in planted(course, home, outside):
            apart = path.is_relative_to(sys.prefix) or path.is_relative_to(ROOT)
            touched.append("site-packages" if apart else str(path.parent).replace(str(place), ""))
        book = gradebook_rows(course / "gradebook.db")["sqlite_master"]
        marked = scores(course)
        if rows[0] != marked.get(BEFORE) or rows[1] != book:
            touched.append("gradebook")
        touched += ["network"] if calls else []
        touched += ["processes left"] if running and ended else []
        complete = total(course, AFTER) == 20 and _is_marked(course, AFTER)
        last = re.findall(r"student with ID '([mu]-[^']+)'", (place / "log.txt").read_text())[-1:]
        self._command(place, "generate_feedback", SLUG, patience=PATIENCE + EACH * len(attacks))
        left_running(self.canaries.word("environment"))
        found = {}
        for attack in attacks:
            marks = total(course, attack.learner) if _is_marked(course, attack.learner) else None
            found[attack.learner] = Found(
                marks=marks,
                gained=max(0.0, (marks or 0.0) - attack.earns),
                touched=tuple(sorted(set(touched))),
                leaked=tuple(self.canaries.found_in(course, attack.learner)),
                complete=complete or attack.learner not in last,
                hung=not ended,
            )
        shutil.rmtree(place, ignore_errors=True)
        return found


def _who(name: str, place: Path) -> str:
    inside = Path(name).relative_to(place).parts
    return "home folder" if inside[0] == "home" else "/".join(inside[1:3])


def _is_marked(course: Path, learner: str) -> bool:
    return (course / "autograded" / learner / SLUG / f"{SLUG}.ipynb").is_file()


def run(folder: Path, loose: Sequence[Attack]) -> Iterator[tuple[str, Found]]:
    """Let attacks loose on stock nbgrader; give what came of each, by the name of its learner.

    Those that should touch nobody are marked in one batch. Where it stops at one of them, the rest goes into a
    batch of its own; where somebody was touched after all, each is marked by itself.
    """
    course = StockCourse(folder)
    loose = [attack for attack in loose if not attack.not_on_stock]
    apart = [attack for attack in loose if attack.alone]
    together = sorted((attack for attack in loose if not attack.alone), key=lambda attack: attack.learner)
    while together:
        found = course.let_loose(together)
        if any(each.touched or each.hung for each in found.values()):
            apart += together
            break
        stopped = next((place for place, each in enumerate(found.values()) if not each.complete), None)
        done = together if stopped is None else together[: stopped + 1]
        yield from ((attack.learner, found[attack.learner]) for attack in done)
        together = together[len(done) :]
    for attack in apart:
        yield from course.let_loose([attack]).items()
