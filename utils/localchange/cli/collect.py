"""``localchange collect``: check what was handed in and put it where marking finds it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def collect(
    folder: Annotated[
        Path, typer.Argument(help="Where the hand-ins are, loose or in a folder for each learner.")
    ],
    assignment: Annotated[
        str | None, typer.Option(help="Take this assignment only, for example 03_targets.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the result as JSON instead of a table.")
    ] = False,
) -> None:
    """Check hand-in zips and analysts' notebooks; put them into submitted/.

    Whose a file is: the folder it lies in, as learning platforms export
    them, or else the first part of its name: LEARNER_ASSIGNMENT.hand-in.zip,
    or LEARNER_ASSIGNMENT.ipynb for an analyst's notebook. In a learner's
    folder a file may have any name: what it holds says what it is for, and
    a file answers.json without a zip will do. When a learner
    hands in twice, the newer work is kept for marking and the older set
    aside in handed_in/; a notebook is as new as its file. A zip that holds
    anything unexpected, and a notebook that cannot be read, is refused.
    """
    from collections import Counter

    from rich.console import Console
    from rich.table import Table

    from localchange.cli.saying import as_json as written
    from localchange.cli.saying import shown
    from localchange.course import find_course
    from localchange.grading import collect as collecting

    rows = list(collecting.collect(find_course(), folder, assignment))
    if as_json:
        typer.echo(written([row.as_json() for row in rows]))
    else:
        table = Table("File", "Learner", "Assignment", "Result", "Why", title="Collected")
        for row in rows:
            table.add_row(*(shown(cell) for cell in (row.file, row.learner, row.slug, row.result, row.why)))
        say = Console()
        say.print(table)
        counts = Counter(row.result for row in rows)
        say.print(", ".join(f"{count} {result}" for result, count in counts.items()) or "No files there.")
    if any(row.result == "refused" for row in rows):
        raise typer.Exit(1)
