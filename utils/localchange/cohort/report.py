"""The pooled view of a cohort as a report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from localchange.cohort.gather import Gathered
from localchange.cohort.pool import Chosen, Pooled, Predicted, SetTo
from localchange.cohort.questions import Page
from localchange.documents.blocks import Block, Heading, Picture, Points, Report, Rows, Told
from localchange.documents.scale import scale
from localchange.labs.waiting_list import TOLD
from localchange.models import triage
from localchange.models.triage_weeks import WEEKS
from localchange.pooled.games import Orders, Years
from localchange.pooled.spread import LEAST, Group, Spread

FEW = f"fewer than {LEAST} people"


def report(title: str, gathered: Gathered, pooled: Pooled, when: datetime) -> Report:
    """Put the pooled view together.

    Parameters
    ----------
    title
        Of the course.
    gathered
        What was read, and which files were not used.
    pooled
        What came of it.
    when
        The day to write on it.
    """
    blocks: list[Block] = [
        Told(
            f"Read on {when.day} {when:%B %Y}: answers of **{pooled.people}** people. No name and no text of anybody's "
            f"is here. Nothing is told of {FEW}, and options that few chose are counted together."
        ),
        Points(
            (
                "*The middle half* lies between the lower and the upper quartile; smallest and largest answers are "
                "single people's, so they are left out.",
                "These are the people whose files were collected. Those who did not hand in may differ.",
                "Where a course page tells what is right, this page does too: think before you show it to people who "
                "have not done that page yet.",
            )
        ),
        *_games(pooled),
        *_own(pooled),
        *_beliefs(pooled),
        *_sure(pooled),
        *_by_page(pooled),
    ]
    if gathered.odd:
        # Without their names, which are often those of people: the command names them to whoever runs it.
        files = "1 file was" if len(gathered.odd) == 1 else f"{len(gathered.odd)} files were"
        blocks.append(
            Told(f"{files} not used: the command named them, and said why, when it wrote this page.")
        )
    return Report(f"{title}: the cohort together", tuple(blocks))


def shown(words: str) -> str:
    """Give what a stranger wrote without letters that cannot be seen."""
    return "".join(letter if letter.isprintable() else "�" for letter in words)


def _middle(found: Spread | None, percent: bool = False) -> tuple[str, str]:
    """Give the median, and the middle half, as two cells."""
    if found is None:
        return FEW, "–"
    lower, middle, upper = (
        f"{100 * each:.0f}%" if percent else f"{each:,.4g}"
        for each in (found.lower, found.middle, found.upper)
    )
    return middle, f"{lower} to {upper}"


def _games(pooled: Pooled) -> Iterator[Block]:
    yield Heading("A week put in order")
    if not pooled.orders:
        yield Told(f"Orders of {FEW} were found for each week of jobs.")
    for name, orders in pooled.orders.items():
        yield from _orders(name, orders)
    yield Heading("A year on the waiting list")
    if not pooled.years:
        yield Told(f"Years that {FEW} lived to the end were found for each service.")
    for service, years in pooled.years.items():
        yield from _years(service, years)


def _orders(name: str, orders: Orders) -> Iterator[Block]:
    week = WEEKS[name]
    best, naive = triage.best(week), triage.cost(week, triage.by_rule(week, "first_come"))
    typical = triage.schedule(week, orders.typical)
    of = orders.points
    found = f" {100 * orders.best:.0f}% of them lost as little as can be." if orders.best else ""
    words = (
        f"{week.title}: {of.people} people. The middle half lost {of.lower:g} to {of.upper:g} points, the median "
        f"{of.middle:g}. The best order loses {best.cost:g}, first come, first served {naive:g}.{found} In the "
        f"order that these people tend to, {typical.cost:g} points are lost."
    )
    most = max(sum(job.cost for job in week.jobs) / 2, of.upper, naive)
    marks = [(best.cost, f"best order: {best.cost:g}"), (naive, f"first come, first served: {naive:g}")]
    yield Heading(week.title, 2)
    yield Picture(
        words,
        scale(
            0, most, (of.lower, of.middle, of.upper), marks, ("0 points lost", f"{most:g} points lost"), words
        ),
    )
    labels = {job.key: job.label for job in week.jobs}
    rows = tuple(
        (labels[key], f"{best.order.index(key) + 1}", f"{orders.places[key]:g}") for key in orders.typical
    )
    yield Rows(
        f"{week.title}: places of the jobs, in the order that the cohort tends to",
        ("Job", "Place in the best order", "Median place in the cohort"),
        rows,
    )


def _years(service: str, years: Years) -> Iterator[Block]:
    of = years.share
    words = (
        f"{_place(service)}: {of.people} people, each in a year of their own. From the "
        f"better of two simple rules (0%) to the best policy of their year (100%), the middle half came "
        f"{100 * of.lower:.0f} to {100 * of.upper:.0f}% of the way, the median {100 * of.middle:.0f}%. The median cost "
        f"lies {100 * years.over.middle:.0f}% above the best."
    )
    yield Heading(_place(service), 2)
    box = (of.lower, of.middle, of.upper)
    yield Picture(
        words, scale(0, 1, box, [], ("0%: the simple rules", "100%: the best, with hindsight"), words)
    )
    rows = tuple(
        (str(month), f"{ours:g}", f"{best:g}")
        for month, (ours, best) in enumerate(zip(years.posts, years.best_posts, strict=True), 1)
    )
    yield Rows(
        f"Posts advertised, month by month: {TOLD[service].place}",
        ("Month", "Median of the cohort", "Median of the best policies"),
        rows,
    )


def _place(service: str) -> str:
    place = TOLD[service].place
    return f"{place[0].upper()}{place[1:]}"


def _own(pooled: Pooled) -> Iterator[Block]:
    yield Heading("Their own requests: foreseen and found")
    found = pooled.own_error
    if found is None:
        yield Told(f"This is told by choice, and {FEW} told it.")
        return
    yield Told(
        f"**{found.people}** people told, by choice, how many times what they foresaw their request took. The "
        f"median is **{found.middle:,.3g}** times, the middle half {found.lower:,.3g} to {found.upper:,.3g} times. Who "
        "chose to tell, and whom they asked, is not chance: read it as a start for a talk, not as a measure."
    )


def _beliefs(pooled: Pooled) -> Iterator[Block]:
    yield Heading("The claims: before and now")
    rows = []
    for each in pooled.believed:
        before, now = _middle(each.before), _middle(each.after)
        verdicts = _counted(each.verdicts, {})
        rows.append((each.claim.text, " · ".join(before), " · ".join(now), verdicts or FEW))
    yield Rows(
        "Confidence in per cent: median and middle half",
        ("Claim", "Before", "Now", "Verdicts"),
        tuple(rows),
    )


def _counted(groups: Sequence[Group], names: dict[str, str], right: str = "") -> str:
    said = []
    for group in groups:
        options = [f"{names.get(each, each)}{' (right)' if each == right else ''}" for each in group.options]
        together = "" if len(options) == 1 else "together: "
        said.append(f"{group.people} {together}{' / '.join(options)}")
    return "\n".join(said)


def _sure(pooled: Pooled) -> Iterator[Block]:
    yield Heading("Confidence and what was right")
    yield Told(
        "All statements whose truth a course page tells, all people together. People judge many, so rows overlap."
    )
    rows = tuple(
        (
            f"{one.low} to {one.high}% sure",
            str(one.people),
            str(one.statements),
            _share(one.sure),
            _share(one.right),
        )
        for one in pooled.sure
    )
    yield Rows(
        "Confidence beside share right",
        ("They were", "People", "Statements", "Mean confidence", "Share right"),
        rows,
        none=f"Judged by {FEW}.",
    )


def _share(value: float) -> str:
    return f"{100 * value:.0f}%"


def _by_page(pooled: Pooled) -> Iterator[Block]:
    there = [one.page for one in pooled.predicted] + [one.page for one in pooled.chosen]
    pages = {page.folder: page for page in [*there, *(one.page for one in pooled.set_to)]}
    for folder, page in sorted(pages.items(), key=lambda pair: (pair[1].slug, pair[1].assessed)):
        yield Heading(page.title)
        predicted = [one for one in pooled.predicted if one.page.folder == folder]
        if predicted:
            yield _predictions(page, predicted)
        chosen = [one for one in pooled.chosen if one.page.folder == folder]
        if chosen:
            yield _choices(page, chosen)
        for each in (one for one in pooled.set_to if one.page.folder == folder):
            yield _settings(page, each)


def _predictions(page: Page, predicted: Sequence[Predicted]) -> Rows:
    rows = tuple(
        (one.prompt, shown(one.unit), str(one.best.people), *_middle(one.best), _middle(one.width)[0])
        for one in predicted
    )
    headings = ("Question", "Unit", "People", "Median guess", "Middle half", "Median width of the range")
    return Rows(f"What was foreseen: {page.title}", headings, rows)


def _choices(page: Page, chosen: Sequence[Chosen]) -> Rows:
    rows = tuple(
        (
            one.prompt,
            str(one.people),
            _counted(one.groups, dict(one.options), one.right),
            " · ".join(_middle(one.sure)) if one.sure else "–",
        )
        for one in chosen
    )
    return Rows(
        f"What was chosen: {page.title}", ("Question", "People", "Answers", "How sure, in per cent"), rows
    )


def _settings(page: Page, one: SetTo) -> Rows:
    rows = tuple((label, str(found.people), *_middle(found)) for label, found in one.handles)
    headings = ("Handle", "People", "Median", "Middle half")
    return Rows(f"Settings, {one.key.replace('_', ' ')}: {page.title}", headings, rows)
