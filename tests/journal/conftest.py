"""A small course with one module and its assignment, and somebody who works through it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import pytest

from localchange.answers import AnswerStore

MAP = """
[course]
title = "A course"
[[claims]]
id = "improve"
text = "Targets improve what they aim at."
tested_in = ["03_targets"]
verdict = "supported"
because = "Several did, and *some* of it faded."
would_change = "A comparison that finds nothing."
sources = ["gruber2023"]
[[claims]]
id = "open"
text = "Nobody knows."
tested_in = ["03_targets"]
[[modules]]
slug = "03_targets"
title = "Targets: the promise"
minutes = 60
[[modules.outcomes]]
id = "03.1"
text = "read a table"
taught = ["title"]
practised = ["guess", "weigh"]
assessed = ["foresee"]
[[modules.outcomes]]
id = "03.2"
text = "say what was seen"
taught = ["title"]
practised = ["own"]
assessed = []
[[assignments]]
slug = "03_targets"
title = "Assignment: targets"
points = 100
by_hand = 0
optional = false
"""

PAGE = """
page.prediction("guess", "How **many**?", "people", low=0, high=100, reveal="In our toy SECRET-TWELVE.")
page.prediction("other", "How many more?", "people", low=0, high=100, reveal=worked_out())
page.choice("front_a", "A is so.", {"true": "True", "false": "False"}, confidence=True)
page.choice("front_b", "B is so.", {"true": "True", "false": "False"}, confidence=True)
page.choice(
    "weigh",
    "How do they fit?",
    {"a": "They clash", "b": "Both can be true"},
    confidence=True,
    practice=Practice(right="b", feedback={"a": "SECRET-FEEDBACK"}, worked="SECRET-WORKED"),
)
page.text("own", "Write it down.", words=(5, 20))
page.number("own_predicted", "Hours that I foresee", "hours", low=0, high=10)
"""
TALLY = 'page.calibration({"front_a": "true", "front_b": "false"})'
EVIDENCE = "## For\n\n- [Gruber and others 2023](https://doi.org/10.1162/rest_a_01044) found it."
TASK = """
page.prediction("foresee", "And here?", "people", low=0, high=100)
page.text("note", "Say why.", words=(5, 20))
"""


def notebook(*cells: tuple[str, str]) -> str:
    """Write a notebook of cells: id and source; an id that begins with ``evidence`` makes one of text."""
    made = [
        nbformat.v4.new_markdown_cell(source, id=name)
        if name.startswith("evidence")
        else nbformat.v4.new_code_cell(source, id=name)
        for name, source in cells
    ]
    return nbformat.writes(nbformat.v4.new_notebook(cells=made))


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The course folder."""
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    for name in ("course/03_targets", "assignments/03_targets"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "course" / "course.toml").write_text(MAP, "utf-8")
    page = notebook(
        ("set-up", 'page = Page("03_targets")'), ("ask", PAGE), ("evidence-for", EVIDENCE), ("t", TALLY)
    )
    (tmp_path / "course/03_targets/03_targets.ipynb").write_text(page, "utf-8")
    (tmp_path / "assignments/03_targets/03_targets.ipynb").write_text(notebook(("ask", TASK)), "utf-8")
    return tmp_path


class Learner:
    """Somebody who answers."""

    def __init__(self, root: Path) -> None:
        self.page = AnswerStore(root / "course/03_targets", "03_targets")
        self.task = AnswerStore(root / "assignments/03_targets", "03_targets")

    def guess(self, key: str = "guess", *, locked: bool = True, task: bool = False) -> None:
        value = {"low": 40, "best": 75, "high": 90, "unit": "people"}
        (self.task if task else self.page).save(key, "prediction", value, locked=locked)

    def choose(self, key: str, choice: str, sure: float = 70, tries: int = 0) -> None:
        self.page.save(key, "choice", {"choice": choice, "confidence": sure}, tries=tries)

    def write(self, text: str, key: str = "own") -> None:
        self.page.save(key, "text", {"text": text})

    def claim(self, claim_id: str, *, task: bool = False, **said: Any) -> None:
        (self.task if task else self.page).save(f"claim_{claim_id}", "claim", said)


@pytest.fixture
def learner(root: Path) -> Learner:
    """Somebody who has answered nothing yet."""
    return Learner(root)


@pytest.fixture
def say() -> Any:
    """Send a widget what the browser would send, and give the state that it answers with."""

    def sent(widget: Any, do: str) -> dict[str, Any]:
        widget._handle_custom_msg({"do": do, "id": "mine-1"}, [])
        return dict(widget.state)

    return sent
