"""The toy under a shock against the real list from February 2020 on: the same shape, and what it does not show."""

import numpy as np
import pytest

from localchange import data
from localchange.models.waiting_list import run
from localchange.models.waiting_list_service import HOSPITAL, Draw
from localchange.models.waiting_list_shock import ABLE, MONTHS, REFERRED, shock_run

EARLY, LATE = 3, MONTHS


@pytest.fixture(scope="module")
def real():
    table = data.referral_to_treatment()
    return table[table["period"] >= "2020-02-01"].reset_index(drop=True)


@pytest.fixture(scope="module")
def toy():
    return shock_run()


def test_it_covers_the_same_months(real, toy):
    assert len(real) == MONTHS + 1 == toy.waiting.shape[1]
    assert f"{real['period'].iloc[-1]:%Y-%m}" == "2022-10"


def test_at_first_the_list_falls_while_the_wait_doubles_in_both(real, toy):
    for waiting, wait in ((real["waiting"], real["median_weeks"]), (toy.waiting[0], toy.wait[0])):
        assert 0.8 < waiting[EARLY] / waiting[0] < 0.97
        assert 1.8 < wait[EARLY] / wait[0] < 2.6


def test_later_the_list_is_half_as_long_again_in_both_within_a_tenth(real, toy):
    lists = [values[LATE] / values[0] for values in (real["waiting"], toy.waiting[0])]
    assert lists[0] > 1.5
    assert lists[1] == pytest.approx(lists[0], rel=0.1)


def test_the_wait_peaks_early_falls_and_rises_again_in_both(real, toy):
    for wait in (real["median_weeks"].to_numpy(), toy.wait[0]):
        peak = int(wait[:12].argmax())
        trough = peak + int(wait[peak : peak + 12].argmin())
        assert 1 <= peak <= 6
        assert wait[trough] < 0.75 * wait[peak]
        assert wait[-1] > 1.2 * wait[trough]


def test_what_it_does_not_show(real, toy):
    """The real list fell further; the toy's own wait peaks sooner, as it looks ahead and a median looks back."""
    assert real["waiting"].min() / real["waiting"][0] < toy.waiting.min() / toy.waiting[0, 0]
    assert toy.wait[0].argmax() < real["median_weeks"].argmax()


def test_it_is_the_fall_in_what_can_be_done_that_lengthens_the_wait():
    """Fewer referrals alone would have made it shorter."""
    fewer = Draw(np.array([*REFERRED, *[1.0] * (MONTHS - len(REFERRED))]), 0.0, 0)
    lived = run(HOSPITAL, fewer, lambda seen: HOSPITAL.leaving * seen.staff, MONTHS, tail=0)
    assert lived.wait[0, len(ABLE)] < HOSPITAL.promise_weeks
    assert shock_run().wait[0].min() >= HOSPITAL.promise_weeks - 1e-9


def test_nobody_is_lost_in_it(toy):
    moved = np.cumsum(toy.referred - toy.treated - toy.gave_up, axis=1)
    np.testing.assert_allclose(toy.waiting[:, 1:], toy.waiting[:, :1] + moved, rtol=1e-9)
