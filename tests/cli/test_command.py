"""The command ``localchange``, run as a person runs it."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def localchange(*words, cwd=ROOT):
    return subprocess.run(
        [sys.executable, "-m", "localchange", *words], cwd=cwd, capture_output=True, text=True
    )


def test_help_names_every_verb():
    said = localchange("--help").stdout
    for verb in ("lab", "release", "collect", "grade", "feedback", "doctor", "test"):
        assert verb in said


def test_help_loads_nothing_heavy():
    code = (
        "import sys, localchange.cli; print([m for m in ('nbgrader', 'pandas', 'numpy') if m in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.strip() == "[]"


def test_a_wrong_folder_is_one_sentence(tmp_path):
    done = localchange("grade", "03_targets", cwd=tmp_path)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr and "course" in done.stderr


def test_the_doctor_finds_this_computer_in_order():
    done = localchange("doctor")
    assert done.returncode == 0, done.stdout
    assert "to do" not in done.stdout


def test_analyst_work_is_refused_with_the_reason():
    done = localchange("grade", "03_targets_analyst")
    assert done.returncode != 0
    assert "sandbox" in done.stdout + done.stderr
