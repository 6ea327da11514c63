"""The map of the course says what each page teaches, practises and assesses; the pages must agree."""

import re

import nbformat
import pytest

from localchange.course import load


@pytest.fixture(scope="module")
def course(root):
    return load(root)


@pytest.fixture(scope="module")
def module(course, slug):
    return {module.slug: module for module in course.modules}[slug]


def test_the_map_and_the_folders_name_the_same_pages(root, course):
    assert [module.slug for module in course.modules] == sorted(
        path.parent.name for path in root.glob("course/*/*.ipynb")
    )


def test_title_and_minutes_agree(book, module):
    title = book.cells[0].source
    assert title.splitlines()[0] == f"# {module.title}"
    assert re.search(rf"\b{module.minutes} minutes\b", title)


def test_the_page_lists_the_outcomes_of_the_map_word_for_word(book, module):
    listed = re.findall(r"^- \*\*(\d\d\.\d)\*\* (.+?)[;.]$", cell(book, "outcomes").source, re.M)
    assert listed == [(outcome.id, outcome.text) for outcome in module.outcomes]
    assert 3 <= len(listed) <= 5


def test_each_outcome_is_taught_in_cells_that_exist(book, module):
    ids = {each.id for each in book.cells}
    for outcome in module.outcomes:
        assert outcome.taught, f"{outcome.id} is taught nowhere"
        assert set(outcome.taught) <= ids, f"{outcome.id}: {set(outcome.taught) - ids}"


def test_each_outcome_is_practised_by_questions_that_exist(questions, module):
    keys = {question.key for question in questions}
    for outcome in module.outcomes:
        assert outcome.practised, f"{outcome.id} is practised nowhere"
        assert set(outcome.practised) <= keys, f"{outcome.id}: {set(outcome.practised) - keys}"


def test_each_question_of_the_core_serves_an_outcome(questions, module):
    """Warm-up questions serve earlier modules."""
    served = {key for outcome in module.outcomes for key in outcome.practised}
    asked = {
        question.key
        for question in questions
        if not question.further and not question.key.startswith("recall_")
    }
    assert asked - served == set()


def test_teaching_comes_before_practice(book, questions, module):
    """The first question of an outcome may be a prediction; the last must come after the teaching."""
    place = {each.id: number for number, each in enumerate(book.cells)}
    where = {question.key: place[question.cell] for question in questions}
    for outcome in module.outcomes:
        assert min(place[taught] for taught in outcome.taught) < max(where[key] for key in outcome.practised)


def test_each_outcome_of_an_assessed_module_is_assessed(root, course, module, questions_of):
    if module.slug not in {assignment.slug for assignment in course.assignments}:
        assert all(not outcome.assessed for outcome in module.outcomes)
        return
    source = nbformat.read(root / "solutions" / module.slug / f"{module.slug}.ipynb", as_version=4)
    keys = {question.key for question in questions_of(source)}
    keys |= {
        key
        for cell in source.cells
        for key in re.findall(r'labs\.\w+\(page, (?:.*answer=)?"(\w+)"', cell.source)
    }
    for outcome in module.outcomes:
        assert outcome.assessed, f"{outcome.id} is assessed nowhere"
        assert set(outcome.assessed) <= keys, f"{outcome.id}: {set(outcome.assessed) - keys}"


def test_question_keys_are_used_once(questions):
    keys = [(question.key, question.stage) for question in questions]
    assert len(set(keys)) == len(keys)
    for key, _ in keys:
        assert re.fullmatch(r"[a-z][a-z0-9_]{0,40}", key)


def test_a_module_asks_for_its_claims_before_and_after(questions, course, slug):
    asked = [(question.key, question.stage) for question in questions if question.kind == "claim"]
    before = [key for key, stage in asked if stage == "before"]
    after = [key for key, stage in asked if stage == "after"]
    tested = {f"claim_{claim.id}" for claim in course.claims if slug in claim.tested_in}
    assert before == after
    assert set(before) == tested


def test_the_ledger_has_the_claims_of_the_course_each_one_sentence(course):
    assert 8 <= len(course.claims) <= 10
    for claim in course.claims:
        assert claim.text.endswith(".")
        assert claim.text.count(". ") == 0
        assert claim.tested_in


def cell(book, cell_id):
    return next(each for each in book.cells if each.id == cell_id)
