"""Without a target the department is a queue with known answers: the formulas of Erlang, Cobham and Little."""

from dataclasses import replace
from math import factorial

import numpy as np
import pytest

from localchange.models import emergency
from localchange.models.emergency_run import run

CLINICIANS, CARE, BUSY = 4, 30.0, 0.8
A_DAY = BUSY * CLINICIANS / CARE * 1440
FLAT = replace(
    emergency.Department(),
    arrivals_per_day=A_DAY,
    hourly=(1.0,) * 24,
    clinicians=CLINICIANS,
    care_mean=CARE,
    share_admitted=0.0,
    urgent_if_discharged=0.0,
)
DAYS = 1500
"""Long enough that chance moves a mean wait by about 2%: the tolerances below are four times that."""


def served(department, seed, care=None):
    """Run it with exponential minutes of care, which the formulas ask for."""
    rng = np.random.default_rng(seed)
    arrivals = emergency.draw(department, DAYS, rng)
    drawn = rng.exponential(CARE, len(arrivals)) if care is None else np.full(len(arrivals), care)
    return run(department, replace(arrivals, care=drawn))


def erlang_c(servers, load):
    """Give the chance that somebody who comes has to wait, M/M/c."""
    busy = load / servers
    last = load**servers / factorial(servers) / (1 - busy)
    return last / (sum(load**k / factorial(k) for k in range(servers)) + last)


def mean_wait(servers, load):
    return erlang_c(servers, load) * CARE / (servers - load)


def test_waits_are_those_of_erlang():
    waits = served(FLAT, 1).first_seen
    expected = mean_wait(CLINICIANS, BUSY * CLINICIANS)
    assert waits.mean() == pytest.approx(expected, rel=0.08)
    assert (waits > 1e-9).mean() == pytest.approx(erlang_c(CLINICIANS, BUSY * CLINICIANS), rel=0.04)
    # A wait, if there is one, is exponential: its mean and its standard deviation are the same.
    waited = waits[waits > 1e-9]
    assert waited.std() == pytest.approx(waited.mean(), rel=0.08)


def test_one_clinician_with_fixed_minutes_is_pollaczek_and_khinchine():
    """M/D/1: half the wait of M/M/1."""
    one = replace(FLAT, clinicians=1, arrivals_per_day=A_DAY / CLINICIANS)
    waits = served(one, 2, care=CARE).first_seen
    assert waits.mean() == pytest.approx(BUSY / (1 - BUSY) * CARE / 2, rel=0.08)


def test_urgent_and_other_waits_are_those_of_cobham():
    """Two classes, the urgent first and nobody interrupted: Cobham (1954), the same mean care in both."""
    share = 0.3
    two = replace(FLAT, urgent_if_discharged=share)
    stays = served(two, 3)
    all_of_them = mean_wait(CLINICIANS, BUSY * CLINICIANS) * (1 - BUSY)
    urgent = all_of_them / (1 - share * BUSY)
    others = all_of_them / ((1 - share * BUSY) * (1 - BUSY))
    assert stays.mean_urgent_wait() == pytest.approx(urgent, rel=0.08)
    assert stays.first_seen[~stays.urgent].mean() == pytest.approx(others, rel=0.1)


def test_order_moves_waits_between_patients_and_saves_none():
    """The mean wait of all is the same with and without priority (Kleinrock's conservation law)."""
    first_come = served(FLAT, 4).first_seen.mean()
    urgent_first = served(replace(FLAT, urgent_if_discharged=0.3), 4).first_seen.mean()
    assert urgent_first == pytest.approx(first_come, rel=0.03)


def test_as_many_are_inside_as_little_says():
    """People inside, on average = arrivals a minute times minutes that each stays; counted two ways."""
    stays = served(FLAT, 5)
    begin, end = stays.arrived[0], stays.arrived[-1]
    minutes = np.linspace(begin + 1440, end, 20_000)
    leaves = np.sort(stays.arrived + stays.left)
    inside = np.searchsorted(stays.arrived, minutes) - np.searchsorted(leaves, minutes)
    rate = len(stays) / (end - begin)
    assert inside.mean() == pytest.approx(rate * stays.left.mean(), rel=0.03)
