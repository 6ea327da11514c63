"""What is saved is what is read, whatever it is; what cannot be read again is refused and changes nothing."""

import json
import re
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from localchange.answers import AnswersError, AnswerStore, read_answers
from localchange.exercises import Page, Practice

PAGE = "03_targets"
some = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

finite = st.integers(-(10**15), 10**15) | st.floats(-1e15, 1e15)
percent = st.integers(0, 100) | st.floats(0, 100)
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)
name = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=100)
names = st.lists(name, max_size=12, unique=True)
numbers = st.dictionaries(name, finite, max_size=12)
keys = st.from_regex(r"[a-z][a-z0-9_]{0,40}", fullmatch=True)
VALUES = {
    "choice": st.fixed_dictionaries(
        {}, optional={"choice": name, "confidence": st.integers(50, 100) | st.floats(50, 100)}
    ),
    "several": st.fixed_dictionaries({"choices": names}),
    "number": st.fixed_dictionaries({"number": finite, "unit": st.text(name, max_size=100)}),
    "prediction": st.fixed_dictionaries(
        {"unit": name}, optional={"low": finite, "best": finite, "high": finite}
    ),
    "ranking": st.fixed_dictionaries({"order": names}),
    "allocation": st.fixed_dictionaries({"amounts": numbers}),
    "setting": st.fixed_dictionaries({"setting": numbers}),
    "text": st.fixed_dictionaries({"text": words}),
    "claim": st.fixed_dictionaries(
        {},
        optional={
            "before": percent,
            "after": percent,
            "verdict": st.sampled_from(["supported", "mixed", "contradicted", "untested"]),
            "change_mind": words,
        },
    ),
}
VALUES["number"] = st.fixed_dictionaries({"number": finite, "unit": words.map(lambda text: text[:100])})
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)


@pytest.mark.parametrize("kind", VALUES)
@some
@given(data=st.data())
def test_an_answer_comes_back_as_it_was_saved(folder, kind, data):
    key, value = data.draw(keys), data.draw(VALUES[kind])
    tries, hints = data.draw(st.integers(0, 9)), data.draw(st.integers(0, 9))
    before = datetime.now(UTC).replace(microsecond=0)
    store = AnswerStore(folder, PAGE)
    store.path.unlink(missing_ok=True)
    saved = store.save(key, kind, value, tries=tries, hints=hints)
    [(found, answer)] = read_answers(folder / "answers.json", PAGE).items()
    assert (found, answer) == (key, saved)
    assert (answer.kind, answer.value, answer.tries, answer.hints) == (kind, value, tries, hints)
    # 3 and 3.0 are equal to Python and not to a reader: the very type comes back.
    assert json.dumps(answer.value) == json.dumps(value)
    assert before <= answer.saved <= datetime.now(UTC)
    assert not answer.locked


@some
@given(kind=st.sampled_from(sorted(VALUES)), value=st.dictionaries(st.text(max_size=8), anything, max_size=3))
def test_what_could_not_be_read_again_is_refused_and_changes_nothing(folder, kind, value):
    store = AnswerStore(folder, PAGE)
    store.save("first", "text", {"text": "there before"})
    before = store.path.read_bytes()
    try:
        store.save("second", kind, value)
    except AnswersError as error:
        assert store.path.read_bytes() == before
        assert str(error).startswith("This answer cannot be saved, at second")
    else:
        assert read_answers(store.path, PAGE)["second"].value == value
        store.remove("second")


@pytest.mark.parametrize(
    "value",
    [
        {"number": float("nan"), "unit": "%"},
        {"number": float("inf"), "unit": "%"},
        {"number": 10**400, "unit": "%"},
        {"number": True, "unit": "%"},
        {"number": 1, "unit": "\ud800"},
        {"number": 1, "unit": object()},
        {"number": {1}, "unit": "%"},
        {"number": 1, "unit": "%", "points": 5},
    ],
    ids=["nan", "infinity", "huge", "true", "surrogate", "object", "set", "more"],
)
def test_a_number_that_no_file_holds_is_refused_in_a_sentence(store, value):
    store.save("first", "text", {"text": "there before"})
    before = store.path.read_bytes()
    with pytest.raises(AnswersError, match=r"^This answer cannot be saved, at second.*\.$"):
        store.save("second", "number", value)
    assert store.path.read_bytes() == before


@pytest.mark.parametrize(
    "key", ["", "Upper", "1st", "a-b", "a b", "é", "x" * 42, "trailing\n", "../up", "__proto__", "\x1b[2J"]
)
def test_a_key_that_is_none_is_refused(store, key):
    with pytest.raises(AnswersError, match="cannot be saved") as told:
        store.save(key, "text", {"text": ""})
    assert str(told.value).isprintable()
    assert not store.path.exists()


@pytest.mark.parametrize("page", ["", "../03", "03 targets", "Targets", "03_targets\n", "x" * 61])
def test_a_page_that_is_none_is_refused(folder, page):
    with pytest.raises(AnswersError, match="A page is named with"):
        AnswerStore(folder, page)


def test_answers_stand_side_by_side_and_one_can_be_taken_out(store):
    for key in ("b", "a", "c"):
        store.save(key, "text", {"text": key})
    store.remove("b")
    store.remove("never there")
    assert {key: answer.value["text"] for key, answer in store.read().items()} == {"a": "a", "c": "c"}


def test_all_texts_together_stay_within_what_is_read_again(store):
    """Found here: a file larger than its own reader takes was written, and put aside at the next start."""
    kept = 0
    with pytest.raises(AnswersError, match="would fill more than 1,000,000 bytes"):
        for number in range(60):
            store.save(f"text_{number}", "text", {"text": "😀" * 20_000})
            kept += 1
    assert 5 < kept < 20
    assert len(read_answers(store.path, PAGE)) == kept
    assert store.notice == ""


def test_the_file_holds_answers_and_neither_marks_nor_keys(folder):
    """What a page knows of right and wrong must not get into the file that a learner hands in."""
    page = Page(PAGE, folder=folder)
    question = page.choice(
        "mix",
        "Which?",
        {"a": "This", "b": "That"},
        practice=Practice(
            right="b",
            hints=("hint-for-nobody",),
            worked="worked-for-nobody",
            feedback={"a": "feedback-for-nobody"},
        ),
    )
    question._heard(None, {"do": "check", "value": {"choice": "a"}}, [])
    assert question.state["status"] == "not yet"
    document = json.loads((folder / "answers.json").read_text("utf-8"))
    assert set(document) == {"schema", "version", "page", "written_by", "answers"}
    [entry] = document["answers"].values()
    assert set(entry) == {"kind", "value", "saved", "locked", "tries", "hints"}
    assert entry["value"] == {"choice": "a"}
    everything = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file()).decode()
    assert not re.search("nobody|right|mark|point|score|not yet", everything)
