"""The builder in a real JupyterLab: by keyboard, by mouse, in its tables; saved, put back, taken away; and safe."""

from __future__ import annotations

import json
import os
import re
import signal
from typing import Any

import nbformat
import pytest
from playwright.sync_api import expect

from localchange.answers import read_answers
from localchange.models.theory_of_change import Theory, cases, edits

SLUG = "02_theory_of_change"
SAVED = re.compile(r"^Saved \d\d:\d\d$")
SET_UP = f"""
from pathlib import Path
from localchange import labs
from localchange.exercises import Page
from localchange.models.theory_of_change import cases
page = Page("{SLUG}", folder=Path("folder.txt").read_text())
"""
CELL = 'eval(Path("cell.txt").read_text())'
STEPS, LINKS = len(cases.matching_michigan.steps), len(cases.matching_michigan.links)
HOSTILE = "<img src=x onerror=window.owned=true><script>window.owned=true</script>"


class Builder:
    """The builder on the page."""

    def __init__(self, book):
        self.book = book
        self.page = book.page
        self.root = book.page.locator('[data-question="theory"]')

    def find(self, selector):
        return self.root.locator(selector)

    def button(self, name):
        return self.root.get_by_role("button", name=name, exact=True)

    def field(self, label):
        return self.find(".lct-panel").get_by_label(label, exact=True)

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text):
        self.page.keyboard.type(text)

    def saved(self):
        expect(self.find(".lcq-saved")).to_have_text(SAVED, timeout=20_000)
        return self

    def theory(self):
        """What is in the file once everything is saved."""
        self.saved()  # each change is said to be not saved, in the same moment that it is made
        return Theory.from_json(read_answers(self.book.answers / "answers.json", SLUG)["theory"].value)

    def says(self, what):
        expect(self.find(".lct-status")).to_contain_text(what)

    def step(self, number):
        return self.find(
            "[data-step]",
        ).filter(has_text=re.compile(rf"Step {number} ·"))


@pytest.fixture
def shown(lab_server, kept_notebook):
    """Run a line of code in a notebook that stays open, with no answers."""

    def made(code, app="lab"):
        folder = lab_server.root / f"theory_{app}"
        if not folder.is_dir():
            folder.mkdir()
            nbformat.write(a_notebook(), folder / "page.ipynb")
        book = kept_notebook(f"{folder.name}/page.ipynb", app)
        book.fresh_folder()
        (folder / "cell.txt").write_text(code)
        book.run_all_afresh(".lct")
        return Builder(book)

    return made


@pytest.fixture
def opened(shown):
    """A builder on the page; the parameter is what it begins with."""

    def made(start="None", app="lab"):
        builder = shown(f"labs.theory_builder(page, 'theory', 'Draw *how* it works.', start={start})", app)
        expect(builder.find(".lct-editor")).to_be_visible()
        return builder

    return made


def a_notebook():
    return nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_markdown_cell("# A page", id="title"),
            nbformat.v4.new_code_cell(SET_UP, id="setup"),
            nbformat.v4.new_code_cell(CELL, id="builder"),
            nbformat.v4.new_markdown_cell("The end.", id="end"),
        ],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
    )


def in_short(theory: Theory) -> dict[str, Any]:
    """Texts of the steps with kind and level, and the links by text."""
    texts = {step.id: step.text for step in theory.steps}
    return {
        "steps": [(step.text, step.kind, step.level) for step in theory.steps],
        "links": [(texts[link.start], texts[link.end], link.sign, link.evidence) for link in theory.links],
    }


WANTED = {
    "steps": [
        ("Publish waits", "input", "national"),
        ("Managers act on them", "activity", "national"),
        ("Patients wait less", "impact", "local"),
    ],
    "links": [
        ("Publish waits", "Managers act on them", "+", 0),
        ("Managers act on them", "Patients wait less", "-", 3),
    ],
}


@pytest.mark.parametrize("app", ["lab", "notebook"])
def test_three_steps_by_keyboard_alone(opened, app):
    builder = opened(app=app)
    cells = builder.page.locator(".jp-Notebook .jp-Cell").count()
    builder.button("New step").focus()
    builder.press("Enter")
    expect(builder.field("What happens")).to_be_focused()
    builder.type("Publish waits")
    builder.press("Escape")
    expect(builder.step(1)).to_be_focused()
    builder.press("t")
    expect(builder.field("What happens")).to_be_focused()
    builder.type("Managers act on them")
    builder.press("Escape")
    expect(builder.step(2)).to_be_focused()
    builder.press("n")
    expect(builder.field("What happens")).to_be_focused()
    builder.type("Patients wait less")
    builder.press("Tab", "End", "Tab", "End", "Escape")
    expect(builder.step(3)).to_be_focused()
    expect(builder.step(3)).to_contain_text("Impact, local")
    builder.press("ArrowUp")
    expect(builder.step(2)).to_be_focused()
    builder.press("ArrowLeft")
    expect(builder.step(1)).to_be_focused()
    builder.press("ArrowRight", "l")
    choice = builder.find(".lct-panel select")
    expect(choice).to_be_focused()
    builder.press("End", "Tab", "Enter")
    expect(builder.field("How the one leads to the other")).to_be_focused()
    builder.type("Less time is lost")
    builder.press("Tab", "ArrowDown", "Tab")
    builder.type("6")
    builder.press("Tab")
    builder.type("Managers may act")
    builder.press("Tab", "ArrowDown", "ArrowDown", "ArrowDown", "Escape")
    link = builder.find("[data-link]").nth(1)
    expect(link).to_be_focused()
    builder.press("ArrowLeft")
    expect(builder.step(2)).to_be_focused()
    builder.press("a")
    expect(builder.find("[data-link]:focus")).to_have_count(1)
    builder.press("Escape")
    expect(builder.step(2)).to_be_focused()
    builder.press("d", "x", "b", "m", "z", "1")  # commands of the notebook elsewhere, and nothing here
    expect(builder.step(2)).to_have_accessible_name(
        re.compile(
            r"Step 2 · Activity, national ?: Managers act on them ?\. Leads to step 3\. Comes from step 1\."
        )
    )
    expect(link).to_have_accessible_name(
        re.compile(r"Arrow from step 2 to step 3: −? ?more makes less, evidence 3")
    )
    found = builder.theory()
    assert in_short(found) == WANTED
    assert (found.links[1].delay_months, found.links[1].assumption) == (6, "Managers may act")
    assert builder.page.locator(".jp-Notebook .jp-Cell").count() == cells
    builder.press("Delete")
    builder.says("Undo brings it back")
    assert len(builder.theory().steps) == 2
    builder.press("Control+z")
    assert in_short(builder.theory()) == WANTED
    focused = builder.find("[data-step]:focus, [data-link]:focus")
    expect(focused).to_have_count(1)
    # Whatever undo takes away, the focus stays in the picture; a button of the toolbar keeps it.
    for _ in range(3):
        builder.press("Control+z")
        expect(focused).to_have_count(1)
    builder.button("Redo").focus()
    builder.press("Enter", "Enter", "Enter")
    expect(builder.button("Redo")).to_be_focused()
    assert in_short(builder.theory()) == WANTED


def test_the_same_by_mouse(opened):
    builder = opened()
    builder.button("New step").click()
    builder.field("What happens").fill("Publish waits")
    builder.button("Done").click()
    builder.button("Then: next step").click()
    builder.field("What happens").fill("Managers act on them")
    builder.button("Done").click()
    builder.button("New step").click()
    builder.field("What happens").fill("Patients wait less")
    builder.field("Kind").select_option(label="Impact")
    builder.field("Where").select_option(label="Local")
    # An arrow without the list: press "Link to…", then the box that it leads to.
    builder.step(2).click()
    builder.find(".lct-panel").get_by_role("button", name="Link to…").click()
    builder.step(3).click()
    expect(builder.find(".lct-panel")).to_contain_text("Arrow 2, from step 2 to step 3")
    builder.field("Sign").select_option("-")
    builder.field("Evidence").select_option("3")
    assert in_short(builder.theory()) == WANTED

    # A box moves with the pointer, and with buttons that need no drag.
    def place():
        step = builder.theory().steps[2]
        return step.x, step.y

    x, y = place()
    builder.step(3).scroll_into_view_if_needed()
    box = builder.step(3).bounding_box()
    zoom = box["width"] / 190
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    builder.page.mouse.move(*middle)
    builder.page.mouse.down()
    builder.page.mouse.move(middle[0] + 30, middle[1] + 20)
    builder.page.mouse.move(middle[0] + 60, middle[1] + 40)
    builder.page.mouse.up()
    builder.page.evaluate("new Promise(done => setTimeout(done))")  # it has moved once the press is over
    now_x, now_y = place()
    assert abs(now_x - x - 60 / zoom) <= 10
    assert abs(now_y - y - 40 / zoom) <= 10
    builder.button("Move the box to the left").click()
    builder.button("Move the box up").click()
    assert place() == (now_x - 20, now_y - 20)
    builder.button("Undo").click()
    builder.button("Undo").click()
    assert place() == (x, y)
    builder.button("Remove").click()
    assert len(builder.theory().steps) == 2
    assert len(builder.theory().links) == 1


def test_the_same_in_the_tables(opened):
    builder = opened()
    builder.button("Tables").click()
    steps = builder.root.get_by_role("region", name="Steps")
    for number, (text, kind, level) in enumerate(WANTED["steps"], 1):
        builder.button("New step").click()
        expect(steps.get_by_label(f"What happens, step {number}", exact=True)).to_be_focused()
        builder.type(text)
        steps.get_by_label(f"Kind, step {number}", exact=True).select_option(kind)
        steps.get_by_label(f"Where, step {number}", exact=True).select_option(level)
    for start, end in ((1, 2), (2, 3)):
        builder.root.get_by_label("New arrow from").select_option(index=start - 1)
        builder.root.get_by_label("to", exact=True).select_option(index=end - 1)
        builder.button("Draw the arrow").click()
    arrows = builder.root.get_by_role("region", name="Arrows")
    arrows.get_by_label("Sign, arrow 2", exact=True).select_option("-")
    arrows.get_by_label("Evidence, arrow 2", exact=True).select_option("3")
    assert in_short(builder.theory()) == WANTED
    # What cannot be is said beside the field, and nothing is lost.
    arrows.get_by_label("To, arrow 1", exact=True).select_option(index=0)
    expect(arrows.get_by_role("alert").filter(has_text="not to itself")).to_have_count(1)
    expect(arrows.get_by_label("To, arrow 1", exact=True)).to_have_value("s2")
    arrows.get_by_label("Delay in months, arrow 1", exact=True).fill("900")
    expect(arrows.get_by_role("alert").filter(has_text="from 0 to 240")).to_have_count(1)
    assert in_short(builder.theory()) == WANTED
    steps.get_by_role("button", name="Remove step 3").click()
    expect(arrows.locator("tbody tr")).to_have_count(1)
    expect(steps.get_by_label("What happens, step 2", exact=True)).to_be_focused()
    builder.button("Undo").click()
    assert in_short(builder.theory()) == WANTED
    builder.button("Picture").click()
    expect(builder.find("[data-step]")).to_have_count(3)


def test_undo_and_redo_go_all_the_way_and_replay_shows_both(opened):
    builder = opened("cases.connecting")
    start = cases.connecting
    builder.step(1).click()
    for word in range(30):
        builder.field("Kind").select_option(index=(word + 1) % 5)
    builder.field("Who acts").fill("The whole department")
    assert builder.theory().steps[0].who_acts == "The whole department"
    # Each is shown for a moment, which a busy computer may miss: the page notes it.
    builder.find(".lct-banner").evaluate(
        """banner => {
            window.told = [];
            const note = () => !banner.hidden && window.told.push(banner.textContent);
            new MutationObserver(note).observe(banner, { childList: true, characterData: true, subtree: true }) }"""
    )
    builder.button("Replay my last change").click()
    builder.page.wait_for_function("window.told.length > 1")
    expect(builder.find(".lct-banner")).to_be_hidden(timeout=10_000)
    told = builder.page.evaluate("window.told")
    assert "Before the last change" in told[0]
    assert "After it. Who acts changed: step 1." in told[1]
    end = builder.theory()
    for _ in range(31):
        builder.button("Undo").click()
    expect(builder.button("Undo")).to_have_attribute("aria-disabled", "true")
    expect(builder.find(".lcq-saved")).to_have_text("Nothing saved yet")
    assert "theory" not in read_answers(builder.book.answers / "answers.json", SLUG)
    builder.button("Tables").click()
    expect(builder.root.get_by_label("Who acts, step 1", exact=True)).to_have_value(start.steps[0].who_acts)
    for _ in range(31):
        builder.button("Redo").click()
    assert builder.theory() == end


def test_layers_are_revealed_in_stages(opened):
    builder = opened("cases.matching_michigan")
    kinds = [step.kind for step in cases.matching_michigan.steps]
    builder.root.get_by_label("Show", exact=True).select_option("1")
    expect(builder.find("[data-step]")).to_have_count(kinds.count("input"))
    builder.says("up to input")
    builder.button("Next layer").click()
    expect(builder.find("[data-step]")).to_have_count(kinds.count("input") + kinds.count("activity"))
    for _ in range(3):
        builder.button("Next layer").click()
    expect(builder.find("[data-step]")).to_have_count(len(kinds))
    expect(builder.find("[data-link]")).to_have_count(len(cases.matching_michigan.links))
    assert not (builder.book.answers / "answers.json").exists()


def test_it_speaks_back_and_points(opened):
    builder = opened("cases.connecting")
    first = builder.find(".lct-findings li").first
    expect(first).to_contain_text("First: ")
    first.get_by_role("button").first.click()
    expect(builder.find("[data-step]:focus, [data-link]:focus")).to_have_count(1)
    expect(builder.find("[data-step]:focus, [data-link]:focus").first).to_contain_text("? 1")
    marked = builder.find(".lct-step.lct-asked")
    assert marked.count() > 0
    asked = builder.find(".lct-findings > li[data-check]").count()
    # An arrow that was asked about is answered; the question goes.
    leap = builder.find(".lct-findings li[data-check='5']").first
    leap.get_by_role("button").first.click()
    builder.press("Enter")
    builder.field("What must be true for it to work").fill("Those who saw it write the policy.")
    builder.field("How the one leads to the other").fill("They remember it.")
    builder.field("Evidence").select_option("1")
    builder.field("Source of the evidence").fill("Own experience")
    builder.theory()
    expect(builder.find(".lct-lead").first).to_contain_text("weightiest first")
    expect(builder.find(".lct-findings > li[data-check]")).not_to_have_count(asked)
    assert builder.find(".lct-findings > li[data-check]").count() < asked
    # Further: the odds, and a card.
    builder.find(".lct-further summary").click()
    builder.find("[data-do=odds]").click()
    expect(builder.find(".lct-further [role=status]")).to_contain_text("There are no odds yet")
    builder.find("[data-do=card]").click()
    card = builder.find("[data-card]")
    expect(card).to_contain_text("What would you change")
    card.get_by_role("button").click()
    expect(builder.find("[data-link]:focus")).to_contain_text("✕")
    builder.find("[data-do=back]").click()
    expect(builder.find("[data-link]").filter(has_text="✕")).to_have_count(0)


def test_loops_are_named(opened):
    builder = opened("cases.matching_michigan")
    expect(builder.find("[data-loop=R1]")).to_contain_text("reinforces")
    expect(builder.find("[data-loop=B1]")).to_contain_text("balances")
    expect(builder.find("[data-link]").filter(has_text="B1").first).to_be_visible()


def test_nothing_is_lost_on_a_reload_or_a_dead_kernel(opened):
    builder = opened()
    builder.button("New step").click()
    builder.field("What happens").fill("Publish waits")
    assert builder.theory().steps[0].text == "Publish waits"
    builder.book.save()
    # Typed and not saved yet when the page goes.
    builder.field("Who acts").fill("The ministry")
    builder.book.load()
    expect(builder.find(".lct-editor")).to_be_visible()
    expect(builder.step(1)).to_contain_text("Publish waits")
    assert builder.theory().steps[0].who_acts == "The ministry"
    # The kernel dies; the work goes on, and is there when the cells have run again.
    os.kill(builder.book.kernel(), signal.SIGKILL)
    dialog = builder.page.locator(".jp-Dialog")
    expect(dialog).to_be_visible(timeout=30_000)
    dialog.get_by_role("button", name="Ok").click()
    builder.step(1).click()
    builder.find(".lct-panel").get_by_role("button", name="Done").click()
    builder.press("t")
    builder.field("What happens").fill("Managers act on them")
    expect(builder.find(".lcq-saved")).to_contain_text("The kernel has stopped")
    expect(builder.find(".lct-asks")).to_contain_text("You can go on working")
    with builder.page.expect_download() as waiting:
        builder.find(".lct-files summary").click()
        builder.button("Save as JSON").click()
    taken = Theory.from_text(waiting.value.path().read_bytes())
    assert [step.text for step in taken.steps] == ["Publish waits", "Managers act on them"]
    builder.button("Word").click()
    expect(builder.find(".lct-told")).to_contain_text("“Save as JSON” works without it")
    before = read_answers(builder.book.answers / "answers.json", SLUG)["theory"]
    assert len(before.value["steps"]) == 1
    builder.book.run_all()
    expect(builder.find("[data-step]")).to_have_count(2)
    assert builder.theory() == taken
    expect(builder.find(".lct-lead").first).to_contain_text("weightiest first")


def test_files_come_and_go(opened, tmp_path):
    builder = opened()
    builder.find(".lct-files summary").click()
    path = tmp_path / "michigan.json"
    path.write_text(cases.matching_michigan.to_text())
    chooser = builder.root.get_by_label(re.compile("Open a file"))
    chooser.set_input_files(path)
    expect(builder.find(".lct-told")).to_contain_text(f"michigan.json is open: {STEPS} steps, {LINKS} arrows")
    expect(builder.find("[data-step]")).to_have_count(STEPS)
    assert in_short(builder.theory()) == in_short(cases.matching_michigan)
    for name, ending in (("Word", "docx"), ("Spreadsheet (Excel)", "xlsx"), ("Picture (SVG)", "svg")):
        with builder.page.expect_download() as waiting:
            builder.button(name).click()
        assert waiting.value.suggested_filename.endswith(f".{ending}")
        waiting.value.save_as(tmp_path / f"taken.{ending}")
        assert (tmp_path / f"taken.{ending}").stat().st_size > 1000
    builder.button("Undo").click()
    expect(builder.find("[data-step]")).to_have_count(0)
    chooser.set_input_files(tmp_path / "taken.xlsx")
    expect(builder.find("[data-step]")).to_have_count(STEPS)
    assert in_short(builder.theory()) == in_short(cases.matching_michigan)
    bad = tmp_path / "bad.json"
    for content, said in (
        ("not json", "not valid JSON"),
        (json.dumps({"format": "localchange-theory", "version": 9}), "newer version"),
        (json.dumps({**cases.connecting.to_json(), "marks": 5}), "not known"),
    ):
        bad.write_text(content)
        chooser.set_input_files(bad)
        expect(builder.find(".lct-told")).to_contain_text(said)
    expect(builder.find("[data-step]")).to_have_count(STEPS)


def test_a_sixty_first_step_is_refused_in_a_sentence(opened, tmp_path):
    builder = opened()
    theory = Theory("Sixty")
    for number in range(60):
        theory = edits.add_step(theory, "activity", "local", f"Step number {number}")
    path = tmp_path / "sixty.json"
    path.write_text(theory.to_text())
    builder.find(".lct-files summary").click()
    builder.root.get_by_label(re.compile("Open a file")).set_input_files(path)
    expect(builder.find("[data-step]")).to_have_count(60)
    builder.button("New step").click()
    builder.says("join two of them before you add another")
    expect(builder.find("[data-step]")).to_have_count(60)
    assert len(builder.theory().steps) == 60
    more = edits.add_step(theory, "impact", "local")
    path.write_text(more.to_text())
    builder.root.get_by_label(re.compile("Open a file")).set_input_files(path)
    expect(builder.find(".lct-told")).to_contain_text("it has 61 steps, and 60 at most")
    expect(builder.find("[data-step]")).to_have_count(60)


def test_two_windows_keep_each_others_work(opened, lab_server):
    """The later save stands, as with any question, and what stood before can be had back."""
    builder = opened()
    builder.button("New step").click()
    builder.field("What happens").fill("From the first window")
    builder.theory()
    builder.book.save()
    # Another window of the same kernel: the course tells both what was saved.
    context = builder.page.context
    other = context.new_page()
    other.goto(lab_server.address(builder.book.path))
    there = other.locator('[data-question="theory"]')
    expect(there.locator("[data-step]")).to_have_count(1, timeout=30_000)
    there.get_by_role("button", name="New step", exact=True).click()
    there.locator(".lct-panel").get_by_label("What happens").fill("From the second")
    expect(there.locator(".lcq-saved")).to_have_text(SAVED, timeout=20_000)
    expect(builder.step(2)).to_contain_text("From the second", timeout=20_000)
    assert [step.text for step in builder.theory().steps] == ["From the first window", "From the second"]
    other.close()
    builder.button("Undo").click()
    builder.theory()
    builder.button("Redo").click()
    assert len(builder.theory().steps) == 2


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing(opened, axe, dark):
    builder = opened("cases.connecting")
    builder.book.dark(dark)
    try:
        expect(builder.find(".lct-findings li").first).to_be_visible()
        axe(builder.page, '[data-question="theory"]')
        builder.step(2).click()
        expect(builder.field("What happens")).to_be_focused()
        for summary in builder.find("summary").all():
            summary.click()
        builder.find("[data-do=card]").click()
        expect(builder.find("[data-card]")).to_be_visible()
        axe(builder.page, '[data-question="theory"]')
        builder.find("[data-link]").first.click()
        axe(builder.page, '[data-question="theory"]')
        builder.button("Tables").click()
        axe(builder.page, '[data-question="theory"]')
        small = builder.find("button:visible, input:visible, select:visible, summary:visible").evaluate_all(
            """all => all.map(each => [each.outerHTML.slice(0, 90), each.getBoundingClientRect()])
                .filter(([, box]) => box.width < 24 || box.height < 24).map(([name]) => name)"""
        )
        assert small == []
        builder.button("Picture").click()
        builder.button("Show all").click()
        for _ in range(5):
            builder.button("Zoom out").click()
        small = builder.find("[data-step], [data-link]").evaluate_all(
            """all => all.map(each => [each.outerHTML.slice(0, 90), each.getBoundingClientRect()])
                .filter(([, box]) => box.width < 24 || box.height < 24).map(([name]) => name)"""
        )
        assert small == []
    finally:
        builder.book.dark(False)


def test_what_is_written_stays_text(opened, tmp_path):
    builder = opened()
    builder.page.evaluate("window.owned = false")
    bad = edits.rename(cases.connecting, HOSTILE)
    for step in bad.steps:
        bad = edits.change_step(bad, step.id, text=f"{HOSTILE} {step.id}", who_acts=HOSTILE)
    for link in bad.links:
        bad = edits.change_link(bad, link.id, mechanism=HOSTILE, assumption=HOSTILE)
    path = tmp_path / f"{HOSTILE.split('><')[0][1:].replace('=', '-')}.json"
    path.write_text(bad.to_text())
    builder.find(".lct-files summary").click()
    builder.root.get_by_label(re.compile("Open a file")).set_input_files(path)
    expect(builder.find("[data-step]")).to_have_count(len(bad.steps))
    builder.theory()
    for pressed in ("[data-step]", "[data-link]"):
        builder.find(pressed).first.click()
        builder.find(".lct-panel").get_by_role("button", name="Done").click()
    builder.step(1).click()
    builder.find(".lct-panel").get_by_role("button", name="Link to…").click()
    builder.find(".lct-further summary").click()
    builder.find("[data-do=card]").click()
    expect(builder.find("[data-card]")).to_be_visible()
    builder.button("Tables").click()
    expect(builder.root.get_by_label("What happens, step 1", exact=True)).to_have_value(
        f"{HOSTILE} {bad.steps[0].id}"
    )
    builder.page.wait_for_timeout(500)
    assert builder.page.evaluate("window.owned") is False
    assert builder.find("img, script").count() == 0


def test_a_theory_to_look_at_can_be_read_and_not_changed(shown, axe):
    book = shown("labs.theory_shown(cases.matching_michigan, caption='Two **explanations**')").book
    root = book.page.locator(".lct").last
    expect(root.locator("[data-step]")).to_have_count(STEPS)
    root.locator("[data-step]").first.focus()
    for key in ("n", "t", "l", "Delete", "Shift+ArrowRight", "Control+z"):
        book.page.keyboard.press(key)
    expect(root.locator("[data-step]")).to_have_count(STEPS)
    book.page.keyboard.press("ArrowRight")
    book.page.keyboard.press("Enter")
    expect(root.locator(".lct-panel textarea").first).to_be_disabled()
    axe(book.page, ".lct")
    root.get_by_role("button", name="Tables").click()
    axe(book.page, ".lct")
    assert not (book.answers / "answers.json").exists()
