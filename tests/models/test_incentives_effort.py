"""The static case against brute force: what the closed form says is what a site, and a funder, would choose."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from localchange.errors import CourseError
from localchange.models.incentives_effort import Task, best_bonus, effort, surplus

tasks = st.builds(Task, st.floats(0.1, 0.9), st.floats(0.0, 0.85))
drives = st.floats(0.2, 1.5)


def wish(task, drive, bonus, on_measured, on_other):
    """What the site wants, written out from the paper and not from the module."""
    together = task.share * on_measured + (1 - task.share) * on_other
    separate = task.share * on_measured**2 + (1 - task.share) * on_other**2
    cost = (1 - task.rivalry) / 2 * separate + task.rivalry / 2 * together**2
    return drive * together + bonus * on_measured - cost


@given(tasks, drives, st.floats(0, 0.5), st.integers(0, 10_000))
def test_no_other_effort_pleases_the_site_better(task, drive, bonus, seed):
    """The wish is concave, so a hundred random steps of every size find a better place if there is one."""
    chosen = np.array(effort(task, drive, bonus))
    best = wish(task, drive, bonus, *chosen)
    rng = np.random.default_rng(seed)
    steps = rng.normal(size=(100, 2)) * 10.0 ** rng.uniform(-4, 0.5, (100, 1))
    others = chosen + steps
    assert (wish(task, drive, bonus, others[:, 0], others[:, 1]) <= best + 1e-9).all()


@pytest.mark.parametrize("task", [Task(0.4, 0.25), Task(0.2, 0.8), Task(0.7, 0.0)])
def test_a_grid_of_efforts_has_its_highest_point_there(task):
    on_measured, on_other = np.meshgrid(np.linspace(0, 3, 601), np.linspace(0, 3, 601))
    height = wish(task, 0.6, 0.1, on_measured, on_other)
    place = np.unravel_index(height.argmax(), height.shape)
    found = on_measured[place], on_other[place]
    assert found == pytest.approx(effort(task, 0.6, 0.1), abs=0.006)


@given(tasks, drives, st.floats(0, 2), st.floats(0, 2), st.floats(0, 3))
def test_the_best_bonus_is_the_best_of_a_fine_grid(task, drive, measured, other, risk):
    best = best_bonus(task, drive, measured, other, risk)
    assume(abs(best) < 3)
    grid = np.linspace(best - 1, best + 1, 401)
    worth = [surplus(task, drive, bonus, measured, other, risk) for bonus in grid]
    assert grid[int(np.argmax(worth))] == pytest.approx(best, abs=0.006)


@given(tasks, drives)
def test_without_pay_effort_is_drive_whatever_is_measured(task, drive):
    assert effort(task, drive, 0.0) == (drive, drive)


@given(tasks, drives, st.floats(0.01, 0.5))
def test_a_bonus_adds_to_total_effort_what_it_pulls_and_takes_from_the_rest(task, drive, bonus):
    on_measured, on_other = effort(task, drive, bonus)
    assert task.share * on_measured + (1 - task.share) * on_other == pytest.approx(drive + bonus)
    assert on_measured > drive >= on_other
    if task.rivalry > 0.01:
        assert on_other < drive


def test_the_more_the_rest_is_worth_the_weaker_the_best_bonus_until_none_is_best():
    """Holmström and Milgrom's finding: weak pay, or none, can be best because only part of the work is measured."""
    task = Task(0.4, 0.6)
    best = [best_bonus(task, 0.6, 1.5, other, risk=1.0) for other in (0.5, 1.0, 1.5, 3.0)]
    assert best == sorted(best, reverse=True)
    assert best[0] > 0.1 and best[-1] < 0
    assert best_bonus(task, 0.6, 1.5, 1.0, risk=5.0) < best_bonus(task, 0.6, 1.5, 1.0, risk=0.0)
    assert best_bonus(Task(0.4, 0.1), 0.6, 1.5, 1.5) > best_bonus(Task(0.4, 0.8), 0.6, 1.5, 1.5) > 0


@pytest.mark.parametrize(
    ("share", "rivalry", "said"), [(0, 0.2, "share"), (1, 0.2, "share"), (0.5, 1, "Rivalry")]
)
def test_what_has_no_answer_is_refused(share, rivalry, said):
    with pytest.raises(CourseError, match=said):
        Task(share, rivalry)
