"""The works that the course cites, read from ``bibliography.bib``."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import SeparateCoAuthors, SplitNameParts
from bibtexparser.model import Entry

from localchange.errors import CourseError

BIBLIOGRAPHY = Path(__file__).parent / "bibliography.bib"

DOI = re.compile(r"10\.\d{4,9}/[^\s<>\"']+")
STATUSES = ("verified", "verified-ref")


@dataclass(frozen=True)
class Work:
    """One work that the course cites.

    Parameters
    ----------
    key : str
        First author and year, in lower case, such as "gruber2023".
    authors : tuple of str
        Family names, or the name of the body that wrote it.
    more_authors : bool
        Whether there are authors beyond those named.
    year : int
        The year of publication.
    title : str
        The title.
    published_in : str
        Journal or publisher, with volume and pages where these were seen; may be empty.
    doi : str
        The DOI, without the address before it; empty where none was seen.
    url : str
        A page that states the finding; may be empty.
    finding : str
        What was found, in one sentence of ours.
    caution : str
        What to bear in mind, in our words.
    status : str
        "verified" when the finding was read in a source, "verified-ref" when only the work itself was.
    """

    key: str
    authors: tuple[str, ...]
    more_authors: bool
    year: int
    title: str
    published_in: str
    doi: str
    url: str
    finding: str
    caution: str
    status: str

    @property
    def link(self) -> str:
        """The address to cite: the DOI's where there is one, else the page's; empty where neither is."""
        return f"https://doi.org/{self.doi}" if self.doi else self.url

    @property
    def who(self) -> str:
        """Whom to name in a sentence, such as "Gruber, Hoe and Stoye" or "Mason and others"."""
        if self.more_authors or len(self.authors) > 3:
            return f"{self.authors[0]} and others"
        if len(self.authors) == 1:
            return self.authors[0]
        return f"{', '.join(self.authors[:-1])} and {self.authors[-1]}"


def works() -> tuple[Work, ...]:
    """Every work that the course cites, in the order of their keys.

    Returns
    -------
    tuple of Work
        One for each entry of the bibliography.
    """
    return tuple(sorted(read_bibliography(BIBLIOGRAPHY).values(), key=lambda each: each.key))


def work(key: str) -> Work:
    """Look one work up by its key.

    Parameters
    ----------
    key : str
        First author and year, in lower case, such as "gruber2023".

    Returns
    -------
    Work
        The work.

    Raises
    ------
    CourseError
        When there is no such work; the message names the keys that look most like it.
    """
    known = read_bibliography(BIBLIOGRAPHY)
    if key in known:
        return known[key]
    near = difflib.get_close_matches(str(key).lower(), known, n=3, cutoff=0.8)
    name = re.match(r"[a-z]{3,}", str(key).lower())
    if name:
        near += [each for each in known if each.startswith(name.group()) and each not in near]
    hint = f"did you mean {' or '.join(near)}" if near else "evidence.works() lists them all"
    raise CourseError(f"The bibliography has no work called {key!r}; {hint}?".replace("all?", "all."))


@cache
def read_bibliography(path: Path) -> dict[str, Work]:
    """Read a bibliography, once, and refuse one that is not as it should be.

    Parameters
    ----------
    path : pathlib.Path
        A BibTeX file, whose entries have the further fields finding, caution and status.

    Returns
    -------
    dict of str to Work
        The works by their keys.

    Raises
    ------
    CourseError
        When it cannot be read, or an entry lacks something.
    """
    library = parse_string(
        path.read_text(encoding="utf-8"), append_middleware=[SeparateCoAuthors(), SplitNameParts()]
    )
    if library.failed_blocks:
        line = min((block.start_line or 0) + 1 for block in library.failed_blocks)
        raise CourseError(
            f"{path.name} cannot be read from line {line} on; look there for a missing comma or brace, or "
            "for a key or field that stands there twice."
        )
    return {entry.key: _work(entry, path.name) for entry in library.entries}


def _work(entry: Entry, file: str) -> Work:
    """Turn an entry of the bibliography into a work."""
    fields = {name: field.value for name, field in entry.fields_dict.items()}

    def refuse(what: str) -> CourseError:
        return CourseError(f"The work {entry.key!r} in {file} has {what}.")

    for name, value in fields.items():
        if re.search(r"[}\"]\s*\w+\s*=\s*[{\"]", str(value)):
            raise refuse(f"no comma after its {name}; add it")
    for name in ("author", "year", "title", "status", "finding", "caution"):
        if not fields.get(name):
            raise refuse(f"no {name}; add it")
    doi, year, status = fields.get("doi", ""), fields["year"], fields["status"]
    if doi and not DOI.fullmatch(doi):
        raise refuse(f"a DOI that is none, {doi!r}; write it without the address before it, from 10. on")
    if not re.fullmatch(r"\d{4}", year):
        raise refuse(f"a year that is none, {year!r}; write four digits")
    if status not in STATUSES:
        raise refuse(f"the status {status!r}; use {' or '.join(STATUSES)}")
    names = [_plain(" ".join([*name.von, *name.last])) for name in fields["author"]]
    return Work(
        key=entry.key,
        authors=tuple(name for name in names if name != "others"),
        more_authors="others" in names,
        year=int(year),
        title=_plain(fields["title"]),
        published_in=_published_in(
            {name: _plain(value) for name, value in fields.items() if name != "author"}
        ),
        doi=doi,
        url=fields.get("url", ""),
        finding=_plain(fields["finding"]),
        caution=_plain(fields["caution"]),
        status=status,
    )


def _published_in(fields: dict[str, str]) -> str:
    """Say where a work was published, as far as that is known."""
    number = fields.get("number", "")
    if "journal" not in fields:
        place = fields.get("institution") or fields.get("howpublished", "")
        return ", ".join(part for part in (place, number) if part)
    issue = fields.get("volume", "") + (f"({number})" if number else "")
    pages = fields.get("pages", "").replace("--", "-")
    return fields["journal"] + (f" {issue}" if issue else "") + (f": {pages}" if issue and pages else "")


def _plain(text: str) -> str:
    """Turn BibTeX's way of writing into plain text."""
    plain = text.replace("{", "").replace("}", "").replace("\\&", "&")
    return re.sub(r"\s+", " ", plain).strip()
