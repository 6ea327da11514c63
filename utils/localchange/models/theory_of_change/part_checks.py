"""The checks that look at each step and each arrow: 3 to 8."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from localchange.models.theory_of_change.findings import Finding, Looked, about_links, about_steps
from localchange.models.theory_of_change.theory import Step

FEWEST_WORDS = 3
MOST_WORDS = 25


def one_meaning(looked: Looked) -> list[Finding]:
    """Check 3: each step has a text that means one thing."""
    steps = looked.theory.steps
    texts = {step.id: " ".join(step.text.split()).casefold() for step in steps}
    counts = Counter(texts.values())
    blank = [step for step in steps if not texts[step.id]]
    twins = [step for step in steps if texts[step.id] and counts[texts[step.id]] > 1]
    short = [step for step in steps if texts[step.id] and len(texts[step.id].split()) < FEWEST_WORDS]
    long = [step for step in steps if ";" in step.text or len(texts[step.id].split()) > MOST_WORDS]
    found = about_steps(3, "What happens in {}? It has no words yet.", blank)
    if twins:
        question = f"How do the {len(twins)} steps that say the same differ?"
        found += [Finding(3, question, steps=tuple(step.id for step in twins))]
    found += about_steps(3, "What exactly is meant by {}: who would see what, if they stood there?", short)
    return found + about_steps(3, "Is {} one step, or several in one box?", long)


def mechanism(looked: Looked) -> list[Finding]:
    """Check 4: every arrow says how."""
    silent = [link for link in looked.theory.links if not link.mechanism.strip()]
    silent.sort(key=looked.leap, reverse=True)
    return about_links(
        4, "By what means does {} come about: who does what differently, and why?", silent, looked
    )


def assumption(looked: Looked) -> list[Finding]:
    """Check 5: every arrow says what would have to be true; with neither that nor evidence it is a leap of faith."""
    unsaid = [link for link in looked.theory.links if not link.assumption.strip()]
    unsaid.sort(key=looked.leap, reverse=True)
    leaps = [link for link in unsaid if link.evidence == 0]
    others = [link for link in unsaid if link.evidence > 0]
    found = about_links(
        5,
        "Is {} a leap of faith? It has neither an assumption nor evidence. What would have to be true for it to work?",
        leaps,
        looked,
        first=True,
    )
    return found + about_links(5, "What would have to be true, here, for {} to work?", others, looked)


def evidence(looked: Looked) -> list[Finding]:
    """Check 6: evidence is recorded with its source, and so is that there is none."""
    links = looked.theory.links
    unlooked = [
        link for link in links if link.assumption.strip() and link.evidence == 0 and not link.source.strip()
    ]
    unsourced = [link for link in links if link.evidence > 0 and not link.source.strip()]
    unlooked.sort(key=looked.leap, reverse=True)
    found = about_links(
        6,
        "Is there no evidence for {}, or has nobody looked? If you looked and found none, say so as the source.",
        unlooked,
        looked,
    )
    return found + about_links(6, "Where is the evidence for {} to be found?", unsourced, looked)


def people(looked: Looked) -> list[Finding]:
    """Check 7: who acts, who is reached, and what they need to be capable, able and willing."""
    steps = looked.theory.steps
    nobody_acts = [step for step in steps if step.kind == "activity" and not step.who_acts.strip()]
    nobody_reached = [
        step for step in steps if step.kind in ("output", "outcome") and not step.who_is_reached.strip()
    ]
    found = about_steps(7, "Who does {}?", nobody_acts)
    found += about_steps(7, "Who is in fact reached by {}, and who is not?", nobody_reached)
    return found + about_steps(
        7,
        "What do the people in {} need, to be capable, able and willing to do their part?",
        [step for step in steps if _needs_unsaid(step)],
    )


def rivals(looked: Looked) -> list[Finding]:
    """Check 8: outcomes and impacts have a rival explanation on one of the arrows that lead to them."""
    graph = looked.graph
    unrivalled = [
        step
        for step, before in zip(graph.steps, graph.before, strict=True)
        if step.kind in ("outcome", "impact") and before and not any(link.rival.strip() for _, link in before)
    ]
    return about_steps(8, "What else could bring about {}, even without this policy?", unrivalled)


def _needs_unsaid(step: Step) -> bool:
    people = step.who_acts.strip() or step.who_is_reached.strip()
    needs = step.capable.strip() or step.able.strip() or step.willing.strip()
    return step.kind in ("activity", "output", "outcome") and bool(people) and not needs


PART_CHECKS: list[Callable[[Looked], list[Finding]]] = [
    one_meaning,
    mechanism,
    assumption,
    evidence,
    people,
    rivals,
]
