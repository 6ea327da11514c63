"""A trainee works the module on theories of change with the keyboard alone, comes back, and finds it all."""

from importlib import util
from pathlib import Path

import pytest
from playwright.sync_api import expect

from localchange.models.theory_of_change import Theory, cases

_SPEC = util.spec_from_file_location("by_keyboard", Path(__file__).with_name("by_keyboard.py"))
keys = util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(keys)

ROOT = Path(__file__).parents[2]
SLUG = "02_theory_of_change"
PAGE = f"course/{SLUG}/{SLUG}.ipynb"
ASSIGNMENT = f"assignments/{SLUG}/{SLUG}.ipynb"

pytestmark = pytest.mark.slow


@pytest.fixture
def module(open_notebook):
    opened = open_notebook(PAGE)
    opened.run_all()
    return opened


@pytest.fixture
def assignment(open_notebook):
    opened = open_notebook(ASSIGNMENT)
    opened.run_all()
    return opened


def step_drawn(opened, key, text):
    """Draw one more step in a builder, and go back to the picture."""
    builder = keys.reach(opened, key, "[data-act=newStep]")
    keys.press(opened, "Enter")
    expect(builder.locator(".lct-panel").get_by_label("What happens", exact=True)).to_be_focused()
    opened.page.keyboard.type(text)
    keys.press(opened, "Escape")
    return builder


def theory_saved(opened, builder, key):
    """Give the theory that is in the file, once everything is saved."""
    expect(builder.locator(".lcq-saved")).to_contain_text("Saved ")
    return Theory.from_json(keys.saved(opened)[key]["value"])


def test_the_page_by_keyboard_the_gap_is_found_and_all_is_there_again(module, axe):
    page = module.page
    recalled, right = keys.answer_the_first_recall(module, ROOT, SLUG)

    # A prediction is locked, and then tells.
    question = keys.fill(module, "chain", "60", "30", "90")
    keys.tab_to(module, "Commit")
    keys.press(module, "Enter")
    expect(question).to_contain_text("about 3 in 100")

    # The worked case is there to look at, with its two tables for those who cannot see the picture.
    shown = page.locator(".lc-root, .lct-editor").filter(has=page.locator("[data-step]")).first
    keys.bring(module, shown)
    expect(shown.locator("[data-step]")).to_have_count(len(cases.four_hour_target.steps))

    # Connecting: the builder asks about the leap first; a step is added by keyboard.
    builder = step_drawn(module, "connecting", "Hosts are telephoned before a draft goes out")
    expect(builder.locator(".lct-findings li").first).to_contain_text("First:")
    connecting = theory_saved(module, builder, "connecting")
    assert len(connecting.steps) == len(cases.connecting.steps) + 1
    axe(page, '[data-question="connecting"]')

    # The planted gap: the arrow before it is told why not, and then it is found.
    question = keys.choose(module, "gap", 1)
    keys.check(module, question, "Not yet", "what a reminder is good at")
    question = keys.choose(module, "gap", 2)
    keys.check(module, question, "Right")

    # A sum, first the average, then the product.
    question = keys.fill(module, "four_links", "80")
    keys.check(module, question, "do not average")
    keys.reach(module, "four_links", "input")
    keys.press(module, "Control+A")
    page.keyboard.type("41")
    keys.check(module, question, "Right")

    # A plan is counted, one box ticked.
    question = keys.reach(module, "plan_urgent_care", "input[type=checkbox]")
    keys.press(module, "Space")
    expect(question).to_contain_text("Saved")
    axe(page, ".lcq")

    # Loaded again and run again: everything is still there.
    module.load()
    module.run_all()
    question = keys.reach(module, recalled, "input[type=radio]")
    expect(question.locator(f"input[value={right}]")).to_be_checked()
    builder = keys.reach(module, "connecting", "[data-act=newStep]")
    expect(builder.locator("[data-step]")).to_have_count(len(cases.connecting.steps) + 1)
    expect(builder).to_contain_text("Hosts are telephoned")
    question = keys.reach(module, "gap", "input[type=radio]")
    expect(question.locator("input[value=c]")).to_be_checked()
    answers = keys.saved(module)
    assert answers["chain"]["locked"]
    assert Theory.from_json(answers["connecting"]["value"]) == connecting


def test_the_assignment_by_keyboard_says_nothing_of_right_or_wrong_and_keeps_the_theory(assignment, axe):
    page = assignment.page
    for key, place in (("home_gap", 1), ("weakest", 0), ("next_round", 4), ("work_gap", 3)):
        question = keys.choose(assignment, key, place)
        expect(question).not_to_contain_text("Right")
    keys.reach(assignment, "home_true", "input[type=checkbox]")
    keys.press(assignment, "Tab", "Space")
    keys.fill(assignment, "repair", "0", "0", "0", "100")
    question = keys.fill(assignment, "chain", "21.6")
    expect(question).to_contain_text("Saved")

    # The theory: a first step by keyboard, then the next with its arrow; the builder asks, and marks nothing.
    builder = step_drawn(assignment, "theory", "The department stops 76 of 305 collections")
    keys.press(assignment, "t")
    expect(builder.locator(".lct-panel").get_by_label("What happens", exact=True)).to_be_focused()
    page.keyboard.type("Trusts stop asking wards for these items")
    keys.press(assignment, "Escape")
    expect(builder.locator(".lct-findings li").first).to_be_visible()
    drawn = theory_saved(assignment, builder, "theory")
    assert [step.text for step in drawn.steps] == [
        "The department stops 76 of 305 collections",
        "Trusts stop asking wards for these items",
    ]
    assert len(drawn.links) == 1
    keys.reach(assignment, "note", "textarea")
    page.keyboard.type("I would bet least on the arrow to patients.")
    keys.press(assignment, "Tab")
    axe(page, ".lcq")

    assignment.load()
    assignment.run_all()
    builder = keys.reach(assignment, "theory", "[data-act=newStep]")
    expect(builder.locator("[data-step]")).to_have_count(2)
    kept = keys.saved(assignment)
    assert Theory.from_json(kept["theory"]["value"]) == drawn
    assert kept["home_gap"]["value"]["choice"] == "two" and kept["work_gap"]["value"]["choice"] == "l2"
    assert kept["repair"]["value"]["amounts"]["start"] == 100
