"""A trainee works the pages on paying and on inspecting with the keyboard alone; both keep one file of answers."""

from importlib import util
from pathlib import Path

import pytest
from playwright.sync_api import expect

_SPEC = util.spec_from_file_location("by_keyboard", Path(__file__).with_name("by_keyboard.py"))
keys = util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(keys)

PAYING = "course/04_incentives_regulation/04_incentives_regulation.ipynb"
INSPECTING = "course/04_incentives_regulation/inspection.ipynb"


@pytest.mark.slow
def test_what_was_published_comes_once_the_prediction_is_committed(open_notebook, axe):
    opened = open_notebook(PAYING)
    opened.run_all()
    page = opened.page
    handle = page.locator('input[data-handle="bonus"]').first
    keys.bring(opened, handle)
    lab = page.locator(".lc-root").filter(has=handle)
    expect(lab).not_to_contain_text("62.3")

    question = keys.fill(opened, "aq_early", "-1", "-2", "0")
    keys.tab_to(opened, "Commit")
    keys.press(opened, "Enter")
    expect(question).to_contain_text("−1.3")
    assert keys.saved(opened)["aq_early"]["locked"]

    keys.bring(opened, handle)
    handle.focus()
    keys.press(opened, *["ArrowRight"] * 10)
    expect(lab).to_contain_text("62.3")
    axe(page, ".lcq", ".lc-root")


@pytest.mark.slow
def test_the_page_on_inspecting_is_worked_by_keyboard(open_notebook, axe):
    opened = open_notebook(INSPECTING)
    opened.run_all()
    page = opened.page
    question = keys.fill(opened, "worst_fall", "1", "0", "2")
    keys.tab_to(opened, "Commit")
    keys.press(opened, "Enter")
    expect(question).to_contain_text("By about 2.6")
    handle = page.locator('input[data-handle="blame"]').first
    keys.bring(opened, handle)
    lab = page.locator(".lc-root").filter(has=handle)
    before = lab.text_content()
    handle.focus()
    keys.press(opened, "End")
    expect(lab).not_to_have_text(before)
    question = keys.choose(opened, "inspect_blame", 1)
    keys.tab_to(opened, "Check")
    keys.press(opened, "Enter")
    expect(question).to_contain_text("Right")
    assert {"worst_fall", "inspect_blame"} <= set(keys.saved(opened))
    axe(page, ".lcq", ".lc-root")
