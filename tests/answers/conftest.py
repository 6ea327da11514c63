"""Folders to save answers in, and real processes that work in them."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from localchange.answers import Answer, AnswerStore

HERE = Path(__file__).parent
PAGE = "03_targets"
NOBODY = 65534


@pytest.fixture(autouse=True)
def not_marking(monkeypatch):
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)


@pytest.fixture
def folder(tmp_path):
    """A folder as people name them."""
    made = tmp_path / "Mes cours à Zürich 東京 [1]" / PAGE
    made.mkdir(parents=True)
    return made


@pytest.fixture
def store(folder):
    return AnswerStore(folder, PAGE)


@pytest.fixture
def entry():
    """An entry of the file that is right, with whatever is to be different."""

    def made(**different):
        answer = Answer("text", {"text": "words"}, datetime(2026, 11, 23, 14, 2, 11, tzinfo=UTC))
        return {**answer.to_entry(), **different}

    return made


@pytest.fixture
def document(entry):
    """The content of a file that is right, with whatever is to be different."""

    def made(**different):
        right = {
            "schema": "localchange-answers",
            "version": 1,
            "page": PAGE,
            "written_by": "localchange 0.1.0",
            "answers": {"first": entry()},
        }
        return {**right, **different}

    return made


@pytest.fixture
def begin():
    """Begin a script of this folder as a process of its own; whatever still runs at the end is killed."""
    begun = []

    def started(script, *arguments):
        process = subprocess.Popen(
            [sys.executable, str(HERE / script), *map(str, arguments)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        begun.append(process)
        return process

    yield started
    for process in begun:
        process.kill()
        process.wait()
        process.stdin.close()
        process.stdout.close()


@pytest.fixture
def in_child():
    """Run a function in a forked child; give its exit status and what it returned (what JSON can hold)."""
    if not hasattr(os, "fork"):
        pytest.skip("this system cannot fork a process: what must happen in a child was not tested")

    def run(work):
        read, write = os.pipe()
        child = os.fork()
        if not child:
            try:
                said = work()
            except BaseException as error:
                said = f"{type(error).__name__}: {error}"
            os.write(write, json.dumps(said).encode())
            os._exit(0)
        os.close(write)
        with os.fdopen(read) as pipe:
            text = pipe.read()
        _, status = os.waitpid(child, 0)
        return status, json.loads(text) if text else None

    return run


@pytest.fixture
def public_folder():
    """A folder that everybody may enter: pytest's own are closed to other users."""
    made = Path(tempfile.mkdtemp(prefix="localchange-"))
    made.chmod(0o755)
    yield made
    for path in (made, *made.rglob("*")):
        if path.is_dir():
            path.chmod(0o755)
    shutil.rmtree(made)


@pytest.fixture
def powerless():
    """Call it in a child: from then on file permissions bind, which they do not for the superuser."""

    def dropped():
        if os.geteuid() == 0:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)

    return dropped


@pytest.fixture
def until():
    """Wait until something is so, at most a minute."""

    def waited(condition):
        end = time.monotonic() + 60
        while not condition():
            assert time.monotonic() < end, "waited a minute in vain"
            time.sleep(0.01)

    return waited
