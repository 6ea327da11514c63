"""A trainee works the page 01_two_views with the keyboard alone, closes it, and finds it again."""

from importlib import util
from pathlib import Path

import pytest
from playwright.sync_api import expect

_SPEC = util.spec_from_file_location("by_keyboard", Path(__file__).with_name("by_keyboard.py"))
keys = util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(keys)

ROOT = Path(__file__).parents[2]
PAGE = "course/01_two_views/01_two_views.ipynb"
WELCOME = "course/00_welcome/00_welcome.ipynb"
POLICY = "Free bus passes, meant to cut loneliness among people over sixty."
STATEMENTS = ("national", "useful", "collections", "councils", "rising", "days")


@pytest.fixture
def two_views(open_notebook):
    opened = open_notebook(PAGE)
    opened.run_all()
    return opened


@pytest.mark.slow
def test_a_trainee_works_the_page_by_keyboard_and_finds_it_again(two_views, axe):
    page = two_views.page
    recalled, right = keys.answer_the_first_recall(two_views, ROOT, "01_two_views")

    # How sure before, and a prediction that is locked and then tells.
    question = keys.fill(two_views, "claim_requests_take_time", "70")
    keys.press(two_views, "Enter")
    expect(question).to_contain_text("Saved")
    question = keys.fill(two_views, "request_hours", "2", "1", "5")
    keys.tab_to(two_views, "Commit")
    keys.press(two_views, "Enter")
    expect(question).to_contain_text("about 4.4 hours")

    # Six statements, each true and 90% sure; none of them says what is so.
    for name in STATEMENTS:
        question = keys.choose(two_views, f"front_{name}", 0)
        question.locator("input[value='90']").first.focus()
        keys.press(two_views, "Space")
        expect(question).to_contain_text("Saved")
        expect(question).not_to_contain_text("Right")

    # A handle of the lab changes the words.
    handle = page.locator('input[data-handle="items"]').first
    keys.bring(two_views, handle)
    lab = page.locator(".lc-root").filter(has=handle)
    before = lab.text_content()
    handle.focus()
    keys.press(two_views, "Home")
    expect(lab).not_to_have_text(before)

    # The tally: three of six were right, and nine tenths sure is too sure.
    tally = keys.bring(two_views, page.get_by_role("table", name="How sure you were, and what is so"))
    expect(tally.get_by_role("row")).to_have_count(7)
    around = page.locator(".jp-OutputArea").filter(has=tally).first
    expect(around).to_contain_text("expected about 5.4 right of 6; 3 were")
    expect(around).to_contain_text("surer than you were right")

    # Examples with their reasons appear after a text of one's own.
    question = keys.reach(two_views, "own_request", "textarea")
    page.keyboard.type(
        "To decide by 1 June who gets extra staff we need the number waiting at each site, once."
    )
    keys.press(two_views, "Tab")
    expect(question).to_contain_text("Compare yours with these examples")
    expect(question.get_by_text("its cost was tried out")).to_have_count(1)
    axe(page, ".lcq", ".lc-root")

    # Loaded again and run again: everything is still there, and the prediction still locked.
    two_views.load()
    two_views.run_all()
    question = keys.reach(two_views, recalled, "input[type=radio]")
    expect(question.locator(f"input[value={right}]")).to_be_checked()
    question = keys.bring(two_views, page.locator('[data-question="request_hours"]').first)
    expect(question.get_by_label("Your best guess")).not_to_be_editable()
    answers = keys.saved(two_views)
    assert answers["request_hours"]["locked"]
    assert answers["front_days"]["value"] == {"choice": "true", "confidence": 90}
    assert "own_policy" not in answers


@pytest.mark.slow
def test_the_policy_of_the_welcome_is_met_again_and_the_link_leads_there(open_notebook, axe):
    opened = open_notebook(PAGE)
    opened.run_all()
    page = opened.page
    link = keys.bring(opened, page.get_by_role("link", name="Write it in Welcome"))
    area = page.locator(".jp-OutputArea").filter(has=link).first
    expect(area).to_contain_text("not written down a policy of your own yet")
    link.focus()
    keys.press(opened, "Enter")
    expect(page.locator(".lm-TabBar-tab", has_text="00_welcome.ipynb")).to_be_visible()

    welcome = open_notebook(WELCOME)
    welcome.run_all()
    question = keys.reach(welcome, "own_policy", "textarea")
    page.keyboard.type(POLICY)
    keys.press(welcome, "Tab")
    expect(question).to_contain_text("Saved")

    opened = open_notebook(PAGE)
    opened.run_all()
    shown = keys.bring(opened, page.locator("blockquote", has_text="Free bus passes"))
    expect(shown).to_contain_text(POLICY)
    assert "own_policy" not in (keys.saved(opened) if (opened.folder / "answers.json").exists() else {})
