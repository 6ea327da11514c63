"""What must be said beside a table: the cautions, as data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from localchange.data.reading import table_names
from localchange.errors import CourseError


@dataclass(frozen=True)
class Caution:
    """One thing that a reader of a table must know.

    Parameters
    ----------
    flag : str or None
        Name of the true-or-false column that marks the rows concerned, where the table has one.
    first, last : datetime.date or None
        First and last month concerned, as the first day of the month; None where it holds for the
        whole table or has no end.
    sentence : str
        The caution in one plain sentence, to be shown as it stands.
    """

    flag: str | None
    first: date | None
    last: date | None
    sentence: str

    def applies_to(self, month: date) -> bool:
        """Whether the caution holds for a month.

        Parameters
        ----------
        month : datetime.date
            Any day of the month.

        Returns
        -------
        bool
            True when the month lies between the first and the last, both included.
        """
        start = date(month.year, month.month, 1)
        return (self.first is None or self.first <= start) and (self.last is None or start <= self.last)


APPORTIONED = Caution(
    "from_weekly_apportioned",
    date(2010, 11, 1),
    date(2015, 5, 1),
    "Until May 2015 the figures were collected by the week and are shared out among the months here, so the "
    "counts have fractions.",
)
FOURTEEN_TRUSTS = Caution(
    "crs_excluded_14_trusts",
    date(2019, 5, 1),
    date(2023, 5, 1),
    "From May 2019 to May 2023 fourteen trusts were trying out other measures: they are counted in the "
    "attendances but not in the four-hour figures.",
)
BOOKED = Caution(
    "booked_included",
    date(2020, 8, 1),
    None,
    "From August 2020 booked appointments count as well, so months before and after do not count the same "
    "thing.",
)
CYBER_ATTACK = Caution(
    "cyber_type3_shortfall",
    date(2022, 8, 1),
    date(2023, 2, 1),
    "From August 2022 to February 2023 figures for minor units (type 3) are short after a cyber attack.",
)
COVID = Caution(
    None,
    date(2020, 3, 1),
    None,
    "From March 2020 COVID-19 changed who came and how departments worked.",
)
MIX = Caution(
    None,
    None,
    None,
    "All types together mix major departments with minor units, where nearly everyone leaves within four "
    "hours, so the total moves when the mix does.",
)
FIRST_MONTHS = Caution(
    None,
    date(2010, 8, 1),
    date(2010, 10, 1),
    "From August to October 2010 there are attendances only, and nothing on how long they lasted.",
)
PART_YEAR = Caution(
    None,
    date(2010, 11, 1),
    date(2011, 3, 1),
    "The year 2010-11 holds its last five months only, which are winter months.",
)
MERGERS = Caution(
    None,
    None,
    None,
    "Trusts merge and their codes change, so one code is not always one trust, and not every trust is there "
    "throughout.",
)
EQUAL_WEIGHT = Caution(
    None,
    None,
    None,
    "Each organisation counts once, however large it is, so the mean is not England's share.",
)
SMALL_UNITS = Caution(
    None,
    None,
    None,
    "Many organisations run only minor units, where nearly everyone leaves within four hours: compare "
    "organisations of one kind.",
)
BIG_ONES_ONLY = Caution(
    None,
    None,
    None,
    "Only providers with 1,000 or more attendances in the month are counted.",
)
NOT_RANDOM = Caution(
    None,
    None,
    None,
    "The trusts in the field test were not drawn by lot, and COVID-19 and mergers fall into the same "
    "years, so a difference between the groups is not the effect of the test.",
)
NOT_A_SERIES = Caution(
    None,
    None,
    None,
    "Years, samples, groups and windows differ from source to source, so these figures are not a series.",
)
SHAPE_ONLY = Caution(
    None,
    None,
    None,
    "A pile-up before four hours shows that the deadline shaped when stays end; alone it cannot show whether "
    "patients left sooner or were only recorded as if they had.",
)
ABOUT_THEIR_PLACE = Caution(
    None,
    None,
    None,
    "Each effect holds for the patients, the place and the years in which it was measured.",
)
NAME_THE_SERIES = Caution(
    None,
    None,
    None,
    "When the standard was last met depends on the series: say which one you mean.",
)

WITH_A_STAKE = Caution(
    None,
    None,
    None,
    "Several of these figures come from bodies that speak for those who are asked, or from a survey of opinion.",
)
COUNTS_NOT_EFFECTS = Caution(
    None,
    None,
    None,
    "These are counts of people and days; none of them shows an effect on policy.",
)

DIFFERENT_DESIGNS = Caution(
    None,
    None,
    None,
    "Some were measured against other places, some against the old trend: a trend that would have bent anyway looks "
    "like an effect.",
)
STILL_WAITING = Caution(
    None,
    None,
    None,
    "These are people still waiting at the end of a month, and not how long those who were treated had waited.",
)
PATHWAYS = Caution(
    None,
    None,
    None,
    "What is counted are referrals (pathways), so somebody with two referrals counts twice.",
)
TRUSTS_ESTIMATED = Caution(
    None,
    None,
    None,
    "Trusts that sent nothing are estimated in the size of the list and in waits over 52 weeks, and left out of the "
    "median and the shares.",
)
TOP_OF_THE_SCALE = Caution(
    None,
    None,
    None,
    "The wait of 92 in 100 is missing where it was more than 52 weeks: until February 2008, and in February and March "
    "2021.",
)
COVID_WAITS = Caution(
    None,
    date(2020, 3, 1),
    None,
    "From March 2020 COVID-19 changed how many were referred and how many could be treated.",
)

_MONTHLY = (FOURTEEN_TRUSTS, APPORTIONED, BOOKED, CYBER_ATTACK, COVID, MIX)
_CAUTIONS: dict[str, tuple[Caution, ...]] = {
    "four_hour_monthly": (*_MONTHLY, FIRST_MONTHS, NAME_THE_SERIES),
    "four_hour_annual": (*_MONTHLY, PART_YEAR, NAME_THE_SERIES),
    "four_hour_standards": (NAME_THE_SERIES,),
    "national_by_type": (MIX, MERGERS),
    "organisation_annual": (MERGERS, SMALL_UNITS),
    "organisation_spread": (EQUAL_WEIGHT, SMALL_UNITS, MERGERS),
    "provider_spread": (
        Caution(None, FOURTEEN_TRUSTS.first, FOURTEEN_TRUSTS.last, FOURTEEN_TRUSTS.sentence),
        COVID,
        EQUAL_WEIGHT,
        BIG_ONES_ONLY,
        MERGERS,
    ),
    "field_test_comparison": (NOT_RANDOM, COVID, MERGERS),
    "field_test_trusts": (MERGERS,),
    "referral_to_treatment": (STILL_WAITING, PATHWAYS, TRUSTS_ESTIMATED, TOP_OF_THE_SCALE, COVID_WAITS),
    "published_pile_up": (NOT_A_SERIES, SHAPE_ONLY),
    "published_effects": (ABOUT_THEIR_PLACE,),
    "burden_figures": (WITH_A_STAKE, NOT_A_SERIES),
    "experience_figures": (COUNTS_NOT_EFFECTS, NOT_A_SERIES),
    "payment_figures": (ABOUT_THEIR_PLACE, DIFFERENT_DESIGNS),
}


def cautions(table: str) -> tuple[Caution, ...]:
    """Every caution that travels with a table, the weightiest first.

    Parameters
    ----------
    table : str
        The table's name, which is the name of its loader, such as "four_hour_monthly".

    Returns
    -------
    tuple of Caution
        At least one.

    Raises
    ------
    CourseError
        When there is no such table.
    """
    try:
        return _CAUTIONS[table]
    except KeyError:
        raise CourseError(
            f"The course has no table called {table!r}; it has {', '.join(table_names())}."
        ) from None
