"""Reading one hand-in from untrusted hands: the zip of a core assignment, or the notebook of an analyst."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from localchange.errors import CourseError
from localchange.grading.analyst.handed_in import read_cells
from localchange.grading.submission import ANSWERS, LARGEST_NOTEBOOK

LARGEST_ZIP = 25_000_000
LARGEST_ANSWERS = 1_000_000
MOST_MEMBERS = 20
LITTER = frozenset({"__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini"})
METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
CHUNK = 65_536
MADE_BY_BUTTON = "ask for the zip as the hand-in button wrote it"


class HandInError(CourseError):
    """A zip that is not taken; the message says why and what to do."""


@dataclass(frozen=True)
class HandIn:
    """What a learner handed in.

    Parameters
    ----------
    answers
        The file of answers, as bytes; ``None`` for an analyst's notebook, which has none.
    notebook
        The notebook, as bytes; ``None`` when the zip has none, which costs nothing.
    packed
        When the answers were put into the zip, or the notebook written, by the clock of that computer.
    """

    answers: bytes | None
    notebook: bytes | None
    packed: datetime


def read_hand_in(path: Path, slug: str) -> HandIn:
    """Check a zip and read the two files that it may hold. Nothing is unpacked to disk.

    Parameters
    ----------
    path
        The zip.
    slug
        The assignment, which gives the notebook its name.

    Returns
    -------
    HandIn
        Its contents.
    """
    if path.is_symlink() or not path.is_file():
        raise HandInError(f"It is a link or no plain file: {MADE_BY_BUTTON}.")
    if path.stat().st_size > LARGEST_ZIP:
        raise HandInError(f"It is larger than {LARGEST_ZIP // 1_000_000} MB: {MADE_BY_BUTTON}.")
    with opened(path) as archive:
        return _read(archive, slug)


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open a zip from untrusted hands.

    Python raises a dozen kinds of exceptions over zips that were cut or forged, and documents one of them. Here each is
    a :class:`HandInError` that names it, whether it comes in opening or in reading.

    Parameters
    ----------
    path
        The zip.

    Yields
    ------
    zipfile.ZipFile
        Open.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except HandInError:
        raise
    except Exception as error:
        said = str(error) or type(error).__name__
        raise HandInError(f"It is no zip, or a damaged one ({said}): ask for it again.") from error


def read_answers_alone(path: Path) -> HandIn:
    """Read a file of answers that was sent without the zip around it.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    HandIn
        Its contents.
    """
    if path.is_symlink() or not path.is_file():
        raise HandInError(f"It is a link or no plain file: {MADE_BY_BUTTON}.")
    with path.open("rb") as stream:
        content = stream.read(LARGEST_ANSWERS + 1)
    if len(content) > LARGEST_ANSWERS:
        raise HandInError(f"It is larger than {LARGEST_ANSWERS / 1_000_000:g} MB: {MADE_BY_BUTTON}.")
    return HandIn(content, None, datetime.fromtimestamp(path.stat().st_mtime, UTC))


def read_notebook(path: Path) -> HandIn:
    """Check the notebook of an analyst and read it. Nothing in it runs.

    Parameters
    ----------
    path
        The notebook.

    Returns
    -------
    HandIn
        Its contents.
    """
    if path.is_symlink() or not path.is_file():
        raise HandInError("It is a link or no plain file: ask for the notebook itself.")
    about = path.stat()
    with path.open("rb") as stream:
        content = stream.read(LARGEST_NOTEBOOK + 1)  # read_cells refuses one that is larger
    try:
        read_cells(content)
    except CourseError as error:
        raise HandInError(str(error)) from None
    return HandIn(None, content, datetime.fromtimestamp(about.st_mtime, UTC))


def _read(archive: zipfile.ZipFile, slug: str) -> HandIn:
    members = [member for member in archive.infolist() if not member.is_dir()]
    if len(archive.infolist()) > MOST_MEMBERS:
        raise HandInError(f"It holds {len(archive.infolist())} files instead of two: {MADE_BY_BUTTON}.")
    found: dict[str, zipfile.ZipInfo] = {}
    folders: set[PurePosixPath] = set()
    for member in members:
        place = _checked_path(member)
        if LITTER & set(place.parts):
            continue
        if place.name not in {ANSWERS, f"{slug}.ipynb"} or len(place.parts) > 2:
            raise HandInError(
                f"It holds {_quoted(member.filename)}, which does not belong there: {MADE_BY_BUTTON}."
            )
        if place.name in found:
            raise HandInError(f"It holds two files called {place.name}: {MADE_BY_BUTTON}.")
        found[place.name] = member
        folders.add(place.parent)
    if len(folders) > 1:
        raise HandInError(f"Its files lie in different folders: {MADE_BY_BUTTON}.")
    if ANSWERS not in found:
        raise HandInError(f"It has no {ANSWERS}, which holds the answers: {MADE_BY_BUTTON}.")
    notebook = found.get(f"{slug}.ipynb")
    return HandIn(
        answers=_bytes(archive, found[ANSWERS], LARGEST_ANSWERS),
        notebook=None if notebook is None else _bytes(archive, notebook, LARGEST_NOTEBOOK),
        packed=_time(found[ANSWERS]),
    )


def _checked_path(member: zipfile.ZipInfo) -> PurePosixPath:
    name = member.filename
    mode = member.external_attr >> 16
    if "\\" in name or ":" in name or "\0" in member.orig_filename or name.startswith("/"):
        raise HandInError(f"It holds a path that leads elsewhere, {_quoted(name)}: {MADE_BY_BUTTON}.")
    place = PurePosixPath(name)
    if ".." in place.parts or not place.parts:
        raise HandInError(f"It holds a path that leads elsewhere, {_quoted(name)}: {MADE_BY_BUTTON}.")
    if stat.S_IFMT(mode) not in {0, stat.S_IFREG}:
        raise HandInError(f"It holds a link or a device, {_quoted(name)}: {MADE_BY_BUTTON}.")
    if member.flag_bits & 0x1:
        raise HandInError("It is locked with a password: ask for one without.")
    if member.compress_type not in METHODS:
        raise HandInError(f"It is packed in an unusual way: {MADE_BY_BUTTON}.")
    return place


def _bytes(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> bytes:
    """Read a member and stop as soon as it is too large, whatever size it claims."""
    content = bytearray()
    with archive.open(member) as stream:
        while chunk := stream.read(CHUNK):
            content += chunk
            if len(content) > most:
                raise HandInError(
                    f"{PurePosixPath(member.filename).name} in it is larger than {most / 1_000_000:g} MB: "
                    f"{MADE_BY_BUTTON}."
                )
    return bytes(content)


def _time(member: zipfile.ZipInfo) -> datetime:
    try:
        return datetime(*member.date_time, tzinfo=UTC)
    except ValueError:
        return datetime(1980, 1, 1, tzinfo=UTC)


def _quoted(name: str) -> str:
    """Show a name from a zip so that no letter of it does anything to the screen."""
    return ascii(name if len(name) <= 80 else f"{name[:80]}…")
