"""The command ``localchange``, run as a person runs it."""

import os
import shutil
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
    for verb in ("lab", "progress", "release", "collect", "grade", "feedback", "cohort", "doctor", "test"):
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


def test_submitted_code_is_refused_where_there_is_no_sandbox(tmp_path):
    """Without bubblewrap nothing is run, and the one way round it is named."""
    root = tmp_path / "course"
    for name in ("course", "solutions", "assignments"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "nbgrader_config.py", root)
    work = root / "submitted" / "ann" / "03_targets_analyst"
    shutil.copytree(ROOT / "assignments" / "03_targets_analyst", work)
    only_python = tmp_path / "bin"
    only_python.mkdir()
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{only_python}"}
    done = subprocess.run(
        [sys.executable, "-m", "localchange", "grade", "03_targets_analyst"],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode != 0 and "Traceback" not in done.stderr
    assert "bubblewrap" in done.stderr and "--no-isolation" in done.stderr
    assert not (root / "autograded" / "ann").exists()
