"""The matrix of the course on the terminal."""

from __future__ import annotations

from rich.console import Console
from rich.table import Column, Table

from localchange.alignment.matrix import UNASSESSED, Matrix

FORMULA = (
    "Reading age: Flesch-Kincaid grade level (Kincaid and others 1975) plus five. It sees lengths of words and "
    "sentences, and nothing else."
)


def show(found: Matrix) -> None:
    """Print the outcomes, the lengths and the gaps, in words and tables."""
    say = Console()
    outcomes = Table(
        "Outcome",
        Column("Taught in cells", overflow="fold"),
        Column("Practised by", overflow="fold"),
        Column("Assessed by", overflow="fold"),
        Column("Marks", justify="right"),
        title="Outcomes",
        show_lines=True,
    )
    for row in found.rows:
        welcome = row.outcome.startswith(UNASSESSED[:2]) and not row.assessed
        outcomes.add_row(
            row.outcome,
            ", ".join(row.taught),
            ", ".join(row.practised),
            "nothing" if welcome else ", ".join(row.assessed),
            "" if welcome else f"{row.marks:g}",
        )
    say.print(outcomes)
    lengths = Table(
        Column("Page", overflow="fold"),
        *(Column(name, justify="right") for name in ("Words", "Minutes", "Reading age")),
        title="Length of the core",
    )
    for page in found.pages:
        lengths.add_row(page.page, str(page.words), f"{page.minutes:.0f}", f"{page.reading_age:.1f}")
    say.print(lengths)
    say.print(FORMULA)
    say.print("The welcome is not assessed: it teaches how a page works.")
    say.print("Marks of a question that assesses several outcomes are shared evenly between them.")
    for gap in found.gaps:
        say.print(f"gap: {gap}", markup=False, highlight=False)
    say.print(f"Gaps: {len(found.gaps)}." if found.gaps else "No gap.")
