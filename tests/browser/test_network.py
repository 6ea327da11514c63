"""The network, the map of relationships and the lab of module 6 in a real browser: by keyboard and in the table."""

from __future__ import annotations

import json
import re

import nbformat
import pytest
from playwright.sync_api import expect

from localchange.answers import read_answers
from localchange.models.diffusion_agents import NETWORKS

SLUG = "06_relationships"
FOLDER = "network_try"
SAVED = re.compile(r"^Saved \d\d:\d\d$")
PATIENCE = 30_000
SET_UP = f"""
from pathlib import Path
from localchange import labs
from localchange.exercises import Page
page = Page("{SLUG}")
Path("assessed").mkdir(exist_ok=True)
assessed = Page("{SLUG}", assessed=True, folder="assessed")
"""
CELLS = (
    "labs.network(page, 'agents', 'Pick the eight people with whom you would *begin*.', ties=2)",
    "labs.network(assessed, 'eight', 'Pick eight.', network='assignment')",
    "labs.relationship_map(page)",
    "labs.spreading(page)",
)
PEOPLE = NETWORKS["lab"].people
FIRST, SECOND, LAST = PEOPLE[0], PEOPLE[20], PEOPLE[-1]
ROLE = "Ward manager of the pilot ward"


@pytest.fixture(scope="module")
def book(lab_server, kept_notebook):
    """One notebook with all of them, run."""
    folder = lab_server.root / FOLDER
    folder.mkdir()
    cells = [nbformat.v4.new_code_cell(code) for code in (SET_UP, *CELLS)]
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# A page"), *cells])
    made.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(made, folder / f"{SLUG}.ipynb")
    opened = kept_notebook(f"{FOLDER}/{SLUG}.ipynb")
    opened.page.add_init_script("window.print = () => (top.printed = document.body.innerText)")
    opened.run_all()
    return opened


class Network:
    """The network on the page."""

    def __init__(self, book, key="agents"):
        self.book, self.page, self.key = book, book.page, key
        self.root = book.question(key)
        expect(self.root.locator(".lcn-editor")).to_be_visible(timeout=PATIENCE)

    def person(self, name):
        return self.root.locator(f'[data-person="{name}"]')

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def says(self, words):
        expect(self.root.locator(".lct-status")).to_contain_text(words)

    def saved(self):
        """What is in the file once everything is saved: each change is said to be unsaved as it is made."""
        expect(self.root.locator(".lcq-saved")).to_have_text(SAVED, timeout=PATIENCE)
        return read_answers(self.book.folder / "answers.json", SLUG)[self.key].value

    def view(self, name):
        self.root.get_by_role("button", name=name, exact=True).click()


def test_people_are_picked_and_ties_drawn_by_keyboard_alone(book):
    network = Network(book)
    cells = book.page.locator(".jp-Notebook .jp-Cell").count()
    expect(network.root.locator("[data-person]")).to_have_count(len(PEOPLE))
    expect(network.root.locator("[data-person][tabindex='0']")).to_have_count(1)
    book.settle(network.person(FIRST))
    network.press("Space")
    network.says(f"{FIRST} is picked: 1 of 8.")
    expect(network.person(FIRST)).to_be_focused()
    expect(network.person(FIRST)).to_have_accessible_name(
        re.compile(f"^{FIRST}, group A, \\d+ ties, picked$")
    )
    network.press("ArrowDown")
    reached = book.page.evaluate("document.activeElement.dataset.person")
    assert reached not in (None, FIRST)
    network.press("Space")
    network.says("2 of 8")
    network.press("Control+z")
    network.says(f"Undone: {reached} is picked")
    network.press("Control+y", "Home", "l", "End", "Enter")
    network.says(f"A tie is drawn between {FIRST} and {LAST}: 1 of 2.")
    expect(network.root.locator("line.lcn-new")).to_have_count(1)
    network.press("l", "PageUp", "Escape")
    network.says("The tie is given up.")
    assert network.saved() == {"agents": [FIRST, reached], "ties": [[FIRST, LAST]]}
    network.press("End", "Delete")
    network.says(f"1 new tie of {LAST} removed.")
    assert network.saved() == {"agents": [FIRST, reached], "ties": []}
    # None of these letters is taken for a shortcut of the notebook.
    network.press("a", "b", "d", "d", "x", "m")
    assert book.page.locator(".jp-Notebook .jp-Cell").count() == cells


def test_a_reload_keeps_what_was_picked(book):
    before = Network(book).saved()
    book.load()
    book.run_all()
    network = Network(book)
    for name in before["agents"]:
        expect(network.person(name)).to_have_accessible_name(re.compile("picked"))
    assert network.saved() == before


def test_the_mouse_does_the_same(book):
    network = Network(book)
    network.person(SECOND).click()
    network.says(f"{SECOND} is picked")
    network.root.get_by_role("button", name="draws ties").click()
    network.person(SECOND).click()
    network.person(LAST).click()
    network.says(f"A tie is drawn between {SECOND} and {LAST}")
    assert network.saved()["ties"] == [[SECOND, LAST]]


def test_the_table_can_do_what_the_picture_can(book, axe):
    network = Network(book)
    network.view("Table")
    box = network.root.get_by_label(f"Pick {SECOND}", exact=True)
    expect(box).to_be_checked()
    book.settle(box)
    network.press("Space")
    network.says(f"{SECOND} is not picked any more")
    row = network.root.locator(f'tr[data-row="{LAST}"]')
    expect(row).to_contain_text(SECOND)
    network.root.get_by_role("button", name=f"Remove the tie between {SECOND} and {LAST}").click()
    expect(row).not_to_contain_text(SECOND)
    network.root.get_by_label("New tie between").select_option(FIRST)
    network.root.get_by_label("and", exact=True).select_option(LAST)
    network.root.get_by_role("button", name="Draw the tie").click()
    network.says(f"A tie is drawn between {FIRST} and {LAST}")
    network.root.get_by_role("button", name="Draw the tie").click()
    network.says("are tied already")
    assert network.saved()["ties"] == [[FIRST, LAST]]
    axe(book.page, '[data-question="agents"]')
    network.view("Picture")


def test_a_run_comes_after_a_try_and_is_shown_in_picture_table_and_words(book, axe):
    network = Network(book)
    results = network.root.locator(".lcn-results")
    network.root.get_by_role("button", name="Run it").click()
    network.says("Pick 8 people first")
    expect(results).to_be_hidden()
    book.settle(network.person(LAST))
    for _ in range(8 - len(network.saved()["agents"])):
        network.press("Space", "PageUp", "PageUp", "PageUp")
    assert len(network.saved()["agents"]) == 8
    book.settle(network.root.get_by_role("button", name="Run it"))
    network.press("Enter")
    expect(results).to_contain_text("The radical change reaches", timeout=PATIENCE)
    expect(results).to_contain_text("Drawn by lot, on average")
    network.root.get_by_label("Show at each person").select_option("modest")
    expect(network.person(LAST)).to_have_accessible_name(re.compile("takes it up in month 0"))
    expect(network.person(LAST).locator(".lcn-tag")).to_have_text("★ 0")
    axe(book.page, '[data-question="agents"]')
    network.view("Table")
    expect(network.root.locator(f'tr[data-row="{LAST}"]')).to_contain_text("0 (100% of lives)")
    network.view("Picture")
    network.root.get_by_role("button", name="Start again").click()
    expect(results).to_contain_text("You have changed something since this run")


def test_an_assignment_is_silent(book):
    network = Network(book, "eight")
    expect(network.root).to_contain_text("Assessed: recorded, with no feedback here")
    expect(network.root.get_by_role("button", name="Run it")).to_have_count(0)
    expect(network.root.get_by_role("button", name="Begin a tie")).to_have_count(0)
    book.settle(network.person("B1"))
    network.press("Space", "l")
    network.says("No ties are drawn here")
    expect(network.root.locator(".lcq-saved")).to_have_text(SAVED, timeout=PATIENCE)


def test_the_map_is_worked_by_keyboard_and_stays_out_of_the_notebook(book, axe):
    root = book.question("own_relationships")
    expect(root).to_contain_text("Nothing is here yet.")
    axe(book.page, '[data-question="own_relationships"]')
    add = root.get_by_role("button", name="Add a relationship")
    book.settle(add)
    for key in ("Enter", *ROLE, "Tab", *"Fewer waits"):
        book.page.keyboard.press(key)
    expect(root.locator(".lcn-card")).to_contain_text(f"Relationship 1: {ROLE}")
    book.settle(add)
    book.page.keyboard.press("Enter")
    expect(root.locator(".lcn-card")).to_have_count(2)
    root.get_by_role("button", name="Undo").click()
    expect(root.locator(".lcn-card")).to_have_count(1)
    expect(root.locator(".lcq-saved")).to_have_text(SAVED, timeout=PATIENCE)
    kept = read_answers(book.folder / "own_relationships.json", SLUG)["own_relationships"].value["rows"]
    assert [(row["who"], row["goal"]) for row in kept] == [(ROLE, "Fewer waits")]
    root.get_by_role("button", name="Print the map").click()
    printed = book.page.evaluate("top.printed")
    assert ROLE in printed
    assert "What you ask" in printed
    axe(book.page, '[data-question="own_relationships"]')
    notebook = book.save().read_text("utf-8")
    assert "application/vnd.jupyter.widget-view+json" in notebook, "the notebook was saved"
    assert ROLE not in notebook
    assert "own_relationships" not in json.loads((book.folder / "answers.json").read_text("utf-8"))["answers"]
    tick = root.get_by_label("Put a copy into my answers")
    book.settle(tick)
    book.page.keyboard.press("Space")
    expect(root.locator(".lcq-saved")).to_have_text(SAVED, timeout=PATIENCE)
    assert read_answers(book.folder / "answers.json", SLUG)["own_relationships"].value["rows"] == kept


def test_the_budget_is_spent_by_keyboard(book, axe):
    lab = book.page.locator(".lc-root[data-drawn]").last
    lab.scroll_into_view_if_needed()
    words = lab.locator("[data-lab=words]")
    before = words.inner_text()
    spend = lab.locator("[data-handle=spend]")
    book.settle(spend)
    book.page.keyboard.press("End")
    expect(words).to_contain_text("Spend the budget on: nothing to slack")
    expect(words).not_to_have_text(before)
    expect(words).to_have_attribute("role", "status")
    axe(book.page, ".lc-root[data-drawn]")
