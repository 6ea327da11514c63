"""Previous versions: enough of them, not too many, and the right one comes back."""

import itertools
import os
from datetime import UTC, datetime, timedelta

import pytest

from localchange.answers import read_answers, writing
from localchange.answers import store as store_module

PAGE = "03_targets"


def texts(store, key="a"):
    """What each version says, newest first."""
    found = [read_answers(path, PAGE) for path in writing.versions(store.history)]
    return [answers[key].value["text"] if key in answers else None for answers in found]


def type_text(store, text, key="a"):
    store.save(key, "text", {"text": text})


@pytest.fixture
def clock(monkeypatch):
    """A clock for the pauses between saves that the test sets."""

    class Clock:
        now = 1000.0

        def monotonic(self):
            return self.now

    made = Clock()
    monkeypatch.setattr(store_module, "time", made)
    return made


def test_twenty_versions_are_kept_and_no_more(store):
    for number in range(30):
        store.save(f"q{number}", "number", {"number": number, "unit": "%"})
    kept = writing.versions(store.history)
    assert [len(read_answers(path, PAGE)) for path in kept] == list(range(30, 10, -1))
    assert len(list(store.history.iterdir())) == 21, "the versions and the lock"


def test_a_sentence_that_is_typed_makes_one_version(store):
    type_text(store, "An earlier answer.")
    type_text(store, "x", "b")
    for end in range(1, 40):
        type_text(store, "Something else altogether, and long."[:end])
    assert texts(store) == [
        "Something else altogether, and long.",
        "An earlier answer.",
        "An earlier answer.",
    ]


def test_an_hour_of_typing_without_a_pause_makes_a_version_a_minute(store, clock):
    """Found here: it made one, so that a text deleted by accident was in no version."""
    for save in range(60):
        clock.now += 10
        type_text(store, f"after {10 * save} seconds")
    minutes = [int(text.split()[1]) for text in texts(store)]
    assert len(minutes) == 10
    assert max(new - old for new, old in itertools.pairwise(minutes)) == 60


def test_what_is_taken_out_stays_in_its_version(store):
    type_text(store, "deleted by accident")
    store.remove("a")
    assert store.read() == {}
    assert texts(store) == [None, "deleted by accident"]


def test_what_another_window_wrote_in_between_is_a_version(store, folder):
    other = store_module.AnswerStore(folder, PAGE)
    type_text(store, "mine")
    type_text(other, "theirs")
    type_text(store, "mine again")
    assert texts(store) == ["mine again", "theirs", "mine"]


def test_a_change_by_hand_is_a_version_too(store):
    type_text(store, "mine")
    store.path.write_text(store.path.read_text("utf-8").replace("mine", "by hand"), "utf-8")
    type_text(store, "mine again")
    assert texts(store) == ["mine again", "by hand", "mine"]


def test_a_clock_that_was_wrong_does_not_shut_out_later_versions(store):
    """Found here: after a start with the clock in 2099, later versions were thrown away as the oldest."""
    for number in range(25):
        type_text(store, f"wrong clock {number}", f"q{number}")
    for place, path in enumerate(reversed(writing.versions(store.history))):
        late = datetime(2099, 1, 1, tzinfo=UTC) + timedelta(seconds=place)
        path.rename(path.with_name(late.strftime(writing.STAMP) + ".json"))
    type_text(store, "first with the right clock")
    type_text(store, "x", "b")
    type_text(store, "second with the right clock")
    assert texts(store)[:3] == ["second with the right clock", *["first with the right clock"] * 2]
    assert len(texts(store)) == 20
    store.path.write_bytes(b"damaged")
    assert store.read()["a"].value == {"text": "second with the right clock"}


def test_a_stranger_among_the_versions_is_left_alone(store):
    store.history.mkdir()
    strange = store.history / "zzz.json"
    strange.write_text("{}")
    for number in range(25):
        type_text(store, str(number), f"q{number}")
    store.path.write_bytes(b"damaged")
    assert len(store.read()) == 25
    assert strange.read_text() == "{}"


def test_a_damaged_version_is_passed_over(store):
    type_text(store, "older")
    type_text(store, "x", "b")
    writing.versions(store.history)[0].write_bytes(b"also damaged")
    store.path.write_bytes(b"damaged")
    assert store.read()["a"].value == {"text": "older"}
    assert "put in its place" in store.notice


def test_the_notice_says_when_the_version_was_made(store):
    type_text(store, "words")
    made = datetime(2026, 11, 23, 14, 2).astimezone()
    os.utime(writing.versions(store.history)[0], (made.timestamp(), made.timestamp()))
    store.path.write_bytes(b"damaged")
    store.read()
    assert "your answers as they were at 14:02 on 23 November were put in its place" in store.notice
