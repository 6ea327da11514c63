"""What a simulated department did to its patients: stays, shares, and what it cost those who could not wait."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from localchange.errors import CourseError
from localchange.models.emergency_department import Flags, Floats

Clock = Literal["recorded", "real"]

EXTRA_DEATH_PER_DELAYED = 1 / 82
"""One more death within 30 days for 82 admitted patients delayed past six to eight hours (Jones and others 2022)."""


@dataclass(frozen=True, slots=True)
class Deaths:
    """How many deaths go *with* long waits, by the published association. Not a prediction, and not a cause shown."""

    low: float
    """Counting patients who wait past eight hours."""
    high: float
    """Counting patients who wait past six hours."""


@dataclass(frozen=True, slots=True)
class Stays:
    """One entry for each patient in the order of arrival. ``left`` is true, ``recorded`` is what the clock says."""

    days: float
    """Days simulated."""
    limit: float
    """The time limit, minutes."""
    urgent_wait: float
    """Minutes after which waiting harms an urgent patient."""
    arrived: Floats
    """Arrival, minutes from the start of the simulation."""
    admitted: Flags
    """Went to a bed in the hospital."""
    urgent: Flags
    """Could not wait safely."""
    first_seen: Floats
    """Minutes from arrival to a clinician."""
    left: Floats
    """Minutes from arrival to really leaving the department."""
    recorded: Floats
    """Minutes from arrival to leaving, on the record."""
    relabelled: Flags
    """Recorded as within the limit while still in the department."""
    effort: Floats
    """Effort that the department was making when the patient's leaving was settled, 0 to 1."""

    def __len__(self) -> int:
        """Return the number of patients."""
        return len(self.left)

    def minutes(self, clock: Clock = "recorded", admitted: bool | None = None) -> Floats:
        """Return the stays by one clock, of all patients or of the admitted or the discharged alone."""
        if clock not in ("recorded", "real"):
            raise CourseError(f"There are two clocks, recorded and real, and no {clock!r}.")
        stays = self.recorded if clock == "recorded" else self.left
        return stays if admitted is None else stays[self.admitted == admitted]

    def share_within(
        self, limit: float | None = None, *, clock: Clock = "recorded", admitted: bool | None = None
    ) -> float:
        """Return the share of patients who left within the limit, minutes."""
        return _share(self.minutes(clock, admitted) <= (self.limit if limit is None else limit))

    def share_in_last(
        self,
        minutes: float = 20.0,
        limit: float | None = None,
        *,
        clock: Clock = "recorded",
        admitted: bool | None = None,
    ) -> float:
        """Return the share of patients who left in the last minutes before the limit: the pile-up."""
        end = self.limit if limit is None else limit
        stays = self.minutes(clock, admitted)
        return _share((stays > end - minutes) & (stays <= end))

    def mean(self, *, clock: Clock = "real", admitted: bool | None = None) -> float:
        """Return the mean stay, minutes."""
        stays = self.minutes(clock, admitted)
        return float(stays.mean()) if stays.size else float("nan")

    def median(self, *, clock: Clock = "real", admitted: bool | None = None) -> float:
        """Return the median stay, minutes."""
        stays = self.minutes(clock, admitted)
        return float(np.median(stays)) if stays.size else float("nan")

    def mean_urgent_wait(self) -> float:
        """Return the mean minutes that urgent patients waited for a clinician."""
        waits = self.first_seen[self.urgent]
        return float(waits.mean()) if waits.size else float("nan")

    def harm_index(self) -> float:
        """Return the harm index: hours a week that urgent patients waited for a clinician beyond ``urgent_wait``.

        The sum, over urgent patients, of the minutes from arrival to a clinician above ``urgent_wait`` (15 as it
        is set), turned into hours for each week simulated. It counts waiting, not illness.
        """
        beyond = np.maximum(self.first_seen[self.urgent] - self.urgent_wait, 0.0)
        return float(beyond.sum() / 60.0 / (self.days / 7.0))

    def associated_deaths(self) -> Deaths:
        """Return deaths a week that go with admitted patients' real stays past eight and past six hours.

        One for every 82 such patients (Jones and others 2022). It is an association found in patients' records:
        it does not show that shorter stays would save that many, and the model itself knows no illness.
        """
        stays = self.left[self.admitted]
        weekly = EXTRA_DEATH_PER_DELAYED / (self.days / 7.0)
        return Deaths(low=float((stays > 480).sum() * weekly), high=float((stays > 360).sum() * weekly))

    def share_relabelled(self) -> float:
        """Return the share of all patients whose record says within the limit while they were still there."""
        return _share(self.relabelled)

    def mean_effort(self) -> float:
        """Return the mean effort over patients, 0 to 1."""
        return float(self.effort.mean()) if self.effort.size else 0.0

    def histogram(
        self,
        width: float = 10.0,
        *,
        top: float = 720.0,
        clock: Clock = "recorded",
        admitted: bool | None = None,
    ) -> tuple[Floats, npt.NDArray[np.int64]]:
        """Count stays in bands ``(start, start + width]``; the last band holds everything beyond ``top``.

        Returns
        -------
        starts
            Where each band starts, minutes: 0, width, ... top.
        counts
            Patients in each band. A stay of exactly the limit is in the band *before* it, as on the clock.
        """
        if not (width > 0 and top > 0):
            raise CourseError("The bands of a histogram must be wider than 0 minutes.")
        bands = round(top / width)
        index = np.ceil(self.minutes(clock, admitted) / width).astype(np.int64) - 1
        counts = np.bincount(np.clip(index, 0, bands), minlength=bands + 1)
        return np.arange(bands + 1) * width, counts.astype(np.int64)


def _share(flags: Flags) -> float:
    """Return the share that is true; nan of nothing."""
    return float(flags.mean()) if flags.size else float("nan")
