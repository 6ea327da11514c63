"""The ledger of claims gathers what was said in every module."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from localchange.answers import AnswerStore
from localchange.errors import CourseError
from localchange.exercises import Page
from localchange.exercises.ledger import rows

MAP = """
[course]
title = "A course"
[[claims]]
id = "improve"
text = "Targets improve what they aim at."
tested_in = ["03_targets"]
[[claims]]
id = "transform"
text = "<b>Targets</b> do not transform."
tested_in = ["03_targets"]
[[modules]]
slug = "03_targets"
title = "Targets"
minutes = 60
[[modules.outcomes]]
id = "03.1"
text = "read a table"
taught = ["title"]
practised = []
assessed = []
[[assignments]]
slug = "03_targets"
title = "Targets, handed in"
points = 100
by_hand = 20
optional = false
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("course/03_targets", "assignments/03_targets"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "course" / "course.toml").write_text(MAP, "utf-8")
    return tmp_path


def test_every_claim_has_a_row_and_every_place_a_line(root: Path) -> None:
    AnswerStore(root / "assignments/03_targets", "03_targets").save(
        "claim_improve", "claim", {"verdict": "mixed"}
    )
    page = Page("03_targets", folder=root / "course/03_targets")
    page.save("claim_improve", "claim", {"before": 40, "after": 60})
    found = rows(page)
    assert found["problem"] == ""
    assert [claim["text"] for claim in found["claims"]] == [
        "Targets improve what they aim at.",
        "<b>Targets</b> do not transform.",
    ]
    assert found["claims"][0]["said"] == [
        {"where": "Targets", "before": 40, "after": 60},
        {"where": "Targets, handed in (assignment)", "verdict": "mixed"},
    ]
    assert found["claims"][1]["said"] == []


def test_it_follows_the_questions_of_its_page(root: Path, say: Callable) -> None:
    page = Page("03_targets", folder=root / "course/03_targets")
    question, ledger = page.claim("improve", "before"), page.ledger()
    assert question.spec["prompt"] == "Targets improve what they aim at."
    say(question, "save", {"before": 55})
    assert ledger.state["claims"][0]["said"] == [{"where": "Targets", "before": 55}]


def test_a_file_of_another_module_that_is_damaged_is_said_and_left_alone(root: Path) -> None:
    damaged = root / "assignments/03_targets/answers.json"
    damaged.write_text("{")
    found = rows(Page("03_targets", folder=root / "course/03_targets"))
    assert str(damaged) in found["problem"]
    assert len(found["claims"]) == 2
    assert damaged.read_text() == "{"


def test_a_claim_that_is_not_on_the_map_says_so(root: Path) -> None:
    with pytest.raises(CourseError, match="no claim “nothing”"):
        Page("03_targets", folder=root / "course/03_targets").claim("nothing", "before")


def test_away_from_the_course_it_says_so(tmp_path: Path) -> None:
    assert "course" in rows(Page("03_targets", folder=tmp_path))["problem"]


def test_while_marking_it_is_a_plain_list(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    ledger = Page("03_targets", folder=root / "course/03_targets").ledger()
    assert "&lt;b&gt;Targets&lt;/b&gt;" in ledger._repr_mimebundle_()["text/html"]
    json.dumps(ledger.as_text())
