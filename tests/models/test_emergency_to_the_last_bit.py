"""The event loop that was made quick gives the same as the plain one, to the last bit, whatever the department."""

import importlib.util
import random
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest

from localchange.models import emergency
from localchange.models.emergency_settings import BASE, RANGES, TWINS, department_from

specification = importlib.util.spec_from_file_location(
    "department_told_plainly", Path(__file__).with_name("department_told_plainly.py")
)
plain_telling = importlib.util.module_from_spec(specification)
specification.loader.exec_module(plain_telling)

ODD = (
    {},
    {"arrivals_per_day": 50.0},
    {"arrivals_per_day": 350.0},
    {"limit": 360.0},
    {"hurry_tests": 0.0},
    {"hurry_beds": 0.0, "stretch": 0.0},
    {"hands": 2.0, "give_way": 1.0},
    {"watch": 240.0, "window": 240.0},
    {"clinicians": 3, "bed_teams": 2},
    {"share_admitted": 0.0},
    {"share_admitted": 1.0},
    {"warm_up_days": 0.0},
)


def of_the_handles(chance):
    """Set every handle to any of its steps, or to none."""
    at = {}
    for key, handle in RANGES.items():
        steps = round((handle.high - handle.low) / handle.step)
        at[key] = handle.low + handle.step * chance.randint(0, steps)
    if chance.random() < 0.1:
        at["target"] = 0
    return department_from(at)


def rounded(arrivals):
    """Make things happen at the same minute, so that the order in which they count is seen."""
    return replace(
        arrivals,
        arrived=np.round(arrivals.arrived / 5) * 5,
        care=np.full(len(arrivals), 40.0),
        tests=np.round(arrivals.tests / 10) * 10,
        bed=np.round(arrivals.bed / 10) * 10,
    )


def assert_same(department, arrivals):
    quick, plain = emergency.run(department, arrivals), plain_telling.run(department, arrivals)
    for field in fields(quick):
        ours, theirs = (np.asarray(getattr(one, field.name)) for one in (quick, plain))
        assert ours.dtype == theirs.dtype and ours.shape == theirs.shape, field.name
        assert ours.tobytes() == theirs.tobytes(), field.name


@pytest.mark.parametrize("seed", range(60))
def test_the_same_to_the_last_bit(seed):
    chance = random.Random(seed)
    regimes = [*TWINS.values(), emergency.REGIME_2003, emergency.REGIME_2006]
    department = chance.choice(regimes) if seed % 6 == 0 else of_the_handles(chance)
    department = replace(department, **ODD[seed % len(ODD)])
    arrivals = emergency.draw(department, chance.choice([1, 3, 7]), np.random.default_rng(seed))
    assert_same(department, arrivals)
    assert_same(department, rounded(arrivals))


def test_the_same_over_the_months_that_are_marked():
    for number in range(2):
        patients = emergency.draw(BASE, 28, np.random.default_rng([1948, number]))
        for handles in ({"target": 98, "pressure": 100, "clock": 20, "capacity": 9}, {"target": 0}):
            assert_same(department_from(handles), patients)


def test_the_same_when_nobody_comes():
    department = emergency.Department()
    arrivals = emergency.draw(department, 1, np.random.default_rng(1))
    nobody = {
        field.name: value[:0]
        for field in fields(arrivals)
        if isinstance(value := getattr(arrivals, field.name), np.ndarray)
    }
    assert_same(department, replace(arrivals, **nobody))
