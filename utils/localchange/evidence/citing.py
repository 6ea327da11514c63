"""Showing works in a notebook, and finding those that a text links to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from urllib.parse import unquote

from localchange.errors import CourseError
from localchange.evidence.bibliography import Work, work, works

_DOI_LINK = re.compile(r"https?://(?:dx\.)?doi\.org/([^\s<>\"'\]]+)", re.IGNORECASE)
_LINK = re.compile(r"https?://[^\s<>\"'\]]+")


@dataclass(frozen=True)
class Citations:
    """Works as a notebook shows them: a list, with what each found and what to bear in mind.

    Parameters
    ----------
    works : tuple of Work
        The works, in the order in which to show them.
    """

    works: tuple[Work, ...]

    def _repr_html_(self) -> str:
        items = "".join(f"<li>{_item(each)}</li>" for each in self.works)
        return f'<ul class="lc-works" aria-label="Sources">{items}</ul>'

    def __str__(self) -> str:
        """Give the works as plain text, one paragraph each."""
        return "\n\n".join(_text(each) for each in self.works)

    __repr__ = __str__


def cite(*keys: str) -> Citations:
    """Cite one or more works; as the last line of a cell, it shows them.

    Parameters
    ----------
    *keys : str
        Keys of works, such as "gruber2023", in the order in which to show them.

    Returns
    -------
    Citations
        The works, which a notebook shows as a list.

    Raises
    ------
    CourseError
        When no key is given, or one is not in the bibliography.
    """
    if not keys:
        raise CourseError('cite() needs at least one key, such as cite("gruber2023").')
    return Citations(tuple(work(key) for key in dict.fromkeys(keys)))


def dois_in(markdown: str) -> tuple[str, ...]:
    """Find the DOIs that a text links to.

    Parameters
    ----------
    markdown : str
        The text, with links in Markdown or HTML, or bare.

    Returns
    -------
    tuple of str
        Each DOI once, in the order of the text, without the address before it.
    """
    return tuple(dict.fromkeys(_trim(unquote(match.group(1))) for match in _DOI_LINK.finditer(markdown)))


def works_cited_in(markdown: str) -> tuple[Work, ...]:
    """Find the works that a text links to, by DOI or by the page that the bibliography gives.

    Parameters
    ----------
    markdown : str
        The text, with links in Markdown or HTML, or bare.

    Returns
    -------
    tuple of Work
        Each work once, in the order of the text.

    Raises
    ------
    CourseError
        When the text links to a DOI that is not in the bibliography.
    """
    by_doi = {each.doi.lower(): each for each in works() if each.doi}
    by_page = {_page(each.url): each for each in works() if each.url}
    found: dict[str, Work] = {}
    for match in _LINK.finditer(markdown):
        doi = dois_in(match.group())
        if doi and doi[0].lower() not in by_doi:
            raise CourseError(
                f"The text links to https://doi.org/{doi[0]}, which is not in the bibliography; "
                "add the work to bibliography.bib or take the link out."
            )
        each = by_doi[doi[0].lower()] if doi else by_page.get(_page(_trim(match.group())))
        if each:
            found.setdefault(each.key, each)
    return tuple(found.values())


def _trim(address: str) -> str:
    """Cut off what belongs to the sentence, not the address: a full stop, or a bracket opened outside it."""
    while address:
        if address[-1] in ".,;:!?*_" or (address[-1] == ")" and address.count(")") > address.count("(")):
            address = address[:-1]
        elif address.count(")") > address.count("("):
            address = address[: address.rindex(")")]
        else:
            break
    return address


def _page(address: str) -> str:
    """Bring an address to one form, so that two ways of writing it compare as equal."""
    return re.sub(r"^https?://(?:www\.)?", "", unquote(address).lower()).rstrip("/")


def _item(each: Work) -> str:
    title = f"<cite>{escape(each.title)}</cite>"
    if each.link:
        title = f'<a href="{escape(each.link, quote=True)}">{title}</a>'
    place = f" {escape(each.published_in)}." if each.published_in else ""
    return (
        f"<p>{escape(each.who)} ({each.year}). {title}{_stop(each.title)}{place}</p>"
        f"<p>{escape(each.finding)}</p>"
        f"<p><strong>Caution:</strong> {escape(each.caution)}</p>"
    )


def _text(each: Work) -> str:
    lines = [f"{each.who} ({each.year}). {each.title}{_stop(each.title)} {each.published_in}".strip()]
    lines += [each.link] if each.link else []
    return "\n".join([*lines, each.finding, f"Caution: {each.caution}"])


def _stop(title: str) -> str:
    return "" if title.endswith(("?", "!", ".")) else "."
