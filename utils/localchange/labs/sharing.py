"""A setting as one line of text, to paste to a colleague, and back."""

from __future__ import annotations

from collections.abc import Mapping

from localchange.errors import CourseError

LONGEST = 500
"""A line longer than this is not one of ours."""


def to_line(lab: str, setting: Mapping[str, float]) -> str:
    """Write a setting as a line such as ``#state=department;capacity=12;pressure=40``."""
    return ";".join([f"#state={lab}", *(f"{key}={value:g}" for key, value in setting.items())])


def from_line(lab: str, text: str) -> dict[str, float]:
    """Read such a line; whether the numbers fit the handles is for the lab to say.

    Raises
    ------
    CourseError
        When the line is not one of this lab.
    """
    name, *parts = text.strip().split(";") if len(text) <= LONGEST else [""]
    if name != f"#state={lab}":
        raise CourseError(f"That line is not from this lab: it should begin with #state={lab}")
    setting = {}
    for part in parts:
        key, _, number = part.partition("=")
        try:
            setting[key] = float(number)
        except ValueError:
            raise CourseError(f"The line has no number after “{key[:20]}”: copy the whole line.") from None
    return setting
