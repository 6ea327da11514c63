"""The outer wall: how bubblewrap is called, and what can be seen from inside."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import localchange
from localchange.errors import CourseError
from localchange.grading.sandbox.limits import Limits

PACKAGE = Path(localchange.__file__).parent
COURSE = "/course"
PACKAGES = "/packages"
SCRATCH = "/scratch"
MODULE = "localchange.grading.sandbox.inside.template"

SYSTEM = ("/usr/lib", "/usr/lib32", "/usr/lib64", "/usr/libx32", "/usr/bin", "/usr/share/zoneinfo")
LINKED = ("/lib", "/lib32", "/lib64", "/libx32", "/bin")
SETTINGS = ("/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/alternatives", "/etc/localtime")
HIDDEN = ("grading", "marking")
LOOKED_FOR = ("IPython", "numpy", "pandas")
NEEDED = ("framing.py", "values.py", "tables.py", "unreadable.py", "inside")

HOW = (
    "install it (Debian, Ubuntu: apt install bubblewrap; Fedora: dnf install bubblewrap), or see docs/sandbox.md; "
    "--no-isolation marks without it, with your own rights"
)


def find_bubblewrap() -> str:
    """Find the program, or say what to do."""
    if not sys.platform.startswith("linux"):
        raise CourseError(
            "The sandbox for learners' code needs Linux: mark analyst notebooks on a Linux computer, a hub, or in WSL."
        )
    found = shutil.which("bwrap")
    if found is None:
        raise CourseError(
            f"The sandbox for learners' code needs bubblewrap, and there is no “bwrap” here: {HOW}."
        )
    return found


def python_command(*arguments: str) -> list[str]:
    """Start Python on the warm process: no user's packages, no module from the folder it runs in."""
    return [str(Path(sys.executable).resolve()), "-s", "-P", "-B", "-m", MODULE, *arguments]


def environment(*, inside: bool) -> dict[str, str]:
    """Give the few variables that learners' code may see."""
    sites = _sites()
    places = [COURSE, *sites.values()] if inside else [str(PACKAGE.parent), *map(str, sites)]
    one_thread = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    return {
        "PATH": "/usr/bin:/bin",
        "HOME": SCRATCH,
        "USER": "learner",
        "LANG": "C.UTF-8",
        "TZ": "UTC",
        "MPLBACKEND": "Agg",
        "PYTHONPATH": ":".join(places),
        "PYTHONHASHSEED": "0",  # the same work gives the same marks, here and on another machine
        "NBGRADER_EXECUTION": "autograde",
        **one_thread,
    }


def bubblewrap_command(limits: Limits, descriptor: int, *, one_learner: bool) -> list[str]:
    """Give the command that starts the warm process inside.

    Parameters
    ----------
    limits
        What a session may use.
    descriptor
        The number of the control connection.
    one_learner
        ``True`` when it is for one learner alone, who then is shut in by this wall and not by another within.
    """
    root = os.geteuid() == 0
    command = [find_bubblewrap(), "--unshare-pid", "--unshare-ipc", "--unshare-net", "--unshare-uts"]
    command += [
        "--unshare-cgroup-try",
        "--hostname",
        "marking",
        "--die-with-parent",
        "--new-session",
        "--clearenv",
    ]
    command += ["--cap-drop", "ALL"]
    if root:  # the warm process becomes nobody by itself
        command += ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
    else:
        command += ["--unshare-user"]
        command += ["--disable-userns"] if one_learner else []
    for name, value in environment(inside=True).items():
        command += ["--setenv", name, value]
    command += _seen()
    command += ["--dev", "/dev"]
    command += [] if one_learner else ["--proc", "/proc"]
    command += ["--perms", "1777"]
    command += ["--size", str(limits.scratch_bytes)] if one_learner else []
    command += ["--tmpfs", SCRATCH, "--chdir", SCRATCH]
    command += ["--remount-ro", "/dev", "--remount-ro", "/"]
    who = "leave-root" if root else "stay"
    return [*command, *python_command(str(descriptor), who, SCRATCH)]


def _seen() -> list[str]:
    """Show the system's libraries, Python, the packages and this package, all to be read only."""
    seen: list[str] = []
    base = Path(sys.base_prefix).resolve()
    # bubblewrap leaves the folders that it makes on the way to root alone, and the warm process is not root
    for folder in (
        "/etc",
        "/usr/share",
        COURSE,
        PACKAGES,
        *(str(path) for path in reversed(base.parents[:-1])),
    ):
        seen += ["--perms", "0755", "--dir", folder]
    shared = {"/usr": (), "/usr/local": ("/usr/local/lib", "/usr/local/bin")}
    for path in (*SYSTEM, *SETTINGS, *shared.get(str(base), (str(base),))):
        if Path(path).exists():
            seen += ["--ro-bind", path, path]
    for path in LINKED:
        if Path(path).is_symlink():
            seen += ["--symlink", str(Path(path).readlink()), path]
        elif Path(path).is_dir():
            seen += ["--ro-bind", path, path]
    for site, place in _sites().items():
        seen += ["--ro-bind", str(site), place]
        if (site / PACKAGE.name).is_dir():
            seen += ["--tmpfs", f"{place}/{PACKAGE.name}"]
    if PACKAGE.is_relative_to(base):
        seen += ["--tmpfs", str(PACKAGE)]
    if not base.is_relative_to("/tmp"):  # noqa: S108 - a name for the scratch folder, inside
        seen += ["--symlink", f"{SCRATCH}/tmp", "/tmp"]  # noqa: S108
    return [*seen, *_package()]


def _package() -> list[str]:
    """Show this package, without what marks; of this folder, only what has to run inside."""
    there = f"{COURSE}/{PACKAGE.name}"
    seen = ["--ro-bind", str(PACKAGE), there]
    for folder in (*HIDDEN, "grading/sandbox"):
        seen += ["--perms", "0755", "--tmpfs", f"{there}/{folder}"]
    plain = str(PACKAGE / "grading" / "__init__.py")  # holds no code
    for package in ("grading", "grading/sandbox"):
        seen += ["--ro-bind", plain, f"{there}/{package}/__init__.py"]
    for name in NEEDED:
        seen += ["--ro-bind", str(PACKAGE / "grading" / "sandbox" / name), f"{there}/grading/sandbox/{name}"]
    for folder in (*HIDDEN, "grading/sandbox"):
        seen += ["--remount-ro", f"{there}/{folder}"]
    return seen


def _sites() -> dict[Path, str]:
    """Name the folders of installed packages, and where each stands inside."""
    paths = [Path(path or ".").resolve() for path in sys.path]
    found = dict.fromkeys(path for path in paths if any((path / name).is_dir() for name in LOOKED_FOR))
    return {site: f"{PACKAGES}/{number}" for number, site in enumerate(found)}
