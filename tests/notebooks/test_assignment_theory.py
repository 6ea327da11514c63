"""The assignment of 02_theory_of_change: what it asks, what answers of known worth earn, and that nothing leaks."""

import importlib.util
import itertools
import json
import random
import re
import sys
from fractions import Fraction
from math import comb
from pathlib import Path

import nbformat
import numpy as np
import pytest

from localchange import evidence
from localchange.answers import read_answers
from localchange.evidence import dois_in, works_cited_in
from localchange.marking import quadratic_score
from localchange.models.theory_of_change import Theory, cases, check
from localchange.models.theory_of_change.odds import Odds, importance

SPEC = importlib.util.spec_from_file_location("running", Path(__file__).with_name("running.py"))
running = sys.modules["running"] = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(running)

ROOT = Path(__file__).parents[2]
SLUG = "02_theory_of_change"
SOURCE = ROOT / "solutions" / SLUG / f"{SLUG}.ipynb"
RELEASE = ROOT / "assignments" / SLUG / f"{SLUG}.ipynb"
MODEL_ANSWERS = ROOT / "solutions" / f"{SLUG}.answers.json"
RUBRIC = ROOT / "solutions" / f"{SLUG}.rubric.md"

CRITERIA = [
    "Overall aim",
    "Logical overview",
    "Clarity of components",
    "Cause and effect",
    "Evidence",
    "Measurement",
]
OUTSIDE_HEALTH = {"work_gap", "work_true", "work_effect"}
KINDS = ("choice", "several", "number", "allocation", "claim", "text")
MACHINE = 76


def read(path):
    return nbformat.read(path, as_version=4)


def cell(notebook, cell_id):
    return next(each for each in notebook.cells if each.id == cell_id)


def points_of(notebook):
    return {
        each.metadata["nbgrader"]["grade_id"]: each.metadata["nbgrader"]["points"]
        for each in running.graded(notebook)
    }


def by_machine():
    return {key: of for key, of in points_of(read(SOURCE)).items() if not key.startswith("theory_")}


def marks(folder, answers):
    return running.marks(SOURCE, folder, json.dumps(running.as_file(answers, SLUG)))


def total(found):
    return sum(mark.points for mark in found.values())


def choice(option, sure=None):
    return ("choice", {"choice": option} if sure is None else {"choice": option, "confidence": sure})


def number(value, unit="%"):
    return ("number", {"number": value, "unit": unit})


def several(*options):
    return ("several", {"choices": list(options)})


def hours(start=0, doctors=0, neighbours=0, help=0):
    return (
        "allocation",
        {"amounts": {"start": start, "doctors": doctors, "neighbours": neighbours, "help": help}},
    )


def verdict(word):
    return ("claim", {"after": 60, "verdict": word, "change_mind": "A count."})


# --- what stands in it ------------------------------------------------------------------------------------


def test_seventy_six_marks_by_machine_and_twenty_four_by_hand():
    points = points_of(read(SOURCE))
    by_hand = [of for name, of in points.items() if name.startswith("theory_")]
    assert sum(points.values()) == 100
    assert by_hand == [4] * 6
    assert sum(by_machine().values()) == MACHINE


def test_a_fifth_of_all_marks_go_to_a_case_outside_health():
    points = points_of(read(SOURCE))
    assert sum(points[name] for name in OUTSIDE_HEALTH) == 20


def test_at_least_five_kinds_of_question_and_one_drawing_are_asked():
    text = "\n".join(each.source for each in read(SOURCE).cells if each.cell_type == "code")
    assert {kind for kind in KINDS if f"page.{kind}(" in text} == set(KINDS)
    assert text.count("labs.theory_builder(") == 1
    assert text.count("confidence=True") == 3


def test_each_criterion_has_its_cell_and_its_place_in_the_published_and_the_full_rubric():
    notebook = read(SOURCE)
    about = [each.metadata["localchange"] for each in notebook.cells if "localchange" in each.metadata]
    published = cell(notebook, "rubric").source
    full = RUBRIC.read_text(encoding="utf-8")
    assert [one["criterion"] for one in about] == CRITERIA
    assert [one["text"] for one in about] == ["theory"] * 5 + ["note"]
    for place, criterion in enumerate(CRITERIA, start=1):
        assert f"| **{criterion}** |" in published
        assert f"## {place}. {criterion}\n" in full
        section = full.split(f"## {place}. {criterion}\n")[1].split("\n## ")[0]
        assert re.findall(r"^\| ([0-4]) \|", section, re.MULTILINE) == ["4", "3", "2", "1", "0"]


def test_the_rubric_says_what_the_published_agreement_was_of_and_how_to_measure_ours():
    full = " ".join(RUBRIC.read_text(encoding="utf-8").split())
    assert "78%" in evidence.work("issen2018").finding
    assert "63 diagrams of projects that improve care" in full
    assert "their 78% says nothing of our agreement" in full
    assert "Draw **ten** submissions by lot. Two markers mark all ten" in full


def test_the_interval_that_the_rubric_gives_for_eight_of_ten_is_the_exact_one():
    def at_least(count, chance):
        return sum(comb(10, hits) * chance**hits * (1 - chance) ** (10 - hits) for hits in range(count, 11))

    held = [
        step / 1000
        for step in range(1001)
        if at_least(8, step / 1000) >= 0.025 <= 1 - at_least(9, step / 1000)
    ]
    assert f"from {100 * held[0]:.0f}% to {100 * held[-1]:.0f}%" in RUBRIC.read_text(encoding="utf-8")


def test_the_agreed_marks_of_the_examples_add_up():
    sums = re.findall(r"\(agreed: ([\d, ]+) = (\d+)\)", RUBRIC.read_text(encoding="utf-8"))
    assert len(sums) == 2
    for parts, stated in sums:
        given = [int(part) for part in parts.split(",")]
        assert len(given) == len(CRITERIA)
        assert sum(given) == int(stated)


def test_the_table_on_confidence_is_what_the_rule_gives():
    text = cell(read(SOURCE), "how-it-works").source
    rows = re.findall(r"\| (\d+)% sure \| ([\d.]+) of 1 \| ([\d.]+) of 1 \|", text)
    assert len(rows) == 4
    for sure, right, wrong in rows:
        assert round(quadratic_score(int(sure) / 100, True), 2) == float(right)
        assert round(quadratic_score(int(sure) / 100, False), 2) == float(wrong)


def test_every_work_that_is_linked_or_named_is_in_the_bibliography():
    for text in [RUBRIC.read_text(encoding="utf-8"), *(each.source for each in read(SOURCE).cells)]:
        links = re.findall(r"\]\((https?://\S+?)\)(?=[\s).,;]|$)", text)
        assert len(works_cited_in(text)) == len({link.rstrip("/") for link in links}), links
        if dois_in(text):
            assert works_cited_in(text)


# --- the figures and sums that the words rest on -------------------------------------------------------------


def test_figures_of_the_cases_stand_in_the_works_that_are_cited():
    notebook = read(SOURCE)
    for cell_id, key, figures in (
        ("work-effect-intro", "pac2014", ("27%", "26%")),
        ("work-effect-intro", "nao2014", ("39%",)),
        ("part-5", "guardian2013", ("76", "305")),
        ("part-5", "nhsconfed2013", ("65%", "2 to 10 hours a week")),
        ("part-5", "southwark2013", ("a quarter",)),
        ("part-3", "castroavila2019", ("155",)),
    ):
        for figure in figures:
            assert figure in cell(notebook, cell_id).source.replace("*", ""), figure
            assert figure in evidence.work(key).finding, figure


def test_a_name_and_year_in_a_reason_is_a_work_of_the_bibliography():
    known = {(work.who, work.year) for work in evidence.works()}
    named = [
        (who, int(year))
        for each in running.graded(read(SOURCE))
        for who, year in re.findall(
            r"\(((?:[A-Z][\w-]+ ?)+(?:and (?:others|[A-Z]\w+))?) (\d{4})", each.source
        )
    ]
    assert len(set(named)) >= 3
    assert set(named) <= known, set(named) - known


GAIN = {"start": "3.2", "help": "2.5", "doctors": "2.2", "neighbours": "1.3"}


def reached(start, doctors, neighbours, last):
    """The aim is reached when the start and the end hold and not both ways fail: counted out over all outcomes."""
    chances = {"start": start, "doctors": doctors, "neighbours": neighbours, "last": last}
    found = Fraction(0)
    for holds in itertools.product((True, False), repeat=4):
        outcome = dict(zip(chances, holds, strict=True))
        weight = Fraction(1)
        for arrow, chance in chances.items():
            weight *= chance if outcome[arrow] else 1 - chance
        if outcome["start"] and outcome["last"] and (outcome["doctors"] or outcome["neighbours"]):
            found += weight
    return found


def test_five_points_gain_what_the_reasons_say_and_the_start_gains_most():
    base = {
        "start": Fraction(70, 100),
        "doctors": Fraction(60, 100),
        "neighbours": Fraction(30, 100),
        "last": Fraction(90, 100),
    }
    gain = {
        arrow: reached(**{**base, arrow: base[arrow] + Fraction(5, 100)}) - reached(**base) for arrow in base
    }
    gain["help"] = gain.pop("last")
    assert max(gain, key=gain.get) == "start"
    said = " ".join(cell(read(SOURCE), "weakest").source.split())
    for arrow, points in GAIN.items():
        assert f"{100 * float(gain[arrow]):.1f}" in (points, f"{float(points) - 0.1:.1f}"), (
            arrow,
            gain[arrow],
        )
        assert points in said


def test_the_model_of_the_course_finds_the_same_order_of_importance():
    """The arrows of the drawing, with evidence that gives about the chances of the question."""
    scope = {}
    source = cell(read(SOURCE), "two-ways").source
    exec(
        "from localchange.models.theory_of_change import Link, Step, Theory\n" + source.split("labs.")[0],
        scope,
    )
    theory = scope["two_ways"]
    found = importance(theory, np.random.default_rng(1), Odds(by_evidence=(0.6, 0.6, 0.7, 0.8, 0.9)))
    assert min(found["start"], found["help"]) > max(
        found[link] for link in ("to_doctors", "to_doors", "doctors_groups", "doors_groups")
    )


def test_the_gap_of_each_theory_is_one_that_the_twelve_questions_do_not_see():
    """Otherwise whoever copies a theory into the builder is told."""
    scope = {}
    source = cell(read(SOURCE), "home-theory").source
    exec(
        "from localchange.models.theory_of_change import Link, Step, Theory\n" + source.split("labs.")[0],
        scope,
    )
    for theory, gap in ((scope["home"], "two"), (cases.unseen, "l2")):
        assert theory.link(gap)
        for finding in check(theory):
            assert gap not in finding.links, finding.question


def test_each_option_of_a_gap_question_is_an_arrow_of_its_theory(root=ROOT):
    scope = {}
    source = cell(read(SOURCE), "home-theory").source
    exec(
        "from localchange.models.theory_of_change import Link, Step, Theory\n" + source.split("labs.")[0],
        scope,
    )
    for key, theory in (("home-gap", scope["home"]), ("work-gap", cases.unseen)):
        options = re.findall(r'^        "(\w+)": "[^"]* → ', cell(read(RELEASE), key).source, re.MULTILINE)
        assert len(options) == 5
        assert set(options) <= {link.id for link in theory.links}


# --- answers of known worth -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def model():
    return json.loads(MODEL_ANSWERS.read_text(encoding="utf-8"))


def entries(model):
    return {key: (entry["kind"], entry["value"]) for key, entry in model["answers"].items()}


def test_model_answers_earn_every_machine_mark(model, tmp_path):
    read_answers(MODEL_ANSWERS, page=SLUG)
    found = marks(tmp_path, entries(model))
    assert not {name: mark.reason for name, mark in found.items() if mark.points < mark.of}
    assert total(found) == MACHINE
    assert not any(mark.needs_person for mark in found.values())


def test_the_model_theory_is_of_the_size_that_is_asked_for_and_runs_from_nation_to_place(model):
    theory = Theory.from_json(model["answers"]["theory"]["value"])
    assert 6 <= len(theory.steps) <= 10
    assert not [finding for finding in check(theory) if finding.first]
    assert 60 <= len(model["answers"]["note"]["value"]["text"].split()) <= 150


# A trainee who takes what is written for what is so, and is sure of it.
NAIVE = {
    "home_gap": choice("four", 90),
    "home_true": several("posts", "known", "counted"),
    "chain": number(70),
    "weakest": choice("neighbours", 90),
    "repair": hours(25, 25, 25, 25),
    "readings": several("cut", "made"),
    "next_round": choice("asked"),
    "claim_theory_of_change": verdict("supported"),
    "work_gap": choice("l4", 90),
    "work_true": several("jobs", "willing", "alike"),
    "work_effect": number(270, "people"),
}
# One who sees that something is wrong, without seeing what.
WEAK = {
    "home_gap": choice("three", 60),
    "home_true": several("paid", "posts", "staff"),
    "chain": number(50),
    "weakest": choice("help", 60),
    "repair": hours(40, 20, 20, 20),
    "readings": several("anyway", "never"),
    "next_round": choice("trend"),
    "claim_theory_of_change": verdict("contradicted"),
    "work_gap": choice("l1", 60),
    "work_true": several("covers", "jobs"),
    "work_effect": number(1, "people"),
}
# One who has most of it.
GOOD = {
    "home_gap": choice("two", 80),
    "home_true": several("paid", "staff"),
    "chain": number(21.6),
    "weakest": choice("start", 70),
    "repair": hours(70, 30),
    "readings": several("anyway", "easy"),
    "next_round": choice("lots"),
    "claim_theory_of_change": verdict("untested"),
    "work_gap": choice("l2", 70),
    "work_true": several("alike", "covers"),
    "work_effect": number(10, "people"),
}


@pytest.mark.parametrize(
    ("name", "answers", "low", "high"),
    [("naive", NAIVE, 2, 12), ("weak", WEAK, 20, 36), ("good", GOOD, 58, 72), ("nobody", {}, 0, 0)],
)
def test_made_up_answers_earn_what_they_are_worth(name, answers, low, high, tmp_path):
    found = marks(tmp_path, answers)
    assert set(found) == set(by_machine())
    print(name, {key: round(mark.points, 2) for key, mark in found.items()}, total(found))
    assert low <= total(found) <= high


OPTIONS = {
    "home_gap": ("one", "two", "three", "four", "five"),
    "weakest": ("neighbours", "doctors", "start", "help", "same"),
    "next_round": ("asked", "trend", "humble", "lots", "many"),
    "work_gap": ("l1", "l2", "l3", "l4", "l5"),
}
TICKS = {
    "home_true": ("posts", "paid", "counted", "staff", "known", "suits"),
    "readings": ("cut", "anyway", "never", "time", "made", "easy"),
    "work_true": ("alike", "jobs", "covers", "cash", "willing", "known"),
}


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


def test_the_longest_option_is_the_best_in_at_most_half_of_the_questions(questions_of, model):
    """A test-wise guesser picks the longest: that must not pay."""
    right = {
        key: entry["value"]["choice"] for key, entry in model["answers"].items() if entry["kind"] == "choice"
    }
    asked = [question for question in questions_of(read(SOURCE)) if question.key in right]
    paid = [
        question.key
        for question in asked
        if max(question.options, key=lambda key: len(question.options[key])) == right[question.key]
    ]
    assert len(asked) == 4
    assert len(paid) <= 2, paid


def test_guessing_earns_little_on_average(tmp_path):
    """Choices, ticks, a number in range, hours by chance: forty guessers that draw lots."""
    earned = []
    for seed in range(40):
        draw = random.Random(seed)
        cuts = sorted(draw.randint(0, 100) for _ in range(3))
        parts = [after - before for before, after in itertools.pairwise([0, *cuts, 100])]
        guess = {key: choice(draw.choice(options), 50) for key, options in OPTIONS.items()}
        guess |= {
            key: several(*[option for option in options if draw.random() < 0.5])
            for key, options in TICKS.items()
        }
        guess |= {
            "chain": number(draw.randint(0, 100)),
            "work_effect": number(draw.randint(-1000, 1000), "people"),
            "repair": hours(*parts),
            "claim_theory_of_change": verdict(
                draw.choice(["supported", "mixed", "contradicted", "untested"])
            ),
        }
        earned.append(total(marks(tmp_path, guess)))
    mean = sum(earned) / len(earned)
    print(f"guessers: mean {mean:.1f} of {MACHINE}, most {max(earned):.1f}")
    assert mean < 0.3 * MACHINE


def test_a_theory_and_a_note_earn_nothing_by_machine(model, tmp_path):
    drawn = {key: value for key, value in entries(model).items() if key in ("theory", "note")}
    assert total(marks(tmp_path, drawn)) == 0


# For each question: answers that earn part of it, worst first, then the model answer.
LADDERS = {
    "home_gap": [choice("four", 100), choice("three", 60), choice("two", 70)],
    "home_true": [several("posts", "known"), several("paid"), several("paid", "staff", "suits", "counted")],
    "chain": [number(99), number(70), number(27), number(21)],
    "weakest": [choice("neighbours", 100), choice("doctors", 60), choice("help", 60), choice("start", 60)],
    "repair": [hours(0, 100), hours(40, 20, 20, 20), hours(50, 50)],
    "readings": [several("cut", "never"), several("anyway"), several("anyway", "time", "easy", "made")],
    "next_round": [choice("many"), choice("humble"), choice("trend")],
    "claim_theory_of_change": [verdict("contradicted"), verdict("supported")],
    "work_gap": [choice("l5", 100), choice("l1", 60), choice("l2", 60)],
    "work_true": [several("jobs"), several("alike"), several("alike", "covers", "cash", "willing")],
    "work_effect": [
        number(500, "people"),
        number(-120, "people"),
        number(260, "people"),
        number(1, "people"),
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
        assert points[-1] == steps[-1][1], (key, points)


def test_the_repair_is_worked_out_again_from_the_hours(tmp_path):
    """Against an independent sum: a share of the way from an even split to the best one."""

    def aim(start, doctors, neighbours, last):
        now = [
            1 - (1 - chance) * 2 ** (-spent / 50)
            for chance, spent in zip((0.2, 0.6, 0.3, 0.9), (start, doctors, neighbours, last), strict=True)
        ]
        return float(reached(*map(Fraction, now)))

    best = max(aim(start, 100 - start, 0, 0) for start in range(101))
    assert best > aim(80, 0, 20, 0) and best > aim(90, 0, 0, 10)
    for split in ((60, 40, 0, 0), (30, 30, 20, 20), (100, 0, 0, 0), (10, 0, 0, 90)):
        (mark,) = [
            mark for key, mark in marks(tmp_path, {"repair": hours(*split)}).items() if key == "repair"
        ]
        share = (aim(*split) - aim(25, 25, 25, 25)) / (0.98 * best - aim(25, 25, 25, 25))
        assert mark.points == pytest.approx(9 * min(max(share, 0), 1), abs=0.05), split


def test_two_verdicts_can_be_defended(tmp_path):
    for word in ("mixed", "untested"):
        found = marks(tmp_path, {"claim_theory_of_change": verdict(word)})
        assert found["claim_theory_of_change"].points == 4


def test_each_option_has_a_reason_of_its_own(tmp_path):
    said = {key: [] for key in OPTIONS}
    for step in range(5):
        answers = {key: choice(options[step], 50) for key, options in OPTIONS.items()}
        for key, mark in marks(tmp_path, answers).items():
            if key in said:
                said[key].append(mark.reason)
    for key, reasons in said.items():
        assert len(set(reasons)) == 5, key
        assert all(len(reason) > 50 for reason in reasons), key


# --- whatever the file holds, each cell gives a mark -----------------------------------------------------


def test_with_no_answers_each_question_earns_nothing_with_a_reason(tmp_path):
    found = running.marks(SOURCE, tmp_path)
    assert set(found) == set(by_machine())
    for mark in found.values():
        assert mark.points == 0 and mark.reason.strip() and not mark.needs_person


def test_answers_of_the_wrong_kind_earn_nothing_with_a_reason(tmp_path):
    found = marks(tmp_path, {key: ("text", {"text": "no"}) for key in LADDERS})
    for mark in found.values():
        assert mark.points == 0 and "does not fit" in mark.reason


@pytest.mark.parametrize("amounts", [{"start": 1000}, {"start": -100, "help": 200}, {"elsewhere": 100}, {}])
def test_hours_that_are_not_there_earn_nothing(amounts, tmp_path):
    found = marks(tmp_path, {"repair": ("allocation", {"amounts": amounts})})
    assert found["repair"].points == 0


# --- the release ----------------------------------------------------------------------------------------


def test_the_release_shows_no_marking_and_no_reason():
    released = RELEASE.read_text(encoding="utf-8")
    for secret in ("HIDDEN", "mark.", "reasons=", "slips", "tolerance", "Goal(", "Right.", "Missed:"):
        assert secret not in released


def test_no_course_page_shows_the_theory_that_is_kept_for_the_assignment():
    for path in ROOT.glob("course/*/*"):
        if path.suffix in (".ipynb", ".md", ".toml"):
            text = path.read_text(encoding="utf-8")
            assert "cases.unseen" not in text and "Work Programme" not in text, path
