"""What a package leads to: ranges, both directions, and what a model does not know."""

import numpy as np
import pytest

from localchange.errors import CourseError
from localchange.models.package import ACTIONS, TYPES, prod_alone
from localchange.models.package_rows import ROWS
from localchange.models.package_scenarios import DRAWS, SEED, scenarios
from localchange.models.package_translation import Translation
from localchange.models.package_words import compared, in_words

SPREAD = {"target": 20, "data": 20, "help": 20, "time": 20, "goals": 20}
PRODS = {"target": 40, "payment": 30, "inspection": 30}
PEOPLE = {"skills": 35, "networks": 30, "goals": 35}


def packages(number):
    """Give packages at random: some spread out, some on few actions."""
    rng = np.random.default_rng(3)
    for _ in range(number):
        shares = rng.dirichlet(np.full(len(ACTIONS), rng.choice([0.2, 1.0, 5.0])))
        yield dict(zip(ACTIONS, map(float, 99.9 * shares), strict=True))


@pytest.fixture(scope="module")
def many():
    return [scenarios(package) for package in packages(25)]


def test_a_range_holds_its_middle_and_a_package_its_draws(many):
    for found in many:
        assert list(found) == list(ROWS)
        for one in found.values():
            for interval in (one.package, one.prod, one.nothing):
                assert interval.low <= interval.mid <= interval.high
            assert one.better + one.worse + one.same == pytest.approx(1)
            assert one.beats_nothing + one.loses_to_nothing <= 1 + 1e-9


def test_neither_side_wins_everywhere(many):
    """Over packages at random some rows mostly favour them and some mostly prodding alone."""
    leans = {key: [found[key].leans for found in many] for key in ROWS}
    for_prods = {key for key, said in leans.items() if said.count("worse") > len(many) / 2}
    for_packages = {key for key, said in leans.items() if said.count("better") > len(many) / 2}
    assert for_prods >= {"gone", "care"} and for_packages >= {"project", "missed"}
    assert {"longest", "hours", "unpaid"} <= {key for key, said in leans.items() if len(set(said)) > 1}
    assert sum({"better", "worse"} <= {one.leans for one in found.values()} for found in many) > len(many) / 2


def test_beating_prodding_is_not_the_same_as_doing_good():
    """A package of which a model knows only what it costs beats prods that cost more, and does worse than nothing."""
    one = scenarios({"networks": 100})["hours"]
    assert one.leans == "better" and one.leans_from_nothing == "worse"
    unknown = scenarios({"networks": 100})["urgent"]
    assert unknown.leans == "better" and unknown.leans_from_nothing == "same"
    assert scenarios({"target": 100})["gone"].leans_from_nothing == "better"


def test_prodding_wins_some_rows_and_loses_others_against_a_package_of_all_three_types():
    found = scenarios(SPREAD)
    assert found["gone"].leans == "worse", "a target moves what it aims at"
    assert found["project"].leans == "better", "a manager who is asked for less gets on with the project"
    people = scenarios(PEOPLE)
    assert people["care"].leans == "worse", "pay buys measured care"
    assert people["missed"].leans == "better"


def test_prodding_alone_beside_itself_is_the_same_on_every_row():
    for one in scenarios(PRODS).values():
        assert one.leans == "same" and one.package == one.prod
    for one in scenarios({}).values():
        assert one.package == one.prod == one.nothing and one.same == 1


def test_prodding_alone_is_the_package_that_it_says():
    for package in (SPREAD, PEOPLE):
        beside, alone = scenarios(package), scenarios(prod_alone(package))
        for key in ROWS:
            assert beside[key].prod == alone[key].package


def test_a_model_is_moved_by_what_it_knows_and_by_nothing_else():
    alone = {action: scenarios({action: 60}) for action in ACTIONS}
    all_of_them = scenarios(dict.fromkeys(ACTIONS, 11))
    for key, row in ROWS.items():
        moved = {action for action, found in alone.items() if found[key].package != found[key].nothing}
        assert moved <= set(row.knows), key
        assert all_of_them[key].package != all_of_them[key].nothing
    # The model of inspection knows help only after a visit.
    assert "help" not in {
        action for action in ACTIONS if alone[action]["harm"].package != alone[action]["harm"].nothing
    }
    assert (
        scenarios({"inspection": 50, "help": 50})["harm"].package.mid
        < scenarios({"inspection": 50})["harm"].package.mid
    )


def test_what_a_model_does_not_know_is_named():
    found = scenarios({**SPREAD, "networks": 0})
    for key, one in found.items():
        assert set(one.unknown) == set(SPREAD) - set(ROWS[key].knows)
    assert scenarios({})["gone"].unknown == ()


def test_every_action_is_known_to_some_model():
    assert {action for row in ROWS.values() for action in row.knows} == set(ACTIONS)


def test_less_doubt_makes_narrower_ranges():
    of = Translation()
    mean = {name: (sum(span) / 2,) * 2 for name, span in vars(of).items() if isinstance(span, tuple)}
    sure = scenarios(SPREAD, translation=Translation(dearer=1.0, **mean))
    for key, one in scenarios(SPREAD).items():
        width = one.package.high - one.package.low
        assert sure[key].package.high - sure[key].package.low <= width + 1e-9, key


def test_more_of_a_prod_moves_its_own_row_further():
    little, much = (scenarios({"target": points})["gone"].package for points in (10, 60))
    assert much.low > little.low and much.mid > little.mid
    few, many = (scenarios({"payment": points})["hours"].package for points in (10, 60))
    assert many.mid > few.mid


def test_the_same_seed_gives_the_same_and_another_seed_much_the_same():
    assert scenarios(SPREAD) == scenarios(SPREAD, SEED, DRAWS)
    one, other = scenarios(SPREAD, 1, 1200), scenarios(SPREAD, 2, 1200)
    for key, row in ROWS.items():
        scale = row.high - row.low
        assert one[key].package.mid == pytest.approx(other[key].package.mid, abs=0.03 * scale)
        assert one[key].better == pytest.approx(other[key].better, abs=0.05)


def test_every_range_fits_the_scale_it_is_drawn_on(many):
    alone = [scenarios({action: 100}) for action in ACTIONS]
    for found in (*many, *alone):
        for one in found.values():
            for interval in (one.package, one.prod, one.nothing):
                assert one.row.low <= interval.low and interval.high <= one.row.high, one.row.key


def test_rows_say_what_they_are():
    for row in ROWS.values():
        assert row.sentence.endswith(".") and row.better in ("more", "less")
        assert set(row.knows) <= set(ACTIONS)
    assert {ACTIONS[action].type for row in ROWS.values() for action in row.knows} == set(TYPES)


@pytest.mark.parametrize("draws", [0, 19, True, 40.0, None])
def test_too_few_draws_make_no_range(draws):
    with pytest.raises(CourseError, match="20 draws"):
        scenarios(SPREAD, draws=draws)


def test_words_say_what_the_numbers_say():
    found = scenarios(SPREAD)
    assert compared(found["gone"]) == "worse in 100% of the draws"
    assert compared(found["care"]) == "the same: neither moves this model"
    assert compared(scenarios(PRODS)["care"]) == "the same"
    assert compared(scenarios({"target": 40, "data": 20, "goals": 20})["hours"]).startswith(
        "open: better in "
    )
    assert in_words(found["care"].package) == "0.0"
    low, high = found["gone"].package.low, found["gone"].package.high
    assert in_words(found["gone"].package).startswith(f"{low:.1f} to {high:.1f}, middle ")
    negative = scenarios({"inspection": 100})["care"].package
    assert "−" in in_words(negative) and "-" not in in_words(negative)
