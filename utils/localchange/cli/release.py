"""``localchange release``: from the source of an assignment to what learners get."""

from __future__ import annotations

from typing import Annotated

import typer


def release(
    slug: Annotated[str, typer.Argument(help="The assignment, for example 03_targets.")],
    check: Annotated[
        bool,
        typer.Option("--check", help="Change nothing: say which file differs from what the source gives."),
    ] = False,
) -> None:
    """Make an assignment for learners from its source with the answers.

    Reads solutions/SLUG, writes assignments/SLUG without answers and
    marking, and registers the questions in the gradebook.
    """
    from rich.console import Console

    from localchange.course import find_course
    from localchange.grading import release as releasing

    root = find_course()
    say = Console(soft_wrap=True)
    if not check:
        folder = releasing.release(root, slug)
        say.print(
            f"Released {folder.relative_to(root).as_posix()}, and registered it in the gradebook.",
            markup=False,
        )
        return
    found = releasing.differences(root, slug)
    for sentence in found:
        say.print(sentence, markup=False)
    if found:
        say.print(f"Run “localchange release {slug}” to make it anew.", markup=False)
        raise typer.Exit(1)
    say.print(f"assignments/{slug} is what its source gives, byte for byte.", markup=False)
