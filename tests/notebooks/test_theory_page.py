"""The page on theories of change: its road, its sums and figures, both sides, the cases that it takes apart."""

import ast
import itertools
import re

import nbformat
import pytest

from localchange import evidence
from localchange.course import load
from localchange.models.theory_of_change import cases, check
from localchange.models.theory_of_change.checks import CHECKS
from localchange.models.theory_of_change.layout import BOX_HEIGHT, BOX_WIDTH
from localchange.models.theory_of_change.long_chain import AGREEMENTS, readings

SLUG = "02_theory_of_change"
TOKEN = re.compile(r"(?<![\w.])[-−]?\d[\d,]*\.\d+%?|(?<![\w.,])\d[\d,]*%|(?<![\w.])\d{1,3}(?:,\d{3})+")


@pytest.fixture(scope="module")
def page(root):
    book = nbformat.read(root / "course" / SLUG / f"{SLUG}.ipynb", as_version=4)
    return {cell.id: cell.source for cell in book.cells}


@pytest.fixture(scope="module")
def notes(root):
    return (root / "course" / SLUG / "facilitator.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def asked(root, questions_of):
    book = nbformat.read(root / "course" / SLUG / f"{SLUG}.ipynb", as_version=4)
    return {(question.key, question.stage): question for question in questions_of(book)}


def test_a_worked_example_then_one_to_complete_then_ones_own(page):
    assert re.search(r"theory_shown\(\s*cases.four_hour_target", page["worked-case"])
    assert "start=cases.connecting" in page["complete-case"]
    assert "theory_builder(" in page["own-policy-text"] and "start=" not in page["own-policy-text"]
    places = list(page)
    assert places.index("worked-case") < places.index("complete-case") < places.index("own-policy-text")


# --- the cases ------------------------------------------------------------------------------------------


def test_what_the_builder_asks_first_of_connecting_is_what_the_learner_is_told_to_fill():
    first = [finding for finding in check(cases.connecting) if finding.first]
    assert any("l5" in finding.links for finding in first)
    link = cases.connecting.link("l5")
    assert (link.start, link.end) == ("understand", "policy")
    assert not link.mechanism and not link.assumption and link.evidence == 0


def test_the_gap_is_an_arrow_with_nothing_to_ask_about_and_no_empty_box():
    link = cases.planted_gap.link("l3")
    assert (link.start, link.end) == ("recorded", "habits")
    assert all((link.mechanism, link.assumption, link.source, link.rival))
    assert not [finding for finding in check(cases.planted_gap) if "l3" in finding.links]


def test_the_figures_of_connecting_are_those_of_the_case(page):
    said = " ".join(step.text for step in cases.connecting.steps)
    for figure in ("7,200", "85%"):
        assert figure in page["complete"] and figure in said
    assert "700" in page["complete"] and "700 officials" in said


# --- the twelve questions -----------------------------------------------------------------------------------


def test_the_twelve_questions_are_asked_for_by_the_works_that_the_builder_names(page):
    rows = re.findall(r"^\| (\d+) \| (.+?) \| (.+) \|$", page["checks"], re.MULTILINE)
    assert [int(number) for number, _, _ in rows] == [one.number for one in CHECKS]
    for number, _, who in rows:
        named = {work.key for work in evidence.works_cited_in(who)}
        assert named and named <= set(CHECKS[int(number) - 1].sources), number


def test_three_plans_are_counted_with_the_same_twelve(asked, page):
    keys = ("plan_urgent_care", "plan_ten_year", "plan_bureaucracy")
    options = [asked[key, None].options for key in keys]
    assert options[0] == options[1] == options[2]
    assert [label.split(".")[0] for label in options[0].values()] == [str(one.number) for one in CHECKS]
    assert all(asked[key, None].practice is None for key in keys), "there is no key to a count"
    opened = evidence.works_cited_in(page["rarely"] + page["further-plans"])
    assert {"uec2025", "tenyear2025", "dhsc2020"} <= {work.key for work in opened}


def test_pooling_is_by_choice_and_three_plans_are_no_sample(page, notes):
    assert "if you like" in page["further-plans"] and "no sample" in page["further-plans"]
    assert "Nobody has to give a number" in notes and "no sample" in notes


# --- the sums -----------------------------------------------------------------------------------------------


def test_the_sums_along_a_chain_are_worked_out_and_the_misprint_is_nowhere(page, notes):
    product = readings(chance=0.95, agreements=AGREEMENTS).product
    assert product == pytest.approx(0.95**70)
    assert f"{product:.3f}" == "0.028" and "is 0.028: about 3 in 100" in page["predictions"]
    assert f"{100 * product:.1f}%" in page["further-chain"]
    assert f"{100 * 0.99**70:.1f}%" in page["further-chain"]
    assert 0.9**70 < 0.001
    assert round(100 * (1 - 0.05**2) ** 70) == 84 and "84%" in page["further-chain"]
    assert "000395" not in "".join(page.values()) + notes


def test_the_sums_of_the_stress_questions(page, asked):
    value, tolerance = asked["four_links", None].practice["right"]
    assert abs(value - 100 * 0.8**4) <= tolerance

    def aim(start, one, other):
        return start * (1 - (1 - one) * (1 - other))

    assert aim(0.6, 0.5, 0.4) == pytest.approx(0.42)
    assert aim(1, 0.5, 0.4) == pytest.approx(0.70)
    assert aim(0.6, 1, 0.4) == aim(0.6, 0.5, 1) == pytest.approx(0.60)
    for figure in ("0.42", "70%", "60%"):
        assert figure in page["stress-questions"]
    assert "64%" in page["stress"] and "75%" in page["stress"]


def test_the_two_falls(page, asked):
    value, tolerance = asked["england_fall", None].practice["right"]
    assert abs(value - 100 * (3.7 - 1.48) / 3.7) <= tolerance
    assert round(100 * (7.7 - 1.4) / 7.7) == 82
    assert "82%" in page["michigan-questions"]


WORKED_OUT = {
    "predictions": {"0.95", "0.028"},
    "stress": {"80%", "64%", "50%", "75%"},
    "stress-questions": {
        "80%",
        "60%",
        "50%",
        "40%",
        "0.8",
        "0.64",
        "0.41",
        "0.6",
        "0.5",
        "0.42",
        "70%",
        "42%",
    },
    "michigan-questions": {"3.7", "1.48", "2.22", "60%", "82%", "0.6"},
    "further-chain": {"2.8%", "49.5%", "84%"},
    "further-chain-question": set(),
}
CITED_IN_CODE = {"complete-case": ["connecting2015", "connecting2014"], "check-questions": ["issen2018"]}
"""Cells of questions carry no links; these are the works that they rest on."""


def tokens(text):
    text = re.sub(r"https?://\S+", "", text)
    text = re.sub(r"\*\*\d\d\.\d\*\*", "", text)
    return {token.rstrip(",") for token in TOKEN.findall(text)}


def test_no_figure_is_without_a_source(page):
    """Sweep: whatever looks like a figure is worked out here, or stands in a work that is cited beside it."""
    loose = {}
    for place, text in page.items():
        keys = CITED_IN_CODE.get(place) or [work.key for work in evidence.works_cited_in(text)]
        known = {
            token
            for key in keys
            for token in tokens(f"{evidence.work(key).finding} {evidence.work(key).caution}")
        }
        left = tokens(text) - known - WORKED_OUT.get(place, set())
        if left:
            loose[place] = left
    assert loose == {}


def test_the_facilitator_is_told_no_figure_that_the_page_does_not_have(page, notes):
    shown = set().union(*(tokens(text) for text in page.values())) | {
        "41%",
        "12%",
        "20%",
    }  # 0.41, and two wrong answers
    assert tokens(re.sub(r"02\.\d", "", notes)) - shown == set()


def test_the_small_counts_in_words_stand_in_their_works(page):
    for place, key, figures in (
        ("story", "pressman1973", ("70", "15")),
        ("rarely", "breuer2016", ("62", "18")),
        ("evidence-for", "issen2018", ("63",)),
        ("michigan", "pronovost2006", ("7.7", "1.4")),
        ("michigan", "bion2013", ("3.7", "1.48", "20 months")),
    ):
        for figure in figures:
            assert figure in evidence.work(key).finding, (key, figure)
        assert evidence.work(key).link in page[place]


# --- both sides, and what is claimed --------------------------------------------------------------------------


def test_the_case_for_and_the_case_against_weigh_the_same(page):
    sides = [page["evidence-for"], page["evidence-against"].split("**What is missing on both sides.**")[0]]
    points = [len(re.findall(r"^- \*\*", side, re.M)) for side in sides]
    cautions = [side.count("*Caution:*") for side in sides]
    words = [len(re.sub(r"\]\([^)]*\)", "]", side).split()) for side in sides]
    print(f"for and against: {points} points, {cautions} cautions, {words} words")
    assert points[0] == points[1] == cautions[0] == cautions[1]
    assert 0.8 <= words[0] / words[1] <= 1.25


def test_the_published_agreement_is_said_to_be_of_improvement_diagrams(page, notes):
    assert "78%" in page["evidence-for"] and "not of national policies" in page["evidence-for"]
    assert "78%" in notes and "*improvement diagrams*" in notes


def test_the_list_at_the_end_has_every_work_that_the_page_cites(page):
    (call,) = [node for node in ast.walk(ast.parse(page["sources-list"])) if isinstance(node, ast.Call)]
    listed = [ast.literal_eval(argument) for argument in call.args]
    cited = {
        work.key
        for place, text in page.items()
        if place != "sources-list"
        for work in evidence.works_cited_in(text)
    }
    assert set(listed) == cited
    assert len(listed) == len(set(listed))


def test_the_text_of_ones_own_is_compared_with_examples_at_three_levels_each_with_its_reason(page):
    tree = ast.parse(page["own-policy-text"])
    (anchors,) = [
        word.value for word in ast.walk(tree) if isinstance(word, ast.keyword) and word.arg == "anchors"
    ]
    assert [ast.literal_eval(key) for key in anchors.keys] == ["thin", "better", "strong"]
    texts = [[ast.literal_eval(argument) for argument in call.args] for call in anchors.values]
    assert [len(pair) for pair in texts] == [2, 2, 2]
    lengths = [len(example) for example, _ in texts]
    assert lengths == sorted(lengths)


# --- the facilitator's notes ----------------------------------------------------------------------------------


def test_the_task_for_the_room_takes_as_long_as_it_says_and_as_the_plan_gives(notes):
    task = notes.split("## The task for the room")[1].split("### The table")[0]
    assert "Thirty-five minutes" in task
    assert sum(int(each) for each in re.findall(r"^\d\. \((\d+) min\)", task, re.M)) == 35
    first, last = re.search(r"^\| (\d+)–(\d+) \| The task for the room", notes, re.M).groups()
    assert int(last) - int(first) == 35


def test_the_cards_can_be_cut_and_each_has_a_question(notes):
    cards = re.findall(r"^\| \*\*([A-Z])\*\* ([^|]+) \| ([^|]+) \| ([^|]+\?) \|$", notes, re.M)
    assert [card[0] for card in cards] == list("ABCDEFGHIJ")
    assert "made up" in notes.split("### The cards")[1].split("## Expected")[0]


def test_the_paper_table_has_the_columns_of_an_arrow(notes):
    table = notes.split("### The table to fill in")[1].split("### The cards")[0]
    head = next(line for line in table.splitlines() if line.startswith("| |"))
    for column in (
        "from this step",
        "to this step",
        "what would have to be true",
        "evidence, 0 to 4",
        "what else",
    ):
        assert column in head
    rows = [line for line in table.splitlines() if re.match(r"\| \d \|", line)]
    assert len(rows) == 5
    assert {line.count("|") for line in rows} == {head.count("|")}


def test_marks_by_hand_are_those_of_the_map(root, notes):
    assignment = load(root).assignment(SLUG)
    assert (assignment.points - assignment.by_hand, assignment.by_hand) == (76, 24)
    assert "Seventy-six marks" in notes and "Twenty-four are yours" in notes


def test_the_theories_that_are_shown_have_places_of_their_own_and_no_box_covers_another():
    for theory in (cases.four_hour_target, cases.connecting, cases.planted_gap, cases.unseen):
        places = [(step.x, step.y) for step in theory.steps]
        assert None not in [axis for place in places for axis in place]
        for first, second in itertools.combinations(places, 2):
            apart = (
                abs(first[0] - second[0]) >= BOX_WIDTH + 10 or abs(first[1] - second[1]) >= BOX_HEIGHT + 10
            )
            assert apart, (theory.title, first, second)
