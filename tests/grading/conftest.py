"""A tiny course, released, marked and sent back once for all tests of this folder."""

import importlib.util
import json
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from typer.testing import CliRunner

from localchange.cli import app
from localchange.grading.release import release


def beside(name: str) -> ModuleType:
    """Load a file of this folder that holds no tests."""
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


tiny = beside("tiny")
bag = beside("mixed_bag")


@pytest.fixture(scope="session")
def made():
    """What tests make courses and submissions from."""
    return tiny


@pytest.fixture
def tiny_course(tmp_path):
    """A course with one assignment, not yet released, in a folder with a blank in its name."""
    return tiny.lay_out(tmp_path / "course folder")


@pytest.fixture(scope="session")
def released_once(tmp_path_factory):
    root = tiny.lay_out(tmp_path_factory.mktemp("released") / "course folder")
    release(root, tiny.SLUG)
    return root


@pytest.fixture
def released_course(released_once, tmp_path):
    """The same, released: a copy for each test."""
    return shutil.copytree(released_once, tmp_path / "released course")


@pytest.fixture(scope="session")
def stock():
    """Run nbgrader's own command in a course."""

    def run(root, *arguments):
        command = [sys.executable, "-m", "nbgrader", *arguments]
        return subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=600, check=False)

    return run


@pytest.fixture(scope="session")
def marked(released_once, made, tmp_path_factory):
    """Mark everything once, through the command, as a facilitator does."""
    base = tmp_path_factory.mktemp("marked")
    course = shutil.copytree(released_once, base / "marked course")
    proof = base / "proof"
    bag.hand_everything_in(course, made, proof)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(course)
        run = CliRunner().invoke(app, ["grade", made.SLUG, "--json"])
    return course, run, proof


@pytest.fixture
def outcomes(marked):
    return {row["learner"]: row for row in json.loads(marked[1].stdout)}


@pytest.fixture(scope="session")
def sent_back(marked, made, tmp_path_factory):
    course = shutil.copytree(marked[0], tmp_path_factory.mktemp("sent") / "course", symlinks=True)
    comment = "Good, <b>but</b> short.\n<script>alert(1)</script>"
    bag.by_hand(course, made, "full", {"advice_argument": 5, "advice_evidence": 3}, comment)
    bag.by_hand(course, made, "partial", {"share": 6})
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(course)
        run = CliRunner().invoke(app, ["feedback", made.SLUG, "--json"])
    return course, run
