"""What a learner has said over the whole course, set side by side: their journal, their ledger, how far they have come.

Every answer is read from the files beside the pages, and none is ever written. ``journal.show(page)`` and its like give
something to be the last line of a cell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from localchange.journal.calibration import calibration_chart
from localchange.journal.judged import judged
from localchange.journal.reading import chapters
from localchange.journal.widget import Reading, show_journal, show_ledger, show_progress, write_journal

if TYPE_CHECKING:
    from localchange.exercises import Page
    from localchange.labs.drawing import Drawing


def show(page: Page) -> Reading:
    """Show the journal: what was foreseen, judged and written in every module, with the button for the Word file."""
    return show_journal(page.folder)


def ledger_at_the_end(page: Page) -> Reading:
    """Show for each claim what one believed first and believes now, and what the evidence allows.

    The course's verdict on a claim is shown once the learner has given theirs, in any module.
    """
    return show_ledger(page.folder)


def confidence(page: Page) -> Drawing:
    """Show how sure the learner was of statements in all modules, beside the share that they had right."""
    from localchange import course
    from localchange.labs.drawing import show as drawn

    return drawn(calibration_chart(judged(chapters(course.find_course(page.folder)))))


def progress(page: Page) -> Reading:
    """Show for each outcome how many of its questions have an answer."""
    return show_progress(page.folder)


__all__ = ["Reading", "confidence", "ledger_at_the_end", "progress", "show", "write_journal"]
