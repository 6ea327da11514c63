"""The fast event loop and the literal one in SimPy agree, patient by patient, on identical draws."""

import importlib.util
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from localchange.models import emergency
from localchange.models.emergency_settings import TWINS

specification = importlib.util.spec_from_file_location(
    "department_in_simpy", Path(__file__).with_name("department_in_simpy.py")
)
slow_telling = importlib.util.module_from_spec(specification)
specification.loader.exec_module(slow_telling)

NO_TARGET = replace(emergency.Department(), target=0.0, pressure=0.0)
BEHAVIOURS = {
    "2003": emergency.REGIME_2003,
    "2006": emergency.REGIME_2006,
    "2006, few staff": replace(emergency.REGIME_2006, clinicians=9, bed_teams=6),
    "all on paper": TWINS["paper"],
    "all real": TWINS["speed"],
    "audited": replace(emergency.REGIME_2006, clock_room=1.0, audit=0.6),
    "order alone": replace(
        emergency.REGIME_2006, clinicians=9, hurry_tests=0.0, hurry_beds=0.0, stretch=0.0, clock_room=0.0
    ),
    "a limit of six hours": replace(emergency.REGIME_2006, limit=360.0),
}


def both(department, days, seed):
    arrivals = emergency.draw(department, days, np.random.default_rng(seed))
    slow = slow_telling.SlowDepartment(department, arrivals)
    slow.run()
    return emergency.run(department, arrivals), slow, arrivals


@pytest.mark.parametrize("clinicians", [9, 11, 14])
@pytest.mark.parametrize("seed", [1, 2])
def test_identical_waits_without_the_behaviour(clinicians, seed):
    fast, slow, arrivals = both(replace(NO_TARGET, clinicians=clinicians), 3, seed)
    kept = arrivals.arrived >= arrivals.warm_up
    assert len(fast.left) == kept.sum() > 500
    np.testing.assert_allclose(fast.first_seen, (slow.first_seen - arrivals.arrived)[kept], atol=1e-6)
    np.testing.assert_allclose(fast.left, slow.left[kept], atol=1e-6)


@pytest.mark.parametrize("name", BEHAVIOURS)
def test_identical_stays_and_records_with_the_behaviour(name):
    fast, slow, arrivals = both(BEHAVIOURS[name], 4, 3)
    kept = arrivals.arrived >= arrivals.warm_up
    np.testing.assert_allclose(fast.first_seen, (slow.first_seen - arrivals.arrived)[kept], atol=1e-6)
    np.testing.assert_allclose(fast.left, slow.left[kept], atol=1e-6)
    np.testing.assert_allclose(fast.recorded, slow.recorded[kept], atol=1e-6)
    np.testing.assert_array_equal(fast.relabelled, slow.relabelled[kept])


def test_there_is_never_more_than_one_patient_with_a_clinician():
    _, slow, _ = both(BEHAVIOURS["2006, few staff"], 4, 5)
    assert slow.most_with_clinician == BEHAVIOURS["2006, few staff"].clinicians
