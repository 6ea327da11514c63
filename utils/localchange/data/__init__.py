"""Published figures: tidy tables, their cautions, and the line that must stand beside them.

Every loader gives a fresh copy, so change it as you like. Shares run from 0 to 1, months are the
first day of the month, and *within four hours* means that a patient was admitted, transferred or
discharged 240 minutes after arrival or sooner. Where each table comes from is in ``SOURCES.md``.
"""

from localchange.data.attribution import ATTRIBUTION, attribution
from localchange.data.burden import burden_figures, experience_figures
from localchange.data.caution import Caution, cautions
from localchange.data.field_test import field_test_comparison, field_test_trusts
from localchange.data.four_hour import (
    four_hour_annual,
    four_hour_monthly,
    four_hour_standards,
    national_by_type,
)
from localchange.data.organisations import organisation_annual, organisation_spread, provider_spread
from localchange.data.payment import payment_figures
from localchange.data.published import published_effects, published_pile_up
from localchange.data.reading import FLAGS, table_names
from localchange.data.waiting_times import referral_to_treatment

__all__ = [
    "ATTRIBUTION",
    "FLAGS",
    "Caution",
    "attribution",
    "burden_figures",
    "cautions",
    "experience_figures",
    "field_test_comparison",
    "field_test_trusts",
    "four_hour_annual",
    "four_hour_monthly",
    "four_hour_standards",
    "national_by_type",
    "organisation_annual",
    "organisation_spread",
    "payment_figures",
    "provider_spread",
    "published_effects",
    "published_pile_up",
    "referral_to_treatment",
    "table_names",
]
