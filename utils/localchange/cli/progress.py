"""``localchange progress``: which outcomes have answers, one's own or a cohort's."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def progress(
    folder: Annotated[
        Path | None,
        typer.Argument(
            help="For facilitators: where the hand-ins are. Left out: your own answers in this course."
        ),
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Where to write the page.")] = None,
) -> None:
    """Say how far you, or a cohort, have come; write it as a page.

    Counts the questions that have an answer, for each outcome of the course.
    It does not say whether they are right, and it holds no marks. The page
    opens in any browser, without a server: course/my-progress.html for
    yourself, cohort/progress.html and progress.csv for a cohort.
    """
    from datetime import UTC, datetime

    from localchange import course
    from localchange.cli.saying import shown
    from localchange.documents.as_html import to_page
    from localchange.documents.files import write
    from localchange.errors import CourseError

    root = course.find_course()
    plan = course.load(root)
    if folder is None:
        from localchange.journal.progress import answered_by_one, done_of, own_report

        answered, problems = answered_by_one(root)
        for problem in problems:
            typer.echo(f"Not read: {shown(problem)}")
        for module in plan.modules:
            done = done_of(module, answered)
            handed_in = (
                f", {done.assessed} of {done.of_assessed} of the assignment" if done.of_assessed else ""
            )
            typer.echo(f"{module.slug}: {done.practised} of {done.of_practised} questions{handed_in}")
        written = write(out or root / "course", {"my-progress.html": to_page(own_report(root))})
    else:
        from localchange.cohort.gather import gather
        from localchange.cohort.progress import cohort_progress, progress_rows
        from localchange.cohort.questions import pages_of
        from localchange.cohort.spreadsheet import rows_as_csv

        found = gather(root, folder, pages_of(root))
        for one in found.odd:
            typer.echo(f"Not used: {shown(one.file)}: {shown(one.why)}")
        if not found.handed:
            raise CourseError(f"There is no file of answers in {folder}: nothing was written.")
        content = {
            "progress.html": to_page(cohort_progress(plan, found, datetime.now(UTC))),
            "progress.csv": rows_as_csv(progress_rows(plan, found)),
        }
        written = write(out or root / "cohort", content)
        typer.echo(f"{len(found.learners)} people, {len(found.odd)} files not used.")
    for path in written:
        typer.echo(f"Written: {path}")
