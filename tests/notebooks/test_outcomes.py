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
    folders = sorted({path.parent.name for path in root.glob("course/*/*.ipynb")})
    assert [module.slug for module in course.modules] == folders
    assert all((root / "course" / folder / f"{folder}.ipynb").is_file() for folder in folders)


def test_title_and_minutes_agree(book, module, second, beside_welcome):
    title = book.cells[0].source
    if beside_welcome:
        assert "Nothing is marked and nothing is handed in" in title
        return
    if second:
        assert "A half of the module" in title, "the map has the title of the module's own page"
        return
    assert title.splitlines()[0] == f"# {module.title}"
    assert re.search(rf"\b{module.minutes} minutes\b", title)


def test_the_pages_list_the_outcomes_of_the_map_word_for_word(
    book, module, module_cells, second, beside_welcome
):
    """Each page lists those that it serves; together they list them all."""
    mapped = [(outcome.id, outcome.text) for outcome in module.outcomes]
    on_page, on_all = outcomes(book.cells), outcomes(module_cells)
    assert on_page == [each for each in mapped if each in on_page]
    assert set(on_all) == set(mapped)
    assert (0 if beside_welcome else 2 if second else 3) <= len(on_page) <= (0 if beside_welcome else 5)


def test_each_outcome_is_taught_in_cells_that_exist(module, module_cells):
    ids = {each.id for each in module_cells}
    for outcome in module.outcomes:
        assert outcome.taught, f"{outcome.id} is taught nowhere"
        assert set(outcome.taught) <= ids, f"{outcome.id}: {set(outcome.taught) - ids}"


def test_each_outcome_is_practised_by_questions_that_exist(module_questions, module):
    keys = {question.key for question in module_questions}
    for outcome in module.outcomes:
        assert outcome.practised, f"{outcome.id} is practised nowhere"
        assert set(outcome.practised) <= keys, f"{outcome.id}: {set(outcome.practised) - keys}"


def test_each_question_of_the_core_serves_an_outcome(questions, module):
    """Questions that belong to other modules serve those."""
    served = {key for outcome in module.outcomes for key in outcome.practised}
    asked = {question.key for question in questions if not question.further and not question.borrowed}
    assert asked - served == set()


def test_teaching_comes_before_practice(module_cells, module_questions, module):
    """The first question of an outcome may be a prediction; the last must come after the teaching."""
    place = {}
    for number, each in enumerate(module_cells):
        place.setdefault(each.id, number)
    where = {question.key: place[question.cell] for question in module_questions}
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


def test_question_keys_are_used_once(module_questions):
    """Over all pages of a module: they share one file of answers."""
    keys = [(question.key, question.stage) for question in module_questions]
    assert len(set(keys)) == len(keys)
    for key, _ in keys:
        assert re.fullmatch(r"[a-z][a-z0-9_]{0,40}", key)


def test_a_module_asks_for_its_claims_before_and_after(module_questions, course, slug):
    asked = [(question.key, question.stage) for question in module_questions if question.kind == "claim"]
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


def outcomes(cells):
    listed = (each.source for each in cells if each.id == "outcomes")
    return [
        pair for source in listed for pair in re.findall(r"^- \*\*(\d\d\.\d)\*\* (.+?)[;.]$", source, re.M)
    ]
