"""A PostgreSQL server of our own for as long as a test lasts, where Debian's programs for it are installed."""

import os
import pwd
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

PLACES = ("/usr/lib/postgresql/*/bin", "/usr/local/pgsql/bin", "/opt/homebrew/opt/postgresql*/bin")


def programs():
    """Find the folder with the server's programs, or ``None``."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).parent
    found = [
        path
        for place in PLACES
        for path in sorted(Path("/").glob(place.lstrip("/")))
        if (path / "initdb").exists()
    ]
    return found[-1] if found else None


@contextmanager
def server():
    """Start one on a socket in a folder of its own; give the address of a function that names a database."""
    bin_folder = programs()
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))  # a socket's path must be short
    as_user = []
    if os.geteuid() == 0:  # it refuses to run as root
        nobody = pwd.getpwnam("nobody")
        os.chown(folder, nobody.pw_uid, nobody.pw_gid)
        as_user = ["setpriv", f"--reuid={nobody.pw_uid}", f"--regid={nobody.pw_gid}", "--clear-groups"]

    def call(program, *arguments):
        subprocess.run(
            [*as_user, str(bin_folder / program), *arguments],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
            timeout=120,
        )

    data = folder / "data"
    call("initdb", "-D", str(data), "-A", "trust", "-U", "marker", "-E", "UTF8", "--no-sync")
    options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"
    call("pg_ctl", "-D", str(data), "-o", options, "-l", str(folder / "log"), "-w", "start")
    try:
        yield f"postgresql+psycopg://marker@/postgres?host={folder}"
    finally:
        call("pg_ctl", "-D", str(data), "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder, ignore_errors=True)
