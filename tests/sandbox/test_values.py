"""What crosses between marking and a learner's code, both ways, and what does not."""

import datetime
import math

import numpy as np
import pandas as pd
import pytest

from localchange import data
from localchange.grading.sandbox.unreadable import UnreadableError
from localchange.grading.sandbox.values import as_json, dumps, from_json, loads


def across(value):
    return from_json(loads(dumps(as_json(value))))


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        7,
        -(2**63),
        2**64 - 1,
        0.1,
        -math.inf,
        "naïve ✓",
        [1, (2, 3), {"a": {1, 2}, (1, "b"): frozenset({3})}],
        np.float64(3),
        np.float32(0.1),
        np.int64(2),
        np.bool_(True),
        np.str_("a"),
        np.datetime64("2020-01-01", "s"),
        pd.Timestamp("2020-01-01 12:30:00.123456789"),
        pd.Timestamp("2020-06-01", tz="Europe/London"),
        pd.Timedelta("1h"),
        pd.Period("2020-01", "M"),
        datetime.date(2020, 1, 1),
        datetime.datetime(2020, 1, 1, 3, 4),
        datetime.time(3, 4),
        datetime.timedelta(1, 2, 3),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_value_crosses_with_its_type(value):
    result = across(value)
    assert type(result) is type(value)
    assert result == value


def test_what_is_missing_crosses():
    assert math.isnan(across(math.nan))
    assert math.isnan(across(np.float64("nan")))
    assert across(pd.NA) is pd.NA
    assert across(pd.NaT) is pd.NaT


SERIES = {
    "floats with gaps": pd.Series([1, None, math.inf]),
    "text with gaps": pd.Series(["a", None]),
    "whole numbers with gaps": pd.Series([1, None], dtype="Int64"),
    "floats that may be missing": pd.Series([1.5, None], dtype="Float64"),
    "truth that may be missing": pd.Series([True, None], dtype="boolean"),
    "moments": pd.Series(pd.to_datetime(["2020-01-01", None])),
    "moments in a zone": pd.Series(pd.to_datetime(["2020-01-01"]).tz_localize("Europe/London")),
    "durations": pd.Series(pd.to_timedelta(["1h"])),
    "small numbers": pd.Series([1, 2], dtype="int8"),
    "groups": pd.Series(["a", "b", None], dtype="category"),
    "ordered groups": pd.Series(pd.Categorical(["b"], categories=["b", "a"], ordered=True)),
    "lists": pd.Series([[1], {"a": 2}]),
    "several levels": pd.Series(
        [1, 2], index=pd.MultiIndex.from_tuples([("a", 1), ("b", 2)], names=["x", "y"])
    ),
    "nothing": pd.Series([], dtype=float, name="empty"),
}


@pytest.mark.parametrize("kind", SERIES)
def test_a_series_crosses(kind):
    pd.testing.assert_series_equal(across(SERIES[kind]), SERIES[kind])


@pytest.mark.parametrize(
    "frame",
    [
        pd.DataFrame(),
        pd.DataFrame(index=[1, 2]),
        pd.DataFrame([[1, 2], [3, 4]], columns=["a", "a"]),
        pd.DataFrame({"a": [1, 2]}, index=["p", "q"]),
        data.organisation_annual(),
        data.four_hour_monthly(),
        data.organisation_annual().pivot_table(
            index="financial_year", columns="type", values="within4", observed=True
        ),
    ],
    ids=lambda frame: f"{frame.shape[0]} by {frame.shape[1]}",
)
def test_a_table_crosses(frame):
    pd.testing.assert_frame_equal(across(frame), frame)


def test_arrays_cross():
    np.testing.assert_array_equal(across(np.arange(6).reshape(2, 3)), np.arange(6).reshape(2, 3))
    assert across(np.array(["a", "b"])).tolist() == ["a", "b"]


class Sly(float):
    def __eq__(self, other):
        return True

    __hash__ = float.__hash__


def test_a_class_of_ones_own_becomes_what_it_looks_like():
    assert type(across(Sly(3))) is float
    assert across(Sly(3)) != 4
    assert type(across(type("Sly", (dict,), {})(a=1))) is dict
    assert type(across(type("Sly", (pd.DataFrame,), {})({"a": [1]}))) is pd.DataFrame


@pytest.mark.parametrize(
    "value",
    [object(), lambda: 1, (x for x in ()), 1j, open, type, b"bytes", np.complex128(1), 2**64],
    ids=lambda value: type(value).__name__,
)
def test_anything_else_does_not_cross(value):
    with pytest.raises(UnreadableError):
        as_json(value)


def test_depth_is_limited_both_ways():
    deep = []
    for _ in range(100):
        deep = [deep]
    with pytest.raises(UnreadableError, match="deep"):
        as_json(deep)
    with pytest.raises(UnreadableError, match="deep"):
        from_json(deep)


FORGED = [
    b"NaN",
    b"Infinity",
    b"{",
    b"[" * 100_000,
    b"1" * 1_000,
    str(2**64).encode(),
    b'{"a": 1, "b": 2}',
    b"{}",
    b'{"nowhere": 1}',
    b'{"dict": 1}',
    b'{"dict": [[[1], 2]]}',
    b'{"set": [[1]]}',
    b'{"float": "a"}',
    b'{"scalar": ["object", 1]}',
    b'{"scalar": ["int64", 1e400]}',
    b'{"scalar": ["int8", 1000]}',
    b'{"scalar": ["float64", "x"]}',
    b'{"timestamp": ["yesterday", null]}',
    b'{"timedelta": "' + b"1" * 100 + b'"}',
    b'{"timestamp": ["2020-01-01", "dateutil//etc/passwd"]}',
    b'{"period": [1, "nonsense"]}',
    b'{"table": {"frame": {}}}',
    b'{"table": {"array": {"shape": [5], "data": {"dtype": "int64", "values": [1]}}}}',
    b'{"table": {"column": {"dtype": "O", "values": []}}}',
    b'{"table": {"column": {"dtype": "int64", "values": ["a"]}}}',
    b'{"table": {"column": {"dtype": "int64", "values": [true]}}}',
    b'{"table": {"column": {"dtype": "str", "values": [1]}}}',
    b'{"table": {"column": {"dtype": "category", "codes": [5], "categories": '
    b'{"dtype": "str", "values": ["a"]}, "ordered": false}}}',
    b'{"table": {"index": {"range": [0, 1, 0], "name": null}}}',
    b'{"table": {"index": {"range": [0, 1e9, 1], "name": null}}}',
    b'{"table": {"frame": {"columns": {"range": [0, 2, 1], "name": null}, '
    b'"index": {"range": [0, 1, 1], "name": null}, "data": []}}}',
    b'{"table": {"column": {"dtype": "datetime64[ns, ../../etc/passwd]", "values": [1]}}}',
]


@pytest.mark.parametrize("message", FORGED, ids=lambda message: message[:60].decode())
def test_what_is_forged_is_refused(message):
    with pytest.raises(UnreadableError):
        from_json(loads(message))
