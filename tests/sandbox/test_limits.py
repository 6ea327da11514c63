"""Each limit stops the one who hits it, and nobody else."""

import time

import pytest

from localchange.grading.sandbox import Raised, SessionEnded

FLOODS = {
    "output through print": ("while True:\n    print('x' * 10_000)", "output"),
    "output through the connection": (
        "import os\nwhile True:\n    os.write(200, (100).to_bytes(4, 'big') + b'[' * 100)",
        "channel",
    ),
    "output in honest-looking messages": (
        "import os, json\nbody = json.dumps({'kind': 'output', 'output': {'output_type': 'stream', 'name': 'stdout', "
        "'text': 'x' * 10_000}}).encode()\nwhile True:\n    os.write(200, len(body).to_bytes(4, 'big') + body)",
        "output",
    ),
    "a message without end": ("import os\nwhile True:\n    os.write(200, b'\\xff' * 1000)", "channel"),
    "memory in many processes": (
        "import os, time\nfor _ in range(8):\n    if os.fork() == 0:\n        held = bytearray(100 * 2**20)\n"
        "        time.sleep(60)\ntime.sleep(60)",
        "memory",
    ),
    "fork bomb": (
        "import os\nwhile True:\n    try:\n        os.fork()\n    except OSError:\n        pass",
        "processes",
    ),
    "endless loop that ignores interrupts": (
        "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True:\n    pass",
        "call",
    ),
    "endless loop that catches interrupts": (
        "while True:\n    try:\n        while True:\n            pass\n    except BaseException:\n        pass",
        "call",
    ),
}


@pytest.mark.parametrize("flood", FLOODS)
def test_a_flood_is_stopped_and_the_next_learner_is_not_touched(sandbox, flood):
    code, why = FLOODS[flood]
    with sandbox.session() as session:
        with pytest.raises(SessionEnded) as ended:
            session.run_cell(code)
        assert session.events
    assert ended.value.why == why
    assert ended.value.sentence.endswith(".")
    with sandbox.session() as session:
        assert session.run_cell("1 + 1").error is None


def test_a_memory_flood_in_one_process_is_refused(session):
    run = session.run_cell("held = bytearray(2 * 2**30)")
    assert run.error.startswith("MemoryError")
    assert any("memory" in event for event in session.events)
    assert session.run_cell("1").error is None


def test_a_disk_flood_is_refused(session):
    run = session.run_cell("with open('big', 'wb') as f:\n    f.write(b'x' * (5 * 2**20))")
    assert "File too large" in run.error
    run = session.run_cell("for i in range(10):\n    open(f'part{i}', 'wb').write(b'x' * 2**20)")
    assert "No space left" in run.error
    assert session.run_cell("1").error is None


def test_too_many_files_are_refused(session):
    run = session.run_cell("for i in range(20_000):\n    open(f'{i}', 'w').close()")
    assert "No space left" in run.error
    run = session.run_cell("held = [open('table.csv') for _ in range(1000)]")
    assert "Too many open files" in run.error


def test_an_endless_cell_is_interrupted_and_the_rest_goes_on(session):
    run = session.run_cell("x = 1\nwhile True:\n    pass")
    assert run.error == "it took longer than 2 seconds and was interrupted"
    session.run_cell("def endless():\n    while True:\n        pass")
    with pytest.raises(Raised) as raised:
        session.ask("endless", [], {})
    assert raised.value.kind == "TimeLimit"
    assert session.value("x") == 1


def test_the_clock_runs_for_the_notebook_as_a_whole(sandbox):
    with sandbox.session(seconds=1.5) as session:
        started = time.monotonic()
        with pytest.raises(SessionEnded) as ended:
            for _ in range(100):
                session.run_cell("import time\ntime.sleep(0.3)")
    assert ended.value.why == "time"
    assert time.monotonic() - started < 10


def test_processor_time_is_limited_where_the_clock_is_generous():
    from localchange.grading.sandbox import Limits, Sandbox

    with (
        Sandbox(Limits(cpu_seconds=2, call_seconds=30)) as small,
        small.session() as session,
        pytest.raises(SessionEnded) as ended,
    ):
        session.run_cell("while True:\n    pass")
    assert ended.value.why == "processor"


def test_it_cannot_give_itself_more(session):
    code = """
import resource
found = []
for what in (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_FSIZE, resource.RLIMIT_NOFILE):
    try:
        resource.setrlimit(what, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        found.append(what)
    except (ValueError, OSError):
        pass
"""
    assert session.run_cell(code).error is None
    assert session.value("found") == []
