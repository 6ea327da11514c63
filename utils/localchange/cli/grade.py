"""``localchange grade``: mark what was handed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from localchange.grading.outcome import Outcome

STOPPED = 130
"""How a program ends that was stopped with Ctrl+C."""


def grade(
    slug: Annotated[str, typer.Argument(help="The assignment, for example 03_targets.")],
    jobs: Annotated[
        int | None,
        typer.Option(min=1, max=256, help="How many processes mark at once; by default one for each core."),
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Mark also what has not changed since it was marked.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the result as JSON instead of a table.")
    ] = False,
    no_isolation: Annotated[
        bool,
        typer.Option(
            "--no-isolation",
            help="Run submitted code without a sandbox, with your own rights. Only for work that you trust.",
        ),
    ] = False,
    scheduler: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="Mark analyst notebooks on the workers of this Dask scheduler, such as tcp://host:8786.",
        ),
    ] = None,
    gradebook: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            envvar="LOCALCHANGE_GRADEBOOK",
            show_envvar=True,
            help="The gradebook, such as postgresql+psycopg://marker@host/marks; "
            "by default the one in nbgrader_config.py, or gradebook.db.",
        ),
    ] = None,
) -> None:
    """Mark everything in submitted/ for an assignment.

    Fills the gradebook and autograded/, where the formgrader finds the
    texts that a person marks. Marks and comments that a person gave are
    kept. What has not changed since it was marked is left as it is, so
    after an interruption the same command goes on where it stopped.

    Ends with 1 when a submission could not be marked, with 130 when it
    was stopped with Ctrl+C, else with 0.

    --json prints a list with an object for each learner: learner, points
    (null when it could not be marked), of, status (marked, waiting or
    problem), waiting (the questions that wait for a person), notes
    (oddities that did no harm), problem (why it could not be marked and
    what to do, or null), events (what its code tried in the sandbox),
    isolated (whether its code ran in a sandbox; null when none ran) and
    unchanged (whether it was left as it was).
    """
    import json

    from localchange.course import ANALYST
    from localchange.grading.running.workers import warm

    if (
        scheduler is None
    ):  # the processes that mark import for themselves what they need, while we import ours
        work = "analyst" if slug.endswith(ANALYST) else "core"
        warm(f"localchange.grading.running.{work}_work")

    from localchange.cli.stopping import Stopping
    from localchange.course import find_course
    from localchange.grading import cohort
    from localchange.grading.running.cohort_run import How

    root = find_course()
    found = cohort.handed_in(root, slug)
    how = How(jobs=jobs, again=again, isolated=not no_isolation, scheduler=scheduler, gradebook=gradebook)
    done: list[Outcome] = []
    stopping = Stopping()
    try:
        with stopping:
            marking = stopping.between(cohort.grade(root, slug, found, how))
            _with_progress(marking, len(found), done, isolated=not no_isolation)
    except BaseException:
        if not stopping.asked:
            raise
        typer.echo(
            f"Stopped. {len(done)} of {len(found)} are in the gradebook, whole, and nothing is half written: "
            f"“localchange grade {slug}” goes on with the others.",
            err=True,
        )
        raise typer.Exit(STOPPED) from None
    outcomes = sorted(done, key=lambda outcome: outcome.learner)
    if as_json:
        typer.echo(json.dumps([outcome.as_json() for outcome in outcomes], indent=2))
    else:
        _show(slug, outcomes)
    if any(outcome.problem for outcome in outcomes):
        raise typer.Exit(1)


def _with_progress(marking: Iterable[Outcome], total: int, done: list[Outcome], *, isolated: bool) -> None:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("Marking" if isolated else "Marking, not isolated"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("left:"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        for outcome in progress.track(marking, total=total):
            done.append(outcome)


def _show(slug: str, outcomes: Sequence[Outcome]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from localchange.grading.filling import cleaned
    from localchange.grading.outcome import NOT_ISOLATED

    table = Table("Learner", "Marks", "Needs a person", "What went wrong", title=f"Marked: {slug}")
    for outcome in outcomes:
        marks = "—" if outcome.points is None else f"{outcome.points:g} of {outcome.of:g}"
        alone = NOT_ISOLATED if outcome.isolated is False else None
        wrong = " ".join(filter(None, (alone, outcome.problem, *outcome.events, *outcome.notes)))
        person = "all of it" if outcome.problem else ", ".join(outcome.waiting)
        table.add_row(*(Text(cleaned(cell)) for cell in (outcome.learner, marks, person, wrong)))
    say = Console()
    say.print(table)
    problems = sum(outcome.problem is not None for outcome in outcomes)
    waiting = sum(outcome.status == "waiting" for outcome in outcomes)
    unchanged = sum(outcome.unchanged for outcome in outcomes)
    marked = len(outcomes) - problems
    lines = [f"{marked} marked, {waiting} of them with something for a person; {problems} not marked."]
    if unchanged:
        lines.append(
            f"{unchanged} had not changed since they were marked and were left as they are; --again marks them anew."
        )
    if waiting:
        lines.append("Mark by hand in the formgrader: “localchange lab”, then the menu Nbgrader, Formgrader.")
    before = f"{NOT_ISOLATED} " if any(outcome.isolated is False for outcome in outcomes) else ""
    for line in lines:
        say.print(Text(before + line))
