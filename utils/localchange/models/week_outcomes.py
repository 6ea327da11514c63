"""What a year of working weeks comes to: hours by kind, the project's progress, what was late, what was guessed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from localchange.models.week_team import Floats, Team

Ints = npt.NDArray[np.int64]

CARE, LOCAL, NATIONAL, OTHERS, YOURS, PROJECT, REFOCUS = range(7)
"""What the manager's time goes to. A stretch of the project holds its refocusing; :meth:`Weeks.hours` parts them."""

KINDS = ("care", "local", "national", "other senders", "your request", "project", "getting back into it")


@dataclass(frozen=True, slots=True)
class Weeks:
    """One year, lived. Times are working hours from the start."""

    team: Team
    weeks: int
    start: Floats
    """Stretches of the manager's time, one after the other: when each begins,"""
    end: Floats
    """and ends,"""
    what: Ints
    """what it went to (``CARE`` to ``PROJECT``),"""
    who: Ints
    """and for which person or obligation, by its place in the arrays below; -1 for the project."""
    came: Floats
    """Obligations in the order in which they came: when,"""
    due: Floats
    """when they were due,"""
    needs: Floats
    """hours that they need,"""
    kind: Ints
    """``LOCAL`` to ``YOURS``,"""
    left: Floats
    """hours of them that were never worked,"""
    closed: Floats
    """and when they were sent; not a number where they were still open at the end."""
    care_came: Floats
    """When a person needed the manager,"""
    care_begun: Floats
    """and had them; not a number where the year ended first."""

    def gained(self) -> Floats:
        """Give the hours by which each stretch moves the project on."""
        whole = np.where(self.what == PROJECT, self.end - self.start, 0.0)
        gained: Floats = np.maximum(whole - self.team.refocus_hours, 0.0)
        return gained

    def hours(self) -> Floats:
        """Give the mean hours a week of each of ``KINDS``; they add up to the working week."""
        total = np.bincount(self.what, self.end - self.start, minlength=len(KINDS))
        gained = self.gained().sum()
        total[REFOCUS] = total[PROJECT] - gained
        total[PROJECT] = gained
        result: Floats = total / self.weeks
        return result

    def progress(self) -> Floats:
        """Give the hours gained for the project by the end of each week, from the start (0) on."""
        ends = np.arange(self.weeks + 1) * self.team.week
        project = self.what == PROJECT
        start, gained = self.start[project], np.cumsum(self.gained()[project])
        # Between two stretches nothing is gained; within one all that is gained comes after the refocusing.
        x = np.stack((np.minimum(start + self.team.refocus_hours, self.end[project]), self.end[project]), 1)
        y = np.stack((np.concatenate(([0.0], gained[:-1])), gained), 1)
        if not len(start):
            return np.zeros(self.weeks + 1)
        result: Floats = np.interp(ends, x.ravel(), y.ravel(), left=0.0)
        return result

    def finish(self) -> float:
        """Give the hour at which the project has what it needs; infinite when the year ends first."""
        project = np.flatnonzero(self.what == PROJECT)
        gained = np.cumsum(self.gained()[project])
        at = int(np.searchsorted(gained, self.team.project_hours))
        if at >= len(gained):
            return float("inf")
        return float(self.end[project[at]] - (gained[at] - self.team.project_hours))

    def counted(self, kind: int) -> npt.NDArray[np.bool_]:
        """Choose the obligations of a kind that had until their deadline, and the days of grace, within the year."""
        last = self.due + self.team.grace_days * self.team.hours_a_day
        chosen: npt.NDArray[np.bool_] = (self.kind == kind) & (last <= self.team.week * self.weeks)
        return chosen

    def late(self, kind: int) -> float:
        """Give the share of a kind that was sent after its deadline; not a number when there were none."""
        chosen = self.counted(kind)
        if not chosen.any():
            return float("nan")
        # What was still open at the end is late too: its deadline has passed.
        return float(1.0 - (self.closed[chosen] <= self.due[chosen] + 1e-9).mean())

    def looked_up(self, kind: int) -> float:
        """Give the share of the work of a kind that was done and not guessed; not a number when there was none."""
        chosen = self.counted(kind)
        if not chosen.any():
            return float("nan")
        return float(1.0 - self.left[chosen].sum() / self.needs[chosen].sum())
