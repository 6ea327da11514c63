"""What a learner believed of each claim at first, what they believe now, and what the evidence allows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from localchange import evidence
from localchange.course import Claim
from localchange.documents.blocks import Block, Heading, Own, Points, Rows, Told
from localchange.journal.reading import Chapter

NOT_YET = "Shown once you have given a verdict of your own."
NO_VERDICT = "The course has no verdict on this claim yet."
NOTHING = "nothing yet"


@dataclass(frozen=True)
class Said:
    """What a learner said of a claim in one place.

    Attributes
    ----------
    where
        The module or the assignment, in a few words.
    sure
        How sure they were, in per cent, in the order in which they were asked: before it, after it.
    verdict
        Their own verdict; empty where they gave none.
    change_mind
        What would change their mind, in their words.
    """

    where: str
    sure: tuple[tuple[str, float], ...]
    verdict: str = ""
    change_mind: str = ""


@dataclass(frozen=True)
class Belief:
    """A claim with all that one learner said of it, in the order of the course.

    Attributes
    ----------
    claim
        The claim, with the course's own verdict.
    said
        Where it was asked, and what was said.
    """

    claim: Claim
    said: tuple[Said, ...]

    @property
    def first(self) -> tuple[str, float] | None:
        """Where they were first asked, and how sure they were then, in per cent."""
        return next(((one.where, sure) for one in self.said for _, sure in one.sure), None)

    @property
    def now(self) -> tuple[str, float] | None:
        """Where they were last asked, and how sure they were then; ``None`` when they were asked once only."""
        every = [(one.where, sure) for one in self.said for _, sure in one.sure]
        return every[-1] if len(every) > 1 else None

    @property
    def verdict(self) -> str:
        """The last verdict of their own; empty when there is none."""
        return next((one.verdict for one in reversed(self.said) if one.verdict), "")


def beliefs(claims: Sequence[Claim], all_chapters: Sequence[Chapter]) -> list[Belief]:
    """Collect what was said of each claim.

    Parameters
    ----------
    claims
        Of the course.
    all_chapters
        The modules in order, then the assignments, as :func:`localchange.journal.reading.chapters` gives them.

    Returns
    -------
    list of Belief
        One a claim. An assignment comes right after its module.
    """
    in_time = sorted(all_chapters, key=lambda chapter: (chapter.slug, chapter.assessed))
    return [
        Belief(claim, tuple(one for chapter in in_time if (one := _said(chapter, claim.id)) is not None))
        for claim in claims
    ]


def _said(chapter: Chapter, claim_id: str) -> Said | None:
    answer = chapter.answers.get(f"claim_{claim_id}")
    if answer is None or answer.kind != "claim":
        return None
    value: Mapping[str, Any] = answer.value
    sure = tuple((stage, float(value[stage])) for stage in ("before", "after") if stage in value)
    number = chapter.slug[:2]
    where = f"assignment of module {number}" if chapter.assessed else f"module {number}"
    return Said(where, sure, str(value.get("verdict", "")), str(value.get("change_mind", "")).strip())


def at_the_end(found: Sequence[Belief], level: int = 1) -> list[Block]:
    """Set first and last confidence beside the verdicts, claim by claim.

    Parameters
    ----------
    found
        What was said of each claim.
    level
        Of the headings over the claims.

    Returns
    -------
    list of Block
        A sentence, a table, and below it for each claim with a verdict of the learner's what the evidence allows.
    """
    judged = [each for each in found if each.verdict]
    moved = [each for each in found if each.first and each.now and each.first[1] != each.now[1]]
    told: list[Block] = [
        Told(
            f"You have given a verdict on **{len(judged)} of {len(found)}** claims, and your confidence has moved on "
            f"{len(moved)}. The course's own verdict on a claim is shown once yours is there. It is a reading of the "
            "works that the course cites and no official answer: it says what would change it, so that you can differ."
        ),
        Rows(
            "What you believed first, and what you believe now",
            ("Claim", "At first", "Now", "Your verdict", "What the evidence allows"),
            tuple(_row(each) for each in found),
        ),
    ]
    for each in judged:
        told += _in_full(each, level)
    return told


def _row(each: Belief) -> tuple[str, ...]:
    allows = each.claim.verdict or NO_VERDICT
    return (
        each.claim.text,
        _sure(each.first),
        _sure(each.now) if each.now or not each.first else "asked once so far",
        each.verdict or NOTHING,
        allows if each.verdict else NOT_YET,
    )


def _sure(place: tuple[str, float] | None) -> str:
    return f"{place[1]:.0f}% sure, in {_the(place[0])}" if place else NOTHING


def _the(where: str) -> str:
    return f"the {where}" if where.startswith("assignment") else where


def _in_full(each: Belief, level: int) -> list[Block]:
    claim = each.claim
    told: list[Block] = [Heading(claim.text, level)]
    told += [
        Own(f"What would change your mind, you wrote in {_the(one.where)}", one.change_mind)
        for one in each.said
        if one.change_mind
    ]
    if not claim.verdict:
        return [*told, Told(f"Your verdict: **{each.verdict}**. {NO_VERDICT}")]
    same = "the same as yours" if claim.verdict == each.verdict else f"yours is *{each.verdict}*"
    told += [
        Told(f"What the evidence allows: **{claim.verdict}** ({same}). {claim.because}"),
        Told(f"*What would change this verdict:* {claim.would_change}"),
    ]
    if claim.sources:
        told.append(Points(tuple(cited(key) for key in claim.sources)))
    return told


def cited(key: str) -> str:
    """Give a work as one line: who, when, what they found, and the caution that goes with it."""
    work = evidence.work(key)
    who = f"{work.who} {work.year}"
    named = f"[{who}]({work.link})" if work.link else who
    return f"{named}: {work.finding} *Caution:* {work.caution}"
