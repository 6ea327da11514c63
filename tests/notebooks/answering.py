"""Ways to write an answer to a question of an assignment, and to read what it earned."""

from collections.abc import Iterable

from localchange.marking import Mark


def points_of(cells):
    """Give what each marked cell can earn, by the name of its answer."""
    return {cell.metadata["nbgrader"]["grade_id"]: cell.metadata["nbgrader"]["points"] for cell in cells}


def total(found: dict[str, Mark]) -> float:
    """Add up what was earned."""
    return sum(mark.points for mark in found.values())


def choice(option, sure=None):
    """Choose one option, and say how sure one is where that is asked."""
    return ("choice", {"choice": option} if sure is None else {"choice": option, "confidence": sure})


def number(value, unit):
    """Give a number in its unit."""
    return ("number", {"number": value, "unit": unit})


def several(*options):
    """Choose several options."""
    return ("several", {"choices": list(options)})


def order(*items):
    """Put things in order."""
    return ("ranking", {"order": list(items)})


def verdict(word):
    """Give a verdict on a claim."""
    return ("claim", {"after": 60, "verdict": word, "change_mind": "A trial."})


def forecast(low, high, unit="weeks"):
    """Commit a range."""
    return ("prediction", {"low": low, "best": (low + high) / 2, "high": high, "unit": unit})


def picked(agents: Iterable[str], ties=()):
    """Pick people of a network."""
    return ("network", {"agents": list(agents), "ties": [list(tie) for tie in ties]})
