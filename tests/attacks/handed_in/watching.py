"""What an attack must not reach: canaries to find again, and a look at everybody else before and after."""

from __future__ import annotations

import hashlib
import http.server
import json
import os
import secrets
import signal
import sqlite3
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy

import localchange
from handed_in.notebooks import SLUG, cell_of

PLACES = ("environment", "home", "solution", "neighbour")
PLANTED = ("planted-by-attack.txt", "planted-by-attack.bin")
OF_JUPYTER = frozenset({".ipynb_checkpoints", "__pycache__", ".ipython", ".jupyter", ".local", ".cache"})
"""Folders that Jupyter writes into by itself; what attacks plant there is looked for by name."""
TABLES_OF_THE_SOURCE = frozenset({"source_cell", "alembic_version"})


@dataclass(frozen=True)
class Canaries:
    """Words that stand in one place each; found anywhere else, they say what was read."""

    run: str = field(default_factory=lambda: secrets.token_hex(6))

    def word(self, place: str) -> str:
        """Give the word of a place."""
        return f"canary-{place}-{self.run}"

    def environment(self, home: Path) -> dict[str, str]:
        """Give the environment of the one who marks, with a secret in it."""
        activated = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        return {**os.environ, "HOME": str(home), "PATH": activated, "LC_SECRET": self.word("environment")}

    def plant_home(self, home: Path) -> None:
        """Put a secret into the home folder."""
        home.mkdir(parents=True)
        (home / "secret.txt").write_text(self.word("home"))

    def plant_source(self, notebook: object) -> None:
        """Put one word beside the model's answer and one beside a hidden test."""
        answer, test = cell_of(notebook, "national-share"), cell_of(notebook, "national-share-any-table")
        answer.source = answer.source.replace(
            "### BEGIN SOLUTION", f"### BEGIN SOLUTION\n    # {self.word('solution')}"
        )
        test.source = test.source.replace(
            "### BEGIN HIDDEN TESTS", f"### BEGIN HIDDEN TESTS\n# {self.word('hidden')}"
        )

    def plant_neighbour(self, notebook: object) -> None:
        """Put a word into what an honest learner hands in."""
        cell = cell_of(notebook, "national-share")
        cell.source = f"# {self.word('neighbour')}\n{cell.source}"

    def found_in(self, course: Path, learner: str) -> list[str]:
        """Name what a learner's marked work, page and the gradebook give away.

        A page of stock nbgrader shows every hidden test to everybody; that is not counted here.
        """
        marked = "\n".join(_of_marked(course / "autograded" / learner))
        page = "\n".join(_of_folder(course / "feedback" / learner))
        everything = "\n".join([marked, page, *_of_gradebook(course / "gradebook.db")])
        found = [place for place in PLACES if self.word(place) in everything]
        found += ["hidden tests"] if self.word("hidden") in marked else []
        return found + (["/etc/passwd"] if "root:x:0:0" in everything else [])

    def on_page(self, course: Path, learner: str) -> list[str]:
        """Name what a learner's page alone gives away."""
        page = "\n".join(_of_folder(course / "feedback" / learner))
        return [place for place in (*PLACES, "hidden") if self.word(place) in page]


def _of_marked(folder: Path) -> Iterator[str]:
    """Give the outputs of a marked notebook, and all of every other file."""
    for path in folder.rglob("*"):
        if path.is_file():
            text = path.read_bytes().decode("utf-8", "replace")
            if path.name == f"{SLUG}.ipynb":
                text = json.dumps([cell.get("outputs", []) for cell in json.loads(text)["cells"]])
            yield text


def _of_folder(folder: Path) -> Iterator[str]:
    yield from (path.read_bytes().decode("utf-8", "replace") for path in folder.rglob("*") if path.is_file())


def _of_gradebook(path: Path) -> list[str]:
    """Give the rows of the gradebook that are not the assignment itself."""
    rows = gradebook_rows(path)
    return [text for name, lines in rows.items() if name not in TABLES_OF_THE_SOURCE for text in lines]


def gradebook_rows(path: Path) -> dict[str, list[str]]:
    """Give every row of every table as text, and the triggers and views as a table of their own."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=30) as book:
        known = book.execute("select type, name, sql from sqlite_master").fetchall()
        tables = [name for kind, name, _ in known if kind == "table"]
        rows = {name: [repr(row) for row in book.execute(f'select * from "{name}"')] for name in tables}
        rows["sqlite_master"] = [repr(row) for row in known if row[0] in {"trigger", "view"}]
    return rows


def scores(course: Path, slug: str = SLUG) -> dict[str, dict[str, tuple[object, ...]]]:
    """Give for each learner and each graded cell what the gradebook says: by program, by person, waiting."""
    question = """
        select submitted_assignment.student_id, base_cell.name, auto_score, manual_score, needs_manual_grade
        from grade
        join base_cell on base_cell.id = grade.cell_id
        join submitted_notebook on submitted_notebook.id = grade.notebook_id
        join submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id
        join assignment on assignment.id = submitted_assignment.assignment_id
        where assignment.name = ?
    """
    found: dict[str, dict[str, tuple[object, ...]]] = {}
    with sqlite3.connect(f"file:{course / 'gradebook.db'}?mode=ro", uri=True, timeout=30) as book:
        for learner, cell, *rest in book.execute(question, (slug,)):
            found.setdefault(learner, {})[cell] = tuple(rest)
    return found


def total(course: Path, learner: str) -> float:
    """Add up a learner's marks as the gradebook has them."""
    cells = scores(course).get(learner, {}).values()
    return sum((auto or 0.0) if manual is None else manual for auto, manual, _ in cells)


def snapshot(folders: Iterable[Path], leave_out: Iterable[str]) -> dict[str, str]:
    """Take the fingerprint of every file but those under a folder with one of some names."""
    names = set(leave_out) | OF_JUPYTER
    found = {}
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            inside = path.relative_to(folder).parts
            private = names & set(inside) or path.name.startswith("gradebook.db")
            if not private and path.is_file() and not path.is_symlink():
                found[str(path)] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def differing(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """Name the files that were changed, taken away or added."""
    return [name for name in sorted({*before, *after}) if before.get(name) != after.get(name)]


def planted(course: Path, home: Path, outside: Path) -> list[Path]:
    """Find and take away what attacks leave outside their own folders."""
    places = [outside, home, course, course.parent, Path("/dev/shm"), Path("/var/tmp"), Path("/tmp")]
    for module in (localchange, numpy):
        places += [Path(module.__file__).parent, Path(module.__file__).parents[1]]
    places += [
        course / "submitted",
        course / "autograded",
        Path("/"),
        Path("/root/.ipython/profile_default/startup"),
    ]
    found = [place / name for place in places for name in PLANTED if (place / name).is_file()]
    startup = home / ".ipython/profile_default/startup/00-kind.py"
    found += [startup] if startup.is_file() else []
    for path in found:
        path.unlink()
    return found


def left_running(word: str) -> list[int]:
    """Find, and end, the processes that carry a canary in their environment."""
    mine = {os.getpid(), os.getppid()}
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            if word.encode() in (place / "environ").read_bytes() and int(place.name) not in mine:
                found.append(int(place.name))
        except OSError:
            continue
    for number in found:
        try:
            os.kill(number, signal.SIGKILL)
        except ProcessLookupError:
            continue
    return found


def settled(word: str, patience: float) -> list[int]:
    """Wait a little for processes to end by themselves; give those that did not."""
    time.sleep(patience)
    return left_running(word)


@contextmanager
def listener() -> Iterator[tuple[int, list[str]]]:
    """Listen on 127.0.0.1 and note who calls; gives the port and the list of calls."""
    calls: list[str] = []

    class Noting(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            calls.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"taken")

        def log_message(self, *parts):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Noting)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_address[1], calls
    finally:
        server.shutdown()
        server.server_close()
