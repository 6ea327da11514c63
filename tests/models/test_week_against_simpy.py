"""The fast event loop and the literal one in SimPy agree, hour by hour, on identical draws."""

import importlib.util
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from localchange.models import week
from localchange.models.week_outcomes import CARE, PROJECT
from localchange.models.week_request import DRAFT, SCHOOL, WARD, returns_of

specification = importlib.util.spec_from_file_location(
    "week_in_simpy", Path(__file__).with_name("week_in_simpy.py")
)
slow_telling = importlib.util.module_from_spec(specification)
specification.loader.exec_module(slow_telling)

REQUESTS = {
    "none": None,
    "the draft": DRAFT,
    "short notice": {**DRAFT, "notice": 1},
    "long, rare, reused": {**DRAFT, "items": 80, "notice": 15, "every": 8, "reuse": 60},
    "five senders": {**DRAFT, "senders": 5},
}
TEAMS = {
    "ward": WARD,
    "school": SCHOOL,
    "all of it pressing": replace(WARD, pressing_days=99.0),
    "nothing pressing": replace(WARD, pressing_days=0.0),
    "long blocks": replace(WARD, block_hours=5.0, refocus_hours=1.0),
    "no grace": replace(WARD, grace_days=0.0, care_hours=0.9),
}


@pytest.mark.parametrize("request_name", REQUESTS)
@pytest.mark.parametrize("team_name", TEAMS)
def test_identical_weeks(team_name, request_name):
    team = TEAMS[team_name]
    year = week.draw(team, 12, np.random.default_rng(7))
    asked = REQUESTS[request_name]
    returns = [] if asked is None else returns_of(asked, team, year)
    fast, slow = week.run(team, year, returns), slow_telling.SlowWeeks(team, year, returns).run()
    assert len(fast.came) == len(slow.jobs) > 60
    np.testing.assert_allclose(fast.care_begun, slow.care_begun, atol=1e-6)
    np.testing.assert_allclose(fast.closed, [job.closed for job in slow.jobs], atol=1e-6)
    done = ~np.isnan(fast.closed)
    np.testing.assert_allclose(
        fast.left[done], [job.left for job in slow.jobs if job.closed == job.closed], atol=1e-6
    )
    for (kind, place), hours in slow.worked.items():
        mine = (fast.what == kind) & ((fast.who == place) | (kind == PROJECT))
        assert (fast.end - fast.start)[mine].sum() == pytest.approx(hours, abs=1e-6)
    assert fast.gained().sum() == pytest.approx(slow.gained, abs=1e-6)
    assert fast.finish() == pytest.approx(slow.finish, abs=1e-6)


def test_the_two_tellings_differ_when_the_rules_do():
    """So that their agreement says something: one rule changed in one of them is found."""
    year = week.draw(WARD, 12, np.random.default_rng(7))
    fast = week.run(WARD, year)
    other = slow_telling.SlowWeeks(replace(WARD, pressing_days=3.0), year, []).run()
    assert fast.gained().sum() != pytest.approx(other.gained, abs=1e-3)
    care = (fast.end - fast.start)[fast.what == CARE].sum()
    assert care == pytest.approx(sum(hours for (kind, _), hours in other.worked.items() if kind == CARE))
