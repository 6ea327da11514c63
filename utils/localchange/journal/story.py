"""The journal: what one learner foresaw, what came of it, and what they wrote, module by module."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from localchange import course, evidence
from localchange.documents.blocks import Block, Folded, Heading, Own, Report, Rows, Told
from localchange.documents.marks import plain
from localchange.errors import CourseError
from localchange.journal.beliefs import at_the_end, beliefs, cited
from localchange.journal.entries import Entry, entries_of
from localchange.journal.judged import bands, in_words, judged
from localchange.journal.reading import Chapter, chapters

TITLE = "My journal of the course"
EMPTY = (
    "There is nothing in your journal yet. What you predict, judge and write in the modules comes together here: begin "
    "with Welcome, then run this page again."
)
LATER = "What the evidence says is listed here once every prediction of this module is committed."
LEDGER, CONFIDENCE = "What I believed, and what I believe now", "How sure I was, and how often I was right"


def whole(root: Path, when: datetime) -> Report:
    """Put journal, ledger and confidence into one report, to be taken away.

    Parameters
    ----------
    root
        The course folder, with one learner's answers in it.
    when
        The day to write on it.
    """
    found = chapters(root)
    statements = judged(found)
    blocks: list[Block] = [
        Told(
            f"Put together on {day(when)} from the answers kept beside the pages of *{course.load(root).title}*. "
            "What you wrote stands as you wrote it."
        ),
        *problems(found),
        Heading(LEDGER),
        *at_the_end(beliefs(course.load(root).claims, found), level=2),
        Heading(CONFIDENCE),
        Told(in_words(statements)),
    ]
    if statements:
        rows = [
            (f"{one.low} to {one.high}% sure", str(one.count), str(one.right))
            for one in bands(statements)
            if one.count
        ]
        blocks.append(Rows("Statements by confidence", ("You were", "Statements", "Right"), tuple(rows)))
    return Report(TITLE, (*blocks, *journal(found)))


def journal(all_chapters: Sequence[Chapter]) -> tuple[Block, ...]:
    """Put the journal together: each module and assignment in which something was foreseen, judged or written.

    Parameters
    ----------
    all_chapters
        Modules and assignments of one learner.
    """
    in_time = sorted(all_chapters, key=lambda chapter: (chapter.slug, chapter.assessed))
    told = [block for chapter in in_time for block in _chapter(chapter)]
    return tuple(told) or (Told(EMPTY),)


def problems(all_chapters: Sequence[Chapter]) -> tuple[Block, ...]:
    """Name the files that could not be read; nothing when all could."""
    rows = tuple((chapter.title, chapter.problem) for chapter in all_chapters if chapter.problem)
    if not rows:
        return ()
    return (
        Told("**Not everything could be read.** The rest is here, and no file was changed."),
        Rows("What could not be read", ("Where", "Why"), rows),
    )


def day(when: datetime) -> str:
    """Write a day as "3 March 2026", by the clock of this computer."""
    try:
        local = when.astimezone()
    except (OverflowError, OSError):  # the first and the last year that there is
        local = when
    return f"{local.day} {local:%B %Y}"


def _chapter(chapter: Chapter) -> list[Block]:
    found = entries_of(chapter)
    if not found:
        return []
    told: list[Block] = [Heading(chapter.title)]
    told += _table(chapter, "foresaw", [one for one in found if one.what == "prediction"])
    told += _table(chapter, "judged", [one for one in found if one.what == "statement"])
    told += _evidence(chapter)
    told += [Own(f"{plain(one.prompt)} ({day(one.when)})", one.said) for one in found if one.what == "words"]
    return told


def _table(chapter: Chapter, did: str, entries: Sequence[Entry]) -> list[Block]:
    if not entries:
        return []
    rows = tuple((plain(one.prompt), one.said, day(one.when), plain(one.shown) or "–") for one in entries)
    headings = ("Question", "What you said", "When", "What the page showed then")
    return [Rows(f"What you {did}: {chapter.title}", headings, rows)]


def _evidence(chapter: Chapter) -> list[Block]:
    """List what the works found that the module weighs; only to somebody who can learn no answer from it."""
    if chapter.assessed or not chapter.evidence:
        return []
    committed = all(
        (answer := chapter.answers.get(key)) is not None and answer.locked
        for key, asked in chapter.asked.items()
        if asked.kind == "prediction"
    )
    if not committed:
        return [Told(LATER)]
    try:
        works = [work for text in chapter.evidence.values() for work in evidence.works_cited_in(text)]
    except CourseError as problem:
        return [Told(f"What the evidence says could not be listed: {problem}")]
    items = tuple(cited(key) for key in dict.fromkeys(work.key for work in works))
    return [Folded(f"What the evidence says, for and against ({len(items)} works)", items)] if items else []
