"""Spreads and counts of many people's answers, with nothing said of a few."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import isfinite

import numpy as np

LEAST = 5
"""Nothing is said of fewer people than this."""


@dataclass(frozen=True)
class Spread:
    """The middle of many numbers.

    Attributes
    ----------
    people
        How many numbers there are, one a person.
    lower, middle, upper
        Lower quartile, median, upper quartile: half of all lie between the outer two. The smallest and the largest
        number are single people's, so they are not among them.
    """

    people: int
    lower: float
    middle: float
    upper: float


def spread(numbers: Iterable[float]) -> Spread | None:
    """Give the spread of some numbers; ``None`` for fewer than :data:`LEAST`.

    Parameters
    ----------
    numbers
        One a person. What is not finite is left out.
    """
    kept = [float(number) for number in numbers if isfinite(number)]
    if len(kept) < LEAST:
        return None
    lower, middle, upper = np.quantile(np.array(kept), [0.25, 0.5, 0.75])
    return Spread(len(kept), float(lower), float(middle), float(upper))


@dataclass(frozen=True)
class Group:
    """Options that are counted together.

    Attributes
    ----------
    options
        One option; or several, of which too few people chose at least one.
    people
        How many chose any of them.
    """

    options: tuple[str, ...]
    people: int


def counts(chosen: Iterable[str], options: Sequence[str]) -> tuple[Group, ...]:
    """Count what was chosen, one choice a person, with options that few chose counted together.

    An option that one to four people chose is put together with others, the least chosen first, until the group holds
    :data:`LEAST` people. So nobody can work out by subtraction what a few have chosen.

    Parameters
    ----------
    chosen
        One option a person. Anything that is none of ``options`` is left out.
    options
        In the order in which to give them.

    Returns
    -------
    tuple of Group
        None at all for fewer than :data:`LEAST` people. A group stands at the place of its first option.
    """
    found = Counter(each for each in chosen if each in set(options))
    if sum(found.values()) < LEAST:
        return ()
    few = [option for option in options if 0 < found[option] < LEAST]
    if few:
        # An option that nobody chose is as telling as one that few did, once the rest is known.
        few += [option for option in options if found[option] == 0]
        others = sorted((option for option in options if option not in few), key=lambda option: found[option])
        while sum(found[option] for option in few) < LEAST and others:
            few.append(others.pop(0))
    groups = [Group((option,), found[option]) for option in options if option not in few]
    if few:
        together = tuple(option for option in options if option in few)
        groups.append(Group(together, sum(found[option] for option in together)))
    return tuple(sorted(groups, key=lambda group: options.index(group.options[0])))
