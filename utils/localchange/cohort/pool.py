"""From what people answered, page by page, to spreads and counts in which nobody can be told apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from localchange.answers import Answer
from localchange.cohort.gather import Handed
from localchange.cohort.questions import Page
from localchange.course import VERDICTS, Claim
from localchange.documents.marks import plain
from localchange.journal.judged import BANDS
from localchange.models.triage_weeks import WEEKS
from localchange.pooled.games import Orders, Years, pool_orders, pool_years
from localchange.pooled.spread import LEAST, Group, Spread, counts, spread

OWN_ERROR = "own_error"
"""The one question of module 01's assignment by which a learner says, if they choose, how far out they were."""


@dataclass(frozen=True)
class Predicted:
    """What was foreseen: best guesses, and how wide the ranges were."""

    page: Page
    prompt: str
    unit: str
    best: Spread
    width: Spread | None


@dataclass(frozen=True)
class Chosen:
    """What was chosen of some options, how surely, and which is right where a course page tells it."""

    page: Page
    prompt: str
    options: Mapping[str, str]
    right: str
    groups: tuple[Group, ...]
    sure: Spread | None

    @property
    def people(self) -> int:
        """How many chose."""
        return sum(group.people for group in self.groups)


@dataclass(frozen=True)
class SetTo:
    """Where the handles of a lab were set, by what they are called."""

    page: Page
    key: str
    handles: tuple[tuple[str, Spread], ...]


@dataclass(frozen=True)
class Believed:
    """How sure people were of a claim before and after, over all pages, and their verdicts."""

    claim: Claim
    before: Spread | None
    after: Spread | None
    verdicts: tuple[Group, ...]


@dataclass(frozen=True)
class Sure:
    """Statements of which people were about equally sure, all people and pages together.

    Attributes
    ----------
    low, high
        Ends of the band, per cent.
    people, statements
        How many people judged any, and how many statements that makes.
    sure, right
        Mean confidence and share right, 0 to 1.
    """

    low: int
    high: int
    people: int
    statements: int
    sure: float
    right: float


@dataclass(frozen=True)
class Pooled:
    """Everything that is told of a cohort."""

    people: int
    predicted: tuple[Predicted, ...]
    chosen: tuple[Chosen, ...]
    set_to: tuple[SetTo, ...]
    believed: tuple[Believed, ...]
    sure: tuple[Sure, ...]
    own_error: Spread | None
    orders: Mapping[str, Orders]
    years: Mapping[str, Years]


def pool(handed: Sequence[Handed], pages: Sequence[Page], claims: Sequence[Claim]) -> Pooled:
    """Put the answers of a cohort together.

    Parameters
    ----------
    handed
        What people answered, one for each person and page.
    pages
        The pages of the course, in order.
    claims
        The claims of the course.
    """
    by_page: dict[str, list[Mapping[str, Answer]]] = {page.folder: [] for page in pages}
    for one in handed:
        by_page[one.page.folder].append(one.answers)
    asked = [(page, by_page[page.folder]) for page in pages]
    errors = [value for page, them in asked if page.assessed for value in _numbers(them, OWN_ERROR)]
    return Pooled(
        len({one.learner for one in handed}),
        tuple(found for page, them in asked for found in _predicted(page, them)),
        tuple(found for page, them in asked for found in _chosen(page, them)),
        tuple(found for page, them in asked for found in _set_to(page, them)),
        tuple(_believed(claim, handed) for claim in claims),
        tuple(_sure(handed)),
        spread([error for error in errors if error > 0]),
        dict(_orders(asked)),
        dict(_years(asked)),
    )


def _values(them: Sequence[Mapping[str, Answer]], key: str, kind: str) -> list[Mapping[str, Any]]:
    return [one[key].value for one in them if key in one and one[key].kind == kind]


def _numbers(them: Sequence[Mapping[str, Answer]], key: str) -> list[float]:
    return [float(value["number"]) for value in _values(them, key, "number")]


def _predicted(page: Page, them: Sequence[Mapping[str, Answer]]) -> Iterator[Predicted]:
    for key, asked in page.asked.items():
        values = _values(them, key, "prediction") if asked.kind == "prediction" else []
        best = spread([float(value["best"]) for value in values if "best" in value])
        if best is not None:
            width = spread(
                [float(each["high"] - each["low"]) for each in values if {"low", "high"} <= set(each)]
            )
            yield Predicted(page, plain(asked.prompt), _unit(values), best, width)


def _unit(values: Sequence[Mapping[str, Any]]) -> str:
    """Give the unit that most answers have: the page sets it, and a stranger's file may hold anything."""
    found = Counter(str(value.get("unit", "")) for value in values)
    unit, people = found.most_common(1)[0]
    return unit if people >= LEAST else ""


def _chosen(page: Page, them: Sequence[Mapping[str, Answer]]) -> Iterator[Chosen]:
    for key, asked in page.asked.items():
        if asked.kind != "choice" or not asked.options or asked.borrowed:
            continue
        values = _values(them, key, "choice")
        groups = counts([str(value.get("choice")) for value in values], list(asked.options))
        if groups:
            sure = spread([float(value["confidence"]) for value in values if "confidence" in value])
            options = {option: plain(words) for option, words in asked.options.items()}
            yield Chosen(page, plain(asked.prompt), options, page.right.get(key, ""), groups, sure)


def _set_to(page: Page, them: Sequence[Mapping[str, Answer]]) -> Iterator[SetTo]:
    for key, labels in page.labels.items():
        values = [value["setting"] for value in _values(them, key, "setting")]
        handles = [
            (label, found)
            for handle, label in labels.items()
            if (found := spread([float(each[handle]) for each in values if handle in each])) is not None
        ]
        if handles:
            yield SetTo(page, key, tuple(handles))


def _believed(claim: Claim, handed: Sequence[Handed]) -> Believed:
    """Take the first confidence and the last of each person, and their last verdict."""
    said: dict[str, list[Mapping[str, Any]]] = {}
    for one in sorted(handed, key=lambda each: (each.page.slug, each.page.assessed)):
        answer = one.answers.get(f"claim_{claim.id}")
        if answer is not None and answer.kind == "claim":
            said.setdefault(one.learner, []).append(answer.value)
    first = [
        next((float(each["before"]) for each in them if "before" in each), None) for them in said.values()
    ]
    last = [
        next((float(each["after"]) for each in them[::-1] if "after" in each), None) for them in said.values()
    ]
    verdicts = [
        next((str(each["verdict"]) for each in them[::-1] if "verdict" in each), "") for them in said.values()
    ]
    return Believed(
        claim,
        spread([each for each in first if each is not None]),
        spread([each for each in last if each is not None]),
        counts(verdicts, VERDICTS),
    )


def _sure(handed: Sequence[Handed]) -> Iterator[Sure]:
    judged: list[tuple[str, float, bool]] = []
    for one in handed:
        for key, right in one.page.right.items():
            answer = one.answers.get(key)
            if answer is None or answer.kind != "choice" or answer.tries > 1:
                continue
            if {"choice", "confidence"} <= set(answer.value):
                judged.append(
                    (one.learner, float(answer.value["confidence"]), answer.value["choice"] == right)
                )
    for low, high in BANDS:
        those = [one for one in judged if low <= one[1] < high or (high == 100 and one[1] == 100)]
        people = len({learner for learner, _, _ in those})
        if people >= LEAST:
            mean_sure, share = fmean(one[1] for one in those) / 100, fmean(one[2] for one in those)
            yield Sure(low, high, people, len(those), mean_sure, share)


def _orders(asked: Sequence[tuple[Page, list[Mapping[str, Answer]]]]) -> Iterator[tuple[str, Orders]]:
    for page, them in asked:
        for key, name in page.weeks.items():
            orders = [value["order"] for value in _values(them, key, "ranking")]
            found = pool_orders(WEEKS[name], orders) if name in WEEKS else None
            if found is not None:
                yield name, found


def _years(asked: Sequence[tuple[Page, list[Mapping[str, Answer]]]]) -> Iterator[tuple[str, Years]]:
    for page, them in asked:
        for key, service in page.services.items():
            found = pool_years(service, [value["setting"] for value in _values(them, key, "setting")])
            if found is not None:
                yield service, found
