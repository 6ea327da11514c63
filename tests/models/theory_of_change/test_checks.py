"""Each check asks where there is something to ask, and is silent once that is mended."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from random_theories import theories

from localchange import evidence
from localchange.models.theory_of_change import Link, Step, Theory, cases, check
from localchange.models.theory_of_change.checks import CHECKS

PEOPLE = {"who_acts": "Staff", "who_is_reached": "Patients", "able": "There is time"}


def arrow(name, start, end, **others):
    """A link with everything filled in."""
    filled = {
        "mechanism": "Because",
        "assumption": "If",
        "evidence": 1,
        "source": "A study",
        "rival": "Chance",
    }
    return Link(name, start, end, **(filled | {"delay_months": 1} | others))


WHOLE = Theory(
    "A theory of 2026",
    (
        Step("money", "input", "national", "Money for 100 nurses"),
        Step("hire", "activity", "regional", "Hospitals hire 100 nurses", **PEOPLE),
        Step("time", "outcome", "local", "Hours with each patient", **PEOPLE),
        Step("well", "impact", "local", "Patients get well sooner"),
        Step("wages", "input", "local", "What shops pay nurses"),
    ),
    (
        arrow("l1", "money", "hire"),
        arrow("l2", "hire", "time"),
        arrow("l3", "time", "well"),
        arrow("l4", "wages", "hire", sign="-"),
        arrow("l5", "time", "hire", sign="-"),
    ),
)


def without(theory, *links):
    return replace(theory, links=tuple(link for link in theory.links if link.id not in links))


def with_step(theory, name, **changes):
    return replace(theory, steps=tuple(replace(s, **changes) if s.id == name else s for s in theory.steps))


def with_link(theory, name, **changes):
    return replace(
        theory, links=tuple(replace(each, **changes) if each.id == name else each for each in theory.links)
    )


def added(theory, *things):
    steps = tuple(each for each in things if isinstance(each, Step))
    links = tuple(each for each in things if isinstance(each, Link))
    return replace(theory, steps=theory.steps + steps, links=theory.links + links)


def test_a_whole_theory_leaves_nothing_to_ask():
    assert check(WHOLE) == ()


# Number, part of the question, broken twin of WHOLE, steps, links, whether it goes first.
BROKEN = {
    "no aim": (1, "What is it all for", with_step(WHOLE, "well", kind="outcome"), (), (), False),
    "two aims": (
        1,
        "Which of these 2 impacts",
        added(WHOLE, Step("also", "impact", "local", "Staff stay for years"), arrow("l6", "time", "also")),
        ("well", "also"),
        (),
        False,
    ),
    "no path to local effect": (
        2,
        "“Money for 100 nurses” come to have an effect locally",
        without(WHOLE, "l1"),
        ("money",),
        (),
        True,
    ),
    "nothing local": (
        2,
        "What changes locally",
        with_step(with_step(WHOLE, "time", level="regional"), "well", level="national"),
        ("money",),
        (),
        True,
    ),
    "nothing national": (
        2,
        "What is done nationally",
        with_step(WHOLE, "money", level="regional"),
        (),
        (),
        False,
    ),
    "an orphan": (
        2,
        "No arrow touches it",
        added(WHOLE, Step("alone", "input", "local", "All by itself")),
        ("alone",),
        (),
        False,
    ),
    "a dead end": (
        2,
        "What does “Beds that are made” lead to",
        added(
            WHOLE,
            Step("beds", "activity", "local", "Beds that are made", **PEOPLE),
            arrow("l6", "hire", "beds"),
        ),
        ("beds",),
        (),
        False,
    ),
    "out of nowhere": (
        2,
        "What brings about “Number of beds free”",
        added(
            WHOLE,
            Step("free", "output", "local", "Number of beds free", **PEOPLE),
            arrow("l6", "free", "time"),
        ),
        ("free",),
        (),
        False,
    ),
    "backwards": (
        2,
        "drawn the right way round",
        added(
            WHOLE,
            Step("posts", "input", "local", "Posts that stand empty"),
            arrow("l6", "posts", "hire"),
            Step("talk", "activity", "national", "Talk about the posts", **PEOPLE),
            arrow("l7", "talk", "posts"),
        ),
        (),
        ("l7",),
        False,
    ),
    "no words": (3, "It has no words yet", with_step(WHOLE, "hire", text="  "), ("hire",), (), False),
    "the same words": (
        3,
        "the 2 steps that say the same differ",
        with_step(WHOLE, "wages", text="MONEY for 100  nurses"),
        ("money", "wages"),
        (),
        False,
    ),
    "too few words": (
        3,
        "What exactly is meant by “Hiring 100”",
        with_step(WHOLE, "hire", text="Hiring 100"),
        ("hire",),
        (),
        False,
    ),
    "two in one": (
        3,
        "one step, or several",
        with_step(WHOLE, "hire", text="Hire 100 nurses; train them"),
        ("hire",),
        (),
        False,
    ),
    "no mechanism": (
        4,
        "By what means does “Hospitals hire 100 nurses” → “Hours with each patient”",
        with_link(WHOLE, "l2", mechanism=" "),
        (),
        ("l2",),
        False,
    ),
    "a leap of faith": (
        5,
        "a leap of faith",
        with_link(WHOLE, "l3", assumption="", evidence=0, source=""),
        (),
        ("l3",),
        True,
    ),
    "no assumption": (
        5,
        "What would have to be true, here",
        with_link(WHOLE, "l3", assumption=""),
        (),
        ("l3",),
        False,
    ),
    "evidence not looked for": (
        6,
        "or has nobody looked",
        with_link(WHOLE, "l3", evidence=0, source=""),
        (),
        ("l3",),
        False,
    ),
    "no source": (6, "to be found", with_link(WHOLE, "l3", source=""), (), ("l3",), False),
    "nobody acts": (
        7,
        "Who does “Hospitals hire 100 nurses”",
        with_step(WHOLE, "hire", who_acts=""),
        ("hire",),
        (),
        False,
    ),
    "nobody reached": (
        7,
        "Who is in fact reached by “Hours with each patient”",
        with_step(WHOLE, "time", who_is_reached=""),
        ("time",),
        (),
        False,
    ),
    "needs unsaid": (7, "capable, able and willing", with_step(WHOLE, "hire", able=""), ("hire",), (), False),
    "no rival": (8, "even without this policy", with_link(WHOLE, "l3", rival=""), ("well",), (), False),
    "nothing from outside": (
        9,
        "What else acts on “Patients get well sooner”",
        replace(without(WHOLE, "l4"), steps=WHOLE.steps[:4]),
        ("well",),
        (),
        False,
    ),
    "no loop": (10, "No arrow leads back yet", without(WHOLE, "l5"), (), (), False),
    "nothing balances": (
        10,
        "What stops it",
        with_link(WHOLE, "l5", sign="+"),
        ("hire", "time"),
        ("l2", "l5"),
        False,
    ),
    "no delay in a loop": (
        10,
        "delays decide",
        with_link(WHOLE, "l5", delay_months=None),
        (),
        ("l5",),
        False,
    ),
    "no harm": (
        10,
        "What could this make worse",
        with_link(with_link(WHOLE, "l4", sign="+"), "l5", sign="+"),
        (),
        (),
        False,
    ),
    "no measure": (
        11,
        "How would you know that “Nurses have time for each patient”",
        with_step(WHOLE, "time", text="Nurses have time for each patient"),
        ("time",),
        (),
        False,
    ),
    "no date": (12, "The title has no year", replace(WHOLE, title="A theory"), (), (), False),
}


@pytest.mark.parametrize("name", BROKEN)
def test_each_check_asks_about_a_broken_twin_and_points_at_it(name):
    number, question, theory, steps, links, first = BROKEN[name]
    (finding,) = [each for each in check(theory) if question in each.question]
    assert (finding.check, finding.steps, finding.links, finding.first) == (number, steps, links, first)
    assert finding.question.endswith((".", "?"))
    assert "?" in finding.question
    assert finding.question[0].isupper() or not finding.question[0].isalpha()


def test_every_check_has_a_broken_twin():
    assert {each[0] for each in BROKEN.values()} == set(range(1, 13)) == {each.number for each in CHECKS}


def test_every_check_names_works_that_can_be_cited():
    for each in CHECKS:
        assert each.sources
        for key in each.sources:
            assert evidence.work(key).finding
    (finding,) = check(with_step(WHOLE, "hire", who_acts=""))
    assert finding.sources == ("mayne2015", "michie2011") and finding.source == "mayne2015"
    assert finding.name == CHECKS[6].name


def test_that_nothing_was_found_is_an_answer():
    assert check(with_link(WHOLE, "l3", evidence=0, source="We looked and found none.")) == ()


def test_no_path_and_leaps_of_faith_come_first():
    theory = replace(without(WHOLE, "l1"), title="No year")
    theory = with_link(with_link(theory, "l4", assumption="", evidence=0), "l2", mechanism="")
    order = [(each.check, each.first) for each in check(theory)]
    assert order[:2] == [(2, True), (5, True)]
    assert order[2:] == sorted(order[2:]) and not any(first for _, first in order[2:])


def test_the_longest_leap_on_the_way_is_asked_about_first():
    bare = {"assumption": "", "evidence": 0, "source": "", "mechanism": ""}
    theory = with_link(with_link(WHOLE, "l4", **bare), "l1", **bare)
    theory = added(theory, Link("far", "money", "well"))
    leap = next(each for each in check(theory) if each.check == 5)
    assert leap.links == ("far", "l1", "l4")
    assert "“Money for 100 nurses” → “Patients get well sooner”" in leap.question
    assert "2 more arrows" in leap.question


def test_nothing_but_the_aim_is_asked_of_an_empty_sheet():
    (finding,) = check(Theory())
    assert finding.check == 1


@settings(deadline=None)
@given(theories())
def test_whatever_is_drawn_findings_point_at_what_is_there_and_say_it_in_plain_words(theory):
    steps, links = {each.id for each in theory.steps}, {each.id for each in theory.links}
    for finding in check(theory):
        assert set(finding.steps) <= steps and set(finding.links) <= links
        assert len(set(finding.steps)) == len(finding.steps)
        assert 1 <= finding.check <= 12 and "?" in finding.question
        assert len(finding.question) < 450 and "\n" not in finding.question


def test_the_worked_cases_show_what_they_are_for():
    first = [each for each in check(cases.connecting) if each.first]
    assert [each.check for each in first] == [2, 5]
    assert {"plan", "understand"} <= set(first[0].steps)
    assert first[1].links == ("l5",)
    for whole in (cases.planted_gap, cases.unseen):
        assert check(whole) == ()
    for each in (cases.four_hour_target, cases.matching_michigan):
        assert not [finding for finding in check(each) if finding.first]
