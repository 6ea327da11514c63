"""Every figure in the pages on paying and inspecting is worked out again, or stands in the work cited beside it."""

import importlib.util
import re
import sys
from pathlib import Path

import nbformat
import pytest

from localchange import data, evidence
from localchange.models.incentives_effort import Task, best_bonus
from localchange.models.incentives_scheme import BUDGET, LAB_SEED, NO_SCHEME, scheme_outcome
from localchange.models.inspection_regime import HOSPITALS, VISITS_ALONE, inspection_outcome
from localchange.models.inspection_regime import LAB_SEED as INSPECTED


def beside(name):
    """Load a module that lies beside this file."""
    found = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    sys.modules[name] = module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


raw_tokens = beside("test_figures").tokens


def tokens(text):
    """Give the figures of a text without their signs: a fall may be told as −1.3 or as 1.3 fewer."""
    return {each.lstrip("−-") for each in raw_tokens(text)}


SLUG = "04_incentives_regulation"
PAGES = (SLUG, "inspection")


def cells(root, name):
    book = nbformat.read(root / f"course/{SLUG}/{name}.ipynb", as_version=4)
    return {cell.id: cell.source for cell in book.cells}


@pytest.fixture(scope="module")
def paying(root):
    return cells(root, SLUG)


@pytest.fixture(scope="module")
def inspecting(root):
    return cells(root, "inspection")


RESTS_ON = {
    "predictions": ["sutton2012", "minchin2018"],
    "evidence-questions": ["sutton2012"],
    "brief-text": ["sutton2012"],
    "check-questions": ["gravelle2010"],
}
"""Cells of questions carry no links; these are the works that they rest on."""

MADE_UP_OR_ASKED = {
    SLUG: {
        "outcomes": {"18%", "20%", "04.4"},  # what a point is; the outcome of the other page
        "predict": {"80%", "50%"},
        "predictions": {"0.1", "5%"},  # a step; a bar to judge by
        "tally": {"80%"},
        "readings-questions": {"0.05"},  # tolerance
        "lab-tasks": {"45%"},  # the budget, below
        "evidence-questions": {"21.7", "1.2", "0.06", "0.1"},  # 1.3 / 0.06; tolerance; step
        "check-questions": {"2.5", "1.7", "0.9", "1.5", "0.3", "1.3", "95%"},  # made up; 8.55 - 7.25
        "further-optimum-table": {"0.0", "0.2", "0.4", "0.5", "0.6", "0.8", "1.0"},  # what goes in
    },
    "inspection": {
        "predict-inspection": {"9.6", "13.8", "1,000"},  # of the model, below
        "predictions": {"2.6", "2.5", "0.1", "1,000"},
        "regression": {"4.2", "2.5"},
        "regression-question": {"2.5", "0.05", "0.1", "0.5"},
        "lab-tasks-inspection": {"2.6", "2.5", "0.3"},
    },
}


@pytest.mark.parametrize("name", PAGES)
def test_no_figure_is_without_a_source(root, name):
    sentences = {}
    for row in data.payment_figures().itertuples():
        sentences.setdefault(row.citation, []).append(row.sentence)
    loose = {}
    for cell, text in cells(root, name).items():
        keys = RESTS_ON.get(cell, []) + [work.key for work in evidence.works_cited_in(text)]
        works = [evidence.work(key) for key in keys]
        known = tokens(" ".join(f"{work.finding} {work.caution} {work.title}" for work in works))
        known |= tokens(" ".join(" ".join(sentences.get(key, [])) for key in keys))
        known |= {each.removesuffix("%") for each in known} | MADE_UP_OR_ASKED[name].get(cell, set())
        left = tokens(text) - known
        if left:
            loose[cell] = left
    assert loose == {}


def test_small_numbers_stand_in_the_works_that_are_cited(paying):
    """Figures too plain for the sweep: counts under a thousand."""
    for numbers, key in (
        (("148", "22 of 23", "14"), "doran2011"),
        (("42 practices",), "campbell2009"),
        (("12 measures",), "minchin2018"),
    ):
        for number in numbers:
            assert number in paying["evidence-for"] + paying["evidence-against"], number
            assert number in evidence.work(key).finding, (key, number)


def test_no_published_result_stands_before_the_prediction(paying):
    """What was found comes after the learner has said what to expect: in no cell above, and not in the lab."""
    above = list(paying.values())[: list(paying).index("predictions")]
    for result in ("1.3", "62.3", "10.7", "11.82", "8.0%", "not kept up", "no longer there"):
        assert not any(result in text for text in above), result
    assert 'after="aq_early"' in paying["lab-paying"]
    order = [paying["predictions"].index(f'"{key}"') for key in ("aq_late", "aq_early")]
    assert order == sorted(order), "committing to the first study shows what was found later"


TRUTHS = {
    "pay_jump": ("P5", 20, "more"),
    "pay_admissions": ("P14", -5, "less"),
    "pay_premier": ("P4", -0.5, "less"),
}


def test_the_six_statements_are_true_or_false_as_the_tally_has_it(paying):
    said = dict(re.findall(r'"(\w+)": "(true|false)"', paying["calibration"]))
    table = data.payment_figures().set_index("code")
    for key, (code, bar, side) in TRUTHS.items():
        value = table.loc[code, "value"]
        holds = value > bar if side == "more" else value <= bar
        assert said.pop(key) == ("true" if holds else "false"), key
    assert "not kept up" in table.loc["P3", "sentence"] and said.pop("aq_late") == "false"
    assert "and did not" in table.loc["P9", "sentence"] and said.pop("pay_slack") == "false"
    assert "all 12 measures" in evidence.work("minchin2018").finding and said == {"pay_all": "true"}


@pytest.mark.parametrize("name", PAGES)
def test_the_evidence_for_and_against_weighs_the_same(root, name):
    page = cells(root, name)
    sides = [page["evidence-for"], re.split(r"\*\*What (?:neither|is missing)", page["evidence-against"])[0]]
    points = [len(re.findall(r"^- \*\*", side, re.M)) for side in sides]
    cautions = [side.count("*Caution:*") for side in sides]
    words = [len(re.sub(r"\]\([^)]*\)", "]", side).split()) for side in sides]
    assert points[0] == points[1] == cautions[0] == cautions[1]
    assert 0.8 <= words[0] / words[1] <= 1.25


@pytest.mark.parametrize("name", PAGES)
def test_the_list_at_the_end_has_every_work_that_the_page_cites(root, name):
    page = cells(root, name)
    listed = set(re.findall(r'"([a-z]+\d{4})"', page["sources-list"]))
    cited = {work.key for text in page.values() for work in evidence.works_cited_in(text)}
    assert cited <= listed


def test_the_facilitator_is_told_no_figure_that_the_pages_do_not_have(root, paying, inspecting):
    text = (root / f"course/{SLUG}/facilitator.md").read_text(encoding="utf-8")
    told = {each.removesuffix("%") for each in tokens(re.sub(r"04\.\d", "", text))}
    known = {each.removesuffix("%") for each in tokens(" ".join([*paying.values(), *inspecting.values()]))}
    assert told - known == set()


def test_two_dice_come_to_seven_on_average(root):
    text = (root / f"course/{SLUG}/facilitator.md").read_text(encoding="utf-8")
    sums = [one + other for one in range(1, 7) for other in range(1, 7)]
    assert sum(sums) / len(sums) == 7
    assert "With two dice the mean is 7." in text
    task = text.split("## The task for the room")[1].split("### The cards")[0]
    assert "Twenty-five minutes" in task
    assert sum(int(each) for each in re.findall(r"^\d\. \((\d+) min\)", task, re.M)) == 25


def test_the_cards_are_half_for_and_half_against_each_with_its_caution(root):
    text = (root / f"course/{SLUG}/facilitator.md").read_text(encoding="utf-8")
    cards = re.findall(r"^\| \*\*([A-H])\*\* ([^|]+) \| ([^|]+) \| ([^|]+) \|$", text, re.M)
    assert [card[0] for card in cards] == list("ABCDEFGH")
    assert all(len(card[3].split()) >= 5 for card in cards)


# --- what the page says of the lab of paying ----------------------------------------------------------------


def lab(**handles):
    return scheme_outcome({**NO_SCHEME, **handles}, LAB_SEED)


def test_the_budget_of_the_page_is_the_budget_of_the_lab(paying):
    assert f"{BUDGET:g}% of one year's income" in paying["lab-tasks"]


def test_the_worked_example_moves_the_record_far_and_the_work_less():
    ten = lab(bonus=10)
    assert 100 * ten.record > 30
    assert round(100 * ten.care) == 8
    assert round(100 * ten.unpaid) == -2
    assert -ten.fell_record > ten.record / 2
    assert ten.drive > 0.95


def test_with_no_scheme_before_and_after_reports_a_life_saved_and_more_each_year():
    nothing = lab()
    reported = [nothing.readings[year].before_after.value for year in (1.5, 3.5, 6.0)]
    assert round(reported[0]) == -1
    assert reported == sorted(reported, reverse=True)
    assert all(nothing.readings[year].truth == 0 for year in (1.5, 3.5, 6.0))
    assert nothing.readings[1.5].interrupted.value < -0.1, "what came in the first year is still in it"
    assert abs(nothing.readings[1.5].did.value) < 0.3


def test_in_the_first_run_before_and_after_is_too_large_and_what_was_copied_is_missed():
    early = lab(bonus=15, hear=100).readings[1.5]
    assert early.before_after.value < early.interrupted.value < early.truth < early.did.value


def test_small_and_long_against_large_and_short():
    small, large = lab(bonus=6, years=6), lab(bonus=20, years=2)
    assert small.cost < BUDGET and large.cost < BUDGET
    assert 100 * small.all_care >= 1
    assert small.unpaid > large.unpaid
    assert small.after > 0 > large.after
    assert large.record > small.record
    assert small.cost == pytest.approx(34, abs=2)


def test_the_best_bonus_falls_as_one_task_takes_more_from_the_other():
    best = [
        best_bonus(Task(0.5, rivalry), drive=0.6, measured=1.0, other=1.0)
        for rivalry in (0.0, 0.2, 0.4, 0.6, 0.8)
    ]
    assert best == sorted(best, reverse=True)
    dear = [best_bonus(Task(0.5, 0.4), drive=0.6, measured=1.0, other=worth) for worth in (0.5, 1.0, 1.5)]
    assert dear == sorted(dear, reverse=True)


# --- what the page says of the lab of inspecting ------------------------------------------------------------


def inspected(**handles):
    return inspection_outcome({**VISITS_ALONE, **handles}, INSPECTED)


def test_the_worst_tenth_improve_though_nothing_comes_of_the_visit():
    alone = inspected()
    assert alone.inspected == HOSPITALS.providers / 10 == 60
    assert round(HOSPITALS.openness * HOSPITALS.harm, 1) == 9.6
    assert round(alone.naive, 1) == 2.6 and round(alone.by_chance, 1) == 2.5
    assert round(alone.true_effect, 1) == -0.3
    assert alone.by_chance == pytest.approx(0.6 * 4.2, abs=0.02)
    assert abs(inspected(luck=0).naive) < 0.1


def test_the_worst_tenth_are_as_far_out_as_the_page_says():
    """The mean of the worst tenth of a normal spread: 1.755 standard deviations."""
    assert 9.6 + 1.755 * HOSPITALS.openness * HOSPITALS.spread == pytest.approx(13.8, abs=0.05)


def test_those_spared_by_lot_show_what_help_does_and_the_next_worst_overstate_it():
    helped = inspected(worst=20, spared=50, support=60)
    assert helped.true_effect > 1
    assert helped.controlled == pytest.approx(helped.seen_effect, abs=0.4)
    assert helped.next_worst > helped.controlled + 0.5


def test_under_blame_reports_fall_and_harm_does_not():
    blamed = inspected(worst=20, spared=50, blame=60)
    assert blamed.naive > 2 * inspected(worst=20, spared=50).naive
    assert blamed.true_effect <= 0
    assert blamed.controlled > 1, "those spared do not reveal it, for they go on reporting"
    assert blamed.openness < HOSPITALS.openness - 0.2
