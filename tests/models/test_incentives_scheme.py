"""What the page says of a scheme: what each handle does, where paying works or does harm, and who reads it right."""

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from localchange.errors import CourseError
from localchange.models.incentives_providers import Providers, draw
from localchange.models.incentives_run import Scheme, run
from localchange.models.incentives_scheme import (
    BUDGET,
    HOSPITALS,
    NO_SCHEME,
    RANGES,
    READ_AT,
    SCHOOLS,
    WORLDS,
    live,
    scheme_outcome,
)

SEEDS = range(8)


def mean(measure, setting, world=HOSPITALS, seeds=SEEDS):
    measure = measure if callable(measure) else lambda one, name=measure: getattr(one, name)
    return float(np.mean([measure(scheme_outcome(setting, seed, world)) for seed in seeds]))


def a_setting():
    def on_steps(spec):
        return st.integers(0, round((spec.high - spec.low) / spec.step)).map(
            lambda i: float(spec.low + i * spec.step)
        )

    return st.fixed_dictionaries({key: on_steps(spec) for key, spec in RANGES.items()})


# --- whatever is set and drawn


@settings(max_examples=40, deadline=None)
@given(a_setting(), st.integers(0, 10_000), st.sampled_from(sorted(WORLDS)))
def test_shares_are_shares_and_the_same_seed_gives_the_same_years(setting, seed, world):
    one, again = (live(setting, seed, WORLDS[world])[0] for _ in range(2))
    for name in ("acts", "results", "care", "unpaid", "excepted"):
        figures = getattr(one, name)
        assert np.array_equal(figures, getattr(again, name))
        assert ((figures >= 0) & (figures <= 1)).all(), name
    assert (one.drive > 0).all()
    assert np.isfinite(one.deaths).all()


@settings(max_examples=25, deadline=None)
@given(a_setting(), st.integers(0, 10_000))
def test_nothing_happens_before_it_starts_and_nothing_to_those_who_hear_nothing(setting, seed):
    years, without = live({**setting, "hear": 0.0}, seed)
    start = years.providers.start
    for name in ("score", "care", "unpaid", "deaths", "drive"):
        mine, theirs = getattr(years, name), getattr(without, name)
        np.testing.assert_array_equal(mine[:start], theirs[:start])
        np.testing.assert_array_equal(mine[:, years.comparison], theirs[:, years.comparison])


def test_without_a_scheme_there_is_no_effect_and_no_cost():
    for share in (20, 80):
        one = scheme_outcome({**NO_SCHEME, "share": share}, 3)
        assert one.cost == one.record == one.care == one.unpaid == one.deaths == one.after == 0
        assert one.affordable and one.drive == 1


def test_the_model_settles_where_the_closed_form_says():
    """Years on, with drive that nothing moves and no trend, care is what effort of the static case buys."""
    from localchange.models.incentives_effort import Task, effort

    world = replace(
        HOSPITALS, crowding=0.0, growth=0.0, event=0.0, paper=0.0, dodging=0.0, drive_spread=0.0, threshold=3.0,
        years_after=20,
    )  # fmt: skip
    scheme = Scheme(bonus=0.1, share=0.5, years=20, checks=0.0, hear=0.0)
    years = run(world, scheme, draw(world, np.random.default_rng(1)))
    on_measured, on_other = effort(Task(0.5, world.rivalry), world.drive, world.pull * 0.1)
    hazard = -np.log(1 - world.care) / world.drive
    assert years.care[-1, 0] == pytest.approx(1 - np.exp(-hazard * on_measured), abs=1e-6)
    assert years.unpaid[-1, 0] == pytest.approx(1 - np.exp(-hazard * on_other), abs=1e-6)


# --- what each handle does

SCHEME = {"bonus": 10.0, "share": 50.0, "years": 4.0, "checks": 10.0, "hear": 30.0}


@pytest.mark.parametrize(
    ("handle", "values", "measure", "rises"),
    [
        ("bonus", (2, 8, 15, 30), "care", True),
        ("bonus", (2, 8, 15, 30), "record", True),
        ("bonus", (2, 8, 15, 30), "unpaid", False),
        ("bonus", (2, 8, 15, 30), "cost", True),
        ("bonus", (2, 8, 15, 30), "exceptions", True),
        ("bonus", (2, 8, 15, 30), "drive", False),
        ("share", (20, 40, 60, 80), "care", False),
        ("years", (1, 2, 4, 6), "cost", True),
        ("years", (1, 2, 4, 6), "drive", False),
        ("years", (1, 2, 4, 6), "all_care", True),
        ("checks", (0, 10, 20, 30), "exceptions", False),
        ("checks", (0, 10, 20, 30), "cost", True),
        ("checks", (0, 10, 20, 40), "drive", False),
        ("hear", (0, 30, 60, 100), lambda one: one.readings[3.5].did.value, True),
        ("hear", (0, 30, 60, 100), lambda one: one.readings[6.0].did.value, True),
    ],
)  # fmt: skip
def test_each_handle_moves_what_the_page_says(handle, values, measure, rises):
    found = [mean(measure, {**SCHEME, handle: float(value)}, seeds=range(3)) for value in values]
    steps = np.diff(found) if rises else -np.diff(found)
    assert (steps > 0).all(), found


def test_what_the_comparison_hears_changes_no_truth():
    one, other = (scheme_outcome({**SCHEME, "hear": hear}, 1) for hear in (0.0, 100.0))
    assert one.deaths == other.deaths and one.all_care == other.all_care and one.cost == other.cost


def test_a_broader_measure_costs_the_rest_less_for_the_same_bonus():
    """What one loses outside the measure is the same piece by piece, but there is less outside."""
    narrow, broad = (scheme_outcome({**SCHEME, "share": share}, 1) for share in (20.0, 80.0))
    assert broad.all_care > narrow.all_care + 0.005


def test_checks_turn_what_went_into_the_record_to_care_and_cost_drive_and_other_work():
    none, some = ({**SCHEME, "checks": each} for each in (0.0, 40.0))
    assert mean("care", some) > mean("care", none) + 0.003
    assert mean("unpaid", some) < mean("unpaid", none)
    assert mean("drive", some) < mean("drive", none)


def test_leaving_patients_out_raises_the_record_and_no_care():
    """What is counted is divided by fewer: with 4 points of 100 more left out, by 0.96."""
    scheme = Scheme(bonus=0.1, share=0.5, years=6, checks=0.0, hear=0.0)
    honest, managing = (
        run(world, scheme, draw(world, np.random.default_rng(2)))
        for world in (replace(HOSPITALS, excepting=0.0), replace(HOSPITALS, excepting=0.04 / 0.105))
    )
    last = slice(-4, None)
    out = managing.excepted[last, managing.paid] - HOSPITALS.excepted
    assert out.mean() == pytest.approx(0.04, abs=1e-9)
    np.testing.assert_allclose(managing.results[last, :40], managing.care[last, :40] / 0.96)
    np.testing.assert_allclose(honest.results[last, :40], honest.care[last, :40])
    assert managing.care[last, :40].mean() <= honest.care[last, :40].mean()


# --- where paying works, and where it does harm


def test_there_is_a_plausible_scheme_within_budget_that_saves_lives_and_hardly_costs_the_rest():
    works = {"bonus": 7.0, "share": 60.0, "years": 6.0, "checks": 0.0, "hear": 30.0}
    for seed in SEEDS:
        one = scheme_outcome(works, seed)
        assert one.affordable and one.deaths < -0.3 and one.unpaid > -0.03 and one.all_care > 0


def test_there_is_a_plausible_scheme_that_does_harm_though_its_record_looks_splendid():
    harms = {"bonus": 25.0, "share": 20.0, "years": 2.0, "checks": 0.0, "hear": 30.0}
    for seed in SEEDS:
        one = scheme_outcome(harms, seed)
        assert one.record > 0.35 and one.care > 0.1
        assert one.all_care < 0 and one.deaths > 0.05 and one.after < 0


def test_within_the_same_budget_one_scheme_does_good_and_another_harm():
    good, bad = (
        {"bonus": 7.0, "share": 70.0, "years": 6.0},
        {"bonus": 22.0, "share": 20.0, "years": 2.0},
    )
    assert mean("cost", good) == pytest.approx(mean("cost", bad), abs=6)
    assert max(mean("cost", good), mean("cost", bad)) <= BUDGET
    assert mean("deaths", good) < -0.3 < 0 < mean("deaths", bad)


def test_where_pay_strengthens_drive_it_works_for_longer_and_leaves_something():
    world = WORLDS["recognised"]
    scheme = {**SCHEME, "years": 4.0}
    assert mean("after", scheme, world) > 0 > mean("after", scheme)
    assert mean("deaths", scheme, world) < mean("deaths", scheme) - 0.2
    assert mean("drive", scheme, world) > 1 > mean("drive", scheme)


def test_schools_show_the_same_lever_with_more_taken_from_the_rest():
    assert mean("unpaid", SCHEME, SCHOOLS) < mean("unpaid", SCHEME) - 0.01


# --- three ways to read it


def gap(setting, at, design, world=HOSPITALS):
    """Give how far a design is from the truth, mean of the draws."""
    return mean(
        lambda one: getattr(one.readings[at], design).value - one.readings[at].truth,
        setting,
        world,
        range(24),
    )


def test_before_and_after_sees_an_effect_where_there_is_no_scheme():
    assert gap(NO_SCHEME, 1.5, "before_after") < -0.8
    assert gap(NO_SCHEME, 6.0, "before_after") < -2.5


def test_difference_in_differences_sees_none_there():
    for at in READ_AT:
        assert abs(gap(NO_SCHEME, at, "did")) < 0.2


def test_where_something_else_happens_the_interrupted_time_series_takes_it_for_an_effect():
    assert gap(NO_SCHEME, 2.0, "interrupted") < -0.25
    calm = replace(HOSPITALS, event=0.0)
    assert abs(gap(NO_SCHEME, 2.0, "interrupted", calm)) < 0.25


def test_where_the_comparison_hears_difference_in_differences_misses_an_effect():
    heard = {"bonus": 10.0, "share": 60.0, "years": 6.0, "hear": 100.0}
    assert gap(heard, 3.5, "did") > 0.7
    assert abs(gap({**heard, "hear": 0.0}, 3.5, "did")) < 0.2
    calm = replace(HOSPITALS, event=0.0)
    assert abs(gap(heard, 3.5, "interrupted", calm)) < abs(gap(heard, 3.5, "did", calm)) / 2


def test_where_the_paid_sites_were_improving_faster_difference_in_differences_takes_it_for_an_effect():
    volunteers = replace(HOSPITALS, head_start=0.05)
    assert gap({**NO_SCHEME, "hear": 0.0}, 3.5, "did", volunteers) < -0.4


def test_no_design_is_the_best_everywhere():
    heard = {"bonus": 10.0, "share": 60.0, "years": 6.0, "hear": 100.0}
    calm = replace(HOSPITALS, event=0.0)
    best = []
    for setting, world in (({**heard, "hear": 0.0}, HOSPITALS), (heard, calm)):
        off = {
            design: abs(gap(setting, 3.5, design, world)) for design in ("before_after", "interrupted", "did")
        }
        best.append(min(off, key=off.__getitem__))
    assert best == ["did", "interrupted"]


# --- what is refused


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"bonus": 31}, "Bonus"),
        ({"share": 45}, "Work that is measured"),
        ({"years": 0}, "How long"),
        ({"checks": float("nan")}, "Records checked"),
        ({"hear": True}, "What others hear"),
        ({"fine": 3}, "no handle called fine"),
        ([1], "list of handles"),
    ],
)
def test_what_no_scheme_can_be_is_refused_by_name(given, said):
    with pytest.raises(CourseError, match=said):
        scheme_outcome(given, 1)


@pytest.mark.parametrize(
    ("name", "value"),
    [("growth", -0.1), ("care", 1.0), ("rivalry", 1.0), ("sites", 1), ("years_before", 2.5), ("luck", "much"),
     ("drive", 0), ("crowding", float("nan"))],
)  # fmt: skip
def test_what_no_sites_can_be_is_refused_by_name(name, value):
    with pytest.raises(CourseError, match=name):
        replace(Providers(), **{name: value})


def test_the_source_of_each_default_is_said():
    import inspect

    from localchange.models import incentives_providers

    text = inspect.getsource(incentives_providers)
    for field in fields(Providers):
        doc = text.split(f"    {field.name}: ", 1)[1].split('"""')[1]
        assert any(kind in doc for kind in ("*Source*", "*Fitted*", "*Assumed*", "*Point*")), field.name
