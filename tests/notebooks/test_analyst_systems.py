"""The model answers of the analysts on schemes and on lists, held to the models of the course and to plain loops."""

from pathlib import Path

import nbformat
import numpy as np
import pandas as pd
import pytest

from localchange.models import inspection
from localchange.models.estimators import difference_in_differences, interrupted_time_series

SOLUTIONS = Path(__file__).parents[2] / "solutions"


def answers_of(slug):
    """Run the set-up and the model answers alone."""
    names = {}
    for cell in nbformat.read(SOLUTIONS / slug / f"{slug}.ipynb", as_version=4).cells:
        if cell.id == "set-up" or cell.metadata["nbgrader"]["solution"]:
            exec(cell.source, names)
    return names


@pytest.fixture(scope="module")
def schemes():
    return answers_of("04_incentives_regulation_analyst")


@pytest.fixture(scope="module")
def lists():
    return answers_of("05_complex_systems_analyst")


@pytest.mark.parametrize("seed", range(8))
def test_with_sites_of_one_size_it_is_the_difference_in_differences_of_the_course(schemes, seed):
    rng = np.random.default_rng(seed)
    deaths = rng.uniform(10, 25, (6, 5))  # quarters, sites; the first two are paid
    table = pd.DataFrame(
        [
            (site, "paid" if site < 2 else "comparison", quarter, 300, deaths[quarter, site])
            for site in range(5)
            for quarter in range(6)
        ],
        columns=["site", "group", "quarter", "patients", "deaths_in_100"],
    )
    before, after = slice(0, 2), slice(3, 6)
    expected = difference_in_differences(deaths[:, :2], deaths[:, 2:], before, after).value
    assert schemes["did"](table, [0, 1], [3, 4, 5]) == pytest.approx(expected)


@pytest.mark.parametrize("seed", range(8))
def test_with_no_gap_it_is_the_interrupted_time_series_of_the_course(schemes, seed):
    rng = np.random.default_rng(seed)
    series = rng.uniform(10, 25, 14)
    lines = interrupted_time_series(series, 6)
    found = schemes["interrupted"](pd.DataFrame({"quarter": range(14), "deaths_in_100": series}), 6, 11)
    assert found["anyway"] == pytest.approx(lines.expected(11))
    assert found["effect"] == pytest.approx(lines.effect(11).value)


def test_by_chance_is_what_the_formula_says_on_average(schemes):
    """Visits alone, many draws: the estimate from one table is the closed form of the course, within chance."""
    world = inspection.Inspected(learning=0.0, burden=0.0)
    regime = inspection.Regime(worst=0.1, luck=0.6, spared=0.5, blame=0.0, support=0.0)
    history = inspection.run(world, regime, inspection.draw(world, 60, np.random.default_rng(3)))
    year = inspection.BEFORE
    found = [
        schemes["worst_fall"](
            pd.DataFrame(
                {
                    "before": history.reported[draw, year - 1],
                    "chosen": history.reported[draw, year],
                    "next": history.reported[draw, year + 1],
                    "visited": history.inspected[draw],
                }
            ),
            0.1,
        )
        for draw in range(60)
    ]
    by_formula = inspection.expected_gain(world.spread * world.openness, 0.4, 0.1)
    means = {key: np.mean([each[key] for each in found]) for key in ("fall", "by_chance", "beyond")}
    assert means["by_chance"] == pytest.approx(by_formula, abs=0.12)
    assert means["fall"] == pytest.approx(by_formula, abs=0.2)
    assert means["beyond"] == pytest.approx(0, abs=0.25)


@pytest.mark.parametrize("seed", range(12))
def test_nobody_is_lost_and_every_post_arrives(lists, seed):
    rng = np.random.default_rng(seed)
    months, delay = 20, int(rng.integers(0, 6))
    referrals, posts = rng.integers(0, 200, months).tolist(), rng.integers(0, 4, months).tolist()
    found = lists["follow"](referrals, posts, staff=6, waiting=150, treats=9, delay=delay)
    came, gone = 150 + np.cumsum(referrals), np.cumsum(found["treated"])
    assert (found["waiting"] == came - gone).all() and (found["waiting"] >= 0).all()
    at_work = 6 + np.concatenate([np.zeros(delay), np.cumsum(posts)])[:months]
    assert (found["staff"] == at_work).all()
    assert (found["treated"] == np.minimum(found["staff"] * 9, found["waiting"] + found["treated"])).all()


@pytest.mark.parametrize("counts", [0, 0.3, 1])
def test_whoever_chases_decides_by_what_was_known(lists, counts):
    """Each decision again, from the whole run and not month by month: what came later changes nothing before it."""
    referrals = np.random.default_rng(9).integers(80, 140, 30).tolist()
    posts = lists["chase"](referrals, counts)
    ends = lists["follow"](referrals, posts)["waiting"].tolist()
    for month, decided in enumerate(posts):
        known = 200 if month < 2 else ends[month - 2]
        coming = sum(posts[max(0, month - 3) : month])
        assert decided == pytest.approx(max(0, (known - 200) / 30 - counts * coming))


@pytest.mark.parametrize("seed", range(6))
def test_months_that_parted_are_those_found_one_by_one(lists, seed):
    table = lists["england"].sample(frac=0.8, random_state=seed)
    rows = {(row.period.year, row.period.month): row for row in table.itertuples()}
    expected = [
        f"{year}-{month:02d}"
        for (year, month), row in sorted(rows.items())
        if (before := rows.get((year - 1, month))) is not None
        and row.waiting < before.waiting
        and row.median_weeks > before.median_weeks
    ]
    assert lists["parted"](table) == expected and len(expected) > 3
