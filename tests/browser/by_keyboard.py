"""Ways to work a page of the course with the keyboard alone, for the tests that lie beside this file."""

import json
import time

from playwright.sync_api import expect

from localchange.exercises import recall

PATIENCE = 30
STAYS_IN_SIGHT = """async place => {
    for (let look = 0; look < 3; look++) {
        await new Promise(done => setTimeout(done, 100));
        const { top, bottom } = place.getBoundingClientRect();
        if (bottom <= 0 || top >= innerHeight || !place.checkVisibility()) return false;
    }
    return true;
}"""


def saved(opened):
    return json.loads((opened.folder / "answers.json").read_text(encoding="utf-8"))["answers"]


def bring(opened, place):
    """Scroll to a place, again and again until it stays in sight: cells above it grow a while after they have run."""
    place.wait_for(state="attached")
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        place.scroll_into_view_if_needed()
        if place.evaluate(STAYS_IN_SIGHT):
            return place
    raise AssertionError(f"{place} does not stay in sight")


def reach(opened, key, control):
    """Bring a question into sight, and give a control in it the focus."""
    question = opened.page.locator(f'[data-question="{key}"]').first
    opened.settle(bring(opened, question.locator(control).first))
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


def check(opened, question, *says):
    """Press the button that checks an answer, from where the focus is, and wait for what is said."""
    tab_to(opened, "Check my answer")
    press(opened, "Enter")
    for words in says:
        expect(question).to_contain_text(words)


def answer_the_first_recall(opened, root, slug):
    """Answer the first question from an earlier module, wrongly and then rightly; give its key and what is right."""
    asked = recall.chosen(root, slug)[0]
    places = list(asked.options)
    wrong = next(key for key in places if key != asked.right)
    question = choose(opened, asked.asked_as, places.index(wrong))
    check(opened, question, "Not yet", asked.feedback[wrong][:30])
    choose(opened, asked.asked_as, places.index(asked.right))
    check(opened, question, "Right")
    return asked.asked_as, asked.right
