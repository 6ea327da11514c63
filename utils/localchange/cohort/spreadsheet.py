"""The pooled view of a cohort as rows for a spreadsheet: one number a row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from localchange.cohort.pool import Pooled
from localchange.pooled.spread import Group, Spread

HEADINGS = ("part", "page", "question", "what", "people", "measure", "value")


def rows_as_csv(rows: Sequence[Sequence[object]]) -> str:
    """Write rows as comma-separated values in which no cell can be taken for a formula.

    Parameters
    ----------
    rows
        The first one holds the headings.
    """
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    return file.getvalue()


def to_csv(pooled: Pooled) -> str:
    """Write every pooled number as one row, for a spreadsheet."""
    return rows_as_csv([HEADINGS, *_csv(pooled)])


def _safe(cell: object) -> str:
    """Keep a spreadsheet from taking words for a formula."""
    words = f"{cell:.6g}" if isinstance(cell, float) else str(cell)
    return (
        f"'{words}"
        if words.startswith(("=", "+", "-", "@", "\t", "\r")) and not isinstance(cell, int | float)
        else words
    )


def _csv(pooled: Pooled) -> Iterator[tuple[object, ...]]:
    def spreads(head: tuple[object, ...], found: Spread | None) -> Iterator[tuple[object, ...]]:
        if found is not None:
            for measure in ("lower", "middle", "upper"):
                yield (*head, found.people, measure, getattr(found, measure))

    def counted(
        head: tuple[object, ...], groups: Sequence[Group], names: dict[str, str]
    ) -> Iterator[tuple[object, ...]]:
        for group in groups:
            what = " or ".join(names.get(each, each) for each in group.options)
            yield (*head, what, group.people, "people", group.people)

    for name, orders in pooled.orders.items():
        yield from spreads(("week in order", "", name, "points lost"), orders.points)
        for key, place in orders.places.items():
            yield ("week in order", "", name, key, orders.points.people, "median place", place)
    for service, years in pooled.years.items():
        yield from spreads(("waiting-list year", "", service, "share of the way to the best"), years.share)
        yield from spreads(("waiting-list year", "", service, "above the best"), years.over)
        for month, posts in enumerate(years.posts, 1):
            yield (
                "waiting-list year",
                "",
                service,
                f"month {month}",
                years.share.people,
                "median posts",
                posts,
            )
    yield from spreads(("own request", "", "times what was foreseen", ""), pooled.own_error)
    for each in pooled.believed:
        yield from spreads(("claim", "", each.claim.text, "before"), each.before)
        yield from spreads(("claim", "", each.claim.text, "now"), each.after)
        yield from counted(("claim", "", each.claim.text), each.verdicts, {})
    for one in pooled.sure:
        head = ("confidence", "", f"{one.low} to {one.high}% sure", "", one.people)
        yield from ((*head, "mean confidence", one.sure), (*head, "share right", one.right))
    for guess in pooled.predicted:
        yield from spreads(("prediction", guess.page.title, guess.prompt, guess.unit), guess.best)
        yield from spreads(("range of a prediction", guess.page.title, guess.prompt, guess.unit), guess.width)
    for choice in pooled.chosen:
        yield from counted(("choice", choice.page.title, choice.prompt), choice.groups, dict(choice.options))
        yield from spreads(
            ("confidence in a choice", choice.page.title, choice.prompt, "per cent"), choice.sure
        )
    for settings in pooled.set_to:
        for label, found in settings.handles:
            yield from spreads(("setting", settings.page.title, settings.key, label), found)
