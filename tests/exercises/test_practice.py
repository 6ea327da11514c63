"""What feedback says to which answer."""

from __future__ import annotations

from typing import Any

import pytest

from localchange.exercises import Practice

FEEDBACK = {
    "a": "Not a.",
    "right": "Yes.",
    "not yet": "No.",
    "low": "More.",
    "high": "Less.",
    "missing": "One more.",
}


@pytest.mark.parametrize(
    ("kind", "right", "value", "expected"),
    [
        ("choice", "b", {"choice": "b"}, ("right", "Yes.")),
        ("choice", "b", {"choice": "a"}, ("not yet", "Not a.")),
        ("choice", "b", {"choice": "c"}, ("not yet", "No.")),
        ("choice", "b", {"confidence": 70}, ("not yet", "No.")),
        ("several", {"b", "c"}, {"choices": ["b", "c"]}, ("right", "Yes.")),
        ("several", {"b", "c"}, {"choices": ["b"]}, ("not yet", "One more.")),
        ("several", {"b", "c"}, {"choices": ["a", "b"]}, ("not yet", "Not a. One more.")),
        ("several", {"b", "c"}, {"choices": ["a", "b", "c"]}, ("not yet", "Not a.")),
        ("several", set(), {"choices": []}, ("right", "Yes.")),
        ("number", (3.4, 0.05), {"number": 3.45}, ("right", "Yes.")),
        ("number", (3.4, 0.05), {"number": 3.35}, ("right", "Yes.")),
        ("number", (3.4, 0.05), {"number": 3.3}, ("not yet", "More.")),
        ("number", (3.4, 0.05), {"number": 3.5}, ("not yet", "Less.")),
        ("number", (0.3, 0), {"number": 0.1 + 0.2}, ("right", "Yes.")),
        ("ranking", ("c", "a"), {"order": ["c", "a"]}, ("right", "Yes.")),
        ("ranking", ("c", "a"), {"order": ["a", "c"]}, ("not yet", "Not a.")),
    ],
)
def test_right(kind: str, right: Any, value: dict[str, Any], expected: tuple[str, str]) -> None:
    assert Practice(right=right, feedback=FEEDBACK).judge(kind, value) == expected


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (True, ("right", "Yes.")),
        (None, ("right", "Yes.")),
        (False, ("not yet", "No.")),
        ("Nearly.", ("not yet", "Nearly.")),
        (("right", "Well done."), ("right", "Well done.")),
        (("could not check", "The model did not settle."), ("could not check", "The model did not settle.")),
    ],
)
def test_a_check(found: Any, expected: tuple[str, str]) -> None:
    assert Practice(check=lambda value: found, feedback=FEEDBACK).judge("setting", {}) == expected


@pytest.mark.parametrize(
    "check", [lambda value: value["nothing"], lambda value: 1 / 0, lambda value: ("wrong", "")]
)
def test_a_check_that_fails_is_not_a_wrong_answer(check: Any) -> None:
    status, said = Practice(check=check).judge("setting", {})
    assert status == "could not check"
    assert "saved" in said


def test_a_check_cannot_change_the_answer() -> None:
    value = {"amounts": {"a": 1}}
    Practice(check=lambda given: given.clear()).judge("allocation", value)
    assert value == {"amounts": {"a": 1}}


def test_no_check_at_all_is_said() -> None:
    assert Practice().judge("allocation", {})[0] == "could not check"
