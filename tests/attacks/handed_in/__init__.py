"""What may be handed in for the analysts' assignment: attacks, a family a file, and honest but untidy work."""

from handed_in import beside, dressing, exhausting, faking, outliving, reaching, showing
from handed_in.attack import ATTACKS, Attack, HandedIn, World

__all__ = [
    "ATTACKS",
    "Attack",
    "HandedIn",
    "World",
    "beside",
    "dressing",
    "exhausting",
    "faking",
    "outliving",
    "reaching",
    "showing",
]
