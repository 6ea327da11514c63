"""Marking a cohort, beside stock nbgrader on some of the same submissions in the same run.

There are 200 of them, or as many as ``LOCALCHANGE_COHORT`` says: 1,000 take some minutes more. A tenth as many analysts
hand in code. Times are shown and never asserted; scores are, and that memory stays flat. ``cohort.py`` says how the
answers are drawn.
"""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from importlib.util import find_spec
from pathlib import Path

import nbformat
import psutil
import pytest

pytestmark = pytest.mark.slow

SLUG, ANALYST = "03_targets", "03_targets_analyst"
MANY = int(os.environ.get("LOCALCHANGE_COHORT", "200"))
MANY_CODE = max(20, MANY // 10)
FEW = 10
ON_STOCK = 4
MB = 1_000_000
SCORES = """
select s.student_id, b.name, g.auto_score, g.needs_manual_grade from grade g
join base_cell b on b.id = g.cell_id join submitted_notebook m on m.id = g.notebook_id
join submitted_assignment s on s.id = m.assignment_id order by 1, 2
"""


def grade(course, slug, *more):
    """Mark as a facilitator does; give seconds, outcomes, and the most memory of all its processes, in bytes."""
    command = [sys.executable, "-m", "localchange", "grade", slug, "--json", *more]
    started = time.perf_counter()
    going = subprocess.Popen(
        command, cwd=course, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    most = [0]

    def watch():
        while going.poll() is None:
            total = 0
            try:
                for one in [psutil.Process(going.pid), *psutil.Process(going.pid).children(recursive=True)]:
                    total += one.memory_full_info().uss
            except psutil.Error:
                continue
            most[0] = max(most[0], total)
            time.sleep(0.5)

    watching = threading.Thread(target=watch)
    watching.start()
    out, _ = going.communicate()
    watching.join()
    return time.perf_counter() - started, json.loads(out), most[0]


def stock(course, slug):
    """Mark with nbgrader's own command and the settings that lie there; give the seconds."""
    programs = (
        f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"  # it calls alembic by name
    )

    def nbgrader(*words):
        command = [sys.executable, "-m", "nbgrader", *words]
        environment = {**os.environ, "PATH": programs}
        subprocess.run(command, cwd=course, env=environment, check=True, capture_output=True)

    nbgrader("generate_assignment", slug, "--force")
    started = time.perf_counter()
    nbgrader("autograde", slug)
    return time.perf_counter() - started


def without_settings(course):
    """Take our steps out: nbgrader as it comes, in the folders that the course uses."""
    (course / "nbgrader_config.py").write_text(
        'c = get_config()\nc.CourseDirectory.source_directory = "solutions"\n'
        'c.CourseDirectory.release_directory = "assignments"\nc.Execute.timeout = 120\n'
    )
    return course


def scores(course, learners):
    with sqlite3.connect(course / "gradebook.db") as database:
        return [row for row in database.execute(SCORES) if row[0] in learners]


def test_core_cohort(tmp_path, measure, cohort):
    course = cohort.new_course(tmp_path / "cohort")
    different, settings = cohort.hand_in_core(course, SLUG, MANY)
    few = cohort.first_of(course, tmp_path / "few", SLUG, FEW)
    on_stock = cohort.first_of(course, tmp_path / "stock", SLUG, ON_STOCK)

    theirs = stock(on_stock, SLUG) / ON_STOCK
    little, _, memory_of_few = grade(few, SLUG)
    whole, outcomes, memory = grade(course, SLUG)
    again, unchanged, _ = grade(course, SLUG)

    learners = {person.name for person in (on_stock / "submitted").iterdir()}
    assert len(outcomes) == MANY and scores(on_stock, learners) == scores(course, learners)
    assert all(row["unchanged"] for row in unchanged)
    ran = "machine code" if find_spec("numba") else "Python: numba, the extra “quick”, is not installed"
    varied = f"{different} of {settings} settings of labs are different; models run as {ran}"
    measure(f"marking {MANY:,} core submissions, with all that starts first", "s", [whole], note=varied)
    measure("stock nbgrader, a core submission", "s", [theirs])
    ratios(measure, "core", theirs, (little, FEW), (whole, MANY), "same scores; to be at least 50")
    measure(f"a second run over {MANY:,} unchanged", "s", [again])
    one = measure(
        f"memory for {MANY:,} over memory for {FEW}, all processes",
        "times",
        [memory / memory_of_few],
        {"highest": 1.3},
        note=f"{memory / MB:.0f} MB",
    )
    assert not one.missed()
    measure(f"formgrader's list of {MANY:,}", "s", [formgrader_list(course)])


def ratios(measure, which, theirs, little, whole, aim):
    """Show the ratio that counts all that starts first, and beside it that for each further submission."""
    (few_seconds, few), (seconds, many) = little, whole
    measure(f"{which}: stock over ours, a submission", "times", [theirs / (seconds / many)], note=aim)
    measure(f"{which}: the same for {few} submissions", "times", [theirs / (few_seconds / few)])
    if many > few:
        further = (seconds - few_seconds) / (many - few)
        note = f"{further:.3f} s; what starts first left out, which stock starts anew for each"
        measure(
            f"{which}: the same for each submission after the first {few}",
            "times",
            [theirs / further],
            note=note,
        )


def formgrader_list(course):
    """Ask the formgrader for its page of submissions and for what fills it, over HTTP; give the seconds."""
    import socket
    import urllib.request

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    arguments = [
        f"--ServerApp.port={port}",
        "--ServerApp.ip=127.0.0.1",
        "--IdentityProvider.token=",
        "--no-browser",
    ]
    root = ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    server = subprocess.Popen(
        [sys.executable, "-m", "jupyterlab", *arguments, *root],
        cwd=course,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}/formgrader"
    try:
        deadline = time.monotonic() + 120
        while True:
            try:
                urllib.request.urlopen(f"{address}/manage_submissions/{SLUG}", timeout=60).read()
                break
            except OSError:
                assert time.monotonic() < deadline
                time.sleep(0.3)
        started = time.perf_counter()
        with urllib.request.urlopen(f"{address}/api/submissions/{SLUG}", timeout=600) as answer:
            assert answer.status == 200
            rows = json.loads(answer.read())
        seconds = time.perf_counter() - started
    finally:
        server.terminate()
        server.wait(30)
    assert len({row["student"] for row in rows}) == MANY and all(row["autograded"] for row in rows)
    return seconds


@pytest.mark.skipif(shutil.which("bwrap") is None, reason="bubblewrap is not installed")
def test_analyst_cohort(tmp_path, measure, cohort):
    course = cohort.new_course(tmp_path / "cohort")
    cohort.hand_in_code(course, ANALYST, MANY_CODE)
    few = cohort.first_of(course, tmp_path / "few", ANALYST, FEW)
    on_stock = without_settings(cohort.first_of(course, tmp_path / "stock", ANALYST, ON_STOCK))

    theirs = stock(on_stock, ANALYST) / ON_STOCK
    little, _, memory_of_few = grade(few, ANALYST)
    whole, outcomes, memory = grade(course, ANALYST)

    learners = {person.name for person in (on_stock / "submitted").iterdir()}
    assert len(outcomes) == MANY_CODE and all(row["isolated"] for row in outcomes)
    earned = [row[:3] for row in scores(course, learners)]
    assert [row[:3] for row in scores(on_stock, learners)] == earned
    nbformat.read(course / "autograded" / "learner-0001" / ANALYST / f"{ANALYST}.ipynb", as_version=4)
    measure(f"marking {MANY_CODE:,} analyst submissions, with all that starts first", "s", [whole])
    measure("stock nbgrader without a sandbox, an analyst submission", "s", [theirs])
    ratios(measure, "analyst", theirs, (little, FEW), (whole, MANY_CODE), "to be at least 15")
    one = measure(
        f"analyst: memory for {MANY_CODE:,} over memory for {FEW}",
        "times",
        [memory / memory_of_few],
        {"highest": 1.3},
        note=f"{memory / MB:.0f} MB",
    )
    assert not one.missed()
