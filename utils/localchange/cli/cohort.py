"""``localchange cohort``: what a cohort foresaw, chose and did, put together so that nobody can be told apart."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def cohort(
    folder: Annotated[
        Path,
        typer.Argument(
            help="Where the hand-ins are: submitted/, a folder of zips, or people's course folders."
        ),
    ],
    out: Annotated[
        Path | None, typer.Option(help="Where to write; the folder cohort/ of the course when left out.")
    ] = None,
) -> None:
    """Pool predictions, settings and confidence of a cohort, without names.

    Writes three files: cohort.html, a page to read or to show; cohort.csv,
    the same for a spreadsheet; and cohort.json, a small file without names
    that you may hand back. A learner who lays cohort.json into the folder
    course/ sees the cohort beside their own run in the labs.

    Nothing is told of fewer than five people. No free text is used. A file
    that cannot be read is named, and the others are used.
    """
    from datetime import UTC, datetime

    from localchange import course
    from localchange.cli.saying import shown
    from localchange.cohort.gather import gather
    from localchange.cohort.pool import pool
    from localchange.cohort.questions import pages_of
    from localchange.cohort.report import report
    from localchange.cohort.spreadsheet import to_csv
    from localchange.documents.as_html import to_page
    from localchange.documents.files import write
    from localchange.errors import CourseError
    from localchange.pooled.file import Cohort, to_json

    root = course.find_course()
    plan = course.load(root)
    pages = pages_of(root)
    found = gather(root, folder, pages)
    for one in found.odd:
        typer.echo(f"Not used: {shown(one.file)}: {shown(one.why)}")
    if not found.handed:
        raise CourseError(f"There is no file of answers in {folder}: nothing was written.")
    pooled = pool(found.handed, pages, plan.claims)
    page = to_page(report(plan.title, found, pooled, datetime.now(UTC)))
    content = {
        "cohort.html": page,
        "cohort.csv": to_csv(pooled),
        "cohort.json": to_json(Cohort(pooled.orders, pooled.years)),
    }
    for path in write(out or root / "cohort", content):
        typer.echo(f"Written: {path}")
    few = "" if pooled.orders or pooled.years else " Too few did either game, so cohort.json holds none."
    typer.echo(f"{pooled.people} people, {len(found.odd)} files not used.{few}")
    if found.odd:
        raise typer.Exit(1)
