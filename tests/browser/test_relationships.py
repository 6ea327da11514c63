"""A trainee works 06_relationships and its assignment with the keyboard alone, and finds the work again."""

from importlib import util
from pathlib import Path

import pytest
from playwright.sync_api import expect

_SPEC = util.spec_from_file_location("by_keyboard", Path(__file__).with_name("by_keyboard.py"))
keys = util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(keys)

PAGE = "course/06_relationships/06_relationships.ipynb"


@pytest.mark.slow
def test_a_trainee_predicts_moves_the_budget_and_picks_an_agent(open_notebook, axe):
    opened = open_notebook(PAGE)
    opened.run_all()

    question = keys.fill(opened, "square", "40", "5", "90")
    keys.tab_to(opened, "Commit")
    keys.press(opened, "Enter")
    expect(question).to_contain_text("One. The first joins")

    question = keys.choose(opened, "close_news", 1)
    expect(question).to_contain_text("Saved")

    spend = opened.page.locator("[data-handle=spend]").first
    keys.bring(opened, spend)
    lab = opened.page.locator(".lc-root").filter(has=spend).first
    spend.focus()
    keys.press(opened, "ArrowDown")
    expect(lab.locator("[data-lab=words]")).to_contain_text("mandate")

    person = keys.bring(
        opened, opened.page.locator('[data-question="agents"] [data-person][tabindex="0"]').first
    )
    opened.settle(person)
    keys.press(opened, "Space")
    expect(opened.page.locator('[data-question="agents"] .lct-status').first).to_contain_text("1 of 8")
    axe(opened.page, ".lcq", ".lc-root")

    expect(opened.question("agents").locator(".lcq-saved")).to_contain_text("Saved ")
    answers = keys.saved(opened)
    assert len(answers["agents"]["value"]["agents"]) == 1
    assert answers["square"]["locked"] and answers["close_news"]["value"]["choice"] == "one"
    assert not (opened.folder / "own_relationships.json").exists(), "nothing is kept that nobody wrote"
