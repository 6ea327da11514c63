"""Files beside the notebook: modules that stand in for real ones, links, pipes, and notebooks that are none."""

import json
import os

from handed_in.attack import HandedIn, attack
from handed_in.notebooks import FULL, NUMBER_ONE, SLUG, answered, honest, release

TRAP = """
from pathlib import Path
try:
    Path({outside!r}, "planted-by-attack.txt").write_text("planted")
except OSError:
    pass
"""
SILENT = """
try:
    get_ipython().input_transformers_cleanup.append(lambda lines: ["pass\\n"])
except NameError:
    pass
"""


def _modules(name, says, files, **more):
    @attack(name, says, alone=True, **more)
    def _(world):
        trap = TRAP.format(outside=str(world.outside))
        return HandedIn(answered(*NUMBER_ONE), dict.fromkeys(files, trap + SILENT))


_modules(
    "fake-pandas", "Brings its own `pandas.py` and `numpy/`", ["pandas.py", "numpy/__init__.py"], earns=6.0
)
_modules(
    "fake-kernel",
    "Brings its own `ipykernel_launcher.py`, `ipykernel/` and `IPython/`",
    ["ipykernel_launcher.py", "ipykernel/__init__.py", "ipykernel/__main__.py", "IPython/__init__.py"],
    earns=6.0,
)
_modules(
    "fake-start",
    "Brings its own `sitecustomize.py`, `usercustomize.py`, `conftest.py`, `.env`, `nbgrader_config.py`",
    ["sitecustomize.py", "usercustomize.py", "conftest.py", "nbgrader_config.py", "jupyter_config.py"],
    earns=6.0,
)
_modules(
    "fake-course",
    "Brings its own `localchange/`, `json.py`, `ast.py` and `socket.py`",
    ["localchange/__init__.py", "localchange/data.py", "json.py", "ast.py", "socket.py", "data.py"],
    earns=6.0,
)


@attack("link-to-neighbour", "Hands in a link to another's notebook", alone=True, for_a_person=True)
def _(world):
    theirs = world.course / "submitted" / world.neighbour / SLUG / f"{SLUG}.ipynb"
    return HandedIn(None, also=lambda folder: (folder / f"{SLUG}.ipynb").symlink_to(theirs))


@attack("link-to-passwd", "Hands in links to `/etc/passwd` and to a home file", earns=6.0)
def _(world):
    def also(folder):
        (folder / "data.csv").symlink_to("/etc/passwd")
        (folder / "more.csv").symlink_to(world.home / "secret.txt")

    return HandedIn(answered(*NUMBER_ONE), also=also)


@attack("link-to-folder", "Hands in a link to the solutions' folder", earns=6.0, alone=True)
def _(world):
    return HandedIn(
        answered(*NUMBER_ONE), also=lambda folder: (folder / "more").symlink_to(world.source.parents[1])
    )


@attack("hard-link", "Hands in a hard link to a home file", earns=6.0)
def _(world):
    return HandedIn(
        answered(*NUMBER_ONE), also=lambda folder: os.link(world.home / "secret.txt", folder / "data.csv")
    )


@attack("pipe", "Hands in a pipe in the place of the notebook", alone=True, for_a_person=True)
def _(world):
    return HandedIn(None, also=lambda folder: os.mkfifo(folder / f"{SLUG}.ipynb"))


@attack("pipe-beside", "Hands in a pipe beside the notebook", earns=6.0, alone=True)
def _(world):
    return HandedIn(answered(*NUMBER_ONE), also=lambda folder: os.mkfifo(folder / "data.csv"))


@attack("folder", "Hands in a folder in the place of the notebook", for_a_person=True)
def _(world):
    return HandedIn(None, also=lambda folder: (folder / f"{SLUG}.ipynb").mkdir())


BROKEN = {
    "empty": ("An empty file", b""),
    "corrupt": ("Half a notebook", json.dumps(release())[:5000].encode()),
    "binary": ("A picture called a notebook", bytes(range(256)) * 40),
    "a-list": ("A JSON list", b"[1, 2, 3]"),
    "no-cells": (
        "A notebook without cells",
        b'{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}',
    ),
    "not-utf8": ("A notebook in another encoding", json.dumps(release()).encode("utf-16")),
    "deep": ("JSON nested a hundred thousand deep", b'{"cells":' + b"[" * 100_000 + b"]" * 100_000 + b"}"),
    "huge": ("A notebook of sixty megabytes", b'{"cells": [], "x": "' + b"x" * 60_000_000 + b'"}'),
    "huge-number": ("A number with a million digits", b'{"nbformat": 4, "cells": ' + b"1" * 1_000_000 + b"}"),
}
for _name, (_says, _content) in BROKEN.items():
    attack(f"notebook-{_name}", f"{_says}", for_a_person=_name != "not-utf8")(
        lambda world, content=_content: HandedIn(content)
    )


@attack("missing", "No notebook, only another file", for_a_person=True)
def _(world):
    return HandedIn(None, {"notes.txt": "Sorry."})


@attack("twice", "Two notebooks: the right one and another", earns=FULL)
def _(world):
    return HandedIn(honest(), {"Untitled.ipynb": json.dumps(release())})
