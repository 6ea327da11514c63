"""The twelve checks of a theory of change: questions about its steps and arrows, the most pressing first.

They look at what is drawn and filled in, and ask. They cannot tell whether a mechanism is true, whether the right
people are named or whether evidence is good: that takes a person. A theory about which they have nothing to ask can
still be wrong.
"""

from __future__ import annotations

from localchange.models.theory_of_change.chain_checks import CHAIN_CHECKS
from localchange.models.theory_of_change.findings import CHECKS, Check, Finding, Looked
from localchange.models.theory_of_change.part_checks import PART_CHECKS
from localchange.models.theory_of_change.theory import Theory

__all__ = ["CHECKS", "Check", "Finding", "check"]


def check(theory: Theory) -> tuple[Finding, ...]:
    """Return what there is to ask about a theory.

    Parameters
    ----------
    theory : Theory
        The theory, as unfinished as it may be.

    Returns
    -------
    tuple of Finding
        National action without a path to local effect first, then leaps of faith, then by number of the check.
        Nothing but the aim is asked for while there is no step.
    """
    looked = Looked(theory)
    checks = [*CHAIN_CHECKS, *PART_CHECKS] if theory.steps else CHAIN_CHECKS[:1]
    found = [finding for one in checks for finding in one(looked)]
    return tuple(sorted(found, key=lambda finding: (not finding.first, finding.check)))
