"""The waiting list against PySD, which reads the same stocks and flows from a Vensim file, and against formulas."""

import importlib.util
import itertools
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.linalg import expm

from localchange.errors import CourseError
from localchange.models import waiting_list
from localchange.models.waiting_list import TAIL, run
from localchange.models.waiting_list_rules import fixed
from localchange.models.waiting_list_service import HOSPITAL, SERVICES, WEEKS, Draw, Service, draw

specification = importlib.util.spec_from_file_location(
    "waiting_list_in_pysd", Path(__file__).parent / "waiting_list_in_pysd.py"
)
waiting_list_in_pysd = importlib.util.module_from_spec(specification)
specification.loader.exec_module(waiting_list_in_pysd)

POSTS = np.array([[0, 3, 12, 7, 1, 0, 0, 2, 5, 1, 0, 4]], dtype=float)


@pytest.mark.parametrize("name", [*SERVICES, "improved"])
def test_every_level_is_that_of_pysd(name, tmp_path):
    service = replace(HOSPITAL, reserve=4.0, extra=3.0) if name == "improved" else SERVICES[name]
    year = draw(service, 12 + TAIL, np.random.default_rng(8))
    ours = run(service, year, fixed(POSTS), 12)
    theirs = waiting_list_in_pysd.run(service, year.demand, POSTS[0], waiting_list.STEPS, tmp_path)
    for level, values in theirs.items():
        np.testing.assert_allclose(getattr(ours, level)[0], values, rtol=1e-9, atol=1e-9, err_msg=level)


def test_a_service_that_can_do_less_is_that_of_pysd(tmp_path):
    rng = np.random.default_rng(3)
    demand, able = rng.uniform(0.3, 1.2, 24), rng.uniform(0.3, 1.0, 24)
    ours = run(HOSPITAL, Draw(demand, 0.0, 0, able), fixed(POSTS), 12)
    theirs = waiting_list_in_pysd.run(HOSPITAL, demand, POSTS[0], waiting_list.STEPS, tmp_path, able=able)
    np.testing.assert_allclose(ours.waiting[0], theirs["waiting"], rtol=1e-9)
    # At the end of a month the wait is that of the month's own working; PySD looks at the beginning of the next.
    exits = (
        able * HOSPITAL.treats * ours.staff[0, 1:] * (1 - ours.sick[0, 1:])
        + HOSPITAL.give_up * ours.waiting[0, 1:]
    )
    np.testing.assert_allclose(ours.wait[0, 1:], ours.waiting[0, 1:] / exits * WEEKS, rtol=1e-9)


def linear(months, surge=0.2):
    """A service whose equations are linear: no illness from crowding, nobody held back, a list that never runs dry."""
    service = replace(HOSPITAL, crowding=0.0, put_off=0.0)
    return service, Draw(np.full(months + TAIL, 1 + surge), surge, 0)


def closed_form(service, surge, posts, month):
    """Solve the linear equations exactly by the exponential of their matrix (list, three stages, staff, one)."""
    stage, works = service.hiring_delay / 3, service.treats * (1 - service.sick)
    matrix = np.zeros((6, 6))
    matrix[0] = [-service.give_up, 0, 0, 0, -works, service.referrals * (1 + surge)]
    matrix[1] = [0, -1 / stage, 0, 0, 0, posts]
    matrix[2, 1], matrix[2, 2] = 1 / stage, -1 / stage
    matrix[3, 2], matrix[3, 3] = 1 / stage, -1 / stage
    matrix[4, 3], matrix[4, 4] = 1 / stage, -service.leaving
    coming = service.leaving * service.staff * stage
    start = np.array([service.waiting, coming, coming, coming, service.staff, 1.0])
    return expm(matrix * month) @ start


@pytest.mark.parametrize("posts", [0.0, 2.0])
def test_the_linear_case_goes_to_the_closed_form_as_steps_shrink(posts, monkeypatch):
    errors = []
    for steps in (4, 8, 16, 32):
        monkeypatch.setattr(waiting_list, "STEPS", steps)
        service, year = linear(12)
        lived = run(service, year, fixed(np.full((1, 12), posts)), 12)
        exact = closed_form(service, 0.2, posts, 12)
        errors.append(abs(lived.waiting[0, 12] - exact[0]) / exact[0])
        assert lived.staff[0, 12] == pytest.approx(exact[4], rel=0.01)
        assert lived.coming[0, 12] == pytest.approx(exact[1:4].sum(), rel=0.01, abs=0.1)
    assert errors[0] < 0.005, "the step that is used is exact to half a percent"
    # Euler's error is of first order: half the step, half the error.
    for coarse, fine in itertools.pairwise(errors):
        assert fine == pytest.approx(coarse / 2, rel=0.15)


def test_a_published_wait_follows_a_lasting_rise_by_its_mean_age():
    """First-order smoothing of a steady climb lags it by its time constant."""
    service, year = linear(36, surge=0.1)
    lived = run(service, year, fixed(np.ones((1, 36))), 36)
    climbing = slice(24, 36)
    lag = (lived.wait - lived.published)[0, climbing] / np.diff(lived.wait[0, 24:37])
    assert lag == pytest.approx(service.publishing_delay, rel=0.15)


def test_without_a_rise_nothing_moves():
    """The start is a balance: the same people, staff and wait for ever, when leavers are replaced."""
    for service in SERVICES.values():
        still = Draw(np.ones(12 + TAIL), 0.0, 0)
        lived = run(service, still, lambda seen, s=service: s.leaving * seen.staff, 12)
        for level, start in (("waiting", service.waiting), ("staff", service.staff), ("sick", service.sick)):
            assert getattr(lived, level)[0] == pytest.approx(start, rel=1e-9)
        assert lived.wait[0] == pytest.approx(service.promise_weeks, rel=1e-9)
        assert lived.published[0] == pytest.approx(service.promise_weeks, rel=1e-9)


services = st.builds(
    lambda **given: replace(HOSPITAL, **given),
    referrals=st.floats(1, 1e6), promise_weeks=st.floats(1, 104), give_up=st.floats(0, 0.2),
    put_off=st.floats(0, 1), staff=st.floats(1, 1000), leaving=st.floats(0, 0.2), hiring_delay=st.floats(1, 12),
    crowding=st.floats(0, 1), publishing_delay=st.floats(0.5, 12), sickness_delay=st.floats(0.5, 12),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(services, st.lists(st.integers(0, 12), min_size=6, max_size=6), st.integers(0, 10_000))
def test_no_person_appears_or_is_lost(service, posts, seed):
    year = draw(service, 6 + TAIL, np.random.default_rng(seed))
    lived = run(service, year, fixed(np.array([posts], dtype=float)), 6)
    moved = np.cumsum(lived.referred - lived.treated - lived.gave_up, axis=1)[0]
    scale = service.waiting + lived.referred.sum()
    assert np.abs(service.waiting + moved - lived.waiting[0, 1:]).max() < min(0.5, 1e-9 * scale + 1e-9)
    hired = np.cumsum(lived.posts - lived.left, axis=1)[0]
    whole = lived.staff[0] + lived.coming[0]
    assert np.abs(whole[0] + hired - whole[1:]).max() < 1e-9 * (whole.max() + lived.posts.sum()) + 1e-9
    for level in ("waiting", "staff", "coming", "sick", "published"):
        assert (getattr(lived, level) >= 0).all(), level
    assert (lived.sick <= service.most_sick + 1e-12).all()


def test_many_plays_at_once_are_the_plays_one_by_one():
    rng = np.random.default_rng(5)
    posts = rng.integers(0, 13, (7, 12)).astype(float)
    year = draw(HOSPITAL, 12 + TAIL, rng)
    together = run(HOSPITAL, year, fixed(posts), 12, plays=7)
    for place in range(7):
        alone = run(HOSPITAL, year, fixed(posts[[place]]), 12)
        np.testing.assert_array_equal(together.wait[place], alone.wait[0])
        assert together.cost[place] == alone.cost[0]


def test_cost_is_pay_and_waiting_beyond_the_promise():
    """Added up once more from the levels of a fine run: areas under curves."""
    year = draw(HOSPITAL, 12 + TAIL, np.random.default_rng(3))
    lived = run(HOSPITAL, year, fixed(POSTS), 12)
    pay = (lived.staff[0, :-1] + lived.staff[0, 1:]).sum() / 2
    exits = lived.waiting[0] / (lived.wait[0] / WEEKS)
    beyond = np.maximum(lived.waiting[0] - exits * HOSPITAL.promise, 0)
    area = (beyond[:-1] + beyond[1:]).sum() / 2
    assert lived.cost[0] == pytest.approx(pay + HOSPITAL.beyond_cost * area, rel=0.02)


@pytest.mark.parametrize(
    "wrong",
    [
        {"staff": 0},
        {"surge": (0.2, 0.1)},
        {"leaving": -0.1},
        {"referrals": float("nan")},
        {"sick": 0.5},
        {"luck": "much"},
    ],
)
def test_a_service_that_cannot_be_is_refused_in_a_sentence(wrong):
    with pytest.raises(CourseError, match="service's"):
        Service(**wrong)


def test_runs_that_cannot_be_are_refused():
    year = draw(HOSPITAL, 5, np.random.default_rng(1))
    with pytest.raises(CourseError, match="5 were drawn"):
        run(HOSPITAL, year, fixed(POSTS), 12)
    with pytest.raises(CourseError, match="0 or more"):
        run(HOSPITAL, year, lambda seen: np.array([-1.0]), 3, tail=0)
    with pytest.raises(CourseError, match="At least one month"):
        draw(HOSPITAL, 0, np.random.default_rng(1))


def test_the_first_months_do_not_depend_on_how_many_are_drawn():
    short, long = (draw(HOSPITAL, n, np.random.default_rng(9)) for n in (24, 48))
    np.testing.assert_array_equal(short.demand, long.demand[:24])
    assert (short.surge, short.month) == (long.surge, long.month)
