"""A real formgrader on a course, started as a facilitator does."""

from __future__ import annotations

import contextlib
import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def formgrader(course: Path, environment: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Start ``localchange lab`` and wait until it answers; gives its address and its token."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    token = secrets.token_hex(16)
    command = [str(Path(sys.executable).parent / "localchange"), "lab", "--no-browser", "--port", str(port)]
    log = course.parent / "server.log"
    with log.open("w") as out:
        process = subprocess.Popen(
            command, cwd=course, env={**environment, "JUPYTER_TOKEN": token}, stdout=out, stderr=out
        )
    url = f"http://127.0.0.1:{port}"
    until = time.monotonic() + 120
    up = False
    while not up and process.poll() is None and time.monotonic() < until:
        with contextlib.suppress(urllib.error.URLError, OSError):
            up = urllib.request.urlopen(f"{url}/api/status?token={token}", timeout=2).status == 200
        time.sleep(0.2)
    try:
        assert up, log.read_text()[-2000:]
        yield url, token
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
