"""How sure a learner was of statements, beside how often they were right, over all modules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean

from localchange.journal.entries import told
from localchange.journal.reading import Chapter

BANDS = ((50, 60), (60, 70), (70, 80), (80, 90), (90, 100))
"""Confidence in per cent; each band holds its lower end, and the last one its upper end too."""
ENOUGH = 20
"""With fewer statements nothing is concluded: at 70% sure, 20 statements give 14 right, give or take 4 by chance."""
ENOUGH_IN_A_BAND = 5
NORMAL_95 = 1.96


@dataclass(frozen=True)
class Judged:
    """A statement that was judged, and that the page has told the truth of.

    Attributes
    ----------
    where
        Title of the module.
    sure
        How sure the learner was, 50 to 100 per cent.
    right
        Whether they were right.
    """

    where: str
    sure: float
    right: bool


@dataclass(frozen=True)
class Band:
    """The statements of which somebody was about equally sure.

    Attributes
    ----------
    low, high
        Ends of the band, per cent.
    count, right
        How many statements, and how many of them were judged rightly.
    sure
        Mean confidence in per cent; the middle of the band where it is empty.
    """

    low: int
    high: int
    count: int
    right: int
    sure: float

    @property
    def share(self) -> float:
        """Share right, 0 to 1; not a number where the band is empty."""
        return self.right / self.count if self.count else float("nan")

    @property
    def interval(self) -> tuple[float, float]:
        """The 95% interval of Wilson (1927) for the share right; 0 to 1 where the band is empty."""
        if not self.count:
            return 0.0, 1.0
        squared = NORMAL_95**2 / self.count
        middle = (self.share + squared / 2) / (1 + squared)
        half = NORMAL_95 * sqrt(self.share * (1 - self.share) / self.count + squared / (4 * self.count))
        half /= 1 + squared
        return max(0.0, middle - half), min(1.0, middle + half)


def judged(all_chapters: Sequence[Chapter]) -> tuple[Judged, ...]:
    """Collect the statements that were judged with a confidence and whose truth the page has told.

    Questions of assignments are not among them: what is right there comes with the feedback. A question that could be
    checked counts if it was checked once: after that the learner had been told something.

    Parameters
    ----------
    all_chapters
        Modules and assignments of one learner.
    """
    return tuple(one for chapter in all_chapters if not chapter.assessed for one in _of(chapter))


def _of(chapter: Chapter) -> Iterator[Judged]:
    truths: dict[str, str] = {}
    for group in chapter.judged:
        if told(chapter, group):
            truths |= group
    for key, answer in chapter.answers.items():
        asked = chapter.asked.get(key)
        if answer.kind != "choice" or not {"choice", "confidence"} <= set(answer.value):
            continue
        right = truths.get(key)
        if right is None and answer.tries == 1 and asked is not None and asked.practice:
            found = asked.practice.get("right")
            right = found if isinstance(found, str) else None
        if right is not None:
            yield Judged(chapter.title, float(answer.value["confidence"]), answer.value["choice"] == right)


def bands(statements: Sequence[Judged]) -> tuple[Band, ...]:
    """Put statements into bands of confidence, from 50 to 100 per cent."""
    found = []
    for low, high in BANDS:
        those = [one for one in statements if low <= one.sure < high or (high == 100 and one.sure == 100)]
        sure = fmean(one.sure for one in those) if those else (low + high) / 2
        found.append(Band(low, high, len(those), sum(one.right for one in those), sure))
    return tuple(found)


def in_words(statements: Sequence[Judged]) -> str:
    """Say what the statements show of somebody's confidence, and when they show too little.

    Parameters
    ----------
    statements
        Those whose truth is known.

    Returns
    -------
    str
        Two or three sentences.
    """
    count = len(statements)
    if not count:
        return (
            "No statement that you judged with a confidence has been told yet. A page tells them together, once every "
            "one of them has an answer."
        )
    right = sum(one.right for one in statements)
    expected = sum(one.sure for one in statements) / 100
    begun = (
        f"Over {count} statement{'s' * (count != 1)} you were {100 * expected / count:.0f}% sure on average, so you "
        f"expected about {expected:.1f} right; {right} were."
    )
    if count < ENOUGH:
        return (
            f"{begun} These are too few to tell: wait for {ENOUGH} or more before you read anything into it."
        )
    # If the confidence is just, each statement is right by its own chance.
    by_chance = 2 * sqrt(sum(one.sure / 100 * (1 - one.sure / 100) for one in statements))
    gap = expected - right
    if abs(gap) <= by_chance:
        verdict = (
            f"A gap of up to {by_chance:.1f} can be chance, so this does not show that you are too sure, or too "
            "unsure"
        )
    else:
        verdict = (
            f"The gap of {abs(gap):.1f} is more than chance would often bring (up to {by_chance:.1f}): on these "
            f"statements you were {'surer than you were right' if gap > 0 else 'less sure than you were right'}"
        )
    return f"{begun} {verdict}. They were chosen to surprise, so do not carry this over to all that you know."
