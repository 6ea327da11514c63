"""Shutting one learner's process in, before any of their code runs.

Python 3.11 has neither `unshare` nor `mount`, so the calls go to the C library. Each raises `OSError`: a wall that
does not stand stops the session.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import resource
from pathlib import Path
from typing import Any

NEW_MOUNTS, NEW_NAMES, NEW_IPC = 0x00020000, 0x04000000, 0x08000000
NEW_USER, NEW_PROCESSES, NEW_NETWORK = 0x10000000, 0x20000000, 0x40000000
READ_ONLY, NO_SETUID, NO_DEVICES, NO_EXEC = 1, 2, 4, 8
RECURSIVE, PRIVATE = 0x4000, 1 << 18
DIE_WITH_PARENT, SET_DUMPABLE, DROP_BOUND, NO_NEW_PRIVILEGES, CHILD_REAPER = 1, 4, 24, 38, 36
CAPABILITY_VERSION = 0x20080522
LAST_CAPABILITY = 63
COUNTED_BY_NAMESPACE = (5, 14)
"""The kernel from which the number of processes is counted for each user namespace by itself."""

MAPPED_AT_MOST = 1024 * 1024 * 1024
KEYCTL = {"x86_64": 250, "aarch64": 219, "riscv64": 219}
JOIN_SESSION_KEYRING = 1
NOBODY = 61_184
NOBODIES = 4_000
"""Numbers of users that no person has: systemd keeps them for services that need one for a while."""

_libc = ctypes.CDLL(None, use_errno=True)


def leave_root() -> None:
    """Become a user that nobody is, for good, when root started this."""
    if os.geteuid() != 0:
        return
    number = NOBODY + os.getppid() % NOBODIES
    os.setgroups([])
    os.setresgid(number, number, number)
    os.setresuid(number, number, number)
    _control(SET_DUMPABLE, 1)  # or /proc/self, needed for the map of users, would stay root's


def new_namespaces() -> None:
    """Leave for namespaces of its own: users, mounts, network, names and ipc now, processes at the next fork."""
    user, group = os.getuid(), os.getgid()
    every = NEW_USER | NEW_MOUNTS | NEW_PROCESSES | NEW_NETWORK | NEW_NAMES | NEW_IPC
    _check(_libc.unshare(every), "unshare")
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"1000 {user} 1")
    Path("/proc/self/gid_map").write_text(f"1000 {group} 1")


def leave_keyring() -> None:
    """Leave the marker's keyring, which no namespace takes away, for an empty one of its own.

    In it a learner's code could read the marker's keys, and leave something for the next learner. Where the kernel has
    no keyrings, or a container forbids the call, the code inside cannot use them either.
    """
    number = KEYCTL.get(platform.machine())
    if number is None or _libc.syscall(number, JOIN_SESSION_KEYRING, None) >= 0:
        return
    if ctypes.get_errno() not in (errno.ENOSYS, errno.EPERM):
        _check(-1, "keyctl")


def hide_the_rest(scratch: Path, scratch_bytes: int) -> None:
    """Give the process an empty scratch folder of limited size, and take ``/proc`` and ``/dev/shm`` away."""
    _mount("none", "/", "", RECURSIVE | PRIVATE)
    quiet = NO_SETUID | NO_DEVICES
    _mount("tmpfs", str(scratch), "tmpfs", quiet, f"size={scratch_bytes},nr_inodes=10000,mode=700")
    if Path("/dev/shm").is_dir():  # noqa: S108 - it is hidden here, not used
        _mount("tmpfs", "/dev/shm", "tmpfs", quiet | NO_EXEC, "size=1m,nr_inodes=100")  # noqa: S108
    # No further user namespace: in one, a process would be mighty again, and reach more of the kernel.
    Path("/proc/sys/user/max_user_namespaces").write_text("0")
    _mount("tmpfs", "/proc", "tmpfs", READ_ONLY | quiet | NO_EXEC, "size=4k")


def limit(limits: dict[str, Any], *, own_user_namespace: bool) -> None:
    """Set the limits that the kernel holds each process to."""
    settings = {
        resource.RLIMIT_AS: _mapped() + limits["memory_bytes"],
        resource.RLIMIT_CPU: limits["cpu_seconds"],
        resource.RLIMIT_FSIZE: limits["file_bytes"],
        resource.RLIMIT_NOFILE: limits["open_files"],
        resource.RLIMIT_CORE: 0,
    }
    if own_user_namespace and _kernel() >= COUNTED_BY_NAMESPACE:
        settings[resource.RLIMIT_NPROC] = limits["processes"]
    for what, most in settings.items():
        hard = resource.getrlimit(what)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (most, most))


def drop_privileges() -> None:
    """Give up every capability, for this process and for all that it starts."""
    for capability in range(LAST_CAPABILITY + 1):
        _libc.prctl(DROP_BOUND, capability, 0, 0, 0)  # fails for those that this kernel does not have
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION, 0)
    nothing = (ctypes.c_uint32 * 6)()
    _check(_libc.capset(header, nothing), "capset")
    _control(NO_NEW_PRIVILEGES, 1)


def die_with_parent() -> None:
    """Be killed when the process that forked this one ends."""
    _control(DIE_WITH_PARENT, 9)


def adopt_orphans() -> None:
    """Become the parent of every process below this one that loses its own."""
    _control(CHILD_REAPER, 1)


def _mount(what: str, where: str, kind: str, flags: int, options: str = "") -> None:
    arguments = (what.encode(), where.encode(), kind.encode(), ctypes.c_ulong(flags), options.encode())
    _check(_libc.mount(*arguments), f"mount {where}")


def _control(option: int, value: int) -> None:
    _check(_libc.prctl(option, value, 0, 0, 0), f"prctl {option}")


def _check(result: int, what: str) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), what)


def _mapped() -> int:
    """Give how much the libraries that are loaded have mapped already, which is no memory used."""
    statm = Path("/proc/self/statm")
    pages = int(statm.read_text().split()[0]) if statm.exists() else MAPPED_AT_MOST // resource.getpagesize()
    return pages * resource.getpagesize()


def _kernel() -> tuple[int, int]:
    major, minor = platform.release().split(".")[:2]
    return int(major), int("".join(digit for digit in minor if digit.isdigit()) or 0)
