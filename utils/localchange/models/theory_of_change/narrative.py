"""A theory of change in words: a table of its arrows, and a text for a person to read and mark."""

from __future__ import annotations

from dataclasses import dataclass

from localchange.models.theory_of_change.fields import EVIDENCE, KINDS, LEVELS
from localchange.models.theory_of_change.theory import Link, Step, Theory


@dataclass(frozen=True, slots=True)
class Row:
    """One arrow as a row of the narrative table; every value is plain text, to be escaped by whoever shows it."""

    start: str
    end: str
    effect: str
    mechanism: str
    delay: str
    assumption: str
    evidence: str
    source: str
    rival: str


HEADINGS = {
    "start": "From",
    "end": "To",
    "effect": "Effect",
    "mechanism": "How",
    "delay": "Delay",
    "assumption": "What would have to be true",
    "evidence": "Evidence",
    "source": "Source",
    "rival": "Other explanation",
}
"""What the columns of the table are called."""

_ESCAPES = {"*": "\\*", "_": "\\_"} | {letter: f"&#{ord(letter)};" for letter in "&<>[]`~$\\"}

STEP_HEADINGS = {
    "text": "Step",
    "kind": "Kind",
    "level": "Level",
    "who_acts": "Who acts",
    "who_is_reached": "Who is reached",
    "capable": "To be capable",
    "able": "To be able",
    "willing": "To be willing",
}

_OF_A_BOX = {"text": "Box"}
_OF_ITS_ARROWS = {field: HEADINGS[field] for field in ("start", "end", "effect", "delay")}


def is_bare(theory: Theory) -> bool:
    """Return whether nothing but boxes, signs and delays is filled in, as in a causal-loop diagram.

    Parameters
    ----------
    theory : Theory
        The theory.
    """
    steps = tuple(Step(one.id, one.kind, one.level, text=one.text, x=one.x, y=one.y) for one in theory.steps)
    links = tuple(
        Link(one.id, one.start, one.end, sign=one.sign, delay_months=one.delay_months) for one in theory.links
    )
    alike = len({(one.kind, one.level) for one in steps}) == 1
    return alike and bool(links) and (steps, links) == (theory.steps, theory.links)


def step_headings(theory: Theory) -> dict[str, str]:
    """Return what the columns of the table of steps are called, by the field of a step."""
    return _OF_A_BOX if is_bare(theory) else STEP_HEADINGS


def link_headings(theory: Theory) -> dict[str, str]:
    """Return what the columns of the table of arrows are called, by the field of a row."""
    return _OF_ITS_ARROWS if is_bare(theory) else HEADINGS


def name_of_steps(theory: Theory) -> str:
    """Return the heading over what stands in the boxes: the things of a bare diagram are no steps."""
    return "Boxes" if is_bare(theory) else "Steps"


def as_table(theory: Theory) -> tuple[Row, ...]:
    """Return the arrows as rows, in the order in which a reader meets their first steps.

    Parameters
    ----------
    theory : Theory
        The theory.
    """
    steps = {step.id: step for step in theory.steps}
    place = {step.id: number for number, step in enumerate(in_reading_order(theory))}
    links = sorted(theory.links, key=lambda link: (place[link.start], place[link.end]))
    return tuple(_row(link, steps) for link in links)


def in_reading_order(theory: Theory) -> tuple[Step, ...]:
    """Return the steps from input to impact, national before local."""
    return tuple(sorted(theory.steps, key=lambda step: (KINDS.index(step.kind), LEVELS.index(step.level))))


def title_of(theory: Theory) -> str:
    """Return the title, or what stands in its place."""
    if theory.title.strip():
        return theory.title
    return "A diagram" if is_bare(theory) else "A theory of change"


def called(step: Step) -> str:
    """Return what to call a step in a sentence or a cell: its text on one line, else its name."""
    return " ".join(step.text.split()) or f"({step.kind} {step.id}, no words yet)"


def as_text(theory: Theory) -> str:
    """Return the theory as Markdown that reads well as plain text.

    Parameters
    ----------
    theory : Theory
        The theory.

    Returns
    -------
    str
        Title, steps and arrows with what is filled in, and counts of what is not. Whatever a learner wrote is escaped:
        it can make no heading, link, picture or HTML.
    """
    bare = is_bare(theory)
    lines = [f"# {markdown(title_of(theory))}", "", f"## {name_of_steps(theory)}", ""]
    for step in in_reading_order(theory):
        lines += [f"- {'' if bare else f'**{step.kind}, {step.level}**: '}{markdown(called(step))}"]
        lines += _filled(step, list(step_headings(theory).items())[3:])
    lines += ["", "## Arrows", ""]
    for row in as_table(theory):
        lines += [f"- **From** {markdown(row.start)} **to** {markdown(row.end)}: {row.effect}"]
        lines += _filled(row, list(link_headings(theory).items())[3:])
    if not theory.links:
        lines += ["None."]
    return "\n".join([*lines, "", f"{counts(theory)}", ""])


def delay_of(link: Link) -> str:
    """Return how late the one follows the other, in words; nothing where that is not said."""
    return "" if link.delay_months is None else _number(link.delay_months, "month")


def parts(theory: Theory) -> str:
    """Return in a sentence how many boxes and arrows there are."""
    boxes = ("box", "boxes") if is_bare(theory) else ("step", "")
    return f"{_number(len(theory.steps), *boxes)} and {_number(len(theory.links), 'arrow')}."


def counts(theory: Theory) -> str:
    """Return in a sentence how much of the theory is filled in."""
    links = theory.links
    if is_bare(theory):
        return parts(theory)
    return (
        f"{_number(len(theory.steps), 'step')}, {_number(len(links), 'arrow')}; of these "
        f"{sum(bool(link.mechanism.strip()) for link in links)} with a mechanism, "
        f"{sum(bool(link.assumption.strip()) for link in links)} with an assumption, "
        f"{sum(link.evidence > 0 for link in links)} with evidence, "
        f"{sum(bool(link.rival.strip()) for link in links)} with a rival explanation."
    )


def markdown(text: str) -> str:
    """Return a text that Markdown shows as it is, inside a line that it does not begin.

    Parameters
    ----------
    text : str
        What a learner wrote.

    Returns
    -------
    str
        The same on one line. Backslashes and dollars become numbers, because a notebook looks for formulas between
        them before it looks for anything else.
    """
    flat = " ".join(text.split())
    return "".join(_ESCAPES.get(letter, letter) for letter in flat)


def _row(link: Link, steps: dict[str, Step]) -> Row:
    return Row(
        start=called(steps[link.start]),
        end=called(steps[link.end]),
        effect="more makes for more (+)" if link.sign == "+" else "more makes for less (-)",
        mechanism=link.mechanism,
        delay=delay_of(link),
        assumption=link.assumption,
        evidence=f"{link.evidence} of 4: {EVIDENCE[link.evidence]}",
        source=link.source,
        rival=link.rival,
    )


def _filled(one: Step | Row, headings: list[tuple[str, str]]) -> list[str]:
    """Return the fields that are filled in, a line each."""
    values = [(heading, getattr(one, field)) for field, heading in headings]
    return [f"    - {heading}: {markdown(value)}" for heading, value in values if value.strip()]


def _number(count: float, what: str, several: str = "") -> str:
    return f"{count:g} {what}" if count == 1 else f"{count:g} {several or what + 's'}"
