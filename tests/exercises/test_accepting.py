"""Whatever a browser sends, it is refused in a sentence, or it is what the answer file may hold."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from localchange.answers import AnswerStore
from localchange.errors import CourseError
from localchange.exercises.accepting import accept

PAIRS = [["a", "A"], ["b", "B"], ["c", "C"]]
HANDLE = {"key": "a", "low": 0, "high": 10, "step": 0.5}
SPECS = [
    {"kind": "choice", "options": PAIRS, "confidence": True},
    {"kind": "several", "options": PAIRS, "at_most": None},
    {"kind": "number", "unit": "%", "low": None, "high": None},
    {"kind": "prediction", "unit": "%", "low": 0, "high": 100},
    {"kind": "ranking", "items": PAIRS},
    {"kind": "allocation", "items": PAIRS, "total": 100},
    {"kind": "setting", "handles": [HANDLE]},
    {"kind": "text"},
    {"kind": "claim", "asks": ["before", "after", "verdict", "change_mind"]},
    {"kind": "theory", "steps": 60},
    {
        "kind": "network",
        "people": [[name, 0, 0.5, 0.5] for name in "abcz"],
        "ties": [["a", "b"]],
        "agents": 2,
        "most_ties": 2,
    },
    {
        "kind": "relationships",
        "fields": {"who": 4, "goal": 4, "give": 4, "ask": 4, "next": 4, "when": 4},
        "most": 2,
    },
]
FIELDS = [
    "choice",
    "confidence",
    "choices",
    "number",
    "low",
    "best",
    "high",
    "order",
    "amounts",
    "setting",
    "text",
]
FIELDS += ["before", "after", "verdict", "change_mind", "unit", "agents", "ties", "rows"]
leaf = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.sampled_from("abc")
part = leaf | st.lists(leaf, max_size=4) | st.dictionaries(st.sampled_from("abcz"), leaf, max_size=4)


@settings(deadline=None)  # each example writes to the disk
@given(st.sampled_from(SPECS), leaf | st.dictionaries(st.sampled_from(FIELDS), part, max_size=6))
def test_accepted_is_writable_and_the_rest_is_refused(
    tmp_path_factory: pytest.TempPathFactory, spec: dict[str, Any], given_value: Any
) -> None:
    try:
        value = accept(spec, given_value)
    except CourseError as error:
        assert str(error).endswith(".")
        return
    folder: Path = tmp_path_factory.getbasetemp()
    assert AnswerStore(folder, "accepting").save("q", spec["kind"], value).value == value
    assert accept(spec, value) == value
