"""What the targets page says of the lab's runs must be what the lab shows."""

import pytest

from localchange.labs.department import DepartmentSubject

NO_TARGET = {"target": 0.0, "pressure": 50.0, "capacity": 11.0, "clock": 30.0, "audit": 0.0}
REAL_EFFORT = {"target": 95.0, "pressure": 100.0, "capacity": 11.0, "clock": 0.0, "audit": 0.0}
PAPER = {**REAL_EFFORT, "clock": 100.0}
SHORT_OF_STAFF = {**REAL_EFFORT, "capacity": 9.0}


@pytest.fixture(scope="module")
def outcome():
    subject = DepartmentSubject()
    assert subject.baseline == NO_TARGET, "the page says that the lab opens with no target"
    runs = {"none": NO_TARGET, "real": REAL_EFFORT, "paper": PAPER, "short": SHORT_OF_STAFF}
    return {name: subject.run(setting).outputs for name, setting in runs.items()}


def test_real_effort_moves_both_clocks_and_makes_urgent_patients_wait_longer(outcome):
    assert outcome["real"]["real"] > outcome["none"]["real"] + 0.03
    assert outcome["real"]["recorded"] == outcome["real"]["real"]
    assert outcome["real"]["urgent"] > outcome["none"]["urgent"] + 0.5


def test_when_staff_are_short_urgent_patients_pay_most(outcome):
    assert outcome["short"]["urgent"] > outcome["real"]["urgent"] + 2


def test_paper_moves_the_record_alone(outcome):
    assert outcome["paper"]["recorded"] > outcome["none"]["recorded"] + 0.03
    assert abs(outcome["paper"]["real"] - outcome["none"]["real"]) < 0.01


def test_the_share_on_the_record_cannot_tell_the_two_runs_apart(outcome):
    assert abs(outcome["real"]["recorded"] - outcome["paper"]["recorded"]) < 0.02


def test_the_pile_up_is_no_sign_either(outcome):
    """Higher on paper than with real effort here, but higher still with honest work and few staff."""
    assert outcome["real"]["last20"] < outcome["paper"]["last20"] < outcome["short"]["last20"]
    assert outcome["short"]["recorded"] == outcome["short"]["real"]
