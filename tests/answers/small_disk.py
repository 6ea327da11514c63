"""Saves on a disk that is full, and then may only be read: ``small_disk.py FOLDER``; gives JSON.

The folder is the root of a small disk of its own, mounted for this process alone.
"""

import json
import subprocess
import sys
from pathlib import Path

from localchange.answers import AnswersError, AnswerStore

folder = Path(sys.argv[1])
store = AnswerStore(folder, "03_targets")
ballast = folder / "ballast"
found = {}


def fill():
    with ballast.open("wb", buffering=0) as file:
        for size in (4096, 1):
            try:
                while True:
                    file.write(b"x" * size)
            except OSError:
                pass


def attempt(work):
    try:
        return work() and "done"
    except AnswersError as error:
        return str(error)


def save(text):
    return attempt(lambda: store.save("long", "text", {"text": text}))


store.save("first", "text", {"text": "there before"})
before = store.path.read_bytes()
fill()
found["full"] = save("x" * 9000)
found["untouched"] = store.path.read_bytes() == before
found["left"] = [path.name for path in folder.rglob("*.tmp")]
found["readable"] = sorted(AnswerStore(folder, "03_targets").read())
ballast.unlink()
found["room again"] = save("x" * 9000)

good = store.path.read_bytes()
store.path.write_bytes(b"{")
fill()
found["damaged while full"] = attempt(store.read)
found["damaged file is there"] = store.path.read_bytes() == b"{"
ballast.unlink()
found["repaired"] = sorted(store.read())
found["repaired is the last"] = store.path.read_bytes() == good
found["notice"] = store.notice

subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
found["read-only"] = save("y")
found["read-only readable"] = sorted(store.read())
subprocess.run(["mount", "-o", "remount,rw", str(folder)], check=True)
found["writable again"] = save("y")
print(json.dumps(found))
