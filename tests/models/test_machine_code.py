"""The loop as machine code gives what Python gives, to the last bit, and nobody gets it who has not asked."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from localchange.models import emergency
from localchange.models.emergency_events import TYPES, events
from localchange.models.machine_code import ask_for_machine_code, machine_code

pytest.importorskip("numba", reason="numba, the extra “quick”, is not installed")

_spec = importlib.util.spec_from_file_location(
    "to_the_last_bit", Path(__file__).with_name("test_emergency_to_the_last_bit.py")
)
to_the_last_bit = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(to_the_last_bit)


@pytest.fixture
def asked():
    ask_for_machine_code()
    yield
    ask_for_machine_code(False)


def test_python_runs_it_until_somebody_asks(asked):
    assert machine_code(events, TYPES) is not None
    ask_for_machine_code(False)
    assert machine_code(events, TYPES) is None


@pytest.mark.parametrize("seed", range(60))
def test_the_same_to_the_last_bit(seed, asked):
    assert machine_code(events, TYPES) is not None
    to_the_last_bit.test_the_same_to_the_last_bit(seed)


def test_the_same_over_the_months_that_are_marked_and_when_nobody_comes(asked):
    to_the_last_bit.test_the_same_over_the_months_that_are_marked()
    to_the_last_bit.test_the_same_when_nobody_comes()


def test_patients_whom_nobody_may_change_are_served_too(asked):
    """What is the same for every learner is made read-only while a cohort is marked."""
    department = emergency.REGIME_2006
    arrivals = emergency.draw(department, 1, np.random.default_rng(1))
    for one in vars(type(arrivals))["__slots__"]:
        if isinstance(value := getattr(arrivals, one), np.ndarray):
            value.setflags(write=False)
    to_the_last_bit.assert_same(department, arrivals)


def test_what_numba_does_not_know_is_left_to_python(asked, caplog):
    def loop(numbers):
        numbers[0] = sorted({"a": 1}.items(), key=str)

    assert machine_code(loop, "void(f8[::1])") is None
    assert "Not translated" in caplog.text


def test_where_numba_is_not_there_python_runs_it():
    program = (
        "import sys; sys.modules['numba'] = None\n"
        "from localchange.models.emergency_events import TYPES, events\n"
        "from localchange.models.machine_code import ask_for_machine_code, machine_code\n"
        "ask_for_machine_code(); print(machine_code(events, TYPES))"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "None"
