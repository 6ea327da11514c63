"""A trainee works 07_balanced_approach and its assignment with the keyboard alone, and takes the page away in Word."""

import io
from importlib import util
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import expect

_SPEC = util.spec_from_file_location("by_keyboard", Path(__file__).with_name("by_keyboard.py"))
keys = util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(keys)

PAGE = "course/07_balanced_approach/07_balanced_approach.ipynb"
ASSIGNMENT = "assignments/07_balanced_approach/07_balanced_approach.ipynb"


@pytest.mark.slow
def test_a_trainee_builds_a_package_and_answers_a_call(open_notebook, axe):
    opened = open_notebook(PAGE)
    opened.run_all()

    question = keys.fill(opened, "better_project", "60", "40", "80")
    keys.tab_to(opened, "Commit")
    keys.press(opened, "Enter")
    expect(question).to_contain_text("about 98 of 100")

    handle = opened.page.locator("[data-handle=time]").first
    lab = opened.page.locator(".lc-root").filter(has=handle).first
    opened.settle(keys.bring(opened, handle))
    keys.press(opened, *["ArrowRight"] * 4)
    expect(lab.locator("[data-lab=words]")).to_contain_text("20 on proactive support")
    axe(opened.page, ".lc-root")

    question = keys.reach(opened, "call_answer", "button[data-call=take]")
    keys.press(opened, "Enter")
    expect(question).to_contain_text("how many more hospitals will meet")
    expect(question.locator("[data-call=plan]")).to_contain_text("Paid time and cover for change (20)")
    keys.tab_to(opened, "Stop the clock")
    keys.press(opened, "Enter")
    expect(question.locator("[data-call=clock]")).to_contain_text("the clock stands")
    opened.settle(question.locator("textarea"))
    opened.page.keyboard.type("There is no honest number yet.")
    expect(question).to_contain_text("Saved")
    axe(opened.page, ".lcq")

    answers = keys.saved(opened)
    assert answers["package"]["value"]["amounts"]["time"] == 20
    assert answers["call_answer"]["value"]["text"] == "There is no honest number yet."
    assert answers["better_project"]["locked"]


@pytest.mark.slow
def test_the_assignment_tells_nothing_and_gives_the_page_in_word(open_notebook, axe):
    opened = open_notebook(ASSIGNMENT)
    opened.run_all()

    question = keys.fill(opened, "package", "20", "0", "20")
    keys.press(opened, "Tab")
    expect(question).to_contain_text("60")  # points that are left
    expect(question).not_to_contain_text("bare")
    question = keys.choose(opened, "no10", 2)
    expect(question).not_to_contain_text("Right")

    question = keys.reach(opened, "submission_issue", "textarea")
    opened.page.keyboard.type("Whether to begin in April.")
    expect(question).to_contain_text("Saved")

    made = opened.page.locator('[data-question="document"]').first
    button = keys.bring(opened, made.locator("button"))
    expect(made.locator("[data-document=length]")).to_contain_text("of at most 450 words")
    expect(made.locator("[data-document=parts]")).to_contain_text("5 words")
    opened.settle(button)
    with opened.page.expect_download() as download:
        keys.press(opened, "Enter")
    document = Document(io.BytesIO(Path(download.value.path()).read_bytes()))
    assert "Whether to begin in April." in [paragraph.text for paragraph in document.paragraphs]
    axe(opened.page, ".lcq")
