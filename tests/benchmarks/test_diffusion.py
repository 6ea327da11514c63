"""Spreading: how long a handle waits for it, how long a choice to be marked, and how much quicker it is than Mesa."""

import importlib.util
import itertools
import sys
import time
from pathlib import Path

import numpy as np

from localchange.models.diffusion import Contagion, draw, live
from localchange.models.diffusion_agents import NETWORKS, agents_outcome
from localchange.models.diffusion_change import RANGES, change_outcome
from localchange.models.diffusion_network import random
from localchange.models.diffusion_turning import turning_outcome
from localchange.models.local_search import search_outcome

MESA = Path(__file__).parents[1] / "models" / "diffusion_in_mesa.py"


def milliseconds(work, *arguments):
    begun = time.perf_counter()
    work(*arguments)
    return 1000 * (time.perf_counter() - begun)


def test_models_behind_the_handles(measure):
    change_outcome({})
    places = itertools.product(range(int(RANGES["spend"].high) + 1), (0, 50, 100), (0, 1))
    times = [
        milliseconds(
            change_outcome, {"spend": spend, "also": 5, "split": 50, "radical": radical, "noise": noise}
        )
        for spend, radical, noise in places
    ]
    measure("spreading: the model behind a handle, 64 lives of 36 months", "ms", times, {"median": 30})
    turning_outcome({})
    times = [milliseconds(turning_outcome, {"noise": noise / 4}) for noise in range(20)]
    measure("turning: the model behind a handle, two networks", "ms", times, {"median": 60})
    search_outcome({})
    times = [milliseconds(search_outcome, {"different": 10 * k, "ties": 2}) for k in range(11)]
    measure("local search: the model behind a handle, 360 places", "ms", times, {"median": 60})


def test_a_choice_of_people_that_is_marked(measure):
    """Each with lives of its own, so that drawing them is in it."""
    people, rng = NETWORKS["assignment"].people, np.random.default_rng(1)
    choices = [list(rng.permutation(people)[:8]) for _ in range(20)]
    times = [
        milliseconds(agents_outcome, "assignment", choice, "radical", (), 500 + k)
        for k, choice in enumerate(choices)
    ]
    measure("eight people simulated to be marked, 200 lives drawn anew", "ms", times, {"median": 100})


def test_mesa_over_ours(measure):
    """Both live one rule on one network, one life there against one of a hundred here; the ends are compared."""
    specification = importlib.util.spec_from_file_location("benchmarks_diffusion_in_mesa", MESA)
    in_mesa = importlib.util.module_from_spec(specification)
    sys.modules[specification.name] = in_mesa
    specification.loader.exec_module(in_mesa)
    network, rule, steps, many = random(1000, 6, np.random.default_rng(1)), Contagion(2, below=0.01), 30, 100
    seeds, ratios, ends = list(range(20)), [], []
    for seed in range(3):
        begun = time.perf_counter()
        slow = in_mesa.SlowSpread(1000, network.ties, np.full(1000, 2.0), seeds, rule, seed=seed)
        ends.append(slow.run(steps)[-1])
        theirs = time.perf_counter() - begun
        rng = np.random.default_rng(seed)
        begun = time.perf_counter()
        lived = live(network, seeds, rule, draw(1000, many, rng), steps)
        ratios.append(many * theirs / (time.perf_counter() - begun))
        assert lived.adopted[:, -1].min() <= ends[-1] <= lived.adopted[:, -1].max()
    measure("Mesa's time over ours, 100 lives of 1,000 people", "times", ratios)
