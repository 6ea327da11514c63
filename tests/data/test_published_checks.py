"""The tables agree with what was published about the same months by others."""

import pandas as pd
import pytest

from localchange import data


def month(frame, when, kind="all"):
    rows = frame[(frame["period"] == when) & (frame["type"] == kind)]
    assert len(rows) == 1
    return rows.iloc[0]


@pytest.mark.parametrize(("year", "percent"), [("2016-17", 89.13), ("2017-18", 88.34), ("2018-19", 88.01)])
def test_three_years_from_the_trusts_returns(year, percent):
    frame = data.national_by_type()
    start = pd.Timestamp(int(year[:4]), 4, 1)
    rows = frame[(frame["type"] == "all") & frame["period"].between(start, start + pd.DateOffset(months=11))]
    assert len(rows) == 12
    share = rows["within4"].sum() / (rows["within4"].sum() + rows["over4"].sum())
    assert round(100 * share, 2) == percent


@pytest.mark.parametrize(("year", "percent"), [("2016-17", 89.13), ("2017-18", 88.34), ("2018-19", 88.01)])
def test_the_annual_table_says_the_same_to_the_published_digit(year, percent):
    frame = data.four_hour_annual()
    share = frame.loc[(frame["financial_year"] == year) & (frame["type"] == "all"), "share_within"].item()
    assert round(100 * share, 1) == round(percent, 1)


@pytest.mark.parametrize(
    ("when", "percent"),
    [("2019-02-01", 84.23), ("2019-03-01", 86.60), ("2018-09-01", 88.94), ("2018-08-01", 89.73)],
)
@pytest.mark.parametrize("loader", [data.national_by_type, data.four_hour_monthly])
def test_published_months(loader, when, percent):
    share = month(loader(), when)["share_within"]
    assert round(100 * share, 1) == round(percent, 1)
    if loader is data.national_by_type:
        assert round(100 * share, 2) == percent


def test_five_of_137_trusts_met_the_standard_in_january_2018():
    frame = data.organisation_spread()
    row = frame[(frame["period"] == "2018-01-01") & (frame["scope"] == "type1_orgs_all_types")].iloc[0]
    assert (row["met_95"], row["organisations"]) == (5, 137)


def test_july_2015_is_the_last_month_in_which_england_met_95_percent():
    frame = data.four_hour_monthly()
    everyone = frame[(frame["type"] == "all") & frame["share_within"].notna()]
    met = everyone.loc[everyone["share_within"] >= 0.95, "period"]
    assert met.max() == pd.Timestamp("2015-07-01")
    assert round(100 * month(frame, "2015-07-01")["share_within"], 2) == 95.01


def test_which_series_decides_when_the_standard_was_last_met():
    frame = data.four_hour_monthly()
    major = frame[(frame["type"] == "type1") & (frame["share_within"] >= 0.95)]
    # The Royal College of Emergency Medicine counts major departments, and says June 2013.
    assert major["period"].max() == pd.Timestamp("2013-06-01")
    assert any("which one you mean" in caution.sentence for caution in data.cautions("four_hour_monthly"))


def test_the_two_series_agree_month_by_month():
    earlier = data.national_by_type().set_index(["period", "type"])["share_within"].xs("all", level="type")
    later = data.four_hour_monthly().set_index(["period", "type"])["share_within"].xs("all", level="type")
    difference = (earlier - later).dropna()
    assert len(difference) == 36
    # Revisions after the first publication move no month by a hundredth of a percentage point.
    assert difference.abs().max() < 0.0001


def test_interim_aims_were_missed_by_the_figures_in_the_table():
    frame = data.four_hour_monthly()
    aims = data.four_hour_standards().query("kind == 'interim aim'")
    assert aims["share"].tolist() == [0.76, 0.78]
    for aim in aims.itertuples():
        assert month(frame, aim.first)["share_within"] < aim.share
