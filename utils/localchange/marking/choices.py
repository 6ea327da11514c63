"""Marks for choosing: one of several, several of many, a verdict on a claim."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from localchange.marking.mark import Mark
from localchange.marking.reading import Unreadable, value_of, word_in, words_in

if TYPE_CHECKING:
    from localchange.answers import Answer

NO_MARKS = "That choice earns nothing here."


def choice(
    answer: Answer | None, points: Mapping[str, float], of: float, reasons: Mapping[str, str] | None = None
) -> Mark:
    """Mark a choice of one option.

    Parameters
    ----------
    answer
        An answer of the kind ``choice``, or ``None``.
    points
        What each option earns; an option that is not named earns 0.
    of
        The most that the question can earn; the best option must earn it.
    reasons
        A sentence for each option, shown to whoever chose it.

    Returns
    -------
    Mark
        The points of the option chosen.
    """
    _check_best(points, of)
    try:
        chosen = word_in(value_of(answer, "choice"), "choice", "choice")
    except Unreadable as why:
        return Mark(0.0, of, str(why))
    return _looked_up(chosen, points, of, reasons)


def claim(
    answer: Answer | None, verdicts: Mapping[str, float], of: float, reasons: Mapping[str, str] | None = None
) -> Mark:
    """Mark the verdict on a claim. Confidence before and after is the learner's own and earns nothing.

    Parameters
    ----------
    answer
        An answer of the kind ``claim``, or ``None``.
    verdicts
        What each verdict earns: supported, mixed, contradicted, untested.
    of
        The most that the question can earn; the best verdict must earn it.
    reasons
        A sentence for each verdict.

    Returns
    -------
    Mark
        The points of the verdict given.
    """
    _check_best(verdicts, of)
    try:
        verdict = word_in(value_of(answer, "claim"), "verdict", "verdict")
    except Unreadable as why:
        return Mark(0.0, of, str(why))
    return _looked_up(verdict, verdicts, of, reasons)


def several(
    answer: Answer | None,
    right: Collection[str],
    of: float,
    reasons: Mapping[str, str] | None = None,
    wrong_costs: float | Mapping[str, float] | None = None,
) -> Mark:
    """Mark a choice of several options.

    Each right option earns an equal share; each wrong one that was chosen costs a share, so that choosing
    everything earns little. The mark is never below 0.

    Parameters
    ----------
    answer
        An answer of the kind ``several``, or ``None``.
    right
        The options that should be chosen.
    of
        The most that the question can earn.
    reasons
        A sentence for an option: shown for a wrong one that was chosen and a right one that was missed.
    wrong_costs
        What a wrong option costs: one number for all, or a number by option (others cost a share).

    Returns
    -------
    Mark
        Shares earned, less shares lost.
    """
    wanted = set(right)
    if not wanted:
        raise ValueError("several() needs at least one right option.")
    share = of / len(wanted)
    try:
        chosen = set(words_in(value_of(answer, "several"), "choices", "choice"))
    except Unreadable as why:
        return Mark(0.0, of, str(why))
    costs: Mapping[str, float] = wrong_costs if isinstance(wrong_costs, Mapping) else {}
    each = share if wrong_costs is None or isinstance(wrong_costs, Mapping) else wrong_costs
    wrong, missed = sorted(chosen - wanted), sorted(wanted - chosen)
    lost = sum(max(costs.get(option, each), 0.0) for option in wrong)
    points = min(max(len(chosen & wanted) * share - lost, 0.0), of)
    lines = [
        f"{len(chosen & wanted)} of {len(wanted)} that belong here were chosen, and {len(wrong)} that do not."
    ]
    lines += [reasons[option] for option in (*wrong, *missed) if reasons and option in reasons]
    return Mark(points, of, " ".join(lines))


def _looked_up(
    chosen: str, points: Mapping[str, float], of: float, reasons: Mapping[str, str] | None
) -> Mark:
    return Mark(
        points.get(chosen, 0.0), of, (reasons or {}).get(chosen) or _plain(points.get(chosen, 0.0), of)
    )


def _plain(points: float, of: float) -> str:
    if points <= 0:
        return NO_MARKS
    return "The best answer." if points >= of else "A good answer, though another is better."


def _check_best(points: Mapping[str, float], of: float) -> None:
    if not points or max(points.values()) != of or min(points.values()) < 0:
        raise ValueError(
            f"The best option must earn {of:g}, and none less than 0; the points given are {dict(points)}."
        )
