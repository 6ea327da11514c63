"""Replies that learners' code forged, in the codec's own words: none costs the marker time, memory or a file."""

import pytest

from localchange.grading.sandbox import values
from localchange.grading.sandbox.unreadable import UnreadableError

ENDLESS = 10**15
NOTHING = {"dtype": "float64", "values": []}
ZONED = "datetime64[ns, {}]"
FORGED = {
    "a range without end": {"table": {"index": {"range": [0, ENDLESS, 1], "name": None}}},
    "a range that steps back": {"table": {"index": {"range": [ENDLESS, 0, -1], "name": None}}},
    "rows without columns": {"table": {"array": {"shape": [ENDLESS, 0], "data": NOTHING}}},
    "a table without columns": {
        "table": {
            "frame": {
                "index": {"range": [0, ENDLESS, 1], "name": None},
                "columns": {"column": {"dtype": "object", "values": []}, "name": None},
                "data": [],
            }
        }
    },
    "a step of nothing": {"table": {"index": {"range": [0, 5, 0], "name": None}}},
    "a file for a time zone": {"timestamp": ["2026-01-01T00:00:00+00:00", "dateutil//etc/passwd"]},
    "a path for a time zone": {"timestamp": ["2026-01-01T00:00:00+00:00", "../../etc/passwd"]},
    "a file for a column's time zone": {
        "table": {"column": {"dtype": ZONED.format("dateutil//etc/passwd"), "values": [1]}}
    },
    "a type of its own": {"table": {"column": {"dtype": "O", "values": [1]}}},
    "two tags": {"tuple": [1], "set": [2]},
    "no tag that is known": {"pickle": "gASVHAAAAAAAAACMBXBvc2l4lIwGc3lzdGVtlJOULg=="},
    "a list as a key": {"dict": [[[1], 2]]},
    "codes that point nowhere": {
        "table": {
            "column": {
                "dtype": "category",
                "codes": [7],
                "categories": {"dtype": "object", "values": ["a"]},
                "ordered": False,
            }
        }
    },
}


@pytest.mark.parametrize("what", FORGED)
def test_what_was_forged_is_refused_at_once(what):
    with pytest.raises(UnreadableError):
        values.from_json(FORGED[what])


@pytest.mark.parametrize(
    "message", [b"NaN", b'{"value": Infinity}', b"1" * 5_000, b"[" * 100_000, b"\xff", b""]
)
def test_what_is_no_json_of_ours_is_refused(message):
    with pytest.raises(UnreadableError):
        values.loads(message)
