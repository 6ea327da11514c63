"""The assignment of 06_relationships: what it asks, what answers of known worth earn, and that nothing leaks."""

import importlib.util
import itertools
import json
import random
import sys
from pathlib import Path

import nbformat
import numpy as np
import pytest

from localchange import evidence
from localchange.answers import read_answers
from localchange.models import diffusion_agents as town
from localchange.models.diffusion_change import LAB_SEED, NAMES, THINGS, change_outcome
from localchange.models.diffusion_turning import CIRCLES, turning_noise


def beside(name):
    """Load a module that lies beside this file."""
    found = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    sys.modules[name] = module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


running, writing = beside("running"), beside("answering")
choice, several, verdict, picked = writing.choice, writing.several, writing.verdict, writing.picked
forecast, total = writing.forecast, writing.total

ROOT = Path(__file__).parents[2]
SLUG = "06_relationships"
SOURCE = ROOT / "solutions" / SLUG / f"{SLUG}.ipynb"
RELEASE = ROOT / "assignments" / SLUG / f"{SLUG}.ipynb"
MODEL_ANSWERS = ROOT / "solutions" / f"{SLUG}.answers.json"
OUTSIDE_HEALTH = {"schools_figure", "schools_fair", "schools_whom"}
CLAIM = "claim_relationships_transform"
PLACE = town.NETWORKS["assignment"]
TEAMS = [
    [label for label, group in zip(PLACE.people, PLACE.groups, strict=True) if group == team]
    for team in range(PLACE.teams)
]


def read(path):
    return nbformat.read(path, as_version=4)


def marks(folder, answers):
    text = json.dumps(running.as_file(answers, page=SLUG)) if answers is not None else None
    return running.marks(SOURCE, folder, text)


def points_of(notebook):
    return writing.points_of(running.graded(notebook))


@pytest.fixture(scope="module")
def parts():
    return {cell.id: cell.source for cell in read(RELEASE).cells}


# --- what stands in it ------------------------------------------------------------------------------------


def test_a_fifth_of_all_marks_go_to_a_case_outside_health():
    points = points_of(read(SOURCE))
    assert sum(points[name] for name in OUTSIDE_HEALTH) == 20


def test_what_is_asked_of_the_schools_stands_in_the_works_that_are_shown():
    first, correction, again = (evidence.work(key) for key in ("paluck2016", "paluck2018", "gomila2023"))
    assert "30%" in first.finding and "drawn by chance" in first.finding and "24,191" in first.finding
    for figure in ("25%", "23%", "29%", "0.06", "0.20"):
        assert figure in correction.finding
    assert "not statistically significant" in correction.caution
    assert round(0.06 / 0.20, 2) == 0.30
    assert "teachers" in again.finding and "not assigned by chance" in again.caution


def test_the_town_of_the_text_is_the_town_of_the_model(parts):
    assert (PLACE.teams, PLACE.size, town.AGENTS) == (5, 60, 8)
    assert (town.MONTHS, town.LIVES) == (12, 200)
    assert "**five teams of twelve**" in parts["part-1"] and "200 lives" in parts["part-1"]
    modest, radical = town.CHANGES["modest"], town.CHANGES["radical"]
    assert f"{modest.each:.0%} a month" in parts["part-1"]
    assert 2 <= radical.threshold <= 2.5 and "two or three colleagues" in parts["part-1"]


def test_the_ranking_turns_where_the_page_and_the_marking_say(parts):
    assert (CIRCLES.people, CIRCLES.degree, CIRCLES.begin) == (144, 6, 7)
    low, high = turning_noise(3, 12)
    assert (low, high) == pytest.approx((3.45, 3.75), abs=0.05)
    assert "near 1.1% a month" in parts["part-2"] and "near 2.1%" in parts["part-2"]


@pytest.mark.parametrize("seed", [LAB_SEED, 1, 2])
def test_the_push_that_nobody_has_seen(seed):
    at = {"radical": 80, "noise": 0.5}
    left = {name: change_outcome({**at, "spend": 1 + THINGS.index(name)}, seed).lasting for name in THINGS}
    assert left["mandate"] == pytest.approx(0.295, abs=0.02)
    assert left["goals"] > max(left[name] for name in ("mandate", "brokers", "slack")) + 0.04
    assert left["slack"] == pytest.approx(left["mandate"], abs=0.03)
    assert change_outcome({**at, "spend": 1}, seed).at_end_of_push == pytest.approx(0.48, abs=0.02)
    assert change_outcome(at, seed).lasting == pytest.approx(0.195, abs=0.02)
    assert NAMES["goals"] == "shared goals"


# --- the two choices of agents ----------------------------------------------------------------------------


def standing(agents, change):
    return town.agents_outcome("assignment", agents, change).share


def strangers(one, other):
    """Say that two people are not tied, and have no colleague in common."""
    both = PLACE.matrix[PLACE.number(one)] & PLACE.matrix[PLACE.number(other)]
    return not tied(one, other) and not both.any()


def spread_out():
    """Take one or two from each team, all strangers to each other where that can be had, most ties first."""
    chosen = []
    for team in (*TEAMS, *TEAMS[:3]):
        free = [one for one in team if all(strangers(one, other) for other in chosen)]
        free = free or [one for one in team if not any(tied(one, other) for other in chosen)]
        chosen.append(max(free, key=lambda one: PLACE.degrees[PLACE.number(one)]))
    return chosen


def tied(one, other):
    return bool(PLACE.matrix[PLACE.number(one), PLACE.number(other)])


def side_by_side():
    """Take three, three and two from three teams in a row, so that most of each team's others stand beside two."""
    chosen = []
    for team, many in zip(TEAMS[2:], (3, 3, 2), strict=True):

        def beside_two(some, team=team):
            return sum(sum(tied(one, each) for each in some) >= 2 for one in team if one not in some)

        chosen += max(itertools.combinations(team, many), key=beside_two)
    return chosen


def test_the_two_changes_want_different_people():
    for change, other in (("modest", "radical"), ("radical", "modest")):
        best = town.GREEDY["assignment", change]
        assert standing(best, change) == 1
        assert standing(best, other) < 0.2


def test_an_idea_that_fits_the_change_earns_and_one_that_does_not_earns_little():
    assert standing(spread_out(), "modest") > 0.5 and standing(spread_out(), "radical") < 0.2
    assert standing(side_by_side(), "radical") > 0.3 and standing(side_by_side(), "modest") < 0.2
    most = [PLACE.people[one] for one in np.argsort(-PLACE.degrees, kind="stable")[:8]]
    for change in town.CHANGES:
        assert standing(most, change) < 0.3
        for team in TEAMS:
            assert standing(team[:8], change) == 0


def test_agents_are_marked_by_how_far_they_get(tmp_path):
    good = marks(tmp_path, {"agents_modest": picked(spread_out()), "agents_radical": picked(side_by_side())})
    assert good["agents_modest"].points > 8 and good["agents_radical"].points > 6
    crossed = marks(
        tmp_path, {"agents_modest": picked(side_by_side()), "agents_radical": picked(spread_out())}
    )
    assert crossed["agents_modest"].points + crossed["agents_radical"].points < 4


@pytest.mark.parametrize(
    "answer",
    [
        picked(TEAMS[0][:7]),
        picked(TEAMS[0][:9]),
        picked([*TEAMS[0][:7], "Z99"]),
        picked(TEAMS[0][:8], ties=[("A1", "C4")]),
    ],
    ids=["seven", "nine", "a stranger", "a tie"],
)
def test_a_choice_against_the_rules_earns_nothing(answer, tmp_path):
    found = marks(tmp_path, {"agents_modest": answer, "agents_radical": answer})
    for key in ("agents_modest", "agents_radical"):
        assert found[key].points == 0 and found[key].reason and not found[key].needs_person


def test_the_order_of_picking_earns_nothing(tmp_path):
    best = list(town.GREEDY["assignment", "modest"])
    earned = [
        marks(tmp_path, {"agents_modest": picked(some)})["agents_modest"].points
        for some in (best, best[::-1])
    ]
    assert earned == [12, 12]


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
    assert set(model) - set(found) == {"agents_words", "plan"}


# Believes that relationships are everything, that the best connected are best, and each headline as it comes.
NAIVE = {
    "agents_modest": picked(TEAMS[0][:8]),
    "agents_radical": picked(TEAMS[0][:8]),
    "agents_why": several("most", "same"),
    "turning": forecast(0.5, 1, "% a month"),
    "turning_why": several("close", "fixed"),
    "foresee_left": forecast(60, 80, "of 100"),
    "foresee_wins": choice("brokers", 90),
    "michigan_fair": several("safe", "punitive", "some"),
    "michigan_next": choice("survey", 90),
    CLAIM: verdict("supported"),
    "schools_figure": choice("thirty"),
    "schools_fair": several("lasting", "wards"),
    "schools_whom": choice("managers"),
}

# One who has most of it.
GOOD = {
    "agents_modest": picked(spread_out()),
    "agents_radical": picked(side_by_side()),
    "agents_why": several("waste", "beside"),
    "turning": forecast(2.5, 4.5, "% a month"),
    "turning_why": several("seed", "both"),
    "foresee_left": forecast(20, 45, "of 100"),
    "foresee_wins": choice("slack", 60),
    "michigan_fair": several("anyway", "outside"),
    "michigan_next": choice("lots", 80),
    CLAIM: verdict("mixed"),
    "schools_figure": choice("range"),
    "schools_fair": several("lots", "seen"),
    "schools_whom": choice("staff"),
}


@pytest.mark.parametrize(
    ("name", "answers", "low", "high"),
    [("naive", NAIVE, 3, 15), ("good", GOOD, 62, 82), ("nobody", {}, 0, 0)],
)
def test_made_up_answers_earn_what_they_are_worth(name, answers, low, high, tmp_path):
    found = marks(tmp_path, answers)
    assert set(found) == set(points_of(read(SOURCE)))
    assert low <= total(found) <= high, {key: round(mark.points, 1) for key, mark in found.items()}


def test_guessing_earns_little(tmp_path):
    luck = random.Random(1948)
    earned = []
    for _ in range(8):
        answers = {
            "agents_modest": picked(luck.sample(PLACE.people, 8)),
            "agents_radical": picked(luck.sample(PLACE.people, 8)),
            "agents_why": several(*luck.sample(["waste", "beside", "most", "same", "resist", "team"], 3)),
            "turning_why": several(*luck.sample(["seed", "close", "few", "news", "both", "fixed"], 3)),
            "foresee_wins": choice(luck.choice(["mandate", "brokers", "goals", "slack"]), 50),
            "michigan_fair": several(
                *luck.sample(["anyway", "outside", "nothing", "some", "safe", "punitive"], 3)
            ),
            "michigan_next": choice(luck.choice(["target", "keen", "lots", "survey"]), 50),
            CLAIM: verdict(luck.choice(["supported", "mixed", "contradicted", "untested"])),
            "schools_figure": choice(luck.choice(["thirty", "range", "exact", "none"])),
            "schools_fair": several(
                *luck.sample(["lots", "seen", "inside", "teachers", "wards", "lasting"], 3)
            ),
            "schools_whom": choice(luck.choice(["managers", "volunteers", "staff", "rank"])),
        }
        earned.append(total(marks(tmp_path, answers)))
    print(f"at random: mean {sum(earned) / len(earned):.0f}, most {max(earned):.0f}")
    assert sum(earned) / len(earned) < 25


def test_a_narrow_range_that_holds_earns_more_than_a_wide_one_and_a_miss_nothing(tmp_path):
    for key, near, wide, miss in (
        ("turning", (3.2, 3.8), (1, 6), (1.0, 1.5)),
        ("foresee_left", (25, 32), (10, 50), (60, 70)),
    ):
        worth = [marks(tmp_path, {key: forecast(*ends)})[key].points for ends in (near, wide, miss)]
        assert worth[0] > worth[1] > worth[2] == 0, (key, worth)


OPTIONS = {
    "foresee_wins": ["mandate", "brokers", "goals", "slack"],
    "michigan_next": ["target", "keen", "lots", "survey"],
    "schools_figure": ["thirty", "range", "exact", "none"],
    "schools_whom": ["managers", "volunteers", "staff", "rank"],
    CLAIM: ["supported", "mixed", "contradicted", "untested"],
}


def test_each_option_has_a_reason_of_its_own(tmp_path):
    said = {key: set() for key in OPTIONS}
    for step in range(4):
        answers = {
            key: verdict(names[step]) if key == CLAIM else choice(names[step], 50)
            for key, names in OPTIONS.items()
        }
        found = marks(tmp_path, answers)
        for key in OPTIONS:
            said[key].add(found[key].reason)
            assert len(found[key].reason) > 40, key
    assert {key: len(reasons) for key, reasons in said.items()} == dict.fromkeys(OPTIONS, 4)


# --- the release ----------------------------------------------------------------------------------------


def test_the_release_shows_no_marking_and_no_reason():
    released = RELEASE.read_text(encoding="utf-8")
    for secret in (
        "HIDDEN",
        "mark.",
        "reasons=",
        "Goal(",
        "Missed:",
        "wrong_costs",
        "agents_outcome",
        "3.65",
    ):
        assert secret not in released, secret
