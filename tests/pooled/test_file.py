"""``cohort.json``: written and read again the same, and refused when it is anything else."""

from __future__ import annotations

import json
import os

import numpy as np
import pytest

from localchange.errors import CourseError
from localchange.models import triage
from localchange.models.triage_weeks import WEEKS
from localchange.models.waiting_list_play import outcome, to_setting
from localchange.pooled.file import Cohort, beside, read, to_json
from localchange.pooled.games import pool_orders, pool_years

WARD = WEEKS["ward"]
KEYS = [job.key for job in WARD.jobs]


def orders(people, seed=1):
    rng = np.random.default_rng(seed)
    return [tuple(rng.permutation(KEYS)) for _ in range(people)]


def years(people, seed=1):
    rng = np.random.default_rng(seed)
    return [
        to_setting(int(rng.integers(1, 50)), tuple(int(n) for n in rng.integers(0, 6, 12)))
        for _ in range(people)
    ]


@pytest.fixture(scope="module")
def cohort():
    return Cohort({"ward": pool_orders(WARD, orders(7))}, {"court": pool_years("court", years(6))})


@pytest.fixture
def path(tmp_path):
    (tmp_path / "course").mkdir()
    (tmp_path / "course" / "course.toml").write_text('[course]\ntitle = "T"\n')
    return tmp_path / "course" / "cohort.json"


def test_what_is_written_is_read(cohort, path):
    path.write_text(to_json(cohort))
    assert read(path) == cohort
    assert beside(path.parent) == cohort


def test_the_typical_order_is_that_of_the_places_and_its_points_are_the_models(cohort):
    found, given = cohort.orders["ward"], orders(7)
    places = {key: float(np.median([order.index(key) + 1 for order in given])) for key in KEYS}
    assert found.places == places
    assert [places[key] for key in found.typical] == sorted(places.values())
    assert found.points.middle == np.median([triage.cost(WARD, order) for order in given])


def test_years_are_measured_each_on_its_own_draw(cohort):
    played = [outcome(setting, "court") for setting in years(6)]
    assert cohort.years["court"].share.middle == pytest.approx(np.median([one.share for one in played]))
    assert cohort.years["court"].posts == tuple(
        np.median([[setting[f"m{month:02d}"] for month in range(1, 13)] for setting in years(6)], axis=0)
    )


def test_few_people_odd_orders_and_half_lived_years_are_nobody():
    assert pool_orders(WARD, [*orders(4), KEYS[:-1], ["x"] * len(KEYS), []]) is None
    half = to_setting(3, (1, 2, 3))
    assert pool_years("court", [*years(4), half, {"seed": 1}, {"seed": 1e300}]) is None


def test_how_many_found_the_best_is_told_only_when_both_sides_are_many():
    best = triage.best(WARD).order
    worst = max(orders(50), key=lambda order: triage.cost(WARD, order))
    assert pool_orders(WARD, [best] * 4 + [worst] * 6).best is None
    assert pool_orders(WARD, [best] * 6 + [worst] * 4).best is None
    assert pool_orders(WARD, [best] * 5 + [worst] * 5).best == 0.5
    assert pool_orders(WARD, [worst] * 5).best == 0


def test_without_a_file_there_is_no_cohort_and_no_complaint(path, tmp_path_factory):
    assert beside(path.parent) == Cohort()
    assert beside(tmp_path_factory.mktemp("nowhere")) == Cohort()


def changed(cohort, change):
    content = json.loads(to_json(cohort))
    change(content)
    return json.dumps(content)


ODD = {
    "few": lambda c: c["orders"]["ward"]["points"].update(people=4),
    "true": lambda c: c["orders"]["ward"]["points"].update(people=True),
    "words": lambda c: c["orders"]["ward"]["points"].update(lower="<b>1</b>"),
    "infinite": lambda c: c["orders"]["ward"]["points"].update(upper=float("inf")),
    "upside down": lambda c: c["orders"]["ward"]["points"].update(lower=99),
    "another week": lambda c: c["orders"].update(nowhere=c["orders"]["ward"]),
    "a job twice": lambda c: c["orders"]["ward"]["typical"].append(KEYS[0]),
    "a job renamed": lambda c: c["orders"]["ward"]["typical"].__setitem__(0, "<script>"),
    "a share of two": lambda c: c["years"]["court"]["share"].update(upper=2),
    "eleven months": lambda c: c["years"]["court"]["posts"].pop(),
    "another service": lambda c: c["years"].update(moon=c["years"]["court"]),
    "another version": lambda c: c.update(version=2),
    "no years": lambda c: c.pop("years"),
    "a list": lambda c: c.update(orders=[]),
}


@pytest.mark.parametrize("name", ODD)
def test_what_does_not_fit_is_not_used_and_said(cohort, path, name):
    path.write_text(changed(cohort, ODD[name]))
    with pytest.raises(CourseError, match="ask for it again"):
        read(path)
    found = beside(path.parent)
    assert (found.orders, found.years) == ({}, {}) and "cohort.json" in found.problem


@pytest.mark.parametrize("content", ["", "{", "[]", "null", "[" * 100_000, "\0", '{"schema": 1}'])
def test_what_is_no_such_file_is_said(path, content):
    path.write_text(content)
    assert beside(path.parent).problem


def test_a_folder_and_a_pipe_are_not_opened(path):
    path.mkdir()
    assert "no file" in beside(path.parent).problem
    path.rmdir()
    os.mkfifo(path)
    assert "no file" in beside(path.parent).problem
