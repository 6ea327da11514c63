"""The learner's own policy: shown where it helps, and never in what is handed in."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from localchange.errors import CourseError
from localchange.exercises import Page
from localchange.exercises.hand_in import write_zip

WORDS = "Free <b>bus</b> passes for the over-60s.\nMeant to cut loneliness."


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for folder in ("course/00_welcome", "course/03_targets", "assignments/03_targets"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "course" / "course.toml").write_text('[course]\ntitle = "Any"\n', encoding="utf-8")
    (tmp_path / "assignments/03_targets/03_targets.ipynb").write_text("{}", encoding="utf-8")
    return tmp_path


def wrote(root: Path, text: str = WORDS) -> None:
    Page("00_welcome", folder=root / "course/00_welcome").save("own_policy", "text", {"text": text})


def shown(root: Path) -> str:
    return Page("03_targets", folder=root / "course/03_targets").own_policy()._repr_html_()


def test_what_was_written_is_shown_as_text_and_never_as_markup(root: Path) -> None:
    wrote(root)
    assert "Free &lt;b&gt;bus&lt;/b&gt; passes for the over-60s.<br>Meant to cut loneliness." in shown(root)
    assert 'href="../00_welcome/00_welcome.ipynb"' in shown(root)


@pytest.mark.parametrize("text", [None, "   "])
def test_when_there_is_nothing_yet_a_link_says_where_to_write_it(root: Path, text: str | None) -> None:
    if text is not None:
        wrote(root, text)
    assert "not written down a policy of your own yet" in shown(root)
    assert '<a href="../00_welcome/00_welcome.ipynb">Write it in Welcome</a>' in shown(root)


def test_a_file_that_cannot_be_read_stops_nothing(root: Path) -> None:
    (root / "course/00_welcome/answers.json").write_text("{ no", encoding="utf-8")
    assert "answers.json" in shown(root)
    assert "Write it in Welcome" in shown(root)


def test_it_saves_nothing_on_the_page_that_shows_it(root: Path) -> None:
    wrote(root)
    shown(root)
    assert not (root / "course/03_targets/answers.json").exists()


def test_an_assignment_cannot_show_it(root: Path) -> None:
    page = Page("03_targets", assessed=True, folder=root / "assignments/03_targets")
    with pytest.raises(CourseError, match="own policy"):
        page.own_policy()


def test_the_file_to_hand_in_never_holds_it(root: Path) -> None:
    wrote(root)
    shown(root)
    page = Page("03_targets", assessed=True, folder=root / "assignments/03_targets")
    page.save("mix", "choice", {"choice": "share"})
    path, _ = write_zip(page)
    with zipfile.ZipFile(path) as archive:
        held = b"".join(archive.read(name) for name in archive.namelist())
    assert b"bus" not in held
    assert b"own_policy" not in held


def test_nbgrader_is_shown_nothing_of_it(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrote(root)
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    assert "bus" not in shown(root)
