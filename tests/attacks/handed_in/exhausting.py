"""More of everything than a marker has: time, memory, processes, disk, output, and endings in the middle.

Each flood has an end of its own, so that a machine without any limit survives it.
"""

from handed_in.attack import TOO_DANGEROUS, attack
from handed_in.notebooks import NUMBER_ONE, cheat

AT = "flattered"
"""The second question: what was earned before it has to stay."""


def _at_second(name, says, code, **more):
    more.setdefault("earns", 6.0)

    @attack(name, says, **more)
    def _(world):
        return cheat(code, NUMBER_ONE, at=AT)


_at_second("os-exit", "Ends its process with `os._exit`", "import os\nos._exit(0)")
_at_second(
    "os-exit-in-answer",
    "Ends its process with `os._exit` when it is asked",
    "import os\n\n\ndef flattered(table, first, last):\n    os._exit(0)",
)
_at_second(
    "system-exit",
    "Ends with `exit()`, `SystemExit` and `KeyboardInterrupt`",
    """
def flattered(table, first, last):
    raise SystemExit(0)


def split_change(table, first, last):
    raise KeyboardInterrupt


exit()
""",
)
_at_second(
    "kill-itself",
    "Sends SIGKILL to itself",
    """
import os
import signal
os.kill(os.getpid(), signal.SIGKILL)
""",
)
_at_second("crash", "Crashes the interpreter: a read of address 0", "import ctypes\nctypes.string_at(0)")
_at_second(
    "deep-recursion",
    "Recurses without end, with the limit taken off",
    """
import sys


def flattered(table, first, last):
    sys.setrecursionlimit(10**9)
    return flattered(table, first, last)
""",
)
_at_second(
    "endless-loop",
    "Loops without end, and ignores SIGINT, SIGTERM and SIGALRM",
    """
import signal
for number in (signal.SIGINT, signal.SIGTERM, signal.SIGALRM, signal.SIGXCPU, signal.SIGHUP):
    signal.signal(number, signal.SIG_IGN)
while True:
    try:
        while True:
            pass
    except BaseException:
        pass
""",
    alone=True,
)
_at_second(
    "sleeps",
    "Sleeps for an hour in each answer",
    """
import time


def flattered(table, first, last):
    time.sleep(3600)


def split_change(table, first, last):
    time.sleep(3600)
""",
    alone=True,
)
_at_second(
    "evil-error",
    "Raises an error whose text never ends",
    """
class Evil(Exception):
    def __str__(self):
        while True:
            pass
    __repr__ = __str__


def flattered(table, first, last):
    raise Evil
""",
    alone=True,
)
_at_second(
    "fork-bomb",
    "Forks as fast as it can",
    """
import os
import time
end = time.monotonic() + 5
for _ in range(11):
    try:
        os.fork()
    except OSError:
        pass
while time.monotonic() < end:
    pass
os._exit(0)
""",
    not_on_stock=TOO_DANGEROUS,
)
_at_second(
    "thread-bomb",
    "Starts threads as fast as it can",
    """
import threading
import time
for _ in range(20_000):
    threading.Thread(target=time.sleep, args=(20,), daemon=True).start()
""",
    not_on_stock=TOO_DANGEROUS,
)
_at_second(
    "memory-flood",
    "Takes eight gigabytes of memory",
    """
taken = [b"x" * 100_000_000 for _ in range(80)]
""",
    not_on_stock=TOO_DANGEROUS,
)
_at_second(
    "memory-in-many",
    "Takes memory in many processes at once",
    """
import os
import time
for _ in range(30):
    if os.fork() == 0:
        taken = bytearray(300_000_000)
        for place in range(0, len(taken), 4096):
            taken[place] = 1
        time.sleep(8)
        os._exit(0)
time.sleep(8)
""",
    not_on_stock=TOO_DANGEROUS,
)
_at_second(
    "disk-flood",
    "Writes four gigabytes into its folder, `/tmp` and `/dev/shm`",
    """
for place in (".", "/tmp", "/dev/shm"):
    try:
        with open(f"{place}/planted-by-attack.bin", "wb") as file:
            for _ in range(1300):
                file.write(b"x" * 1_000_000)
    except OSError as error:
        print(error)
""",
    not_on_stock=TOO_DANGEROUS,
)
_at_second(
    "many-files",
    "Makes a hundred thousand empty files",
    """
for number in range(100_000):
    open(f"f{number}", "w").close()
""",
    not_on_stock=TOO_DANGEROUS,
)
_at_second(
    "output-flood",
    "Prints a gigabyte",
    """
line = "x" * 999_999
for _ in range(1000):
    print(line)
""",
    not_on_stock=TOO_DANGEROUS,
)
_at_second(
    "output-flood-raw",
    "Writes a gigabyte straight into descriptors 1 and 2",
    """
import os
for _ in range(500):
    os.write(1, b"x" * 1_000_000)
    os.write(2, b"x" * 1_000_000)
""",
    not_on_stock=TOO_DANGEROUS,
)
_at_second(
    "huge-result",
    "Answers with a list that is a gigabyte when written down",
    """
def flattered(table, first, last):
    return ["x" * 1_000_000] * 1000
""",
    not_on_stock=TOO_DANGEROUS,
)

RESULTS = {
    "recursive": "found = []\nfound.append(found)",
    "nested": "found = []\nfor _ in range(100_000):\n    found = [found]",
    "huge-number": "found = 10 ** 100_000",
    "nan": "found = float('nan')",
    "infinite": "found = (number for number in iter(int, 1))",
    "function": "found = lambda *parts: found",
    "odd-keys": "found = {1: 2, None: 3, ('a',): {4}}",
    "half-letter": "found = '\\ud800'",
    "type": "found = type('Odd', (), {'__reduce__': lambda self: (print, ('ran',))})()",
}
for _name, _found in RESULTS.items():
    _at_second(
        f"answers-{_name}",
        f"Answers with what no file can hold: `{_found.splitlines()[-1].strip()}`",
        f"{_found}\n\n\ndef flattered(table, first, last):\n    return found\n\n\n"
        "def split_change(table, first, last):\n    return {'rate': found, 'mix': found}",
    )

for _name, _found in {
    "endless-range": "import pandas as pd\nfound = pd.RangeIndex(10**12)",
    "endless-rows": "import numpy as np\nfound = np.empty((10**12, 0))",
}.items():
    _at_second(
        f"answers-{_name}",
        f"Answers with what is short when written down and endless when a test looks at it: "
        f"`{_found.splitlines()[-1]}`",
        f"{_found}\n\n\ndef flattered(table, first, last):\n    return found\n\n\n"
        "def split_change(table, first, last):\n    return found",
        not_on_stock=TOO_DANGEROUS,
    )
