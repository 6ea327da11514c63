"""Whether a page sets out both sides of a claim alike, and lists what it cites; a page is its text by cell id."""

import re

from localchange import evidence


def weighs_the_same(page):
    """Hold the points for and against to the same number, each with its caution, and to about the same length."""
    sides = [page["evidence-for"], page["evidence-against"].split("**What is missing")[0]]
    points = [len(re.findall(r"^- \*\*", side, re.M)) for side in sides]
    cautions = [side.count("*Caution:*") for side in sides]
    words = [len(re.sub(r"\]\([^)]*\)", "]", side).split()) for side in sides]
    print(f"for and against: {points} points, {cautions} cautions, {words} words")
    assert points[0] == points[1] == cautions[0] == cautions[1]
    assert 0.8 <= words[0] / words[1] <= 1.25


def lists_what_it_cites(page):
    """Hold the list at the end to every work that the page links to, and no other."""
    listed = set(re.findall(r'"([a-z]+\d{4})"', page["sources-list"]))
    cited = {work.key for text in page.values() for work in evidence.works_cited_in(text)}
    assert cited == listed


def room_task_fits(notes, words, minutes):
    """Hold the steps of the task for the room, and its place in the plan, to the minutes that it says."""
    task = notes.split("## The task for the room")[1].split("### The cards")[0]
    steps = [int(each) for each in re.findall(r"^\d\. \((\d+) min\)", task, re.M)]
    assert words in task and sum(steps) == minutes
    plan = dict(re.findall(r"^\| (\d+[–-]\d+) \| (.+?) \|", notes, re.M))
    (place,) = (place for place, what in plan.items() if what.startswith("The task for the room"))
    first, last = map(int, re.split("[–-]", place))
    assert last - first == minutes
