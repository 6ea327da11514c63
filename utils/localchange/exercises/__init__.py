"""The kinds of question: what a cell of a notebook says, over the answer store."""

from localchange.exercises.anchor import Anchor
from localchange.exercises.handle import Handle
from localchange.exercises.page import Page
from localchange.exercises.practice import Practice

__all__ = ["Anchor", "Handle", "Page", "Practice"]
