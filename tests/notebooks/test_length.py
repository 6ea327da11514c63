"""How long a page takes, by the estimate of localchange.alignment.length, and how long its sentences are."""

import re

import nbformat
import pytest

from localchange.alignment import length
from localchange.alignment.reading_age import sentences
from localchange.course import load

CORE = (45, 60)
WELCOME = (10, 20)
ASSIGNMENT = 45
SECOND = (20, 35)
"""A page beside the module's own is half a module."""
BESIDE_WELCOME = (5, 20)
"""A page beside the welcome; it grows by a minute or two with each module."""


def test_the_core_takes_as_long_as_the_page_says(book, questions, slug, second, beside_welcome, root):
    found = length.estimate(book.cells, questions)
    minutes = found.minutes
    modules = load(root).modules
    stated = {module.slug: module.minutes for module in modules}[slug]
    if second:
        stated = int(re.search(r"\b(\d+) minutes\b", book.cells[0].source).group(1))
    least = 0.8
    if beside_welcome:
        assert f"{stated} minutes for each module" in book.cells[0].source
        stated, least = stated * len(modules[1:]), 0.7
    print(
        f"{slug}: {len(book.cells)} cells, {found.words} words, about {minutes:.0f} minutes; the page says {stated}"
    )
    assert least * stated <= minutes <= 1.1 * stated


def test_a_module_keeps_to_its_hour(slug, book, questions, second, beside_welcome):
    least, most = WELCOME if slug == "00_welcome" else SECOND if second else CORE
    if beside_welcome:
        least, most = BESIDE_WELCOME
    assert least <= length.estimate(book.cells, questions).minutes <= most


def test_an_assignment_keeps_to_its_three_quarters_of_an_hour(root, questions_of):
    for task in load(root).assignments:
        if task.optional:
            continue
        book = nbformat.read(root / "solutions" / task.slug / f"{task.slug}.ipynb", as_version=4)
        found = length.estimate(book.cells, questions_of(book))
        minutes = found.minutes
        (stated,) = re.findall(r"About (\d+) minutes", book.cells[0].source)
        print(
            f"assignment {task.slug}: {found.words} words, about {minutes:.0f} minutes; the page says {stated}"
        )
        assert minutes <= ASSIGNMENT
        assert 0.8 * int(stated) <= minutes <= 1.1 * int(stated)


@pytest.mark.parametrize(
    ("slug", "most"),
    [
        ("00_welcome", 30),
        ("01_two_views", 52),
        ("02_theory_of_change", 42),
        ("03_targets", 50),
        ("04_incentives_regulation", 42),
        ("05_complex_systems", 48),
        ("06_relationships", 48),
        ("07_balanced_approach", 40),
    ],
)
def test_a_page_has_few_cells(root, slug, most):
    """More than the usual thirty: 01 has two sides and three further parts, 02 four theories, 03 four pictures."""
    assert len(nbformat.read(root / f"course/{slug}/{slug}.ipynb", as_version=4).cells) <= most


def test_sentences_are_short(book):
    """Plain English: on average under eighteen words, and none over forty-five."""
    lengths = [(length.count_words(sentence), sentence) for sentence in sentences(book.cells)]
    mean = sum(words for words, _ in lengths) / len(lengths)
    longest = max(lengths)
    print(f"sentences: mean {mean:.1f} words, longest {longest[0]}")
    assert mean < 18
    assert longest[0] <= 45, longest[1]
