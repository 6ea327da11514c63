"""Theories of change: how a policy is to lead, step by step, from national action to local effect.

A theory is data, steps and links, that a page can draw and a file can hold. Around it stand the twelve checks, the
feedback loops, the odds along the chain, a layout, a narrative, edits that can be undone, and worked cases.
"""

from localchange.models.theory_of_change.checks import CHECKS, Finding, check
from localchange.models.theory_of_change.fields import TheoryError
from localchange.models.theory_of_change.theory import Link, Step, Theory

__all__ = ["CHECKS", "Finding", "Link", "Step", "Theory", "TheoryError", "check"]
