"""What a facilitator needs stands beside each page, and its arithmetic holds."""

import re
from itertools import pairwise

import pytest

from localchange.course import load

NEEDED = ("In the room", "Expected answers", "Access")
NEEDED_IN_MODULE = (
    "Before the session",
    "A session of 90 minutes",
    "The task for the room",
    "The cards (print and cut)",
    "Expected answers",
    "Common mistakes",
    "Debrief questions",
    "Marking the assignment",
    "Materials",
    "Access",
)


def headings(text):
    return re.findall(r"^#{1,4} (.+)$", text, re.M)


def minutes(text):
    return [(int(first), int(last)) for first, last in re.findall(r"^\| (\d+)[–-](\d+) \|", text, re.M)]


@pytest.fixture
def notes(root, slug):
    return (root / "course" / slug / "facilitator.md").read_text(encoding="utf-8")


def test_the_notes_have_their_parts(notes, slug):
    found = headings(notes)
    for part in NEEDED if slug == "00_welcome" else NEEDED_IN_MODULE:
        assert any(heading.startswith(part) for heading in found), part


def test_the_plan_has_no_gap_and_no_overlap(notes):
    plan = minutes(notes)
    assert plan[0][0] == 0
    assert all(before[1] == after[0] for before, after in pairwise(plan))
    title = re.search(r"A session of (\d+) minutes", notes)
    assert title is None or plan[-1][1] == int(title.group(1))


def test_the_task_for_the_room_takes_as_long_as_it_says(root):
    notes = (root / "course/03_targets/facilitator.md").read_text(encoding="utf-8")
    task = notes.split("## The task for the room")[1].split("### The cards")[0]
    assert "Twenty minutes" in task
    assert sum(int(each) for each in re.findall(r"^\d\. \((\d+) min\)", task, re.M)) == 20


def test_the_cards_are_half_for_and_half_against_each_with_its_caution(root):
    notes = (root / "course/03_targets/facilitator.md").read_text(encoding="utf-8")
    cards = re.findall(r"^\| \*\*([A-H])\*\* ([^|]+) \| ([^|]+) \| ([^|]+) \|$", notes, re.M)
    assert [card[0] for card in cards] == list("ABCDEFGH")
    assert all(len(card[3].split()) >= 5 for card in cards)
    names = " ".join(card[1] for card in cards)
    for work in (
        "Gruber",
        "Kelman",
        "Propper",
        "Jones",
        "Locker",
        "Mason",
        "Bevan",
        "NHS Information Centre",
    ):
        assert names.count(work) >= 1


def test_the_notes_name_files_that_are_there(root, notes):
    for name in re.findall(r"`((?:solutions|course|assignments)/[\w./]+)`", notes):
        assert (root / name).exists(), name


def test_marks_by_hand_are_those_of_the_map(root):
    notes = (root / "course/03_targets/facilitator.md").read_text(encoding="utf-8")
    assignment = load(root).assignment("03_targets")
    assert (assignment.points - assignment.by_hand, assignment.by_hand) == (80, 20)
    assert "Eighty marks" in notes
    assert "Twenty are yours" in notes


@pytest.fixture(scope="module")
def two_views(root):
    return (root / "course/01_two_views/facilitator.md").read_text(encoding="utf-8")


def test_the_task_for_asker_and_asked_takes_as_long_as_it_says(two_views):
    task = two_views.split("## The task for the room")[1].split("### The cards")[0]
    steps = [int(each) for each in re.findall(r"^\d\. \((\d+) min\)", task, re.M)]
    assert "Thirty-five minutes" in task and sum(steps) == 35
    plan = dict(re.findall(r"^\| (\d+[–-]\d+) \| (.+?) \|", two_views, re.M))
    pairs, senders = (place for place, what in plan.items() if what.startswith("The task for the room"))
    spans = [int(last) - int(first) for first, last in (each.split("–") for each in (pairs, senders))]
    assert spans == [sum(steps[:5]), steps[5]]


def test_the_week_on_paper_has_room_for_less_than_is_asked(two_views):
    """Fifteen squares a day: what is left after care and local work does not hold a request and the project."""
    assert "Five days of 15 squares" in two_views and "75 squares" in two_views
    left = 5 * (15 - 7) - 12
    assert left - 9 < 5 * 15 / 3, "a request of a third of the week cannot fit"


def test_nothing_of_the_first_module_is_marked_by_hand(two_views, root):
    assignment = load(root).assignment("01_two_views")
    assert (assignment.points, assignment.by_hand) == (100, 0)
    assert "All 100 marks are given by machine" in two_views


def test_the_sheet_for_peers_has_the_six_lines_of_the_page(root):
    sheet = (root / "course/01_two_views/peer_review.md").read_text(encoding="utf-8")
    for line in ("Purpose", "Decision", "Owner", "Already there?", "Cost", "End"):
        assert f"| **{line}" in sheet or f"**{line}.**" in sheet, line
