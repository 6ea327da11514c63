"""``localchange cohort`` and ``localchange progress``, run as a person runs them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from localchange.answers import AnswerStore
from localchange.cli import app
from localchange.errors import CourseError

ROOT = Path(__file__).parents[2]


@pytest.fixture
def root(tmp_path, monkeypatch):
    """A course folder of its own, with the map, the pages and the solutions."""
    monkeypatch.delenv("LOCALCHANGE_COURSE", raising=False)
    made = tmp_path / "root"
    kept = shutil.ignore_patterns("answers.json*", ".answers", "*.docx", ".ipynb_checkpoints")
    for name in ("course", "assignments", "solutions"):
        shutil.copytree(ROOT / name, made / name, ignore=kept)
    monkeypatch.chdir(made)
    return made


def said(*words):
    done = CliRunner().invoke(app, list(words), catch_exceptions=True)
    if isinstance(done.exception, CourseError):
        return 2, str(done.exception)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


def test_a_cohort_is_written_as_three_files_and_an_odd_one_is_named(root, tmp_path):
    for n in range(5):
        folder = tmp_path / "people" / f"p{n}" / "course" / "03_targets"
        folder.mkdir(parents=True)
        guess = {"low": 1, "best": 20 + n, "high": 90, "unit": "of 100"}
        AnswerStore(folder, "03_targets").save("last_ten_minutes", "prediction", guess)
    code, words = said("cohort", str(tmp_path / "people"))
    assert code == 0 and "5 people" in words
    assert sorted(path.name for path in (root / "cohort").iterdir()) == [
        "cohort.csv",
        "cohort.html",
        "cohort.json",
    ]
    assert "prediction" in (root / "cohort/cohort.csv").read_text("utf-8-sig")
    assert json.loads((root / "cohort/cohort.json").read_text())["schema"] == "localchange-cohort"
    (tmp_path / "people/p0/course/03_targets/answers.json").write_text("{")
    code, words = said("cohort", str(tmp_path / "people"), "--out", str(tmp_path / "out"))
    assert code == 1 and "p0/course/03_targets/answers.json" in words
    assert "fewer than 5" in (tmp_path / "out/cohort.html").read_text()


def test_an_empty_folder_is_one_sentence_and_writes_nothing(root, tmp_path):
    (tmp_path / "none").mkdir()
    for verb in ("cohort", "progress"):
        code, words = said(verb, str(tmp_path / "none"))
        assert code == 2 and "no file of answers" in words
    assert not (root / "cohort").exists()


def test_ones_own_progress_is_a_page_without_a_server(root):
    store = AnswerStore(root / "course/03_targets", "03_targets")
    store.save("mix", "choice", {"choice": "a"})
    store.save("own_policy", "text", {"text": "<script>"})
    code, words = said("progress")
    assert code == 0 and "03_targets: 2 of" in words
    page = (root / "course/my-progress.html").read_text()
    assert "<script" not in page and "it holds no marks" in page


def test_a_cohorts_progress_is_a_table_and_a_spreadsheet(root, tmp_path):
    folder = tmp_path / "submitted" / "ann" / "03_targets"
    folder.mkdir(parents=True)
    AnswerStore(folder, "03_targets").save("missing", "number", {"number": 4, "unit": "trusts"})
    AnswerStore(folder, "03_targets").save("briefing", "text", {"text": "Words."})
    code, words = said("progress", str(tmp_path / "submitted"))
    assert code == 0 and "1 people" in words
    rows = (root / "cohort/progress.csv").read_text("utf-8-sig").splitlines()
    assert any(row.startswith("ann,03.5,0,1,1,") for row in rows), rows
    assert "ann" in (root / "cohort/progress.html").read_text()
