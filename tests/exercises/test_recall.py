"""The questions that a module opens with: which ones, and what a mistake in their file leads to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from localchange.errors import CourseError
from localchange.exercises import Page, recall

MAP = """[course]
title = "Any"
"""
MODULE = """[[modules]]
slug = "{slug}"
title = "{slug}"
minutes = 45
"""
QUESTION = """[[questions]]
key = "{key}"
outcome = "{outcome}"
prompt = "What is {key}?"
right = "b"
worked = "It is that."
[questions.options]
a = "This"
b = "That"
[questions.feedback]
a = "Not this: it is the other way round."
"""
SLUGS = ("00_zero", "01_one", "02_two", "03_three", "04_four")


def write(root: Path, slug: str, keys: str) -> None:
    folder = root / "course" / slug
    folder.mkdir(parents=True, exist_ok=True)
    text = "".join(QUESTION.format(key=key, outcome=f"{slug[:2]}.1") for key in keys)
    (folder / "recall.toml").write_text(text, encoding="utf-8")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for slug in SLUGS:
        write(tmp_path, slug, "abcd")
    text = MAP + "".join(MODULE.format(slug=slug) for slug in SLUGS)
    (tmp_path / "course" / "course.toml").write_text(text, encoding="utf-8")
    return tmp_path


def asked(root: Path, slug: str) -> list[str]:
    return [f"{one.module[:2]}{one.key}" for one in recall.chosen(root, slug)]


def test_two_come_from_the_last_module_and_one_each_from_two_and_three_back(root: Path) -> None:
    assert asked(root, "03_three") == ["02a", "02b", "01c", "00d"]
    assert asked(root, "04_four") == ["03a", "03b", "02c", "01d"]


def test_where_there_are_not_enough_modules_the_earliest_gives_more(root: Path) -> None:
    assert asked(root, "00_zero") == []
    assert asked(root, "01_one") == ["00a", "00b", "00c", "00d"]
    assert asked(root, "02_two") == ["01a", "01b", "00c", "00a"]


def test_a_module_without_questions_is_stood_in_for(root: Path) -> None:
    (root / "course" / "02_two" / "recall.toml").unlink()
    assert asked(root, "03_three") == ["00a", "00b", "01c", "00d"]
    write(root, "02_two", "a")
    assert asked(root, "03_three") == ["02a", "00a", "01c", "00d"]


def test_nobody_is_asked_the_same_twice_at_once(root: Path) -> None:
    for slug in SLUGS:
        found = asked(root, slug)
        assert len(set(found)) == len(found)


def test_a_wrong_answer_gets_its_own_words_and_is_kept(root: Path, say: Callable) -> None:
    page = Page("03_three", folder=root / "course" / "03_three")
    first, *_ = questions = page.recall()
    assert len(questions) == recall.ASKED
    assert list(page.questions) == ["recall_02_a", "recall_02_b", "recall_01_c", "recall_00_d"]
    state = say(first, "check", {"choice": "a"})
    assert (state["status"], state["feedback"]) == ("not yet", "Not this: it is the other way round.")
    assert say(first, "check", {"choice": "b"})["status"] == "right"
    again = Page("03_three", folder=root / "course" / "03_three").recall()[0]
    assert again.state["value"] == {"choice": "b"}


def test_an_assignment_asks_none(assessed: Page) -> None:
    with pytest.raises(CourseError, match="earlier modules"):
        assessed.recall()


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ('key = "a"', 'key = "a"\nhint = "x"', "hint"),
        ('prompt = "What is a?"\n', "", "prompt"),
        ('right = "b"', 'right = "z"', "one of its options"),
        ('a = "Not this: it is the other way round."', "", "feedback for each of the others"),
        ('a = "This"', "a = 5", "words in quotation marks"),
        ('key = "a"', 'key = "A key"', "small letters"),
        ('key = "a"', "key = ", "cannot be read"),
        ("[[questions]]", "[questions]", "cannot be read"),
    ],
)
def test_a_mistake_in_the_file_is_one_sentence_that_names_it(
    root: Path, before: str, after: str, says: str
) -> None:
    path = root / "course" / "00_zero" / "recall.toml"
    path.write_text(QUESTION.format(key="a", outcome="00.1").replace(before, after), encoding="utf-8")
    if before == "[[questions]]":
        path.write_text(path.read_text(encoding="utf-8") + QUESTION, encoding="utf-8")
    with pytest.raises(CourseError, match=says) as caught:
        recall.questions_of(root, "00_zero")
    assert "recall.toml" in str(caught.value)


def test_two_questions_of_one_name_are_refused(root: Path) -> None:
    write(root, "00_zero", "aa")
    with pytest.raises(CourseError, match="same key"):
        recall.questions_of(root, "00_zero")
