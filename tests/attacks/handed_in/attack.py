"""An attack: what is handed in, what of it is honest, and the world that it is let loose in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbformat import NotebookNode

TOO_DANGEROUS = "not run: stock nbgrader has no limit on this"


@dataclass(frozen=True)
class World:
    """What stands around a submission while it is marked.

    Parameters
    ----------
    course
        The folder of the course.
    source
        The notebook with the solutions and the hidden tests.
    home
        The home folder of the one who marks.
    outside
        A folder that nobody has to write to.
    port
        A listener on 127.0.0.1 that nobody has to call.
    learner, neighbour
        Who hands in, and an honest learner who did before.
    """

    course: Path
    source: Path
    home: Path
    outside: Path
    port: int
    learner: str
    neighbour: str


def _nothing(folder: Path) -> None:
    """Leave the folder as it is."""


@dataclass(frozen=True)
class HandedIn:
    """The files of one submission.

    Parameters
    ----------
    notebook
        A notebook, the bytes of one, or ``None`` when there is none.
    files
        Other files, by their names.
    also
        What else is done in the folder: links, pipes.
    """

    notebook: NotebookNode | bytes | None
    files: dict[str, str] = field(default_factory=dict)
    also: Callable[[Path], None] = _nothing

    def lay_out(self, folder: Path, slug: str) -> None:
        """Write it into ``submitted/LEARNER/SLUG``."""
        folder.mkdir(parents=True)
        if isinstance(self.notebook, bytes):
            (folder / f"{slug}.ipynb").write_bytes(self.notebook)
        elif self.notebook is not None:
            nbformat.write(self.notebook, folder / f"{slug}.ipynb", version=nbformat.NO_CONVERT)
        for name, text in self.files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        self.also(folder)


@dataclass(frozen=True)
class Attack:
    """One attack on the marking of the analysts' assignment.

    Parameters
    ----------
    name
        A short name, also of the learner who hands it in.
    family
        The file that it stands in.
    says
        What it does, for the table.
    build
        Makes the submission.
    earns
        Marks that the honest part of it is worth.
    alone
        Whether it is let loose on stock nbgrader in a course of its own, because it may touch others or stop
        the batch.
    not_on_stock
        Why it is not let loose on stock nbgrader at all.
    for_a_person
        Whether nothing in it can be marked, so that it has to wait for a person.
    """

    name: str
    family: str
    says: str
    build: Callable[[World], HandedIn]
    earns: float = 0.0
    alone: bool = False
    not_on_stock: str = ""
    for_a_person: bool = False

    @property
    def learner(self) -> str:
        """Whose submission it is."""
        return f"m-{self.name}"


ATTACKS: dict[str, Attack] = {}
Build = Callable[[World], HandedIn]


def attack(name: str, says: str, **more: object) -> Callable[[Build], Build]:
    """Enter an attack into the list; its family is the file that it stands in."""

    def entered(build: Build) -> Build:
        assert name not in ATTACKS, f"two attacks are called {name}"
        family = build.__module__.rpartition(".")[2]
        ATTACKS[name] = Attack(name, family, says, build, **more)
        return build

    return entered
