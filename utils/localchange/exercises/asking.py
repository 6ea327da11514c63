"""Checks on how a question is written down."""

from __future__ import annotations

import re
from collections.abc import Mapping

from localchange.errors import CourseError


def question_key(key: str) -> None:
    """Hold the key of a question to its form."""
    if not re.fullmatch("[a-z][a-z0-9_]{0,40}", key):
        raise CourseError(f"The key of a question is small letters, figures and underscores, not “{key}”.")


def pairs(key: str, options: Mapping[str, str]) -> list[list[str]]:
    """Give options or items as pairs, in order."""
    if len(options) < 2:
        raise CourseError(f"The question “{key}” needs two things to choose from at least.")
    return [[name, label] for name, label in options.items()]


def bounds(key: str, low: float, high: float, step: float) -> None:
    """Hold the range of a question to sense."""
    if not low < high or step <= 0:
        raise CourseError(f"The question “{key}” needs low < high and a step above 0.")
