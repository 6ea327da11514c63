"""The lab of the department and the charts, worked in a real browser as a trainee works them."""

import csv
import json
import re
from itertools import pairwise

import nbformat
import numpy as np
import pytest
from playwright.sync_api import expect

from localchange import data
from localchange.answers import read_answers
from localchange.labs.department import BASELINE, DepartmentSubject

CELLS = {
    "lab": ["labs.department(page, answer='standard')"],
    "charts": [
        "labs.national_series(page)",
        "labs.department_mix(page)",
        "labs.trust_spread(page)",
        "labs.published_pile_up(page)",
    ],
}
SET_UP = """
from localchange import labs
from localchange.exercises import Page
page = Page('03_targets', assessed=True)
"""


FOLDER = "labs_try"


@pytest.fixture
def notebook(lab_server, kept_notebook):
    """Give a notebook with a lab or with the charts, run afresh, with no answers, in a light, wide window."""

    def opened(kind, app="lab"):
        folder = lab_server.root / FOLDER
        folder.mkdir(exist_ok=True)
        path = folder / f"{kind}.ipynb"
        if not path.exists():
            nbformat.write(a_notebook(kind), path)
        (folder / "answers.json").unlink(missing_ok=True)
        book = kept_notebook(f"{FOLDER}/{kind}.ipynb", app=app)
        book.page.set_viewport_size({"width": 1280, "height": 900})
        if book.page.locator("body").get_attribute("data-jp-theme-light") == "false":
            book.dark(False)
        book.page.evaluate("performance.clearMarks()")
        book.page.locator(".lc-root").evaluate_all("roots => roots.forEach(root => root.dataset.old = 'old')")
        book.run_all()
        expect(book.page.locator(".lc-root[data-old]")).to_have_count(0)
        expect(book.page.locator(".lc-root[data-drawn]")).to_have_count(len(CELLS[kind]))
        return book

    return opened


def a_notebook(kind):
    cells = [nbformat.v4.new_code_cell(code) for code in (SET_UP, *CELLS[kind])]
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# A page"), *cells])
    made.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return made


class Lab:
    """The lab on the page."""

    def __init__(self, book):
        self.book = book
        self.page = book.page
        self.root = book.page.locator(".lc-root")
        self.words = self.root.locator("[data-lab=words]")

    def handle(self, key):
        return self.root.locator(f"input[data-handle={key}]")

    def press(self, handle, *keys):
        """Press keys on a handle and wait for the picture that belongs to the last one."""
        self.handle(handle).focus()
        for key in keys:
            self.page.keyboard.press(key)
        self.settle()

    def do(self, act):
        self.root.locator(f"button[data-do={act}]").click()
        self.settle()

    def settle(self):
        """Wait until the last thing that was asked is drawn."""
        self.page.wait_for_function(
            """() => { const { asked, drawn } = document.querySelector(".lc-root").dataset; return asked === drawn }"""
        )

    def picture(self):
        """Give the heights and places of all bars, as drawn."""
        return self.root.locator(".lc-svg").evaluate_all(
            """all => all.map(svg => [...svg.querySelectorAll('rect')]
                .map(bar => bar.outerHTML.replace(/url[^)]*./, '')).join())"""
        )

    def output(self, key):
        return self.root.locator(f"[data-output={key}]").inner_text()

    def settings(self):
        text = self.root.locator(".lc-share").input_value()
        return {key: float(value) for key, value in re.findall(r"(\w+)=([\d.]+)", text)}

    def notice(self, place="handles"):
        return self.root.locator(f"[data-by={place}]")


@pytest.fixture
def lab(notebook):
    return Lab(notebook("lab"))


def test_a_handle_moved_by_keyboard_changes_picture_words_and_table(lab):
    picture, words = lab.picture(), lab.words.inner_text()
    assert words.startswith("This is the baseline.")
    lab.press("target", "End")
    expect(lab.words).to_contain_text("Target: no target to 100%")
    assert lab.picture() != picture
    expected = DepartmentSubject().run({**BASELINE, "target": 100.0}).outputs
    expect(lab.words).to_contain_text(f"On the record {100 * expected['recorded']:.1f}%")
    assert lab.output("recorded") == f"{100 * expected['recorded']:.1f}%"
    expect(lab.handle("target")).to_have_attribute("aria-valuetext", "100%")


def test_arrow_keys_step_the_handle_and_leave_the_notebook_alone(lab):
    cells = lab.page.locator(".jp-Cell").count()
    lab.press("pressure", "ArrowRight", "ArrowUp", "ArrowLeft", "ArrowDown", "ArrowRight")
    expect(lab.handle("pressure")).to_have_value("55")
    expect(lab.handle("pressure")).to_be_focused()
    lab.press("capacity", "d", "d", "a", "x")
    assert lab.page.locator(".jp-Cell").count() == cells


def test_the_handle_says_no_target_in_words(lab):
    lab.press("target", "End", "Home")
    expect(lab.handle("target")).to_have_attribute("aria-valuetext", "no target")
    assert lab.settings()["target"] == 0


def test_undo_redo_and_reset(lab):
    first = lab.picture()
    lab.press("target", "End")
    pushed = lab.picture()
    lab.do("undo")
    assert lab.picture()[0].split(",")[:60] == first[0].split(",")[:60]
    assert lab.settings() == BASELINE
    expect(lab.handle("target")).to_have_attribute("aria-valuetext", "no target")
    lab.do("redo")
    assert lab.settings()["target"] == 100
    assert lab.picture()[0].split(",")[:60] == pushed[0].split(",")[:60]
    lab.do("reset")
    assert lab.settings() == BASELINE
    lab.do("undo")
    assert lab.settings()["target"] == 100


def test_undo_with_nothing_to_undo_says_so_and_keeps_the_focus(lab):
    button = lab.root.locator("button[data-do=undo]")
    expect(button).to_have_attribute("aria-disabled", "true")
    button.focus()
    lab.page.keyboard.press("Enter")
    expect(lab.notice()).to_have_text("There is nothing to undo.")
    expect(button).to_be_focused()


def test_replay_shows_before_then_after_once(lab):
    lab.press("target", "End")
    after = lab.output("recorded")
    # Wait until the lab rests, with its band of many runs: then nothing but the replay is going on.
    lab.page.wait_for_function(
        """root => {
            const [seq, now] = [root.dataset.asked, performance.now()];
            if (window.asked?.seq !== seq) window.asked = { seq, now };
            return now - window.asked.now > 1500 }""",
        arg=lab.root.element_handle(),
    )
    # Each is shown for a moment, which a busy computer may miss: the page notes it.
    lab.root.evaluate(
        """root => {
            window.replayed = [];
            const text = (selector) => root.querySelector(selector).innerText;
            const note = () => window.replayed.push(
                [root.dataset.replay, text(".lc-banner"), text("[data-output=recorded]")]);
            new MutationObserver(note).observe(root, { attributeFilter: ["data-replay"] }) }"""
    )
    lab.root.locator("button[data-do=replay]").click()
    expect(lab.root).to_have_attribute("data-replay", "done")
    expect(lab.root.locator(".lc-banner")).to_be_hidden()
    lab.page.wait_for_timeout(2000)  # longer than each of them is shown
    before, then, done = lab.page.evaluate("window.replayed")
    assert before[:2] == ["before", "Before: Target no target"]
    assert before[2] != after
    assert then == ["after", "After: Target 100%", after]
    assert done[0] == "done" and lab.output("recorded") == after
    assert lab.settings()["target"] == 100


def test_scenarios_are_kept_compared_and_shown(lab):
    lab.root.locator("[data-lab=scenarios] > summary").click()
    lab.press("target", "End")
    lab.root.get_by_label("Name of scenario 1").fill("Push")
    lab.root.locator("button[data-keep='0']").click()
    expect(lab.notice("scenarios")).to_have_text("Kept as “Push”.")
    kept = lab.output("recorded")
    lab.do("reset")
    table = lab.root.locator(".lc-compare")
    expect(table.locator("thead")).to_contain_text("Push")
    row = table.locator("tbody tr", has_text="on the record").locator("td")
    base, now, push = row.all_inner_texts()
    assert push == kept
    assert base == now == lab.output("recorded")
    lab.root.locator("button[data-show='0']").click()
    lab.settle()
    assert lab.settings()["target"] == 100


def test_the_settings_travel_as_a_line_of_text(lab):
    lab.root.locator("[data-lab=scenarios] > summary").click()
    box = lab.root.locator(".lc-share")
    box.fill("#state=department;target=85;pressure=70;capacity=12;clock=0;audit=20")
    lab.do("load")
    expect(lab.handle("target")).to_have_value("85")
    expect(lab.handle("capacity")).to_have_value("12")
    box.fill("#state=department;target=5")
    lab.do("load")
    expect(lab.notice("scenarios")).to_contain_text("There is no number for")
    expect(lab.handle("target")).to_have_value("85")


def test_a_held_key_never_queues_and_the_last_value_wins(lab):
    handle = lab.handle("pressure")
    handle.focus()
    # Forty changes in one task of the page: faster than any answer.
    handle.evaluate(
        """input => { for (let i = 0; i < 40; i++) {
                input.value = String((i * 5) % 105);
                input.dispatchEvent(new Event("input", { bubbles: true })); }
            input.value = "85"; input.dispatchEvent(new Event("input", { bubbles: true })); }"""
    )
    lab.settle()
    answered = lab.page.evaluate(
        "() => performance.getEntriesByType('mark').filter(m => m.name.includes(':came:')).length"
    )
    assert lab.settings()["pressure"] == 85
    expect(handle).to_have_value("85")
    assert answered <= 6, "changes that were overtaken are not run"


def test_the_file_of_figures_holds_the_model_s_figures(lab, tmp_path):
    lab.press("target", "End")
    with lab.page.expect_download() as waiting:
        lab.root.locator("button[data-download=csv]").click()
    file = tmp_path / "figures.csv"
    waiting.value.save_as(file)
    rows = list(csv.reader(file.open(newline="", encoding="utf-8")))
    notes = [row[0] for row in rows if row and row[0].startswith("#")]
    assert any("target=100" in note for note in notes)
    heads, *body = rows[len(notes) :]
    columns = DepartmentSubject().run({**BASELINE, "target": 100.0}).columns
    for head, name in (
        ("Sent home, on the record", "recorded_home"),
        ("Admitted, in truth", "real_admitted"),
    ):
        at = heads.index(head)
        assert np.array_equal([float(row[at]) for row in body], columns[name])


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_pictures_for_documents(lab, tmp_path, dark):
    if dark:
        lab.book.dark()
    for kind in ("svg", "png"):
        with lab.page.expect_download() as waiting:
            lab.root.locator(f"button[data-download={kind}]").click()
        waiting.value.save_as(tmp_path / f"picture.{kind}")
    picture = (tmp_path / "picture.svg").read_text("utf-8")
    for words in (
        "On the record",
        "In truth",
        "sent home",
        "baseline",
        "toy model",
        "Settings: Target no target",
    ):
        assert words in picture
    assert "var(--" not in re.sub(r"(fill|stroke|color)=\"var[^\"]*\"", "", picture), "colours are its own"
    assert re.search(r"<rect[^>]*fill=\"#fff\"", picture), "a picture for a document is on white"
    assert "<script" not in picture
    png = (tmp_path / "picture.png").read_bytes()
    assert png.startswith(b"\x89PNG")
    assert int.from_bytes(png[16:20]) == 2 * 884
    assert len(png) > 20_000


def test_what_is_handed_in_is_what_is_shown_and_comes_back(lab):
    lab.press("target", "End")
    lab.press("audit", "End")
    lab.do("hand-in")
    expect(lab.notice()).to_contain_text("Saved")
    saved = read_answers(lab.book.folder / "answers.json", "03_targets")["standard"]
    assert saved.value["setting"] == lab.settings() == {**BASELINE, "target": 100.0, "audit": 100.0}
    lab.book.load()
    lab.book.run_all()
    expect(lab.words).to_contain_text("These are the settings that you handed in.")
    assert lab.settings() == saved.value["setting"]


def test_the_table_behind_the_picture_follows_the_handles(lab):
    lab.root.get_by_text("Show the figures as a table").click()
    cell = lab.root.locator(".lc-table tbody tr", has_text="230 to 240").locator("td").nth(1)
    before = cell.inner_text()
    lab.press("target", "End")
    lab.press("clock", "End")
    expect(cell).not_to_have_text(before)


def test_it_works_in_notebook_7_too(notebook):
    lab = Lab(notebook("lab", app="notebook"))
    lab.press("target", "ArrowRight", "ArrowRight")
    expect(lab.handle("target")).to_have_value("71")
    expect(lab.words).to_contain_text("Target: no target to 71%")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_in_the_lab(lab, axe, dark):
    if dark:
        lab.book.dark()
    lab.press("target", "End")
    for summary in lab.root.locator("summary").all():
        summary.click()
    lab.root.locator("button[data-keep='1']").click()
    lab.settle()
    axe(lab.page, ".lc-root")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_in_the_charts(notebook, axe, dark):
    book = notebook("charts")
    if dark:
        book.dark()
    for summary in book.page.locator(".lc-root summary").all():
        summary.click()
    axe(book.page, ".lc-root")


@pytest.mark.parametrize("kind", ["lab", "charts"])
def test_nothing_is_cut_off_at_twice_the_size_on_a_narrow_screen(notebook, kind):
    book = notebook(kind)
    book.page.set_viewport_size({"width": 640, "height": 900})
    for root in book.page.locator(".lc-root").all():
        root.scroll_into_view_if_needed()
        width, inside, pictures = root.evaluate(
            """async root => { await new Promise(done => setTimeout(done, 300));
                return [root.clientWidth, root.scrollWidth,
                    [...root.querySelectorAll('.lc-svg')].map(svg => svg.getBoundingClientRect().width)] }"""
        )
        assert inside <= width + 1
        assert max(pictures) <= width


def test_motion_can_be_switched_off(lab):
    lab.page.emulate_media(reduced_motion="reduce")
    moving = lab.root.evaluate(
        """root => [...root.querySelectorAll('*')].filter(one => {
            const style = getComputedStyle(one);
            return style.transitionDuration !== '0s' || style.animationName !== 'none'; }).length"""
    )
    assert moving == 0


def test_words_are_read_out_politely_and_a_held_key_not_at_every_step(lab):
    expect(lab.words).to_have_attribute("role", "status")
    lab.words.evaluate(
        """node => {
            window.said = [];
            new MutationObserver(() => window.said.push(performance.now())).observe(node, { childList: true }) }"""
    )
    lab.handle("pressure").focus()
    lab.press("target", "End")
    for _ in range(8):
        lab.page.keyboard.press("ArrowLeft")
        lab.page.wait_for_timeout(60)
    expect(lab.words).to_contain_text("to 92%")
    said = lab.page.evaluate("window.said")
    # However long the keys take on a busy computer: no two are read out within a third of a second.
    assert said and min([later - one for one, later in pairwise(said)], default=1000) > 333


def test_every_chart_of_a_page_shares_one_front_end(notebook):
    book = notebook("charts")
    assert book.page.evaluate("globalThis.localchangeModules.size") == 1
    assert book.page.locator("style#localchange-charts").count() == 1


def test_a_line_of_the_national_chart_is_switched_on_by_keyboard(notebook):
    book = notebook("charts")
    chart = book.page.locator(".lc-root").first
    lines = chart.locator("g[data-mark=line] path")
    before = lines.count()
    box = chart.get_by_label("Minor injury units and others (type 3)")
    box.focus()
    book.page.keyboard.press("Space")
    expect(lines).to_have_count(before + 1)
    expect(chart.locator(".lc-words")).to_contain_text("Minor injury units and others (type 3): 99.9%")
    book.page.keyboard.press("Space")
    expect(lines).to_have_count(before)


def test_the_file_of_the_national_chart_holds_the_published_figures(notebook, tmp_path):
    book = notebook("charts")
    chart = book.page.locator(".lc-root").first
    with book.page.expect_download() as waiting:
        chart.locator("button[data-download=csv]").click()
    file = tmp_path / "england.csv"
    waiting.value.save_as(file)
    text = file.read_text("utf-8")
    assert data.attribution("four_hour_monthly") in text
    rows = [row for row in csv.reader(text.splitlines()) if row and not row[0].startswith("#")]
    heads, *body = rows
    at = heads.index("Major departments (type 1)")
    table = data.four_hour_monthly().query("type == 'type1'").sort_values("period")
    assert [row[0] for row in body] == [f"{month:%Y-%m-%d}" for month in table["period"]]
    found = [float(row[at]) if row[at] else float("nan") for row in body]
    assert np.array_equal(found, table["share_within"], equal_nan=True)


@pytest.mark.parametrize("kind", ["lab", "charts"])
def test_the_saved_notebook_stays_small_however_often_it_is_run(notebook, kind):
    book = notebook(kind)
    book.run_all()
    book.run_all()
    path = book.save()
    made = json.loads(path.read_text("utf-8"))
    assert sum(bool(cell.get("outputs")) for cell in made["cells"]) == len(CELLS[kind])
    kept = made["metadata"]["widgets"]["application/vnd.jupyter.widget-state+json"]["state"].values()
    assert sum(state["model_name"] == "AnyModel" for state in kept) == len(CELLS[kind])
    assert path.stat().st_size < 50_000


def test_a_lab_whose_kernel_is_gone_says_what_to_do(lab):
    lab.book.menu("Kernel", "Restart Kernel…")
    lab.page.locator(".jp-Dialog button", has_text="Restart").click()
    lab.book.wait_until_idle()
    lab.handle("target").focus()
    lab.page.keyboard.press("End")
    expect(lab.notice()).to_contain_text("The lab has stopped. Choose Run")
