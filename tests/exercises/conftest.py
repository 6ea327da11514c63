"""A page in a folder of its own, and a way to be the browser."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from localchange.exercises import Page
from localchange.frontend import CourseWidget


@pytest.fixture(autouse=True)
def awake(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is marking, whatever started the tests."""
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    assert "NBGRADER_EXECUTION" not in os.environ


@pytest.fixture
def page(tmp_path: Path) -> Page:
    """A practice page."""
    return Page("03_targets", folder=tmp_path)


@pytest.fixture
def assessed(tmp_path: Path) -> Page:
    """An assessed page."""
    return Page("03_targets", assessed=True, folder=tmp_path)


@pytest.fixture
def say() -> Callable[..., dict[str, Any]]:
    """Send a widget what the browser would send, and give the state that it answers with."""

    def sent(widget: CourseWidget, do: str, value: Any = None) -> dict[str, Any]:
        content = {"do": do, "id": "mine-1"} | ({} if value is None else {"value": value})
        widget._handle_custom_msg(content, [])
        assert widget.state.get("ack", "mine-1") == "mine-1"
        return widget.state

    return sent
