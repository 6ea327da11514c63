"""What is said of something that cannot be brought across."""

from __future__ import annotations


class UnreadableError(ValueError):
    """It is no value that can cross; the message goes on from “it”."""
