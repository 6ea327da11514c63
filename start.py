"""Set up Local Change, once, and open it.

    python3 start.py                 set up, and open the course in JupyterLab
    python3 start.py --no-browser --port 8890
    python3 start.py test            set up what the tests need too, and run them
    python3 start.py VERB ...        any verb of the command localchange: doctor, grade, feedback ...

On Windows: py start.py. All that it makes lies in the folder .venv; delete that folder to begin again.
"""
# Standard library only. An old Python must be able to read this file, to be told that it is too old:
# hence no f-strings and no annotations.

from __future__ import print_function

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(HERE, ".venv")
PYTHON = os.path.join(VENV, *(["Scripts", "python.exe"] if os.name == "nt" else ["bin", "python"]))
STAMP = os.path.join(VENV, "local-change.json")
LOG = os.path.join(VENV, "local-change.log")
LOCKS = {"run": "requirements.lock", "test": "requirements-test.lock"}
PIP = [PYTHON, "-I", "-m", "pip", "--disable-pip-version-check", "--no-input"]
HASHED = ["--require-hashes", "--only-binary", ":all:", "-r"]

FULL = (
    "The disk is full: Local Change needs 1 GB free for the folder "
    + HERE
    + " and as much for temporary files."
)
# Signs in what a failed step says, and what they mean; the first that fits is used.
REASONS = (
    (
        "no space left|disk quota|errno 28]|os error 28)|winerror 112]|os error 112)",
        FULL + " Free some space",
    ),
    (
        "errno 1]|errno 13]|errno 30]|os error 13)|os error 30)|winerror 5]|winerror 32]|os error 5)|os error 32)",
        "The folder "
        + HERE
        + " cannot be written to, or Local Change is open in another window. Close it there, "
        "or copy the course to a folder of your own",
    ),
    ("ensurepip", "This Python lacks its venv module. On Debian or Ubuntu: sudo apt install python3-venv"),
    (
        "do not match the hashes|hash mismatch",
        "A package came that is not the tested one. Try another network",
    ),
    (
        "versions: none|connect|resolve host|name resolution|timed out|network|proxy|dns error|certificate|http error",
        "The packages could not be fetched: there is no network, or something stands in its way. Connect, or ask "
        "your IT help desk to let this computer reach the Python package index",
    ),
    (
        "no usable wheels|no matching distribution",
        "Not every package is ready-made for Python %d.%d on this computer. Install Python 3.13"
        % sys.version_info[:2],
    ),
    ("", "Set-up failed, and " + LOG + " says how. Send that file to whoever gave you the course"),
)


class SetUpError(Exception):
    """What went wrong and what to do, in a sentence or two."""


def main(words):
    """Set up what is not there yet, then hand over to the command localchange."""
    if sys.version_info < (3, 11):
        old = "Local Change needs Python 3.11 or newer, and this is Python %d.%d. " % sys.version_info[:2]
        raise SetUpError(old + "Install a newer one, then run start.py with it.")
    if words[:1] in (["--help"], ["-h"]):
        print(__doc__ + "\nHelp on one verb: python3 start.py VERB --help")
        return 0
    if not words or (words[0].startswith("-") and words[0] != "--version"):
        words = ["lab"] + words
    try:
        set_up("test" if words[0] == "test" else "run")
    except OSError as problem:
        raise SetUpError(reason(str(problem)))
    # Verbs work on the course that they are run in; from anywhere else, on this one.
    os.environ.setdefault("LOCALCHANGE_COURSE", HERE)
    os.environ["PATH"] = os.path.dirname(PYTHON) + os.pathsep + os.environ.get("PATH", "")
    command = [PYTHON, "-P", "-m", "localchange"] + words
    if os.name == "posix":
        os.execv(PYTHON, command)
    verb = subprocess.Popen(command)
    while True:
        try:
            return verb.wait()
        except KeyboardInterrupt:  # the verb was told too, and ends by itself
            pass


def set_up(part):
    """Make .venv hold what the locks say; do nothing if it does."""
    wanted = {"folder": HERE, "run": digest("run"), "test": digest("test")}
    kept = read_stamp()
    there = os.path.exists(PYTHON)
    if there and kept and all(kept.get(name) == wanted[name] for name in ("folder", "run", part)):
        return
    began = time.time()
    print("Setting up Local Change in .venv: once, about a minute, 450 MB ", end="", flush=True)
    if os.path.isdir(VENV) and not (there and (kept is None or kept.get("folder") == HERE)):
        shutil.rmtree(VENV)  # it was cut off half-way, or moved here, or its Python is gone
    os.makedirs(VENV, exist_ok=True)
    write_stamp({})
    step(
        [PYTHON, "-I", "-m", "ensurepip"] if os.path.exists(PYTHON) else [sys.executable, "-m", "venv", VENV]
    )
    install(os.path.join(HERE, LOCKS[part]))
    # The package itself, from this folder; what builds it is in the lock.
    step(PIP + ["install", "--no-index", "--no-deps", "--no-build-isolation", "--editable", HERE])
    step(PIP + ["uninstall", "--yes", "uv", "pip"])  # a tenth of the size, and not needed any more
    write_stamp({name: wanted[name] for name in ("folder", "run", part)})
    print(" ready in %d seconds." % round(time.time() - began), flush=True)


def install(lock):
    """Install a lock with uv, which is quick; with pip where uv cannot be had or fails."""
    try:
        step(PIP + ["install"] + HASHED + [os.path.join(HERE, "requirements-uv.lock")])
        step([PYTHON, "-I", "-m", "uv", "pip", "install", "--python", PYTHON] + HASHED + [lock])
    except SetUpError as problem:
        if str(problem).startswith(FULL):  # no room for pip either
            raise
        step(PIP + ["install", "--no-compile"] + HASHED + [lock])


def step(command):
    """Run one step, with a dot every two seconds; if it fails, keep what it said and say why."""
    environment = dict(os.environ, PIP_USER="0", UV_SYSTEM_CERTS="1")
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    running = subprocess.Popen(command, cwd=HERE, env=environment, **pipes)
    said = None
    while said is None:
        try:
            said = running.communicate(timeout=2)[0].decode("utf-8", "replace")
        except subprocess.TimeoutExpired:
            print(".", end="", flush=True)
    if running.returncode:
        print(flush=True)
        problem = SetUpError(reason(said))
        with open(LOG, "a", encoding="utf-8") as log:
            log.write(" ".join(command) + "\n" + said + "\n")
        raise problem


def reason(said):
    """Turn what a step said into what was wrong and what to do about it."""
    low = said.lower()
    return (
        next(what for signs, what in REASONS if any(sign in low for sign in signs.split("|")))
        + ", then start again."
    )


def digest(part):
    """Name what is to be installed, in letters that change whenever it does."""
    settings = os.path.join("utils", "localchange", "frontend", "settings", "localchange.json")
    found = hashlib.sha256()
    for name in (LOCKS[part], "requirements-uv.lock", "pyproject.toml", settings):
        with open(os.path.join(HERE, name), "rb") as file:
            found.update(file.read())
    return found.hexdigest()


def read_stamp():
    """Return what is installed: {} where set-up was cut off, None where somebody else made .venv."""
    if not os.path.exists(STAMP):
        return None
    with open(STAMP, encoding="utf-8") as file:
        try:
            return json.load(file)
        except ValueError:
            return {}


def write_stamp(content):
    """Say what is installed."""
    with open(STAMP, "w", encoding="utf-8") as file:
        json.dump(content, file)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except SetUpError as problem:
        sys.exit(str(problem))
    except KeyboardInterrupt:
        sys.exit("\nStopped. The next start goes on from here.")
