"""While nbgrader executes a notebook, the answers are read and nothing whatever is written."""

import pytest

from localchange.answers import AnswersError, AnswerStore

PAGE = "03_targets"


def everything(folder):
    return {
        path: (path.stat().st_mtime_ns, path.is_file() and path.read_bytes()) for path in folder.rglob("*")
    }


@pytest.fixture(params=["autograde", "validate"])
def marking(request, monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", request.param)


def test_answers_are_read_and_nothing_is_saved(store, marking):
    saved = AnswerStore(store.folder, PAGE, read_only=False).save("a", "text", {"text": "one"})
    before = everything(store.folder)
    reading = AnswerStore(store.folder, PAGE)
    assert reading.read() == {"a": saved}
    with pytest.raises(AnswersError, match="not saved while the notebook is being marked"):
        reading.save("a", "text", {"text": "two"})
    with pytest.raises(AnswersError, match="not saved while the notebook is being marked"):
        reading.remove("a")
    assert everything(store.folder) == before


def test_a_damaged_file_is_reported_and_left_where_it_is(store, marking):
    store.save("a", "text", {"text": "one"})
    store.path.write_bytes(b"{")
    before = everything(store.folder)
    with pytest.raises(AnswersError, match="is damaged"):
        AnswerStore(store.folder, PAGE).read()
    assert everything(store.folder) == before


def test_no_file_is_no_answers_and_nothing_is_made(folder, marking):
    assert AnswerStore(folder, PAGE).read() == {}
    assert everything(folder) == {}
