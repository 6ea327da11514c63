"""Answers are saved at once, said to be, and there again; and when they cannot be, that is said."""

from __future__ import annotations

import json
import os
import re
import signal
from collections.abc import Callable
from importlib import util
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from localchange.answers import read_answers

_spec = util.spec_from_file_location("every_kind", Path(__file__).with_name("every_kind.py"))
every_kind = util.module_from_spec(_spec)
_spec.loader.exec_module(every_kind)

WATCH_WHAT_IS_SENT = """() => {
  window.sent = [];
  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (data) {
    const text = typeof data === "string" ? data : new TextDecoder().decode(data);
    const found = text.match(/"do": ?"save".{0,200}/);
    if (found) window.sent.push(found[0]);
    return send.call(this, data);
  };
}"""
SAVED = re.compile(r"^Saved \d\d:\d\d$")


@pytest.fixture(scope="module")
def asked(context: BrowserContext) -> list[str]:
    """Every address that these windows ask for, from before the first is opened."""
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    return asked


@pytest.fixture
def opened(kept_notebook: Callable, lab_server, asked: list[str], request: pytest.FixtureRequest):
    """The notebook with every kind, all cells run, with no answers; at the end, nobody else was asked for anything."""
    before = len(asked)
    assessed = getattr(request, "param", False)
    path = lab_server.root / f"saving_{'assessed' if assessed else 'practised'}" / "every_kind.ipynb"
    if not path.exists():
        every_kind.write(path, assessed=assessed, elsewhere=not assessed)
    notebook = kept_notebook(f"{path.parent.name}/every_kind.ipynb")
    if not assessed:
        notebook.fresh_folder()
    notebook.run_all_afresh(".lcq")
    expect(notebook.question("mix")).to_be_visible()
    yield notebook
    elsewhere = [url for url in asked[before:] if not url.startswith((lab_server.url, "blob:", "data:"))]
    assert asked
    assert elsewhere == [], "the page asked somebody else than the course"


def says(notebook, key: str, what: str | re.Pattern[str]) -> None:
    """Wait until the line about saving says this."""
    expect(notebook.question(key).locator(".lcq-saved")).to_have_text(what, timeout=20_000)


def answer_everything(notebook) -> dict[str, Any]:
    """Answer each question by mouse and keyboard, and give what should be saved."""
    ask = notebook.question
    ask("mix").get_by_label("The mix changed").check()
    ask("mix").get_by_label("80%").check()
    says(notebook, "mix", SAVED)

    ask("traps").get_by_label("Apportioned weeks").check()
    ask("traps").get_by_label("Missing trusts").check()
    says(notebook, "traps", SAVED)

    ask("wait").get_by_role("spinbutton").fill("240")
    says(notebook, "wait", SAVED)

    for label, number in (("Your best guess", "8"), ("Low end", "4"), ("High end", "15")):
        ask("guess").get_by_label(label).fill(number)
    says(notebook, "guess", SAVED)

    ask("order").get_by_role("button", name="Move up: Leaving within four hours").click()
    says(notebook, "order", SAVED)

    for label, number in (("Beds upstairs", "60"), ("Staff at night", "40")):
        ask("budget").get_by_label(label).fill(number)
    expect(ask("budget").locator(".lcq-left")).to_have_text("All 100 points are spent.")
    says(notebook, "budget", SAVED)

    ask("lever").get_by_label("Target").press("ArrowLeft")
    says(notebook, "lever", SAVED)

    ask("brief").get_by_role("textbox").fill("<b>Six words</b> & “quotes” are safe here.")
    says(notebook, "brief", SAVED)

    ask("claim_levers").get_by_role("spinbutton").fill("60")
    ask("claim_levers").get_by_label(re.compile("^Mixed")).check()
    ask("claim_levers").get_by_role("textbox").fill("A trial.")
    says(notebook, "claim_levers", SAVED)
    return {
        "mix": {"choice": "b", "confidence": 80},
        "traps": {"choices": ["a", "b"]},
        "wait": {"number": 240, "unit": "minutes"},
        "guess": {"low": 4, "best": 8, "high": 15, "unit": "%"},
        "order": {"order": ["a", "c", "b"]},
        "budget": {"amounts": {"beds": 60, "staff": 40}},
        "lever": {"setting": {"target": 94, "capacity": 10}},
        "brief": {"text": "<b>Six words</b> & “quotes” are safe here."},
        "claim_levers": {"after": 60, "verdict": "mixed", "change_mind": "A trial."},
    }


def values(page: Page) -> list[Any]:
    """What stands in every control, in order."""
    return page.evaluate(
        """() => [...document.querySelectorAll('.lcq :is(input, textarea)')].map((each) =>
            ['radio', 'checkbox'].includes(each.type) ? each.checked : each.value)"""
    )


def test_every_answer_is_saved_and_there_after_loading_the_page_again(opened, axe) -> None:
    expected = answer_everything(opened)
    path = opened.answers / "answers.json"
    assert {key: answer.value for key, answer in read_answers(path, "every_kind").items()} == expected
    before = values(opened.page)
    axe(opened.page, ".lcq")
    opened.dark()
    axe(opened.page, ".lcq")
    opened.dark(False)

    opened.load()
    opened.run_all()
    expect(opened.question("claim_levers")).to_be_visible()
    expect(opened.question("order").get_by_role("listitem").nth(1)).to_contain_text("Leaving within")
    opened.eventually(lambda: values(opened.page), before)
    says(opened, "brief", SAVED)
    assert {key: answer.value for key, answer in read_answers(path, "every_kind").items()} == expected


def test_practice_goes_from_a_try_to_the_worked_answer(opened, axe) -> None:
    ask = opened.question("mix")
    chip = ask.locator(".lcq-chip")
    expect(chip).to_have_text(re.compile("Not tried"))
    expect(ask.get_by_role("button", name="Show the worked answer")).to_be_hidden()
    ask.get_by_role("button", name="Check my answer").click()
    says(opened, "mix", "Answer the question first, then check it.")

    ask.get_by_label("Every department slowed down").check()
    ask.get_by_role("button", name="Check my answer").click()
    expect(chip).to_have_text(re.compile("Not yet"))
    expect(ask.locator(".lcq-feedback")).to_contain_text("That would need every department to slow down.")

    ask.get_by_role("button", name="Show a hint (1 of 2)").click()
    expect(ask.locator(".lcq-hints")).to_contain_text("Look at the mix of departments.")
    expect(ask.locator(".lcq-hints")).not_to_contain_text("Small ones")
    hint = ask.get_by_role("button", name="Show a hint (2 of 2)")
    hint.focus()
    opened.page.keyboard.press("Enter")
    expect(ask.locator(".lcq-hints")).to_contain_text("Small ones see few patients.")
    expect(ask.get_by_role("button", name="Check my answer")).to_be_focused()

    ask.get_by_role("button", name="Show the worked answer").click()
    expect(ask.locator(".lcq-worked")).to_contain_text("It is the mix")
    assert ask.locator(".lcq-worked a").get_attribute("rel") == "noopener noreferrer"
    axe(opened.page, '[data-question="mix"]')
    ask.get_by_label("The mix changed").check()
    expect(chip).to_have_text(re.compile("Changed since"))
    ask.get_by_role("button", name="Check my answer").click()
    expect(chip).to_have_text(re.compile("Right"))
    entry = json.loads((opened.answers / "answers.json").read_text())["answers"]["mix"]
    assert (entry["tries"], entry["hints"]) == (2, 2)
    opened.dark()
    axe(opened.page, '[data-question="mix"]')
    opened.dark(False)


def test_a_prediction_is_locked_when_it_is_committed(opened) -> None:
    ask = opened.question("guess")
    commit = ask.get_by_role("button", name="Commit to this prediction")
    ask.get_by_label("Your best guess").fill("8")
    commit.click()
    says(opened, "guess", re.compile("Not committed: fill in"))
    ask.get_by_label("Low end").fill("9")
    ask.get_by_label("High end").fill("15")
    commit.click()
    says(opened, "guess", re.compile("Not committed: the low end must not be above"))
    ask.get_by_label("Low end").fill("4")
    expect(ask.locator(".lcq-reveal")).to_be_empty()
    commit.click()
    says(opened, "guess", re.compile(r"^Committed and saved \d\d:\d\d\. It cannot be changed\.$"))
    expect(ask.locator(".lcq-reveal")).to_contain_text("It was 8.4% in 2006.")
    expect(commit).to_be_hidden()
    expect(ask.get_by_label("Your best guess")).not_to_be_editable()
    found = read_answers(opened.answers / "answers.json")["guess"]
    assert found.locked
    assert found.value == {"low": 4, "best": 8, "high": 15, "unit": "%"}


@pytest.mark.parametrize("opened", [True], indirect=True)
def test_an_assessed_page_records_and_says_nothing_more(opened, axe) -> None:
    expected = answer_everything(opened)
    for words in ("Check my answer", "Show a hint", "Show the worked answer"):
        expect(opened.page.get_by_role("button", name=words)).to_have_count(0)
    for key in ("mix", "brief", "guess"):
        expect(opened.question(key)).to_contain_text("Assessed: recorded, with no feedback here")
        expect(opened.question(key).locator(".lcq-reveal")).to_be_empty()
    hand_in = opened.question("hand_in")
    expect(hand_in).to_contain_text("Every question has an answer.")
    hand_in.get_by_role("button", name="Make the file to hand in").click()
    expect(hand_in.locator(".lcq-saved")).to_contain_text("every_kind.hand-in.zip", timeout=20_000)
    with opened.page.expect_download() as download:
        hand_in.get_by_role("link", name="Download every_kind.hand-in.zip").click()
    given = Path(download.value.path()).read_bytes()
    assert given == (opened.answers / "every_kind.hand-in.zip").read_bytes()
    axe(opened.page, ".lcq")
    assert len(expected) == 9


def test_what_is_wrong_with_an_answer_is_said_and_not_saved(opened) -> None:
    number = opened.question("wait").get_by_role("spinbutton")
    number.fill("700")
    says(opened, "wait", "Not saved: give a number between 0 and 600.")
    expect(number).to_have_attribute("aria-invalid", "true")
    for label in ("Missing trusts", "Apportioned weeks"):
        opened.question("traps").get_by_label(label).check()
    says(opened, "traps", SAVED)
    opened.question("traps").get_by_label("The colour of the line").check()
    says(opened, "traps", "Not saved: choose at most 2, so untick 1.")
    opened.question("budget").get_by_label("Beds upstairs").fill("90")
    opened.question("budget").get_by_label("Staff at night").fill("30")
    expect(opened.question("budget").locator(".lcq-left")).to_have_text(
        "20 points too many: take some away. You have 100."
    )
    number.fill("240")
    says(opened, "wait", SAVED)
    assert "traps" in (found := read_answers(opened.answers / "answers.json"))
    assert len(found["traps"].value["choices"]) == 2


def test_a_file_that_cannot_be_written_is_said_and_nothing_is_lost(opened) -> None:
    opened.question("brief").get_by_role("textbox").fill("First words.")
    says(opened, "brief", SAVED)
    history = opened.answers / ".answers"
    kept = opened.answers / "kept"
    history.rename(kept)
    history.write_text("a file where the folder was")
    opened.question("brief").get_by_role("textbox").fill("Second words.")
    says(opened, "brief", re.compile("^Not saved: "))
    expect(opened.question("brief").get_by_role("textbox")).to_have_value("Second words.")
    assert read_answers(opened.answers / "answers.json")["brief"].value == {"text": "First words."}
    history.unlink()
    kept.rename(history)
    opened.question("brief").get_by_role("button", name="Save again").click()
    says(opened, "brief", SAVED)
    assert read_answers(opened.answers / "answers.json")["brief"].value == {"text": "Second words."}


def test_a_course_that_does_not_answer_is_never_said_to_have_saved(opened) -> None:
    """The kernel is held; what is typed survives loading the page again, and is saved then."""
    area = opened.question("brief").get_by_role("textbox")
    area.fill("Before.")
    says(opened, "brief", SAVED)
    pid = opened.kernel()
    os.kill(pid, signal.SIGSTOP)
    try:
        area.fill("Typed while nobody answers.")
        says(opened, "brief", re.compile("^Not saved yet: the course has not answered"))
        expect(opened.question("brief").get_by_role("button", name="Save again")).to_be_visible()
    finally:
        os.kill(pid, signal.SIGCONT)
    says(opened, "brief", SAVED)
    assert (
        read_answers(opened.answers / "answers.json")["brief"].value["text"] == "Typed while nobody answers."
    )


def test_one_answer_is_on_its_way_at_a_time(opened) -> None:
    """Whatever order a kernel hears messages in, what was chosen last is what is kept."""
    first = opened.question("mix").locator("input[type=radio]").first
    first.check()
    says(opened, "mix", SAVED)
    sent = []
    opened.page.evaluate(WATCH_WHAT_IS_SENT)
    pid = opened.kernel()
    os.kill(pid, signal.SIGSTOP)
    try:
        opened.settle(first)
        for _ in range(2):
            opened.page.keyboard.press("ArrowDown")
        opened.page.wait_for_timeout(1000)
        sent = opened.page.evaluate("window.sent")
    finally:
        os.kill(pid, signal.SIGCONT)
    assert len(sent) == 1, sent
    says(opened, "mix", SAVED)
    last = opened.question("mix").locator("input[type=radio]").nth(2)
    expect(last).to_be_checked()
    assert len(opened.page.evaluate("window.sent")) == 2
    kept = read_answers(opened.answers / "answers.json")["mix"].value["choice"]
    assert kept == last.get_attribute("value")


def test_a_kernel_that_died_is_said_and_what_was_typed_comes_back(opened) -> None:
    area = opened.question("brief").get_by_role("textbox")
    area.fill("Before.")
    says(opened, "brief", SAVED)
    os.kill(opened.kernel(), signal.SIGKILL)
    dialog = opened.page.locator(".jp-Dialog")
    expect(dialog).to_be_visible(timeout=30_000)
    dialog.get_by_role("button", name="Ok").click()
    area.fill("Typed after the kernel died.")
    says(opened, "brief", re.compile("^The kernel has stopped, so nothing more can be saved here"))
    assert read_answers(opened.answers / "answers.json")["brief"].value["text"] == "Before."
    opened.run_all()
    expect(opened.question("brief").locator(".lcq-notice")).to_contain_text("was put back")
    expect(opened.question("brief").get_by_role("textbox")).to_have_value("Typed after the kernel died.")
    says(opened, "brief", SAVED)
    assert (
        read_answers(opened.answers / "answers.json")["brief"].value["text"] == "Typed after the kernel died."
    )


def test_a_notebook_that_was_closed_says_how_to_wake_it(open_notebook, lab_server) -> None:
    # In a window of its own: what JupyterLab restores is all that was saved, and no run before this one.
    every_kind.write(lab_server.root / "asleep" / "every_kind.ipynb", assessed=False, elsewhere=False)
    opened = open_notebook("asleep/every_kind.ipynb")
    opened.run_all()
    opened.question("mix").get_by_label("The mix changed").check()
    says(opened, "mix", SAVED)
    assert opened.save().stat().st_size < 200_000
    for session in lab_server.api("GET", "sessions"):
        lab_server.api("DELETE", f"sessions/{session['id']}")
    opened.load()
    asleep = opened.page.locator(".localchange-asleep").first
    expect(asleep).to_contain_text("Choose Run in the menu at the top, then Run All Cells.")
    opened.run_all()
    expect(opened.question("mix").get_by_label("The mix changed")).to_be_checked()
    expect(opened.page.locator(".localchange-asleep")).to_have_count(0)
