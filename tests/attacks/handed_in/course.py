"""A copy of the real course, to mark in."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from handed_in.notebooks import ROOT

LEARNERS = shutil.ignore_patterns("answers.json", ".answers", "*.hand-in.zip", ".ipynb_checkpoints")


def lay_out(course: Path) -> Path:
    """Copy what a facilitator has."""
    for name in ("course", "assignments", "solutions"):
        shutil.copytree(ROOT / name, course / name, ignore=LEARNERS)
    shutil.copyfile(ROOT / "nbgrader_config.py", course / "nbgrader_config.py")
    return course


def localchange(
    course: Path, *arguments: str, environment: dict[str, str] | None = None, patience: float = 900
) -> subprocess.CompletedProcess[str]:
    """Run the course's command, as a facilitator does."""
    command = [str(Path(sys.executable).parent / "localchange"), *arguments]
    environment = {**(environment or os.environ), "COLUMNS": "300", "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        command,
        cwd=course,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=patience,
        check=False,
    )


def rows_of(run: subprocess.CompletedProcess[str]) -> dict[str, dict[str, object]]:
    """Read what ``grade --json`` says, by learner."""
    said = json.loads(run.stdout)
    rows = said["submissions"] if isinstance(said, dict) else said
    return {row["learner"]: row for row in rows}
