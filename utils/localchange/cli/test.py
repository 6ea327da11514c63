"""``localchange test``: pass the tests of the course, and name what could not be tested here."""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from localchange import course
from localchange.errors import CourseError

NOT_A_LEARNERS = ("LOCALCHANGE_COURSE", "PYTHONDONTWRITEBYTECODE")
"""Variables that the tests do without: start.py names the course to its verbs, and the tests must find theirs by the
folder they work in; without bytecode every program that they start would compile all packages anew."""

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


def test(
    only: Annotated[
        list[str] | None, typer.Argument(help="Test files or folders; without any, everything.")
    ] = None,
    fail_on_left_out: Annotated[
        bool, typer.Option("--fail-on-left-out", help="Fail if a check could not be run on this computer.")
    ] = False,
) -> None:
    """Pass the tests: lint, types, and everything in tests/. Set up with: python3 start.py test."""
    root = course.find_course()
    if importlib.util.find_spec("pytest") is None:
        raise CourseError("The tests are not installed here: run python3 start.py test, which installs them.")
    steps = {
        "lint": ["ruff", "check", "."],
        "layout": ["ruff", "format", "--check", "."],
        "types": ["mypy"],
    }
    failed = [name for name, step in steps.items() if _run(name, ["-m", *step], root)]
    paths = only or ["tests"]
    browser, benchmarks = "tests/browser", "tests/benchmarks"
    # Whole files, in the order of tests/conftest.py: what the tests of a file share is made once. Three keep two cores
    # busy while one of them waits.
    at_once = ["-n", "3", "--dist", "loadfile", "--no-loadscope-reorder"]
    # Browsers come after the rest, which would slow them down; what measures runs alone.
    apart = {
        "tests": [*at_once, f"--ignore={browser}", f"--ignore={benchmarks}", *paths],
        "browser": [*at_once, browser],
        "benchmarks": [benchmarks],
    }
    runs = {"tests": paths} if only else apart
    left_out = _left_out()
    for name, arguments in runs.items():
        report = root / ".pytest_cache" / f"left-out-{name}.txt"
        if _run(
            name,
            ["-m", "pytest", "-q", "-rs", "--durations=25", "--durations-min=5", *arguments],
            root,
            keep=report,
        ):
            failed.append(name)
        left_out += [line for line in report.read_text(encoding="utf-8").splitlines() if "SKIPPED" in line]
    typer.echo("")
    for line in left_out:
        typer.echo(f"left out: {line}")
    if not left_out:
        typer.echo("Nothing was left out.")
    typer.echo(f"failed: {', '.join(failed)}" if failed else "Everything that was run passed.")
    if failed or (left_out and fail_on_left_out):
        raise typer.Exit(1)


def _left_out() -> list[str]:
    """Name what this computer lacks."""
    lacking = []
    if not any(shutil.which(name) for name in CHROMIUM):
        lacking.append("all tests in tests/browser: Chromium is not installed")
    if shutil.which("node") is None:
        lacking.append("that the front end's bundles match their sources: Node is not installed")
    if shutil.which("bwrap") is None:
        lacking.append("the sandbox, and all marking of submitted code: bubblewrap is not installed")
    if not list(Path("/usr/lib/postgresql").glob("*/bin/initdb")) and shutil.which("initdb") is None:
        lacking.append("the gradebook on PostgreSQL: its server is not installed")
    return lacking


def _run(name: str, arguments: list[str], root: Path, keep: Path | None = None) -> bool:
    """Run one step with this Python, showing what it says; return whether it failed."""
    typer.echo(f"\n== {name}")
    environment = {name: value for name, value in os.environ.items() if name not in NOT_A_LEARNERS}
    process = subprocess.Popen(
        [sys.executable, *arguments],
        cwd=root,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    said = []
    for line in process.stdout or ():
        typer.echo(line, nl=False)
        said.append(line)
    if keep is not None:
        keep.parent.mkdir(exist_ok=True)
        keep.write_text("".join(said), encoding="utf-8")
    return process.wait() != 0
