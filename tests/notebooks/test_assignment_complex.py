"""The assignment of 05_complex_systems: what it asks, what answers of known worth earn, and that nothing leaks."""

import copy
import importlib.util
import itertools
import json
import random
import sys
from pathlib import Path

import nbformat
import pytest

from localchange import data, evidence
from localchange.answers import read_answers
from localchange.models.causal_loops import WAITING_LIST
from localchange.models.waiting_list_leverage import leverage_outcome
from localchange.models.waiting_list_play import outcome, to_setting
from localchange.models.waiting_list_service import SERVICES


def beside(name):
    """Load a module that lies beside this file."""
    found = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    sys.modules[name] = module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


running = beside("running")
graded = running.graded
writing = beside("answering")
choice, number, several, order = writing.choice, writing.number, writing.several, writing.order
verdict, forecast, total = writing.verdict, writing.forecast, writing.total

ROOT = Path(__file__).parents[2]
SLUG = "05_complex_systems"
SOURCE = ROOT / "solutions" / SLUG / f"{SLUG}.ipynb"
RELEASE = ROOT / "assignments" / SLUG / f"{SLUG}.ipynb"
MODEL_ANSWERS = ROOT / "solutions" / f"{SLUG}.answers.json"
OUTSIDE_HEALTH = {"crown_rise", "crown_fair", "crown_place"}
STRONG, WEAK = ("rules", "goals", "delays"), ("numbers", "buffers", "reinforcing")
SEED = 48213


def read(path):
    return nbformat.read(path, as_version=4)


def marks(folder, answers):
    text = json.dumps(running.as_file(answers, page=SLUG)) if answers is not None else None
    return running.marks(SOURCE, folder, text)


def points_of(notebook):
    return writing.points_of(graded(notebook))


def court(*posts, seed=SEED):
    return ("setting", {"setting": to_setting(seed, posts)})


def drawn(theory):
    return ("theory", theory)


# --- what stands in it ------------------------------------------------------------------------------------


def test_a_fifth_of_all_marks_go_to_a_case_outside_health():
    points = points_of(read(SOURCE))
    assert sum(points[name] for name in OUTSIDE_HEALTH) == 20


def test_the_figures_of_the_crown_court_stand_in_the_works_that_are_shown():
    works = [evidence.work(key) for key in ("naocourts2021", "naocourts2024", "paccourts2025")]
    known = " ".join(f"{work.finding} {work.caution}" for work in works)
    for figure in (
        "60,692",
        "41,045",
        "23%",
        "53,000",
        "11,379",
        "2,830",
        "police officers",
        "prison capacity",
    ):
        assert figure in known
    assert round(100 * (60_692 / 41_045 - 1)) == 48
    assert round(11_379 / 2_830) == 4


def test_the_table_of_the_real_list_is_the_data():
    rows = data.referral_to_treatment().set_index("period")
    text = next(cell.source for cell in read(RELEASE).cells if cell.id == "part-4")
    lines = [line.split("|")[1:-1] for line in text.splitlines() if line.startswith("| ")]
    shown = {label.strip(): (july.strip(), october.strip()) for label, july, october in lines}
    for place, month in enumerate(("2020-07-01", "2020-10-01")):
        row = rows.loc[month]
        assert shown["on the list"][place] == f"{row['waiting'] / 1e6:.2f} million"
        assert shown["median wait, weeks"][place] == f"{row['median_weeks']:.1f}"
        assert shown["share within 18 weeks"][place] == f"{row['share_within_18']:.0%}"
        assert shown["waiting over 52 weeks"][place] == f"{row['over_52_weeks']:,.0f}"


def test_the_court_of_the_text_is_the_court_of_the_model():
    text = next(cell.source for cell in read(RELEASE).cells if cell.id == "part-2")
    of = SERVICES["court"]
    assert (of.staff, of.referrals, of.promise_weeks, of.leaving) == (40, 600, 26, 0.015)
    assert (of.hiring_delay, of.publishing_delay, of.surge) == (5, 2.5, (0.14, 0.22))
    for words in ("**40 staff**", "600", "26 weeks", "1.5%", "14% and 22%", "five months", "two and a half"):
        assert words in text, words


@pytest.mark.parametrize("seed", [1, 2, 3, 43, *range(100, 108)])
def test_the_pairs_that_count_differ_in_every_year(seed):
    cost = {key: leverage_outcome(key, seed=seed).cost for key in (*STRONG, *WEAK)}
    assert max(cost[key] for key in STRONG) < min(cost[key] for key in WEAK)


# --- answers of known worth -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def model():
    text = json.loads(MODEL_ANSWERS.read_text(encoding="utf-8"))
    return {key: (entry["kind"], entry["value"]) for key, entry in text["answers"].items()}


def test_model_answers_earn_all_but_the_price_of_a_range(model, tmp_path):
    read_answers(MODEL_ANSWERS, page=SLUG)
    found = marks(tmp_path, model)
    assert not {name: mark.reason for name, mark in found.items() if mark.points < mark.of}
    assert total(found) == 100
    assert set(model) - set(found) == {"reflection"}


# Chases the wait, takes each headline as it comes, and leaves the diagram as it was given.
NAIVE = {
    "loops": drawn(WAITING_LIST.given()),
    "loop_hiring": choice("r"),
    "loop_holding_back": choice("b"),
    "loop_sickness": choice("b"),
    "foresee_wait": forecast(26, 30),
    "court_year": court(0, 0, 0, 0, 4, 6, 8, 8, 6, 4, 2, 0),
    "places": order("numbers", "buffers", "reinforcing", "delays", "rules", "goals"),
    "places_why": several("cheap", "meadows"),
    "places_say": choice("percent", 90),
    "list_year": number(1.1, "times"),
    "list_say": choice("halved", 90),
    "claim_centre_cannot_control": verdict("supported"),
    "crown_rise": number(32, "%"),
    "crown_fair": several("caused", "proved"),
    "crown_place": choice("blame"),
}


def half_drawn():
    """Give the diagram with its arrows and without the two delays."""
    theory = copy.deepcopy(WAITING_LIST.whole())
    for link in theory["links"]:
        if (link["from"], link["to"]) in WAITING_LIST.without_delays:
            link["delay_months"] = None
    return theory


# One who has most of it: arrows and no delays, and two posts a month whatever comes.
GOOD = {
    "loops": drawn(half_drawn()),
    "loop_hiring": choice("b"),
    "loop_holding_back": choice("b"),
    "loop_sickness": choice("b"),
    "foresee_wait": forecast(40, 80),
    "court_year": court(2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2),
    "places": order("rules", "delays", "numbers", "goals", "reinforcing", "buffers"),
    "places_why": several("every", "fewer"),
    "places_say": choice("look", 80),
    "list_year": number(2, "times"),
    "list_say": choice("joined", 70),
    "claim_centre_cannot_control": verdict("mixed"),
    "crown_rise": number(48, "%"),
    "crown_fair": several("before", "police"),
    "crown_place": choice("wait"),
}


@pytest.mark.parametrize(
    ("name", "answers", "low", "high"),
    [("naive", NAIVE, 4, 18), ("good", GOOD, 60, 82), ("nobody", {}, 0, 0)],
)
def test_made_up_answers_earn_what_they_are_worth(name, answers, low, high, tmp_path):
    found = marks(tmp_path, answers)
    assert set(found) == set(points_of(read(SOURCE)))
    assert low <= total(found) <= high, {key: round(mark.points, 1) for key, mark in found.items()}


def test_an_arrow_that_does_not_belong_costs_a_gap(tmp_path):
    theory = copy.deepcopy(WAITING_LIST.whole())
    theory["links"].append({**theory["links"][0], "id": "x1", "from": "staff", "to": "referrals"})
    found = marks(tmp_path, {"loops": drawn(theory)})["loops"]
    assert found.points == pytest.approx(16 * 9 / 10)
    assert "do not belong: 1" in found.reason


def test_joining_everything_with_everything_earns_nothing(tmp_path):
    theory = copy.deepcopy(WAITING_LIST.whole())
    like = theory["links"][0]
    theory["links"] = [
        {**like, "id": f"a{n}", "from": start, "to": end, "sign": "+", "delay_months": 3}
        for n, (start, end) in enumerate(itertools.permutations(WAITING_LIST.things, 2))
    ]
    assert marks(tmp_path, {"loops": drawn(theory)})["loops"].points == 0


def test_an_empty_sheet_and_things_of_ones_own_earn_nothing(tmp_path):
    empty = {**WAITING_LIST.given(), "links": []}
    assert marks(tmp_path, {"loops": drawn(empty)})["loops"].points == 0
    own = copy.deepcopy(WAITING_LIST.given())
    own["steps"].append({**own["steps"][0], "id": "own", "text": "Something of my own"})
    own["links"].append({**own["links"][0], "id": "o1", "from": "own", "to": "staff"})
    found = marks(tmp_path, {"loops": drawn(own)})["loops"]
    assert found.points == 0 and "do not belong" not in found.reason


@pytest.mark.parametrize(
    "posts",
    [(0,) * 12, (1,) * 12, (12,) * 12, (), (0,) * 11 + (12,)],
    ids=["nobody", "leavers only", "as many as can be", "never begun", "at the last moment"],
)
def test_a_year_no_better_than_a_simple_rule_earns_nothing(posts, tmp_path):
    assert marks(tmp_path, {"court_year": court(*posts)})["court_year"].points <= 1


@pytest.mark.parametrize("seed", [SEED, 7])
def test_the_same_number_every_month_earns_six_of_fifteen_at_most_and_counting_earns_all(seed, tmp_path):
    of_same = [
        marks(tmp_path, {"court_year": court(*(posts,) * 12, seed=seed)})["court_year"].points
        for posts in (1, 2, 3, 5)
    ]
    assert max(of_same) == pytest.approx(6) and of_same[0] == 0
    counted = court(8, 1, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, seed=seed)
    assert marks(tmp_path, {"court_year": counted})["court_year"].points == 15


def test_a_better_year_earns_more_in_the_learners_own_draw(tmp_path):
    plans = [(0,) * 12, (0, 0, 0, 4, 4, 4, 2), (2,) * 12, (8, 2, *(1,) * 10)]
    for seed in (7, 4711):
        earned = [
            marks(tmp_path, {"court_year": court(*plan, seed=seed)})["court_year"].points for plan in plans
        ]
        assert earned[0] == 0 and earned[-1] > 13, (seed, earned)
        assert earned[1] < earned[-1] and earned[2] < earned[-1], (seed, earned)


def test_the_forecast_is_marked_by_what_the_learners_own_draw_gives(tmp_path):
    for seed in (7, 4711):
        truth = outcome(to_setting(seed, (0,) * 12), "court").wait_highest
        year = court(2, 2, seed=seed)
        near = marks(tmp_path, {"court_year": year, "foresee_wait": forecast(truth - 8, truth + 8)})
        wide = marks(tmp_path, {"court_year": year, "foresee_wait": forecast(truth - 35, truth + 35)})
        miss = marks(tmp_path, {"court_year": year, "foresee_wait": forecast(truth - 30, truth - 20)})
        worth = [found["foresee_wait"].points for found in (near, wide, miss)]
        assert worth[0] == 5 and 0 < worth[1] < 5 and worth[2] == 0, worth


@pytest.mark.parametrize("wrong", [1e9, -2, 0.5, 13])
def test_decisions_that_the_lab_does_not_have_earn_nothing(wrong, tmp_path):
    kind, value = court(8, 2)
    value["setting"]["m03"] = wrong
    found = marks(tmp_path, {"court_year": (kind, value)})["court_year"]
    assert found.points == 0


def test_guessing_earns_little(tmp_path):
    luck = random.Random(1948)
    earned = []
    for _ in range(12):
        answers = {
            "court_year": court(*(luck.randint(0, 12) for _ in range(12)), seed=SEED),
            "places": order(*luck.sample((*STRONG, *WEAK), 6)),
            **{
                key: choice(luck.choice("rb"))
                for key in ("loop_hiring", "loop_holding_back", "loop_sickness")
            },
            "places_say": choice(luck.choice(["use", "percent", "look", "never"]), 50),
            "list_say": choice(luck.choice(["halved", "wrong", "joined", "treated"]), 50),
            "crown_place": choice(luck.choice(["wait", "coming", "ambition", "blame"])),
            "claim_centre_cannot_control": verdict(
                luck.choice(["supported", "mixed", "contradicted", "untested"])
            ),
            "places_why": several(*luck.sample(["every", "asleep", "meadows", "fewer", "cheap", "more"], 3)),
            "crown_fair": several(
                *luck.sample(["before", "police", "caused", "prison", "useless", "proved"], 3)
            ),
        }
        earned.append(total(marks(tmp_path, answers)))
    print(f"at random: mean {sum(earned) / len(earned):.0f}, most {max(earned):.0f}")
    assert sum(earned) / len(earned) < 25


def test_each_option_has_a_reason_of_its_own(tmp_path):
    options = {
        "places_say": ["use", "percent", "look", "never"],
        "list_say": ["halved", "wrong", "joined", "treated"],
        "crown_place": ["wait", "coming", "ambition", "blame"],
        "claim_centre_cannot_control": ["supported", "mixed", "contradicted", "untested"],
    }
    said = {key: [] for key in options}
    for step in range(4):
        answers = {
            key: verdict(names[step]) if key.startswith("claim") else choice(names[step], 50)
            for key, names in options.items()
        }
        for key, mark in marks(tmp_path, answers).items():
            if key in said:
                said[key].append(mark.reason)
    for key, names in options.items():
        assert len(set(said[key])) == len(names), key
        assert all(len(reason) > 40 for reason in said[key]), key


# --- the release ----------------------------------------------------------------------------------------


def test_the_release_shows_no_marking_and_no_reason():
    released = RELEASE.read_text(encoding="utf-8")
    for secret in (
        "HIDDEN",
        "mark.",
        "reasons=",
        "slips",
        "Goal(",
        "Missed:",
        "tolerance",
        "STRONG",
        "whole()",
    ):
        assert secret not in released, secret
