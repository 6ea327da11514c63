"""What can go wrong, said in one sentence."""

from __future__ import annotations


class CourseError(Exception):
    """Something that a person can put right; the message is one sentence that says what, where and how."""
