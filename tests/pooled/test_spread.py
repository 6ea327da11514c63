"""Nothing is told of a few, however their answers are cut."""

from __future__ import annotations

from collections import Counter
from statistics import quantiles

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localchange.pooled.spread import LEAST, counts, spread

OPTIONS = ["a", "b", "c", "d"]


@given(st.lists(st.floats(-1e6, 1e6), min_size=LEAST, max_size=60))
def test_the_middle_is_that_of_the_standard_library(numbers):
    found = spread(numbers)
    wanted = quantiles(numbers, n=4, method="inclusive")
    assert (found.lower, found.middle, found.upper) == pytest.approx(tuple(wanted))
    assert found.people == len(numbers)


def test_four_people_have_no_spread_and_what_is_no_number_is_nobody():
    assert spread([1, 2, 3, 4]) is None
    assert spread([1, 2, 3, 4, float("nan")]) is None
    assert spread([1, 2, 3, 4, 5, float("inf")]).people == 5


@given(st.lists(st.sampled_from(OPTIONS), max_size=40))
def test_no_group_is_of_one_to_four_people_and_everybody_is_in_one(chosen):
    found = counts(chosen, OPTIONS)
    if len(chosen) < LEAST:
        assert found == ()
        return
    assert all(group.people == 0 or group.people >= LEAST for group in found)
    assert sum(group.people for group in found) == len(chosen)
    assert sorted(option for group in found for option in group.options) == OPTIONS


@given(st.lists(st.sampled_from(OPTIONS), max_size=40))
def test_a_few_cannot_be_worked_out_by_subtraction(chosen):
    """Whoever knows the total and every group finds no option with one to four people."""
    real = Counter(chosen)
    for group in counts(chosen, OPTIONS):
        if any(0 < real[option] < LEAST for option in group.options):
            assert len(group.options) > 1


def test_what_is_no_option_is_left_out():
    assert counts(["a"] * 5 + ["<script>"] * 9, OPTIONS)[0].people == 5
    assert sum(group.people for group in counts(["a"] * 5 + ["z"], OPTIONS)) == 5
