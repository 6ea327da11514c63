"""Set up Local Change and open it: ``python3 start.py``.

``python3 start.py test`` sets up and passes the tests; any other words go to the command ``localchange``.
Standard library only. What it makes lies in the folder ``.venv``; delete that folder to begin again.
"""

import hashlib
import os
import shutil
import subprocess
import sys

if sys.version_info < (3, 11):
    sys.exit(
        "Local Change needs Python 3.11 or newer; this is Python %d.%d. "
        "Install a newer Python, then run start.py with it." % sys.version_info[:2]
    )

from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
EXE = ".exe" if os.name == "nt" else ""
PYTHON = BIN / ("python" + EXE)
LOG = VENV / "start.log"


class SetUpError(Exception):
    """What went wrong and what to do, in one sentence."""


def main() -> int:
    """Set up what is not there yet, then hand over."""
    words = sys.argv[1:]
    testing = "test" in words[:1]
    try:
        set_up("requirements-test.lock" if testing else "requirements.lock")
    except SetUpError as problem:
        print(problem, file=sys.stderr)
        return 1
    if not words or (words[0].startswith("-") and words[0] not in ("--help", "-h", "--version")):
        words = ["lab", *words]
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}"}
    command = [str(PYTHON), "-m", "localchange", *words]
    try:
        return subprocess.call(command, cwd=ROOT, env=environment)
    except KeyboardInterrupt:
        return 0


def set_up(lock: str) -> None:
    """Make .venv hold what the lock says; do nothing if it does already."""
    wanted = stamp(lock)
    kept = VENV / "start.stamp"
    if PYTHON.exists() and kept.exists() and wanted in kept.read_text(encoding="utf-8").split():
        return
    print("Setting up Local Change in .venv. This is done once, and takes a minute or two.", flush=True)
    try:
        if not PYTHON.exists() or subprocess.call(
            [str(PYTHON), "-c", "import pip"], stderr=subprocess.DEVNULL
        ):
            shutil.rmtree(VENV, ignore_errors=True)
            VENV.mkdir()
            run([sys.executable, "-m", "venv", str(VENV)])
        kept.unlink(missing_ok=True)
        install(lock)
        run(
            [*PIP, "install", "--no-deps", "--no-build-isolation", "--no-index", "--editable", str(ROOT)],
        )
        done = [wanted] if lock == "requirements.lock" else [wanted, stamp("requirements.lock")]
        kept.write_text("\n".join(done), encoding="utf-8")
    except OSError as error:
        raise SetUpError(why(str(error))) from None


PIP = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--quiet"]


def install(lock: str) -> None:
    """Install the lock with uv, which is quick; with pip where uv cannot be had."""
    hashed = ["--require-hashes", "-r"]
    try:
        run([*PIP, "install", *hashed, str(ROOT / "requirements-uv.lock")])
        run(
            [
                str(BIN / ("uv" + EXE)),
                "pip",
                "install",
                "--quiet",
                "--python",
                str(PYTHON),
                *hashed,
                str(ROOT / lock),
            ]
        )
    except SetUpError:
        run([*PIP, "install", *hashed, str(ROOT / lock)])


def run(command: list[str]) -> None:
    """Run one step; if it fails, say why in a sentence and keep the whole of it in a file."""
    done = subprocess.run(
        command, cwd=ROOT, text=True, capture_output=True, errors="replace", stdin=subprocess.DEVNULL
    )
    if done.returncode:
        said = done.stdout + done.stderr
        try:
            LOG.write_text(said, encoding="utf-8")
        except OSError as error:
            said += str(error)
        raise SetUpError(why(said))


def why(said: str) -> str:
    """Turn what a step said into one plain sentence and what to do."""
    low = said.lower()
    if "no space left" in low or "disk quota" in low or "errno 28" in low:
        return (
            f"The disk is full: Local Change needs about 1 GB in {ROOT}. Free some space, then start again."
        )
    if "ensurepip" in low:
        return "This Python has no venv module. On Debian and Ubuntu install python3-venv, then start again."
    if "permission denied" in low or "read-only file system" in low:
        return f"The folder {ROOT} cannot be written to. Copy the course into a folder of your own, then start again."
    network = (
        "connection",
        "resolve",
        "timed out",
        "network",
        "proxy",
        "could not find a version",
        "error sending",
    )
    if any(word in low for word in network):
        return (
            "The packages could not be fetched: there seems to be no network, or a proxy stands in the way. "
            "Connect, or ask your IT team for access to the Python package index, then start again."
        )
    return (
        f"Set-up did not finish. Delete the folder {VENV} and start again; "
        f"if it fails again, send {LOG} to your facilitator."
    )


def stamp(lock: str) -> str:
    """Name what is to be installed: it changes when a lock or the package's own settings change."""
    digest = hashlib.sha256(str(ROOT).encode())
    for name in (lock, "requirements-uv.lock", "pyproject.toml"):
        digest.update((ROOT / name).read_bytes())
    return f"{lock}:{digest.hexdigest()}"


if __name__ == "__main__":
    sys.exit(main())
