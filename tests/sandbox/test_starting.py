"""Where the sandbox runs, and what is said where it cannot."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from localchange.errors import CourseError
from localchange.grading.sandbox import Limits, Raised, Sandbox, Session, SessionEnded
from localchange.grading.sandbox.watching import family


def test_without_bubblewrap_it_refuses_and_says_what_to_do(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(CourseError, match=r"apt install bubblewrap.*--no-isolation"), Sandbox():
        pass


def test_where_bubblewrap_may_not_run_it_refuses_with_its_words(monkeypatch, tmp_path):
    refusing = tmp_path / "bwrap"
    refusing.write_text("#!/bin/sh\necho 'bwrap: setting up uid map: Permission denied' >&2\nexit 1\n")
    refusing.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    with (
        pytest.raises(CourseError, match=r"setting up uid map: Permission denied.*docs/sandbox\.md"),
        Sandbox(),
    ):
        pass


def test_where_forks_cannot_be_shut_in_each_learner_gets_a_bubblewrap(sandbox):
    with Sandbox(sandbox.limits, walls="each") as slow:
        assert slow.isolated
        with slow.session(files={"a.txt": b"hello"}) as session:
            code = "import os\nfound = (open('a.txt').read(), os.path.exists('/proc/1'), os.path.exists('/home'))"
            assert session.run_cell(code).error is None
            assert session.value("found") == ("hello", False, False)
            run = session.run_cell("for i in range(10):\n    open(f'part{i}', 'wb').write(b'x' * 2**20)")
            assert "No space left" in run.error
        with slow.session() as session, pytest.raises(SessionEnded) as ended:
            session.run_cell("import os\nos._exit(0)")
        assert ended.value.why == "exited"


def test_it_falls_back_by_itself(monkeypatch):
    monkeypatch.setattr("localchange.grading.sandbox.warm._Warm.alive", False)
    tried = []
    real = Sandbox.session

    def failing(self, *args, **kwargs):
        tried.append(self.walls)
        if self.walls == "fork":
            raise SessionEnded("started", "no")
        return real(self, *args, **kwargs)

    monkeypatch.setattr(Sandbox, "session", failing)
    with Sandbox() as fallen:
        assert (fallen.walls, fallen.isolated) == ("each", True)
    assert tried == ["fork", "each"]


@pytest.fixture
def bare():
    with Sandbox(Limits(call_seconds=2, memory_bytes=200 * 2**20, processes=20), isolated=False) as opened:
        yield opened


def test_without_isolation_it_runs_with_limits_and_says_so(bare, monkeypatch):
    assert not bare.isolated
    with bare.session(files={"a.txt": b"hello"}) as session:
        assert session.run_cell("import os\nfound = (open('a.txt').read(), os.getcwd())").error is None
        text, folder = session.value("found")
        assert text == "hello"
        assert session.run_cell("x = bytearray(2 ** 31)").error.startswith("MemoryError")
        session.run_cell("def endless():\n    while True:\n        pass")
        with pytest.raises(Raised, match="interrupted"):
            session.ask("endless", [], {})
    assert not Path(folder).exists()


def test_without_isolation_what_it_starts_dies_with_it_too(bare):
    daemon = (
        "import os, time\nif os.fork() == 0:\n    os.setsid()\n"
        "    if os.fork() == 0:\n        time.sleep(1000)\n    os._exit(0)"
    )
    warm = bare._warm._process.pid
    with bare.session() as session:
        session.run_cell(daemon)
        assert len(family(warm)) >= 4
    until = time.monotonic() + 10
    while len(family(warm)) > 1 and time.monotonic() < until:
        time.sleep(0.05)
    assert family(warm) == [warm]


def test_without_isolation_the_markers_environment_stays_outside(monkeypatch):
    monkeypatch.setenv("SECRET_TOKEN", "canary")
    with Sandbox(isolated=False) as bare, bare.session() as session:
        session.run_cell("import os\nfound = dict(os.environ)")
        assert "canary" not in str(session.value("found"))


def test_when_the_marker_is_killed_everything_dies(tmp_path):
    code = (
        "import os, time\nfrom localchange.grading.sandbox import Sandbox\n"
        "with Sandbox() as sandbox, sandbox.session() as session:\n"
        "    session.run_cell('import os, time\\nif os.fork() == 0:\\n    time.sleep(1000)')\n"
        "    print('ready', flush=True)\n    time.sleep(1000)\n"
    )
    marker = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert marker.stdout.readline() == "ready\n"
    running = family(marker.pid)
    assert len(running) >= 5
    marker.kill()
    marker.wait()
    marker.stdout.close()
    until = time.monotonic() + 20
    while time.monotonic() < until and any(Path(f"/proc/{number}").exists() for number in running):
        time.sleep(0.05)
    assert not [number for number in running if Path(f"/proc/{number}").exists()]


@pytest.mark.slow
def test_a_hundred_sessions_leave_memory_as_it_was(sandbox):
    def held():
        numbers = [os.getpid(), *family(sandbox._warm._process.pid)]
        return sum(int(Path(f"/proc/{number}/statm").read_text().split()[1]) * 4096 for number in numbers)

    def some(count):
        for _ in range(count):
            with sandbox.session() as session:
                session.run_cell("import pandas as pd\nx = pd.DataFrame({'a': range(1_000)})\nprint(x)")
                session.value("x")
        return held()

    before = some(10)
    assert some(90) < before + 10 * 2**20


def test_a_marker_that_is_held_up_still_knows_who_greets_it(monkeypatch):
    """The learner's process may say hello before marking listens, on a busy computer."""
    listen = Session.start

    def late(session, files):
        time.sleep(0.5)
        listen(session, files)

    monkeypatch.setattr(Session, "start", late)
    with Sandbox(walls="fork") as sandbox, sandbox.session() as session:
        assert session.run_cell("1 + 1").error is None
