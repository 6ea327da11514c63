"""Notebooks as files: ours written as nbgrader writes them, and one that was handed in read as bytes."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from localchange.grading.submission import ASK_AGAIN, LARGEST_NOTEBOOK

CAME_ALONG = ("answers.json", "timestamp.txt")
MOST_NAMED = 5
LONGEST_NAME = 60


@dataclass(frozen=True)
class HandedInNotebook:
    """The notebook that was handed in for an assignment in which learners write code.

    Parameters
    ----------
    content
        Its bytes, from untrusted hands; empty when there are none.
    notes
        What is odd about the file, though no harm is done.
    problem
        Why there are none, and what to do; ``None`` when there are.
    """

    content: bytes = b""
    notes: tuple[str, ...] = ()
    problem: str | None = None


def as_bytes(notebook: NotebookNode) -> bytes:
    """Write a notebook as nbgrader does.

    Parameters
    ----------
    notebook
        Of the fourth format.
    """
    text: str = nbformat.v4.writes_json(notebook)
    return f"{text}\n".encode("utf-8", "replace")


def handed_in_notebook(folder: Path, slug: str) -> HandedInNotebook:
    """Find the notebook in a submission, and read it.

    Parameters
    ----------
    folder
        ``submitted/LEARNER/SLUG``, from untrusted hands: no link is followed, and only a plain file read.
    slug
        The assignment. A notebook of another name is taken when it is the only one.

    Returns
    -------
    HandedInNotebook
        Its bytes, or why there are none.
    """
    name = f"{slug}.ipynb"
    if folder.is_symlink() or folder.parent.is_symlink():
        return HandedInNotebook(
            problem=f"{folder.name} is a link to another place, so it was left alone: {ASK_AGAIN}."
        )
    if not folder.is_dir():
        return HandedInNotebook(problem=f"{folder.name} is no folder: {ASK_AGAIN}.")
    found = sorted(path.name for path in folder.iterdir() if path.suffix == ".ipynb")
    if name not in found and len(found) != 1:
        what = (
            "holds no notebook" if not found else f"holds {len(found)} notebooks, and none of them is {name}"
        )
        return HandedInNotebook(problem=f"{folder.name} {what}: {ASK_AGAIN}.")
    taken = name if name in found else found[0]
    try:
        about = (folder / taken).lstat()
        if not stat.S_ISREG(about.st_mode):
            return HandedInNotebook(problem=f"{name} is a link or no plain file: {ASK_AGAIN}.")
        if about.st_size > LARGEST_NOTEBOOK:
            return HandedInNotebook(
                problem=f"{name} has {about.st_size:,} bytes, and at most {LARGEST_NOTEBOOK:,} are read: ask for it "
                "again without its outputs."
            )
        content = (folder / taken).read_bytes()
    except OSError as error:
        return HandedInNotebook(problem=f"{name} cannot be read ({error.strerror}): {ASK_AGAIN}.")
    notes = (
        []
        if taken == name
        else [f"The notebook is called {taken} and not {name}; it was marked all the same."]
    )
    notes += _about_others(folder, taken)
    return HandedInNotebook(content, tuple(notes))


def _about_others(folder: Path, taken: str) -> list[str]:
    """Name what came with the notebook and was left alone."""
    passed_over = {taken, *CAME_ALONG}
    others = sorted(
        path.name
        for path in folder.iterdir()
        if path.name not in passed_over and not path.name.startswith(".")
    )
    named = ", ".join(ascii(name[:LONGEST_NAME])[1:-1] for name in others[:MOST_NAMED])
    more = f" and {len(others) - MOST_NAMED} more" if len(others) > MOST_NAMED else ""
    return [f"Other files came with it, and were not used: {named}{more}."] if others else []


def files_beside(source: Path) -> dict[str, bytes]:
    """Read the data files that an author put beside the source notebook, which learners get too.

    Parameters
    ----------
    source
        ``solutions/SLUG``.

    Returns
    -------
    dict of bytes
        By their names from that folder.
    """
    return {
        path.relative_to(source).as_posix(): path.read_bytes()
        for path in sorted(source.rglob("*"))
        if path.is_file() and path.suffix != ".ipynb" and not _passed_over(path.relative_to(source))
    }


def _passed_over(path: Path) -> bool:
    return any(part.startswith(".") or part == "__pycache__" for part in path.parts)
