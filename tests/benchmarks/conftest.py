"""Measures the course: ``python tests/benchmarks``, or ``python -m pytest tests/benchmarks``.

Everything is measured in one run, and shown at its end as a table and as JSON: distributions (median and 95th
percentile), ratios and sizes, beside what they should at most be. Times are never asserted, because they are the
machine's as much as the course's: compare runs on one quiet machine, or the ratios. Sizes are asserted. What cannot
be measured on a machine is left out by name.

=================================================  =========  ==========================================
what                                               file       aim
=================================================  =========  ==========================================
key press to changed picture, in JupyterLab        test_lab   median 50 ms, 95th percentile 100 ms
the same over a bare slider's, on the same server  test_lab
key press to picture in the builder, 60 steps      test_theory  median 50 ms, 95th percentile 100 ms
the same in the network of 60 people               test_theory  median 50 ms, 95th percentile 100 ms
start to the first page                            test_lab   (learning within two minutes)
memory of server and kernel after 03_targets       test_lab   450 MB, which Binder guarantees
a page after it was run and saved                  test_lab   100 KB (missed; 200 fails)
the models behind a handle; 100 replicates         test_model 30 ms; 200 ms
the best order of a week's jobs, found exactly     test_model 200 ms
SimPy's time over ours, same patients, same weeks  test_model
a month of the waiting list; its best policy       test_waiting_list  30 ms; 500 ms
PySD's time over ours, on the same months          test_waiting_list
spreading behind a handle; a choice that is marked test_diffusion  30 ms; 100 ms
Mesa's time over ours, by the same rule            test_diffusion
marking a cohort: stock nbgrader's time over ours  test_marking  core 50 times, analyst 15 times
memory for a large cohort over that for ten        test_marking  1.3 times
the environment that ``start.py`` makes            test_sizes 450 MB
each notebook                                      test_sizes 100 KB
=================================================  =========  ==========================================

It sets the course up afresh in a folder of its own, as ``start.py`` does for a learner, and works in that: the
packages of the tests are not there. Without a network (or a filled cache) that is left out, and the browser works
on the environment that runs the tests instead, which the table then says.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
NOT_THE_COURSE = (".*", "__pycache__", "node_modules", "submitted", "autograded", "feedback", "gradebook.db*")
RUNNING = ("requirements.lock", "requirements-uv.lock", "pyproject.toml", "start.py")


def beside(path):
    """Load a file of the tests as a module."""
    spec = importlib.util.spec_from_file_location(f"benchmarks_{path.stem}", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


measured = beside(HERE / "measured.py")
browsing = beside(ROOT / "tests" / "browser" / "conftest.py")
browser = browsing.browser
BEFORE = measured.machine()


@pytest.fixture
def measure(record_property):
    """Call it with what is known of one measurement (see ``Measured``); it is shown at the end."""

    def note(*args, **more):
        one = measured.Measured(*args, **more)
        record_property("measured", vars(one))
        return one

    return note


def pytest_terminal_summary(terminalreporter):
    """Show everything, whichever process measured it and whether or not output is captured."""
    found, left_out = [], {}
    for outcome in ("passed", "failed", "skipped"):
        for report in terminalreporter.stats.get(outcome, []):
            if HERE.name not in report.nodeid.split("/"):
                continue
            kept = [
                measured.Measured(**value) for name, value in report.user_properties if name == "measured"
            ]
            found += [one for one in kept if one not in found]
            if outcome == "skipped":
                name = report.nodeid.split("::")[-1].removeprefix("test_").replace("_", " ")
                left_out[name] = str(report.longrepr[2]).removeprefix("Skipped: ")
    if found or left_out:
        terminalreporter.section("benchmarks")
        terminalreporter.write(measured.show(found, left_out, BEFORE))


def as_a_learner():
    """The environment without what only developers and test machines set."""
    ours = ("LOCALCHANGE_COURSE", "PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "VIRTUAL_ENV")
    return {name: value for name, value in os.environ.items() if name not in ours}


@pytest.fixture(scope="session")
def cohort():
    """What makes courses with work in them."""
    return beside(HERE / "cohort.py")


@pytest.fixture(scope="session")
def open_book():
    """The class that opens a notebook in a window."""
    return browsing.OpenNotebook


@pytest.fixture(scope="session")
def bare_slider(course_copy):
    """The path, under the course, of a notebook with a slider and nothing behind it."""
    beside(HERE / "bare_slider.py").write(course_copy / "peers" / "bare.ipynb")
    return "peers/bare.ipynb"


@pytest.fixture(scope="session")
def learners_environment():
    """The variables that a learner's programs see."""
    return as_a_learner()


@pytest.fixture(scope="session")
def course_copy(tmp_path_factory):
    """The course as a learner has it, in a folder of its own."""
    root = tmp_path_factory.mktemp("learner") / "course"
    shutil.copytree(ROOT, root, ignore=shutil.ignore_patterns(*NOT_THE_COURSE, "tests", "answers.json*"))
    return root


@pytest.fixture(scope="session")
def set_up(course_copy):
    """What ``start.py`` makes of it: the Python of the new environment, or else the sentence why there is none."""
    done = subprocess.run(
        [sys.executable, "start.py", "--version"],
        cwd=course_copy,
        env=as_a_learner(),
        capture_output=True,
        text=True,
        check=False,
    )
    made = course_copy / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    return (made, "") if done.returncode == 0 else (None, (done.stderr or done.stdout).strip())


@pytest.fixture(scope="session")
def learners_python(set_up):
    """The Python to measure with, and a note when it is not a learner's."""
    made, problem = set_up
    if made is None:
        return Path(
            sys.executable
        ), f"in the environment of the tests, for a new one could not be made: {problem}"
    return made, ""
