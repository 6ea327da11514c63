"""The locks, environment.yml and the package's own needs agree, and name no address to download from."""

import importlib.util
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = ("requirements.lock", "requirements-test.lock", "requirements-uv.lock")


def tool():
    specification = importlib.util.spec_from_file_location("lock", ROOT / "tools" / "lock.py")
    module = importlib.util.module_from_spec(specification)
    sys.modules["lock"] = module
    specification.loader.exec_module(module)
    return module


def test_the_environment_is_the_lock():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert (ROOT / "environment.yml").read_text(encoding="utf-8") == tool().environment(lock)


@pytest.mark.parametrize("name", LOCKS)
def test_every_pin_is_exact_and_hashed(name):
    lock = (ROOT / name).read_text(encoding="utf-8")
    starts = [line for line in lock.splitlines() if line[:1].isalnum()]
    assert starts and len(tool().pins(lock)) == len(starts)
    for block in re.split(r"\n(?=[a-z0-9])", lock):
        if block[:1].isalnum():
            assert "--hash=sha256:" in block, block.splitlines()[0]


@pytest.mark.parametrize("name", [*LOCKS, "environment.yml", "utils/localchange/frontend/package-lock.json"])
def test_no_address_to_download_from(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert not re.search(r'"resolved"|--index-url|--extra-index|--find-links|files\.|registry\.', text)


def test_running_and_testing_use_the_same_versions():
    def versions(name):
        return {pin[:2] for pin in tool().pins((ROOT / name).read_text(encoding="utf-8"))}

    running, testing = (versions(name) for name in LOCKS[:2])
    assert running <= testing
