"""The assignment of 04_incentives_regulation: what it asks, and what answers of known worth earn."""

import importlib.util
import json
import random
import sys
from pathlib import Path

import nbformat
import pytest

from localchange import evidence
from localchange.answers import read_answers
from localchange.models.estimators import from_four
from localchange.models.incentives_scheme import LAB_SEED, NO_SCHEME, scheme_outcome


def beside(name):
    """Load a module that lies beside this file."""
    found = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    sys.modules[name] = module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


running = beside("running")
graded = running.graded

ROOT = Path(__file__).parents[2]
SLUG = "04_incentives_regulation"
SOURCE = ROOT / "solutions" / SLUG / f"{SLUG}.ipynb"
MODEL_ANSWERS = ROOT / "solutions" / f"{SLUG}.answers.json"
OUTSIDE_HEALTH = {"teacher_say", "teacher_test", "teacher_minister"}
HANDLES = ("bonus", "share", "years", "checks", "hear")


@pytest.fixture(scope="module")
def source():
    return nbformat.read(SOURCE, as_version=4)


def marks(folder, answers):
    text = json.dumps(running.as_file(answers, page=SLUG)) if answers is not None else None
    return running.marks(SOURCE, folder, text)


def total(found):
    return sum(mark.points for mark in found.values())


def model_answers():
    entries = json.loads(MODEL_ANSWERS.read_text(encoding="utf-8"))["answers"]
    return {key: (entry["kind"], entry["value"]) for key, entry in entries.items()}


def scheme(**handles):
    return {"scheme": ("setting", {"setting": {**NO_SCHEME, **handles}})}


def forecast(key, low, high):
    return {key: ("prediction", {"low": low, "best": (low + high) / 2, "high": high, "unit": "points"})}


def choice(key, option, sure=50):
    return {key: ("choice", {"choice": option, "confidence": sure})}


def number(key, value, unit):
    return {key: ("number", {"number": value, "unit": unit})}


def test_the_model_answers_earn_everything(tmp_path):
    found = running.marks(SOURCE, tmp_path, MODEL_ANSWERS.read_text(encoding="utf-8"))
    assert {key: mark.points for key, mark in found.items()} == {key: mark.of for key, mark in found.items()}
    assert total(found) == 100


def test_the_model_answers_are_a_file_that_the_store_reads(tmp_path):
    path = tmp_path / "answers.json"
    path.write_text(MODEL_ANSWERS.read_text(encoding="utf-8"), encoding="utf-8")
    assert set(read_answers(path)) == set(model_answers())


def test_nothing_earns_nothing_and_every_mark_says_why(tmp_path):
    found = marks(tmp_path, None)
    assert total(found) == 0
    assert all(mark.reason for mark in found.values())


def test_a_fifth_of_the_marks_is_outside_health(source):
    points = {
        cell.metadata["nbgrader"]["grade_id"]: cell.metadata["nbgrader"]["points"] for cell in graded(source)
    }
    assert sum(points[key] for key in OUTSIDE_HEALTH) == 20
    works = ("muralidharan2011", "fryer2013", "glewwe2010")
    shown = next(cell.source for cell in source.cells if cell.id == "teacher-sources")
    for key in works:
        assert f'"{key}"' in shown
        assert evidence.work(key).doi and "trial" in evidence.work(key).finding


def test_guessing_earns_little(tmp_path, source, questions_of):
    """Whoever chooses blindly gets on average well under a half, and the first or the longest option does not pay."""
    asked = [each for each in questions_of(source) if each.kind in ("choice", "several")]
    found = []
    for number_of in range(12):
        rng = random.Random(number_of)
        answers = {}
        for each in asked:
            if each.kind == "choice":
                answers |= choice(each.key, rng.choice(list(each.options)))
            else:
                ticked = [key for key in each.options if rng.random() < 0.5]
                answers[each.key] = ("several", {"choices": ticked})
        found.append(total(marks(tmp_path, answers)))
    best = total(
        marks(tmp_path, {key: each for key, each in model_answers().items() if key in {a.key for a in asked}})
    )
    assert sum(found) / len(found) < 0.45 * best
    singles = [each for each in asked if each.kind == "choice"]
    most = total(marks(tmp_path, {each.key: model_answers()[each.key] for each in singles}))
    for pick in (first, longest):
        answers = {}
        for each in singles:
            answers |= choice(each.key, pick(each.options))
        assert total(marks(tmp_path, answers)) < 0.5 * most


def first(options):
    return next(iter(options))


def longest(options):
    return max(options, key=lambda key: len(options[key]))


# --- the scheme that is run again ----------------------------------------------------------------------------


def test_no_scheme_and_one_over_the_budget_earn_nothing(tmp_path):
    for handles in ({}, {"bonus": 30, "share": 80, "years": 6}, {"checks": 50}):
        assert marks(tmp_path, scheme(**handles))["scheme"].points == 0


def test_small_and_long_earns_more_than_large_and_short(tmp_path):
    small = marks(tmp_path, scheme(bonus=6, years=6))["scheme"].points
    short = marks(tmp_path, scheme(bonus=15, years=3))["scheme"].points
    whole_gain_only = marks(tmp_path, scheme(bonus=12, share=80, years=4))["scheme"].points
    assert small == 20
    assert 6 < short < 16
    assert whole_gain_only == pytest.approx(12), (
        "the most for all work, at the cost of the rest and of the end"
    )


def test_there_is_more_than_one_good_scheme(tmp_path):
    for handles in ({"bonus": 7, "share": 40, "years": 6}, {"bonus": 6, "share": 30, "years": 6}):
        assert marks(tmp_path, scheme(**handles))["scheme"].points > 19


@pytest.mark.parametrize(
    "setting",
    [{}, {"bonus": 6}, dict.fromkeys(HANDLES, 1e9), {**NO_SCHEME, "bonus": 6.5}, {**NO_SCHEME, "fine": 3}],
)
def test_a_scheme_that_cannot_be_is_marked_with_nothing_and_a_reason(tmp_path, setting):
    found = marks(tmp_path, {"scheme": ("setting", {"setting": setting})})["scheme"]
    assert found.points == 0 and found.reason


# --- predictions, tables ---------------------------------------------------------------------------------------


def test_foreseeing_that_schools_are_as_hospitals_earns_little(tmp_path):
    same = marks(tmp_path, forecast("school_record", 32, 36) | forecast("school_unpaid", 2.5, 3.5))
    assert same["school_record"].points <= 1 and same["school_unpaid"].points <= 1
    wide = marks(tmp_path, forecast("school_record", 0, 80) | forecast("school_unpaid", 0, 40))
    assert wide["school_record"].points <= 1 and wide["school_unpaid"].points <= 1
    fair = marks(tmp_path, forecast("school_record", 12, 26) | forecast("school_unpaid", 4, 9))
    assert fair["school_record"].points > 3 and fair["school_unpaid"].points > 3


def test_the_page_states_what_the_hospitals_did(source):
    text = next(cell.source for cell in source.cells if cell.id == "part-1")
    found = scheme_outcome({**NO_SCHEME, "bonus": 15}, LAB_SEED)
    assert f"about **{round(-100 * found.fell_record)} points**" in text
    assert f"about **{round(-100 * found.unpaid)} points**" in text


def test_tables_come_out_as_they_are_marked(tmp_path):
    assert from_four(21.0, 18.6, 20.2, 18.6) == pytest.approx(-0.8)
    assert -from_four(14.0, 10.6, 13.8, 11.2) == pytest.approx(0.8)
    for key, right, slip, unit in (
        ("did", -0.8, -2.4, "deaths in 100"),
        ("visits", 0.8, 3.4, "cases for 1,000"),
        ("did_anyway", 67, 33, "%"),
        ("visits_chance", 55, 62, "%"),
    ):
        whole = marks(tmp_path, number(key, right, unit))[key]
        part = marks(tmp_path, number(key, slip, unit))[key]
        assert whole.points == whole.of
        assert 0 < part.points < whole.of / 2 + 0.01, key


def test_being_sure_and_wrong_costs_the_mark_for_confidence_alone(tmp_path):
    unsure = marks(tmp_path, choice("minister", "did", 50))["minister"].points
    sure = marks(tmp_path, choice("minister", "did", 100))["minister"].points
    assert unsure - sure == pytest.approx(0.75)
