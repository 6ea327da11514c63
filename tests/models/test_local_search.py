"""Landscapes and search, held to a brute-force second telling and to what is known of them."""

from dataclasses import replace

import numpy as np
import pytest

from localchange.errors import CourseError
from localchange.models.local_search import (
    COUNTRY,
    FREE,
    climb,
    draw,
    search,
    search_outcome,
    values,
)

SMALL = replace(COUNTRY, places=5, choices=6, worlds=2, steps=400)

SEEDS = range(40, 44)


def worth_by_hand(parts, way, choices, hangs_on):
    """Add up the parts as the definition reads, with strings of bits and no arithmetic on them."""
    bits = format(way, f"0{choices}b")[::-1]
    total = 0.0
    for one in range(choices):
        seen = [bits[(one + after) % choices] for after in range(hangs_on + 1)]
        total += parts[one][int("".join(reversed(seen)), 2)]
    return total / choices


def mean(what, **setting):
    return np.array([getattr(search_outcome(setting, seed), what) for seed in SEEDS])


@pytest.mark.parametrize("hangs_on", [0, 1, 3])
def test_every_way_of_working_is_worth_what_the_definition_says(hangs_on):
    parts = np.random.default_rng(hangs_on).uniform(size=(6, 2 ** (hangs_on + 1)))
    found = values(parts, 6, hangs_on)
    by_hand = [worth_by_hand(parts, way, 6, hangs_on) for way in range(64)]
    np.testing.assert_allclose(found, by_hand, rtol=1e-5)


def test_without_anything_to_hang_on_every_climb_ends_on_the_one_peak():
    rng = np.random.default_rng(1)
    worth = values(rng.uniform(size=(8, 6, 2)), 6, 0)
    ends = climb(worth, rng.integers(64, size=8), np.tile(np.arange(6), (8, 1)))
    assert (ends == worth.argmax(axis=1)).all()


def test_a_climb_ends_where_no_single_change_is_better():
    rng = np.random.default_rng(2)
    worth = values(rng.uniform(size=(8, 12, 16)), 12, 3)
    ends = climb(worth, rng.integers(4096, size=8), rng.permuted(np.tile(np.arange(12), (8, 1)), axis=1))
    for world, end in enumerate(ends):
        assert all(worth[world, end ^ (1 << one)] <= worth[world, end] for one in range(12))


@pytest.mark.parametrize("mandated", [0, 50])
def test_alone_and_with_time_each_place_ends_where_no_free_choice_is_better(mandated):
    drawn = draw(SMALL, np.random.default_rng(3))
    at = {**FREE, "mandated": mandated, "different": 70, "copying": 0}
    ways, curve = search(at, drawn, SMALL)
    settled = {world: set(drawn.order[world, : 6 * mandated // 100].tolist()) for world in range(2)}
    for world in range(2):
        for place in range(5):
            own = np.float32(0.3) * drawn.common[world] + np.float32(0.7) * drawn.local[world, place]
            way = int(ways[world, place])
            for one in range(6):
                if one in settled[world]:
                    assert (way >> one) & 1 == (int(drawn.template[world]) >> one) & 1
                else:
                    assert own[way ^ (1 << one)] <= own[way]
    assert (np.diff(curve) >= -1e-7).all()


def test_search_told_again_place_by_place():
    """Ties, learning from others, shared goals and settled choices together, with the same draws."""
    country = replace(SMALL, steps=40)
    drawn = draw(country, np.random.default_rng(4))
    at = {**FREE, "mandated": 25, "different": 60, "ties": 2, "copying": 75, "goals": 50}
    ways, _ = search(at, drawn, country)
    for world in range(2):
        settled = drawn.order[world, :2].tolist()
        template = int(drawn.template[world])
        here = []
        for place in range(5):
            way = int(drawn.start[world, place])
            for one in settled:
                way = (way & ~(1 << one)) | (template & (1 << one))
            here.append(way)

        def judged(place, way, world=world):
            common, local = float(drawn.common[world, way]), float(drawn.local[world, place, way])
            return 0.5 * (0.4 * common + 0.6 * local) + 0.5 * common

        for step in range(40):
            seen = [judged(place, here[place]) for place in range(5)]
            after = []
            for place in range(5):
                left, right = (place - 1) % 5, (place + 1) % 5
                near = left if seen[left] >= seen[right] else right
                way = here[place]
                tried = way if (bit := int(drawn.bit[step, world, place])) in settled else way ^ (1 << bit)
                if drawn.luck[step, world, place] < 0.75 and seen[near] > seen[place]:
                    take = [one for one in range(6) if (int(drawn.taken[step, world, place]) >> one) & 1]
                    tried = way
                    for one in (one for one in take if one not in settled):
                        tried = (tried & ~(1 << one)) | (here[near] & (1 << one))
                after.append(tried if judged(place, tried) > seen[place] + 1e-9 else way)
            here = after
        assert here == ways[world].tolist()


def test_a_template_costs_little_where_places_are_alike_and_much_where_they_differ():
    alike = mean("cost_of_template", different=10)
    unlike = mean("cost_of_template", different=80)
    assert abs(alike.mean()) < 0.02
    assert (unlike > 0.08).all()
    costs = [mean("cost_of_template", different=different).mean() for different in (0, 30, 50, 80, 100)]
    assert costs == sorted(costs)


def test_with_everything_settled_places_bring_what_the_template_brings():
    outcome = search_outcome({"mandated": 100, "different": 60})
    assert outcome.payoff == pytest.approx(outcome.template, abs=1e-6)
    assert outcome.common == pytest.approx(outcome.template_common, abs=1e-6)
    assert outcome.curve[0] == pytest.approx(outcome.curve[-1], abs=1e-6)


def test_where_everything_is_local_a_template_is_a_blind_guess():
    assert mean("template", different=100).mean() == pytest.approx(0.5, abs=0.01)


def test_ties_help_where_places_are_alike():
    gain = mean("payoff", different=10, ties=4) - mean("payoff", different=10)
    assert gain.mean() > 0.01
    apart = mean("payoff", different=100, ties=4) - mean("payoff", different=100)
    assert abs(apart.mean()) < gain.mean()


def test_shared_goals_serve_the_common_aim_at_the_cost_of_home():
    free, shared = ({"different": 60, "goals": goals} for goals in (0, 100))
    assert (mean("common", **shared) > mean("common", **free) + 0.03).all()
    assert (mean("payoff", **shared) < mean("payoff", **free)).all()


def test_nobody_does_better_than_the_best():
    for setting in ({"different": 0, "ties": 6}, {"different": 100}):
        outcome = search_outcome(setting)
        assert outcome.payoff < outcome.best
        assert outcome.template <= outcome.best


def test_the_same_seed_gives_the_same():
    setting = {"different": 40, "ties": 2}
    assert search_outcome(setting, 5).payoff == search_outcome(setting, 5).payoff
    assert search_outcome(setting, 5).payoff != search_outcome(setting, 6).payoff


@pytest.mark.parametrize(
    ("setting", "said"), [({"ties": 3}, "steps of 2"), ({"rules": 1}, "no handle called rules")]
)
def test_settings_that_cannot_be_are_refused(setting, said):
    with pytest.raises(CourseError, match=said):
        search_outcome(setting)
