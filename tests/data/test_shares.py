"""A share is within4 / (within4 + over4), and the short cut is wrong when fourteen trusts are missing."""

import numpy as np
import pytest

from localchange import data

WITH_SHARES = [
    data.four_hour_monthly,
    data.four_hour_annual,
    data.national_by_type,
    data.organisation_annual,
    data.field_test_comparison,
]


@pytest.mark.parametrize("loader", WITH_SHARES, ids=lambda loader: loader.__name__)
def test_share_is_worked_out_from_known_endings(loader):
    frame = loader()
    known = frame["within4"] + frame["over4"]
    expected = frame["within4"][known > 0] / known[known > 0]
    np.testing.assert_allclose(frame["share_within"][known > 0], expected, rtol=1e-12)
    assert frame["share_within"][~(known > 0)].isna().all()
    assert frame["share_within"].dropna().between(0, 1).all()


def test_the_short_cut_flatters_exactly_while_the_fourteen_are_missing():
    frame = data.four_hour_monthly()
    frame = frame[frame["share_within"].notna()]
    short_cut = 1 - frame["over4"] / frame["attendances"]
    gap = short_cut - frame["share_within"]
    missing = frame["crs_excluded_14_trusts"]
    assert gap[~missing].abs().max() < 1e-6
    assert (gap[missing] > 0).all()


def test_how_much_the_short_cut_flatters_major_departments():
    frame = data.four_hour_monthly()
    major = frame[(frame["type"] == "type1") & frame["crs_excluded_14_trusts"]]
    flattery = (1 - major["over4"] / major["attendances"]) - major["share_within"]
    # One attendance in eight has no ending in these months, so the error is whole percentage points.
    assert flattery.min() > 0.01
    assert flattery.max() > 0.06


def test_one_attendance_in_eight_has_no_ending_while_the_fourteen_are_missing():
    frame = data.four_hour_monthly()
    major = frame[(frame["type"] == "type1") & frame["crs_excluded_14_trusts"]]
    known = (major["within4"] + major["over4"]).sum() / major["attendances"].sum()
    assert 0.86 < known < 0.90


def test_the_others_in_the_field_test_are_the_national_figure_of_those_months():
    national = data.four_hour_monthly()
    national = national[(national["type"] == "type1") & national["crs_excluded_14_trusts"]].set_index(
        "period"
    )
    others = data.field_test_comparison()
    others = others[others["group"] == "other"].set_index("period").loc[national.index]
    difference = (others["over4"] - national["over4"]).abs() / national["over4"]
    # The providers' workbooks and the national series were revised at different times.
    assert difference.median() < 0.001
    assert difference.max() < 0.02
