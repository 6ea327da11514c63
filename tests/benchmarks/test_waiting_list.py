"""The waiting list: how long a month takes, how long the best policy, and how much quicker it is than PySD."""

import importlib.util
import time
from pathlib import Path

import numpy as np

from localchange.labs.leverage import LeverageSubject
from localchange.labs.trials import TrialsSubject
from localchange.labs.waiting_list import WaitingListSubject
from localchange.models import waiting_list
from localchange.models.waiting_list import TAIL, run
from localchange.models.waiting_list_play import bench, outcome, to_setting
from localchange.models.waiting_list_rules import fixed
from localchange.models.waiting_list_service import HOSPITAL, draw

PYSD = Path(__file__).parents[1] / "models" / "waiting_list_in_pysd.py"


def milliseconds(work, *arguments):
    begun = time.perf_counter()
    work(*arguments)
    return 1000 * (time.perf_counter() - begun)


def test_a_month_of_the_play(measure):
    subject = WaitingListSubject(seed=5)
    settings = [to_setting(5, tuple([2] * month)) for month in range(12)]
    subject.run(settings[0])
    measure(
        "waiting list: a month lived",
        "ms",
        [milliseconds(subject.run, each) for each in settings],
        {"median": 30},
    )


def test_the_end_of_the_play_and_its_marking(measure):
    """Both find the best policy, which is kept for the year afterwards."""
    times = []
    for seed in range(1, 6):
        bench.cache_clear()
        times.append(milliseconds(outcome, to_setting(seed, (2,) * 12)))
    measure(
        "waiting list: the best of twelve months, to reveal or mark one play", "ms", times, {"median": 500}
    )


def test_models_behind_the_other_handles(measure):
    leverage, trials = LeverageSubject(), TrialsSubject()
    places = [{**leverage.baseline, "point": float(n)} for n in range(10)]
    measure(
        "leverage: the model behind a handle",
        "ms",
        [milliseconds(leverage.run, each) for each in places],
        {"median": 30},
    )
    lengths = [{**trials.baseline, "length": float(n)} for n in range(1, 13)]
    measure(
        "trials: the model behind a handle",
        "ms",
        [milliseconds(trials.run, each) for each in lengths],
        {"median": 100},
    )


def test_pysd_over_ours(measure, tmp_path):
    """Both run the same months; the waits are compared, so nothing is left out. Reading the file is not counted."""
    specification = importlib.util.spec_from_file_location("benchmarks_waiting_list_in_pysd", PYSD)
    in_pysd = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(in_pysd)
    ratios = []
    for seed in range(3):
        rng = np.random.default_rng(seed)
        year = draw(HOSPITAL, 12 + TAIL, rng)
        posts = rng.integers(0, 13, (1, 12)).astype(float)
        taken = {}
        theirs = in_pysd.run(HOSPITAL, year.demand, posts[0], waiting_list.STEPS, tmp_path, taken)
        lived = run(HOSPITAL, year, fixed(posts), 12)
        ours = min(milliseconds(run, HOSPITAL, year, fixed(posts), 12) for _ in range(3)) / 1000
        np.testing.assert_allclose(lived.wait[0], theirs["wait"], rtol=1e-9)
        ratios.append(taken["run"] / ours)
    measure("PySD's time over ours, identical months and waits", "times", ratios)
