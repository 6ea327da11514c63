"""Module 7's package, the call from No 10 and the Word file, worked in a real browser by keyboard."""

import io
import re

import nbformat
import pytest
from docx import Document
from playwright.sync_api import expect

from localchange.answers import read_answers

SLUG = "07_balanced_approach"
CELLS = (
    f"from localchange import labs\nfrom localchange.exercises import Page\npage = Page({SLUG!r})",
    "labs.package(page, 'package', 'Spread your points.')",
    "labs.minister_call(page, 'call_answer', 'Answer No 10.', call='How **many** targets?', plan='package')",
    "labs.submission(page)",
)
PATIENCE = 30_000
NOTE_WHAT_IT_SAYS = """node => {
    window.said = [];
    const note = () => window.said.at(-1) !== node.textContent && window.said.push(node.textContent);
    new MutationObserver(note).observe(node, { childList: true, characterData: true, subtree: true }) }"""


@pytest.fixture(scope="module")
def book(lab_server, kept_notebook):
    """Open one notebook with all three, run; the tests below follow one another on it."""
    folder = lab_server.root / "course" / SLUG
    folder.mkdir(parents=True, exist_ok=True)
    cells = [nbformat.v4.new_code_cell(code) for code in CELLS]
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# A page"), *cells])
    made.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(made, folder / "package_try.ipynb")
    (folder / "answers.json").unlink(missing_ok=True)
    book = kept_notebook(f"course/{SLUG}/package_try.ipynb")
    run(book)
    return book


def run(book):
    book.run_all()
    expect(book.page.locator(".lc-root[data-drawn]")).to_have_count(1, timeout=PATIENCE)
    expect(book.page.locator("[data-question=document] li")).to_have_count(6, timeout=PATIENCE)


def press(page, name, *keys):
    """Go to a handle or a button, and press keys there."""
    page.locator(f"[data-handle={name}], [data-call={name}], button[data-do={name}]").focus()
    for key in keys:
        page.keyboard.press(key)


def saved(book, key):
    return read_answers(book.folder / "answers.json", SLUG)[key].value


def test_points_are_spent_by_keyboard_and_change_tables_picture_and_words(book, axe):
    page = book.page
    words, budget = page.locator("[data-lab=words]"), page.locator("[data-lab=budget]")
    expect(words).to_contain_text("Nothing is spent yet")
    bare = page.locator(".lc-open td", has_text=re.compile("^bare$"))
    expect(bare).to_have_count(11)
    before = page.locator(".lc-svg").first.inner_html()
    press(page, "target", *["ArrowRight"] * 4)
    expect(budget).to_have_text("80 of 100 points left to spend.")
    press(page, "goals", "End")
    expect(budget).to_have_text("All 100 points are spent.")
    expect(page.locator("[data-lab=notice][data-by=handles]")).to_have_text(
        "Only 80 points were left: take some away from another action first."
    )
    expect(page.locator("[data-handle=goals]")).to_have_value("80")
    expect(page.locator("[data-handle=goals]")).to_have_attribute("aria-valuetext", "80 points")
    expect(words).to_contain_text("20 on prod organisations, 0 on proactive support and 80 on people-focused")
    expect(words).to_contain_text("A thinking aid, not a forecast.")
    expect(bare).to_have_count(5)
    expect(page.locator("[data-lab=kept]")).to_contain_text("Saved")
    assert page.locator(".lc-svg").first.inner_html() != before
    assert saved(book, "package") == {"amounts": {"target": 20, "goals": 80}}
    groups = page.locator(".lc-group > legend")
    expect(groups).to_have_text(["Prod organisations", "Proactive support", "People-focused"])
    press(page, "undo", "Enter")
    expect(budget).to_have_text("80 of 100 points left to spend.")
    press(page, "redo", "Enter")
    expect(budget).to_have_text("All 100 points are spent.")
    page.locator("summary", has_text="What this model assumes").click()
    axe(page, ".lc-root")


def test_the_call_has_a_clock_that_stops_grows_and_goes_away(book, axe):
    page = book.page
    card = page.locator("[data-question=call_answer]")
    clock, status = card.locator("[data-call=clock]"), card.locator(".lcq-call > [role=status]")
    expect(card.get_by_text("The telephone rings: the duty official at No 10.")).to_be_visible()
    expect(card.get_by_text("targets?")).to_be_hidden()
    axe(page, "[data-question=call_answer]")
    lengths = card.locator("select option")
    expect(lengths).to_have_text(["20 minutes", "40 minutes", "60 minutes", "200 minutes", "No clock"])
    clock.evaluate(NOTE_WHAT_IT_SAYS)
    press(page, "take", "Enter")
    expect(card.get_by_text("targets?")).to_be_visible()
    assert page.evaluate("document.activeElement.textContent") == "The duty official at No 10:"
    expect(status).to_have_text("The clock runs: 20 minutes. You can stop it at any time.")
    page.wait_for_function("window.said.length > 1")
    began, then = page.evaluate("window.said")[:2]
    assert began == "20:00 left" and re.fullmatch(r"19:5\d left", then)
    expect(card.locator("[data-call=plan]")).to_contain_text("Goals agreed locally, and room to act (80)")
    press(page, "pause", "Enter")
    expect(status).to_have_text("The clock stands.")
    stood = clock.inner_text()
    press(page, "longer", "Enter")
    expect(clock).to_have_text(re.compile(r"^29:\d\d left, the clock stands$"))
    page.wait_for_timeout(1200)
    assert clock.inner_text().split(":")[1] == stood.split(":")[1], "a clock that stands does not move"
    axe(page, "[data-question=call_answer]")
    card.locator("textarea").fill("We count what patients notice. The package stands.")
    expect(card.locator(".lcq-saved")).to_contain_text("Saved", timeout=PATIENCE)


def test_a_reload_keeps_package_answer_and_clock(book, axe):
    page = book.page
    book.dark()
    book.load()
    run(book)
    expect(page.locator("[data-lab=words]")).to_contain_text("This is your package as you left it.")
    expect(page.locator("[data-handle=goals]")).to_have_value("80")
    card = page.locator("[data-question=call_answer]")
    expect(card.locator("textarea")).to_have_value("We count what patients notice. The package stands.")
    expect(card.locator("[data-call=clock]")).to_have_text(re.compile(r"^29:\d\d left, the clock stands$"))
    press(page, "off", "Enter")
    expect(card.locator("[data-call=clock]")).to_be_hidden()
    expect(card.locator(".lcq-call > [role=status]")).to_have_text("There is no clock any more.")
    assert page.evaluate("document.activeElement.textContent") == "The duty official at No 10:"
    axe(page, ".lc-root", "[data-question=call_answer]", "[data-question=document]")


def test_the_word_file_is_made_and_holds_the_package(book):
    page = book.page
    card = page.locator("[data-question=document]")
    expect(card.locator("li").nth(4)).to_have_text("Annex A: the package: there")
    expect(card.locator("[data-document=length]")).to_contain_text("0 of at most 450 words")
    with page.expect_download() as coming:
        card.locator("button").focus()
        page.keyboard.press("Enter")
    content = coming.value.path().read_bytes()
    expect(card.locator("[role=status]")).to_have_text("submission.docx is in your downloads folder.")
    (package, _models) = Document(io.BytesIO(content)).tables
    assert [row.cells[2].text for row in package.rows[1:]] == ["20", "80"]
