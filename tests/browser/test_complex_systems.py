"""A trainee works 05_complex_systems and its assignment with the keyboard alone, and finds the work again."""

from importlib import util
from pathlib import Path

import pytest
from playwright.sync_api import expect

from localchange.models.theory_of_change import Theory
from localchange.models.theory_of_change.narrative import is_bare

_SPEC = util.spec_from_file_location("by_keyboard", Path(__file__).with_name("by_keyboard.py"))
keys = util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(keys)

PAGE = "course/05_complex_systems/05_complex_systems.ipynb"
ASSIGNMENT = "assignments/05_complex_systems/05_complex_systems.ipynb"


def lab_with(opened, handle):
    """Bring the lab that has this handle into sight."""
    place = opened.page.locator(f"[data-handle={handle}]").first
    keys.bring(opened, place)
    return opened.page.locator(".lc-root").filter(has=place).first


def live(opened, lab, posts):
    """Set the posts by arrow keys, and live the month."""
    lab.locator("[data-handle=posts]").focus()
    keys.press(opened, "Home", *["ArrowRight"] * posts, "Tab", "Enter")


def says_sign_and_delay_alone(opened, builder):
    """It is no theory of change: no evidence, no kind and no level is shown or asked."""
    arrows = builder.locator("[data-link]")
    assert {text.split(": ")[-1].rstrip(".") for text in arrows.all_text_contents()} == {
        "+more makes more",
        "−more makes less",
    }
    expect(builder).not_to_contain_text("vidence")
    expect(builder.locator("[data-step]").first).not_to_contain_text("local")
    expect(builder.get_by_text("Next layer")).to_have_count(0)
    arrows.first.focus()
    keys.press(opened, "Enter")
    expect(builder.get_by_label("Sign")).to_be_focused()
    expect(builder.locator(".lct-panel").locator("select, input, textarea")).to_have_count(2)
    keys.press(opened, "Tab", "3", "Escape")
    expect(arrows.first).to_contain_text("delay  3 months")


@pytest.mark.slow
def test_a_trainee_runs_the_clinic_and_finds_the_months_again(open_notebook, axe):
    opened = open_notebook(PAGE)
    opened.run_all()

    question = keys.fill(opened, "chase_staff", "75", "65", "90")
    keys.tab_to(opened, "Commit")
    keys.press(opened, "Enter")
    expect(question).to_contain_text("about 117")

    question = keys.choose(opened, "shower_loop", 1)
    expect(question).to_contain_text("Saved")

    lab = lab_with(opened, "posts")
    words = lab.locator("[data-lab=words]")
    live(opened, lab, 3)
    expect(words).to_contain_text("Month 2 of 12")
    axe(opened.page, ".lcq", ".lc-root")

    opened.load()
    opened.run_all()
    lab = lab_with(opened, "posts")
    expect(lab.locator("[data-lab=words]")).to_contain_text("You left off here. Month 2 of 12")
    sheet = keys.bring(opened, opened.page.locator('[data-question="own_loops"]').first)
    expect(sheet).to_contain_text("Loops in your diagram")
    expect(sheet).not_to_contain_text("Questions about")
    for button, words in (("New step", "Waits"), ("Then: next step", "Sickness")):
        sheet.get_by_role("button", name=button).first.click()
        sheet.get_by_label("What can rise and fall").fill(words)
    expect(sheet.locator(".lcq-saved")).to_contain_text("Saved ")

    answers = keys.saved(opened)
    # Where a theory of change has the next kind of step, a diagram has one more box.
    drawn = Theory.from_json(answers["own_loops"]["value"])
    assert [step.text for step in drawn.steps] == ["Waits", "Sickness"]
    assert is_bare(drawn)
    assert answers["waiting_list"]["value"]["setting"]["m01"] == 3
    assert answers["chase_staff"]["locked"]


@pytest.mark.slow
def test_in_the_assignment_a_month_stays_lived_and_nothing_is_told(open_notebook, axe):
    opened = open_notebook(ASSIGNMENT)
    opened.run_all()

    builder = keys.bring(opened, opened.page.locator('[data-question="loops"]').first)
    expect(builder.locator("[data-step]")).to_have_count(9)
    says_sign_and_delay_alone(opened, builder)
    question = keys.choose(opened, "loop_sickness", 0)
    expect(question).not_to_contain_text("Right")

    lab = lab_with(opened, "posts")
    live(opened, lab, 5)
    expect(lab.locator("[data-lab=words]")).to_contain_text("Month 2 of 12")
    for act in ("undo", "redo", "reset"):
        expect(lab.locator(f"button[data-do={act}]:visible")).to_have_count(0)
    expect(lab).not_to_contain_text("best policy, which")
    axe(opened.page, ".lcq", ".lc-root")
    setting = keys.saved(opened)["court_year"]["value"]["setting"]
    assert (setting["m01"], setting["m02"], len(setting)) == (5, -1, 13)
