"""The model: how long a handle waits for it, and how much quicker it is than SimPy on the same patients."""

import importlib.util
import itertools
import sys
import time
from pathlib import Path

import numpy as np

from localchange.labs.department import DAYS, REPLICATES, DepartmentSubject
from localchange.labs.week import WeekSubject
from localchange.models import emergency, triage, week
from localchange.models.emergency_settings import department_from
from localchange.models.triage_weeks import WEEKS
from localchange.models.week_request import DRAFT, WARD, request_outcome, returns_of

MODELS = Path(__file__).parents[1] / "models"


def in_simpy(name):
    """Load what tells a model again in SimPy."""
    spec = importlib.util.spec_from_file_location(f"benchmarks_{name}", MODELS / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


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


def test_band_of_replicates(measure):
    subject = DepartmentSubject()

    def band(setting):
        rng = np.random.default_rng(1)
        emergency.band(department_from(setting), DAYS, REPLICATES, rng)

    times = [milliseconds(band, setting) for setting in places(subject)[::8]]
    measure(f"band of {REPLICATES} replicates", "ms", times, {"median": 200})


def test_simpy_over_ours(measure):
    """Both run the same patients with the same draws, in turns; the waits are compared, so nothing is left out."""
    slow_department = in_simpy("department_in_simpy").SlowDepartment
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


def test_week_behind_a_handle(measure):
    subject = WeekSubject()
    settings = places(subject)
    subject.run(settings[0])
    times = [milliseconds(subject.run, setting) for setting in settings]
    assert len({tuple(setting.items()) for setting in settings}) == len(times) > 60
    measure("the week behind a handle, a year", "ms", times, {"median": 30})


def test_week_of_one_request_that_is_marked(measure):
    """Each with a seed of its own, so that the drawing of the year is in it."""
    times = [milliseconds(request_outcome, DRAFT, seed) for seed in range(5000, 5030)]
    measure("a request simulated to be marked, a year drawn anew", "ms", times, {"median": 30})


def test_order_behind_a_move(measure):
    ward = WEEKS["ward"]
    orders = list(itertools.islice(itertools.permutations([job.key for job in ward.jobs]), 0, 40_000, 400))
    times = [milliseconds(triage.schedule, ward, order) for order in orders]
    measure("a week of eight jobs worked through", "ms", times, {"median": 30})


def test_best_order(measure):
    times = []
    for one in WEEKS.values():
        triage.best.cache_clear()
        times.append(milliseconds(triage.best, one))
    measure("the best order of a week, found exactly", "ms", times, {"highest": 200})


def test_simpy_over_our_week(measure):
    """Both live the same year with the same draws; the hours gained for the project are compared."""
    slow_weeks = in_simpy("week_in_simpy").SlowWeeks
    ratios = []
    for seed in range(5):
        year = week.draw(WARD, 26, np.random.default_rng(seed))
        returns = returns_of(DRAFT, WARD, year)
        begun = time.perf_counter()
        slow = slow_weeks(WARD, year, returns).run()
        theirs = time.perf_counter() - begun
        ours = min(milliseconds(week.run, WARD, year, returns) for _ in range(3)) / 1000
        np.testing.assert_allclose(slow.gained, week.run(WARD, year, returns).gained().sum(), atol=1e-6)
        ratios.append(theirs / ours)
    measure("SimPy's time over ours, identical weeks", "times", ratios)
