"""A trainee reads the journal: by keyboard, by screen reader's rules, and takes the Word file away."""

import io
from importlib import util
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import expect

from localchange.answers import AnswerStore
from localchange.documents.as_html import to_page
from localchange.documents.blocks import Folded, Heading, Own, Picture, Report
from localchange.documents.scale import scale
from localchange.journal.progress import of_one

_SPEC = util.spec_from_file_location("by_keyboard", Path(__file__).with_name("by_keyboard.py"))
keys = util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(keys)

ROOT = Path(__file__).parents[2]
PAGE = "course/journal.ipynb"
HOSTILE = "<img src=x onerror=\"document.title='broken'\"> **as it is** [press](javascript:alert(1))"


@pytest.fixture
def worked(lab_server):
    """Somebody has worked in two modules before; what they did is taken away again."""
    course = lab_server.root / "course"
    three = AnswerStore(course / "03_targets", "03_targets")
    three.save("own_policy", "text", {"text": HOSTILE})
    three.save(
        "last_ten_minutes", "prediction", {"low": 5, "best": 12, "high": 30, "unit": "of 100"}, locked=True
    )
    three.save("claim_levers_improve", "claim", {"before": 40, "after": 60, "verdict": "mixed"})
    five = AnswerStore(course / "05_complex_systems", "05_complex_systems")
    truths = {"front_fell", "front_median", "front_met", "front_twice", "front_blamed", "front_bottom"}
    for key in truths:
        five.save(key, "choice", {"choice": "true", "confidence": 80})
    yield course
    for folder in ("03_targets", "05_complex_systems"):
        for path in (course / folder).glob("answers.json*"):
            path.unlink()
    (course / "my-journal.docx").unlink(missing_ok=True)


@pytest.mark.slow
def test_a_trainee_reads_the_journal_and_takes_it_away(worked, open_notebook, axe):
    opened = open_notebook(PAGE)
    opened.run_all()

    ledger = keys.bring(opened, opened.page.locator('[data-question="ledger_at_the_end"]').first)
    row = ledger.locator("tbody tr").first
    expect(row).to_contain_text("40% sure, in module 03")
    expect(row).to_contain_text("60% sure, in module 03")
    expect(row.locator("td").last).to_have_text("supported")
    expect(ledger.locator("tbody tr").nth(1).locator("td").last).to_contain_text(
        "once you have given a verdict"
    )
    expect(ledger.locator("a").first).to_have_attribute("href", "https://doi.org/10.1162/rest_a_01044")

    picture = keys.bring(opened, opened.page.locator(".lc-root").first)
    expect(picture).to_contain_text("These are too few to tell")
    expect(picture).to_contain_text("80 to 90% sure: 3 of 6 right")

    journal = keys.bring(opened, opened.page.locator('[data-question="journal"]').first)
    expect(journal).to_contain_text("12 of 100, and 80% sure of 5 to 30")
    expect(journal).to_contain_text("About 22 of 100")
    expect(journal.locator("blockquote")).to_have_text(HOSTILE)
    assert opened.page.title() != "broken"

    progress = keys.bring(opened, opened.page.locator('[data-question="progress"]').first)
    expect(progress).to_contain_text("it holds no marks")
    axe(opened.page, '[data-question="progress"]')
    keys.bring(opened, ledger)
    axe(opened.page, '[data-question="ledger_at_the_end"]')

    keys.bring(opened, journal.locator("button[data-do=save]"))
    axe(opened.page, '[data-question="journal"]', ".lc-root")
    journal.locator("button[data-do=save]").focus()
    keys.press(opened, "Enter")
    expect(journal.get_by_role("status")).to_contain_text("my-journal.docx, beside this page")
    with opened.page.expect_download() as download:
        link = journal.get_by_role("link", name="Download my-journal.docx")
        link.focus()
        keys.press(opened, "Enter")
    taken = Path(download.value.path()).read_bytes()
    assert taken == (worked / "my-journal.docx").read_bytes()
    assert HOSTILE in [each.text for each in Document(io.BytesIO(taken)).paragraphs]

    AnswerStore(worked / "03_targets", "03_targets").save("line", "text", {"text": "Written since."})
    journal.locator("button[data-do=refresh]").focus()
    keys.press(opened, "Enter")
    expect(journal.get_by_role("status")).to_have_text("Brought up to date.")
    expect(journal).to_contain_text("Written since.")


def test_a_page_without_a_server_holds_to_the_rules_of_a_screen_reader_on_light_and_on_dark(
    page, axe, tmp_path
):
    scaled = scale(0, 1, (0.2, 0.5, 0.7), [(0.9, "the best")], ("0%", "100%"), "Half lie between 20 and 70%.")
    blocks = (
        *of_one(ROOT),
        Heading("A picture", 1),
        Picture("Half lie between 20 and 70%.", scaled),
        Folded("Sources", ("One [work](https://doi.org/10.1/x).",)),
        Own("What I wrote", HOSTILE),
    )
    file = tmp_path / "page.html"
    file.write_text(to_page(Report("How far I have come", blocks)), encoding="utf-8")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.goto(file.as_uri())
        axe(page, "html")
    assert page.title() == "How far I have come"
