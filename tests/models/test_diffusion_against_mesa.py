"""The batched run against Mesa: one curve where nothing is left to chance, and within simulation error elsewhere."""

import importlib.util
import sys
from pathlib import Path

import numpy as np
import pytest

from localchange.models.diffusion import Contagion, draw, live
from localchange.models.diffusion_network import clustered, communities, random

_spec = importlib.util.spec_from_file_location(
    "diffusion_in_mesa", Path(__file__).with_name("diffusion_in_mesa.py")
)
_module = importlib.util.module_from_spec(_spec)
sys.modules[_spec.name] = _module
_spec.loader.exec_module(_module)
SlowSpread = _module.SlowSpread

NETWORKS = {
    "ring": clustered(40, 6),
    "random": random(40, 4, np.random.default_rng(1)),
    "teams": communities([10, 12, 8], 4, 6, np.random.default_rng(2)),
}


@pytest.mark.parametrize("name", NETWORKS)
@pytest.mark.parametrize(
    ("threshold", "spread", "of_share"), [(1, 0, False), (2, 0.7, False), (0.3, 0.1, True)]
)
def test_identical_where_nothing_is_left_to_chance(name, threshold, spread, of_share):
    network, rule = NETWORKS[name], Contagion(threshold=threshold, spread=spread, of_share=of_share)
    draws = draw(network.size, 6, np.random.default_rng(3))
    thresholds = np.maximum(rule.threshold + rule.spread * draws.threshold, 0)
    seeds = [0, 1, 2]
    ours = live(network, seeds, rule, draws, 25)
    for replicate in range(6):
        slow = SlowSpread(network.size, network.ties, thresholds[:, replicate], seeds, rule, seed=replicate)
        assert slow.run(25) == ours.adopted[replicate].tolist()


@pytest.mark.parametrize(
    "rule",
    [
        Contagion(threshold=99, each=0.1),
        Contagion(threshold=2, above=0.4, below=0.03, alone=0.004),
    ],
    ids=["simple", "complex with noise"],
)
def test_curves_agree_within_simulation_error(rule):
    """Four standard errors at each of nine steps: by chance alone it would fail less than once in a thousand runs."""
    network, seeds, steps, many = NETWORKS["teams"], [0, 1], 16, 90
    ours = live(network, seeds, rule, draw(network.size, 2000, np.random.default_rng(4)), steps).adopted
    thresholds = np.full(network.size, rule.threshold)
    theirs = np.array(
        [
            SlowSpread(network.size, network.ties, thresholds, seeds, rule, seed=k).run(steps)
            for k in range(many)
        ]
    )
    for step in range(0, steps + 1, 2):
        error = np.sqrt(theirs[:, step].var() / many + ours[:, step].var() / len(ours))
        assert abs(theirs[:, step].mean() - ours[:, step].mean()) <= 4 * error + 1e-9
    assert theirs[:, -1].mean() > 6
