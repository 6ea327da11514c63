"""A new user on a fresh machine: set-up, and what comes after it, for real."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import SimpleNamespace

import pytest

from .conftest import Copy, clean, no_network, one_sentence

VERSION = "localchange 0.1.0"


@pytest.mark.slow
def test_the_whole_lock_sets_up_and_opens_the_welcome_page(fresh):
    done = fresh.start("doctor", "--json", timeout=900)
    assert done.returncode == 0, done.stdout + done.stderr
    report = json.loads(done.stdout[done.stdout.index("[") :])
    assert not [check for check in report if check["needed"] and not check["ok"]], report

    size = sum(path.lstat().st_size for path in (fresh.folder / ".venv").rglob("*") if path.is_file())
    assert size < 450e6, f"the environment takes {size / 1e6:.0f} MB"

    with_server = subprocess.Popen(
        [sys.executable, "start.py", "--no-browser", "--port", "8873"],
        cwd=fresh.folder,
        env=clean(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        said = ""
        for line in with_server.stdout:
            said += line
            if "http://127.0.0.1:8873/lab/tree/course/00_welcome/00_welcome.ipynb?token=" in line:
                break
        else:
            pytest.fail(said)
        with _opened(line.strip().split()[-1]) as page:
            assert page.status == 200 and "JupyterLab" in page.read().decode()
    finally:
        with_server.terminate()  # start.py became the server: nothing is left running
        with_server.wait(timeout=30)
    with pytest.raises(OSError):
        urllib.request.urlopen("http://127.0.0.1:8873/", timeout=5)


@pytest.fixture(scope="module")
def set_up(tmp_path_factory):
    """A copy that has been set up once, and what that said; whoever changes it puts it back."""
    copy = Copy(tmp_path_factory.mktemp("once") / "Kurs für Änderung 改变")
    copy.keep_only("hatchling", "typer")
    return copy, copy.start("--version")


def test_a_second_start_installs_nothing_and_needs_no_network(set_up, tmp_path):
    copy, first = set_up
    assert first.returncode == 0 and first.stdout.rstrip().endswith(VERSION), first.stdout + first.stderr
    before = _files(copy)
    second = copy.start("--version", **no_network(tmp_path))
    assert (second.returncode, second.stdout, second.stderr) == (0, VERSION + "\n", "")
    assert _files(copy) == before


def test_uv_does_it_and_neither_uv_nor_pip_is_left_behind(set_up):
    copy, _ = set_up
    assert _installer(copy, "typer") == "uv"
    left = {path.name for path in copy.python.parent.iterdir()}
    assert not left & {"uv", "pip", "pip3", "uv.exe", "pip.exe"}


def test_pip_does_it_where_uv_cannot(small, tmp_path):
    done = small.start("--version", UV_OFFLINE="1", UV_CACHE_DIR=str(tmp_path / "empty cache"))
    assert done.returncode == 0 and VERSION in done.stdout, done.stdout + done.stderr
    assert _installer(small, "typer") == "pip"


def test_a_package_with_another_hash_is_refused(small):
    lock = small.folder / "requirements.lock"
    lock.write_text("\n".join(_spoilt(lock.read_text(encoding="utf-8"))), encoding="utf-8")
    assert "not the tested one" in one_sentence(small.start("--version"))
    assert "typer" not in {path.name for path in small.python.parents[1].rglob("site-packages/*")}


def test_a_folder_works_in_another_place(set_up, tmp_path):
    moved = shutil.copytree(set_up[0].folder, tmp_path / "moved", symlinks=True)
    done = Copy.start(SimpleNamespace(folder=moved), "--version")
    assert "Setting up" in done.stdout
    assert done.returncode == 0 and VERSION in done.stdout
    where = subprocess.run(
        [moved / ".venv" / "bin" / "localchange", "--version"], capture_output=True, text=True, check=False
    )
    assert where.stdout.strip() == VERSION


@pytest.mark.skipif(os.name != "posix", reason="kills a group of processes, which Windows does not have")
@pytest.mark.parametrize("moment", ["local-change.json", "bin/python", "bin/uv"])
def test_a_set_up_that_was_cut_off_is_repaired_by_the_next(small, moment):
    cut_off = subprocess.Popen(
        [sys.executable, "start.py", "--version"],
        cwd=small.folder,
        env=clean(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    until = time.monotonic() + 120
    while not (small.folder / ".venv" / moment).exists():
        assert time.monotonic() < until and cut_off.poll() is None
        time.sleep(0.01)
    os.killpg(cut_off.pid, signal.SIGKILL)
    cut_off.wait()
    done = small.start("--version")
    assert done.returncode == 0 and VERSION in done.stdout, done.stdout + done.stderr
    assert json.loads((small.folder / ".venv" / "local-change.json").read_text())["run"]


def test_an_environment_whose_python_is_gone_is_made_again(set_up):
    copy, _ = set_up
    copy.python.unlink()
    done = copy.start("--version")
    assert done.returncode == 0 and VERSION in done.stdout, done.stdout + done.stderr


def test_it_works_from_another_folder_and_leaves_paths_alone(set_up, tmp_path):
    copy, _ = set_up
    code = "import os; from localchange.course import find_course; print(find_course()); print(os.getcwd())"
    program = copy.folder / "utils" / "localchange" / "__main__.py"
    ours = program.read_bytes()
    elsewhere = tmp_path / "downloads"
    elsewhere.mkdir()
    try:
        program.write_text(code, encoding="utf-8")
        done = subprocess.run(
            [sys.executable, copy.folder / "start.py", "collect", "zips"],
            cwd=elsewhere,
            env=clean(),
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
    finally:
        program.write_bytes(ours)
    assert done.stdout.splitlines() == [str(copy.folder), str(elsewhere)], done.stderr


def test_a_changed_lock_is_installed_by_the_next_start(set_up):
    """The last to use the copy: what is installed here stays."""
    copy, _ = set_up
    before = set(_packages(copy))
    Copy.keep_only(_again(copy), "hatchling", "typer", "jinja2")
    done = copy.start("--version")
    assert "Setting up" in done.stdout and done.returncode == 0, done.stdout + done.stderr
    assert set(_packages(copy)) - before >= {"jinja2", "markupsafe"}


def test_help_needs_no_set_up(fresh):
    done = fresh.start("--help")
    assert done.returncode == 0 and "python3 start.py test" in done.stdout
    assert not (fresh.folder / ".venv").exists()


def _opened(address: str):
    """Open a page as a browser does that was started at once: the address is said before the server answers."""
    until = time.monotonic() + 60
    while True:
        try:
            return urllib.request.urlopen(address, timeout=60)
        except urllib.error.URLError:
            assert time.monotonic() < until, f"nobody answers at {address}"
            time.sleep(0.3)


def _files(copy: Copy) -> dict[str, int]:
    everything = (copy.folder / ".venv").rglob("*")
    return {str(path): path.lstat().st_mtime_ns for path in everything if "__pycache__" not in path.parts}


def _installer(copy: Copy, name: str) -> str:
    found = next((copy.folder / ".venv").rglob(f"{name}-*.dist-info"))
    return (found / "INSTALLER").read_text(encoding="utf-8").strip()


def _packages(copy: Copy) -> list[str]:
    return [path.name.split("-")[0] for path in (copy.folder / ".venv").rglob("*.dist-info")]


def _again(copy: Copy) -> Copy:
    whole = Path(__file__).parents[2] / "requirements.lock"
    (copy.folder / "requirements.lock").write_bytes(whole.read_bytes())
    return copy


def _spoilt(lock: str) -> list[str]:
    """Change every hash of typer."""
    lines, in_typer = [], False
    for line in lock.splitlines():
        in_typer = line.startswith("typer==") or (in_typer and not line[:1].isalnum())
        lines.append(
            line[:-6] + ("00000 \\" if line.endswith("\\") else "000000")
            if in_typer and "sha256:" in line
            else line
        )
    return lines
