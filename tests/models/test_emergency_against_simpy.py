"""The fast event loop and the literal one in SimPy agree, patient by patient, on identical draws."""

import importlib.util
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from localchange.models import emergency

specification = importlib.util.spec_from_file_location(
    "department_in_simpy", Path(__file__).with_name("department_in_simpy.py")
)
slow_telling = importlib.util.module_from_spec(specification)
specification.loader.exec_module(slow_telling)

NO_TARGET = replace(emergency.Department(), target=0.0, pressure=0.0)


@pytest.mark.parametrize("clinicians", [9, 11, 14])
@pytest.mark.parametrize("seed", [1, 2])
def test_identical_waits_without_the_behaviour(clinicians, seed):
    department = replace(NO_TARGET, clinicians=clinicians)
    arrivals = emergency.draw(department, 3, np.random.default_rng(seed))
    fast = emergency.run(department, arrivals)
    slow = slow_telling.SlowDepartment(department, arrivals).run()
    kept = arrivals.arrived >= arrivals.warm_up
    assert len(fast.left) == kept.sum() > 500
    np.testing.assert_allclose(fast.first_seen, (slow.first_seen - arrivals.arrived)[kept], atol=1e-6)
    np.testing.assert_allclose(fast.left, slow.left[kept], atol=1e-6)


def test_the_pile_up_grows_under_the_stronger_regime_and_is_larger_for_the_admitted():
    """The direction of what Mason and others (2012) and Locker and Mason (2005) published; not yet its size."""
    found = {}
    for name, regime in {"2003": emergency.REGIME_2003, "2006": emergency.REGIME_2006}.items():
        stays = [
            emergency.run(regime, emergency.draw(regime, 28, np.random.default_rng(seed)))
            for seed in range(5)
        ]
        found[name] = tuple(
            np.mean([measure(stay) for stay in stays])
            for measure in (
                lambda stay: stay.share_within(),
                lambda stay: stay.share_in_last(),
                lambda stay: stay.share_in_last(admitted=True),
                lambda stay: stay.share_in_last(admitted=False),
            )
        )
    assert found["2006"][0] > found["2003"][0]
    assert found["2006"][1] > found["2003"][1]
    for regime in found.values():
        assert regime[2] > regime[3]
