"""A cell that runs again makes its widgets anew; those of its last run are closed, so that they do not pile up."""

from __future__ import annotations

from typing import Any

import ipywidgets
from IPython.core.getipython import get_ipython

_MADE: dict[str, tuple[str, list[ipywidgets.Widget]]] = {}
"""For each cell the run that made its widgets, and the widgets."""


def running() -> tuple[str, str] | None:
    """Say which cell runs and which run of it this is, or None where nobody tells."""
    kernel: Any = getattr(get_ipython(), "kernel", None)
    parent: Any = kernel.get_parent() if hasattr(kernel, "get_parent") else None
    try:
        return str(parent["metadata"]["cellId"]), str(parent["header"]["msg_id"])
    except (KeyError, TypeError):
        return None


def made_here(widget: ipywidgets.Widget) -> None:
    """Remember that the cell which runs has made a widget, and close what an earlier run of the cell made."""
    now = running()
    if now is None:
        return
    cell, run = now
    before, widgets = _MADE.get(cell, (run, []))
    if before != run:
        for old in widgets:
            old.close()
        widgets = []
    _MADE[cell] = (run, [*widgets, widget])
