"""Telling whether anything has changed since a submission was marked."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import stat
from functools import cache
from importlib import metadata
from pathlib import Path

from localchange.grading.course_folder import CONFIG_FILE, RELEASE, SOURCE

READ = (".ipynb", ".json", ".txt")
MOST_BYTES = 20_000_000


def digest_of_submission(folder: Path) -> str:
    """Give a digest of what was handed in.

    Parameters
    ----------
    folder
        ``submitted/LEARNER/SLUG``, from untrusted hands: nothing but plain files is opened, and no link followed.

    Returns
    -------
    str
        It changes when a file does that marking looks at.
    """
    found = hashlib.sha256()
    try:
        if folder.is_symlink() or folder.parent.is_symlink() or not folder.is_dir():
            return "no folder"
        for path in sorted(folder.iterdir()):
            found.update(os.fsencode(path.name) + b"\0" + _about(path) + b"\0")
    except OSError as error:
        return f"not readable: {error.errno}"
    return found.hexdigest()


def digest_of_assignment(root: Path, slug: str) -> str:
    """Give a digest of all that marks a submission, but for the submission.

    Parameters
    ----------
    root
        The folder of the course.
    slug
        The assignment.

    Returns
    -------
    str
        It changes with source, release, settings, this package, the other packages, and Python.
    """
    found = hashlib.sha256(_environment())
    for folder in (root / SOURCE / slug, root / RELEASE / slug, root / "course"):
        for path in sorted(folder.rglob("*")):
            marks = path.is_file() and (folder.name == slug or path.suffix == ".toml")
            if marks and not any(part.startswith(".") for part in path.relative_to(folder).parts):
                found.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    found.update((root / CONFIG_FILE).read_bytes())
    return found.hexdigest()


def _about(path: Path) -> bytes:
    """Give the content of a plain file that marking may read, and of anything else only what it is."""
    kind = path.lstat()
    if path.suffix not in READ or not stat.S_ISREG(kind.st_mode) or kind.st_size > MOST_BYTES:
        return json.dumps([stat.S_IFMT(kind.st_mode), kind.st_size]).encode()
    return hashlib.sha256(path.read_bytes()).digest()


@cache
def digest_of_package() -> str:
    """Give a digest of this package as it lies here.

    Returns
    -------
    str
        It changes with any of its code and tables.
    """
    package = Path(__file__).parents[1]
    found = hashlib.sha256()
    for path in sorted(package.rglob("*")):
        if path.suffix in {".py", ".csv", ".json", ".toml", ".bib", ".j2"} and "frontend" not in path.parts:
            found.update(path.relative_to(package).as_posix().encode() + path.read_bytes())
    return found.hexdigest()


@cache
def _environment() -> bytes:
    """Give a digest of this package, of the packages around it, and of Python."""
    found = hashlib.sha256(f"{platform.python_version()} {digest_of_package()}".encode())
    around = {f"{one.metadata['Name']}=={one.version}" for one in metadata.distributions()}
    found.update("\n".join(sorted(around)).encode())
    return found.digest()
