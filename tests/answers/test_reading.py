"""The strict reader: everything fits, or nothing is used, and the sentence says why."""

from __future__ import annotations

import copy
import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localchange.answers import Answer, AnswersError, read_answers
from localchange.errors import CourseError

GOOD: dict[str, Any] = {
    "schema": "localchange-answers",
    "version": 1,
    "page": "03_targets",
    "written_by": "localchange 0.1.0",
    "answers": {
        "mix": {
            "kind": "choice",
            "value": {"choice": "b", "confidence": 70},
            "saved": "2026-11-23T14:02:11+00:00",
            "locked": False,
            "tries": 1,
            "hints": 0,
        }
    },
}


def written(folder: Path, document: Any) -> Path:
    path = folder / "answers.json"
    path.write_text(document if isinstance(document, str) else json.dumps(document), "utf-8")
    return path


def changed(**changes: Any) -> dict[str, Any]:
    """The good document with one thing changed in its only answer."""
    document = copy.deepcopy(GOOD)
    document["answers"]["mix"].update(changes)
    return document


def test_a_good_file_is_read(tmp_path: Path) -> None:
    assert read_answers(written(tmp_path, GOOD), "03_targets") == {
        "mix": Answer(
            "choice",
            {"choice": "b", "confidence": 70},
            datetime(2026, 11, 23, 14, 2, 11, tzinfo=UTC),
            locked=False,
            tries=1,
        )
    }


def test_a_mark_of_order_at_the_start_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "answers.json"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(GOOD).encode())
    assert "mix" in read_answers(path)


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ("", "is damaged"),
        ('{"schema": "localchange-ans', "is damaged"),
        ("[1]", "is not an answer file"),
        ({"cells": [], "nbformat": 4}, "is not an answer file"),
        ({**GOOD, "version": 2}, "newer version"),
        ({**GOOD, "version": "1"}, "does not fit"),
        ({**GOOD, "page": "04_incentives"}, "belongs to “04_incentives”"),
        ({**GOOD, "marks": {"mix": 8}}, "does not fit"),
        (changed(score=8), "does not fit"),
        (changed(kind="essay"), "does not fit"),
        (changed(kind="number"), "does not fit"),
        (changed(value={"choice": "b", "right": True}), "does not fit"),
        (changed(value={"choice": ["b"]}), "does not fit"),
        (changed(value={"choice": "b", "confidence": 101}), "does not fit"),
        (changed(saved="yesterday"), "does not fit"),
        (changed(saved="2026-13-45T99:99:99+00:00"), "a date that does not exist"),
        (changed(locked="no"), "does not fit"),
        (changed(tries=-1), "does not fit"),
        (changed(kind="text", value={"text": "x" * 20_001}), "does not fit"),
        (
            json.dumps(changed(kind="number", value={"number": 1, "unit": "%"})).replace(": 1,", ": NaN,", 1),
            "dam",
        ),
        (
            json.dumps(changed(kind="number", value={"number": 7.5, "unit": "%"})).replace("7.5", "1e999"),
            "does not",
        ),
        (json.dumps(GOOD).replace('"mix":', '"mix": {}, "mix":'), "is damaged"),
        (json.dumps(GOOD).replace('"b"', r'"\ud800"'), "is damaged"),
        ("[" * 100_000, "is damaged"),
        ({**GOOD, "answers": {"../mix": GOOD["answers"]["mix"]}}, "does not fit"),
    ],
)
def test_what_does_not_fit_is_refused_in_one_sentence(tmp_path: Path, document: Any, said: str) -> None:
    path = written(tmp_path, document)
    with pytest.raises(AnswersError, match=said) as error:
        read_answers(path, "03_targets")
    assert str(path) in str(error.value)
    assert "\n" not in str(error.value)
    assert len(str(error.value)) < 300 + len(str(path))
    assert isinstance(error.value, CourseError)


def test_a_large_file_is_not_even_read(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD)
    with path.open("a") as file:
        file.write(" " * 1_000_000)
    with pytest.raises(AnswersError, match="too large"):
        read_answers(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "answers.json")
    with pytest.raises(AnswersError, match="not a file"):
        read_answers(tmp_path / "answers.json")


def test_no_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(AnswersError, match="no file"):
        read_answers(tmp_path / "answers.json")
    with pytest.raises(AnswersError, match="not a file"):
        read_answers(tmp_path)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=12,
)


@given(anything, st.sampled_from(["answers", "mix", "value", "saved", "kind", "version", "page"]))
def test_whatever_stands_in_the_file_it_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, rubbish: Any, place: str
) -> None:
    document = copy.deepcopy(GOOD)
    if place in document:
        document[place] = rubbish
    elif place == "mix":
        document["answers"]["mix"] = rubbish
    else:
        document["answers"]["mix"][place] = rubbish
    path = written(tmp_path_factory.getbasetemp(), document)
    try:
        found = read_answers(path, "03_targets")
    except AnswersError:
        return
    assert all(isinstance(answer, Answer) and isinstance(answer.value, dict) for answer in found.values())


def test_a_long_list_of_anything_is_refused_at_once(tmp_path: Path) -> None:
    """Found here: looking for twins among 138,000 numbers and words took hours, and marking waited."""
    path = tmp_path / "answers.json"
    order = ",".join(f'{number},"{number}"' for number in range(69_000))
    text = json.dumps(changed(kind="ranking", value={"order": [12345]})).replace("12345", order)
    path.write_text(text)
    assert 900_000 < len(text) < 1_000_000
    code = "import sys, localchange.answers as a; a.read_answers(sys.argv[1])"
    done = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, timeout=120)
    assert "AnswersError" in done.stderr.splitlines()[-1]
    assert "does not fit the form" in done.stderr
