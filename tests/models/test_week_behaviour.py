"""What holds of the weeks whatever is drawn, and what the handles of a request do: each claim that the page makes."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from localchange.errors import CourseError
from localchange.models import week
from localchange.models.week_outcomes import LOCAL, PROJECT, YOURS
from localchange.models.week_request import (
    DRAFT,
    RANGES,
    SCHOOL,
    WARD,
    information,
    live,
    outcome_of,
    request_outcome,
)

SEEDS = range(12)


def mean(measure, setting, seeds=SEEDS, team=WARD):
    return float(np.mean([getattr(outcome_of(setting, live(setting, s, team)[0]), measure) for s in seeds]))


def a_setting():
    def on_steps(spec):
        return st.integers(0, round((spec.high - spec.low) / spec.step)).map(
            lambda i: float(spec.low + i * spec.step)
        )

    return st.fixed_dictionaries({key: on_steps(spec) for key, spec in RANGES.items()})


# --- whatever is drawn


@settings(max_examples=60, deadline=None)
@given(a_setting(), st.integers(0, 10_000), st.sampled_from([WARD, SCHOOL]))
def test_no_hour_is_lost_or_lived_twice(setting, seed, team):
    lived, _ = live(setting, seed, team, weeks=15)
    assert lived.start[0] == 0 and lived.end[-1] == pytest.approx(15 * team.week)
    np.testing.assert_allclose(lived.start[1:], lived.end[:-1], atol=1e-9)
    assert (lived.end >= lived.start).all()
    assert lived.hours().sum() == pytest.approx(team.week)
    done = lived.needs - lived.left
    worked = np.bincount(
        lived.who[lived.who >= 0][lived.what[lived.who >= 0] > 0], minlength=len(lived.needs)
    )
    assert (done >= -1e-9).all() and (worked[done > 1e-9] > 0).all()
    sent = ~np.isnan(lived.closed)
    assert (lived.closed[sent] >= lived.came[sent]).all()
    always_done = sent & (lived.kind <= 2)
    np.testing.assert_allclose(lived.left[always_done], 0, atol=1e-9)


@settings(max_examples=60, deadline=None)
@given(a_setting(), st.integers(0, 10_000))
def test_shares_are_shares_and_the_same_seed_gives_the_same_year(setting, seed):
    one, again = (request_outcome(setting, seed) for _ in range(2))
    assert one == again
    for name in ("late", "quality", "information", "local_share", "local_late"):
        assert 0 <= getattr(one, name) <= 1, name
    assert 0 < one.finish_week <= 52 and one.finished == (one.finish_week < 52)
    assert one.returns >= 3
    week_of = one.data_hours + one.care + one.project + one.refocus
    assert week_of == pytest.approx(WARD.week)


@settings(max_examples=40, deadline=None)
@given(a_setting(), st.integers(0, 10_000))
def test_progress_only_rises_and_ends_where_the_hours_say(setting, seed):
    lived, _ = live(setting, seed)
    progress = lived.progress()
    assert (np.diff(progress) >= -1e-9).all()
    assert progress[-1] == pytest.approx(lived.gained().sum())
    finish = lived.finish()
    if np.isfinite(finish):
        before = int(finish // WARD.week)
        assert progress[before] <= WARD.project_hours + 1e-6 <= progress[min(before + 1, 52)] + 2e-6


def test_another_seed_gives_another_year_and_care_is_the_same_at_every_setting():
    assert request_outcome(DRAFT, 1) != request_outcome(DRAFT, 2)
    assert request_outcome(DRAFT, 1).care == pytest.approx(request_outcome({**DRAFT, "senders": 8}, 1).care)


# --- the published figures that set the size


def test_without_the_request_obligations_take_a_number_of_hours_that_was_published_and_a_quarter_is_national():
    """2 to 10 hours a week on data, and about a quarter of demands national (NHS Confederation 2013)."""
    hours = np.mean([live(None, s)[0].hours() for s in range(40)], axis=0)
    local, national = hours[LOCAL], hours[LOCAL + 1]
    assert 2 <= local + national <= 10
    assert national / (local + national) == pytest.approx(0.25, abs=0.02)


def test_most_of_the_load_is_local_even_with_the_draft():
    assert mean("local", DRAFT) > mean("hours", DRAFT) + mean("national", DRAFT) - 0.5
    assert mean("local", None) > 2.5 * mean("national", None)


# --- what the page says of the handles


@pytest.mark.parametrize("team", [WARD, SCHOOL])
def test_a_small_share_of_the_week_is_a_large_share_of_what_was_left_for_change(team):
    share = mean("hours", DRAFT, team=team) / team.week
    lost = 1 - mean("project", DRAFT, team=team) / mean("project", None, team=team)
    assert share < 0.13 and lost > 2.3 * share
    assert mean("finish_week", DRAFT, team=team) > 1.35 * mean("finish_week", None, team=team)


@pytest.mark.parametrize(
    ("handle", "values", "measure", "rises"),
    [
        ("items", (5, 20, 40, 60), "hours", True),
        ("items", (5, 20, 40, 80), "late", True),
        ("items", (5, 20, 40, 80), "finish_week", True),
        ("items", (5, 10, 20, 40), "information", True),
        ("every", (1, 2, 4, 13), "hours", False),
        ("every", (1, 2, 4, 13), "information", False),
        ("every", (1, 2, 4, 13), "finish_week", False),
        ("reuse", (0, 25, 50, 100), "hours", False),
        ("reuse", (0, 25, 50, 100), "late", False),
        ("notice", (1, 2, 3, 5), "late", False),
        ("notice", (1, 2, 3, 5), "quality", True),
        ("senders", (1, 2, 3, 5, 8), "quality", False),
        ("senders", (1, 2, 3, 5, 8), "late", True),
        ("senders", (1, 2, 3, 5), "local_late", True),
        ("senders", (1, 2, 3, 5), "data_hours", True),
    ],
)
def test_each_handle_moves_what_the_page_says(handle, values, measure, rises):
    found = [mean(measure, {**DRAFT, handle: value}) for value in values]
    steps = np.diff(found) if rises else -np.diff(found)
    assert (steps > 0).all(), found


def test_notice_buys_quality_and_time_but_hardly_an_hour():
    short, long = (mean("hours", {**DRAFT, "notice": n}) for n in (3, 20))
    assert long == pytest.approx(short, rel=0.02)
    # With a day's notice hours fall, because what is not done is guessed.
    assert mean("hours", {**DRAFT, "notice": 1}) < short
    assert mean("quality", {**DRAFT, "notice": 1}) < mean("quality", {**DRAFT, "notice": 3}) - 0.03


def test_there_are_settings_in_which_a_bigger_request_is_cheap_and_tells_more():
    """Eighty items from data that exists, once a month, against ten new ones a week."""
    big = {**DRAFT, "items": 80, "reuse": 100, "every": 4, "notice": 10}
    small = {**DRAFT, "items": 10}
    assert mean("hours", big) < 0.5 * mean("hours", small)
    assert mean("information", big) > mean("information", small) + 0.15


def test_there_is_a_request_that_meets_nearly_the_same_need_for_far_fewer_hours():
    better = {**DRAFT, "items": 45, "reuse": 60, "every": 2, "notice": 5}
    for seed in SEEDS:
        one, draft = request_outcome(better, seed), request_outcome(DRAFT, seed)
        assert one.hours < 0.4 * draft.hours
        assert one.information > draft.information - 0.09


def test_each_sender_is_cheap_and_together_they_stop_the_project_and_spoil_the_answers():
    assert mean("finish_week", {**DRAFT, "senders": 1}) < 20
    assert not any(request_outcome({**DRAFT, "senders": 4}, s).finished for s in SEEDS)
    assert mean("information", {**DRAFT, "senders": 4}) < mean("information", DRAFT) - 0.25


def test_two_small_requests_cost_the_asker_s_fixed_part_twice():
    """Forty items a fortnight against twenty a week: the same items in a year, fewer hours."""
    rare, often = ({**DRAFT, "items": 40, "every": 2}, {**DRAFT, "items": 20, "every": 1})
    gap = mean("hours", often) - mean("hours", rare)
    assert gap == pytest.approx(WARD.fixed_hours / 2, abs=0.08)


def test_a_fresh_stretch_gains_nothing_before_it_is_got_back_into():
    lived, _ = live(DRAFT, 1)
    project = lived.what == PROJECT
    whole = (lived.end - lived.start)[project]
    np.testing.assert_allclose(lived.gained()[project], np.maximum(whole - WARD.refocus_hours, 0))
    assert (whole < WARD.refocus_hours).any()


def test_information_is_the_formula_that_is_printed():
    told = information({"items": 25, "every": 2, "reuse": 50}, 0.8)
    assert told == pytest.approx((1 - np.exp(-25 / 12)) * 0.8 * 0.95 * np.exp(-1 / 13))


def test_yours_is_served_no_better_than_the_others_who_ask_with_you():
    crowd = {**DRAFT, "senders": 6}
    mine, theirs = [], []
    for seed in range(20):
        lived, _ = live(crowd, seed)
        mine.append(lived.looked_up(YOURS))
        theirs.append(lived.looked_up(YOURS - 1))
    assert np.mean(mine) == pytest.approx(np.mean(theirs), abs=0.06)


# --- what is refused


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"items": 41}, "Items asked for"),
        ({"notice": 0}, "Notice"),
        ({"every": float("nan")}, "How often"),
        ({"reuse": "all"}, "From data"),
        ({"senders": True}, "Senders"),
        ({"people": 3}, "no handle called people"),
        ([1, 2], "list of handles"),
    ],
)
def test_what_no_request_can_be_is_refused_by_name(given, said):
    with pytest.raises(CourseError, match=said):
        request_outcome(given, 1)


@pytest.mark.parametrize(
    ("name", "value"),
    [("care_hours", -1), ("hours_a_day", 0), ("spread", "wide"), ("local_due_days", (5, 1))],
)
def test_what_no_team_can_be_is_refused_by_name(name, value):
    with pytest.raises(CourseError, match=name):
        replace(WARD, **{name: value})


@pytest.mark.parametrize("weeks", [0, 1.5, True])
def test_a_year_has_whole_weeks(weeks):
    with pytest.raises(CourseError, match="weeks"):
        week.draw(WARD, weeks, np.random.default_rng(1))
