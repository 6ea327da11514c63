"""Analyst notebooks on a real Dask scheduler with two real workers, one of which is killed in the middle."""

import json
import re
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import nbformat
import psutil
import pytest

pytest.importorskip("distributed", reason="distributed, the extra “cluster”, is not installed")

ROOT = Path(__file__).parents[2]
SLUG = "03_targets_analyst"
MANY = 12


@pytest.fixture
def course(tmp_path):
    root = tmp_path / "course"
    for name in ("course", "assignments", "solutions"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("answers.json*", ".*"))
    shutil.copyfile(ROOT / "nbgrader_config.py", root / "nbgrader_config.py")
    for number in range(MANY):
        folder = root / "submitted" / f"learner-{number:02}" / SLUG
        folder.mkdir(parents=True)
        where = "solutions" if number % 3 else "assignments"
        notebook = nbformat.read(root / where / SLUG / f"{SLUG}.ipynb", as_version=4)
        if number % 4 == 0:
            cell = next(cell for cell in notebook.cells if "def flattered" in cell.source)
            cell.source = "import time\ntime.sleep(1)\n" + cell.source
        nbformat.write(notebook, folder / f"{SLUG}.ipynb")
    return root


class Logged:
    """A process whose lines are read as they come, so that its pipe never fills."""

    def __init__(self, *arguments):
        self.process = subprocess.Popen(
            [sys.executable, "-m", *arguments], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
        )
        self.lines = []
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        self.lines.extend(self.process.stderr)

    def wait_for(self, pattern):
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            found = re.search(pattern, "".join(list(self.lines)))
            if found:
                return found
            assert self.process.poll() is None, "".join(self.lines)
            time.sleep(0.05)
        raise AssertionError("".join(self.lines))

    def stop(self):
        if self.process.poll() is None:
            children = psutil.Process(self.process.pid).children(recursive=True)
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
            for child in psutil.wait_procs(children, timeout=10)[1]:
                child.kill()


@pytest.fixture
def cluster(tmp_path):
    running = [
        Logged("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
    ]
    try:
        address = running[0].wait_for(r"Scheduler at:\s+(tcp://\S+)")[1]
        for number in range(2):
            folder = tmp_path / f"worker-{number}"
            one = ("distributed.cli.dask_worker", address, "--nthreads", "1", "--no-dashboard", "--no-nanny")
            running.append(Logged(*one, "--local-directory", str(folder)))
        for worker in running[1:]:
            worker.wait_for("Registered to")
        yield address, running[1:]
    finally:
        for one in reversed(running):
            one.stop()


def grade(course, *more):
    command = [sys.executable, "-m", "localchange", "grade", SLUG, "--json", *more]
    return subprocess.Popen(command, cwd=course, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("bwrap") is None, reason="bubblewrap is not installed")
def test_two_workers_give_what_this_computer_gives_and_one_killed_loses_nothing(course, cluster, tmp_path):
    address, workers = cluster
    here = shutil.copytree(course, tmp_path / "here")
    there = grade(course, "--scheduler", address)
    deadline = time.monotonic() + 200
    while len(list((course / "autograded").glob("*/*/*.ipynb"))) < 2:
        assert there.poll() is None and time.monotonic() < deadline
        time.sleep(0.02)
    workers[0].process.kill()
    out, err = there.communicate(timeout=300)
    assert there.returncode == 0, err
    alone, err = grade(here).communicate(timeout=300)
    assert json.loads(out) == json.loads(alone), err
    assert len(json.loads(out)) == MANY and {row["points"] for row in json.loads(out)} == {0, 20}
    for path in (here / "autograded").rglob("*.ipynb"):
        assert path.read_bytes() == (course / path.relative_to(here)).read_bytes()


def test_a_scheduler_that_does_not_answer_is_one_sentence(course):
    going = grade(course, "--scheduler", "tcp://127.0.0.1:9")
    _, err = going.communicate(timeout=300)
    assert going.returncode == 2 and "No Dask scheduler answers" in err and "Traceback" not in err
