"""The assignment of 07_balanced_approach: what it asks, what answers of known worth earn, and that nothing leaks."""

import importlib.util
import itertools
import json
import random
import re
import sys
from math import comb
from pathlib import Path

import nbformat
import pytest

from localchange import evidence
from localchange.answers import read_answers
from localchange.evidence import works_cited_in
from localchange.grading.filling import fill
from localchange.models.package import ACTIONS, BARRIERS, FACTORS, touches
from localchange.models.package_scenarios import scenarios


def beside(name):
    """Load a module that lies beside this file."""
    found = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    sys.modules[name] = module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


running, writing = beside("running"), beside("answering")
choice, several, total = writing.choice, writing.several, writing.total

ROOT = Path(__file__).parents[2]
SLUG = "07_balanced_approach"
SOURCE = ROOT / "solutions" / SLUG / f"{SLUG}.ipynb"
RELEASE = ROOT / "assignments" / SLUG / f"{SLUG}.ipynb"
MODEL_ANSWERS = ROOT / "solutions" / f"{SLUG}.answers.json"
RUBRIC = ROOT / "solutions" / f"{SLUG}.rubric.md"

CRITERIA = ["Issue", "Recommendation", "Timing", "Evidence", "How it works", "The other side"]
PARTS = ["submission_issue", "submission_recommendation", "submission_timing", "submission_considerations"]
OUTSIDE_HEALTH = {"london_gain", "london_fair", "london_advice"}
MACHINE = 76
UNSEEN = {"target": 30, "payment": 30, "skills": 20, "networks": 20}


def read(path):
    return nbformat.read(path, as_version=4)


def cell(notebook, cell_id):
    return next(each for each in notebook.cells if each.id == cell_id)


def points_of(notebook):
    return writing.points_of(running.graded(notebook))


def by_machine():
    return {key: of for key, of in points_of(read(SOURCE)).items() if not key.startswith("submission_")}


def marks(folder, answers):
    return running.marks(SOURCE, folder, json.dumps(running.as_file(answers, SLUG)))


def number(value):
    return writing.number(value, "points")


def package(**amounts):
    return ("allocation", {"amounts": amounts})


def range_of(low, high):
    return writing.forecast(low, high, "of 100")


verdict = writing.verdict


# --- what stands in it ------------------------------------------------------------------------------------


def test_a_fifth_of_all_marks_go_to_a_case_outside_health_and_a_quarter_are_given_by_hand():
    points = points_of(read(SOURCE))
    assert sum(points[name] for name in OUTSIDE_HEALTH) == 20
    assert [of for name, of in points.items() if name.startswith("submission_")] == [4] * 6
    assert sum(by_machine().values()) == MACHINE


def test_each_criterion_has_its_cell_and_its_place_in_the_published_and_the_full_rubric():
    notebook = read(SOURCE)
    about = [each.metadata["localchange"] for each in notebook.cells if "localchange" in each.metadata]
    published = cell(notebook, "part-6").source
    full = RUBRIC.read_text(encoding="utf-8")
    assert [one["criterion"] for one in about] == CRITERIA
    assert [one["text"] for one in about] == [*PARTS, PARTS[3], PARTS[3]]
    for place, criterion in enumerate(CRITERIA, start=1):
        assert f"| **{criterion}** |" in published
        section = full.split(f"## {place}. {criterion}\n")[1].split("\n## ")[0]
        assert re.findall(r"^\| ([0-4]) \|", section, re.MULTILINE) == ["4", "3", "2", "1", "0"]


def test_the_agreed_marks_of_the_examples_add_up_and_their_points_fit_the_budget():
    full = RUBRIC.read_text(encoding="utf-8")
    sums = re.findall(r"\(agreed: ([\d, ]+) = (\d+)\)", full)
    assert len(sums) == 2
    for parts, stated in sums:
        given = [int(part) for part in parts.split(",")]
        assert len(given) == len(CRITERIA) and sum(given) == int(stated)
    (told,) = re.findall(
        r"I recommend target (\d+), inspection (\d+), paid time (\d+), figures (\d+), training (\d+), networks (\d+)",
        full,
    )
    assert sum(map(int, told)) == 100


def test_the_interval_that_the_rubric_gives_for_eight_of_ten_is_the_exact_one():
    def at_least(count, chance):
        return sum(comb(10, hits) * chance**hits * (1 - chance) ** (10 - hits) for hits in range(count, 11))

    held = [
        step / 1000
        for step in range(1001)
        if at_least(8, step / 1000) >= 0.025 <= 1 - at_least(9, step / 1000)
    ]
    assert f"from {100 * held[0]:.0f}% to {100 * held[-1]:.0f}%" in RUBRIC.read_text(encoding="utf-8")


def test_a_marker_sees_each_part_once_and_is_told_where_it_stands():
    model = read_answers(MODEL_ANSWERS, page=SLUG)
    notebook = read(RELEASE)
    fill(notebook, model)
    shown = [each.source for each in notebook.cells if "localchange" in each.metadata]
    assert len(shown) == 6
    for place, key in enumerate(PARTS):
        opening = model[key].value["text"].split(",")[0][:25]
        assert [opening in text for text in shown] == [one == place for one in range(6)], key


def test_the_lengths_that_are_asked_for_add_up_to_the_one_page(questions_of):
    asked = {question.key: question for question in questions_of(read(SOURCE))}
    assert sum(asked[key].words[1] for key in PARTS) == 450
    assert "450 words at most" in cell(read(SOURCE), "part-6").source


def test_every_work_that_is_linked_is_in_the_bibliography():
    for text in [RUBRIC.read_text(encoding="utf-8"), *(each.source for each in read(SOURCE).cells)]:
        links = re.findall(r"\]\((https?://\S+?)\)(?=[\s).,;]|$)", text)
        assert len(works_cited_in(text)) == len({link.rstrip("/") for link in links}), links


# --- the figures and readings that the words rest on ----------------------------------------------------------


def test_the_sum_on_london_is_that_of_the_work_that_is_cited():
    finding = evidence.work("blanden2015").finding
    assert "22% reached" in finding and "48% in 2013" in finding and "17% and 26%" in finding
    assert "(48 − 22) − (26 − 17) = 26 − 9 = 17" in cell(read(SOURCE), "london-gain").source


def test_the_actions_and_readings_that_the_package_question_names_are_those_of_the_model():
    training = {what.what for what in ACTIONS["skills"].touches}
    assert [key for key in ACTIONS if "execution" in {one.what for one in ACTIONS[key].touches}] == [
        "help",
        "skills",
    ]
    assert [key for key in ACTIONS if "headspace" in {one.what for one in ACTIONS[key].touches}] == ["time"]
    assert [key for key in ACTIONS if "data" in {one.what for one in ACTIONS[key].touches}] == ["data"]
    assert [key for key in ACTIONS if "management" in {one.what for one in ACTIONS[key].touches}] == [
        "target",
        "help",
    ]
    assert "execution" in training and len(FACTORS) == 7 and len(BARRIERS) == 4


def test_the_reading_that_is_marked_right_is_what_the_scenarios_show():
    found = scenarios(UNSEEN)
    assert found["missed"].leans == "better"
    assert found["gone"].leans == found["care"].leans == "worse"
    knows_no_training = [key for key in ("gone", "care", "missed") if "skills" in found[key].unknown]
    assert knows_no_training == ["gone", "care"]
    assert 1 < found["missed"].prod.mid - found["missed"].package.mid < 2
    for key in ("gone", "care"):  # the wrong reading on overlap has its facts right
        low, high = found[key].package.low, found[key].package.high
        assert low < found[key].prod.low < high


def test_what_was_to_be_foreseen_is_no_matter_of_the_draw():
    for seed in (7, 8, 9):
        assert 0.2 < scenarios(UNSEEN, seed=seed)["project"].better < 0.5


# --- answers of known worth -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def model():
    return json.loads(MODEL_ANSWERS.read_text(encoding="utf-8"))


def entries(model):
    return {key: (entry["kind"], entry["value"]) for key, entry in model["answers"].items()}


def test_model_answers_earn_every_machine_mark(model, tmp_path):
    read_answers(MODEL_ANSWERS, page=SLUG)
    found = marks(tmp_path, entries(model))
    short = {name: mark.reason for name, mark in found.items() if mark.points < mark.of - 1e-9}
    assert set(short) <= {"foresee"}, short
    assert found["foresee"].points > 0.9 * found["foresee"].of
    assert not any(mark.needs_person for mark in found.values())


def test_the_model_page_keeps_to_the_lengths_and_to_its_own_package(model, questions_of):
    asked = {question.key: question for question in questions_of(read(SOURCE))}
    for key in PARTS:
        least, most = asked[key].words
        assert least <= len(model["answers"][key]["value"]["text"].split()) <= most, key
    said = model["answers"]["submission_recommendation"]["value"]["text"]
    for amount in filter(None, model["answers"]["package"]["value"]["amounts"].values()):
        assert re.search(rf"\b{amount}\b", said), amount


# One who is sure that support is good, and that numbers are what No 10 needs.
NAIVE = {
    "package": package(help=50, skills=25, networks=25),
    "bare": several("recognition", "culture", "data"),
    "foresee": range_of(80, 100),
    "ranges": choice("weeks", 90),
    "no10": choice("hire", 90),
    "reply": several("better", "move"),
    "claim_balanced_approach": verdict("supported"),
    "london_gain": number(26),
    "london_fair": several("all", "balance"),
    "london_advice": choice("everywhere", 90),
}
MIDDLING = {
    "package": package(target=25, inspection=20, data=25, time=30),
    "bare": several("headspace", "execution", "culture"),
    "foresee": range_of(30, 80),
    "ranges": choice("overlap", 60),
    "no10": choice("compare", 60),
    "reply": several("count", "stays", "cannot"),
    "claim_balanced_approach": verdict("mixed"),
    "london_gain": number(26),
    "london_fair": several("early", "mix", "all"),
    "london_advice": choice("named", 60),
}
GOOD = {
    "package": package(target=20, inspection=20, data=20, time=20, goals=20),
    "bare": several("headspace", "execution"),
    "foresee": range_of(25, 55),
    "ranges": choice("differ", 80),
    "no10": choice("compare", 80),
    "reply": several("count", "stays"),
    "claim_balanced_approach": verdict("mixed"),
    "london_gain": number(17),
    "london_fair": several("early", "mix"),
    "london_advice": choice("lots", 80),
}


@pytest.mark.parametrize(
    ("name", "answers", "low", "high"),
    [("naive", NAIVE, 3, 14), ("middling", MIDDLING, 28, 45), ("good", GOOD, 56, 70), ("nobody", {}, 0, 0)],
)
def test_made_up_answers_earn_what_they_are_worth(name, answers, low, high, tmp_path):
    found = marks(tmp_path, answers)
    assert set(found) == set(by_machine())
    print(name, {key: round(mark.points, 2) for key, mark in found.items()}, round(total(found), 1))
    assert low <= total(found) <= high


def test_a_page_earns_nothing_by_machine(model, tmp_path):
    written = {key: value for key, value in entries(model).items() if key in PARTS}
    assert total(marks(tmp_path, written)) == 0


HOSTILE = [
    package(target=100, inspection=20),
    package(target=-20, inspection=60, time=60),
    package(target=50, inspection=20, bribe=30),
    package(),
    package(target=1e15, inspection=20),
    choice("target", 100),
    ("text", {"text": "<script>alert(1)</script>"}),
]


@pytest.mark.parametrize("given", HOSTILE, ids=range(len(HOSTILE)))
def test_a_package_that_is_none_earns_nothing_and_says_why(given, tmp_path):
    found = marks(tmp_path, {"package": given})["package"]
    assert found.points == 0 and found.reason.strip() and not found.needs_person


def test_the_package_of_the_course_page_does_not_keep_the_conditions(tmp_path):
    copied = package(target=20, data=20, help=20, time=20, goals=20)
    found = marks(tmp_path, {"package": copied})["package"]
    assert found.points <= 13


def test_a_package_is_run_again_when_it_is_marked(tmp_path):
    """The two goals of the toys, against what the models say."""
    for given in ({"target": 10, "inspection": 20, "data": 20, "time": 30, "skills": 20}, dict(UNSEEN)):
        given = {**given, "goals": 100 - sum(given.values())}
        lines = marks(tmp_path, {"package": package(**given)})["package"].reason.splitlines()
        found = scenarios(given)
        assert ("at least 90% really leave" in lines[3]) == (found["gone"].package.mid >= 90)
        assert (lines[4].startswith("2 of 2")) == (found["project"].better >= 0.9)
        assert (lines[1].startswith("4 of 4")) == (not touches(given).bare_barriers)


OPTIONS = {
    "ranges": ("count", "differ", "weeks", "overlap"),
    "no10": ("last", "hire", "compare", "refuse"),
    "london_advice": ("everywhere", "named", "never", "lots"),
}
TICKS = {
    "bare": ("recognition", "execution", "data", "headspace", "culture", "resources"),
    "reply": ("count", "better", "due", "move", "stays", "cannot"),
    "london_fair": ("all", "early", "nothing", "added", "mix", "balance"),
}
VERDICTS = ("supported", "mixed", "contradicted", "untested")


def test_the_options_of_this_file_are_those_of_the_page(questions_of):
    asked = {question.key: question for question in questions_of(read(SOURCE))}
    for key, options in {**OPTIONS, **TICKS}.items():
        assert set(asked[key].options) == set(options), key


def test_ticking_everything_and_ticking_nothing_earn_little(tmp_path):
    everything = marks(tmp_path, {key: several(*options) for key, options in TICKS.items()})
    nothing = marks(tmp_path, {key: several() for key in TICKS})
    for key in TICKS:
        assert nothing[key].points == 0
        assert everything[key].points <= 0.2 * everything[key].of, (key, everything[key].points)


def test_the_longest_option_is_the_best_in_at_most_one_question(questions_of, model):
    right = {
        key: entry["value"]["choice"] for key, entry in model["answers"].items() if entry["kind"] == "choice"
    }
    asked = [question for question in questions_of(read(SOURCE)) if question.key in right]
    paid = [
        question.key
        for question in asked
        if max(question.options, key=lambda key: len(question.options[key])) == right[question.key]
    ]
    assert len(asked) == 3 and len(paid) <= 1, paid


def test_each_option_has_a_reason_of_its_own(tmp_path):
    said = {key: [] for key in (*OPTIONS, "claim_balanced_approach")}
    for step in range(4):
        answers = {key: choice(options[step], 50) for key, options in OPTIONS.items()}
        answers["claim_balanced_approach"] = verdict(VERDICTS[step])
        for key, mark in marks(tmp_path, answers).items():
            if key in said:
                said[key].append(mark.reason)
    for key, reasons in said.items():
        assert len(set(reasons)) == 4, key
        assert all(len(reason) > 50 for reason in reasons), key


def test_guessing_earns_little_on_average(tmp_path):
    """Packages, ticks and choices by chance: eight guessers that draw lots."""
    earned = []
    for seed in range(8):
        draw = random.Random(seed)
        cuts = sorted(draw.randrange(0, 105, 5) for _ in range(8))
        parts = [after - before for before, after in itertools.pairwise([0, *cuts, 100])]
        low = draw.randint(0, 80)
        guess = {key: choice(draw.choice(options), 50) for key, options in OPTIONS.items()}
        guess |= {
            key: several(*[option for option in options if draw.random() < 0.5])
            for key, options in TICKS.items()
        }
        guess |= {
            "package": package(**dict(zip(ACTIONS, parts, strict=True))),
            "foresee": range_of(low, low + 20),
            "london_gain": number(draw.randint(-50, 50)),
            "claim_balanced_approach": verdict(draw.choice(VERDICTS)),
        }
        earned.append(total(marks(tmp_path, guess)))
    mean = sum(earned) / len(earned)
    print(f"guessers: mean {mean:.1f} of {MACHINE}, most {max(earned):.1f}")
    assert mean < 0.4 * MACHINE


LADDERS = {
    "package": [
        package(payment=100),
        package(target=50, inspection=50),
        package(target=20, inspection=20, data=20, time=20, goals=20),
    ],
    "bare": [several("data"), several("headspace"), several("headspace", "execution")],
    "foresee": [range_of(90, 100), range_of(20, 80), range_of(25, 50)],
    "ranges": [choice("count", 100), choice("weeks", 60), choice("overlap", 60), choice("differ", 60)],
    "no10": [choice("refuse", 100), choice("last", 60), choice("compare", 60)],
    "reply": [several("better", "move"), several("count"), several("count", "due")],
    "claim_balanced_approach": [verdict("contradicted"), verdict("supported")],
    "london_gain": [number(50), number(5), number(22), number(26), number(-17)],
    "london_fair": [several("all", "nothing"), several("early"), several("early", "mix")],
    "london_advice": [
        choice("never", 100),
        choice("everywhere", 60),
        choice("named", 60),
        choice("lots", 60),
    ],
}


def test_every_question_can_be_earned_in_part_and_better_answers_earn_more(model, tmp_path):
    assert set(LADDERS) == set(by_machine())
    earned = {key: [] for key in LADDERS}
    best = entries(model)
    for step in range(max(len(ladder) for ladder in LADDERS.values()) + 1):
        answers = {key: [*ladder, best[key]][min(step, len(ladder))] for key, ladder in LADDERS.items()}
        for key, mark in marks(tmp_path, answers).items():
            if step <= len(LADDERS[key]):
                earned[key].append((mark.points, mark.of))
    for key, steps in earned.items():
        points = [one for one, _ in steps]
        assert points == sorted(points) and len(set(points)) == len(points), (key, points)
        assert points[0] < 0.35 * steps[0][1], (key, points)
        assert any(0 < one < of for one, of in steps), (key, points)


def test_with_no_answers_each_question_earns_nothing_with_a_reason(tmp_path):
    for mark in marks(tmp_path, {}).values():
        assert mark.points == 0 and mark.reason.strip() and not mark.needs_person


def test_the_release_shows_no_marking_and_no_reason():
    released = RELEASE.read_text(encoding="utf-8")
    for secret in ("HIDDEN", "mark.", "reasons=", "slips", "Goal(", "Missed:", "tolerance", "turned_out"):
        assert secret not in released, secret
