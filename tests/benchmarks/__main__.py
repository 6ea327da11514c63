"""``python tests/benchmarks``: measure the course; see ``conftest.py`` for what and how."""

import sys
from pathlib import Path

import pytest

sys.exit(pytest.main([str(Path(__file__).parent), "-p", "no:xdist", "-q", *sys.argv[1:]]))
