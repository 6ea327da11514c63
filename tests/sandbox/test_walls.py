"""What hostile code can see and reach: nothing but its own scratch folder."""

import platform
import subprocess
import time
from pathlib import Path

import pytest

from localchange.grading.sandbox import Raised, Sandbox, SessionEnded

CANARY = "canary-5e1f"


def told(session, code):
    """Run code that puts what it found into `found`, and give that."""
    run = session.run_cell(f"found = None\n{code}")
    assert run.error is None, run.error
    return session.value("found")


ERROR_OF = """
def error_of(do):
    try:
        return repr(do())
    except BaseException as error:
        return type(error).__name__
"""


@pytest.mark.parametrize(
    "path",
    [
        "/etc/passwd",
        "/etc/shadow",
        "/proc/1/environ",
        "/proc/self/maps",
        "/proc/self/mem",
        "/sys",
        "/var",
        "/home",
        "/dev/kmsg",
    ],
)
def test_these_are_not_there(session, path):
    session.run_cell(ERROR_OF)
    assert told(session, f"found = error_of(lambda: open({path!r}, 'rb').read())") in (
        "FileNotFoundError",
        "OSError",
    )


def test_no_solution_marking_gradebook_or_home_is_to_be_found(session):
    found = told(
        session,
        "import os\nfound = []\nfor place, folders, names in os.walk('/'):\n"
        "    passed_over = ('usr', 'lib') if place != '/packages/0' else folders\n"
        "    folders[:] = [one for one in folders if one not in passed_over]\n"
        "    found += [os.path.join(place, name) for name in names]",
    )
    assert len(found) > 100
    own = [path for path in found if path.startswith("/course/")]
    assert not [
        path for path in own if "/marking/" in path or path.endswith((".ipynb", ".db", ".answers.json"))
    ]
    names = {path.rpartition("/")[2] for path in found}
    assert not names & {
        "gradebook.db",
        "nbgrader_config.py",
        "03_targets.answers.json",
        ".bashrc",
        "authorized_keys",
    }
    assert {path.split("/")[1] for path in found} <= {
        "usr",
        "lib",
        "lib64",
        "course",
        "packages",
        "dev",
        "scratch",
        "etc",
        "root",
        "home",
        "opt",
    }


def test_the_markers_environment_does_not_come_in(sandbox, monkeypatch):
    monkeypatch.setenv("SECRET_TOKEN", CANARY)
    with sandbox.session() as session:
        assert CANARY not in str(told(session, "import os\nfound = dict(os.environ)"))


def test_the_markers_environment_does_not_come_in_when_it_starts(monkeypatch):
    monkeypatch.setenv("SECRET_TOKEN", CANARY)
    monkeypatch.setenv("PYTHONSTARTUP", "/nowhere")
    from localchange.grading.sandbox import Sandbox

    with Sandbox() as fresh, fresh.session() as session:
        found = told(session, "import os\nfound = dict(os.environ)")
    assert CANARY not in str(found)
    assert "PYTHONSTARTUP" not in found


@pytest.mark.parametrize(
    "path",
    [
        "/course/localchange/__init__.py",
        "/packages/0/evil.py",
        "/usr/lib/x",
        "/x",
        "/dev/x",
        "/etc/x",
        "/proc/x",
    ],
)
def test_everything_but_the_scratch_folder_is_read_only(session, path):
    session.run_cell(ERROR_OF)
    assert told(session, f"found = error_of(lambda: open({path!r}, 'a'))") in ("OSError", "PermissionError")


def test_there_is_no_network(session):
    session.run_cell(ERROR_OF + "import socket, urllib.request")
    for attempt in (
        "socket.create_connection(('127.0.0.1', 22), 2)",
        "socket.create_connection(('8.8.8.8', 53), 2)",
        "urllib.request.urlopen('http://example.org', timeout=2)",
        "socket.getaddrinfo('example.org', 80)",
    ):
        assert told(session, f"found = error_of(lambda: {attempt})") in (
            "OSError",
            "URLError",
            "gaierror",
            "ConnectionRefusedError",
        )
    assert any("network" in event for event in session.events)


def test_a_server_of_the_marker_on_this_computer_cannot_be_reached(session, tmp_path):
    import socket

    with socket.socket() as server, socket.socket(socket.AF_UNIX) as abstract:
        server.bind(("127.0.0.1", 0))
        server.listen()
        abstract.bind(f"\0{CANARY}")
        abstract.listen()
        session.run_cell(ERROR_OF + "import socket\nplain = socket.socket(socket.AF_UNIX)")
        port = server.getsockname()[1]
        assert (
            told(session, f"found = error_of(lambda: socket.create_connection(('127.0.0.1', {port}), 2))")
            != "None"
        )
        assert (
            told(session, f"found = error_of(lambda: plain.connect('\\0{CANARY}'))")
            == "ConnectionRefusedError"
        )


def test_it_sees_no_process_but_its_own_and_can_signal_none(session):
    session.run_cell("import os, signal")
    assert told(session, "found = (os.getpid(), os.getppid(), os.listdir('/proc'))") == (1, 0, [])
    reach = (
        "found = []\nfor number in range(2, 5000):\n    try:\n        os.kill(number, 0)\n"
        "        found.append(number)\n"
        "    except ProcessLookupError:\n        pass"
    )
    assert told(session, reach) == []


@pytest.mark.parametrize("target", ["0", "-1", "-os.getpgrp()", "os.getppid()"])
def test_signals_to_its_own_group_reach_nobody_outside(sandbox, target):
    with sandbox.session() as session:
        before = sandbox._warm
        session.run_cell(
            f"import os, signal\nfor number in (signal.SIGTERM, signal.SIGKILL):\n    os.kill({target}, number)"
        )
        assert session.run_cell("1 + 1").error is None
    time.sleep(0.3)
    with sandbox.session() as session:
        assert session.run_cell("1 + 1").error is None
    assert sandbox._warm is before


SESSION_KEYRING = -3
ADD, KEYCTL, SEARCH, READ = 248, 250, 10, 11  # on x86-64
KEYS = f"""
import ctypes
kernel = ctypes.CDLL(None)
def key_of(name):
    key = kernel.syscall({KEYCTL}, {SEARCH}, {SESSION_KEYRING}, b"user", name, 0)
    room = ctypes.create_string_buffer(100)
    return room.value.decode() if key > 0 and kernel.syscall({KEYCTL}, {READ}, key, room, 100) > 0 else None
def leave(name):
    return kernel.syscall({ADD}, b"user", name, b"{CANARY}", {len(CANARY)}, {SESSION_KEYRING}) > 0
"""


@pytest.mark.skipif(
    platform.machine() != "x86_64", reason="the numbers of the system's calls are those of x86-64"
)
def test_it_reads_no_key_of_the_marker_and_leaves_none_to_the_next_learner():
    names: dict = {}
    exec(KEYS, names)
    has_keyrings = names["leave"](b"markers")  # some containers forbid them, then to all
    assert names["key_of"](b"markers") == (CANARY if has_keyrings else None)
    with Sandbox() as sandbox:
        with sandbox.session() as session:
            assert told(session, KEYS + "found = [key_of(b'markers'), leave(b'left'), key_of(b'left')]") == [
                None,
                has_keyrings,
                CANARY if has_keyrings else None,
            ]
        with sandbox.session() as session:
            assert told(session, KEYS + "found = [key_of(b'markers'), key_of(b'left')]") == [None, None]


def test_it_has_no_privilege_and_cannot_get_one(session):
    code = """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
def call(name, *arguments):
    return getattr(libc, name)(*arguments)
nothing = (ctypes.c_uint32 * 6)()
call("capget", (ctypes.c_uint32 * 2)(0x20080522, 0), nothing)
found = {
    "capabilities": list(nothing),
    "user": os.getuid(),
    "no_new_privileges": call("prctl", 39, 0, 0, 0, 0),
    "new user namespace": call("unshare", 0x10000000),
    "new mount namespace": call("unshare", 0x20000),
    "mount": call("mount", b"x", b"/scratch", b"tmpfs", 0, None),
    "unmount": call("umount2", b"/proc", 2),
    "unmount scratch": call("umount2", b"/scratch", 2),
    "root": call("setuid", 0),
    "chroot": call("chroot", b"/scratch"),
}
"""
    found = told(session, code)
    assert found["capabilities"] == [0] * 6
    assert found["no_new_privileges"] == 1
    assert found["user"] != 0
    refused = set(found) - {"capabilities", "no_new_privileges", "user"}
    assert {name: found[name] for name in refused} == dict.fromkeys(refused, -1)


def test_it_holds_no_file_but_its_own_connection(session):
    code = """
import os
found = []
for number in range(3, 1024):
    try:
        found.append((number, os.fstat(number).st_mode & 0o170000))
    except OSError:
        pass
"""
    found = told(session, code)
    sockets = [number for number, mode in found if mode == 0o140000]
    pipes_and_files = [number for number, mode in found if mode not in (0o140000, 0o020000)]
    assert len(sockets) == 1
    assert pipes_and_files == []


def test_links_and_devices_lead_nowhere(session):
    session.run_cell(
        ERROR_OF + "import os\nos.symlink('/etc/passwd', 'link')\nos.symlink('../../../root', 'up')"
    )
    assert told(session, "found = error_of(lambda: open('link').read())") == "FileNotFoundError"
    assert (
        told(session, "found = error_of(lambda: os.mknod('device', 0o60666, os.makedev(8, 0)))")
        == "PermissionError"
    )


def processes_with(word):
    listed = subprocess.run(
        ["ps", "-eww", "-o", "pid,args"], capture_output=True, text=True, check=True
    ).stdout
    return [line for line in listed.splitlines() if word in line and "ps -eww" not in line]


def test_what_it_starts_dies_with_it(sandbox):
    daemon = (
        "import os, subprocess, sys, time\n"
        "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(54321.5)'], start_new_session=True)\n"
        "if os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0:\n        time.sleep(54321)\n    os._exit(0)\n"
    )
    with sandbox.session() as session:
        assert session.run_cell(daemon).error is None
        until = time.monotonic() + 10
        while not processes_with("54321.5") and time.monotonic() < until:
            time.sleep(0.05)
        assert processes_with("54321.5")
    assert not processes_with("54321.5")


def test_a_fork_of_its_own_does_not_answer_twice(session):
    session.run_cell("import os\nchild = os.fork()")
    assert session.run_cell("'still here'").outputs[0].data["text/plain"] == "'still here'"
    assert told(session, "found = os.getpid()") == 1


def test_ending_python_ends_the_session_alone(sandbox):
    with sandbox.session() as session, pytest.raises(SessionEnded) as ended:
        session.run_cell("import os\nos._exit(3)")
    assert ended.value.why == "exited"
    with sandbox.session() as session:
        assert session.run_cell("1").error is None


def test_a_crash_of_the_interpreter_ends_the_session_alone(sandbox):
    with sandbox.session() as session, pytest.raises(SessionEnded) as ended:
        session.run_cell("import ctypes\nctypes.string_at(0)")
    assert ended.value.why == "exited"
    assert ended.value.sentence


def test_after_the_end_every_call_says_so(sandbox):
    with sandbox.session() as session:
        with pytest.raises(SessionEnded):
            session.run_cell("import os\nos._exit(0)")
        with pytest.raises(SessionEnded):
            session.run_cell("1")
        with pytest.raises(SessionEnded):
            session.ask("f", [], {})


def test_nothing_is_left_when_it_is_over(sandbox):
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(5):
        with sandbox.session() as session:
            session.run_cell("1")
    time.sleep(0.1)
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_a_sandbox_that_dies_is_started_again(sandbox):
    sandbox._warm._process.kill()
    sandbox._warm._process.wait()
    with sandbox.session() as session:
        assert session.run_cell("1").error is None


def test_an_error_of_its_own_is_no_answer(session):
    session.run_cell("def f():\n    raise KeyboardInterrupt")
    with pytest.raises(Raised) as raised:
        session.ask("f", [], {})
    assert raised.value.kind == "KeyboardInterrupt"
