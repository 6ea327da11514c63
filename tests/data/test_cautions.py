"""The cautions cover exactly the months that the flags mark, and every table has at least one."""

from datetime import date

import pytest

from localchange import data
from localchange.errors import CourseError


@pytest.mark.parametrize("name", data.table_names())
def test_every_table_has_cautions_in_plain_sentences(name):
    cautions = data.cautions(name)
    assert cautions
    for caution in cautions:
        assert caution.sentence[0].isupper()
        assert caution.sentence.endswith(".")
        assert "_" not in caution.sentence
        assert len(caution.sentence) < 220


def test_flags_and_cautions_tell_the_same_months():
    frame = data.four_hour_monthly()
    cautions = {caution.flag: caution for caution in data.cautions("four_hour_monthly") if caution.flag}
    assert set(cautions) == set(data.FLAGS)
    for flag, caution in cautions.items():
        said = frame["period"].map(lambda month, caution=caution: caution.applies_to(month.date()))
        assert (frame[flag] == said).all(), flag


def test_the_year_flag_marks_the_years_that_a_missing_month_touches():
    frame = data.four_hour_annual()
    marked = frame.loc[frame["crs_excluded_14_trusts"], "financial_year"].unique().tolist()
    assert marked == ["2019-20", "2020-21", "2021-22", "2022-23", "2023-24"]


def test_a_flag_named_by_a_caution_is_a_column_of_that_month_table():
    columns = set(data.four_hour_monthly().columns)
    for name in data.table_names():
        for caution in data.cautions(name):
            assert caution.flag is None or caution.flag in columns


def test_applies_to_counts_both_ends_and_open_ends():
    fourteen = data.cautions("four_hour_monthly")[0]
    assert fourteen.flag == "crs_excluded_14_trusts"
    assert not fourteen.applies_to(date(2019, 4, 30))
    assert fourteen.applies_to(date(2019, 5, 31))
    assert fourteen.applies_to(date(2023, 5, 31))
    assert not fourteen.applies_to(date(2023, 6, 1))
    always = data.Caution(None, None, None, "Always.")
    assert always.applies_to(date(1900, 1, 1))


def test_the_weightiest_caution_names_the_fourteen_trusts():
    assert "fourteen trusts" in data.cautions("four_hour_monthly")[0].sentence
    assert "fourteen trusts" in data.cautions("provider_spread")[0].sentence


def test_a_caution_cannot_be_changed_by_who_reads_it():
    caution = data.cautions("provider_spread")[0]
    with pytest.raises(AttributeError):
        caution.sentence = "All is well."


def test_an_unknown_table_is_a_clear_sentence():
    with pytest.raises(CourseError, match="no table called 'nothing'"):
        data.cautions("nothing")


def test_the_attribution_is_the_licence_text():
    assert data.ATTRIBUTION == (
        "Contains public sector information licensed under the Open Government Licence v3.0. "
        "Source: NHS England."
    )
