"""The labs of requests and front-line weeks, worked in a real browser by keyboard and by mouse."""

import re

import nbformat
import pytest
from playwright.sync_api import expect

from localchange.answers import read_answers
from localchange.labs.week import WeekSubject
from localchange.models import triage
from localchange.models.triage_weeks import WEEKS
from localchange.models.week_request import DRAFT

FOLDER = "week_try"
SET_UP = """
from localchange import labs
from localchange.exercises import Page
page = Page('01_two_views', assessed=True)
"""
CELLS = {
    "week": "labs.week(page, answer='request')",
    "triage": "labs.triage(page, answer='order')",
    "practice": "labs.triage(page)",
    "inbox": "labs.policy_inbox(page)",
}


@pytest.fixture
def lab(lab_server, kept_notebook, request):
    """Give the root of a lab in a notebook of its own, run afresh."""
    kind = request.param
    folder = lab_server.root / FOLDER
    folder.mkdir(exist_ok=True)
    (folder / "answers.json").unlink(missing_ok=True)
    path = folder / f"{kind}.ipynb"
    if not path.exists():
        cells = [nbformat.v4.new_code_cell(code) for code in (SET_UP, CELLS[kind])]
        made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# A page"), *cells])
        made.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
        nbformat.write(made, path)
    book = kept_notebook(f"{FOLDER}/{kind}.ipynb")
    book.page.emulate_media(reduced_motion="reduce")
    book.page.locator(".lc-root").evaluate_all("roots => roots.forEach(root => root.dataset.old = 'old')")
    book.run_all()
    expect(book.page.locator(".lc-root[data-old]")).to_have_count(0)
    root = book.page.locator(".lc-root")
    expect(root.locator(".lc-svg").first).to_be_visible()
    return root


def settle(root):
    root.page.wait_for_function(
        """() => { const { asked, drawn } = document.querySelector(".lc-root").dataset; return asked === drawn }"""
    )


def picture(root, at=0):
    """Give where the bars and lines of a drawing are."""
    return (
        root.locator(".lc-svg")
        .nth(at)
        .evaluate(
            """svg => [...svg.querySelectorAll("rect, path")]
            .map(one => ["x", "y", "width", "height", "d"].map(name => one.getAttribute(name)).join()).join(" ")"""
        )
    )


@pytest.mark.parametrize("lab", ["week"], indirect=True)
def test_a_handle_of_the_request_moves_week_project_hours_and_words(lab, axe):
    words = lab.locator("[data-lab=words]")
    expect(words).to_contain_text("This is the baseline.")
    before = [picture(lab, i) for i in range(3)]
    lab.locator("input[data-handle=senders]").focus()
    lab.page.keyboard.press("ArrowRight")
    lab.page.keyboard.press("ArrowRight")
    settle(lab)
    expect(words).to_contain_text("Senders at once: you alone to 3 senders.")
    outputs = WeekSubject().run({**DRAFT, "senders": 3.0}).outputs
    expect(lab.locator("[data-output=hours]")).to_have_text(f"{outputs['hours']:.1f}")
    expect(lab.locator("[data-output=late]")).to_have_text(f"{100 * outputs['late']:.1f}%")
    assert all(picture(lab, i) != old for i, old in enumerate(before))
    lab.get_by_text("Show the figures as a table").click()
    row = lab.locator(".lc-table tbody tr", has_text="other senders").first
    expect(row.locator("td").nth(1)).to_have_text("0.0")
    expect(row.locator("td").first).not_to_have_text("0.0")
    lab.locator("button[data-do=hand-in]").click()
    settle(lab)
    expect(lab.locator("[data-by=handles]")).to_contain_text("Saved")
    axe(lab.page, ".lc-root")


@pytest.mark.parametrize("lab", ["triage"], indirect=True)
def test_a_week_is_put_in_order_by_keyboard_walked_through_and_handed_in(lab, lab_server, axe):
    week = WEEKS["ward"]
    best = triage.best(week)
    before = picture(lab)
    for place, key in enumerate(best.order):
        order = lab.locator(".lcw-list > li").evaluate_all("rows => rows.map(row => row.dataset.job)")
        button = lab.locator(f"[data-job={key}] [data-move=up]")
        button.focus()
        for _ in range(order.index(key) - place):
            lab.page.keyboard.press("ArrowUp")
        expect(button).to_be_focused()
    settle(lab)
    order = lab.locator(".lcw-list > li").evaluate_all("rows => rows.map(row => row.dataset.job)")
    assert order == list(best.order)
    expect(lab.locator("[data-output=cost]")).to_have_text(str(best.cost))
    expect(lab.locator("[data-job=return] .lcw-fate")).to_have_text("✗ late: done next week")
    assert picture(lab) != before
    # The minute hand goes to the end of each job, and the words with it.
    lab.locator("button[data-do=undo]").focus()
    at = int(lab.locator(".lcw-dial").get_attribute("data-minutes"))
    for _ in range(len(order)):
        lab.locator("button[data-do=before]").click()
    expect(lab.locator("[data-lab=time]")).to_have_text("Monday 9:00. No job is done yet.")
    lab.locator("button[data-do=next]").focus()
    lab.page.keyboard.press("Enter")
    first = best.placed[0]
    expect(lab.locator("[data-lab=time]")).to_contain_text(
        f"1 of 8, {triage.clock(first.end)}: {first.job.label}"
    )
    now = int(lab.locator(".lcw-dial").get_attribute("data-minutes"))
    assert now == triage.OPENS + first.end != at
    expect(lab.locator("button[data-do=compare]")).to_have_count(0)
    lab.locator("button[data-do=hand-in]").click()
    expect(lab.locator("[data-lab=notice]")).to_contain_text("Saved")
    saved = read_answers(lab_server.root / FOLDER / "answers.json", "01_two_views")["order"]
    assert saved.value == {"order": list(best.order)}
    axe(lab.page, ".lc-root")


@pytest.mark.parametrize("lab", ["practice"], indirect=True)
def test_a_week_for_practice_is_compared_with_the_best(lab, axe):
    pictures = lab.locator(".lc-svg").count()
    lab.locator("button[data-do=compare]").focus()
    lab.page.keyboard.press("Enter")
    expect(lab.locator("[data-lab=comparison]")).to_contain_text("yours comes 0% of the way")
    expect(lab.locator(".lc-svg")).to_have_count(pictures + 1)
    theirs = lab.get_by_label("Your order as one line of text")
    line = theirs.input_value().replace("rota=4", "rota=1").replace("=1;", "=4;", 1)
    theirs.fill(line)
    lab.page.keyboard.press("Tab")
    lab.page.keyboard.press("Tab")
    lab.page.keyboard.press("Enter")
    expect(lab.locator("[data-lab=comparison]")).to_contain_text("Somebody else's, 1")
    axe(lab.page, ".lc-root")


@pytest.mark.parametrize("lab", ["triage"], indirect=True)
def test_a_job_can_be_dragged_and_put_back(lab):
    lab.locator("[data-job=rota]").drag_to(lab.locator("[data-job=handover]"))
    settle(lab)
    expect(lab.locator(".lcw-list > li").first).to_have_attribute("data-job", "rota")
    expect(lab.locator("[data-lab=words]")).to_contain_text(
        "Fill the gaps in next week's rota: fourth to first."
    )
    lab.locator("button[data-do=undo]").click()
    settle(lab)
    expect(lab.locator(".lcw-list > li").first).to_have_attribute("data-job", "handover")


@pytest.mark.parametrize("lab", ["triage", "inbox"], indirect=True)
def test_figures_and_picture_are_taken_away(lab, tmp_path):
    for kind in ("csv", "svg"):
        with lab.page.expect_download() as waiting:
            lab.locator(f"button[data-download={kind}]").click()
        waiting.value.save_as(tmp_path / f"file.{kind}")
    figures = (tmp_path / "file.csv").read_text("utf-8").splitlines()
    jobs = lab.locator(".lcw-list > li, [data-work]:not([data-work=''])").count()
    assert len([line for line in figures if not line.startswith(("#", '"#'))]) == jobs + 1 > 8
    picture = (tmp_path / "file.svg").read_text("utf-8")
    assert "made up" in picture and "9:00" in picture and picture.count("<rect") >= 6
    assert "var(--" not in re.sub(r'style="[^"]*"', "", picture)


@pytest.mark.parametrize("lab", ["inbox"], indirect=True)
def test_the_official_s_day_in_steps_by_keyboard(lab, axe):
    time = lab.locator("[data-lab=time]")
    expect(time).to_have_text("9:00")
    before = picture(lab)
    lab.locator("[data-work=submission]").focus()
    lab.page.keyboard.press("ArrowDown")
    lab.page.keyboard.press("ArrowDown")
    expect(lab.locator("[data-work=meeting]")).to_be_checked()
    lab.locator("button[data-do=work]").focus()
    lab.page.keyboard.press("Enter")
    expect(time).to_have_text("9:40")
    expect(lab.locator("[data-lab=words]")).to_contain_text("New: A minister's question")
    assert picture(lab) != before
    axe(lab.page, ".lc-root")
    lab.page.wait_for_timeout(1500)
    expect(time).to_have_text("9:40")  # no clock runs that was not started
    for _ in range(30):
        if lab.locator("button[data-do=work]").get_attribute("aria-disabled") == "true":
            break
        lab.locator("button[data-do=work]").click()
        settle(lab)
    expect(time).to_have_text("17:30, the day is over")
    expect(lab.locator("[data-lab=words]")).to_contain_text("the best day loses 9")
    expect(lab.locator("[data-lab=comparison]")).to_contain_text("Whatever came last")
    axe(lab.page, ".lc-root")


@pytest.mark.parametrize("lab", ["inbox"], indirect=True)
def test_the_clock_runs_when_it_is_started_stops_at_news_and_whenever_it_is_told_to(lab):
    time = lab.locator("[data-lab=time]")
    clock, notice = lab.locator("button[data-do=clock]"), lab.locator("[data-lab=notice]")
    lab.locator("[data-lab=speed]").select_option("6")
    lab.locator("[data-work=meeting]").check()
    clock.click()
    expect(clock).to_have_text("Stop the clock")
    expect(notice).to_have_text("Something new has come: the clock stands.", timeout=20_000)
    expect(time).to_have_text("9:40")
    expect(clock).to_have_text("Start the clock")
    clock.click()
    clock.click()
    expect(notice).to_have_text("The clock stands.")
    stands = time.inner_text()
    lab.page.wait_for_timeout(1500)
    expect(time).to_have_text(stands)
