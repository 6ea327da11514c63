"""An official's day: the best day against brute force, and the day with a clock against the day in steps."""

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from localchange.errors import CourseError
from localchange.models.inbox import CLOSES, OFFICIALS_DAY, OPENS, RULES, Desk, Work, best, by_rule, replay


@st.composite
def small_days(draw):
    return tuple(
        Work(
            f"w{i}",
            f"Work {i}",
            "",
            arrives := OPENS + 30 * draw(st.integers(0, 12)),
            30 * draw(st.integers(1, 6)),
            min(CLOSES, arrives + 30 * draw(st.integers(1, 12))),  # what is due another day is not lost today
            draw(st.integers(1, 9)),
        )
        for i in range(draw(st.integers(1, 4)))
    )


def every_day(day):
    """Try everything that can be on the desk in each half hour: the fewest points that can be lost."""

    @cache
    def least(now, left):
        if now >= CLOSES:
            return 0 if not any(left) else sum(w.points for w, m in zip(day, left, strict=True) if m)
        outcomes = []
        for i, work in enumerate(day):
            if work.arrives <= now and left[i]:
                after = (*left[:i], left[i] - 30, *left[i + 1 :])
                late = work.points if after[i] == 0 and now + 30 > work.due else 0
                outcomes.append(late + least(now + 30, after))
        return min([*outcomes, least(now + 30, left)])

    return least(OPENS, tuple(work.minutes for work in day))


@settings(max_examples=25, deadline=None)
@given(small_days())
def test_no_day_of_all_is_better_than_the_best(day):
    assert best(day).lost() == every_day(day)


def test_not_everything_can_be_done_and_every_simple_rule_loses_more():
    least = best(OFFICIALS_DAY).lost()
    assert least > 0
    for rule in RULES:
        assert by_rule(OFFICIALS_DAY, rule).lost() > least, rule


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 9), min_size=5, max_size=40), st.integers(1, 30))
def test_a_clock_gives_what_steps_give(choices, tick):
    """The same things on the desk at the same times, once in steps and once in ticks of a clock."""
    stepped = Desk(OFFICIALS_DAY)
    for choice in choices:
        if stepped.over:
            break
        here = stepped.here()
        stepped = stepped.work(here[choice % len(here)].key if here and choice else None)
    ticked = Desk(OFFICIALS_DAY)
    for key, minutes in stepped.steps:
        end = ticked.now + minutes
        while ticked.now < end:
            ticked = ticked.work(key, min(tick, end - ticked.now))
    assert ticked == stepped
    assert replay(OFFICIALS_DAY, stepped.steps) == stepped
    assert ticked.lost() == stepped.lost()


def test_a_step_ends_when_the_work_is_done_when_something_arrives_and_when_the_day_is_over():
    desk = Desk(OFFICIALS_DAY).work("submission")
    assert desk.now == 9 * 60 + 40, "the minister's question arrives"
    desk = desk.work("question")
    assert desk.now == 10 * 60 + 30, "the speech arrives"
    desk = desk.work("question")
    assert desk.now == 10 * 60 + 40 and "question" not in {work.key for work in desk.here()}
    while not desk.over:
        desk = desk.work(None)
    assert desk.now == CLOSES


def test_work_put_aside_is_taken_up_without_loss():
    desk = Desk(OFFICIALS_DAY).work("meeting", 10).work("consultation", 5).work("meeting").work("meeting")
    assert desk.finished() == {"meeting": OPENS + 50}
    assert desk.worked()["consultation"] == 5


def test_what_becomes_of_work_is_said_at_every_time():
    desk = Desk(OFFICIALS_DAY)
    fates = {work.key: desk.fate(work) for work in OFFICIALS_DAY}
    assert fates["meeting"] == "here" and fates["number10"] == "to come"
    for _ in range(30):
        if not desk.over:
            desk = desk.work(None)
    assert {desk.fate(work) for work in OFFICIALS_DAY} == {"missed"}
    assert desk.lost() == sum(work.points for work in OFFICIALS_DAY)
    late = Desk((replace(OFFICIALS_DAY[2], due=OPENS + 30),)).work("meeting")
    assert late.fate(late.day[0]) == "late" and late.lost() == 4


@pytest.mark.parametrize(
    ("key", "minutes", "said"), [("number10", None, "not on the list"), ("meeting", 0, "whole")]
)
def test_what_cannot_be_done_is_refused(key, minutes, said):
    with pytest.raises(CourseError, match=said):
        Desk(OFFICIALS_DAY).work(key, minutes)
    desk = best(OFFICIALS_DAY)
    assert desk.over
    with pytest.raises(CourseError, match="over"):
        desk.work(None)
