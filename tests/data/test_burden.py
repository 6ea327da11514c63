"""The figures of the first module are those of the works that they name, and the sums are right."""

import re

import pytest

from localchange import data, evidence

TABLES = {"burden": data.burden_figures, "experience": data.experience_figures}


@pytest.fixture(params=TABLES)
def table(request):
    return TABLES[request.param]()


def written(value):
    return {f"{value:g}", f"{value:,.0f}", f"{value:.1f}"}


def test_each_figure_stands_in_the_finding_or_the_caution_of_its_work(table):
    words = {5.0: "five", 7.0: "seven", 20.0: "four weeks", 25.0: "quarter"}
    for row in table[table["status"] == "verified"].itertuples():
        work = evidence.work(row.citation)
        text = f"{work.finding} {work.caution}"
        numbers = set(re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?", text))
        assert numbers & written(row.value) or words.get(row.value, "zzz") in text, (row.code, row.quantity)


def test_each_sentence_holds_its_figure(table):
    words = {7.0: "Seven", 5.0: "five", 25.0: "quarter", 10.3: "About 10"}
    for row in table.itertuples():
        numbers = set(re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?", row.sentence))
        assert numbers & written(row.value) or words.get(row.value, "zzz") in row.sentence, row.quantity
        assert row.sentence.endswith(".")


def test_derived_figures_follow_from_the_sum_that_is_shown():
    table = data.experience_figures()
    derived = table[table["status"] == "derived"]
    assert len(derived) == 3
    assert (table.loc[table["status"] != "derived", "sum"] == "").all()
    for row in derived.itertuples():
        above, below = (float(each) for each in row.sum.split("/"))
        found = above / below * (100 if row.unit == "%" else 1)
        assert round(found, 1) == row.value


def test_delivery_is_about_half_of_one_ambition_a_year_and_a_quarter_of_the_other():
    """Ten days in over two years are about five a year: right for one report, a quarter for the other."""
    table = data.experience_figures().set_index(["code", "quantity"])["value"]
    each = table["X5", "Days delivered"] / table["X5", "Officials who took part"]
    assert each / 2 == pytest.approx(table["X3", "Ambition as reported elsewhere"], rel=0.05)
    assert each / 2 / table["X2", "Ambition"] == pytest.approx(0.25, abs=0.02)


def test_fields():
    table = data.burden_figures()
    assert set(table["field"]) == {"health", "councils"}
    assert (table[table["field"] == "councils"].shape[0]) >= 6
