"""Three readings of a long chain, against simulation and the sums of evidence."""

import numpy as np
import pytest

from localchange.errors import CourseError
from localchange.models.theory_of_change.long_chain import Tactics, following, readings


def test_the_products_are_worked_out_and_not_quoted():
    found = readings()
    assert found.product == pytest.approx(0.0276, abs=5e-5)
    assert found.lower == pytest.approx(1.6e-7, rel=0.05)
    assert found.higher == pytest.approx(0.495, abs=5e-4)
    assert readings(0.90).product == pytest.approx(6.3e-4, rel=0.01)
    assert found.even_needs**70 == pytest.approx(0.5)
    assert 0.99 < found.even_needs < 0.991


def test_each_tactic_raises_the_odds_and_all_together_raise_them_most():
    found = readings()
    for tactic in ("persistence", "packages", "bandwagon", "slimmer"):
        assert found.product < getattr(found, tactic) < found.all_four < 1
    assert found.product < found.hang_together < 0.95


def test_tactics_of_no_strength_change_nothing():
    found = readings(0.9, 12, Tactics(tries=1, package=1, bandwagon=0, kept=1, together=0))
    for reading in ("persistence", "packages", "bandwagon", "slimmer", "all_four", "hang_together"):
        assert getattr(found, reading) == pytest.approx(0.9**12)


def test_the_readings_against_simulation():
    rng, runs, chance, number = np.random.default_rng(7), 200_000, 0.9, 12
    found = readings(chance, number, Tactics(tries=2, package=5, bandwagon=0.3, kept=0.5, together=0.4))

    def near(share, wanted):
        return share == pytest.approx(wanted, abs=4 * 0.5 / runs**0.5)

    luck = rng.random((runs, number))
    assert near((luck < chance).all(1).mean(), found.product)
    again = (luck < chance) | (rng.random((runs, number)) < chance)
    assert near(again.all(1).mean(), found.persistence)
    assert near((luck[:, :3] < chance).all(1).mean(), found.packages)
    assert near((luck[:, :6] < chance).all(1).mean(), found.slimmer)
    doubt = 0.1 * 0.7 ** np.arange(number)
    assert near((luck > doubt).all(1).mean(), found.bandwagon)
    common, linked = rng.random(runs) < chance, rng.random(runs) < 0.4
    assert near(np.where(linked, common, (luck < chance).all(1)).mean(), found.hang_together)
    once_more = 1 - (1 - chance) ** 2
    assert found.all_four == pytest.approx(once_more * (1 - (1 - once_more) * 0.7))


def test_a_full_bandwagon_needs_the_first_agreement_alone():
    assert following(0.8, 50, 1.0) == pytest.approx(0.8)


@pytest.mark.parametrize("wrong", [{"chance": 0}, {"chance": 1.1}, {"agreements": 0}])
def test_nonsense_is_refused(wrong):
    with pytest.raises(CourseError):
        readings(**wrong)
    with pytest.raises(CourseError):
        Tactics(kept=0)
    with pytest.raises(CourseError):
        Tactics(tries=0)
