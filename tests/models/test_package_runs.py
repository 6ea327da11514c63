"""The runs that are kept, held to the models, and what is read between them, held to runs there."""

import json
from dataclasses import replace

import numpy as np
import pytest

from localchange.models.package_runs import FILE, GRIDS, read
from localchange.models.package_waiting import SEEDS, SURGE, waiting
from localchange.models.waiting_list import TAIL, run
from localchange.models.waiting_list_leverage import CHASING, LIVED
from localchange.models.waiting_list_rules import by
from localchange.models.waiting_list_service import HOSPITAL, draw

CORNERS = {"week": 6, "department": 3, "paying": 3, "inspecting": 6, "spreading": 5}
"""So many corners of each are run again: a run of the department takes longest."""

BETWEEN = {
    **{
        "hours": 0.45,
        "project": 2.5,
        "gone": 1.0,
        "urgent": 0.2,
        "radical": 4.0,
        "modest": 4.0,
        "care": 0.35,
        "unpaid": 0.7,
        "harm": 0.6,
    },
}
"""How far off a straight line may be, in the unit of each row, against runs at that place: means over all draws."""


def test_the_file_holds_every_run_of_every_grid_and_nothing_else():
    kept = json.loads(FILE.read_text("utf-8"))
    assert list(kept) == list(GRIDS)
    for name, grid in GRIDS.items():
        assert set(kept[name]) == set(grid.outputs)
        for values in kept[name].values():
            assert len(values) == len(grid.corners()) * len(grid.seeds)
            assert np.isfinite(values).all()


@pytest.mark.parametrize("name", GRIDS)
def test_a_model_that_is_run_again_gives_what_was_kept(name):
    grid = GRIDS[name]
    rng = np.random.default_rng(5)
    for at in rng.choice(len(grid.corners()), CORNERS.get(name, 4), replace=False):
        corner, place = grid.corners()[at], int(rng.integers(len(grid.seeds)))
        again = grid.run(corner, grid.seeds[place])
        found = read(name, {axis: np.array([value]) for axis, value in corner.items()}, np.array([place]))
        for output, values in found.items():
            assert values[0] == pytest.approx(again[output], rel=1e-4, abs=1e-9), (corner, output)


@pytest.mark.parametrize("name", GRIDS)
def test_between_two_corners_the_line_is_near_the_model(name):
    grid = GRIDS[name]
    rng = np.random.default_rng(9)
    for _ in range(2 if name in ("department", "paying") else 8):
        at = {axis: rng.uniform(values[0], values[-1]) for axis, values in grid.axes.items()}
        if name == "week":
            at["items"] = 5 * round(max(at["items"], 5) / 5)  # a request has whole items, by fives
        if name == "department":
            at |= {"pressure": round(at["pressure"]), "audit": round(at["audit"]), "clinicians": 11}
        if name == "spreading":
            at["world"] = round(at["world"])
        if name == "paying":
            whole = {"bonus": round(at["bonus"]), "checks": 5 * round(at["checks"] / 5)}
            at |= {**whole, "recognised": round(at["recognised"])}
        if name == "inspecting":
            at = {key: max(5, 5 * round(value / 5)) for key, value in at.items()} | {
                key: 10 * round(at[key] / 10) for key in ("blame", "support")
            }
        runs = [grid.run(at, seed) for seed in grid.seeds]
        every = np.arange(len(grid.seeds))
        found = read(name, {axis: np.full(len(every), float(at[axis])) for axis in grid.axes}, every)
        for output, values in found.items():
            off = values.mean() - np.mean([run[output] for run in runs])
            assert abs(off) <= BETWEEN[output], (at, output)


def test_beyond_the_grid_it_is_read_at_the_edge():
    chance = np.array([0, 0])
    inside = {"items": np.array([80.0, 0.0]), "cover": np.array([0.2, 0.0])}
    outside = {"items": np.array([500.0, -3.0]), "cover": np.array([0.9, -1.0])}
    for output, values in read("week", inside, chance).items():
        np.testing.assert_array_equal(values, read("week", outside, chance)[output])


def test_many_waiting_lists_at_once_are_each_the_one_that_is_lived_alone():
    rng = np.random.default_rng(2)
    spans = {"reacts": (1, 2), "informed": (0, 0.9), "counts": (0, 1), "balances": (0, 1), "reserve": (0, 4)}
    at = {key: rng.uniform(*span, 6) for key, span in spans.items()}
    at["reserve"][0] = at["informed"][0] = 0.0
    chance = rng.integers(0, len(SEEDS), 6)
    together = waiting(at, chance)
    for place in range(6):
        one = {key: float(values[place]) for key, values in at.items()}
        delay = HOSPITAL.publishing_delay * (1 - one["informed"])
        of = replace(HOSPITAL, publishing_delay=delay, reserve=one["reserve"], surge=(SURGE, SURGE))
        rule = replace(CHASING, **{key: one[key] for key in ("reacts", "counts", "balances")})
        year = draw(of, LIVED + TAIL, np.random.default_rng(SEEDS[chance[place]]))
        wait = run(of, year, by(rule, of), LIVED).wait[0]
        assert together["longest"][place] == pytest.approx(wait.max())
        assert together["missed"][place] == pytest.approx(np.abs(wait - of.promise_weeks).mean())
