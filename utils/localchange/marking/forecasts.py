"""Marks for saying how sure one is: proper scoring rules, under which honesty is the best policy."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from statistics import fmean
from typing import TYPE_CHECKING

from localchange.marking.mark import Mark
from localchange.marking.reading import NOT_ANSWERED, Unreadable, number_in, value_of

if TYPE_CHECKING:
    from localchange.answers import Answer

OUTSIDE = 0.2  # a range of 80 % certainty leaves out a fifth


def quadratic_score(confidence: float, right: bool) -> float:
    """Score a confidence by the quadratic (Brier) rule.

    Parameters
    ----------
    confidence
        The probability given to one's own answer, from 0 to 1.
    right
        Whether the answer was right.

    Returns
    -------
    float
        ``1 - (1 - confidence)**2`` when right and ``1 - confidence**2`` when wrong. Whoever is right with
        probability q expects most by saying q: the expectation is largest there and nowhere else.
    """
    miss = 1.0 - confidence if right else confidence
    return 1.0 - miss * miss


def interval_score(low: float, high: float, truth: float, outside: float = OUTSIDE) -> float:
    """Score a range by the interval (Winkler) rule; smaller is better.

    Parameters
    ----------
    low, high
        The ends of the range.
    truth
        What turned out.
    outside
        The share of cases that the range may miss: 0.2 for 80 % certainty.

    Returns
    -------
    float
        The width of the range, plus ``2 / outside`` times the distance by which it missed. Expected least by
        whoever gives the points below which, and above which, half of `outside` lies.
    """
    missed = max(low - truth, truth - high, 0.0)
    return (high - low) + 2.0 / outside * missed


def confidence(answer: Answer | None, right: bool | str | Collection[str], of: float) -> Mark:
    """Mark how sure the learner was of a choice, by the quadratic rule.

    Sure and right earns all, sure and wrong earns nothing, 50 % earns three quarters either way. Because the
    rule is proper, no one can expect more by claiming to be surer, or less sure, than they are.

    Parameters
    ----------
    answer
        An answer of the kind ``choice`` with a confidence from 50 to 100 (per cent).
    right
        The right option, or options; or simply whether the choice was right.
    of
        The most that the confidence can earn.

    Returns
    -------
    Mark
        The score times `of`.
    """
    try:
        value = value_of(answer, "choice")
        chosen = value.get("choice")
        if not isinstance(chosen, str) or not chosen:
            raise Unreadable(NOT_ANSWERED)
        sure = number_in(value, "confidence", "confidence")
    except Unreadable as why:
        return Mark(0.0, of, str(why))
    if not 50.0 <= sure <= 100.0:
        return Mark(0.0, of, "The confidence that was saved is not between 50 % and 100 %.")
    if isinstance(right, bool):
        was_right = right
    else:
        was_right = chosen == right if isinstance(right, str) else chosen in right
    score = quadratic_score(sure / 100.0, was_right)
    verdict = "right" if was_right else "not right"
    rule = f"1 - (1 - {sure / 100:g})² = {score:.2f}" if was_right else f"1 - {sure / 100:g}² = {score:.2f}"
    return Mark(
        score * of,
        of,
        f"You were {sure:g} % sure and the choice was {verdict}, so this earns the share {rule} of {of:g}. "
        "Under this rule it pays to say how sure you really are.",
    )


def interval(
    answer: Answer | None, truth: float | Sequence[float], of: float, scale: float, free: float = 0.0
) -> Mark:
    """Mark a prediction with its range of 80 % certainty, by the interval rule.

    A narrow range that holds the truth earns most; a wide one costs its width; a miss costs ten times the
    distance. The points fall evenly from `of`, at a score of 0, to 0, at a score of `scale`; the rule is
    proper wherever that floor is not reached, so choose `scale` well above the score of a fair forecast.

    Parameters
    ----------
    answer
        An answer of the kind ``prediction``, or ``None``.
    truth
        What turned out; several draws of it are scored one by one and averaged.
    of
        The most that the prediction can earn.
    scale
        The interval score at which nothing is earned, in the unit of the question.
    free
        The interval score that still earns everything: about what chance alone moves the truth by, so that no
        range without any width is asked for.

    Returns
    -------
    Mark
        ``of * (1 - (score - free) / (scale - free))``, from 0 to `of`.
    """
    if not 0 <= free < scale:
        raise ValueError("interval() needs a scale above 0, and above what is free.")
    try:
        value = value_of(answer, "prediction")
        low, high = number_in(value, "low", "lower end"), number_in(value, "high", "upper end")
    except Unreadable as why:
        return Mark(0.0, of, str(why))
    if low > high:
        return Mark(0.0, of, "The range that was saved ends below where it starts.")
    truths = [float(truth)] if isinstance(truth, (int, float)) else [float(one) for one in truth]
    score = fmean(interval_score(low, high, one) for one in truths)
    middle = fmean(truths)
    unit = value.get("unit") if isinstance(value.get("unit"), str) else ""
    if all(low <= one <= high for one in truths):
        story = f"Your range, {low:g} to {high:g}, holds what turned out ({middle:.4g} {unit}".rstrip() + ")"
        if score > free:
            story += "; a narrower one that still held it would earn more."
        else:
            story += ", and it is as narrow as can be asked."
    else:
        story = (
            f"What turned out ({middle:.4g} {unit}".rstrip()
            + f") lies outside your range, {low:g} to {high:g}"
        )
        story += (
            ", in part; each step outside costs ten." if len(truths) > 1 else "; each step outside costs ten."
        )
    share = 1.0 - (score - free) / (scale - free)
    return Mark(min(max(share, 0.0), 1.0) * of, of, story)
