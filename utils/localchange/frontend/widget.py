"""The one widget class of the course."""

from __future__ import annotations

import os
import uuid
from pathlib import Path
from typing import Any, ClassVar

import anywidget
import ipywidgets
import traitlets

from localchange.frontend.bundle import bundle

_LAYOUTS: list[ipywidgets.Layout] = []


def shared_layout() -> ipywidgets.Layout:
    """Give the one layout of all widgets, which none of them changes: a saved notebook holds it once."""
    if not _LAYOUTS or _LAYOUTS[-1].comm is None:
        _LAYOUTS[:] = [ipywidgets.Layout()]
    return _LAYOUTS[-1]


LOADER = (Path(__file__).parent / "static" / "loader.js").read_text("utf-8")


def idle() -> bool:
    """Say whether nbgrader is executing the notebook, so that no person is looking at it."""
    return bool(os.environ.get("NBGRADER_EXECUTION"))


class CourseWidget(anywidget.AnyWidget):
    """A widget whose code comes from a shared bundle.

    A subclass names its bundle in ``bundle_name``; the module ``static/<bundle_name>.js`` has a default
    export with ``render({model, el, signal, raw})``, as for anywidget (``raw`` is the model of ipywidgets,
    whose ``comm_live`` says whether the kernel is still there).

    While nbgrader executes the notebook the widget is idle: it opens no channel to a browser and its output
    is what ``as_text`` and ``as_html`` give.
    """

    bundle_name: ClassVar[str] = "questions"
    _esm = LOADER

    _bundle = traitlets.Unicode().tag(sync=True)
    _me = traitlets.Unicode().tag(sync=True)

    def __init__(self, **traits: Any) -> None:
        if idle():
            # Without what anywidget adds for a browser: a class of its own for each widget.
            ipywidgets.DOMWidget.__init__(self, **traits)
        else:
            me = uuid.uuid4().hex
            shared = {"_bundle": bundle(self.bundle_name).model_id, "layout": shared_layout()}
            super().__init__(model_id=me, _me=me, **shared, **traits)

    def open(self) -> None:
        """Open the channel to the browser, unless there is no browser."""
        if not idle():
            super().open()

    def as_text(self) -> str:
        """Say in plain text what the widget is, for a reader without it."""
        return "This part of the course is not awake. Choose Run, then Run All Cells."

    def as_html(self) -> str | None:
        """Give HTML for a reader without the widget, if there is more to say than the plain text."""
        return None

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        if self.comm is None:
            html = self.as_html()
            return {"text/plain": self.as_text(), **({"text/html": html} if html else {})}
        found = super()._repr_mimebundle_(**kwargs)
        if found is None:
            return None
        data, metadata = found
        return {**data, "text/plain": self.as_text()}, metadata
