"""A trainee works the course page 03_targets with the keyboard alone, closes it, and finds it again."""

from importlib import util
from pathlib import Path

import pytest
from playwright.sync_api import expect

_SPEC = util.spec_from_file_location("by_keyboard", Path(__file__).with_name("by_keyboard.py"))
keys = util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(keys)
bring, check, fill, press, reach, saved, tab_to = (
    getattr(keys, name) for name in ("bring", "check", "fill", "press", "reach", "saved", "tab_to")
)

ROOT = Path(__file__).parents[2]
PAGE = "course/03_targets/03_targets.ipynb"


@pytest.fixture
def targets(open_notebook):
    opened = open_notebook(PAGE)
    opened.run_all()
    return opened


@pytest.mark.slow
def test_a_trainee_works_the_page_by_keyboard_and_finds_it_again(targets, axe):
    page = targets.page

    # A wrong choice is told why, and the right one is told so.
    recalled, right = keys.answer_the_first_recall(targets, ROOT, "03_targets")

    # How sure before.
    question = fill(targets, "claim_levers_improve", "70")
    press(targets, "Enter")
    expect(question).to_contain_text("Saved")

    # The sum of the primer, first stopped half-way, then done.
    question = fill(targets, "difference", "-21.9")
    check(targets, question, "what happened to everyone")
    reach(targets, "difference", "input")
    press(targets, "Control+A")
    page.keyboard.type("-1.4")
    check(targets, question, "Right")

    # A prediction is committed, reveals the figure, and is locked.
    question = fill(targets, "march_2026", "85", "75", "92")
    tab_to(targets, "Commit")
    press(targets, "Enter")
    expect(question).to_contain_text("77.1%")

    # Examples appear after a text of one's own.
    question = reach(targets, "would_need", "textarea")
    page.keyboard.type("a second clock that nobody is judged on, in a sample of stays")
    press(targets, "Tab")
    expect(question).to_contain_text("reached the ward")

    # The lab: a push with real effort changes the words.
    handle = page.locator('input[data-handle="target"]').first
    bring(targets, handle)
    lab = page.locator(".lc-root").filter(has=handle)
    before = lab.text_content()
    handle.focus()
    press(targets, "End")
    expect(lab).not_to_have_text(before)
    expect(lab).to_contain_text("100%")
    axe(page, ".lcq", ".lc-root")

    # Loaded again and run again: everything is still there, and the prediction still locked.
    targets.load()
    targets.run_all()
    question = reach(targets, recalled, "input[type=radio]")
    expect(question.locator(f"input[value={right}]")).to_be_checked()
    question = bring(targets, page.locator('[data-question="march_2026"]').first)
    guess = question.get_by_label("Your best guess")
    expect(guess).to_have_value("85")
    expect(guess).not_to_be_editable()
    expect(question).to_contain_text("77.1%")
    answers = saved(targets)
    assert answers["march_2026"]["locked"]
    assert answers["claim_levers_improve"]["value"]["before"] == 70
    assert answers["difference"]["tries"] == 2


@pytest.mark.slow
def test_the_link_at_the_end_leads_back_to_the_top(targets):
    """Running a page leaves a learner at its end."""
    page = targets.page
    link = page.get_by_role("link", name="Go back to the top")
    expect(link).to_be_visible()
    link.click()
    expect(page.get_by_role("heading", name="Targets: the four-hour promise")).to_be_in_viewport()
