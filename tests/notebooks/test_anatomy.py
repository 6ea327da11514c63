"""What every page of the course must be: short, quiet, in order, and readable without code."""

import json
import re
from itertools import pairwise
from types import SimpleNamespace

import nbformat
import pytest

BYTES = 100_000
LINES = 80
IMAGE = re.compile(r"!\[([^\]]*)\]\([^)]*\)|<img\b[^>]*>", re.I)
FETCHES = re.compile(r"<(?:script|iframe|link|img|video|audio|source|object|embed)\b[^>]*https?:", re.I)


def headings(book):
    """Give the level and words of each heading, in order; fenced code has none."""
    found = []
    for cell in book.cells:
        if cell.cell_type == "markdown":
            text = re.sub(r"```.*?```", "", cell.source, flags=re.S)
            found += [
                (len(hashes), words.strip()) for hashes, words in re.findall(r"^(#+)\s+(.+)$", text, re.M)
            ]
    return found


def complaints(book):
    """Say everything that is wrong with the form of a page."""
    wrong = []
    levels = headings(book)
    if not levels or levels[0][0] != 1 or [level for level, _ in levels].count(1) != 1:
        wrong.append("one first-level heading must come first")
    wrong += [
        f"the heading {words!r} skips a level"
        for (before, _), (level, words) in pairwise(levels)
        if level > before + 1
    ]
    names = [words for _, words in levels]
    wrong += [f"the heading {name!r} stands twice" for name in set(names) if names.count(name) > 1]
    for cell in book.cells:
        if not re.fullmatch(r"[a-z][a-z]*(-[a-z0-9]+)*", cell.get("id", "")) or len(cell.id) < 4:
            wrong.append(f"the cell id {cell.get('id')!r} is not readable")
        if cell.cell_type == "code":
            wrong += code_complaints(cell)
        for picture in IMAGE.finditer(cell.source):
            alternative = picture.group(1) or "".join(re.findall(r'\balt="([^"]+)"', picture.group(0)))
            if not alternative.strip():
                wrong.append(f"a picture in {cell.id} has no text alternative")
        if FETCHES.search(cell.source):
            wrong.append(f"{cell.id} would fetch something from the network")
        if any(name.startswith("attachment") for name in cell.get("attachments", {}) or {}):
            wrong.append(f"{cell.id} carries an attachment")
    return wrong


def code_complaints(cell):
    """Say what is wrong with the form of a code cell."""
    wrong = []
    if cell.outputs or cell.execution_count is not None:
        wrong.append(f"{cell.id} was saved with its output")
    if not cell.metadata.get("jupyter", {}).get("source_hidden"):
        wrong.append(f"the code of {cell.id} is not folded away")
    if len(cell.source.splitlines()) > LINES:
        wrong.append(f"the code of {cell.id} is longer than {LINES} lines")
    if re.search(r"https?://", cell.source):
        wrong.append(f"the code of {cell.id} names an address")
    return wrong


def test_the_form_of_each_page(book):
    assert complaints(book) == []


def test_each_page_is_valid_and_written_the_same_way(page_path, book):
    nbformat.validate(book)
    assert (book.nbformat, book.nbformat_minor) == (4, 5)
    assert book.metadata.kernelspec.name == "python3"
    text = page_path.read_text(encoding="utf-8")
    assert text == json.dumps(json.loads(text), indent=1, ensure_ascii=False) + "\n"


def test_each_page_is_small(page_path):
    size = page_path.stat().st_size
    print(f"{page_path.name}: {size / 1000:.0f} kB of {BYTES / 1000:.0f}")
    assert size < BYTES


def test_cells_cannot_be_changed_or_lost_by_a_slip(book):
    for cell in book.cells:
        assert cell.metadata.get("editable") is False, cell.id
        assert cell.metadata.get("deletable") is False, cell.id


def test_a_page_opens_with_title_time_and_the_one_gesture(book):
    first = book.cells[0]
    assert first.source.startswith("# ")
    assert re.search(r"\b\d+ minutes\b", first.source)
    assert "No coding needed" in first.source
    assert "Run All Cells" in first.source


def test_the_set_up_cell_is_the_first_code_and_readable(book, slug):
    code = [cell for cell in book.cells if cell.cell_type == "code"]
    set_up = code[0]
    assert set_up.id == "set-up"
    assert set_up.source.startswith("# Set-up:"), "it must say what it does"
    assert f'Page("{slug}")' in set_up.source
    assert len(set_up.source.splitlines()) <= 12
    assert not any("import" in cell.source.split() for cell in code[1:]), "all imports belong in the set-up"


def road(*labs):
    """Give what each module passes, in order, with the cells of its own labs."""
    return [
        *("warm-up", "warm-up-questions", "outcomes", "claims-before", "story", "predictions", *labs),
        *("evidence-for", "evidence-against", "check-yourself", "claims-after"),
        *("own-policy", "own-policy-reminder", "own-policy-text", "ledger", "summary", "sources-list"),
    ]


MODULE_ROADS = {
    "00_welcome": [],  # it is no module
    "01_two_views": road("lab-week", "lab-triage"),
    "02_theory_of_change": road("worked-case", "complete-case", "gap-case", "rarely-plan"),
    "03_targets": road("lab-department"),
    "04_incentives_regulation": road("lab-paying"),
    "05_complex_systems": road("lab-waiting", "lab-leverage"),
    "06_relationships": road("transformed", "lab-spreading", "lab-agents", "michigan"),
    "07_balanced_approach": road("lab-package", "package-theory", "minister-call"),
}
SECOND_ROADS = {
    "diagnostic": ["how-it-works", "diagnostic-questions", "diagnostic-result", "summary"],
    "delayed_test": ["when", "when-due", "delayed-questions", "delayed-result", "summary"],
    "inspection": [
        *(
            "outcomes",
            "story",
            "predictions",
            "regression",
            "lab-inspecting",
            "evidence-for",
            "evidence-against",
        ),
        *("check-yourself", "summary", "sources-list"),
    ],
}
"""The road of a page beside the module's own: the warm-up, the claims and one's own policy are on that one."""


def test_each_module_follows_the_anatomy(slug, page_path, book, second):
    wanted = SECOND_ROADS[page_path.stem] if second else MODULE_ROADS[slug]
    ids = [cell.id for cell in book.cells]
    assert [place for place in ids if place in wanted] == wanted


LATER = {
    "01_two_views": (
        "lab-week",
        "lab-explain",
        "burden",
        "burden-table",
        "evidence-for",
        "exchange",
        "calibration",
    ),
    "02_theory_of_change": ("checks", "gap-case", "stress", "rarely", "evidence-for"),
    "03_targets": ("series-chart", "pile-up", "pile-up-chart", "lab-department", "evidence-for"),
    "04_incentives_regulation": (
        "lab-paying",
        "published",
        "published-table",
        "evidence-for",
        "evidence-against",
    ),
    "05_complex_systems": (
        "lab-waiting",
        "series",
        "series-chart",
        "evidence-for",
        "evidence-against",
        "calibration",
    ),
    "06_relationships": (
        "close-or-far",
        "lab-spreading",
        "lab-agents",
        "michigan",
        "evidence-for",
        "evidence-against",
        "calibration",
    ),
    "07_balanced_approach": (
        "report",
        "lab-package",
        "minister-call",
        "context",
        "evidence-for",
        "evidence-against",
    ),
}


@pytest.mark.parametrize("module", LATER)
def test_predictions_come_before_what_they_predict(root, module):
    ids = [cell.id for cell in nbformat.read(root / f"course/{module}/{module}.ipynb", as_version=4).cells]
    for later in LATER[module]:
        assert ids.index("predictions") < ids.index(later)


def test_what_is_extra_comes_last_and_says_so(book):
    """A learner who stops after the summary has had the whole core."""
    extra = ["further" in cell.metadata.get("tags", []) for cell in book.cells]
    titled = [cell.source.startswith("## Further:") for cell in book.cells]
    for is_extra, is_titled, cell in zip(extra, titled, book.cells, strict=True):
        assert not is_titled or is_extra, f"{cell.id} is titled Further and not tagged so"
    if any(extra):
        ids = [cell.id for cell in book.cells]
        assert extra.index(True) > ids.index("summary")


# --- the checks themselves, on pages that are bad on purpose -----------------------------------------


def bad_book(*cells):
    book = nbformat.v4.new_notebook()
    book.cells = [
        nbformat.v4.new_markdown_cell("# Title", id="title"),
        *[nbformat.NotebookNode(cell) for cell in cells],
    ]
    return book


def markdown(text, cell_id="some-text"):
    return nbformat.v4.new_markdown_cell(text, id=cell_id)


def code(text, hidden=True, **kind):
    cell = nbformat.v4.new_code_cell(text, id="some-code", **kind)
    if hidden:
        cell.metadata["jupyter"] = {"source_hidden": True}
    return cell


BAD = [
    SimpleNamespace(name="a level is skipped", cell=markdown("#### Deep"), says="skips a level"),
    SimpleNamespace(name="a second title", cell=markdown("# Again"), says="one first-level heading"),
    SimpleNamespace(name="a heading twice", cell=markdown("## One\n\n## One"), says="stands twice"),
    SimpleNamespace(name="a random id", cell=markdown("x", "8f3a1c2e"), says="not readable"),
    SimpleNamespace(name="no alternative", cell=markdown("![](a.png)"), says="no text alternative"),
    SimpleNamespace(
        name="no alternative in HTML", cell=markdown('<img src="a.png">'), says="no text alternative"
    ),
    SimpleNamespace(
        name="a picture from afar", cell=markdown('<img alt="x" src="https://e.org/a.png">'), says="fetch"
    ),
    SimpleNamespace(name="code in view", cell=code("1", hidden=False), says="not folded away"),
    SimpleNamespace(name="long code", cell=code("1\n" * (LINES + 1)), says="longer than"),
    SimpleNamespace(name="an address in code", cell=code("'https://e.org'"), says="names an address"),
    SimpleNamespace(name="a saved output", cell=code("1", execution_count=3), says="saved with its output"),
]


@pytest.mark.parametrize("bad", BAD, ids=[bad.name for bad in BAD])
def test_the_check_notices(bad):
    assert any(bad.says in complaint for complaint in complaints(bad_book(bad.cell)))


def test_the_check_is_content_with_a_good_page():
    assert complaints(bad_book(markdown("## A\n\n### B\n\n![a cat](a.png)"), code("1"))) == []
