"""The pages that serve all modules, in JupyterLab: the diagnostic, the delayed test, and the way to the glossary."""

from importlib import util
from pathlib import Path

import pytest
from playwright.sync_api import expect

from localchange.exercises import Page, delayed_test, diagnostic

_SPEC = util.spec_from_file_location("by_keyboard", Path(__file__).with_name("by_keyboard.py"))
keys = util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(keys)

FOLDER = "course/00_welcome"


def answer(root, asked, *, wrong, sure):
    """Save answers to all but the first of some questions, as an earlier visit would have."""
    page = Page("00_welcome", folder=root / FOLDER)
    for place, (key, one) in enumerate(asked):
        if place:
            other = next(name for name in one.options if name != one.right)
            page.save(
                key, "choice", {"choice": other if one.module in wrong else one.right, "confidence": sure}
            )


@pytest.mark.slow
def test_the_diagnostic_by_keyboard_and_on_to_the_glossary(kept_notebook, lab_server, axe):
    asked = [(one.kept_as("diagnostic"), one) for one in diagnostic.chosen(lab_server.root)]
    answer(lab_server.root, asked, wrong={"03_targets"}, sure=80)
    opened = kept_notebook(f"{FOLDER}/diagnostic.ipynb")
    opened.run_all()
    page = opened.page

    # The last answer, with its confidence, brings the advice.
    first, one = asked[0]
    question = keys.choose(opened, first, list(one.options).index(one.right))
    expect(question).not_to_contain_text("Check my answer")
    question.locator("input[value='90']").first.focus()
    keys.press(opened, "Space")
    table = keys.bring(opened, page.get_by_role("table", name="What you may leave out"))
    modules = len({each.module for _, each in asked})
    expect(table.get_by_role("row")).to_have_count(modules + 1)
    expect(table.get_by_role("row", name="03 Targets")).to_contain_text("Take it, and first")
    expect(table.get_by_role("row", name="01 Two views")).to_contain_text("May be left out")
    axe(page, ".jp-OutputArea table", ".lcq")

    # A link to the glossary opens it at the term, beside the page.
    link = keys.bring(opened, page.locator(".jp-Notebook a[href*='glossary.md']").first)
    term = link.get_attribute("href").split("#")[1]
    link.focus()
    keys.press(opened, "Enter")
    glossary = page.locator(".jp-MarkdownViewer")
    expect(glossary.get_by_role("heading", name="Glossary")).to_have_count(1)
    heading = glossary.locator(f"[data-jupyter-id='{term}']")
    expect(heading).to_have_count(1)
    expect(heading).to_be_in_viewport()
    expect(page.locator(".lm-TabBar-tabLabel", has_text="diagnostic.ipynb")).to_have_count(1)


@pytest.mark.slow
def test_the_delayed_test_says_what_to_read_again_and_opens_it(kept_notebook, lab_server, axe):
    asked = [(one.kept_as("delayed"), one) for one in delayed_test.chosen(lab_server.root)]
    answer(lab_server.root, asked, wrong={"02_theory_of_change"}, sure=70)
    opened = kept_notebook(f"{FOLDER}/delayed_test.ipynb")
    opened.run_all()
    page = opened.page
    keys.fill(opened, "delayed_weeks", "4")
    keys.press(opened, "Tab")
    expect(page.get_by_text("It is time.")).to_have_count(1)

    first, one = asked[0]
    question = keys.choose(opened, first, list(one.options).index(one.right))
    question.locator("input[value='50']").first.focus()
    keys.press(opened, "Space")
    table = keys.bring(opened, page.get_by_role("table", name="What has lasted"))
    row = table.get_by_role("row", name="02 Theories of change")
    expect(row).to_contain_text("Read again")
    axe(page, ".jp-OutputArea table")
    link = row.get_by_role("link").first
    words = link.inner_text()
    link.click()
    expect(page.locator(".lm-TabBar-tabLabel", has_text="02_theory_of_change.ipynb")).to_have_count(1)
    expect(page.get_by_role("heading", name="Theories of change")).to_be_in_viewport()

    # JupyterLab opens a page at its top; once it is open, the same link goes to the section.
    # "Open" means that its cells are there, which takes a while on a slow computer.
    for patience in (1, 2, 4, 8, 16):
        page.locator(".lm-TabBar-tabLabel", has_text="delayed_test.ipynb").click()
        link.click()
        try:
            expect(page.get_by_role("heading", name=words).first).to_be_in_viewport(timeout=1000 * patience)
            return
        except AssertionError:
            if patience == 16:
                raise
