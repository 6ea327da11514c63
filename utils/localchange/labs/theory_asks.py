"""What the page shows of the checks and the loops."""

from __future__ import annotations

from functools import cache
from typing import Any

from localchange.evidence import work
from localchange.models.theory_of_change import Theory, check
from localchange.models.theory_of_change.loops import search


def loops_in(theory: Theory) -> dict[str, Any]:
    """Give the loops alone, and no question: as :func:`asks` does."""
    loops, more = search(theory) if theory.steps else ((), False)
    return {
        "findings": [],
        "loops": [{"steps": list(one.steps), "links": list(one.links), "sign": one.sign} for one in loops],
        "more_loops": more,
    }


def asks(theory: Theory) -> dict[str, Any]:
    """Give the questions and the loops of a theory as the browser reads them.

    Parameters
    ----------
    theory
        The theory.

    Returns
    -------
    dict
        ``findings``, the weightiest first; ``loops``, the shortest first; ``more_loops``, whether there may be more.
    """
    if not theory.steps:
        return loops_in(theory)
    return loops_in(theory) | {
        "findings": [
            {
                "check": found.check,
                "question": found.question,
                "steps": list(found.steps),
                "links": list(found.links),
                "first": found.first,
                "sources": [_source(key) for key in found.sources],
            }
            for found in check(theory)
        ],
    }


@cache
def _source(key: str) -> str:
    found = work(key)
    return f"{found.who} {found.year}"
