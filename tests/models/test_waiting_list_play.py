"""The best policy against brute force, the rules, and what a play that was handed in is worth."""

import itertools
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import differential_evolution

from localchange import marking
from localchange.answers import Answer
from localchange.errors import CourseError
from localchange.labs import WAITING_HANDLES
from localchange.models.waiting_list import TAIL, run
from localchange.models.waiting_list_play import (
    MONTHS,
    UNDECIDED,
    bench,
    live,
    month_keys,
    outcome,
    read_setting,
    swing,
    to_setting,
    year_of,
)  # fmt: skip
from localchange.models.waiting_list_rules import NAIVE, RULES, Rule, best, by, costs
from localchange.models.waiting_list_service import HOSPITAL, MOST_POSTS, SERVICES, draw

SEEDS = range(1, 7)


@pytest.mark.parametrize("seed", [3, 11])
@pytest.mark.parametrize("name", SERVICES)
def test_the_best_of_three_months_is_that_of_all_2197(name, seed):
    service = SERVICES[name]
    year = draw(service, 3 + TAIL, np.random.default_rng(seed))
    every = np.array(list(itertools.product(range(MOST_POSTS + 1), repeat=3)), dtype=float)
    found, cost = best(service, year, 3)
    all_costs = costs(service, year, every)
    assert cost == pytest.approx(all_costs.min(), rel=1e-12)
    assert cost == pytest.approx(costs(service, year, found[None, :])[0], rel=1e-12)


@pytest.mark.parametrize("name", SERVICES)
def test_another_search_finds_nothing_much_better_in_twelve_months(name):
    """Differential evolution over parts of posts, started from chance: at best what rounding loses."""
    service, year = SERVICES[name], year_of(2, name)
    found = differential_evolution(
        lambda posts: costs(service, year, posts.T.copy()),
        [(0, MOST_POSTS)] * MONTHS, rng=1, maxiter=150, popsize=12, vectorized=True, updating="deferred", polish=False,
    )  # fmt: skip
    _, cost = best(service, year, MONTHS)
    assert cost <= found.fun * 1.003


def test_the_best_knows_the_future_so_no_rule_beats_it_and_chance_neither():
    rng = np.random.default_rng(4)
    for name, service in SERVICES.items():
        measured = bench(2, name)
        assert all(measured.best_cost <= each.cost[0] for each in measured.rules.values())
        tried = rng.integers(0, MOST_POSTS + 1, (3000, MONTHS)).astype(float)
        assert costs(service, measured.year, tried).min() >= measured.best_cost


@pytest.mark.parametrize("name", SERVICES)
def test_counting_who_is_on_the_way_pays_and_watching_referrals_pays_more(name):
    for seed in SEEDS:
        cost = {rule: float(each.cost[0]) for rule, each in bench(seed, name).rules.items()}
        assert cost["balance"] < cost["pipeline"] < min(cost[rule] for rule in NAIVE)


def test_forgetting_who_is_on_the_way_overshoots():
    """Sterman's finding in this toy: the less of the pipeline is counted, the further staff overshoot."""
    year = draw(HOSPITAL, MONTHS + TAIL, np.random.default_rng(7))
    peaks, lows = [], []
    for counts in (1.0, 0.5, 0.0):
        lived = run(HOSPITAL, year, by(Rule(1.0, counts, whole=False), HOSPITAL), MONTHS)
        peaks.append(lived.staff.max())
        lows.append(lived.wait.min())
    assert peaks == sorted(peaks)
    assert lows == sorted(lows, reverse=True)
    assert peaks[-1] > 1.25 * peaks[0]
    needed = HOSPITAL.staff * (1 + year.surge)
    assert peaks[-1] > 1.5 * needed


def test_with_hardly_any_delay_forgetting_costs_little():
    """The delay makes the trouble, not the rule alone: without it chasing the figure is nearly as good as any rule."""
    quick = replace(HOSPITAL, hiring_delay=0.75, publishing_delay=0.5)
    more = {}
    for of in (quick, HOSPITAL):
        year = draw(of, MONTHS + TAIL, np.random.default_rng(7))
        chase, pipeline = (
            run(of, year, by(RULES[name], of), MONTHS).cost[0] for name in ("chase", "pipeline")
        )
        more[of] = chase / pipeline - 1
    assert more[quick] < 0.4 * more[HOSPITAL]


def test_crowding_feeds_itself():
    """The loop from crowding to sickness: without it the same neglect costs less, and nobody more falls ill."""
    nobody = np.zeros((1, MONTHS))
    year = draw(HOSPITAL, MONTHS + TAIL, np.random.default_rng(7))
    calm = replace(HOSPITAL, crowding=0.0)
    with_loop, without = (
        run(of, year, lambda seen: nobody[:, seen.month], MONTHS) for of in (HOSPITAL, calm)
    )
    assert with_loop.sick.max() > 2 * HOSPITAL.sick
    assert without.sick.max() == pytest.approx(HOSPITAL.sick)
    assert with_loop.wait[0, -1] > without.wait[0, -1] + 3


def test_the_published_wait_is_late_on_the_way_up_and_on_the_way_down():
    lived = bench(2).rules["chase"]
    up, down = slice(2, 6), slice(12, 18)
    assert (lived.published[0, up] < lived.wait[0, up]).all()
    assert (lived.published[0, down] > lived.wait[0, down]).all()


def count_and_hold(service, surge=1.18, more=2):
    """Whoever reads the page and counts: staff for the rise that is announced, less those here and on their way."""

    def decide(seen):
        heard.append(float(seen.referrals[0]))
        later = heard[4:]  # by then the rise has come, and what was referred since tells its size
        level = float(np.mean(later)) / service.referrals if later else surge
        to_come = service.leaving * seen.staff * service.hiring_delay
        wanted = service.staff * level + more + to_come - seen.staff - seen.coming
        return np.floor(np.clip(wanted, 0, MOST_POSTS) + 0.5)

    heard = []
    return decide


def test_in_the_court_managing_beats_any_same_number_and_waiting_loses_to_it():
    """On draws by chance: where plays lie between the best same number every month (0) and the best policy (1)."""
    of, found = SERVICES["court"], {"managed": [], "two": [], "late": []}
    for seed in map(int, np.random.default_rng(26).integers(1, 999_999, 4)):
        measured = bench(seed, "court")
        steady = measured.share(measured.steady_cost)
        managed = run(of, measured.year, count_and_hold(of), MONTHS).cost[0]
        lived = {
            "managed": managed,
            "two": live((2,) * MONTHS, seed, "court").cost[0],
            "late": live((0, 0, 0, 4, 4, 4, 2, *(1,) * 5), seed, "court").cost[0],
        }
        for name, cost in lived.items():
            found[name].append((measured.share(float(cost)) - steady) / (1 - steady))
        same = [outcome(a_play([posts] * MONTHS, seed), "court") for posts in range(MOST_POSTS + 1)]
        assert max(play.share for play in same) == pytest.approx(steady) == pytest.approx(same[0].steady)
        assert 0.5 < steady < 0.85, (
            "the same number is worth something: no rule of thumb about reacting is better"
        )
    assert min(found["managed"]) > 0.5, "and so earns all there is in every one of these draws"
    assert np.mean(found["two"]) > -0.1 and max(found["two"]) < 1e-9
    assert max(found["late"]) < -0.2


def a_play(posts, seed=2):
    return to_setting(seed, tuple(posts))


def test_a_play_is_worth_where_it_lies_between_naive_and_best():
    measured = bench(2)
    played = outcome(a_play(int(n) for n in measured.best.posts[0, :MONTHS]))
    assert played.share == pytest.approx(1.0)
    assert played.cost == played.best_cost == measured.best_cost
    for rule in NAIVE:
        posts = [int(n) for n in measured.rules[rule].posts[0, :MONTHS]]
        assert outcome(a_play(posts)).cost == pytest.approx(measured.rules[rule].cost[0])
        assert outcome(a_play(posts)).share == pytest.approx(0.0)
    good = outcome(a_play(int(n) for n in measured.rules["balance"].posts[0, :MONTHS]))
    assert 0.5 < good.share < 1
    assert good.share == pytest.approx((good.naive_cost - good.cost) / (good.naive_cost - good.best_cost))


def test_the_same_seed_gives_the_same_and_another_another():
    posts = [2] * MONTHS
    assert outcome(a_play(posts)) == outcome(a_play(posts))
    assert outcome(a_play(posts)).cost != outcome(a_play(posts, seed=3)).cost
    assert outcome(a_play(posts), "court").cost != outcome(a_play(posts)).cost


def test_months_that_are_not_decided_count_as_none_advertised():
    part, rest = outcome(a_play([3, 4])), outcome(a_play([3, 4, *[0] * 10]))
    assert (part.decided, rest.decided) == (2, 12)
    assert replace(part, decided=12) == rest


def test_a_play_saved_and_read_again_is_the_same():
    assert read_setting(a_play([1, 2, 3], seed=77)) == (77, (1, 2, 3))
    assert list(a_play([])) == ["seed", *month_keys()] == [handle.key for handle in WAITING_HANDLES]


@pytest.mark.parametrize(
    "wrong",
    [
        {}, None, {"seed": 1}, {**a_play([1]), "m13": 1}, {**a_play([1]), "m01": 13}, {**a_play([1]), "m01": -2},
        {**a_play([1]), "m01": 1.5}, {**a_play([1]), "seed": 0}, {**a_play([1]), "seed": 1_000_000},
        {**a_play([1]), "m01": float("nan")}, {**a_play([1]), "m01": True}, {**a_play([1]), "m01": "3"},
        {**a_play([1]), "m05": 1},
    ],
)  # fmt: skip
def test_a_play_that_cannot_be_is_refused_in_a_sentence(wrong):
    with pytest.raises(CourseError):
        outcome(wrong)


def test_an_unknown_service_and_too_many_months():
    with pytest.raises(CourseError, match="no service called"):
        outcome(a_play([1]), "prison")
    with pytest.raises(CourseError, match="From 1 to 36"):
        year_of(1, "hospital", 37)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, MOST_POSTS), max_size=MONTHS), st.sampled_from([2, 3]))
def test_any_play_is_worth_something_between_nought_and_one(posts, seed):
    played = outcome(a_play(posts, seed))
    assert 0 <= played.share <= 1
    assert played.cost >= played.best_cost - 1e-6
    assert np.isfinite(played.swing)


def marked(value, kind="setting"):
    answer = None if value is None else Answer(kind, value, datetime.now(UTC))
    goals = [marking.Goal(10, lambda played: played.share, "As good as the best.", "Part of the way.")]
    return marking.setting(answer, outcome, goals, 10, handles=WAITING_HANDLES)


def test_marking_lives_the_year_again():
    measured = bench(2)
    played = a_play(int(n) for n in measured.rules["balance"].posts[0, :MONTHS])
    mark = marked({"setting": played})
    assert mark.points == pytest.approx(
        10 * measured.share(float(measured.rules["balance"].cost[0])), abs=0.01
    )
    assert not mark.needs_person
    assert marked({"setting": a_play([12, 3])}).needs_person is False
    assert marked(None).points == 0
    assert "outside" in marked({"setting": {**played, "m03": 99.0}}).reason
    assert marked({"setting": {"m01": 3.0}}).points == 0


def test_swing_compares_posts_with_referrals():
    referred = np.array([90.0, 110.0])
    assert swing(np.array([1.0, 3.0]), referred) == pytest.approx(0.5 / 0.1)
    assert swing(np.zeros(2), referred) == 0
    assert bench(2).rules["chase"].posts[0, :MONTHS].std() > 0
    assert UNDECIDED == -1
    assert live((), 2).posts[0, :MONTHS].sum() == 0
