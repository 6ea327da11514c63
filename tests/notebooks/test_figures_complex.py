"""Every figure in the page on complex systems is worked out again, or stands in the work that is cited beside it."""

import importlib.util
import re
import sys
from pathlib import Path

import nbformat
import numpy as np
import pytest

from localchange import data, evidence
from localchange.labs.leverage import BASELINE, SEED
from localchange.models import trials
from localchange.models.causal_loops import PLACES, PRACTICE, WAITING_LIST
from localchange.models.waiting_list import TAIL
from localchange.models.waiting_list_leverage import LIVED, MODELLED, POINTS, leverage_outcome
from localchange.models.waiting_list_play import MONTHS, bench, outcome, to_setting
from localchange.models.waiting_list_service import HOSPITAL, MOST_POSTS


def beside(name):
    """Load a module that lies beside this file."""
    found = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    sys.modules[name] = module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


tokens = beside("test_figures").tokens
weighing = beside("weighing")
SLUG = "05_complex_systems"
YEARS = range(100, 112)


@pytest.fixture(scope="module")
def page(root):
    book = nbformat.read(root / f"course/{SLUG}/{SLUG}.ipynb", as_version=4)
    return {cell.id: cell.source for cell in book.cells}


@pytest.fixture(scope="module")
def notes(root):
    return (root / f"course/{SLUG}/facilitator.md").read_text(encoding="utf-8")


def mean(point, measure):
    return float(np.mean([getattr(leverage_outcome(point, seed=seed), measure) for seed in YEARS]))


WORKED_OUT_OR_ASKED = {
    "predict": {"15%", "80%", "50%"},  # of the model, below; how sure; a coin toss
    "predictions": {"15%", "92%"},  # of the model; the standard, below
    "series-question": {"4.57", "3.95", "7.5", "15.3"},  # of the series, below
}


def test_no_figure_is_without_a_source(page):
    loose = {}
    for cell, text in page.items():
        works = evidence.works_cited_in(text)
        known = tokens(" ".join(f"{work.finding} {work.caution} {work.title}" for work in works))
        left = tokens(text) - known - WORKED_OUT_OR_ASKED.get(cell, set())
        if left and cell not in ("outcomes",):
            loose[cell] = left
    assert loose == {}


# --- the toy ----------------------------------------------------------------------------------------------


def test_the_clinic_of_the_page_is_the_clinic_of_the_model(page):
    assert (HOSPITAL.staff, HOSPITAL.promise_weeks, HOSPITAL.hiring_delay) == (60, 18, 4)
    assert HOSPITAL.publishing_delay == 2
    for words in ("**60 staff**", "18 weeks", "**15%**", "two months old", "**four months**"):
        assert words in page["predict"], words
    assert BASELINE == {"point": 0.0, "budget": 100.0, "surge": 15.0}
    assert (MONTHS, TAIL, MOST_POSTS) == (12, 12, 12)
    assert LIVED + TAIL == 36


def test_chasing_nearly_doubles_the_staff_and_ends_far_below_the_promise(page):
    shown = leverage_outcome(None, seed=SEED)
    assert round(shown.staff_highest) == 117 and "about 117" in page["predictions"]
    assert mean(None, "staff_highest") == pytest.approx(117, abs=2)
    assert mean(None, "wait_end") < 3


def test_the_rule_beats_four_more_posts_by_a_long_way():
    saved = {key: mean(None, "cost") - mean(key, "cost") for key in ("rules", "numbers", "reinforcing")}
    assert saved["rules"] > 4 * saved["numbers"] > 0
    assert saved["reinforcing"] < saved["numbers"] * 1.5


def test_where_the_rule_overshoots_hardly_anyone_is_crowded():
    usual = HOSPITAL.sick
    assert mean(None, "sick_highest") < usual + 0.04


def test_the_order_of_the_toy_is_not_meadows_s_throughout():
    cost = {key: mean(key, "cost") for key in MODELLED}
    assert all(cost["reinforcing"] > cost[key] for key in ("structure", "delays", "balancing"))
    assert POINTS["reinforcing"].number == 7
    missing = [point.number for point in POINTS.values() if point.modelled == "no"]
    assert sorted(missing) == [1, 2, 4]


@pytest.mark.parametrize("seed", [5, 500, 50_000])
def test_the_best_policy_is_below_every_rule_and_recruits_early(seed):
    played = outcome(to_setting(seed, ()), "hospital")
    rules = [played.costs[name] for name in ("replace", "chase", "pipeline", "balance")]
    assert played.costs["best"] < min(rules)
    assert played.costs["pipeline"] < played.costs["chase"] - 200
    assert sum(played.best[:2]) >= sum(played.best) / 3


def test_each_side_wins_somewhere_in_the_trials():
    base = {"tried": 3, "length": 4, "local": 1}
    known = trials.trial_outcome({**base, "alike": 100, "paper": 100})
    unknown = trials.trial_outcome({**base, "alike": 50, "paper": 0})
    assert known.roll_out > known.trials and unknown.trials > unknown.roll_out


# --- the diagrams -----------------------------------------------------------------------------------------


def test_the_loops_that_the_page_names(page):
    assert PRACTICE.sign("shower") == "B"
    assert WAITING_LIST.sign("sickness") == "R" and "+, +, −, −" in page["loops"]
    assert WAITING_LIST.sign("holding_back") == "B"
    assert (len(PRACTICE.without_arrows), len(PRACTICE.without_delays)) == (1, 1)


def test_no_arrow_of_the_whole_diagram_runs_through_a_box_that_is_not_its_end():
    """On straight lines between the middles of boxes, as large as the builder draws them."""
    wide, high = 188, 90
    middle = {key: (PLACES[key][0] + wide / 2, PLACES[key][1] + high / 2) for key in WAITING_LIST.things}
    for arrow in WAITING_LIST.arrows:
        (x1, y1), (x2, y2) = middle[arrow.start], middle[arrow.end]
        for share in np.linspace(0, 1, 200):
            x, y = x1 + share * (x2 - x1), y1 + share * (y2 - y1)
            for key in set(WAITING_LIST.things) - {arrow.start, arrow.end}:
                left, top = PLACES[key]
                assert not (left < x < left + wide and top < y < top + high), (arrow, key)


# --- the real list ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def series():
    return data.referral_to_treatment().set_index("period")


def test_what_the_page_says_of_spring_2020(series, page):
    february, may = series.loc["2020-02-01"], series.loc["2020-05-01"]
    for row in (february, may):
        assert f"{row['waiting'] / 1e6:.2f}" in page["series-question"]
        assert f"{row['median_weeks']:.1f}" in page["series-question"]
    assert may["waiting"] < february["waiting"] and may["median_weeks"] > 2 * february["median_weeks"] * 0.99


def test_the_six_statements_are_true_or_false_as_the_tally_has_it(series, page):
    said = dict(re.findall(r'"(front_\w+)": "(true|false)"', page["calibration-table"]))
    february, may = series.loc["2020-02-01"], series.loc["2020-05-01"]
    met = series.index[series["share_within_18"] >= 0.92]
    assert said.pop("front_fell") == ("true" if may["waiting"] < february["waiting"] else "false")
    assert said.pop("front_median") == ("true" if may["median_weeks"] < february["median_weeks"] else "false")
    assert said.pop("front_met") == ("true" if met[-1].year == 2019 else "false")
    cautions = " ".join(each.sentence for each in data.cautions("referral_to_treatment"))
    assert said.pop("front_twice") == ("true" if "two referrals counts twice" in cautions else "false")
    blamed = evidence.work("sterman1989").finding
    assert said.pop("front_blamed") == ("true" if "down to events outside" in blamed else "false")
    cases = evidence.work("braithwaite2018").finding
    assert said == {"front_bottom": "false" if "mainly from the top" in cases else "true"}


def test_what_is_said_of_the_best_policy_and_of_a_steady_hand_holds_in_year_after_year(page):
    assert "largest number of posts in the first or second month" in page["lab-explain"]
    assert "better here than three of the four rules" in page["lab-explain"]
    for seed in (2, 43, 4711, 48213):
        measured = bench(seed)
        posts = measured.best.posts[0, :MONTHS]
        assert posts[:2].max() == posts.max()
        assert sum(measured.steady_cost < each.cost[0] for each in measured.rules.values()) >= 3


def test_every_statement_is_asked_with_a_confidence_and_without_an_answer(root, questions_of):
    book = nbformat.read(root / f"course/{SLUG}/{SLUG}.ipynb", as_version=4)
    asked = [question for question in questions_of(book) if question.key.startswith("front_")]
    assert len(asked) == 6
    for question in asked:
        assert question.practice is None and list(question.options) == ["true", "false"]


# --- both sides, and the notes ----------------------------------------------------------------------------


def test_the_evidence_for_and_against_weighs_the_same(page):
    weighing.weighs_the_same(page)


def test_the_list_at_the_end_has_every_work_that_the_page_cites(page):
    weighing.lists_what_it_cites(page)


def test_the_game_for_the_room_takes_as_long_as_it_says(notes):
    weighing.room_task_fits(notes, "Thirty-five minutes", 35)


def room(orders, months=10, staff=8, waiting=8):
    """Play the game of the notes by its own rules; give people waiting and staff, month by month."""
    lists, posts, seen, ordered = [waiting, waiting], [], [], []
    for month in range(1, months + 1):
        waiting += 8 if month == 1 else 10
        staff += ordered[month - 4] if month > 3 else 0
        waiting -= min(waiting, staff)
        seen.append(lists[-2])
        lists.append(waiting)
        posts.append(staff)
        ordered.append(orders(month, lists[-3], staff))
    return lists[2:], posts


def test_the_game_can_be_kept_still_and_can_swing():
    """Two more keep up; who orders against the list that is shown, and forgets what is coming, ends with many."""
    still, kept = room(lambda month, *_: 2 if month == 1 else 0)
    assert kept[-1] == 10 and still[-1] == still[-4]
    _, swung = room(lambda _, shown, __: min(max(shown - 8, 0), 6))
    assert swung[-1] > 20
    left, _ = room(lambda *_: 0)
    assert left[-1] > 2 * still[-1]


def test_the_facilitator_is_told_no_figure_that_the_page_does_not_have(notes, page):
    told = {each.removesuffix("%") for each in tokens(re.sub(r"05\.\d", "", notes))}
    known = {each.removesuffix("%") for each in tokens(" ".join(page.values()))}
    assert told - known == set()
