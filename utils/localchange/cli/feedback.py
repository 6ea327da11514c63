"""``localchange feedback``: a page for each learner."""

from __future__ import annotations

from typing import Annotated

import typer


def feedback(
    slug: Annotated[str, typer.Argument(help="The assignment, for example 03_targets.")],
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the result as JSON instead of a table.")
    ] = False,
) -> None:
    """Write a page of feedback for each learner: marks, reasons and comments.

    The pages go to feedback/LEARNER/SLUG/SLUG.html. They show no code, no
    hidden test and no key. A page says so when parts of it still wait for a
    person.
    """
    from rich.console import Console
    from rich.table import Column, Table

    from localchange.cli.saying import as_json as written
    from localchange.cli.saying import shown
    from localchange.course import find_course
    from localchange.grading.feedback import marked_learners, write_feedback

    root = find_course()
    pages = list(write_feedback(root, slug, marked_learners(root, slug)))
    if as_json:
        typer.echo(written([page.as_json() for page in pages]))
    else:
        place = Column("Page", overflow="fold")
        table = Table("Learner", place, "Still to be marked", "What went wrong", title=f"Feedback: {slug}")
        for page in pages:
            table.add_row(
                *(
                    shown(cell)
                    for cell in (page.learner, page.page, str(page.waiting or ""), page.problem or "")
                )
            )
        Console().print(table)
    if any(page.problem for page in pages):
        raise typer.Exit(1)
