"""Sizes, which are asserted: the environment that a learner gets, and each notebook."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MB, KB = 1_000_000, 1_000


def on_disk(folder):
    """The room that the files of a folder take, each counted once."""
    seen = {}
    for place, _, names in os.walk(folder):
        for name in names:
            found = (Path(place) / name).lstat()
            seen[found.st_dev, found.st_ino] = getattr(found, "st_blocks", -(-found.st_size // 512)) * 512
    return sum(seen.values())


def test_environment(set_up, course_copy, measure):
    made, problem = set_up
    if made is None:
        pytest.skip(f"no new environment could be made: {problem}")
    folder = course_copy / ".venv"
    compiled = sum(path.stat().st_blocks * 512 for path in folder.rglob("*.pyc")) if os.name != "nt" else 0
    size = on_disk(folder)
    packages = next(folder.glob("lib/python*/site-packages"), folder / "Lib" / "site-packages")
    largest = sorted(packages.iterdir(), key=on_disk, reverse=True)[:5]
    parts = ", ".join(f"{path.name} {on_disk(path) / MB:.0f}" for path in largest)
    one = measure(
        "the environment that start.py makes",
        "MB",
        [size / MB],
        {"highest": 450},
        note=f"bytecode {compiled / MB:.0f}; largest: {parts}",
    )
    assert not one.missed()


def test_notebooks(measure):
    books = sorted(path for place in ("course", "assignments") for path in (ROOT / place).glob("*/*.ipynb"))
    assert len(books) >= 4
    largest = max(books, key=lambda path: path.stat().st_size)
    one = measure(
        "each notebook, as it is shipped",
        "KB",
        [path.stat().st_size / KB for path in books],
        {"highest": 100},
        note=f"largest: {largest.name}, {largest.stat().st_size / KB:.0f}",
    )
    assert not one.missed()
