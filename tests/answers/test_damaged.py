"""Files that cannot be used: a sentence, the file kept, nothing lost, and the next save works."""

import json
import os

import pytest

from localchange.answers import AnswersError, AnswerStore, read_answers

PAGE = "03_targets"


def aside(store):
    return sorted(store.folder.glob("answers.json.kept-*"))


def as_bytes(document):
    return document if isinstance(document, bytes) else json.dumps(document).encode()


def put_into(entry, document, **different):
    return document(answers={"first": entry(**different)})


BAD = {
    "empty": lambda e, d: b"",
    "zeros": lambda e, d: bytes(4096),
    "cut short": lambda e, d: as_bytes(d())[:-20],
    "one byte off": lambda e, d: as_bytes(d()).replace(b"{", b"[", 1),
    "two saves in one": lambda e, d: as_bytes(d()) * 2,
    "UTF-16": lambda e, d: json.dumps(d()).encode("utf-16"),
    "Latin-1": lambda e, d: json.dumps(put_into(e, d, value={"text": "é"}), ensure_ascii=False).encode(
        "latin-1"
    ),
    "a notebook": lambda e, d: {"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5},
    "a list": lambda e, d: [d()],
    "null": lambda e, d: b"null",
    "a number": lambda e, d: b"7",
    "foreign schema": lambda e, d: d(schema="somebody-elses-answers"),
    "schema is a list": lambda e, d: d(schema=["localchange-answers"]),
    "newer version": lambda e, d: d(version=2),
    "version in words": lambda e, d: d(version="1"),
    "version is true": lambda e, d: d(version=True),
    "version is huge": lambda e, d: d(version=10**400),
    "other page": lambda e, d: d(page="04_incentives"),
    "page with a line end": lambda e, d: d(page=PAGE + "\n"),
    "page is an object": lambda e, d: d(page={"a": 1}),
    "no answers": lambda e, d: {k: v for k, v in d().items() if k != "answers"},
    "a mark in it": lambda e, d: d(marks={"first": 8}),
    "a mark in an answer": lambda e, d: put_into(e, d, points=8),
    "a mark in a value": lambda e, d: put_into(e, d, value={"text": "a", "points": 8}),
    "too large": lambda e, d: as_bytes(d()) + b" " * 1_000_000,
    "too many": lambda e, d: d(answers={f"q{n}": e() for n in range(501)}),
    "text too long": lambda e, d: put_into(e, d, value={"text": "x" * 20_001}),
    "nested deep": lambda e, d: b'{"a":' * 100_000,
    "lists deep": lambda e, d: b"[" * 100_000 + b"]" * 100_000,
    "NaN": lambda e, d: put_into(e, d, kind="number", value={"number": float("nan"), "unit": ""}),
    "Infinity": lambda e, d: put_into(e, d, kind="number", value={"number": float("-inf"), "unit": ""}),
    "infinite in figures": lambda e, d: as_bytes(
        put_into(e, d, kind="number", value={"number": 12345, "unit": ""})
    ).replace(b"12345", b"1e400"),
    "huge number": lambda e, d: put_into(e, d, kind="number", value={"number": 10**300, "unit": ""}),
    "more figures than Python reads": lambda e, d: as_bytes(d()).replace(b"1,", b"1" * 9000 + b",", 1),
    "key twice": lambda e, d: as_bytes(d()).replace(b'"first"', b'"first": {}, "first"'),
    "page twice": lambda e, d: as_bytes(d()).replace(b'"page"', b'"page": "03_targets", "page"'),
    "half a letter": lambda e, d: put_into(e, d, value={"text": "\ud800"}),
    "half a letter, raw": lambda e, d: as_bytes(put_into(e, d, value={"text": "Q"})).replace(
        b"Q", b"\xed\xa0\x80"
    ),
    "line end in a string": lambda e, d: as_bytes(put_into(e, d, value={"text": "Q"})).replace(b"Q", b"\n"),
    "key with control letters": lambda e, d: d(answers={"\x1b[2Jfirst\n": e()}),
    "key with a line end": lambda e, d: d(answers={"first\n": e()}),
    "amount with control letters": lambda e, d: put_into(
        e, d, kind="allocation", value={"amounts": {"\x1b[31m\n‮": "1"}}
    ),
    "page with control letters": lambda e, d: d(page="\x1b]0;owned\x07\r\n‮"),
    "unknown kind": lambda e, d: put_into(e, d, kind="essay"),
    "value of another kind": lambda e, d: put_into(e, d, kind="number"),
    "value is a list": lambda e, d: put_into(e, d, value=[]),
    "date that is none": lambda e, d: put_into(e, d, saved="2026-02-30T14:02:11+00:00"),
    "zone that is none": lambda e, d: put_into(e, d, saved="2026-02-20T14:02:11+99:99"),
    "date before time": lambda e, d: put_into(e, d, saved="0001-01-01T00:00:00+14:00"),
    "date after time": lambda e, d: put_into(e, d, saved="9999-12-31T23:59:59-14:00"),
    "date without a zone": lambda e, d: put_into(e, d, saved="2026-02-20T14:02:11"),
    "date with a line end": lambda e, d: put_into(e, d, saved="2026-02-20T14:02:11Z\n"),
    "locked in words": lambda e, d: put_into(e, d, locked="false"),
    "tries below none": lambda e, d: put_into(e, d, tries=-1),
    "half a try": lambda e, d: put_into(e, d, tries=1.5),
}


@pytest.fixture(params=BAD)
def bad(request, entry, document):
    return as_bytes(BAD[request.param](entry, document))


def test_marking_refuses_it_in_one_plain_sentence(folder, bad):
    path = folder / "answers.json"
    path.write_bytes(bad)
    with pytest.raises(AnswersError) as told:
        read_answers(path, PAGE)
    said = str(told.value)
    assert said.startswith(str(path))
    assert said.endswith(".")
    assert said.isprintable(), "what a stranger wrote acts on no terminal"
    assert len(said) < len(str(path)) + 300
    assert path.read_bytes() == bad


def test_a_learner_loses_nothing_by_it(store, bad):
    saved = store.save("first", "text", {"text": "there before"})
    store.path.write_bytes(bad)
    assert store.read() == {"first": saved}
    [kept] = aside(store)
    assert kept.read_bytes() == bad
    assert f"It was kept as {kept.name}, and your answers as they were at" in store.notice
    store.notice = ""
    store.save("second", "text", {"text": "new"})
    assert set(AnswerStore(store.folder, PAGE).read()) == {"first", "second"}
    assert store.notice == ""
    assert aside(store) == [kept]


@pytest.mark.parametrize("first_act", ["read", "save", "remove"])
def test_with_no_version_to_go_back_to_a_new_file_is_begun(store, bad, first_act):
    store.path.write_bytes(bad)
    if first_act == "read":
        assert store.read() == {}
    elif first_act == "remove":
        store.remove("first")
    store.save("second", "text", {"text": "new"})
    [kept] = aside(store)
    assert kept.read_bytes() == bad
    assert store.notice.endswith(f"It was kept as {kept.name}, and a new file was begun.")
    assert set(read_answers(store.path, PAGE)) == {"second"}


def test_a_file_cut_short_anywhere_is_noticed(store, document):
    whole = as_bytes(document())
    for length in range(0, len(whole), 7):
        store.path.write_bytes(whole[:length])
        with pytest.raises(AnswersError):
            read_answers(store.path, PAGE)


def test_however_deep_it_is_nested_it_is_refused_and_never_an_error_of_python(folder, entry, document):
    """Found here: between what can be read and what can be looked through lies a depth that crashed."""
    path = folder / "answers.json"
    text = as_bytes(document(answers={"first": entry(value={"text": 12345})}))
    places = {
        "value": text,
        "page": as_bytes(document(page=12345)),
        "names": as_bytes(
            document(answers={"first": entry(kind="ranking", value={"order": [12345, 6789]})})
        ).replace(b"6789", b"12345"),
    }
    for content in places.values():
        for depth in (*range(2, 700, 60), *range(700, 1050, 2)):
            path.write_bytes(content.replace(b"12345", b"[" * depth + b"]" * depth))
            with pytest.raises(AnswersError):
                read_answers(path, PAGE)


def test_what_a_file_may_hold_is_held(store, document, entry):
    """Control letters, line ends, right-to-left marks and a byte order mark do no harm inside a text."""
    text = "\x00\x1b[2J\r\n\t‮ \x7f😀é"
    store.path.write_bytes(
        b"\xef\xbb\xbf" + as_bytes(document(answers={"first": entry(value={"text": text})}))
    )
    assert store.read()["first"].value == {"text": text}
    assert (store.notice, aside(store)) == ("", [])
    store.save("second", "text", {"text": text})
    assert {answer.value["text"] for answer in read_answers(store.path).values()} == {text}


def test_two_files_put_aside_in_one_second_are_both_kept(store):
    for content in ("{1", "{2", "{3"):
        store.path.write_text(content)
        store.read()
    assert {path.read_text() for path in aside(store)} == {"{1", "{2", "{3"}


def test_a_folder_of_that_name_is_kept_with_what_is_in_it(store):
    (store.path / "inner").mkdir(parents=True)
    (store.path / "inner" / "precious.txt").write_text("words")
    assert store.read() == {}
    assert "it is a folder or something else" in store.notice
    store.save("first", "text", {"text": "new"})
    [kept] = aside(store)
    assert (kept / "inner" / "precious.txt").read_text() == "words"
    store.path.unlink()
    store.path.mkdir()
    assert set(store.read()) == {"first"}, "and the last version takes the place of a folder too"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_of_that_name_is_not_waited_for(store):
    os.mkfifo(store.path)
    assert store.read() == {}
    store.save("first", "text", {"text": "new"})
    assert set(store.read()) == {"first"}
    assert [path.is_fifo() for path in aside(store)] == [True]


@pytest.mark.skipif(os.name == "nt", reason="links need special rights on Windows")
class TestLinks:
    def test_a_link_is_read_and_what_it_leads_to_is_never_written(self, store, tmp_path, document):
        """Somebody else's file, or one on another disk: saving puts our own in the place of the link."""
        other = tmp_path / "elsewhere.json"
        other.write_bytes(as_bytes(document()))
        store.path.symlink_to(other)
        assert set(store.read()) == {"first"}
        store.save("second", "text", {"text": "new"})
        assert other.read_bytes() == as_bytes(document())
        assert not store.path.is_symlink()
        assert set(store.read()) == {"first", "second"}

    def test_a_link_to_something_else_is_put_aside_and_what_it_leads_to_stays(self, store, tmp_path):
        store.save("first", "text", {"text": "there before"})
        other = tmp_path / "elsewhere.txt"
        other.write_text("precious")
        store.path.unlink()
        store.path.symlink_to(other)
        assert set(store.read()) == {"first"}
        assert other.read_text() == "precious"
        assert [path.is_symlink() for path in aside(store)] == [True]

    def test_a_link_to_nothing_is_no_file_yet(self, store, tmp_path):
        store.path.symlink_to(tmp_path / "nowhere.json")
        assert store.read() == {}
        store.save("first", "text", {"text": "new"})
        assert set(store.read()) == {"first"}
        assert not (tmp_path / "nowhere.json").exists()

    def test_the_folder_may_be_a_link(self, tmp_path):
        (tmp_path / "real").mkdir()
        (tmp_path / "link").symlink_to(tmp_path / "real")
        AnswerStore(tmp_path / "link", PAGE).save("a", "text", {"text": "one"})
        assert set(AnswerStore(tmp_path / "real", PAGE).read()) == {"a"}
