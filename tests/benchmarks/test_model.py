"""The model: how long a handle waits for it, and how much quicker it is than SimPy on the same patients."""

import importlib.util
import itertools
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from localchange.labs.department import DAYS, REPLICATES, DepartmentSubject
from localchange.labs.inspecting import InspectingSubject
from localchange.labs.paying import PayingSubject
from localchange.models import emergency
from localchange.models.emergency_settings import department_from

SIMPY = Path(__file__).parents[1] / "models" / "department_in_simpy.py"


def in_simpy():
    spec = importlib.util.spec_from_file_location("benchmarks_department_in_simpy", SIMPY)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module.SlowDepartment


def milliseconds(work, *arguments):
    begun = time.perf_counter()
    work(*arguments)
    return 1000 * (time.perf_counter() - begun)


def middle(control):
    """The step of a handle that lies nearest to its middle."""
    steps = round((control.high - control.low) / control.step / 2)
    return control.low + steps * control.step


def places(subject):
    """Settings all over the handles, none twice."""
    ways = [(control.low, middle(control), control.high) for control in subject.controls]
    every = [dict(zip((c.key for c in subject.controls), at, strict=True)) for at in itertools.product(*ways)]
    return [subject.check(setting) for setting in every[:: max(1, len(every) // 80)]]


def test_model_behind_a_handle(measure):
    subject = DepartmentSubject()
    settings = places(subject)
    subject.run(settings[0])
    times = [milliseconds(subject.run, setting) for setting in settings]
    assert len({tuple(setting.items()) for setting in settings}) == len(times) > 60
    measure(f"the model behind a handle, {DAYS} days", "ms", times, {"median": 30})


@pytest.mark.parametrize(
    ("subject", "what"),
    [
        (PayingSubject(), "paying, 80 sites for 36 quarters"),
        (InspectingSubject(), "inspecting, 600 providers"),
    ],
    ids=["paying", "inspecting"],
)
def test_models_of_module_4_behind_a_handle(measure, subject, what):
    settings = places(subject)
    subject.run(settings[0])
    times = [milliseconds(subject.run, setting) for setting in settings]
    assert len(times) > 60
    measure(f"the model behind a handle, {what}", "ms", times, {"median": 30})
    bands = [milliseconds(list, subject.band(setting)) for setting in settings[::16]]
    measure(f"its band, asked for in parts: {what}", "ms", bands)


def test_band_of_replicates(measure):
    subject = DepartmentSubject()

    def band(setting):
        rng = np.random.default_rng(1)
        emergency.band(department_from(setting), DAYS, REPLICATES, rng)

    times = [milliseconds(band, setting) for setting in places(subject)[::8]]
    measure(f"band of {REPLICATES} replicates", "ms", times, {"median": 200})


def test_simpy_over_ours(measure):
    """Both run the same patients with the same draws, in turns; the waits are compared, so nothing is left out."""
    slow_department = in_simpy()
    ratios = []
    for seed in range(5):
        department = emergency.REGIME_2006
        arrivals = emergency.draw(department, 7, np.random.default_rng(seed))
        begun = time.perf_counter()
        slow = slow_department(department, arrivals).run()
        theirs = time.perf_counter() - begun
        ours = min(milliseconds(emergency.run, department, arrivals) for _ in range(3)) / 1000
        stays = emergency.run(department, arrivals)
        np.testing.assert_allclose(slow.left[-len(stays.left) :], stays.left, atol=1e-6)
        ratios.append(theirs / ours)
    measure("SimPy's time over ours, identical patients and waits", "times", ratios)
