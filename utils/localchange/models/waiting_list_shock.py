"""The toy under a shock like that of spring 2020, to be set beside the real waiting list of England.

Two things are given by hand, month by month: how many are referred, and how much of its work the service can do. They
were chosen so that the list falls at first and grows later, as the real one did. Nothing is fitted, and what the toy
then says of the wait follows from its stocks and flows.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from localchange.models.waiting_list import Run, run
from localchange.models.waiting_list_service import HOSPITAL, Draw

MONTHS = 32
"""Months that are lived after the last usual one: February 2020 to October 2022."""

REFERRED = (0.65, 0.3, 0.4, 0.6, 0.7, 0.75, 0.9, 0.92, 0.95, 0.95, 0.9, 0.93)
"""People referred in each of the first months, as a share of the usual number; all of them after that. *Point*."""

ABLE = (0.75, 0.4, 0.42, 0.55, 0.6, 0.68, 0.75, 0.8, 0.82, 0.8, 0.75, 0.78)
"""Work that can be done in them, as a share of the usual. *Point*."""

ABLE_LATER = 0.88
"""The same in all later months. *Point*: something of the shock stays."""


@lru_cache(maxsize=1)
def shock_run() -> Run:
    """Live through the shock, with leavers replaced and nobody else recruited."""
    demand = np.array([*REFERRED, *[1.0] * (MONTHS - len(REFERRED))])
    able = np.array([*ABLE, *[ABLE_LATER] * (MONTHS - len(ABLE))])
    year = Draw(demand, 0.0, 0, able)
    return run(HOSPITAL, year, lambda seen: HOSPITAL.leaving * seen.staff, MONTHS, tail=0)
