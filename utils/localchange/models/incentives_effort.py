"""The static case, in closed form: what a bonus on part of the work does to effort on all of it.

After Holmström and Milgrom (1991). A site divides effort among many pieces of work, a share of which is measured and
paid. It chooses effort on each measured piece (m) and on each other piece (u) to make this as large as it can::

    drive * E + bonus * m  -  (1 - rivalry) / 2 * (share * m**2 + (1 - share) * u**2)  -  rivalry / 2 * E**2
    where  E = share * m + (1 - share) * u

The last two terms are the cost: rivalry says how far it is total effort that tires, so that more of the one costs more
of the other. Without pay both efforts equal drive, whatever is measured.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from localchange.errors import CourseError
from localchange.models.incentives_providers import Floats

Number = TypeVar("Number", float, Floats)


@dataclass(frozen=True, slots=True)
class Task:
    """What is measured, and how far one kind of work takes from the other."""

    share: float
    """Share of the work that is measured and paid, above 0 to below 1."""
    rivalry: float
    """0: one kind of work takes nothing from the other; near 1: hours are fixed."""

    def __post_init__(self) -> None:
        """Refuse what has no answer."""
        if not 0 < self.share < 1:
            raise CourseError(
                f"The share of work that is measured must be between 0 and 1, not {self.share!r}."
            )
        if not 0 <= self.rivalry < 1:
            raise CourseError(f"Rivalry must be from 0 to below 1, not {self.rivalry!r}.")

    @property
    def lift(self) -> float:
        """How far effort on a measured piece rises for each unit of bonus."""
        return (1 / self.share - self.rivalry) / (1 - self.rivalry)

    @property
    def loss(self) -> float:
        """How far effort on every other piece falls for each unit of bonus."""
        return self.rivalry / (1 - self.rivalry)


def effort(task: Task, drive: Number, bonus: Number) -> tuple[Number, Number]:
    """Give the effort that the site chooses on a measured piece and on another piece.

    Parameters
    ----------
    task
        What is measured.
    drive
        Drive of the site, or of many.
    bonus
        Pay for one more unit of effort on all measured work, in the units of drive.

    Returns
    -------
    tuple of float or ndarray
        Effort on a measured piece, then on another piece. Effort cannot fall below 0, so the closed form holds where
        ``bonus * task.loss`` is at most the drive.
    """
    return drive + bonus * task.lift, drive - bonus * task.loss


def surplus(
    task: Task, drive: float, bonus: float, measured: float, other: float, risk: float = 0.0
) -> float:
    """Say what a bonus is worth to everyone together: the good of the work, less its cost, less the risk.

    Parameters
    ----------
    task, drive, bonus
        As for :func:`effort`.
    measured, other
        What one unit of effort is worth on measured and on other work.
    risk
        Cost of an income that rests on chance, for a bonus of 1 (risk aversion times the variance of the measure).
    """
    on_measured, on_other = effort(task, drive, bonus)
    share, rivalry = task.share, task.rivalry
    together = share * on_measured + (1 - share) * on_other
    good = measured * share * on_measured + other * (1 - share) * on_other
    separate = (1 - rivalry) / 2 * (share * on_measured**2 + (1 - share) * on_other**2)
    return good - separate - rivalry / 2 * together**2 - risk / 2 * bonus**2


def best_bonus(task: Task, drive: float, measured: float, other: float, risk: float = 0.0) -> float:
    """Give the bonus that is worth most to everyone together; it can be 0 or a penalty.

    The more the unmeasured work is worth, the more one kind of work takes from the other and the noisier the measure,
    the weaker the best bonus: the result of Holmström and Milgrom (1991).

    Parameters
    ----------
    task, drive, measured, other, risk
        As for :func:`surplus`.
    """
    gain = measured * task.share * task.lift - other * (1 - task.share) * task.loss
    return (gain - drive) / (task.lift + risk)
