"""Several windows on one page, as real processes: nothing is lost, and what is committed stays."""

import filelock
import pytest

from localchange.answers import AnswersError, AnswerStore, read_answers
from localchange.answers import store as store_module

PAGE = "03_targets"


def all_at_once(processes):
    """Let processes that are ready begin at the same moment; give what they said."""
    for process in processes:
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        process.stdin.write("go\n")
        process.stdin.flush()
    said = [process.stdout.read() for process in processes]
    assert [process.wait(60) for process in processes] == [0] * len(processes)
    return said


def test_windows_that_save_at_the_same_moment_lose_nothing(folder, begin):
    all_at_once([begin("saving.py", folder, letter, 20) for letter in "abc"])
    store = AnswerStore(folder, PAGE)
    assert set(store.read()) == {f"{letter}_{number}" for letter in "abc" for number in range(20)}
    assert store.notice == ""
    assert {path.name for path in folder.iterdir()} == {"answers.json", ".answers"}


def test_each_window_sees_what_the_other_saved(folder):
    one, two = AnswerStore(folder, PAGE), AnswerStore(folder, PAGE)
    one.save("a", "text", {"text": "one"})
    two.save("b", "text", {"text": "two"})
    one.save("c", "text", {"text": "three"})
    two.save("a", "text", {"text": "four"})
    assert {key: answer.value["text"] for key, answer in one.read().items()} == {
        "a": "four",
        "b": "two",
        "c": "three",
    }


def test_windows_that_open_on_a_damaged_file_together_repair_it_once(folder, begin):
    """Found here: the second put the file aside that the first had just repaired."""
    store = AnswerStore(folder, PAGE)
    store.save("first", "text", {"text": "there before"})
    store.path.write_bytes(b"damaged")
    said = all_at_once([begin("reading.py", folder) for _ in range(3)])
    assert all('"keys": ["first"]' in each for each in said), said
    assert [path.read_bytes() for path in folder.glob("*.kept-*")] == [b"damaged"]
    assert sum("put in its place" in each for each in said) == 1


def test_a_window_that_holds_the_lock_is_said_and_when_it_dies_saving_goes_on(folder, begin, monkeypatch):
    monkeypatch.setattr(store_module, "PATIENCE", 1.0)
    store = AnswerStore(folder, PAGE)
    store.save("first", "text", {"text": "before"})
    other = begin("holding.py", folder)
    assert other.stdout.readline() == "held\n"
    with pytest.raises(AnswersError) as told:
        store.save("first", "text", {"text": "after"})
    assert str(told.value) == (
        f"Not saved: another window has held {store.path} for 1 seconds. "
        "Close the other window of this notebook, then press “Save again”."
    )
    assert store.read()["first"].value == {"text": "before"}, "reading waits for nobody"
    other.kill()
    other.wait()
    store.save("first", "text", {"text": "after"})
    assert read_answers(store.path)["first"].value == {"text": "after"}


def test_a_lock_is_let_go_after_a_save_that_failed(folder):
    store = AnswerStore(folder, PAGE)
    store.save("guess", "prediction", {"best": 1, "unit": "%"}, locked=True)
    with pytest.raises(AnswersError):
        store.save("guess", "prediction", {"best": 2, "unit": "%"})
    with filelock.FileLock(store.history / "lock", timeout=0, is_singleton=False):
        pass


def test_of_two_windows_that_commit_only_one_does(folder, begin):
    said = all_at_once([begin("committing.py", folder, best) for best in (10, 20, 30)])
    assert sorted(each.startswith("committed") for each in said) == [False, False, True]
    winner = (10, 20, 30)[[each.startswith("committed") for each in said].index(True)]
    answer = read_answers(folder / "answers.json")["guess"]
    assert (answer.value["best"], answer.locked) == (winner, True)
    for each in said:
        assert each.startswith("committed") or (
            each.startswith("This answer was committed at ") and each.endswith(" and cannot be changed.\n")
        )


def test_what_is_committed_cannot_be_taken_back_from_any_window(folder):
    value = {"low": 1, "best": 2, "high": 3, "unit": "%"}
    committed = AnswerStore(folder, PAGE).save("guess", "prediction", value, locked=True)
    other = AnswerStore(folder, PAGE)
    for changed in ({**value, "best": 3}, {"unit": "%"}, value):
        with pytest.raises(
            AnswersError, match=r"^This answer was committed at \d\d:\d\d on .* cannot be changed"
        ):
            other.save("guess", "prediction", changed)
    with pytest.raises(AnswersError, match="cannot be changed"):
        other.save("guess", "prediction", {**value, "best": 3}, locked=True)
    with pytest.raises(AnswersError, match="cannot be changed"):
        other.save("guess", "text", {"text": "something else"})
    other.remove("guess")
    assert other.read() == {"guess": committed}


def test_committing_again_keeps_the_time_of_the_first(folder):
    store = AnswerStore(folder, PAGE)
    value = {"low": 1, "best": 2, "high": 3, "unit": "%"}
    first = store.save("guess", "prediction", value, locked=True)
    text = store.path.read_text("utf-8")
    store.path.write_text(text.replace(first.saved.isoformat(), "2026-11-23T14:02:11+00:00"), "utf-8")
    again = store.save("guess", "prediction", value, locked=True)
    assert again.saved.isoformat() == "2026-11-23T14:02:11+00:00"
    assert read_answers(store.path)["guess"] == again
