"""Copies of the course on which start.py is run for real, as a new user runs it."""

import os
import re
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
FILES = (
    "LICENCE",
    "README.md",
    "environment.yml",
    "nbgrader_config.py",
    "pyproject.toml",
    "requirements-test.lock",
    "requirements-uv.lock",
    "requirements.lock",
    "start.py",
)
FOLDERS = ("course", "utils")
NOT_COPIED = shutil.ignore_patterns(
    "__pycache__", "node_modules", "answers.json", ".answers", ".ipynb_checkpoints"
)
NOWHERE = "http://127.0.0.1:9"


class Copy:
    """A copy of the course in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        for name in FILES:
            shutil.copy(ROOT / name, folder / name)
        for name in FOLDERS:
            shutil.copytree(ROOT / name, folder / name, ignore=NOT_COPIED)

    @property
    def python(self) -> Path:
        return self.folder / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    def keep_only(self, *names: str) -> None:
        """Cut the lock down to some packages and what they need, so that set-up takes seconds."""
        wanted, ask = set(), list(names)
        while ask:
            name = re.sub(r"[-_.]+", "-", ask.pop()).lower()
            if name not in wanted:
                wanted.add(name)
                needs = map(Requirement, metadata.requires(name) or [])
                ask += [need.name for need in needs if need.marker is None or need.marker.evaluate()]
        lock = self.folder / "requirements.lock"
        blocks = re.split(r"\n(?=[a-z0-9])", lock.read_text(encoding="utf-8"))
        kept = [block for block in blocks if re.split(r"==", block)[0] in wanted]
        assert len(kept) >= len(wanted), sorted(wanted)
        lock.write_text("\n".join(kept) + "\n", encoding="utf-8")

    def start(self, *words: str, timeout: float = 300, **environment: str) -> subprocess.CompletedProcess:
        """Run start.py with these words, and with this on top of the environment."""
        return subprocess.run(
            [sys.executable, "start.py", *words],
            cwd=self.folder,
            env=clean(**environment),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=timeout,
        )


def clean(**more: str) -> dict[str, str]:
    """Return the environment without what this test run itself put there."""
    ours = ("VIRTUAL_ENV", "LOCALCHANGE_COURSE", "PYTHONPATH")
    return {name: value for name, value in os.environ.items() if name not in ours} | more


def no_network(tmp_path: Path) -> dict[str, str]:
    """Return what makes every download fail at once, and keeps earlier ones out of reach."""
    return {
        "HTTPS_PROXY": NOWHERE,
        "HTTP_PROXY": NOWHERE,
        "ALL_PROXY": NOWHERE,
        "https_proxy": NOWHERE,
        "http_proxy": NOWHERE,
        "NO_PROXY": "",
        "no_proxy": "",
        "PIP_RETRIES": "0",
        "PIP_FIND_LINKS": "",
        "PIP_CONFIG_FILE": os.devnull,  # or packages that lie on this computer would be found
        "PIP_NO_CACHE_DIR": "1",
        "UV_HTTP_RETRIES": "0",
        "UV_CACHE_DIR": str(tmp_path / "empty cache"),
    }


def one_sentence(done: subprocess.CompletedProcess) -> str:
    """Hold a failure to its form: it ends with one line that says what to do, and there is no traceback."""
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    lines = [line for line in done.stderr.splitlines() if line.strip()]
    assert len(lines) == 1, lines
    assert lines[0].endswith(".") and "start" in lines[0]
    return lines[0]


@pytest.fixture
def fresh(tmp_path: Path) -> Copy:
    """A copy whose folder has spaces and letters beyond ASCII in its name."""
    return Copy(tmp_path / "Kurs für Änderung 改变")


@pytest.fixture
def small(fresh: Copy) -> Copy:
    """A copy with a lock of a few packages: enough to build ours and to say its version."""
    fresh.keep_only("hatchling", "typer")
    return fresh
