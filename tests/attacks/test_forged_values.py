"""Replies that learners' code forged, in the codec's own words: none costs the marker time, memory or a file."""

import sys

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


def alike_to_a_dictionary(number):
    """Pairs of whole numbers that Python gives one and the same hash: each step of its sum can be undone."""
    first, second, all_bits = 11400714785074694791, 14029467366897019727, 2**64 - 1
    undo = pow(second, -1, 2**64)
    pairs = []
    candidate = 0
    while len(pairs) < number:
        candidate += 1
        lane = (2870177450012600261 + candidate * second) & all_bits
        lane = ((lane << 31 | lane >> 33) * first) & all_bits
        partner = ((12345 - lane) * undo) & all_bits
        if partner < sys.hash_info.modulus:
            pairs.append((candidate, partner))
    return pairs


@pytest.mark.parametrize("tag", ["dict", "set", "frozenset"])
def test_thousands_of_keys_chosen_to_be_alike_are_refused(tag):
    pairs = alike_to_a_dictionary(values.MOST_OF_PARTS + 1)
    assert len({hash(pair) for pair in pairs}) == 1 and len(set(map(str, pairs))) == len(pairs)
    keys = [{"tuple": list(pair)} for pair in pairs]
    with pytest.raises(UnreadableError, match="made of parts"):
        values.from_json({tag: [[key, 1] for key in keys] if tag == "dict" else keys})
    with pytest.raises(UnreadableError, match="made of parts"):
        values.from_json(
            {
                tag: [[{"tuple": [key]}, 1] for key in keys]
                if tag == "dict"
                else [{"tuple": [key]} for key in keys]
            }
        )


def test_a_table_by_month_and_place_crosses_as_a_dictionary():
    honest = {
        (f"month {month}", f"place {place}"): month * place for month in range(40) for place in range(50)
    }
    assert values.from_json(values.loads(values.dumps(values.as_json(honest)))) == honest
