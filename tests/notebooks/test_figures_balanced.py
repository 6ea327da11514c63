"""Every figure in the page on a balanced approach is worked out again, or stands in the work cited beside it."""

import ast
import importlib.util
import re
import sys
from pathlib import Path

import nbformat
import pytest

from localchange import data, evidence
from localchange.models.package import ACTIONS, BUDGET, LEAST, TYPES, prod_alone, touches
from localchange.models.package_rows import ROWS
from localchange.models.package_scenarios import DRAWS, scenarios


def beside(name):
    """Load a module that lies beside this file."""
    found = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    sys.modules[name] = module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


tokens = beside("test_figures").tokens
SLUG = "07_balanced_approach"
MINISTERS = {"target": 40, "payment": 30, "inspection": 30}
COLLEAGUES = {"target": 20, "data": 20, "help": 20, "time": 20, "goals": 20}
ASKED = {"story": {"80%"}, "context": {"77.1%"}}
"""How sure a prediction is to be; and the figure of the monthly series, below."""


@pytest.fixture(scope="module")
def page(root):
    book = nbformat.read(root / f"course/{SLUG}/{SLUG}.ipynb", as_version=4)
    # Words without their links to the glossary.
    return {cell.id: re.sub(r"\[([^][]+)\]\(\.\./glossary[^)]*\)", r"\1", cell.source) for cell in book.cells}


@pytest.fixture(scope="module")
def notes(root):
    return (root / f"course/{SLUG}/facilitator.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def colleagues():
    return scenarios(COLLEAGUES)


def test_no_figure_is_without_a_source(page):
    loose = {}
    for cell, text in page.items():
        works = evidence.works_cited_in(text)
        known = tokens(" ".join(f"{work.finding} {work.caution} {work.title}" for work in works))
        left = tokens(text) - known - ASKED.get(cell, set())
        if left:
            loose[cell] = left
    assert loose == {}


def test_counts_and_dates_of_the_context_stand_in_the_works_beside_them(page):
    for cell, key, figures in (
        ("story", "nhsconfedplanning2025", ("15 headline measures", "18", "133", "more than 20")),
        ("context", "nhsconfedabolition2025", ("over 18,000", "about 50%", "two years")),
        ("context", "icbs2025", ("42 leadership teams", "26", "about 50%")),
        ("context", "nuffield2024", ("76%", "78%")),
        ("context", "uec2025", ("at least 78%",)),
        ("evidence-for", "desilva2015", ("73 NHS studies",)),
        ("evidence-for", "kristensen2014", ("24 months",)),
        ("evidence-against", "bloom2015", ("0.4 standard deviations", "9.7%")),
    ):
        for figure in figures:
            assert figure in page[cell], (cell, figure)
            assert figure in evidence.work(key).finding, (key, figure)


def test_the_figure_for_march_2026_is_that_of_the_series(page):
    table = data.four_hour_monthly()
    (row,) = table[(table["period"] == "2026-03-01") & (table["type"] == "all")].to_dict("records")
    assert f"{100 * row['share_within']:.1f}%" == "77.1%"
    assert "77.1% for that month, over all types" in page["context"]


def test_what_is_not_known_is_said_and_not_filled_in(page):
    text = " ".join(page.values())
    assert "What became of the bill was not found" in page["context"]
    assert "does not say who is Health Secretary" in page["context"]
    assert not re.search(r"Royal Assent|regulators per trust|\b35 regulators", text)
    assert "only its opening and its summary were read" in page["report"]
    assert not re.search(r"\bp(?:p|age)?\.? ?\d", page["report"])


# --- the toys -------------------------------------------------------------------------------------------------


def test_the_budget_and_the_two_packages_are_those_of_the_lab(page):
    assert (BUDGET, LEAST, DRAWS) == (100, 5, 400)
    assert len(ACTIONS) == 9 and len(TYPES) == 3
    assert "**100 points**" in page["story"] and "400 draws" in page["lab-tasks"]
    assert "target for 40, payment by results for 30, inspection of the worst for 30" in page["story"]
    assert "*Target* 40, *Pay* 30, *Inspect* 30" in page["lab-tasks"]
    assert prod_alone(COLLEAGUES)["target"] == 100 and "the target for all 100" in page["predictions"]


def test_what_the_ministers_idea_leaves_bare(notes):
    bare = touches(MINISTERS)
    assert bare.bare_factors == ("leadership", "culture", "capability", "data")
    assert bare.bare_barriers == ("headspace", "execution")
    assert "leadership, culture, capability and data among the factors; headspace and capability" in notes
    assert not touches(COLLEAGUES).bare_factors and not touches(COLLEAGUES).bare_barriers


def test_the_answers_to_the_predictions_are_what_the_toys_give(page, colleagues):
    assert "about 98 of 100" in page["predictions"]
    assert 0.96 < colleagues["project"].better < 0.995
    assert "In none of them" in page["predictions"] and colleagues["gone"].better == 0


def test_each_side_wins_a_row_and_no_row_is_a_total(colleagues):
    """The page sends the learner to look for one of each."""
    leans = {key: found.leans for key, found in colleagues.items()}
    assert leans["project"] == leans["urgent"] == "better" and leans["gone"] == "worse"
    assert not any("total" in row.label.lower() for row in ROWS.values())


def test_the_row_on_harm_is_the_same_and_blind_where_nobody_inspects(colleagues):
    assert colleagues["harm"].same == 1
    assert {"target", "data", "goals"} <= set(colleagues["harm"].unknown)


# --- both sides, and the notes --------------------------------------------------------------------------------


def test_the_evidence_for_and_against_weighs_the_same(page):
    sides = [page["evidence-for"], page["evidence-against"].split("**What is missing")[0]]
    points = [len(re.findall(r"^- \*\*", side, re.M)) for side in sides]
    cautions = [side.count("*Caution:*") for side in sides]
    words = [len(re.sub(r"\]\([^)]*\)", "]", side).split()) for side in sides]
    print(f"for and against: {points} points, {cautions} cautions, {words} words")
    assert points[0] == points[1] == cautions[0] == cautions[1]
    assert 0.8 <= words[0] / words[1] <= 1.25


def test_the_list_at_the_end_has_every_work_that_the_page_cites(page):
    (call,) = [node for node in ast.walk(ast.parse(page["sources-list"])) if isinstance(node, ast.Call)]
    listed = {ast.literal_eval(argument) for argument in call.args}
    assert {work.key for text in page.values() for work in evidence.works_cited_in(text)} == listed


def test_the_lengths_of_the_four_parts_are_those_of_the_assignment(page, root, questions_of):
    asked = questions_of(nbformat.read(root / f"solutions/{SLUG}/{SLUG}.ipynb", as_version=4))
    for question in asked:
        if question.key.startswith("submission_"):
            least, most = question.words
            name = question.key.removeprefix("submission_").capitalize()
            assert re.search(rf"^\| \*\*{name}\*\* \|.*\| {least} to {most} \|$", page["submission"], re.M), (
                name
            )


def test_the_game_for_the_room_takes_as_long_as_it_says(notes):
    task = notes.split("## The task for the room")[1].split("### The cards")[0]
    steps = [int(each) for each in re.findall(r"^\d\. \((\d+) min\)", task, re.M)]
    assert "Forty minutes" in task and sum(steps) == 40
    plan = dict(re.findall(r"^\| (\d+[–-]\d+) \| (.+?) \|", notes, re.M))
    (place,) = (place for place, what in plan.items() if what.startswith("The task for the room"))
    first, last = map(int, re.split("[–-]", place))
    assert last - first == 40


def test_the_cards_and_the_sheet_hold_what_the_task_needs(notes):
    cards = re.findall(r"^\| \*\*(\w[\w ]*)\*\* \| (.+) \|$", notes, re.M)
    assert [who for who, _ in cards] == ["Minister", "Adviser", "Ward", "Treasury", "No 10"]
    sheet = notes.split("### The package sheet")[1]
    for action in ACTIONS.values():
        assert f"| {action.type} | {action.label} |" in sheet, action.label
    assert BUDGET == 20 * 5 and "20 counters" in notes and "each stands for five points" in notes


def test_marks_by_hand_are_those_of_the_map(notes):
    assert "Seventy-six marks are given by machine" in notes and "Twenty-four are yours" in notes
