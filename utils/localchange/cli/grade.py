"""``localchange grade``: mark what was handed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from localchange.grading.outcome import Outcome


def grade(
    slug: Annotated[str, typer.Argument(help="The assignment, for example 03_targets.")],
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the result as JSON instead of a table.")
    ] = False,
) -> None:
    """Mark everything in submitted/ for an assignment.

    Fills the gradebook and autograded/, where the formgrader finds the
    texts that a person marks. Marks and comments that a person gave are
    kept. Ends with 1 when a submission could not be marked, else with 0.
    """
    import json

    from localchange.course import find_course
    from localchange.grading import cohort

    root = find_course()
    cohort.refuse_analyst(slug)
    found = cohort.handed_in(root, slug)
    outcomes = _with_progress(cohort.grade(root, slug, found), len(found))
    if as_json:
        typer.echo(json.dumps([outcome.as_json() for outcome in outcomes], indent=2, ensure_ascii=False))
    else:
        _show(slug, outcomes)
    if any(outcome.problem for outcome in outcomes):
        raise typer.Exit(1)


def _with_progress(marking: Iterable[Outcome], total: int) -> list[Outcome]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("Marking"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        return list(progress.track(marking, total=total))


def _show(slug: str, outcomes: list[Outcome]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table("Learner", "Marks", "Needs a person", "What went wrong", title=f"Marked: {slug}")
    for outcome in outcomes:
        marks = "—" if outcome.points is None else f"{outcome.points:g} of {outcome.of:g}"
        wrong = " ".join(filter(None, (outcome.problem, *outcome.notes)))
        person = "all of it" if outcome.problem else ", ".join(outcome.waiting)
        table.add_row(*(Text(cell) for cell in (outcome.learner, marks, person, wrong)))
    say = Console()
    say.print(table)
    problems = sum(outcome.problem is not None for outcome in outcomes)
    waiting = sum(outcome.status == "waiting" for outcome in outcomes)
    marked = len(outcomes) - problems
    say.print(f"{marked} marked, {waiting} of them with something for a person; {problems} not marked.")
    if waiting:
        say.print("Mark by hand in the formgrader: “localchange lab”, then the menu Nbgrader, Formgrader.")
