"""Quarter by quarter: a scheme is switched on and off, and care, the record and deaths follow at their own pace."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from localchange.models.incentives_effort import Task, effort
from localchange.models.incentives_providers import QUARTERS, Chance, Floats, Providers


@dataclass(frozen=True, slots=True)
class Scheme:
    """What is paid for. Shares run from 0 to 1."""

    bonus: float
    """Share of a site's income that rides on the measured work."""
    share: float
    """Share of the work that is measured and paid."""
    years: float
    """Years from its start to its end."""
    checks: float
    """Share of the records that are checked."""
    hear: float
    """How much of what the paid sites do differently reaches the comparison group."""


@dataclass(frozen=True, slots=True)
class Years:
    """What happened, by quarter and site: arrays of shape (quarters, 2 x sites), the paid sites first."""

    providers: Providers
    scheme: Scheme
    score: Floats
    """Recorded score of the measured work, as it is published (with chance)."""
    acts: Floats
    """Recorded share of the acts that somebody has to write down."""
    results: Floats
    """Recorded share of the other indicators, such as laboratory results."""
    care: Floats
    """Share of the measured work that was done as it should be."""
    unpaid: Floats
    """The same for the work that is not measured."""
    deaths: Floats
    """Deaths in 100 patients (with chance)."""
    excepted: Floats
    """Share of patients left out of the count."""
    drive: Floats
    """Drive, as a share of what it was at first."""

    @property
    def paid(self) -> slice:
        """Where the paid sites stand."""
        return slice(0, self.providers.sites)

    @property
    def comparison(self) -> slice:
        """Where the comparison group stands."""
        return slice(self.providers.sites, 2 * self.providers.sites)

    @property
    def all_care(self) -> Floats:
        """All care, measured and not, each by its share of the work."""
        share = self.scheme.share
        return share * self.care + (1 - share) * self.unpaid


def _event(providers: Providers, years: float) -> float:
    """Say how much of the event has come in, so many years from the start of the scheme."""
    return providers.event * min(max(years - providers.event_year, 0.0), 1.0)


def run(providers: Providers, scheme: Scheme, chance: Chance) -> Years:
    """Live through the years with this scheme.

    Parameters
    ----------
    providers
        The sites.
    scheme
        What is paid for; a bonus of 0 with nothing checked is no scheme.
    chance
        Drawn for these sites; the same draws can be used for another scheme.
    """
    many, quarters = 2 * providers.sites, providers.quarters
    paid = np.arange(many) < providers.sites
    task = Task(scheme.share, providers.rivalry)
    step = {name: _step(getattr(providers, name)) for name in ("quick", "slow", "quick_pen")}
    hear = _step(2 / providers.hearing_years)  # two stages, so that little is heard at first
    hazard = -np.log(1 - providers.care) / providers.drive
    first = np.clip(providers.drive + providers.drive_spread * chance.drive, 0.1 * providers.drive, None)
    before = -providers.years_before + 0.5 / QUARTERS

    undone = np.exp(-hazard * first - providers.growth * before)
    drive, written = first.copy(), np.full(many, providers.written)
    care, unpaid, plain = 1 - undone, 1 - undone, 1 - undone
    score = (providers.ticks * providers.written + 1 - providers.ticks) * care
    rumour = heard = 0.0
    kept: dict[str, Floats] = {
        name: np.empty((quarters, many))
        for name in ("score", "acts", "results", "care", "unpaid", "deaths", "excepted", "drive")
    }
    slack = max(0.0, 1 - providers.deterrence * scheme.checks)
    for quarter in range(quarters):
        years = before + quarter / QUARTERS
        on = providers.start <= quarter < providers.start + QUARTERS * scheme.years
        pull = np.where(paid, providers.pull * scheme.bonus if on else 0.0, 0.0)
        checks = np.where(paid, scheme.checks if on else 0.0, 0.0)

        # Pay for more fades out below the threshold; what is earned anyway moves nobody.
        marginal = pull * (1 - providers.dodging * slack)
        marginal = marginal * np.clip((providers.threshold - score) / providers.fading, 0.0, 1.0)
        on_measured, on_other = effort(task, drive, marginal)
        paper = providers.paper * np.maximum(written - providers.written, 0) * scheme.share * providers.ticks
        paper = paper + providers.answering * checks
        lift = hazard * (np.maximum(on_measured - paper, 0) - drive)
        lost = hazard * (np.maximum(on_other - paper, 0) - drive)

        anyway = providers.growth * years + _event(providers, years) + hazard * first
        anyway = anyway + np.where(paid, providers.head_start * max(years, -providers.years_before), 0.0)
        weary = hazard * (drive - first)
        gained = lift + weary
        rumour += (float(gained[paid].mean()) - rumour) * hear
        heard += (rumour - heard) * hear
        told = np.where(paid, 0.0, scheme.hear * heard)
        care = care + (1 - np.exp(-(anyway + gained + told)) - care) * step["quick"]
        plain = plain + (1 - np.exp(-anyway) - plain) * step["quick"]
        unpaid = unpaid + (1 - np.exp(-(anyway + weary + lost)) - unpaid) * step["slow"]

        piece = pull / scheme.share
        wanted = providers.written + (1 - providers.written) * (1 - np.exp(-providers.writing * piece))
        written = written + (wanted - written) * step["quick_pen"]
        invented = np.clip(providers.pretend * piece * slack, 0.0, 0.5)
        below = score < providers.threshold
        excepted = providers.excepted + providers.excepting * pull * below * slack
        counted = 1 - (excepted - providers.excepted)
        acts = np.minimum((care * written + (1 - care) * invented) / counted, 1.0)
        results = np.minimum(care / counted, 1.0)
        score = providers.ticks * acts + (1 - providers.ticks) * results

        useful = plain + providers.matters * (care - plain)
        treated = scheme.share * useful + (1 - scheme.share) * unpaid
        kept["score"][quarter] = score + providers.score_luck * chance.score[quarter]
        kept["acts"][quarter], kept["results"][quarter] = acts, results
        kept["care"][quarter], kept["unpaid"][quarter] = care, unpaid
        kept["excepted"][quarter], kept["drive"][quarter] = excepted, drive / first
        kept["deaths"][quarter] = providers.deaths - providers.link * (treated - providers.care)

        worn = providers.crowding * pull + providers.chill * checks
        drive = drive * np.exp(-worn / QUARTERS)
        if not on:
            drive = drive + (first - drive) * _step(providers.healing)
    kept["deaths"] += providers.level_spread * chance.level + providers.luck * chance.deaths
    return Years(providers, scheme, **kept)


def _step(rate: float) -> float:
    """Give the share of a gap that a rate a year closes in one quarter."""
    return float(1 - np.exp(-rate / QUARTERS))
