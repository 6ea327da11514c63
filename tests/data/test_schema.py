"""Every table is tidy: one row a key, no month missing, shares in range, parts that add up."""

import numpy as np
import pandas as pd
import pytest

from localchange import data
from localchange.data import reading
from localchange.data.four_hour import EARLIER_TYPES, TYPES
from localchange.data.organisations import QUANTILES, SCOPES
from localchange.errors import CourseError

KEYS = {
    "four_hour_monthly": ["period", "type"],
    "four_hour_annual": ["financial_year", "type"],
    "four_hour_standards": ["kind", "share"],
    "national_by_type": ["period", "type"],
    "organisation_annual": ["financial_year", "organisation", "type"],
    "organisation_spread": ["period", "scope"],
    "provider_spread": ["period"],
    "field_test_comparison": ["period", "group"],
    "field_test_trusts": ["organisation"],
    "referral_to_treatment": ["period"],
    "published_pile_up": ["code", "year", "group", "window_minutes"],
    "published_effects": ["code", "quantity", "period"],
    "burden_figures": ["code", "quantity"],
    "experience_figures": ["code", "quantity"],
    "payment_figures": ["code"],
}
SHARES = {"share", "share_within", "share_within_18", "mean", "sd", "lowest", "highest", *QUANTILES}
COUNTS = {"waiting", "over_52_weeks", "attendances", "within4", "over4", "breaches", "admissions"}
COUNTS |= {"organisations", "met_95", "below_60", "months"}
NOT_MONTHS = {
    name: {"period"}
    for name in ("published_effects", "burden_figures", "experience_figures", "payment_figures")
}


def load(name):
    return getattr(data, name)()


@pytest.fixture(params=sorted(KEYS))
def table(request):
    return request.param, load(request.param)


def test_every_file_has_a_loader_and_every_loader_a_file():
    assert set(data.table_names()) == set(KEYS)


def test_one_row_for_each_key(table):
    name, frame = table
    assert len(frame) > 0
    assert not frame.duplicated(KEYS[name]).any()
    assert frame[KEYS[name]].notna().all().all()


def test_types_of_columns(table):
    name, frame = table
    for column in frame.columns:
        values = frame[column]
        if column in {"period", "first", "last", "first_missing", "last_missing"} - NOT_MONTHS.get(
            name, set()
        ):
            assert pd.api.types.is_datetime64_any_dtype(values)
            assert (values.dropna().dt.day == 1).all()
        elif column in data.FLAGS:
            assert values.dtype == bool
        elif column in {"type", "scope", "kind", "status"}:
            assert isinstance(values.dtype, pd.CategoricalDtype)
        elif column in SHARES:
            assert values.dropna().between(0, 1).all()
        elif column in COUNTS:
            assert (values.dropna() >= 0).all()


def test_counts_are_whole_unless_they_were_shared_out_among_months(table):
    name, frame = table
    if name == "four_hour_annual":
        frame = frame[frame["financial_year"] > "2015-16"]
    if "from_weekly_apportioned" in frame:
        fractions = frame.loc[frame["from_weekly_apportioned"], "over4"] % 1
        assert (fractions > 0).any()
        # The source itself has a fraction of an attendance at type 2 in January 2016 (see SOURCES.md).
        odd = (frame["period"] == "2016-01-01") & frame["type"].isin(["all", "type2"])
        frame = frame[~frame["from_weekly_apportioned"] & ~odd]
    for column in COUNTS & set(frame.columns):
        assert (frame[column].dropna() % 1 == 0).all(), column


@pytest.mark.parametrize(
    ("name", "first", "last", "groups"),
    [
        ("four_hour_monthly", "2010-08-01", "2026-03-01", ("type", TYPES)),
        ("national_by_type", "2016-04-01", "2019-03-01", ("type", EARLIER_TYPES)),
        ("organisation_spread", "2016-04-01", "2019-03-01", ("scope", SCOPES)),
        ("provider_spread", "2019-04-01", "2026-05-01", None),
    ],
)
def test_no_month_is_missing(name, first, last, groups):
    frame = load(name)
    months = pd.date_range(first, last, freq="MS")
    pieces = [frame] if groups is None else [frame[frame[groups[0]] == group] for group in groups[1]]
    for piece in pieces:
        assert piece["period"].tolist() == months.tolist()
    assert sum(map(len, pieces)) == len(frame)


def test_the_field_test_leaves_out_the_fourteen_and_nobody_else():
    frame = data.field_test_comparison()
    months = pd.date_range("2016-04-01", "2026-05-01", freq="MS")
    silent = pd.date_range("2019-05-01", "2023-05-01", freq="MS")
    assert frame.loc[frame["group"] == "other", "period"].tolist() == months.tolist()
    assert frame.loc[frame["group"] == "field_test", "period"].tolist() == months.difference(silent).tolist()


def test_fourteen_trusts_were_silent_in_every_month():
    trusts = data.field_test_trusts()
    for month in pd.date_range("2019-05-01", "2023-05-01", freq="MS"):
        assert ((trusts["first_missing"] <= month) & (month <= trusts["last_missing"])).sum() == 14
    span = (trusts["last_missing"].dt.to_period("M") - trusts["first_missing"].dt.to_period("M")).map(
        lambda d: d.n
    )
    assert (span + 1 == trusts["months_missing"]).all()


@pytest.mark.parametrize("name", ["four_hour_monthly", "national_by_type"])
def test_types_add_up_to_all(name):
    frame = load(name)
    columns = [c for c in ("attendances", "within4", "over4", "breaches", "admissions") if c in frame]
    parts = frame[frame["type"] != "all"].groupby("period")[columns].sum(min_count=3)
    whole = frame[frame["type"] == "all"].set_index("period")[columns]
    pd.testing.assert_frame_equal(parts, whole, check_dtype=False, rtol=0, atol=0.001)


def test_months_add_up_to_years():
    monthly = data.four_hour_monthly().dropna(subset=["share_within"])
    columns = ["attendances", "within4", "over4"]
    grouped = monthly.groupby(["financial_year", "type"], observed=True)
    annual = data.four_hour_annual().set_index(["financial_year", "type"])
    np.testing.assert_allclose(grouped[columns].sum().loc[annual.index], annual[columns], rtol=0, atol=0.01)
    assert (grouped.size().loc[annual.index] == annual["months"]).all()


def test_organisations_add_up_to_england():
    columns = ["attendances", "breaches", "admissions"]
    national = data.national_by_type()
    whole = national.loc[national["type"] == "all", columns].sum()
    assert (data.organisation_annual()[columns].sum() == whole).all()


def test_financial_years_run_from_april_to_march():
    frame = data.four_hour_monthly()
    start = frame["period"].dt.year - (frame["period"].dt.month < 4)
    assert (
        frame["financial_year"] == start.astype(str) + "-" + ((start + 1) % 100).astype(str).str.zfill(2)
    ).all()


@pytest.mark.parametrize("name", ["organisation_spread", "provider_spread"])
def test_quantiles_rise(name):
    frame = load(name)
    steps = frame[["lowest", *QUANTILES, "highest"]].diff(axis=1).iloc[:, 1:]
    assert (steps >= 0).all().all()
    assert (frame["met_95"] <= frame["organisations"]).all()


@pytest.mark.parametrize("name", sorted(KEYS))
def test_what_a_reader_does_to_a_table_stays_with_that_reader(name):
    first = load(name)
    column = first.columns[0]
    first.loc[:, column] = first[column].iloc[0]
    first["extra"] = 1
    again = load(name)
    assert "extra" not in again
    assert len(again) == 1 or not again.equals(first.drop(columns="extra"))


def test_a_table_that_is_not_there_is_one_sentence_with_the_names():
    with pytest.raises(
        CourseError, match=r"no table called 'four_hours'; it has .*four_hour_monthly"
    ) as caught:
        reading.read_table("four_hours")
    assert "\n" not in str(caught.value)


def test_a_damaged_table_says_so(tmp_path, monkeypatch):
    (tmp_path / "harmed.csv").write_bytes(b"period,share\n2019-13-45,0.5\n")
    monkeypatch.setattr(reading, "TABLES", tmp_path)
    with pytest.raises(CourseError, match=r"harmed\.csv .* damaged"):
        reading.read_table("harmed", ("period",))


def test_an_unknown_group_is_refused():
    frame = pd.DataFrame({"type": ["all", "type9"]})
    with pytest.raises(CourseError, match="type9"):
        reading.categories(frame, "type", TYPES)
