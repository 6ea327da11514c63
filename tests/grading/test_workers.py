"""A process that dies, hangs or cannot start is the affair of one submission, and never of the batch."""

import os
import signal
import time
from contextlib import contextmanager

import pytest

from localchange.errors import CourseError
from localchange.grading.running.workers import Lost, Workers

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills as POSIX systems do")


@contextmanager
def working(folder):
    def do(task):
        if task == "kill me":
            os.kill(os.getpid(), signal.SIGKILL)
        if task == "hang":
            time.sleep(3600)
        if task == "raise":
            raise ValueError("odd")
        if task == "kill me once":
            mark = folder / "killed"
            if not mark.exists():
                mark.touch()
                os._exit(3)
        return f"did {task}"

    yield do


@contextmanager
def refusing():
    raise CourseError("There is no sandbox here.")
    yield


@contextmanager
def dying():
    os._exit(7)
    yield


def test_every_task_comes_back_whatever_becomes_of_the_processes(tmp_path):
    tasks = [*(str(number) for number in range(30)), "kill me", "raise", "hang", "kill me once", "last"]
    workers = Workers(working, (tmp_path,), 2, most_seconds=20)
    with workers:
        found = dict(workers.run(tasks))
        processes = [worker.process for worker in workers._workers]
    assert set(found) == set(tasks)
    assert all(found[str(number)] == f"did {number}" for number in range(30))
    assert found["last"] == "did last" and found["kill me once"] == "did kill me once"
    assert found["raise"] == Lost("Marking stopped (ValueError: odd)")
    assert found["kill me"] == Lost("The process that marked it died (signal SIGKILL), 2 times")
    assert found["hang"].reason.startswith("The process that marked it took longer than")
    assert not any(process.is_alive() for process in processes)


def test_a_refusal_is_said_once_and_a_process_that_never_starts_ends_the_run():
    with (
        pytest.raises(CourseError, match="There is no sandbox here"),
        Workers(refusing, (), 2, 60) as workers,
    ):
        list(workers.run(["a", "b"]))
    with pytest.raises(CourseError, match="do not start"), Workers(dying, (), 1, 60) as workers:
        list(workers.run(["a"]))
