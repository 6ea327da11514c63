"""The command ``localchange``: one verb a file, each named after its verb.

A verb's file holds a function of the same name; what it needs is imported inside that function, so that
``localchange --help`` answers at once.
"""

import importlib
import sys

import typer

from localchange import __version__
from localchange.errors import CourseError

LEARNING = "To learn"
MARKING = "To mark"
LOOKING_AFTER = "To look after the course"
VERBS = {
    "lab": LEARNING,
    "progress": LEARNING,
    "release": MARKING,
    "collect": MARKING,
    "grade": MARKING,
    "feedback": MARKING,
    "cohort": MARKING,
    "doctor": LOOKING_AFTER,
    "test": LOOKING_AFTER,
}

app = typer.Typer(
    name="localchange",
    help="Local Change: a hands-on course in policy and local change. Run it in the course folder.",
    epilog="Help on one verb: localchange VERB --help",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"localchange {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: bool = typer.Option(False, "--version", help="Say which version this is.", callback=_version),
) -> None:
    """Local Change: a hands-on course in policy and local change. Run it in the course folder."""


for verb, panel in VERBS.items():
    app.command(verb, rich_help_panel=panel)(
        getattr(importlib.import_module(f"localchange.cli.{verb}"), verb)
    )


def main() -> None:
    """Run the verb that was asked for; what a person can put right comes as one sentence and exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a console that lacks a sign must not stop the work
            stream.reconfigure(errors="replace")
    try:
        app()
    except CourseError as problem:
        typer.echo(str(problem), err=True)
        raise SystemExit(2) from None
