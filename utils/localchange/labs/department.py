"""The lab of module 3: an emergency department under a four-hour target."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from types import MappingProxyType
from typing import Any

import numpy as np

from localchange.errors import CourseError
from localchange.labs import department_picture as picture
from localchange.labs.charts import Head
from localchange.labs.department_assumptions import ASSUMPTIONS
from localchange.labs.figures import Figure
from localchange.labs.history import Setting
from localchange.labs.subject import Control, Output, Result, controls_of
from localchange.labs.words import MINUTES, SHARE, change, percent
from localchange.models import emergency
from localchange.models.emergency_settings import RANGES, department_from

DAYS = 21
"""Days simulated behind the picture; the same days, patients and chances for every setting."""

SEED = 61
"""Three weeks that lie in the middle of what chance does, at settings from no target to the hardest push."""
REPLICATES = 100

NAMES: dict[str, dict[float, str]] = {"target": {0: "no target"}}
"""Values of a handle that have a name instead of a number."""


BASELINE = {key: float(spec.value) if spec.off is None else spec.off for key, spec in RANGES.items()}
"""No target; every other handle where it stands at first."""


class DepartmentSubject:
    """The emergency department as a lab shows it. See :class:`localchange.labs.subject.Subject`."""

    name = "department"
    title = "The department: one emergency department under a four-hour target"
    subtitle = (
        f"{DAYS} simulated days, the same patients at every setting. Bars are shares of all patients, ten "
        "minutes each. "
        "A toy: it shows how the parts work on one another, not what would happen in a real place."
    )
    baseline: Setting = MappingProxyType(BASELINE)
    baseline_words = "There is no target; everything else stands where it stood at first."
    outputs: Sequence[Output] = picture.OUTPUTS
    figures: Sequence[Figure] = picture.pictures()
    table: Sequence[Head] = picture.TABLE
    assumptions = ASSUMPTIONS
    notes: Sequence[str] = (
        "Simulated figures of a toy model, not of a real department.",
        "Published figures: Mason and others 2012 (2003 and 2006), Locker and Mason 2005 (April 2004).",
    )
    attribution = (
        "Simulated. Published figures beside it: Mason and others 2012, "
        "https://doi.org/10.1016/j.annemergmed.2011.08.017; "
        "Locker and Mason 2005, https://doi.org/10.1136/bmj.38440.588449.AE."
    )
    controls: Sequence[Control] = controls_of(RANGES, NAMES)

    def __init__(self) -> None:
        self._arrivals = emergency.draw(emergency.Department(), DAYS, np.random.default_rng(SEED))

    def check(self, setting: Mapping[str, Any]) -> dict[str, float]:
        """Give the setting back as numbers, or say which handle cannot be put there."""
        missing = [control.label for control in self.controls if control.key not in setting]
        if missing:
            raise CourseError(f"There is no number for “{missing[0]}”: all handles are needed.")
        department_from(setting)
        return {control.key: control.on_a_step(float(setting[control.key])) for control in self.controls}

    def fixed(self) -> Mapping[str, Any]:
        """Give the places of the bars, and the baseline."""
        base = picture.totals(self.run(self.baseline).columns)
        return {**picture.places(), **{f"baseline_{clock}": base[clock] for clock in picture.CLOCKS}}

    def run(self, setting: Setting) -> Result:
        """Run the department on the lab's own patients."""
        stays = emergency.run(department_from(setting), self._arrivals)
        columns = picture.bars(stays)
        return Result(columns, picture.outcomes(stays), picture.scale_top(columns))

    def band(self, setting: Setting) -> Iterator[Mapping[str, Any]]:
        """Work out what chance alone does, on the record and in truth."""
        rng, columns = np.random.default_rng(SEED), dict[str, Any]()
        many = emergency.bands(
            department_from(setting),
            DAYS,
            REPLICATES,
            rng,
            width=picture.WIDTH,
            top=picture.TOP,
            clocks=picture.CLOCKS,
        )
        for clock, one in many.items():
            columns[f"{clock}_low"], columns[f"{clock}_high"] = one.shares[0], one.shares[2]
        yield columns

    def says(self, now: Result, before: Result) -> str:
        """Say the outputs that matter most, and how they changed."""
        new, old = now.outputs, before.outputs

        def moved(key: str, manner: Any) -> str:
            return "" if now is before else f" ({change(new[key], old[key], manner)})"

        return (
            f"On the record {percent(new['recorded'])} leave within four hours{moved('recorded', SHARE)}; "
            f"in truth {percent(new['real'])}{moved('real', SHARE)}. "
            f"{percent(new['last20'])} leave in the last 20 minutes before{moved('last20', SHARE)}. "
            f"Urgent patients wait {new['urgent']:.0f} minutes for a clinician{moved('urgent', MINUTES)}."
        )


def parameters() -> list[tuple[str, Any]]:
    """Name every parameter of the model with its default: what the assumptions must account for."""
    return [(field.name, field.default) for field in fields(emergency.Department)]
