"""The code of a kind of widget, held once for each kernel and fetched once for each page."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

import ipywidgets
import traitlets

from localchange.errors import CourseError

STATIC = Path(__file__).parent / "static"


class Bundle(ipywidgets.Widget):
    """A JavaScript module as a widget model, so that many widgets can share one copy.

    Parameters
    ----------
    name
        Name of the module: ``static/<name>.js`` in this folder.
    """

    text = traitlets.Unicode().tag(sync=True)
    digest = traitlets.Unicode().tag(sync=True)

    def __init__(self, name: str, **traits: Any) -> None:
        text, digest = _read(name)
        super().__init__(text=text, digest=digest, **traits)


@cache
def _read(name: str) -> tuple[str, str]:
    path = STATIC / f"{name}.js"
    try:
        text = path.read_text("utf-8")
    except OSError:
        raise CourseError(f"A part of the course is missing: {path}. Install the course again.") from None
    return text, hashlib.sha256(text.encode()).hexdigest()[:16]


_BUNDLES: dict[str, Bundle] = {}


def bundle(name: str) -> Bundle:
    """Give the bundle of this name, made when it is first asked for (or was closed)."""
    if name not in _BUNDLES or _BUNDLES[name].comm is None:
        _BUNDLES[name] = Bundle(name)
    return _BUNDLES[name]
