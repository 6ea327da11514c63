"""Examples to compare one's own text with, each with the reason for its level."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Anchor:
    """One example of a text.

    Parameters
    ----------
    text
        The example.
    why
        What makes it as good as it is, in one or two sentences.
    """

    text: str
    why: str

    def shown(self) -> str:
        """Give the example and its reason as the page shows them."""
        return f"{self.text}\n\n**Why:** {self.why}"
