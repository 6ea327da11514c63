"""One sandbox for all tests of this folder, and tight limits, so that those who hit them are soon stopped."""

import shutil

import pytest

from localchange.grading.sandbox import Limits, Sandbox

TIGHT = Limits(
    wall_seconds=20,
    call_seconds=2,
    cpu_seconds=15,
    memory_bytes=200 * 2**20,
    processes=24,
    file_bytes=4 * 2**20,
    scratch_bytes=8 * 2**20,
    output_bytes=2 * 2**20,
    message_bytes=2**20,
)


@pytest.fixture(scope="session")
def sandbox():
    if shutil.which("bwrap") is None:
        pytest.skip("bubblewrap is not installed")
    with Sandbox(TIGHT) as opened:
        yield opened


@pytest.fixture
def session(sandbox):
    with sandbox.session(files={"table.csv": b"a,b\n1,2\n"}) as opened:
        yield opened
