"""Makes the figures of the four departments in 03_targets' assignment, and says what really happened there.

They are made here, and not on the page, so that the page holds figures only. Run this file to write them
again after the model has changed: ``python tests/notebooks/four_departments.py``.
"""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from localchange.labs.four_departments import FIGURES
from localchange.models.emergency import Department, draw, run
from localchange.models.emergency_settings import BASE

WIDTH, TOP, DAYS = 30, 390, 364
PUSHED = replace(BASE, target=1.0, pressure=1.0)


@dataclass(frozen=True)
class Case:
    """What was done in the second period, and whether times were also taken by somebody else."""

    after: Department
    watched: bool
    truth: str


CASES = {
    "a": Case(replace(PUSHED, clock_room=0.5), watched=False, truth="cannot"),
    "b": Case(replace(PUSHED, clock_room=0.0), watched=True, truth="honest"),
    "c": Case(replace(PUSHED, clock_room=1.0), watched=True, truth="paper"),
    "d": Case(replace(PUSHED, clock_room=0.75), watched=True, truth="both"),
}


def periods(letter: str):
    """Give the stays of one department before and after; other patients in each period."""
    case = CASES[letter]
    seeds = np.random.SeedSequence([2003, ord(letter)]).spawn(2)
    return [
        run(department, draw(department, DAYS, np.random.default_rng(seed)))
        for department, seed in zip((BASE, case.after), seeds, strict=True)
    ]


def figures() -> pd.DataFrame:
    """Give all the figures that the page shows: shares of patients by time in the department."""
    rows = []
    for letter, case in CASES.items():
        before, after = periods(letter)
        columns = {"before": before.histogram(WIDTH, top=TOP), "after": after.histogram(WIDTH, top=TOP)}
        if case.watched:
            columns["watched"] = after.histogram(WIDTH, top=TOP, clock="real")
        for name, (starts, counts) in columns.items():
            rows += [
                (letter, name, int(start), round(count / counts.sum(), 4))
                for start, count in zip(starts, counts, strict=True)
            ]
    return pd.DataFrame(rows, columns=["department", "source", "from_minutes", "share"])


if __name__ == "__main__":
    figures().to_csv(FIGURES, index=False, lineterminator="\n")
