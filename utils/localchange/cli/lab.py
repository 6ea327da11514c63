"""``localchange lab``: open the course in JupyterLab."""

import os
import socket
import sys
from pathlib import Path
from typing import Annotated

import typer

from localchange import course
from localchange.errors import CourseError

HERE_ONLY = "127.0.0.1"
FIRST_PORT, PORTS = 8888, 50


def lab(
    page: Annotated[str, typer.Argument(help="The page to open, such as 03_targets.")] = "00_welcome",
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Open a browser window, or only print the address.")
    ] = True,
    port: Annotated[
        int | None,
        typer.Option(
            min=1024,
            max=65535,
            help="The port to listen on; without it, the first free one from 8888.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Open the course in JupyterLab, on this computer only. Stop it with Ctrl+C in this window."""
    root = course.find_course()
    notebook = root / "course" / page / f"{page}.ipynb"
    if not notebook.is_file():
        raise CourseError(f"There is no page called {page!r}: there is {_pages(root)}.")
    # The formgrader reads nbgrader_config.py from the folder that the server starts in.
    os.chdir(root)
    _serve(_arguments(root, notebook, browser, _free_port(port)))


def _pages(root: Path) -> str:
    return ", ".join(sorted({path.parent.name for path in (root / "course").glob("*/*.ipynb")})) or "none"


def _free_port(wanted: int | None) -> int:
    """Return the wanted port, or the first free one, or say that there is none."""
    for port in [wanted] if wanted else range(FIRST_PORT, FIRST_PORT + PORTS):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as attempt:
            if (
                os.name == "posix"
            ):  # as the server does, so that a port that was only just given back counts as free
                attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                attempt.bind((HERE_ONLY, port))
            except OSError:
                continue
            return port
    if wanted:
        raise CourseError(f"Port {wanted} is in use: choose another with --port, or leave --port out.")
    raise CourseError(
        f"All ports from {FIRST_PORT} to {FIRST_PORT + PORTS - 1} are in use: stop a JupyterLab that you no "
        "longer need, or choose a port with --port."
    )


def _arguments(root: Path, notebook: Path, browser: bool, port: int) -> list[str]:
    start = notebook.relative_to(root).as_posix()
    arguments = [
        f"--ServerApp.root_dir={root}",
        f"--ServerApp.ip={HERE_ONLY}",
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        "--Application.log_level=WARN",
        f"--LabApp.default_url=/lab/tree/{start}",
        # Nothing is fetched from outside, and nothing reported to it.
        "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.extension_manager=readonly",
    ]
    if not browser:
        arguments.append("--no-browser")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--allow-root")
    return arguments


def _serve(arguments: list[str]) -> None:
    """Be the server until it is stopped."""
    from jupyterlab.labapp import LabApp

    sys.argv = ["jupyter-lab", *arguments]
    LabApp.launch_instance(arguments)
