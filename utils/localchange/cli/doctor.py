"""``localchange doctor``: whether everything is in place on this computer."""

import os
import shutil
import sys
import tempfile
from importlib import metadata
from pathlib import Path
from typing import Annotated

import typer

from localchange import course
from localchange.errors import CourseError

NEEDED = 1_000_000_000
"""Bytes of free disk that an evening's work and its marking may want."""


def doctor(
    whole_course: Annotated[
        bool,
        typer.Option(
            "--course",
            help="Check the course instead: where each outcome is taught, practised and assessed, with marks, length "
            "and reading age.",
        ),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the checks as JSON.")] = False,
) -> None:
    """Check this computer and say what to do about anything amiss.

    With --course it checks that the course holds together, and ends with 1
    when there is a gap: an outcome that is not taught, practised or
    assessed, a name in the map that no page has, a question that serves no
    outcome, marks that do not add up.
    """
    root = course.find_course()
    if whole_course:
        _check_course(root, as_json)
        return
    checks = [
        _python(),
        _course(root),
        _packages(root),
        _writable(root),
        _space(root),
        _keys(),
        _sandbox(),
        _browser(),
    ]
    if as_json:
        import json

        names = ("check", "ok", "needed", "says")
        typer.echo(json.dumps([dict(zip(names, check, strict=True)) for check in checks], indent=1))
    else:
        for name, fine, needed, says in checks:
            typer.echo(f"{'ok    ' if fine else 'to do ' if needed else 'note  '} {name}: {says}")
    if any(needed and not fine for _, fine, needed, _ in checks):
        raise typer.Exit(1)


def _check_course(root: Path, as_json: bool) -> None:
    from localchange.alignment.matrix import matrix

    found = matrix(root)
    if as_json:
        import json

        typer.echo(json.dumps(found.as_json(), indent=1))
    else:
        from localchange.cli.course_shown import show

        show(found)
    if found.gaps:
        raise typer.Exit(1)


Check = tuple[str, bool, bool, str]


def _python() -> Check:
    version = ".".join(str(part) for part in sys.version_info[:3])
    return ("Python", sys.version_info >= (3, 11), True, f"{version} (3.11 or newer is needed)")


def _course(root: Path) -> Check:
    try:
        map_ = course.load(root)
    except CourseError as problem:
        return ("course", False, True, str(problem))
    return ("course", True, True, f"{len(map_.modules)} modules in {root}")


def _packages(root: Path) -> Check:
    lock = root / "requirements.lock"
    if not lock.is_file():
        return ("packages", False, True, f"{lock} is missing: take a fresh copy of the course.")
    wrong = []
    for line in lock.read_text(encoding="utf-8").splitlines():
        pin, _, marker = line.partition(" ; ")
        if "==" not in pin or not line[:1].isalnum() or marker.rstrip(" \\"):
            continue  # a line with a marker is for some computers only
        name, version = pin.rstrip(" \\").split("==")
        try:
            found = metadata.version(name)
        except metadata.PackageNotFoundError:
            found = "none"
        if found != version:
            wrong.append(f"{name} {found} instead of {version}")
    says = f"{', '.join(wrong[:5])}: run python3 start.py to install what the course was tested with."
    return ("packages", not wrong, True, says if wrong else "as the course was tested with")


def _writable(root: Path) -> Check:
    try:
        with tempfile.TemporaryFile(dir=root):
            return ("folder", True, True, "can be written to")
    except OSError as problem:
        says = f"{root} cannot be written to ({problem.strerror}): copy the course into a folder of your own."
        return ("folder", False, True, says)


def _space(root: Path) -> Check:
    free = shutil.disk_usage(root).free
    return ("disk", free >= NEEDED, True, f"{free / 1e9:.1f} GB free (1 GB is needed)")


def _keys() -> Check:
    name = Path(sys.prefix, "share", "jupyter", "lab", "settings", "overrides.d", "localchange.json")
    says = (
        "are kept for the questions" if name.is_file() else f"{name} is missing: run python3 start.py again."
    )
    return ("arrow keys in JupyterLab", name.is_file(), True, says)


def _sandbox() -> Check:
    found = shutil.which("bwrap")
    says = (
        found
        or "bubblewrap was not found; only marking the notebooks of analysts needs it: docs/sandbox.md says how"
    )
    return ("sandbox, for facilitators who mark code", found is not None, False, says)


def _browser() -> Check:
    found = next((path for name in ("chromium", "google-chrome") if (path := shutil.which(name))), None)
    how = "" if os.name == "nt" else " (apt-get install chromium)"
    says = found or f"not found{how}: browser tests would be left out"
    return ("Chromium, for the tests only", found is not None, False, says)
