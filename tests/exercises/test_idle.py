"""While nbgrader executes a notebook, questions are plain text, cheap, and write nothing."""

from __future__ import annotations

import time
from pathlib import Path

import ipywidgets
import pytest

from localchange.errors import CourseError
from localchange.exercises import Page, Practice

OPTIONS = {"a": "This", "b": "<script>alert(1)</script>"}


@pytest.fixture
def marked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Page:
    """An assessed page with an answer, while it is being marked."""
    Page("03_targets", folder=tmp_path).save("q", "choice", {"choice": "b", "confidence": 80})
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    return Page("03_targets", assessed=True, folder=tmp_path)


def test_a_question_is_a_line_of_text_without_a_browser(marked: Page) -> None:
    question = marked.choice("q", "Which <i>one</i>?", OPTIONS)
    assert question.comm is None
    bundle = question._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/html"}
    assert "Which &lt;i&gt;one&lt;/i&gt;?" in bundle["text/html"]
    assert "&lt;script&gt;alert(1)&lt;/script&gt; (80% sure)" in bundle["text/html"]
    assert marked.answer("q").value == {"choice": "b", "confidence": 80}


def test_nothing_is_written(marked: Page, tmp_path: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    question = marked.choice("q", "Which?", OPTIONS)
    question._handle_custom_msg({"do": "save", "id": "x", "value": {"choice": "a"}}, [])
    with pytest.raises(CourseError):
        marked.save("q", "choice", {"choice": "a"})
    marked.hand_in()
    marked.claim("any", "assessed")
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_a_damaged_file_is_an_error_for_marking_and_is_left_alone(marked: Page, tmp_path: Path) -> None:
    (tmp_path / "answers.json").write_text("{")
    question = marked.choice("q", "Which?", OPTIONS)
    assert "is damaged" in question._repr_mimebundle_()["text/html"]
    with pytest.raises(CourseError, match="is damaged"):
        marked.answer("q")
    assert (tmp_path / "answers.json").read_text() == "{"


def test_thirty_questions_cost_little(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bounds are loose, for a busy machine: on two cores it is about 0.2 s awake and 0.05 s idle."""
    seconds = {}
    for state in ("awake", "idle"):
        monkeypatch.setenv("NBGRADER_EXECUTION", "autograde" if state == "idle" else "")
        page = Page("03_targets", folder=tmp_path)
        start = time.perf_counter()
        for number in range(30):
            page.choice(f"q{number}", "Which?", OPTIONS, practice=Practice(right="a"))
        seconds[state] = time.perf_counter() - start
    print(seconds)
    assert seconds["awake"] < 3
    assert seconds["idle"] < 1


def test_awake_a_notebook_without_widgets_still_says_what_to_do(page: Page) -> None:
    data, _ = page.choice("q", "Which?", OPTIONS)._repr_mimebundle_()
    assert set(data) == {"text/plain", "application/vnd.jupyter.widget-view+json"}
    assert data["text/plain"].startswith("Which?")
    assert "Run All Cells" in data["text/plain"]
    assert isinstance(page.hand_in(), ipywidgets.DOMWidget)
