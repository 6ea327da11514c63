"""What holds of the department whatever is drawn: nobody is lost, records move one way, levers do what is said."""

from dataclasses import replace

import numpy as np
import pytest

from localchange.errors import CourseError
from localchange.models import emergency
from localchange.models.emergency_band import replicated
from localchange.models.emergency_headlines import HEADLINES
from localchange.models.emergency_settings import BASE, TWINS

STRONG = replace(BASE, target=0.98, pressure=1.0)
EVERYTHING = (BASE, emergency.REGIME_2003, emergency.REGIME_2006, STRONG, *TWINS.values())


def months(department, seeds=range(6), days=28):
    return [
        emergency.run(department, emergency.draw(department, days, np.random.default_rng(s))) for s in seeds
    ]


def mean(stays, measure):
    return float(np.mean([measure(one) for one in stays]))


# --- what never happens


@pytest.mark.parametrize("department", EVERYTHING)
@pytest.mark.parametrize("clinicians", [9, 11, 14])
def test_everyone_who_comes_leaves_once_and_not_before_being_seen(department, clinicians):
    department = replace(department, clinicians=clinicians)
    arrivals = emergency.draw(department, 14, np.random.default_rng(clinicians))
    stays = emergency.run(department, arrivals)
    kept = arrivals.arrived >= arrivals.warm_up
    assert len(stays) == kept.sum()
    np.testing.assert_array_equal(stays.admitted, arrivals.admitted[kept])
    assert np.isfinite(stays.left).all() and np.isfinite(stays.recorded).all()
    assert (stays.first_seen >= 0).all()
    assert (stays.left >= stays.first_seen + arrivals.care[kept] - 1e-6).all()


@pytest.mark.parametrize("department", EVERYTHING)
def test_a_record_is_changed_only_for_those_past_the_limit_and_only_to_within_it(department):
    for stays in months(department, seeds=range(2)):
        same = ~stays.relabelled
        np.testing.assert_array_equal(stays.recorded[same], stays.left[same])
        assert (stays.left[stays.relabelled] > stays.limit).all()
        changed = stays.recorded[stays.relabelled]
        assert ((changed <= stays.limit) & (changed >= stays.limit - department.window)).all()


def test_without_a_target_nothing_is_tried_and_nothing_is_changed():
    for stays in months(replace(STRONG, target=0.0), seeds=range(2)):
        assert not stays.relabelled.any() and not stays.effort.any()
        np.testing.assert_array_equal(stays.recorded, stays.left)


def test_the_same_patients_come_whatever_is_done_to_them():
    one, other = (emergency.draw(d, 7, np.random.default_rng(1)) for d in (BASE, STRONG))
    for name in ("arrived", "admitted", "urgent", "care", "tests", "bed", "turn", "chance", "place"):
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name))


def test_the_same_seed_gives_the_same_run_and_another_gives_another():
    first, again, other = (months(STRONG, seeds=[seed], days=7)[0] for seed in (1, 1, 2))
    np.testing.assert_array_equal(first.left, again.left)
    assert len(first) != len(other) or (first.left != other.left).any()


# --- what each lever does


def test_an_audit_closes_the_gap_between_record_and_truth_step_by_step():
    gaps = []
    for audit in (0.0, 0.25, 0.5, 0.75, 1.0):
        stays = months(replace(STRONG, clock_room=1.0, audit=audit), seeds=range(4))
        gaps.append(mean(stays, lambda s: s.share_within() - s.share_within(clock="real")))
    assert gaps == sorted(gaps, reverse=True)
    assert gaps[0] > 0.1 and gaps[-1] == 0
    assert min(np.subtract(gaps[:-1], gaps[1:])) > 0.005


def test_room_in_the_clock_rule_turns_real_speed_into_paper():
    real, recorded = [], []
    for room in (0.0, 0.5, 1.0):
        stays = months(replace(STRONG, clock_room=room), seeds=range(4))
        real.append(mean(stays, lambda s: s.share_within(clock="real")))
        recorded.append(mean(stays, lambda s: s.share_within()))
    assert real == sorted(real, reverse=True) and real[0] - real[-1] > 0.1
    assert max(recorded) - min(recorded) < 0.02


def test_more_pressure_and_more_capacity_bring_more_patients_out_in_time():
    by_pressure = [
        mean(months(replace(STRONG, pressure=p), range(3)), lambda s: s.share_within())
        for p in (0, 0.3, 0.6, 1)
    ]
    by_staff = [
        mean(months(replace(STRONG, clinicians=c), range(3)), lambda s: s.share_within(clock="real"))
        for c in (9, 10, 11, 12)
    ]
    assert by_pressure == sorted(by_pressure) and by_staff == sorted(by_staff)


def test_under_a_hard_push_urgent_patients_give_way():
    calm, pushed = (months(replace(d, clinicians=9, clock_room=0.0), range(3)) for d in (BASE, STRONG))
    assert mean(pushed, lambda s: s.mean_urgent_wait()) > mean(calm, lambda s: s.mean_urgent_wait()) + 1
    fair = months(replace(STRONG, clinicians=9, clock_room=0.0, give_way=0.0), range(3))
    assert mean(fair, lambda s: s.mean_urgent_wait()) < mean(pushed, lambda s: s.mean_urgent_wait())


def test_there_are_settings_in_which_the_target_wins():
    """Shorter stays and no more harm for the urgent: what Gruber and others (2023) found can happen here too."""
    before, after = (
        months(replace(d, clinicians=12, clock_room=0.0, pressure=p), range(3))
        for d, p in ((BASE, 0), (STRONG, 0.85))
    )
    assert mean(after, lambda s: s.mean()) < mean(before, lambda s: s.mean()) - 10
    assert mean(after, lambda s: s.harm_index()) < mean(before, lambda s: s.harm_index()) + 0.5


# --- what a histogram cannot tell


def test_two_departments_with_one_histogram_and_two_truths():
    """Over eight weeks their records differ no more than two times eight weeks of the same department do."""

    def eight_weeks(department, first):
        stays = months(department, range(first, first + 2))
        counts = sum(one.histogram(10, top=480)[1] for one in stays)
        return counts / counts.sum(), stays

    ways = range(0, 24, 2)
    speed = [eight_weeks(TWINS["speed"], seed) for seed in ways]
    again = [eight_weeks(TWINS["speed"], seed + 100) for seed in ways]
    paper = [eight_weeks(TWINS["paper"], seed + 200) for seed in ways]
    chance = [np.abs(one[0] - other[0]).max() for one, other in zip(speed, again, strict=True)]
    apart = [np.abs(one[0] - other[0]).max() for one, other in zip(speed, paper, strict=True)]
    assert np.median(apart) < np.quantile(chance, 0.95)
    real = [
        mean([stays for _, pair in twin for stays in pair], lambda s: s.share_within(clock="real"))
        for twin in (speed, paper)
    ]
    assert real[0] - real[1] > 0.05, "and yet more patients really left in time in one of them"


# --- the band


def test_the_quick_band_is_the_slow_one():
    asked = {"days": 21, "replicates": 60}
    quick = emergency.band(emergency.REGIME_2006, rng=np.random.default_rng(1), **asked)
    slow = replicated(emergency.REGIME_2006, rng=np.random.default_rng(2), **asked)
    for name in ("share_within", "share_in_last", "mean_stay"):
        assert set(HEADLINES) >= {name}
        middle, spread = slow.outputs[name][1], slow.outputs[name][2] - slow.outputs[name][0]
        assert abs(quick.outputs[name][1] - middle) < 0.5 * spread, name
        width = quick.outputs[name][2] - quick.outputs[name][0]
        assert 0.5 < width / spread < 2, name
    assert (quick.shares[0] <= quick.shares[1]).all() and (quick.shares[1] <= quick.shares[2]).all()


# --- what is refused


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("clinicians", 0),
        ("clinicians", 2.5),
        ("target", 1.2),
        ("target", float("nan")),
        ("limit", 0),
        ("care_mean", -1),
        ("pressure", "hard"),
        ("window", 300.0),
        ("hourly", (1.0,) * 23),
        ("audit", True),
    ],
)
def test_what_no_department_can_be_is_refused_by_name(name, value):
    with pytest.raises(CourseError, match=name if name not in ("window",) else "limit"):
        replace(BASE, **{name: value})


def test_bands_for_both_clocks_are_those_of_each_by_itself():
    both = emergency.bands(emergency.REGIME_2006, 7, 50, np.random.default_rng(4))
    for clock, one in both.items():
        alone = emergency.band(emergency.REGIME_2006, 7, 50, np.random.default_rng(4), clock=clock)
        np.testing.assert_array_equal(one.shares, alone.shares)
        np.testing.assert_array_equal(one.starts, alone.starts)
        assert one.outputs == alone.outputs
    assert not np.array_equal(both["recorded"].shares, both["real"].shares)
