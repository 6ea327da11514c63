"""Orders of a week's jobs: the exact search against every order there is, and the clock against a slow telling."""

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from localchange.errors import CourseError
from localchange.models import triage
from localchange.models.triage import DAY, RULES, Engagement, Job, Week, best, by_rule, cost, gaps, schedule
from localchange.models.triage_weeks import WEEKS


@st.composite
def weeks(draw, most=5):
    count = draw(st.integers(1, most))
    jobs = tuple(
        Job(
            f"j{i}",
            f"Job {i}",
            draw(st.integers(2, 60)) * 10,
            draw(st.integers(1, 225)) * 10,
            draw(st.integers(1, 9)),
            draw(st.booleans()),
            draw(st.integers(1, 5)),
        )
        for i in range(count)
    )
    busy = tuple(
        Engagement(day * DAY + start * 15, minutes * 15, "busy")
        for day in range(5)
        for start, minutes in [(draw(st.integers(0, 15)), draw(st.integers(1, 12)))]
    )
    return Week("w", "A week", jobs, busy)


def minute_by_minute(week, order):
    """Tell it again without gaps or pieces: every minute is asked whether it is free, and whose it is."""
    taken = {m for one in week.busy for m in range(one.start, one.end)}
    horizon = 11 * week.minutes

    def free(minute):
        return minute < horizon and minute not in taken

    def stretch(minute):
        """So many free minutes follow, within the day."""
        end = minute
        last = horizon if minute >= week.minutes else (minute // DAY + 1) * DAY
        while end < last and free(end):
            end += 1
        return end - minute

    now, ends = 0, {}
    for key in order:
        job = week.job(key)
        left = job.minutes
        while left:
            if not free(now):
                now += 1
            elif job.block and left == job.minutes and stretch(now) < left:
                now += stretch(now)
            else:
                now += 1
                left -= 1
        ends[key] = now
    return ends


@settings(max_examples=60, deadline=None)
@given(weeks(), st.randoms())
def test_each_job_ends_when_a_minute_by_minute_telling_says(week, random):
    order = [job.key for job in week.jobs]
    random.shuffle(order)
    assert {one.job.key: one.end for one in schedule(week, order).placed} == minute_by_minute(week, order)


@settings(max_examples=60, deadline=None)
@given(weeks())
def test_no_order_of_all_is_better_than_the_best(week):
    least = min(cost(week, order) for order in permutations([job.key for job in week.jobs]))
    assert best(week).cost == least


def test_no_order_of_all_is_better_in_the_week_of_the_lab():
    week = WEEKS["ward"]
    least = min(cost(week, order) for order in permutations([job.key for job in week.jobs]))
    assert best(week).cost == least == cost(week, best(week).order)


@settings(max_examples=60, deadline=None)
@given(weeks())
def test_work_is_whole_undisturbed_where_it_must_be_and_never_in_an_engagement(week):
    plan = schedule(week, by_rule(week, "due"))
    taken = {m for one in week.busy for m in range(one.start, one.end)}
    now = 0
    for one in plan.placed:
        assert sum(end - start for start, end in one.pieces) == one.job.minutes
        assert one.start >= now
        now = one.end
        for start, end in one.pieces:
            assert not taken & set(range(start, end))
        if one.job.block:
            assert len(one.pieces) == 1
    used = sum(one.job.minutes for one in plan.placed if one.end <= week.minutes)
    assert used + sum(e.minutes for e in week.busy) <= week.minutes + plan.lost


@pytest.mark.parametrize("name", WEEKS)
def test_in_each_week_of_the_course_every_simple_rule_fails_and_the_best_order_does_the_project(name):
    week = WEEKS[name]
    assert 7 <= len(week.jobs) <= 9
    for rule in RULES:
        assert triage.share_of_best(week, by_rule(week, rule)) <= 0.5, rule
    dearest = tuple(job.key for job in sorted(week.jobs, key=lambda job: -job.cost))
    assert triage.share_of_best(week, dearest) <= 0.5
    assert triage.share_of_best(week, best(week).order) == 1
    project = next(job.key for job in week.jobs if job.label.startswith("Change project"))
    assert project not in best(week).late
    # Every undisturbed stretch that is asked for exists.
    longest = max(end - start for start, end in gaps(week)[:-1])
    assert all(job.minutes <= longest for job in week.jobs if job.block)


def test_what_is_left_out_differs_so_that_no_rule_is_learnt_from_one_week():
    assert "return" in best(WEEKS["ward"]).late
    assert "dashboard" not in best(WEEKS["clinic"]).late


def test_a_share_is_cut_at_nothing_and_at_all():
    week = WEEKS["ward"]
    worst = tuple(reversed(best(week).order))
    assert triage.share_of_best(week, worst) == max(
        0, (cost(week, by_rule(week, "first_come")) - cost(week, worst))
    ) / (cost(week, by_rule(week, "first_come")) - best(week).cost)
    easy = replace(week, jobs=tuple(replace(job, due=10 * week.minutes) for job in week.jobs))
    assert triage.share_of_best(easy, worst) == 1


@pytest.mark.parametrize(
    ("minute", "said"),
    [
        (0, "Monday 9:00"),
        (140, "Monday 11:20"),
        (450, "Monday 16:30"),
        (451, "Tuesday 9:01"),
        (2250, "Friday 16:30"),
    ],
)
def test_the_clock_in_words(minute, said):
    assert triage.clock(minute) == said
    assert triage.clock(2251) == "next week"


@pytest.mark.parametrize("order", [[], ["rota"], ["rota"] * 8, [*WEEKS["ward"].items(), "more"]])
def test_an_order_that_is_not_one_is_refused(order):
    with pytest.raises(CourseError, match="every job"):
        schedule(WEEKS["ward"], order)
