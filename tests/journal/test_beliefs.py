"""The ledger at the end: first beside now, and the course's verdict after one's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from localchange import course, evidence
from localchange.course_reading import MapError, read_map
from localchange.documents.as_html import to_fragment
from localchange.documents.blocks import Report, Rows
from localchange.journal.beliefs import NO_VERDICT, NOT_YET, at_the_end, beliefs
from localchange.journal.reading import chapters

ROOT = Path(__file__).parents[2]


def told(root):
    return at_the_end(beliefs(course.load(root).claims, chapters(root)))


def row(root, place=0):
    (table,) = (block for block in told(root) if isinstance(block, Rows))
    return table.rows[place][1:]


def test_first_and_now_stand_side_by_side_an_assignment_after_its_module(root, learner):
    assert row(root) == ("nothing yet", "nothing yet", "nothing yet", NOT_YET)
    learner.claim("improve", before=30)
    assert row(root)[:2] == ("30% sure, in module 03", "asked once so far")
    learner.claim("improve", before=30, after=60)
    assert row(root)[:2] == ("30% sure, in module 03", "60% sure, in module 03")
    learner.claim("improve", after=80, task=True)
    assert row(root)[:2] == ("30% sure, in module 03", "80% sure, in the assignment of module 03")


def test_the_verdict_of_the_course_comes_after_ones_own(root, learner):
    learner.claim("improve", before=30, after=60, change_mind="A trial.")
    html = to_fragment(Report("L", tuple(told(root))))
    assert "supported" not in html and "Several did" not in html and "14%" not in html
    learner.claim("improve", before=30, after=60, verdict="mixed", change_mind="A trial.")
    html = to_fragment(Report("L", tuple(told(root))))
    for words in (
        "<strong>supported</strong>",
        "yours is <em>mixed</em>",
        "Several did",
        "A comparison that finds",
    ):
        assert words in html
    assert evidence.work("gruber2023").link in html and "Caution:" in html
    assert row(root)[2:] == ("mixed", "supported")


def test_a_claim_without_a_verdict_of_the_course_says_so(root, learner):
    learner.claim("open", after=60, verdict="untested")
    assert row(root, 1)[2:] == ("untested", NO_VERDICT)
    assert NO_VERDICT in to_fragment(Report("L", tuple(told(root))))


def test_every_claim_of_the_course_has_a_verdict_a_reason_and_works_that_resolve():
    for claim in course.load(ROOT).claims:
        assert claim.verdict in course.VERDICTS
        assert claim.because.endswith(".") and claim.because.count(". ") == 0, "one sentence"
        assert claim.would_change.endswith(".")
        assert claim.sources
        evidence.cite(*claim.sources)


def test_a_verdict_is_whole_or_not_there():
    claim = {"id": "x", "text": "X.", "tested_in": []}
    for more in (
        {"verdict": "supported"},
        {"because": "So."},
        {"verdict": "sure", "because": "So.", "would_change": "Y."},
    ):
        with pytest.raises(MapError, match="claim x needs a verdict"):
            read_map({"course": {"title": "T"}, "claims": [{**claim, **more}]})
