"""Each module owns questions that later modules ask, and opens with those of earlier ones."""

import re

import pytest

from localchange.course import load
from localchange.exercises import recall

ADDRESS = re.compile(r"https?://")


@pytest.fixture(scope="module")
def own(root, slug):
    return recall.questions_of(root, slug)


def test_a_module_owns_enough_to_be_asked_from(own):
    assert len(own) >= recall.ASKED


def test_each_brings_back_an_outcome_of_its_own_module(root, slug, own):
    outcomes = {outcome.id for outcome in load(root).module(slug).outcomes}
    for question in own:
        assert question.outcome in outcomes, question.key
    assert len({question.outcome for question in own}) >= 2, "they all bring back the same outcome"


def test_each_is_short_and_each_mistake_has_its_own_words(own):
    for question in own:
        words = " ".join([question.prompt, *question.options.values()]).split()
        assert len(words) <= 70, f"{question.key}: {len(words)} words"
        assert 3 <= len(question.options) <= 4, question.key
        assert len(set(question.feedback.values())) == len(question.feedback), question.key
        assert not ADDRESS.search(question.worked)


def test_neither_length_nor_place_gives_the_right_one_away(own):
    longest = [max(one.options, key=lambda key: len(one.options[key])) == one.right for one in own]
    assert sum(longest) <= len(own) / 2
    assert len({list(one.options).index(one.right) for one in own}) > 1


def test_a_module_opens_with_four_from_those_before_it(root, slug, module_questions):
    asked = [question for question in module_questions if question.key.startswith("recall_")]
    earlier = [module.slug for module in load(root).modules if module.slug < slug]
    assert len(asked) == (recall.ASKED if earlier else 0)
    assert len({question.cell for question in asked}) <= 1
    for question in asked:
        assert question.key[7:9] in {each[:2] for each in earlier}
