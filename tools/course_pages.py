"""Write what follows from the course's pages: links to the glossary, and course/ways_through.md.

    .venv/bin/python tools/course_pages.py

Each term of course/glossary.md is linked from its first use on each page, and the glossary says where that is first.
Run it when a page, course/glossary.md or course/ways.toml has changed; tests/course holds that nothing is left to do.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import nbformat

from localchange.alignment import glossary, ways
from localchange.course import find_course, load
from localchange.course_sections import pages


def main(root: Path) -> int:
    """Write the links and the places, and say which files have changed."""
    known = glossary.terms(root)
    first: dict[str, str] = {}
    for module in load(root).modules:
        for path in pages(root, module.slug):
            book = nbformat.read(path, as_version=4)
            before = nbformat.writes(book)
            glossary.link(book.cells, known)
            for _, anchor in glossary.links(book.cells):
                first.setdefault(anchor, f"[{module.slug[:2]} {module.title}]({module.slug}/{path.name})")
            if nbformat.writes(book) != before:
                nbformat.write(book, path)
                print(f"linked: {path.relative_to(root)}")
    path = root / glossary.FILE
    text = re.sub(r"\n\n\*First used in\* .+", "", path.read_text(encoding="utf-8"))
    for term in known:
        if term.anchor not in first:
            print(f"No page uses {term.name!r}: check how it is written, or take it out.", file=sys.stderr)
            return 1
        forms = f"*In the text:* {' · '.join(term.forms)}"
        place = f"\n\n*First used in* {first[term.anchor]}"
        text = re.sub(
            rf"(?<=## {re.escape(term.name)}\n\n)(.+\n\n){re.escape(forms)}(?=\n)",
            lambda entry, tail=forms + place: entry.group(1) + tail,
            text,
        )
    path.write_text(text, encoding="utf-8")
    (root / ways.SHOWN).write_text(ways.as_markdown(root), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(find_course(Path(__file__))))
