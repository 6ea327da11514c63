"""Who is paid: sites whose work is partly measured, what they care about, and every random draw of their years.

Each default says where it comes from: *Source* is a published figure (cited in the module), *Fitted* was set so that
the model meets a published figure, *Assumed* is a plain guess of the size, *Point* was chosen to make a point. The
whole is a toy: two kinds of work in each site, no patients, no staff by name.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from localchange.errors import CourseError

Floats = npt.NDArray[np.float64]

QUARTERS = 4
"""Quarters in a year: the step of the model."""


@dataclass(frozen=True, slots=True)
class Providers:
    """Sites of one kind and how they answer pay. Shares run from 0 to 1, rates are a year.

    Drive is how much of the good of one's work one works for unpaid (Holmström and Milgrom 1991 call it a benefit that
    the agent has from the task). Effort is in the units of drive: without pay, effort on everything equals drive.
    """

    # --- the sites ---------------------------------------------------------------------------------------------------
    sites: int = 40
    """Paid sites, and as many in the comparison group. *Assumed*."""
    years_before: int = 3
    """Years that are seen before the scheme. *Assumed*."""
    years_after: int = 6
    """Years that are seen from its start. *Assumed*: the longest follow-up of the studies in the module."""

    # --- effort ------------------------------------------------------------------------------------------------------
    drive: float = 0.6
    """Drive of a site at first, mean. *Assumed*; it only sets the unit of effort."""
    drive_spread: float = 0.08
    """Standard deviation of drive between sites. *Assumed*."""
    rivalry: float = 0.25
    """How much one kind of work takes from the other: 0 not at all, near 1 hours are fixed. *Point*."""
    pull: float = 1.05
    """What a bonus of all income would add to total effort. *Fitted*: to the fall of results when pay was withdrawn."""
    crowding: float = 0.1
    """Rate at which drive falls, times the pull of the bonus; below 0 pay strengthens drive. *Point*."""
    healing: float = 0.1
    """Rate at which drive comes back once pay has gone. *Point*."""
    chill: float = 0.03
    """Rate at which drive falls if every record is checked. *Point*."""

    # --- from effort to care -----------------------------------------------------------------------------------------
    care: float = 0.65
    """Share of the work that is done as it should be, at first. *Assumed*."""
    growth: float = 0.04
    """What is not yet done well shrinks at this rate anyway, everywhere. *Assumed*."""
    event: float = 0.0
    """A change elsewhere that lifts care in both groups: how far it shrinks what is not done well. *Point*."""
    event_year: float = 0.25
    """Years from the start of the scheme to that event; it comes in over a year. *Point*."""
    head_start: float = 0.0
    """How much faster than the comparison group the paid sites improve anyway (a rate). *Point*."""
    quick: float = 3.0
    """Rate at which measured work follows effort. *Fitted*: a jump within the first year."""
    slow: float = 1.0
    """Rate at which other work follows effort. *Assumed*."""
    hearing_years: float = 1.6
    """Mean years until the comparison sites take up what they hear. *Fitted*: later than 18 months, before 42."""

    # --- the record --------------------------------------------------------------------------------------------------
    ticks: float = 0.5
    """Share of the indicators that rest on somebody writing down an act, such as advice given. *Assumed*."""
    written: float = 0.3
    """Share of such acts that is written down without pay. *Fitted*: to the fall of recorded advice on withdrawal."""
    writing: float = 30.0
    """How fast the share written rises with the bonus for each part of the work. *Point*: any bonus is enough."""
    quick_pen: float = 6.0
    """Rate at which writing follows the bonus. *Point*: habits of writing change within months."""
    paper: float = 0.08
    """Effort that writing everything down takes from all work. *Point*."""
    answering: float = 0.02
    """Effort that having every record checked takes from all work. *Point*."""
    dodging: float = 0.25
    """Share of the pull that goes into the record instead of into care, when nothing is checked. *Point*."""
    pretend: float = 0.5
    """Acts not done that are written down all the same, for each unit of pay on the work. *Point*."""
    excepted: float = 0.0725
    """Share of patients left out of the count without pay. *Source*: estimate for practices below the threshold
    (Gravelle, Sutton and Ma 2010)."""
    excepting: float = 0.0495
    """How much that share rises for each unit of pull, below the threshold. *Fitted*: to 8.55% there."""
    threshold: float = 0.93
    """Recorded score above which more earns nothing. *Point*."""
    fading: float = 0.15
    """Points of score below the threshold over which pay for more fades out. *Point*."""
    deterrence: float = 2.5
    """Share of dodging, pretending and leaving out that is given up for each share of records checked. *Point*."""

    # --- what it is for ----------------------------------------------------------------------------------------------
    deaths: float = 21.7
    """Deaths in 100 patients at first. *Source*: derived, 1.3 points were a relative 6% (Sutton and others 2012)."""
    link: float = 38.0
    """Deaths in 100 that better care of everyone would save, from none to all. *Fitted*: to 1.3 points at 18 months."""
    matters: float = 1.0
    """Share of a gain in the measured work that counts for deaths: 0 when the measures miss the point. *Point*."""
    level_spread: float = 2.0
    """Standard deviation of deaths in 100 between sites. *Assumed*."""
    luck: float = 1.6
    """Standard deviation of deaths in 100 of one site from quarter to quarter. *Assumed*."""
    score_luck: float = 0.02
    """The same for the recorded score. *Assumed*."""

    # --- what it costs, in shares of a site's income ---------------------------------------------------------------
    checking_cost: float = 0.04
    """Cost of checking every record. *Point*."""
    measuring_cost: float = 0.02
    """Cost of measuring all work. *Point*."""

    def __post_init__(self) -> None:
        """Refuse what no site can be, in one sentence."""
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, bool) or not isinstance(value, int | float | np.number) or np.isnan(value):
                raise CourseError(f"The sites' {field.name} must be a number, not {value!r}.")
            if value < 0 and field.name not in ("crowding", "event", "head_start"):
                raise CourseError(f"The sites' {field.name} must be 0 or more, not {value!r}.")
        for name in ("care", "rivalry", "written"):
            if not 0 <= getattr(self, name) < 1:
                raise CourseError(f"The sites' {name} must be from 0 to below 1.")
        for name in ("sites", "years_before", "years_after"):
            value = getattr(self, name)
            if value != int(value) or value < 2:
                raise CourseError(f"The sites' {name} must be a whole number, 2 or more.")
        for name in ("drive", "fading", "hearing_years"):
            if getattr(self, name) <= 0:
                raise CourseError(f"The sites' {name} must be more than 0.")

    @property
    def start(self) -> int:
        """The quarter in which the scheme starts: so many lie before."""
        return QUARTERS * self.years_before

    @property
    def quarters(self) -> int:
        """All quarters that are seen."""
        return QUARTERS * (self.years_before + self.years_after)


@dataclass(frozen=True, slots=True)
class Chance:
    """Every random draw: the same years can be lived with one scheme and with another, and compared.

    All are standard normal; paid sites come first, then as many of the comparison group.
    """

    drive: Floats
    """Drive of each site, shape (2 x sites,)."""
    level: Floats
    """How much more or less deadly its patients are, shape (2 x sites,)."""
    deaths: Floats
    """From quarter to quarter, shape (quarters, 2 x sites)."""
    score: Floats
    """The same for the record, shape (quarters, 2 x sites)."""


def draw(providers: Providers, rng: np.random.Generator) -> Chance:
    """Draw the years of all sites."""
    many = 2 * providers.sites
    return Chance(
        rng.standard_normal(many),
        rng.standard_normal(many),
        rng.standard_normal((providers.quarters, many)),
        rng.standard_normal((providers.quarters, many)),
    )
