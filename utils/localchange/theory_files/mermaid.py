"""A theory of change as a Mermaid flow chart, for wikis and Markdown files."""

from __future__ import annotations

from localchange.models.theory_of_change.narrative import called
from localchange.models.theory_of_change.theory import Theory


def to_mermaid(theory: Theory) -> str:
    """Return the theory as a Mermaid flow chart.

    Parameters
    ----------
    theory : Theory
        The theory.

    Returns
    -------
    str
        Steps are called n0, n1 and so on, because a learner's own ids may be words of Mermaid's. Arrows with a - are
        dotted and say so. Every letter of a text that Mermaid or HTML could take for its own stands as its number.
    """
    lines = ["flowchart LR", f"  %% {_plain(theory.title) or 'A theory of change'}"]
    names = {step.id: f"n{place}" for place, step in enumerate(theory.steps)}
    for step in theory.steps:
        lines += [f'  {names[step.id]}["{_plain(f"{step.kind}, {step.level}: {called(step)}")}"]']
    for link in theory.links:
        arrow = '-->|"+"|' if link.sign == "+" else '-.->|"minus"|'
        lines += [f"  {names[link.start]} {arrow} {names[link.end]}"]
    return "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    return "".join(
        letter if letter.isalnum() or letter in " .,:" else f"#{ord(letter)};"
        for letter in " ".join(text.split())
    )
