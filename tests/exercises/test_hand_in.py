"""One zip, with the answers and the notebook and nothing else."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from localchange.errors import CourseError
from localchange.exercises import Page
from localchange.exercises.hand_in import write_zip

OPTIONS = {"a": "This", "b": "That"}


def test_the_zip_holds_two_files(assessed: Page, say: Callable, tmp_path: Path) -> None:
    (tmp_path / "03_targets.ipynb").write_text('{"cells": []}')
    (tmp_path / "diary.txt").write_text("private")
    first, second = assessed.choice("q", "Which?", OPTIONS), assessed.number("n", "How long?", "minutes")
    hand_in = assessed.hand_in()
    assert hand_in.state["missing"] == ["Which?", "How long?"]
    say(first, "save", {"choice": "a"})
    assert hand_in.state["missing"] == ["How long?"]
    hand_in._handle_custom_msg({"do": "hand in", "id": "mine-1"}, [])
    assert hand_in.state["problem"] == ""
    assert "03_targets.hand-in.zip" in hand_in.state["said"]
    with zipfile.ZipFile(tmp_path / "03_targets.hand-in.zip") as archive:
        assert archive.namelist() == ["answers.json", "03_targets.ipynb"]
        assert archive.read("answers.json") == (tmp_path / "answers.json").read_bytes()
        assert archive.read("03_targets.ipynb") == b'{"cells": []}'
    say(second, "save", {"number": 3})
    write_zip(assessed)
    with zipfile.ZipFile(tmp_path / "03_targets.hand-in.zip") as archive:
        assert archive.read("answers.json") == (tmp_path / "answers.json").read_bytes()
    assert not list(tmp_path.glob("*.tmp"))


def test_a_notebook_with_another_name_is_put_in_under_its_own(assessed: Page, tmp_path: Path) -> None:
    (tmp_path / "03_targets (copy).ipynb").write_text("{}")
    assessed.save("q", "choice", {"choice": "a"})
    write_zip(assessed)
    with zipfile.ZipFile(tmp_path / "03_targets.hand-in.zip") as archive:
        assert archive.namelist() == ["answers.json", "03_targets.ipynb"]


@pytest.mark.parametrize("notebooks", [(), ("one.ipynb", "two.ipynb")])
def test_a_notebook_that_cannot_be_found_is_said(
    assessed: Page, tmp_path: Path, notebooks: tuple[str, ...]
) -> None:
    for name in notebooks:
        (tmp_path / name).write_text("{}")
    assessed.save("q", "choice", {"choice": "a"})
    with pytest.raises(CourseError, match=r"03_targets\.ipynb is not in"):
        write_zip(assessed)
    assert not list(tmp_path.glob("*.zip*"))


def test_nothing_answered_is_said(assessed: Page, tmp_path: Path) -> None:
    (tmp_path / "03_targets.ipynb").write_text("{}")
    hand_in = assessed.hand_in()
    hand_in._handle_custom_msg({"do": "hand in", "id": "x"}, [])
    assert hand_in.state["problem"] == "There is nothing to hand in yet: answer a question first."


def test_a_place_that_cannot_be_written_is_said(assessed: Page, tmp_path: Path) -> None:
    (tmp_path / "03_targets.ipynb").write_text("{}")
    assessed.save("q", "choice", {"choice": "a"})
    (tmp_path / "03_targets.hand-in.zip").mkdir()
    with pytest.raises(CourseError, match="was not written"):
        write_zip(assessed)
