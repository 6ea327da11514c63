"""Whatever an answer holds, a mark lies between 0 and what the question is worth, and gives a reason."""

import math
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from localchange import marking as mark
from localchange.answers import Answer

OPTIONS = ("a", "b", "c")
GOAL = mark.Goal(4, lambda given: sum(given.values()) > 3, "Enough.", "Too little.")
REST = mark.Goal(2, lambda given: given.get("a", 0) > 1, "Good.", "Not good.")
HANDLES = [SimpleNamespace(key=key, low=0, high=50) for key in OPTIONS]


def counted(picked, drawn):
    return {"a": 2.0 * ("a" in picked), "b": 2.0 * len(drawn)}


KINDS = {
    "choice": lambda answer: mark.choice(answer, {"a": 6, "b": 2.5}, of=6, reasons={"a": "Yes."}),
    "several": lambda answer: mark.several(answer, {"a", "b"}, of=6, wrong_costs={"c": 4}),
    "number": lambda answer: mark.number(answer, 3.4, 0.1, of=6, unit="%", near={1: 2}, slips=[(34, 1, "x")]),
    "confidence": lambda answer: mark.confidence(answer, "a", of=6),
    "interval": lambda answer: mark.interval(answer, [3.0, 4.5], of=6, scale=20),
    "ranking": lambda answer: mark.ranking(answer, OPTIONS, of=6),
    "worth": lambda answer: mark.worth(answer, OPTIONS, lambda order: order.index("c") / 2, of=6),
    "allocation": lambda answer: mark.allocation(answer, [GOAL, REST], of=6, items=OPTIONS, total=10),
    "setting": lambda answer: mark.setting(answer, lambda given: given, [GOAL, REST], of=6, handles=HANDLES),
    "loose setting": lambda answer: mark.setting(answer, lambda given: given, [GOAL, REST], of=6),
    "claim": lambda answer: mark.claim(answer, {"mixed": 6, "untested": 1}, of=6, reasons={}),
    "network": lambda answer: mark.network(answer, counted, [GOAL, REST], 6, OPTIONS, agents=2, ties=1),
}
NAMES = {"interval": "prediction", "confidence": "choice", "loose setting": "setting", "worth": "ranking"}
BEST = {
    "choice": {"choice": "a"},
    "several": {"choices": ["b", "a"]},
    "number": {"number": 3.4, "unit": "%"},
    "confidence": {"choice": "a", "confidence": 100},
    "ranking": {"order": ["a", "b", "c"]},
    "worth": {"order": ["b", "a", "c"]},
    "allocation": {"amounts": {"a": 10}},
    "setting": {"setting": {"a": 2, "b": 1, "c": 1}},
    "loose setting": {"setting": {"a": 4}},
    "claim": {"before": 1, "after": 99, "verdict": "mixed"},
    "network": {"agents": ["a", "c"], "ties": [["a", "b"]]},
}
FIELDS = ["choice", "choices", "confidence", "number", "unit", "low", "best", "high", "order", "amounts"]
FIELDS += ["setting", "verdict", "before", "a", "b", "c", "agents", "ties"]

anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from([10**400, -(10**400), 2**63])
    | st.floats(allow_nan=True, allow_infinity=True)
    | st.text(max_size=8)
    | st.sampled_from(OPTIONS),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(FIELDS), inner, max_size=5),
    max_leaves=12,
)


def an_answer(kind, value):
    return Answer(kind=kind, value=value, saved=datetime(2026, 11, 23, tzinfo=UTC), locked=True)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=150, deadline=None)
@given(value=st.dictionaries(st.sampled_from(FIELDS), anything, max_size=6) | anything)
def test_any_value_gives_a_mark_in_bounds_with_a_reason(kind, value):
    earned = KINDS[kind](an_answer(NAMES.get(kind, kind), value))
    assert isinstance(earned, mark.Mark)
    assert 0 <= earned.points <= earned.of == 6
    assert math.isfinite(float(repr(earned)))
    assert earned.reason.strip()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("other", [None, "text", "weather", 3, "", "Choice", "choice "])
def test_no_answer_or_one_of_another_kind_earns_nothing(kind, other):
    answer = None if other is None else an_answer(other, BEST.get(kind, {}))
    earned = KINDS[kind](answer)
    assert earned.points == 0 and not earned.needs_person
    assert ("Not answered" in earned.reason) == (other is None)


@pytest.mark.parametrize("kind", BEST)
def test_the_best_answer_earns_everything(kind):
    earned = KINDS[kind](an_answer(NAMES.get(kind, kind), BEST[kind]))
    assert earned.points == 6 and not earned.needs_person


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -float("inf"), True, 10**400, "3.4", [3.4]])
@pytest.mark.parametrize("kind, field", [("number", "number"), ("prediction", "low"), ("prediction", "high")])
def test_what_is_no_finite_number_earns_nothing(kind, field, number):
    value = {"number": 3.4, "low": 3, "best": 4, "high": 5} | {field: number}
    name = "interval" if kind == "prediction" else kind
    assert KINDS[name](an_answer(kind, value)).points == 0


def test_reasons_never_repeat_what_the_learner_wrote():
    script = "<script>alert(1)</script>"
    for kind in KINDS:
        for value in (dict.fromkeys(FIELDS, script), {"order": [script] * 3}, {"choices": [script]}):
            assert "script" not in KINDS[kind](an_answer(NAMES.get(kind, kind), value)).reason
