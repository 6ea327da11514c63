"""What is typed in a question reaches the question and harms no cell, in JupyterLab and in Notebook 7."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Callable
from importlib import util
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Page, expect

_spec = util.spec_from_file_location("every_kind", Path(__file__).with_name("every_kind.py"))
every_kind = util.module_from_spec(_spec)
_spec.loader.exec_module(every_kind)

APPS = ["lab", "notebook"]
HARMFUL = ["d", "d", "a", "x", "b", "v", "z", "y", "m", "r", "1", "k", "j", "Enter", "Shift+m"]


@pytest.fixture
def opened(kept_notebook: Callable, lab_server, request: pytest.FixtureRequest):
    """The notebook with every kind, all cells run, with no answers; the parameter is the application."""
    app = request.param
    path = lab_server.root / f"keys_{app}" / "every_kind.ipynb"
    if not path.exists():
        every_kind.write(path, elsewhere=True)
    notebook = kept_notebook(f"{path.parent.name}/every_kind.ipynb", app)
    notebook.page.evaluate("window.bareAgain?.disconnect()")
    notebook.fresh_folder()
    notebook.run_all_afresh(".lcq")
    expect(notebook.question("mix")).to_be_visible()
    return notebook


def cells(page: Page) -> list[str]:
    """The kinds of the cells and what stands in them, in order; a change of either is harm."""
    return page.evaluate(
        """() => [...document.querySelectorAll('.jp-Notebook .jp-Cell')].map((cell) =>
            (cell.classList.contains('jp-CodeCell') ? 'code ' : 'text ')
            + cell.classList.contains('jp-mod-selected'))"""
    )


def press_all(page: Page) -> None:
    for key in HARMFUL:
        page.keyboard.press(key)


def unshield(page: Page) -> None:
    """Take the mark off our widgets, and keep it off until the notebook is run for another test."""
    page.evaluate(
        """() => {
            const mark = 'data-lm-suppress-shortcuts';
            const bare = () =>
                document.querySelectorAll(`[${mark}]`).forEach((each) => each.removeAttribute(mark));
            window.bareAgain = new MutationObserver(bare);
            window.bareAgain.observe(document.body, { subtree: true, attributeFilter: [mark] });
            bare();
        }"""
    )


@pytest.mark.parametrize("opened", APPS, indirect=True)
def test_keys_reach_the_questions_and_harm_no_cell(opened) -> None:
    page = opened.page
    first = opened.question("mix").get_by_label("Every department slowed down")
    first.click()
    before = cells(page)
    assert len(before) == 14

    first.focus()
    page.keyboard.press("ArrowDown")
    expect(opened.question("mix").get_by_label("The mix changed")).to_be_checked()
    page.keyboard.press("ArrowUp")
    expect(first).to_be_checked()
    press_all(page)
    expect(first).to_be_focused()
    assert cells(page) == before

    number = opened.question("wait").get_by_role("spinbutton")
    number.fill("240")
    page.keyboard.press("ArrowUp")
    expect(number).to_have_value("245")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    page.keyboard.type("1")
    expect(number).to_have_value("2140")

    handle = opened.question("lever").get_by_label("Target")
    handle.focus()
    press_all(page)
    expect(handle).to_be_focused()
    handle.press("Home")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowLeft")
    expect(handle).to_have_value("53")
    expect(handle).to_have_attribute("aria-valuetext", "53%")

    area = opened.question("brief").get_by_role("textbox")
    area.focus()
    page.keyboard.type("dd a x b ddd")
    page.keyboard.press("Enter")
    page.keyboard.type("second line")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Home")
    page.keyboard.type("first: ")
    page.keyboard.type("?")
    page.keyboard.press("Control+z")
    expect(area).to_have_value("first: dd a x b ddd\nsecond line")
    expect(area).to_be_focused()

    move = opened.question("order").get_by_role("button", name="Move down: Being seen soon")
    move.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("d")
    page.keyboard.press("d")
    expect(opened.question("order").get_by_role("listitem").nth(1)).to_contain_text("Being seen soon")
    expect(move).to_be_focused()
    assert [each.split()[0] for each in cells(page)] == [each.split()[0] for each in before]


@pytest.mark.parametrize("opened", APPS, indirect=True)
def test_save_is_handed_on_to_the_notebook(opened) -> None:
    path = opened.folder / "every_kind.ipynb"
    before = nbformat.read(path, as_version=4)
    prompts = opened.page.locator(".jp-CodeCell .jp-InputPrompt").all_text_contents()
    area = opened.question("brief").get_by_role("textbox")
    area.focus()
    opened.page.keyboard.type("Words, and then")
    opened.save()
    after = nbformat.read(path, as_version=4)
    assert [cell.source for cell in after.cells] == [cell.source for cell in before.cells]
    # What was saved is this run, with its outputs.
    ran = [cell for cell in after.cells if cell.cell_type == "code"]
    assert [f"[{cell.execution_count}]:" for cell in ran] == prompts
    assert any(cell.outputs for cell in ran)
    expect(area).to_be_focused()
    expect(area).to_have_value("Words, and then")


@pytest.mark.parametrize("opened", APPS, indirect=True)
def test_the_settings_alone_leave_the_arrows_to_a_handle(opened) -> None:
    """Both applications take up the shipped settings: the arrows pass even without the mark on ours."""
    page = opened.page
    handle = opened.question("lever").get_by_label("Target")
    unshield(page)
    handle.focus()
    handle.press("Home")
    for key in ("ArrowRight", "ArrowUp", "ArrowRight", "ArrowDown", "ArrowLeft"):
        page.keyboard.press(key)
    expect(handle).to_be_focused()
    expect(handle).to_have_value("51")


@pytest.mark.parametrize("opened", APPS, indirect=True)
def test_the_arrows_still_walk_from_cell_to_cell(opened) -> None:
    page = opened.page
    page.locator(".jp-Notebook .jp-Cell").first.locator(
        ".jp-Cell-inputCollapser, .jp-Collapser"
    ).first.focus()
    page.locator(".jp-Notebook .jp-Cell .jp-InputPrompt").first.click()
    page.keyboard.press("Escape")
    cells = "[...document.querySelectorAll('.jp-Notebook .jp-Cell')]"
    chosen = f"{cells}.findIndex((cell) => cell.classList.contains('jp-mod-active'))"
    start = page.evaluate(chosen)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    opened.eventually(lambda: page.evaluate(chosen), start + 1)


@pytest.mark.parametrize("opened", ["lab"], indirect=True)
def test_without_our_care_the_keys_do_harm(opened) -> None:
    """The first test looks at the right thing: take the care away, and a cell is lost.

    The last one in its window, which has a cell less from then on.
    """
    page = opened.page
    handle = opened.question("lever").get_by_label("Target")
    unshield(page)
    handle.focus()
    before = page.locator(".jp-Notebook .jp-Cell").count()
    page.keyboard.press("d")
    page.keyboard.press("d")
    expect(page.locator(".jp-Notebook .jp-Cell")).to_have_count(before - 1)


def test_the_server_gives_out_the_shipped_settings(lab_server) -> None:
    plugin = "@jupyterlab/shortcuts-extension:shortcuts"
    address = f"{lab_server.url}/lab/api/settings/{plugin}?token={lab_server.token}"
    with urllib.request.urlopen(address) as answer:
        given = json.load(answer)["schema"]["properties"]["shortcuts"]["default"]
    shipped = Path(every_kind.__file__).parents[2] / "utils/localchange/frontend/settings/localchange.json"
    assert given == json.loads(shipped.read_text())["@jupyterlab/shortcuts-extension:shortcuts"]["shortcuts"]
