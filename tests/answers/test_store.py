"""The store: round trips, versions, two windows, and files that cannot be used."""

from __future__ import annotations

import json
import multiprocessing
import os
from pathlib import Path
from typing import Any

import filelock
import pytest
from hypothesis import given
from hypothesis import strategies as st

from localchange.answers import AnswersError, AnswerStore, read_answers, store, writing

PAGE = "03_targets"

name = st.from_regex("[a-z][a-z0-9_]{0,40}", fullmatch=True)
finite = st.integers(-(10**15), 10**15) | st.floats(-1e15, 1e15)
text = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)
label = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
values = st.one_of(
    st.tuples(
        st.just("choice"),
        st.fixed_dictionaries({"choice": label}, optional={"confidence": st.integers(50, 100)}),
    ),
    st.tuples(
        st.just("several"), st.fixed_dictionaries({"choices": st.lists(label, max_size=5, unique=True)})
    ),
    st.tuples(
        st.just("number"), st.fixed_dictionaries({"number": finite, "unit": text.map(lambda s: s[:50])})
    ),
    st.tuples(
        st.just("prediction"),
        st.fixed_dictionaries(
            {"unit": st.just("%")}, optional={"low": finite, "best": finite, "high": finite}
        ),
    ),
    st.tuples(st.just("ranking"), st.fixed_dictionaries({"order": st.lists(label, max_size=5, unique=True)})),
    st.tuples(
        st.just("allocation"), st.fixed_dictionaries({"amounts": st.dictionaries(label, finite, max_size=5)})
    ),
    st.tuples(
        st.just("setting"), st.fixed_dictionaries({"setting": st.dictionaries(label, finite, max_size=5)})
    ),
    st.tuples(st.just("text"), st.fixed_dictionaries({"text": text})),
    st.tuples(
        st.just("claim"),
        st.fixed_dictionaries({}, optional={"before": st.integers(0, 100), "change_mind": text}),
    ),
)


@given(st.dictionaries(name, values, max_size=4))
def test_what_was_saved_is_read_again_by_another(
    tmp_path_factory: pytest.TempPathFactory, answers: dict[str, tuple[str, dict[str, Any]]]
) -> None:
    folder = tmp_path_factory.mktemp("round")
    mine = AnswerStore(folder, PAGE)
    saved = {key: mine.save(key, kind, value) for key, (kind, value) in answers.items()}
    assert AnswerStore(folder, PAGE).read() == saved
    if saved:
        assert read_answers(folder / "answers.json", PAGE) == saved


def test_the_file_holds_what_was_agreed_and_nothing_else(tmp_path: Path) -> None:
    AnswerStore(tmp_path, PAGE).save("mix", "choice", {"choice": "b"}, tries=2, hints=1)
    document = json.loads((tmp_path / "answers.json").read_text("utf-8"))
    assert set(document) == {"schema", "version", "page", "written_by", "answers"}
    assert document["schema"] == "localchange-answers"
    assert document["version"] == 1
    assert document["page"] == PAGE
    entry = document["answers"]["mix"]
    assert entry.pop("saved").endswith("+00:00")
    assert entry == {"kind": "choice", "value": {"choice": "b"}, "locked": False, "tries": 2, "hints": 1}


@pytest.mark.parametrize(
    ("key", "kind", "value"),
    [
        ("Mix", "choice", {"choice": "b"}),
        ("mix", "essay", {}),
        ("mix", "number", {"number": float("nan"), "unit": "%"}),
        ("mix", "number", {"number": float("inf"), "unit": "%"}),
        ("mix", "text", {"text": "x" * 20_001}),
        ("mix", "choice", {"choice": "b", "mark": 8}),
        ("mix", "choice", {"choice": object()}),
        ("mix", "text", {"text": "\ud800"}),
    ],
)
def test_what_would_not_be_read_is_not_written(
    tmp_path: Path, key: str, kind: str, value: dict[str, Any]
) -> None:
    mine = AnswerStore(tmp_path, PAGE)
    mine.save("other", "choice", {"choice": "a"})
    before = mine.path.read_bytes()
    with pytest.raises(AnswersError):
        mine.save(key, kind, value)
    assert mine.path.read_bytes() == before


def test_two_windows_keep_each_others_answers(tmp_path: Path) -> None:
    one, two = AnswerStore(tmp_path, PAGE), AnswerStore(tmp_path, PAGE)
    one.save("a", "text", {"text": "one"})
    two.save("b", "text", {"text": "two"})
    one.save("c", "text", {"text": "three"})
    two.save("a", "text", {"text": "four"})
    assert {key: answer.value["text"] for key, answer in one.read().items()} == {
        "a": "four",
        "b": "two",
        "c": "three",
    }


def _write_many(folder: Path, letter: str) -> None:
    mine = AnswerStore(folder, PAGE)
    for number in range(25):
        mine.save(f"{letter}_{number}", "number", {"number": number, "unit": "%"})


def test_windows_that_write_at_the_same_moment_lose_nothing(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_write_many, args=(tmp_path, letter)) for letter in "abc"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
        assert writer.exitcode == 0
    assert len(AnswerStore(tmp_path, PAGE).read()) == 75
    assert not list(tmp_path.glob("*.tmp"))


def test_a_window_that_holds_the_lock_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "PATIENCE", 0.2)
    mine = AnswerStore(tmp_path, PAGE)
    mine.save("a", "text", {"text": "before"})
    with (
        filelock.FileLock(tmp_path / ".answers" / "lock", is_singleton=False),
        pytest.raises(AnswersError, match="Close the other window"),
    ):
        mine.save("a", "text", {"text": "after"})
    assert mine.read()["a"].value == {"text": "before"}


def test_a_commitment_cannot_be_taken_back(tmp_path: Path) -> None:
    mine = AnswerStore(tmp_path, PAGE)
    value = {"low": 1, "best": 2, "high": 3, "unit": "%"}
    committed = mine.save("guess", "prediction", value, locked=True)
    with pytest.raises(AnswersError, match="cannot be changed"):
        mine.save("guess", "prediction", {**value, "best": 3})
    with pytest.raises(AnswersError, match="cannot be changed"):
        mine.save("guess", "prediction", {**value, "best": 3}, locked=True)
    mine.remove("guess")
    assert mine.read() == {"guess": committed}


def test_committing_again_keeps_the_time_of_the_first(tmp_path: Path) -> None:
    mine = AnswerStore(tmp_path, PAGE)
    value = {"low": 1, "best": 2, "high": 3, "unit": "%"}
    mine.save("guess", "prediction", value, locked=True)
    document = json.loads(mine.path.read_text())
    document["answers"]["guess"]["saved"] = "2026-11-23T14:02:11+00:00"
    mine.path.write_text(json.dumps(document))
    again = mine.save("guess", "prediction", value, locked=True)
    assert again.saved.isoformat() == "2026-11-23T14:02:11+00:00"


def test_twenty_versions_are_kept_and_no_more(tmp_path: Path) -> None:
    mine = AnswerStore(tmp_path, PAGE)
    for number in range(30):
        mine.save(f"q{number}", "number", {"number": number, "unit": "%"})
    kept = writing.versions(mine.history)
    assert len(kept) == 20
    assert [len(read_answers(path, PAGE)) for path in kept] == list(range(30, 10, -1))


def test_a_sentence_that_is_typed_makes_one_version(tmp_path: Path) -> None:
    mine = AnswerStore(tmp_path, PAGE)
    mine.save("a", "text", {"text": "An earlier answer."})
    mine.save("b", "text", {"text": "x"})
    for end in range(1, 40):
        mine.save("a", "text", {"text": "Something else altogether, and long."[:end]})
    said = [read_answers(path, PAGE)["a"].value["text"] for path in writing.versions(mine.history)]
    assert said == ["Something else altogether, and long.", "An earlier answer.", "An earlier answer."]


def test_what_another_window_wrote_in_between_is_a_version(tmp_path: Path) -> None:
    one, two = AnswerStore(tmp_path, PAGE), AnswerStore(tmp_path, PAGE)
    one.save("a", "text", {"text": "mine"})
    two.save("a", "text", {"text": "theirs"})
    one.save("a", "text", {"text": "mine again"})
    said = [read_answers(path, PAGE)["a"].value["text"] for path in writing.versions(one.history)]
    assert said == ["mine again", "theirs", "mine"]


def test_a_change_by_hand_is_a_version_too(tmp_path: Path) -> None:
    mine = AnswerStore(tmp_path, PAGE)
    mine.save("a", "text", {"text": "mine"})
    mine.path.write_text(mine.path.read_text().replace("mine", "by hand"))
    mine.save("a", "text", {"text": "mine again"})
    said = [read_answers(path, PAGE)["a"].value["text"] for path in writing.versions(mine.history)]
    assert said == ["mine again", "by hand", "mine"]


def test_a_damaged_file_is_kept_and_the_last_answers_come_back(tmp_path: Path) -> None:
    first = AnswerStore(tmp_path, PAGE)
    first.save("a", "text", {"text": "one"})
    saved = first.save("a", "text", {"text": "two"})
    first.path.write_bytes(first.path.read_bytes()[:40])
    damaged = first.path.read_bytes()

    mine = AnswerStore(tmp_path, PAGE)
    assert mine.read() == {"a": saved}
    assert "is damaged" in mine.notice
    assert "put in its place" in mine.notice
    aside = [path for path in tmp_path.iterdir() if ".kept-" in path.name]
    assert [path.read_bytes() for path in aside] == [damaged]
    assert aside[0].name in mine.notice
    assert read_answers(mine.path, PAGE) == {"a": saved}


def test_a_file_damaged_between_two_saves_is_kept_too(tmp_path: Path) -> None:
    mine = AnswerStore(tmp_path, PAGE)
    mine.save("a", "text", {"text": "one"})
    mine.path.write_text("{")
    mine.save("b", "text", {"text": "two"})
    assert set(mine.read()) == {"a", "b"}
    assert [path.read_text() for path in tmp_path.iterdir() if ".kept-" in path.name] == ["{"]


@pytest.mark.parametrize(
    "content",
    [
        '{"schema": "localchange-answers", "version": 1, "page": "04_x", "answers": {}}',
        '{"schema": "localchange-answers", "version": 9, "page": "03_targets", "answers": {}}',
        '{"cells": []}',
        " " * 1_000_001,
    ],
    ids=["another page", "a newer version", "foreign", "too large"],
)
def test_a_file_that_is_not_ours_is_kept_and_a_new_one_begun(tmp_path: Path, content: str) -> None:
    (tmp_path / "answers.json").write_text(content)
    mine = AnswerStore(tmp_path, PAGE)
    assert mine.read() == {}
    assert "a new file was begun" in mine.notice
    mine.save("a", "text", {"text": "one"})
    assert [path.read_text() for path in tmp_path.iterdir() if ".kept-" in path.name] == [content]


def test_two_files_put_aside_in_one_second_are_both_kept(tmp_path: Path) -> None:
    for content in ("{1", "{2", "{3"):
        (tmp_path / "answers.json").write_text(content)
        AnswerStore(tmp_path, PAGE).read()
    assert {path.read_text() for path in tmp_path.iterdir() if ".kept-" in path.name} == {"{1", "{2", "{3"}


def test_nothing_is_written_while_the_notebook_is_marked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    AnswerStore(tmp_path, PAGE).save("a", "text", {"text": "one"})
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    mine = AnswerStore(tmp_path, PAGE)
    assert mine.read()["a"].value == {"text": "one"}
    with pytest.raises(AnswersError, match="not saved while"):
        mine.save("a", "text", {"text": "two"})
    with pytest.raises(AnswersError, match="not saved while"):
        mine.remove("a")
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before
    mine.path.write_text("{")
    with pytest.raises(AnswersError, match="is damaged"):
        mine.read()
    assert mine.path.read_text() == "{"


def test_a_removed_answer_is_gone_and_its_version_stays(tmp_path: Path) -> None:
    mine = AnswerStore(tmp_path, PAGE)
    mine.save("a", "text", {"text": "one"})
    mine.remove("a")
    mine.remove("never_there")
    assert mine.read() == {}
    assert [len(read_answers(path, PAGE)) for path in writing.versions(mine.history)] == [0, 1]


@pytest.mark.parametrize("page", ["", "../x", "Targets", "a" * 61])
def test_a_page_has_a_plain_name(tmp_path: Path, page: str) -> None:
    with pytest.raises(AnswersError):
        AnswerStore(tmp_path, page)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such links without rights")
def test_the_folder_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    AnswerStore(tmp_path / "link", PAGE).save("a", "text", {"text": "one"})
    assert set(AnswerStore(tmp_path / "real", PAGE).read()) == {"a"}
