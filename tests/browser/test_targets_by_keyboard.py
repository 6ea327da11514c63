"""A trainee works the course page 03_targets with the keyboard alone, closes it, and finds it again."""

import json

import pytest
from playwright.sync_api import expect

PAGE = "course/03_targets/03_targets.ipynb"


def saved(opened):
    return json.loads((opened.folder / "answers.json").read_text(encoding="utf-8"))["answers"]


def bring(opened, place):
    """Scroll until a place is in sight: JupyterLab hides what is far away."""
    panel = opened.page.locator(".jp-WindowedPanel-outer").first
    for step in range(120):
        if place.is_visible():
            place.scroll_into_view_if_needed()
            return place
        panel.evaluate("(panel, top) => panel.scrollTo(0, top)", 400 * step)
        opened.page.wait_for_timeout(150)
    raise AssertionError(f"{place} is nowhere on the page")


def reach(opened, key, control):
    """Bring a question into sight, and give a control in it the focus."""
    question = opened.page.locator(f'[data-question="{key}"]').first
    bring(opened, question.locator(control).first).focus()
    return question


def press(opened, *keys):
    for key in keys:
        opened.page.keyboard.press(key)


def choose(opened, key, place):
    """Choose an option by its place: Space on the first one, then the arrow keys."""
    question = reach(opened, key, "input[type=radio]")
    press(opened, "Space", *["ArrowDown"] * place)
    expect(question).to_contain_text("Saved")
    return question


def fill(opened, key, *numbers):
    """Type numbers one after another; Tab goes on to the next."""
    question = reach(opened, key, "input")
    for place, number in enumerate(numbers):
        if place:
            press(opened, "Tab")
        opened.page.keyboard.type(number)
    return question


def tab_to(opened, words):
    """Press Tab until the button with these words has the focus."""
    for _ in range(8):
        press(opened, "Tab")
        if opened.page.evaluate("document.activeElement.textContent").startswith(words):
            return
    raise AssertionError(f"Tab does not lead to “{words}”")


@pytest.fixture
def targets(open_notebook):
    opened = open_notebook(PAGE)
    opened.run_all()
    return opened


@pytest.mark.slow
def test_a_trainee_works_the_page_by_keyboard_and_finds_it_again(targets, axe):
    page = targets.page

    # A wrong choice is told why, a hint follows, and the right one is told so.
    question = choose(targets, "recall_saving", 1)
    tab_to(targets, "Check my answer")
    press(targets, "Enter")
    expect(question).to_contain_text("Not yet")
    expect(question).to_contain_text("do not wait for it")
    choose(targets, "recall_saving", 0)
    tab_to(targets, "Check my answer")
    press(targets, "Enter")
    expect(question).to_contain_text("Right")

    # How sure before.
    question = fill(targets, "claim_levers_improve", "70")
    press(targets, "Enter")
    expect(question).to_contain_text("Saved")

    # The sum of the primer, first stopped half-way, then done.
    question = fill(targets, "difference", "-21.9")
    tab_to(targets, "Check my answer")
    press(targets, "Enter")
    expect(question).to_contain_text("what happened to everyone")
    reach(targets, "difference", "input")
    press(targets, "Control+A")
    page.keyboard.type("-1.4")
    tab_to(targets, "Check my answer")
    press(targets, "Enter")
    expect(question).to_contain_text("Right")

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
    before = lab.inner_text()
    handle.focus()
    press(targets, "End")
    expect(lab).not_to_have_text(before)
    expect(lab).to_contain_text("100%")
    axe(page, ".lcq", ".lc-root")

    # Loaded again and run again: everything is still there, and the prediction still locked.
    targets.load()
    targets.run_all()
    question = reach(targets, "recall_saving", "input[type=radio]")
    expect(question.locator("input[value=b]")).to_be_checked()
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
