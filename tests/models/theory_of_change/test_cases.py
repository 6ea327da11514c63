"""The worked cases rest on works that are in the bibliography, and carry their cautions."""

import re

import numpy as np
import pytest

from localchange import data, evidence
from localchange.models.theory_of_change import cases
from localchange.models.theory_of_change.loops import loops
from localchange.models.theory_of_change.odds import weakest_link

NAMES = ["four_hour_target", "connecting", "matching_michigan", "planted_gap", "unseen"]
WORKS = {f"{work.who} ({work.year})": work for work in evidence.works()}
NO_STUDY = (
    "None was found",
    "No study of this step was looked up",
    "No source was looked up",
)


@pytest.mark.parametrize("name", NAMES)
def test_every_source_is_in_the_bibliography_or_says_that_there_is_none(name):
    for link in getattr(cases, name).links:
        named = re.match(r".+? \(\d{4}\)", link.source)
        if named:
            assert named.group() in WORKS, f"{name} {link.id}: {named.group()}"
            assert len(link.source) > len(named.group()) + 20, "a caution or a finding goes with it"
            assert link.evidence > 0
        else:
            assert link.source.startswith(NO_STUDY) or not link.source
            assert link.evidence == 0


@pytest.mark.parametrize("name", NAMES)
def test_every_number_in_a_case_stands_in_a_work_that_it_cites(name):
    theory = getattr(cases, name)
    cited = [work for who, work in WORKS.items() if any(who in link.source for link in theory.links)]
    known = " ".join(f"{work.finding} {work.caution} {work.title} {work.year}" for work in cited)
    told = {
        # the standard itself, which NHS Digital's page and data.four_hour_standards give
        "four_hour_target": {"98%", "95%", "2010", "96%", "77%", "2004-05", "2026", "241", "240"},
        "connecting": {"2013", "2026"},
    }.get(name, {"2026", "100,000"})
    for step in theory.steps:
        for number in re.findall(r"\d[\d,.]*%?(?:-\d\d)?", step.text):
            number = number.rstrip(".,")
            assert number in known or number in told, f"{name} {step.id}: {number}"


def test_the_standard_and_the_gap_to_surveys_are_those_of_the_course():
    finding = evidence.work("bevan2006").finding
    assert "96%" in finding and "77%" in finding
    text = cases.four_hour_target.step("standard").text
    assert all(f"{100 * share:g}%" in text for share in data.four_hour_standards()["share"].head(2))


def test_each_case_has_what_it_is_to_teach():
    michigan = cases.matching_michigan
    into_the_fall = {link.start for link in michigan.links if link.end == "fall"}
    assert into_the_fall == {"practice", "trend"}
    assert {loop.sign for loop in loops(michigan)} == {"R", "B"}
    assert any(loop.sign == "B" for loop in loops(cases.four_hour_target))
    lives = cases.four_hour_target.step("lives")
    assert "14%" in lives.text and lives.kind == "impact"
    for gap in (cases.planted_gap, cases.unseen):
        assert all(link.mechanism and link.assumption and link.source for link in gap.links)
        assert sum(link.evidence == 0 for link in gap.links) >= 3, (
            "the gap does not stand out by its evidence"
        )


def test_no_case_holds_its_answer():
    for name in ("planted_gap", "unseen"):
        text = getattr(cases, name).to_text()
        assert not re.search(r"creaming|parking|does not follow|the gap is", text, re.IGNORECASE)


def test_the_weakest_link_of_a_case_is_where_its_question_lies():
    rng = np.random.default_rng(1)
    assert weakest_link(cases.four_hour_target, rng) == (
        "l2",
    )  # whether the whole hospital takes the target on
    assert set(weakest_link(cases.matching_michigan, rng)) == {
        "l2",
        "l3",
    }  # from training to practice to the fall
    assert "l3" in weakest_link(cases.planted_gap, rng)
    assert "l2" in weakest_link(cases.unseen, rng)
    assert len(weakest_link(cases.unseen, rng)) > 1, "the odds alone do not give the gap away"
