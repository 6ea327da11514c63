"""A toy emergency department under a four-hour target.

Patients arrive by the hour of the day. A clinician sees them, the urgent first; tests and a decision follow; those
to be admitted then wait for a bed to be made ready. Set a target, and staff try harder the further the department's
running figure is below it. What they then do is one of three things, kept apart here because they are different in
life and look alike in a table of performance:

*order*       patients whose clock nears the limit are taken first, sometimes before urgent ones (Eatock 2011)
*real speed*  tests, decisions and beds come faster, in the last hour above all (Weber 2011) and a little for everyone
*paper speed* a patient who is past the limit is recorded as within it, as far as the clock rule leaves room

What is known and what is not. The shares of patients who leave within four hours and just before it are published,
and the two regimes are fitted to them (``tests/models/fit_emergency.py`` says how, and how near they come). How staff
divide their effort among the three is **not** known: a histogram cannot tell (``emergency_settings.TWINS`` are two
departments with one histogram between them), and the settings for it are chosen to make that point. It is a toy: one
department, no illness, no staff who tire, no ambulances outside, no patient who gives up, and beds that come faster
cost the rest of the hospital nothing. Each parameter says which kind it is.

Use it in three lines::

    department = emergency.REGIME_2006
    arrivals = emergency.draw(department, days=28, rng=np.random.default_rng(1))
    stays = emergency.run(department, arrivals)
"""

from localchange.models.emergency_band import Band, band, bands
from localchange.models.emergency_department import Arrivals, Department, draw
from localchange.models.emergency_outcomes import Deaths, Stays
from localchange.models.emergency_run import run
from localchange.models.emergency_settings import REGIME_2003, REGIME_2006

__all__ = [
    "REGIME_2003",
    "REGIME_2006",
    "Arrivals",
    "Band",
    "Deaths",
    "Department",
    "Stays",
    "band",
    "bands",
    "draw",
    "run",
]
