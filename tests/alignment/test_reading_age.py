"""The reading age: a published worked value, words counted by hand, and what must make a page harder."""

import nbformat
import pytest

from localchange.alignment.reading_age import grade, reading_age, sentences, syllables

BY_HAND = {
    **{"a": 1, "the": 1, "care": 1, "staff": 1, "change": 1, "moved": 1, "used": 1, "hours": 1, "makes": 1},
    **{
        "target": 2,
        "people": 2,
        "answer": 2,
        "minutes": 2,
        "little": 2,
        "system": 2,
        "started": 2,
        "waited": 2,
    },
    **{
        "waiting": 2,
        "measure": 2,
        "doctors": 2,
        "question": 2,
        "local": 2,
        "payment": 2,
        "science": 2,
        "being": 2,
    },
    **{
        "hospital": 3,
        "minister": 3,
        "evidence": 3,
        "policy": 3,
        "prediction": 3,
        "department": 3,
        "national": 3,
    },
    **{"regulation": 4, "relationship": 4, "intervention": 4, "experience": 4, "facilitator": 5, "area": 3},
}


def cells(text):
    return [nbformat.v4.new_markdown_cell(text)]


def test_the_formula_meets_a_published_worked_value():
    """The Australian platypus, as the package flesch-kincaid works it: 13 words, 26 syllables, grade 13.08."""
    assert grade(words=13, sentences=1, syllables_in_all=26) == pytest.approx(13.08, abs=0.005)


def test_most_words_have_the_syllables_that_a_person_counts():
    wrong = {word: syllables(word) for word, count in BY_HAND.items() if syllables(word) != count}
    assert len(wrong) <= 0.1 * len(BY_HAND), wrong
    total = sum(syllables(word) for word in BY_HAND)
    assert total == pytest.approx(sum(BY_HAND.values()), rel=0.03)


def test_long_words_and_long_sentences_are_harder():
    easy = "The cat sat. It was warm. We let it stay."
    long_sentence = "The cat sat and it was warm and we let it stay."
    long_words = "Administrative responsibilities accumulated. Organisational accountability deteriorated."
    assert reading_age(cells(easy)) < reading_age(cells(long_sentence)) < reading_age(cells(long_words))


def test_what_is_not_prose_does_not_count():
    prose = "The cat sat on the mat. It was warm there."
    dressed = f"# Incomprehensible heading\n\n{prose}\n\n| Administrative | responsibility |\n| --- | --- |"
    assert reading_age(cells(dressed)) == reading_age(cells(prose))
    linked = "The [cat](https://example.org/administrative) sat on the mat. It was warm there."
    assert reading_age(cells(linked)) == reading_age(cells(prose))


def test_a_point_of_a_list_is_a_sentence():
    assert sentences(cells("- one thing\n- another thing")) == ["- one thing", "another thing"]
