"""What start.py says when something is in the way."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

START = Path(__file__).parents[2] / "start.py"


@pytest.fixture
def start():
    specification = importlib.util.spec_from_file_location("start", START)
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("said", "advice"),
    [
        ("OSError: [Errno 28] No space left on device", "disk is full"),
        ("error sending request: dns error: failed to resolve", "no network"),
        ("ERROR: Could not find a version that satisfies the requirement uv", "no network"),
        ("PermissionError: [Errno 13] Permission denied: '.venv'", "cannot be written to"),
        ("The virtual environment was not created because ensurepip is not available", "python3-venv"),
        ("something that nobody foresaw", "Delete the folder"),
    ],
)
def test_each_failure_is_one_sentence_with_advice(start, said, advice):
    assert advice in start.why(said)
    assert "\n" not in start.why(said) and "Traceback" not in start.why(said)


def test_without_a_network_it_says_so_and_leaves_no_stamp(tmp_path):
    for name in ("start.py", "pyproject.toml", "requirements.lock", "requirements-uv.lock"):
        (tmp_path / name).write_bytes((START.parent / name).read_bytes())
    nowhere = {"HTTPS_PROXY": "http://127.0.0.1:9", "HTTP_PROXY": "http://127.0.0.1:9", "PIP_RETRIES": "0"}
    environment = {
        "PATH": "/usr/bin:/bin",
        "PIP_NO_CACHE_DIR": "1",
        "UV_NO_CACHE": "1",
        "HOME": str(tmp_path),
        **nowhere,
    }
    done = subprocess.run(
        [sys.executable, "start.py", "doctor"], cwd=tmp_path, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "could not be fetched" in done.stderr and "Traceback" not in done.stderr
    assert not (tmp_path / ".venv" / "start.stamp").exists()
