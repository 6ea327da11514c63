"""The labs of the waiting list, worked in a real browser by keyboard."""

import nbformat
import pytest
from playwright.sync_api import expect

from localchange.answers import read_answers

CELLS = {
    "play": "labs.waiting_list(page, answer='year')",
    "leverage": "labs.leverage(page)",
    "trials": "labs.trials(page)",
}
SET_UP = """
from localchange import labs
from localchange.exercises import Page
page = Page('05_complex_systems')
"""
FOLDER = "waiting_try"
PATIENCE = 30_000


@pytest.fixture
def notebook(lab_server, kept_notebook):
    """Give a notebook with one of the labs, run afresh, with no answers."""

    def opened(kind, keep=False):
        folder = lab_server.root / FOLDER
        folder.mkdir(exist_ok=True)
        path = folder / f"{kind}.ipynb"
        if not path.exists():
            cells = [nbformat.v4.new_code_cell(code) for code in (SET_UP, CELLS[kind])]
            made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# A page"), *cells])
            made.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
            nbformat.write(made, path)
        if not keep:
            (folder / "answers.json").unlink(missing_ok=True)
        book = kept_notebook(f"{FOLDER}/{kind}.ipynb")
        if keep:
            book.load()
        book.page.locator(".lc-root").evaluate_all("roots => roots.forEach(root => root.dataset.old = 'old')")
        book.run_all()
        expect(book.page.locator(".lc-root[data-old]")).to_have_count(0, timeout=PATIENCE)
        expect(book.page.locator(".lc-root[data-drawn]")).to_have_count(1, timeout=PATIENCE)
        return Lab(book)

    return opened


class Lab:
    """The lab on the page."""

    def __init__(self, book):
        self.book, self.page = book, book.page
        self.root = book.page.locator(".lc-root")
        self.words = self.root.locator("[data-lab=words]")

    def handle(self, key):
        return self.root.locator(f"[data-handle={key}]")

    def live(self, *arrows):
        """Set the one handle by arrow keys, then live the month, all by keyboard."""
        self.handle("posts").focus()
        for key in arrows:
            self.page.keyboard.press(key)
        self.page.keyboard.press("Tab")
        self.page.keyboard.press("Enter")
        self.settle()

    def do(self, act):
        self.root.locator(f"button[data-do={act}]").focus()
        self.page.keyboard.press("Enter")
        self.settle()

    def settle(self):
        """Wait until the last thing that was asked is drawn."""
        self.page.wait_for_function(
            """() => { const { asked, drawn } = document.querySelector(".lc-root").dataset; return asked === drawn }"""
        )

    def picture(self):
        """Give what is drawn, without the names of hatchings, which are new each time."""
        return self.root.locator(".lc-svg").evaluate_all(
            "all => all.map(svg => "
            "svg.innerHTML.replace(/localchange-hatch-[-\\w]+?(?=-\\w+-(hatch|dense))/g, '')).join()"
        )

    def saved(self):
        folder = self.book.folder
        return read_answers(folder / "answers.json", "05_complex_systems")["year"].value["setting"]


def test_a_month_is_lived_by_keyboard_and_changes_picture_and_words(notebook):
    lab = notebook("play")
    expect(lab.words).to_contain_text("Month 1 of 12")
    expect(lab.words).to_have_attribute("role", "status")
    before = lab.picture()
    lab.live("ArrowRight", "ArrowRight", "ArrowRight")
    expect(lab.words).to_contain_text("Posts advertised in month 1: 3. Month 2 of 12")
    assert lab.picture() != before
    assert lab.saved()["m01"] == 3
    assert lab.saved()["m02"] == -1
    lab.do("undo")
    expect(lab.words).to_contain_text("Taken back. Month 1 of 12")
    assert lab.saved()["m01"] == -1
    assert lab.picture() == before


def test_a_reload_keeps_the_months_and_their_year(notebook):
    lab = notebook("play")
    lab.live("End")
    lab.live("Home")
    expect(lab.words).to_contain_text("Month 3 of 12")
    saved, words = lab.saved(), lab.words.inner_text().split("Month 3 of 12")[1]
    assert [saved["m01"], saved["m02"], saved["m03"]] == [12, 0, -1]
    again = notebook("play", keep=True)
    expect(again.words).to_contain_text("You left off here. Month 3 of 12" + words)
    again.live("Home", "ArrowRight")
    assert again.saved() == {**saved, "m03": 1}


def test_at_the_end_the_best_policy_and_the_rules_appear(notebook, axe):
    lab = notebook("play")
    figures = lab.root.locator(".lc-svg")
    expect(figures).to_have_count(2)
    for _ in range(12):
        lab.live("Home", "ArrowRight")
    expect(lab.words).to_contain_text("The 12 months are over")
    expect(lab.words).to_contain_text("The best policy")
    expect(figures).to_have_count(3)
    expect(lab.root.locator("button[data-do=live]")).to_have_attribute("aria-disabled", "true")
    lab.root.locator("summary", has_text="as a table").click()
    expect(lab.root.locator("tbody tr").first).to_contain_text("start")
    assert "not known" not in lab.root.locator("tbody tr").nth(24).inner_text()
    axe(lab.page, ".lc-root")
    lab.do("reset")
    expect(lab.words).to_contain_text("You start again, in the same year. Month 1 of 12")
    expect(figures).to_have_count(2)
    axe(lab.page, ".lc-root")


def test_a_place_to_intervene_is_chosen_by_keyboard(notebook, axe):
    lab = notebook("leverage")
    before = lab.picture(), lab.words.inner_text()
    lab.handle("point").focus()
    lab.page.keyboard.press("End")
    lab.settle()
    expect(lab.words).not_to_have_text(before[1])
    assert lab.picture() != before[0]
    assert lab.handle("point").evaluate("box => box.labels[0].textContent") == "Where you intervene"
    axe(lab.page, ".lc-root")


def test_trials_are_moved_by_keyboard(notebook, axe):
    lab = notebook("trials")
    before = lab.picture(), lab.words.inner_text()
    lab.handle("alike").focus()
    lab.page.keyboard.press("Home")
    lab.settle()
    expect(lab.words).not_to_have_text(before[1])
    assert lab.picture() != before[0]
    axe(lab.page, ".lc-root")
