"""The figures on paying are those of the works that they name, ends of intervals included."""

import re

import numpy as np
import pytest

from localchange import data, evidence
from localchange.data.payment import SCHEMES
from localchange.models.incentives_published import PUBLISHED

TABLE = data.payment_figures()


def numbers(text):
    return {float(each.replace(",", "")) for each in re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?", text)}


@pytest.mark.parametrize("row", list(TABLE.itertuples()), ids=lambda row: row.code)
def test_each_figure_stands_in_its_sentence_and_in_its_work(row):
    work = evidence.work(row.citation)
    for value in (row.value, row.low, row.high):
        if not np.isnan(value):
            assert abs(value) in numbers(work.finding), row.code
            assert abs(value) in numbers(row.sentence) or row.code in ("P2",), row.code
    assert row.sentence.endswith(".")


def test_an_interval_holds_its_value_and_has_two_ends():
    given = TABLE.dropna(subset=["low"])
    assert len(given) == 5
    assert ((given["low"] < given["value"]) & (given["value"] < given["high"])).all()
    assert TABLE["low"].isna().equals(TABLE["high"].isna())


def test_a_finding_in_words_has_no_number_and_no_unit():
    words = TABLE[TABLE["value"].isna()]
    assert list(words["code"]) == ["P3"]
    assert (words["unit"] == "").all()


def test_only_known_schemes_and_works():
    assert set(TABLE["scheme"]) == set(SCHEMES)
    for scheme in PUBLISHED.values():
        assert set(scheme.citations) <= set(TABLE["citation"])
