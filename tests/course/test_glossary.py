"""The glossary: each term is linked once from its first use on each page, and said in words that are known."""

import re
from pathlib import Path

import nbformat
import pytest

from localchange.alignment.glossary import FILE, link, terms
from localchange.course import load

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "course").glob("*/*.ipynb"))
TEXT = (ROOT / FILE).read_text(encoding="utf-8")
LINK = re.compile(r"\[[^\]]*\]\(\.\./glossary\.md#([^)]*)\)")
OF_A_PAGE_ALONE = {"type 1", "Local", "Unpaid", "flow", "True harm", "Type 2", "Type 3"}
"""Bold words of the tables of words that stand inside the entry of another term."""


@pytest.fixture(scope="module")
def known():
    return terms(ROOT)


def prose(path):
    """What of a page may carry a link: no headings, no outcomes, nothing that is a link to elsewhere."""
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "markdown":
            text = re.sub(r"^(#|- \*\*\d\d\.\d\*\*).*$", "", cell.source, flags=re.M)
            yield re.sub(r"(?<!!)\[[^\]]*\]\((?!\.\./glossary\.md#)[^)]*\)|`[^`]*`", "", text)


def test_the_terms_are_in_order_and_each_stands_once(known):
    names = [term.name for term in known]
    assert names == sorted(names, key=str.lower)
    assert len(set(names)) == len(names) > 50
    forms = [form for term in known for form in term.forms]
    assert len(set(forms)) == len(forms)


@pytest.mark.parametrize("path", PAGES, ids=[path.stem for path in PAGES])
def test_each_term_is_linked_once_at_its_first_use(path, known):
    """Otherwise: .venv/bin/python tools/course_pages.py."""
    text = "\n".join(prose(path))
    linked = LINK.findall(text)
    assert len(set(linked)) == len(linked), "a term is linked twice"
    for term in known:
        words = "|".join(re.escape(form).replace(r"\ ", r"\s") for form in term.forms)
        use = re.compile(rf"(?<![\w-])(?:{words})(?![\w-])")
        place = text.find(f"](../glossary.md#{term.anchor})")
        before = text if place < 0 else text[: text.rindex("[", 0, place)]
        without = re.sub(r"\[[^\]]*\]\([^)]*\)", "", before)
        assert not use.search(without), f"{term.name} is used before it is linked"


def test_each_link_leads_to_a_term(known):
    anchors = {term.anchor for term in known}
    for path in PAGES:
        found = set(LINK.findall(path.read_text(encoding="utf-8")))
        assert found <= anchors, path.name


def test_anchors_need_no_escaping(known):
    """Letters, digits and hyphens alone: a link then means the same in JupyterLab and elsewhere."""
    assert all(re.fullmatch(r"[A-Za-z0-9-]+", term.anchor) for term in known)


def test_every_term_is_used_and_where_it_says_first(known):
    first = {}
    for module in load(ROOT).modules:
        own = sorted(
            (ROOT / "course" / module.slug).glob("*.ipynb"),
            key=lambda path: (path.stem != module.slug, path.stem),
        )
        for path in own:
            for anchor in LINK.findall(path.read_text(encoding="utf-8")):
                first.setdefault(anchor, f"({module.slug}/{path.name})")
    for term in known:
        entry = TEXT.split(f"## {term.name}\n")[1].split("\n## ")[0]
        assert first[term.anchor] in entry, term.name


def test_every_word_of_the_tables_of_words_is_in_the_glossary(known):
    forms = {form.strip("*") for term in known for form in term.forms}
    seen = 0
    for path in PAGES:
        for text in prose(path):
            if "| word | what it means here |" not in text:
                continue
            plain = LINK.sub(lambda match: re.sub(r"^\[|\]\(.*", "", match.group()), text)
            for words in re.findall(r"^\| \*\*([^*]+)\*\*", plain, re.M):
                seen += 1
                assert {words, words.removeprefix("the ")} & (forms | OF_A_PAGE_ALONE), (
                    f"{path.stem}: {words}"
                )

    assert seen > 35


def test_a_definition_uses_only_terms_that_are_defined_and_none_in_a_circle(known):
    names = {term.anchor for term in known}
    uses = {term.anchor: set(re.findall(r"\(#([^)]+)\)", term.definition)) for term in known}
    assert set().union(*uses.values()) <= names
    done = set()
    while len(done) < len(uses):
        ready = {name for name, needs in uses.items() if name not in done and needs <= done}
        assert ready, f"these define each other: {sorted(set(uses) - done)}"
        done |= ready


def test_a_definition_that_uses_another_term_links_it(known):
    """Words that are everyday words too are left: what is not everyday has a name of two words or more."""
    rare = [
        term for term in known if " " in term.name or term.name in ("counterfactual", "regulator", "median")
    ]
    for term in known:
        plain = re.sub(r"\[[^\]]*\]\([^)]*\)", "", term.definition)
        for other in rare:
            if other.name != term.name:
                assert not re.search(rf"\b{re.escape(other.name)}\b", plain), f"{term.name} uses {other.name}"


def test_a_definition_is_short_and_plain(known):
    for term in known:
        assert len(term.definition.split()) <= 60, term.name
        assert term.definition[-1] in ".?"


def page(*texts):
    return [nbformat.v4.new_markdown_cell(text) for text in texts]


def test_linking_leaves_headings_outcomes_and_links_alone(known):
    cells = page(
        "# The counterfactual",
        "- **03.1** use a counterfactual;",
        "A [counterfactual](x.md), then a counterfactual.",
    )
    link(cells, known)
    assert cells[0].source == "# The counterfactual"
    assert "glossary" not in cells[1].source
    assert (
        cells[2].source == "A [counterfactual](x.md), then a [counterfactual](../glossary.md#counterfactual)."
    )


def test_linking_twice_changes_nothing(known):
    cells = page("A theory of change has a **mechanism**.", "Another theory of change.")
    link(cells, known)
    once = [cell.source for cell in cells]
    assert once[1] == "Another theory of change."
    link(cells, known)
    assert [cell.source for cell in cells] == once
