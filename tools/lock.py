"""Make the locks and environment.yml from the requirements*.in files.

Run it with the Python of the course, on any system, with uv on the path (``pip install uv``)::

    python tools/lock.py              after a change in a requirements*.in file
    python tools/lock.py --upgrade    to take the newest versions of everything
    python tools/lock.py --environment-only    no network: environment.yml again from the lock as it is

The locks hold for every system and for Python 3.11 and newer, carry a hash of every file, and name no
address to download from. Every package has a wheel: nothing is built on a learner's computer.
"""

import argparse
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PYTHON = "3.11"
LOCKS = ("requirements", "requirements-test", "requirements-uv")
PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)(?: ; (?P<marker>[^\\]+?))?(?: \\)?$")
HEAD = f"""\
# Made by tools/lock.py from requirements.lock; never edited by hand.
# For conda and for Binder, which copies no other file before it builds: hence every version stands here.
name: localchange
channels:
  - conda-forge
dependencies:
  - python={PYTHON}
  - pip
  - pip:
"""


def pins(lock: str) -> list[tuple[str, str, str]]:
    """Return name, version and marker of every package in a lock.

    Parameters
    ----------
    lock
        The text of a ``requirements*.lock``.

    Returns
    -------
    list of tuple of str
        Name, version and environment marker (empty where the package is for everybody), in the lock's order.
    """
    found = [PIN.match(line) for line in lock.splitlines() if line[:1].isalnum()]
    return [(pin["name"], pin["version"], pin["marker"] or "") for pin in found if pin]


def environment(lock: str) -> str:
    """Return the text of environment.yml for a lock."""
    lines = []
    for name, version, marker in pins(lock):
        requirement = f"{name}=={version}" + (f" ; {marker}" if marker else "")
        lines.append(f'      - "{requirement}"\n')
    return HEAD + "".join(lines)


def compile_lock(name: str, *, upgrade: bool) -> None:
    """Work out one lock from its ``.in`` file with uv."""
    command = [
        os.environ.get("UV", "uv"),
        "pip",
        "compile",
        "--quiet",
        "--universal",
        "--generate-hashes",
        "--no-emit-index-url",
        "--only-binary=:all:",
        f"--python-version={PYTHON}",
        "--custom-compile-command=python tools/lock.py",
        f"--output-file={name}.lock",
        f"{name}.in",
    ]
    subprocess.run(command + ["--upgrade"] * upgrade, cwd=ROOT, check=True)  # noqa: S603


def main() -> None:
    """Read the command line and write the files."""
    parser = argparse.ArgumentParser(description="Make the locks and environment.yml.")
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions of everything")
    parser.add_argument("--environment-only", action="store_true", help="no network; environment.yml alone")
    asked = parser.parse_args()
    if not asked.environment_only:
        for name in LOCKS:
            compile_lock(name, upgrade=asked.upgrade)
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    (ROOT / "environment.yml").write_text(environment(lock), encoding="utf-8", newline="\n")
    print(f"{len(pins(lock))} packages in requirements.lock and environment.yml.", file=sys.stderr)


if __name__ == "__main__":
    main()
