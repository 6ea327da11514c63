"""The diagnostic and the delayed test: what they ask, what they advise, when the second one is due."""

import shutil
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from localchange.answers import AnswerStore
from localchange.course import load
from localchange.exercises import Page, delayed_test, diagnostic, recall
from localchange.exercises.by_module import Reply, Standing

ROOT = Path(__file__).parents[2]
MODULES = load(ROOT).modules[1:]
FILES = (diagnostic.FILE, delayed_test.FILE)
OWN = [
    (module.slug, file)
    for module in MODULES
    for file in FILES
    if (ROOT / "course" / module.slug / file).is_file()
]


@pytest.fixture
def course(tmp_path):
    """A course without the notebooks of anybody's answers."""
    ignored = shutil.ignore_patterns("answers.json*", ".answers", ".ipynb_checkpoints", "*.hand-in.zip")
    shutil.copytree(ROOT / "course", tmp_path / "course", ignore=ignored)
    return tmp_path


@pytest.fixture
def page(course):
    return Page("00_welcome", folder=course / "course/00_welcome")


def give(page, asked, prefix, *, wrong=(), sure=80.0):
    for one in asked:
        other = next(key for key in one.options if key != one.right)
        value = {"choice": other if one.key in wrong else one.right, "confidence": sure}
        page.save(one.kept_as(prefix), "choice", value)


# --- what is asked ------------------------------------------------------------------------------------


def test_the_diagnostic_asks_two_or_three_of_every_module():
    asked = Counter(one.module for one in diagnostic.chosen(ROOT))
    assert set(asked) == {module.slug for module in MODULES}
    assert set(asked.values()) <= {2, 3}
    assert 10 <= sum(asked.values()) <= 24


def test_a_module_without_a_file_of_its_own_is_asked_from_its_recall_questions(course):
    (course / "course/05_complex_systems" / diagnostic.FILE).unlink()
    own = [one for one in diagnostic.chosen(course) if one.module == "05_complex_systems"]
    assert own == list(recall.questions_of(course, "05_complex_systems")[: diagnostic.ASKED])


def test_the_diagnostic_gives_no_warm_up_away():
    for slug, file in OWN:
        if file == diagnostic.FILE:
            prompts = {one.prompt for one in recall.questions_of(ROOT, slug)}
            assert not prompts & {one.prompt for one in recall.questions_of(ROOT, slug, file)}


def test_the_delayed_test_asks_two_of_every_module_and_a_case_where_there_is_one():
    asked = delayed_test.chosen(ROOT)
    recalled = Counter(one.module for one in asked if one in recall.questions_of(ROOT, one.module))
    assert recalled == {module.slug: 2 for module in MODULES}
    cases = [one.module for one in asked if one not in recall.questions_of(ROOT, one.module)]
    assert cases == [slug for slug, file in OWN if file == delayed_test.FILE]
    assert [one.module for one in asked[: len(MODULES)]] == [module.slug for module in MODULES], (
        "it is not mixed"
    )


def test_the_delayed_test_prefers_what_the_warm_ups_asked_least():
    warmed = Counter(
        one.asked_as for module in load(ROOT).modules for one in recall.chosen(ROOT, module.slug)
    )
    asked = {one.asked_as for one in delayed_test.chosen(ROOT)}
    for module in MODULES:
        own = [one.asked_as for one in recall.questions_of(ROOT, module.slug)]
        most = max(warmed[key] for key in own if key in asked)
        assert all(warmed[key] >= most for key in own if key not in asked)


@pytest.mark.parametrize(("slug", "file"), OWN)
def test_each_question_is_short_and_each_mistake_has_its_own_words(slug, file):
    outcomes = {outcome.id for outcome in load(ROOT).module(slug).outcomes}
    own = recall.questions_of(ROOT, slug, file)
    assert len(own) == (diagnostic.ASKED if file == diagnostic.FILE else 1)
    assert len({one.outcome for one in own}) == len(own), "two are on the same outcome"
    for one in own:
        assert one.outcome in outcomes
        assert len(" ".join([one.prompt, *one.options.values()]).split()) <= 70, one.key
        assert 3 <= len(one.options) <= 4
        assert len(set(one.feedback.values())) == len(one.feedback)
        assert not {one.key} & {other.key for other in recall.questions_of(ROOT, slug)}


def test_neither_length_nor_place_gives_the_right_one_away():
    own = [one for slug, file in OWN for one in recall.questions_of(ROOT, slug, file)]
    longest = [max(one.options, key=lambda key, one=one: len(one.options[key])) == one.right for one in own]
    assert sum(longest) <= len(own) / 3
    places = Counter(list(one.options).index(one.right) for one in own)
    assert max(places.values()) <= len(own) / 2


# --- what is advised ----------------------------------------------------------------------------------


def standing(rights, sures):
    module = load(ROOT).module("03_targets")
    asked = recall.questions_of(ROOT, "03_targets", diagnostic.FILE)
    replies = [
        Reply(one, one.right if right else next(key for key in one.options if key != one.right), sure)
        for one, right, sure in zip(asked, rights, sures, strict=True)
    ]
    return Standing(ROOT, module, tuple(replies))


@pytest.mark.parametrize(
    ("rights", "sures", "may"),
    [
        ((True, True, True), (70, 80, 100), True),
        ((True, True, True), (60, 100, 100), False),
        ((True, True, False), (100, 100, 100), False),
        ((False, False, False), (50, 50, 50), False),
    ],
)
def test_a_module_may_be_left_out_when_all_is_right_and_sure(rights, sures, may):
    found = standing(rights, sures)
    assert diagnostic.may_leave_out(found) is may
    assert ("May be left out" in diagnostic.advice(found)) is may


def test_the_page_states_the_rule_that_is_used():
    text = (ROOT / "course/00_welcome/diagnostic.ipynb").read_text(encoding="utf-8")
    assert f"at least {diagnostic.SURE_ENOUGH}% sure of each" in text
    assert "all three of its answers are right" in text and diagnostic.ASKED == 3
    assert "once in 27 times" in text and 3**diagnostic.ASKED == 27


def test_what_was_missed_is_said_as_an_outcome():
    found = standing((False, True, True), (50, 100, 100))
    assert "choose a comparison" in diagnostic.advice(found)


def test_nothing_is_told_before_every_question_has_an_answer(page, course):
    asked = diagnostic.chosen(course)
    diagnostic.questions(page)
    found = diagnostic.result(page)
    give(page, asked[1:], "diagnostic")
    assert "1 of" in found.value and "<table>" not in found.value
    page.save(asked[0].kept_as("diagnostic"), "choice", {"choice": asked[0].right})
    assert "1 of" in found.value, "an answer without a confidence is not one yet"
    give(page, asked[:1], "diagnostic")
    assert found.value.count("May be left out") == len(MODULES)
    assert all(module.title in found.value for module in MODULES)


def test_a_question_says_nothing_of_what_is_right(page):
    for question in [*diagnostic.questions(page), *delayed_test.questions(page)]:
        assert question.spec["confidence"]
        assert not question.spec.get("practice") and question._practice is None


def test_the_sections_to_read_again_are_those_that_teach_what_was_missed(page, course):
    asked = delayed_test.chosen(course)
    missed = next(one for one in asked if one.outcome == "03.1")
    give(page, asked, "delayed", wrong={missed.key})
    found = delayed_test.result(page).value
    assert (
        'href="../03_targets/03_targets.ipynb#A-ten-minute-primer:-what-would-have-happened-anyway?"' in found
    )
    assert found.count("Read again") == 1 and found.count("It has lasted") == len(MODULES) - 1
    assert missed.worked.split(".")[0] in found


# --- when it is due -----------------------------------------------------------------------------------


def test_the_day_of_the_newest_answer_in_the_last_module_is_the_end(course):
    assert delayed_test.finished(course) is None
    last = load(course).modules[-1].slug
    folder = course / "course" / last
    AnswerStore(folder, last).save("own_policy", "text", {"text": "One loop."})
    assert delayed_test.finished(course) == datetime.now().astimezone().date()
    (folder / "answers.json").write_text("{", encoding="utf-8")
    assert delayed_test.finished(course) is None, "what cannot be read tells nothing"


def test_when_it_is_due_is_said_in_words():
    end = date(2026, 11, 2)
    assert delayed_test.due(end, date(2026, 11, 10)).startswith(
        "You finished on 2 November 2026. The test is due on 30 November 2026, four weeks later: in 20 days."
    )
    assert "in 1 day." in delayed_test.due(end, date(2026, 11, 29))
    assert "It is time." in delayed_test.due(end, date(2026, 11, 30))
    assert "It is time." in delayed_test.due(end, date(2027, 3, 1))
    assert "does not know" in delayed_test.due(None, date(2026, 11, 10))


def test_where_nothing_tells_the_page_asks(page, course):
    due, _ = delayed_test.when(page)
    assert "does not know" in due.value
    page.save(delayed_test.WEEKS_AGO, "number", {"number": 1, "unit": "weeks"})
    ended = (datetime.now(UTC).astimezone() - timedelta(weeks=1)).date()
    assert f"You finished on {ended.day} {ended:%B %Y}" in due.value
    last = load(course).modules[-1].slug
    AnswerStore(course / "course" / last, last).save("own_policy", "text", {"text": "One loop."})
    assert len(delayed_test.when(page)) == 1, "what the answers tell need not be asked"
