"""A practice question must teach: an answer that can be given, words for each mistake, a worked answer."""

import nbformat
import pytest


@pytest.fixture(scope="module")
def practised(questions):
    return [question for question in questions if question.practice is not None]


def test_a_right_choice_is_one_of_the_options(practised):
    for question in practised:
        if question.kind == "choice":
            assert question.practice["right"] in question.options, question.key
        if question.kind == "several":
            assert question.practice["right"] < set(question.options), question.key


def test_each_wrong_option_gets_its_own_words(practised):
    for question in practised:
        if question.kind not in ("choice", "several"):
            continue
        right = question.practice["right"]
        right = {right} if isinstance(right, str) else right
        feedback = question.practice.get("feedback", {})
        extra = {"missing"} if question.kind == "several" else set()
        assert set(feedback) == set(question.options) - right | extra, f"{question.key}: {set(feedback)}"
        assert len(set(feedback.values())) == len(feedback), (
            f"{question.key}: the same words for two mistakes"
        )


def test_a_wrong_number_is_told_which_way_it_is_wrong(practised):
    for question in practised:
        if question.kind == "number":
            assert set(question.practice.get("feedback", {})) == {"low", "high"}, question.key


def test_each_practice_question_has_a_worked_answer(practised):
    for question in practised:
        assert question.practice.get("worked", "").strip(), question.key


def test_the_right_option_is_not_given_away_by_its_length(practised):
    """A test-wise guesser picks the longest option: that must not pay."""
    choices = [question for question in practised if question.kind == "choice"]
    longest = [max(question.options, key=lambda key: len(question.options[key])) for question in choices]
    paid = sum(guess == question.practice["right"] for guess, question in zip(longest, choices, strict=True))
    assert paid <= len(choices) / 2, f"the longest option is right {paid} times of {len(choices)}"


def test_the_right_option_is_not_always_in_the_same_place(questions, slug):
    right = [
        question.practice["right"]
        for question in questions
        if question.kind == "choice" and question.practice
    ]
    assert len(set(right)) > 1 or len(right) < 4, f"{slug}: always {right[0]}"


def test_welcome_practises_every_kind_of_answer(root, questions_of):
    book = nbformat.read(root / "course/00_welcome/00_welcome.ipynb", as_version=4)
    kinds = {question.kind for question in questions_of(book)}
    assert kinds >= {"choice", "several", "number", "prediction", "ranking", "allocation", "setting", "text"}


def test_free_text_of_a_module_shows_examples_at_three_levels(slug, questions, beside_welcome):
    texts = [question for question in questions if question.kind == "text"]
    if beside_welcome:
        assert texts == []
        return
    if slug == "00_welcome":  # its one text is of the learner's own policy, and nothing compares with that
        assert [question.key for question in texts] == ["own_policy"]
        return
    for question in texts:
        assert list(question.anchors) == ["thin", "better", "strong"], question.key
        lengths = [len(example[0]) for example in question.anchors.values()]
        assert lengths == sorted(lengths), question.key


def test_each_example_of_the_first_module_says_why(root, questions_of):
    for path in ("course/01_two_views/01_two_views.ipynb", "solutions/01_two_views/01_two_views.ipynb"):
        texts = [one for one in questions_of(nbformat.read(root / path, as_version=4)) if one.kind == "text"]
        assert texts
        for question in texts:
            assert all(
                len(example) == 2 and example[1].endswith(".") for example in question.anchors.values()
            )
            assert len({why for _, why in question.anchors.values()}) == 3
