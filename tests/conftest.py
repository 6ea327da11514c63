"""What holds for all tests.

The files that take minutes begin, so that no process is left alone with one at the end: with several processes a file
goes to one of them as a whole, and they go through the files in this order. And no test fails because the machine was
busy: hypothesis has no deadline. It tries the same examples every time, so that what passed here passes elsewhere;
LOCALCHANGE_EXPLORE=1 lets it look for new ones.
"""

from __future__ import annotations

import os
from pathlib import Path

import hypothesis
import pytest

hypothesis.settings.register_profile(
    "course", deadline=None, derandomize=not os.environ.get("LOCALCHANGE_EXPLORE"), database=None
)
hypothesis.settings.load_profile("course")

HERE = Path(__file__).parent
FIRST = (
    "grading/test_pulling_the_plug.py",
    "attacks/test_analyst.py",
    "setup/test_fresh_start.py",
    "setup/test_what_stands_in_the_way.py",
    "grading/test_cluster.py",
    "grading/test_analyst_hostile.py",
    "browser/test_theory_builder.py",
    "browser/test_saving.py",
    "browser/test_network.py",
    "browser/test_department_lab.py",
)
"""The longest, as measured; after them comes every file with a test that is marked as slow."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the files in order; within a file everything stays as it is."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    first = {HERE / name: place for place, name in enumerate(FIRST)}
    items.sort(key=lambda item: (first.get(item.path, len(FIRST)), item.path not in slow))
