"""Killed at any moment and begun again, a run ends in the gradebook and the files of one that nobody disturbed."""

import importlib.util
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name != "posix", reason="kills as POSIX systems do")]

MANY = 200
KILLS = 6


def beside(name):
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


books = beside("gradebooks")


def run(course, slug, *more):
    command = [sys.executable, "-m", "localchange", "grade", slug, "--json", *more]
    return subprocess.Popen(command, cwd=course, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)


def state(course):
    return books.everything(f"sqlite:///{course / 'gradebook.db'}"), books.files(course / "autograded")


@pytest.fixture
def cohort(released_course, made, tmp_path):
    chance = random.Random(7)
    for number in range(MANY):
        learner = f"learner-{number:03}"
        keys = {key: answer for key, answer in made.KEYS["full"].items() if chance.random() < 0.8}
        folder = made.hand_in(released_course, learner, keys if number % 20 else "{broken")
        if number % 3 == 0:
            (folder / "timestamp.txt").write_text("2026-11-20 10:00:00 UTC")
    undisturbed = shutil.copytree(released_course, tmp_path / "undisturbed")
    return released_course, undisturbed


def marked_so_far(course):
    return len(list((course / "autograded").glob("*/*/*.ipynb")))


def test_a_run_that_is_killed_again_and_again_ends_like_one_that_is_not(cohort, made):
    disturbed, undisturbed = cohort
    assert run(undisturbed, made.SLUG).wait() == 1  # one in twenty is damaged
    chance = random.Random()
    seen = []
    for _ in range(KILLS):
        going = run(disturbed, made.SLUG)
        before, wanted = marked_so_far(disturbed), chance.randrange(1, MANY // KILLS)
        deadline = time.monotonic() + 120
        while marked_so_far(disturbed) < before + wanted and going.poll() is None:
            assert time.monotonic() < deadline
            time.sleep(0.02)  # looking takes time from the run that is looked at
        time.sleep(chance.random() / 20)
        children = psutil.Process(going.pid).children(recursive=True) if going.poll() is None else []
        going.kill()
        going.wait()
        assert psutil.wait_procs(children, timeout=20)[1] == []  # what it started does not outlive it
        seen.append(marked_so_far(disturbed))
    assert 0 < seen[0] < MANY, seen  # it was really disturbed
    assert run(disturbed, made.SLUG).wait() == 1
    ours, theirs = state(disturbed), state(undisturbed)
    assert ours == theirs
    assert len(theirs[0]["submissions"]) == MANY
    assert not [path for path in disturbed.iterdir() if path.name.startswith(".marking")]


def test_control_c_leaves_everything_whole_and_says_how_to_go_on(cohort, made):
    course, _ = cohort
    command = [sys.executable, "-m", "localchange", "grade", made.SLUG]
    going = subprocess.Popen(
        command, cwd=course, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    while marked_so_far(course) < 5:
        assert going.poll() is None
        time.sleep(0.01)
    os.killpg(going.pid, signal.SIGINT)  # as a terminal does: everybody gets it
    _, said = going.communicate(timeout=60)
    assert going.returncode == 130, said
    assert "goes on with the others" in said and "Traceback" not in said
    found = books.everything(f"sqlite:///{course / 'gradebook.db'}")
    kept = len(found["submissions"])
    assert 0 < kept < MANY and len(found["grades"]) == 10 * kept and len(found["records"]) == kept
