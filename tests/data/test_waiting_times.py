"""The waiting list agrees with the statistical press notices of the day, within what was revised or estimated later."""

import numpy as np
import pandas as pd
import pytest

from localchange import data


@pytest.fixture(scope="module")
def table():
    return data.referral_to_treatment().set_index("period")


@pytest.mark.parametrize(
    ("month", "within_18", "median"),
    [("2012-05", 94.4, 5.3), ("2012-10", 94.8, 5.3), ("2021-02", 64.5, 12.6)],
)
def test_shares_and_medians_of_the_press_notices(table, month, within_18, median):
    row = table.loc[f"{month}-01"]
    assert round(100 * row["share_within_18"], 1) == within_18
    # The notice of October 2012 counted before a later revision of the median.
    assert row["median_weeks"] == pytest.approx(median, abs=0.1)


def test_the_size_of_the_list_with_and_without_the_trusts_that_sent_nothing(table):
    """February 2021: 4.70 million sent in, 4.76 million with the estimate; the table holds the estimate."""
    assert round(table.loc["2021-02-01", "waiting"] / 1e6, 2) == 4.76
    assert table.loc["2012-05-01", "waiting"] >= 2_560_000
    assert table.loc["2012-10-01", "waiting"] >= 2_630_000
    assert 387_885 <= table.loc["2021-02-01", "over_52_weeks"] < 388_500
    assert round(table["waiting"].iloc[-1] / 1e6, 1) == 7.2


def test_the_92nd_percentile_is_missing_where_it_was_beyond_52_weeks(table):
    missing = table.index[table["p92_weeks"].isna()]
    assert [f"{month:%Y-%m}" for month in missing] == [
        "2007-08", "2007-09", "2007-10", "2007-11", "2007-12", "2008-01", "2008-02", "2021-02", "2021-03",
    ]  # fmt: skip
    # Where more than eight in a hundred wait longer than 52 weeks, 92 in 100 cannot have waited less.
    beyond = table["over_52_weeks"] / table["waiting"]
    assert (beyond[missing] > 0.08).all()
    assert (beyond[table["p92_weeks"].notna()] < 0.085).all()


def test_shares_and_percentiles_tell_the_same_story(table):
    known = table.dropna()
    assert ((known["p92_weeks"] <= 18) == (known["share_within_18"] >= 0.92)).mean() > 0.97
    assert (known["median_weeks"] < known["p92_weeks"]).all()


def test_every_month_is_there(table):
    assert (table.index == pd.date_range("2007-08-01", "2022-10-01", freq="MS")).all()


def test_in_spring_2020_the_list_fell_while_waits_doubled(table):
    """The size of the list and the length of the wait can go opposite ways."""
    before, after = table.loc["2020-02-01"], table.loc["2020-05-01"]
    assert after["waiting"] < before["waiting"]
    assert after["median_weeks"] > 2 * before["median_weeks"]
    assert np.diff(table.loc["2020-06-01":"2022-10-01", "waiting"]).min() > 0
