"""The checks that look at the theory as a whole: 1, 2, 9, 10, 11 and 12."""

from __future__ import annotations

import re
from collections.abc import Callable

from localchange.models.theory_of_change.fields import KINDS
from localchange.models.theory_of_change.findings import Finding, Looked, about_links, about_steps

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_MEASURE = re.compile(
    r"\d|%|\b(?:percent|per cent|shares?|rates?|numbers?|counts?|scores?|surveys?|proportions?|indexe?s?|averages?|"
    r"means?|medians?|minutes|hours|days|weeks|months|measured?|measures|recorded|audit(?:ed|s)?|"
    r"how (?:many|much|long|often))\b",
    re.IGNORECASE,
)


def one_aim(looked: Looked) -> list[Finding]:
    """Check 1: exactly one impact."""
    impacts = looked.impacts
    if not impacts:
        return [Finding(1, "What is it all for? There is no step of the kind “impact” yet.")]
    if len(impacts) == 1:
        return []
    question = f"Which of these {len(impacts)} impacts is the aim that the others serve?"
    return [Finding(1, question, steps=tuple(step.id for step in impacts))]


def whole_chain(looked: Looked) -> list[Finding]:
    """Check 2: national action leads to local effect, and each step has its place on the way."""
    graph, steps = looked.graph, looked.theory.steps
    to_effect = graph.leading_to(graph.bits(looked.local_effects))
    to_impact = graph.leading_to(graph.bits(looked.impacts))
    lost = [step for step in looked.national_acts if not to_effect >> graph.place[step.id] & 1]
    asked = {step.id for step in lost} | looked.unjoined
    dead_ends = [
        step
        for step in steps
        if looked.impacts and step.id not in asked and not to_impact >> graph.place[step.id] & 1
    ]
    unbegun = [
        step
        for step in steps
        if step.kind in KINDS[2:] and step.id not in asked and not graph.before[graph.place[step.id]]
    ]
    unjoined = [step for step in steps if step.id in looked.unjoined and step not in lost]
    backwards = [
        link
        for link in looked.theory.links
        if _kind(looked, link.start) > _kind(looked, link.end) and not graph.closes_a_loop(link)
    ]
    found = []
    if not looked.local_effects:
        found += [
            Finding(
                2,
                "What changes locally, and for whom? No outcome or impact is local yet.",
                steps=tuple(step.id for step in looked.national_acts),
                first=True,
            )
        ]
    else:
        found += about_steps(
            2,
            "How does {} come to have an effect locally? No path of arrows leads from it there.",
            lost,
            first=True,
        )
    if not looked.national_acts:
        found += [Finding(2, "What is done nationally? No input, activity or output is national yet.")]
    found += about_steps(2, "Where does {} belong? No arrow touches it.", unjoined)
    found += about_steps(2, "What does {} lead to? No path of arrows leads from it to the aim.", dead_ends)
    found += about_steps(2, "What brings about {}? No arrow leads to it.", unbegun)
    return found + about_links(
        2,
        "Is {} drawn the right way round? It leads back to an earlier kind of step and closes no loop.",
        backwards,
        looked,
    )


def from_outside(looked: Looked) -> list[Finding]:
    """Check 9: something that the national action does not bring about acts on the outcomes."""
    graph = looked.graph
    ends = [step for step in looked.theory.steps if step.kind in ("outcome", "impact")]
    by_the_programme = graph.reached_from(graph.bits(looked.national_acts))
    outside = graph.leading_to(graph.bits(ends)) & ~by_the_programme & ~graph.bits(ends)
    if not ends or not looked.national_acts or outside:
        return []
    question = (
        "What else acts on {}: money, staffing, the season, other policies, how an organisation is run? "
        "All that is drawn comes from the national action."
    )
    return about_steps(9, question, ends[-1:])


def feedback(looked: Looked) -> list[Finding]:
    """Check 10: loops, their delays and what holds them, and harm that nobody intends."""
    theory, loops = looked.theory, looked.loops
    if not theory.links:
        return []
    found = []
    if not loops:
        found += [
            Finding(
                10,
                "Does what comes of it change what came before: do people adapt, does success draw in more or "
                "less effort? No arrow leads back yet.",
            )
        ]
    reinforcing = [loop for loop in loops if loop.sign == "R"]
    if reinforcing and len(reinforcing) == len(loops):
        found += [
            Finding(
                10,
                "What stops it from going on for ever? All loops here reinforce themselves (R) and none balances (B).",
                steps=reinforcing[0].steps,
                links=reinforcing[0].links,
            )
        ]
    in_loops = {name for loop in loops for name in loop.links}
    untimed = [link for link in theory.links if link.id in in_loops and link.delay_months is None]
    found += about_links(
        10,
        "How long does {} take? It is part of a loop, and delays decide how loops behave.",
        untimed,
        looked,
    )
    if all(link.sign == "+" for link in theory.links):
        found += [Finding(10, "What could this make worse, and for whom? All arrows have a + so far.")]
    return found


def measures(looked: Looked) -> list[Finding]:
    """Check 11: outputs and outcomes say how one would see them."""
    unmeasured = [
        step
        for step in looked.theory.steps
        if step.kind in ("output", "outcome") and step.text.strip() and not _MEASURE.search(step.text)
    ]
    question = (
        "How would you know that {} has happened, before the end result is in? Its text names no measure."
    )
    return about_steps(11, question, unmeasured)


def agreed_and_dated(looked: Looked) -> list[Finding]:
    """Check 12: the title has a date."""
    if _YEAR.search(looked.theory.title):
        return []
    question = (
        "Which version is this, who has agreed to it, and when will it be reviewed? The title has no year."
    )
    return [Finding(12, question)]


def _kind(looked: Looked, name: str) -> int:
    return KINDS.index(looked.graph.steps[looked.graph.place[name]].kind)


CHAIN_CHECKS: list[Callable[[Looked], list[Finding]]] = [
    one_aim,
    whole_chain,
    from_outside,
    feedback,
    measures,
    agreed_and_dated,
]
