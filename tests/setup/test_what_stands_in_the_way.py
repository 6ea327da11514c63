"""Failures of set-up: each is one plain sentence with what to do, and the next start puts it right."""

import ast
import os
import re
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import ROOT, Copy, clean, no_network, one_sentence

START = ROOT / "start.py"
DEBIAN = """\
The virtual environment was not created successfully because ensurepip is not
available.  On Debian/Ubuntu systems, you need to install the python3-venv
package using the following command.

    apt install python3.11-venv

Failing command: /home/x/course/.venv/bin/python3
"""


def old_pythons() -> list[str]:
    """Return the Pythons on this computer that are too old for the course."""
    names = ["python2", "python2.7", *(f"python3.{minor}" for minor in range(11))]
    kept_by_pyenv = Path.home().glob(".pyenv/versions/*/bin/python")
    found = [path for name in names if (path := shutil.which(name))] + [str(path) for path in kept_by_pyenv]
    old = "import sys; sys.exit(sys.version_info >= (3, 11))"
    return [path for path in found if subprocess.run([path, "-c", old], capture_output=True).returncode == 0]


def test_start_uses_no_syntax_that_an_old_python_cannot_read():
    """Python 2.7 and 3.0 share this grammar; ``feature_version`` cannot say no to all that is newer."""
    newer = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.AsyncFunctionDef, ast.Match, ast.Nonlocal)
    tree = ast.parse(START.read_text(encoding="ascii"), feature_version=(3, 4))
    for node in ast.walk(tree):
        assert not isinstance(node, newer), ast.unparse(node)
        if isinstance(node, ast.FunctionDef):
            assert not (node.returns or node.args.kwonlyargs or node.args.posonlyargs), node.name
            assert not any(argument.annotation for argument in node.args.args), node.name
        if isinstance(node, ast.Raise):
            assert node.cause is None
        if isinstance(node, ast.Call):
            assert sum(keyword.arg is None for keyword in node.keywords) <= 1
        if isinstance(node, ast.List | ast.Tuple | ast.Set):
            assert not any(isinstance(item, ast.Starred) for item in node.elts)


def test_an_old_python_says_that_it_is_too_old(tmp_path):
    shutil.copy(START, tmp_path / "start.py")
    for python in old_pythons():
        done = subprocess.run([python, "start.py"], cwd=tmp_path, capture_output=True, text=True)
        assert "needs Python 3.11 or newer" in one_sentence(done), python
    assert [path.name for path in tmp_path.iterdir()] == ["start.py"]


def test_a_python_that_calls_itself_old_is_believed(monkeypatch, tmp_path):
    shutil.copy(START, tmp_path / "start.py")
    monkeypatch.setattr(sys, "version_info", (3, 10, 12, "final", 0))
    monkeypatch.setattr(sys, "argv", ["start.py"])
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer, and this is Python 3\.10\. Install"):
        runpy.run_path(str(tmp_path / "start.py"), run_name="__main__")


@pytest.mark.parametrize("way", ["closed proxy", "no index"])
def test_without_a_network_it_says_so_and_the_next_start_goes_on(small, tmp_path, way):
    no_index = {"PIP_NO_INDEX": "1", "UV_NO_INDEX": "1", "PIP_FIND_LINKS": "", "PIP_CONFIG_FILE": os.devnull}
    cut = no_network(tmp_path) if way == "closed proxy" else no_index
    sentence = one_sentence(small.start("--version", **cut))
    assert "could not be fetched" in sentence and "IT help desk" in sentence
    done = small.start("--version")
    assert done.returncode == 0 and done.stdout.rstrip().endswith("localchange 0.1.0"), done.stderr


def test_where_python_has_no_venv_module_it_says_which_package_to_install(small, tmp_path):
    """The message is the one that Debian's Python prints; no Python without the module is at hand to run."""
    python = tmp_path / "python3"
    python.write_text(f"#!/bin/sh\ncat <<'END'\n{DEBIAN}END\nexit 1\n")
    python.chmod(0o755)
    code = f"import sys, runpy; sys.executable = {str(python)!r}; runpy.run_path('start.py', run_name='__main__')"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=small.folder, env=clean(), capture_output=True, text=True
    )
    assert "sudo apt install python3-venv" in one_sentence(done)


@pytest.fixture
def disk(tmp_path):
    """Make a disk of a given size, where this user may."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("makes a small disk of its own, which on this computer only root may")
    made = []

    def make(megabytes: int) -> Path:
        folder = tmp_path / f"disk {len(made)}"
        folder.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", folder], check=True)
        made.append(folder)
        return folder

    yield make
    for folder in made:
        subprocess.run(["umount", "--lazy", folder], check=True)


@pytest.mark.parametrize("room", [4, 30, 55])
def test_a_full_disk_is_named(disk, room):
    """Room for almost nothing, for less than the empty environment, for uv but not for the packages."""
    place = disk(room + 8)  # the copy itself takes a few megabytes
    copy = Copy(place / "course")
    copy.keep_only("hatchling", "typer", "pandas")
    done = copy.start("--version", UV_LINK_MODE="copy")
    sentence = one_sentence(done)
    assert "disk is full" in sentence and "1 GB" in sentence


def test_a_disk_that_was_full_and_has_room_again_is_set_up(disk):
    place = disk(40)
    copy = Copy(place / "course")
    copy.keep_only("hatchling", "typer")
    assert "disk is full" in one_sentence(copy.start("--version"))
    subprocess.run(["mount", "-o", "remount,size=400m", place], check=True)
    done = copy.start("--version")
    assert done.returncode == 0 and "localchange 0.1.0" in done.stdout, done.stdout + done.stderr


def test_a_folder_that_cannot_be_written_to_is_named(disk):
    place = disk(60)
    copy = Copy(place / "course")
    subprocess.run(["mount", "-o", "remount,ro", place], check=True)
    sentence = one_sentence(copy.start("--version"))
    assert "cannot be written to" in sentence and "folder of your own" in sentence


def test_what_nobody_foresaw_is_kept_for_whoever_can_help(small):
    lock = small.folder / "requirements.lock"
    lock.write_text("this is not a lock\n", encoding="utf-8")
    sentence = one_sentence(small.start("--version"))
    log = re.search(r"and (\S.*local-change\.log) says how", sentence)[1]
    assert "this is not a lock" in Path(log).read_text(encoding="utf-8")
