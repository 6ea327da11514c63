"""The labs of paying and of inspecting, worked in a real browser as a trainee works them."""

import nbformat
import pytest
from playwright.sync_api import expect

from localchange.answers import AnswerStore
from localchange.labs.inspecting import InspectingSubject
from localchange.labs.paying import PayingSubject
from localchange.labs.paying_picture import NOT_YET

FOLDER = "paying_try"
CELLS = [
    "from localchange import labs\nfrom localchange.exercises import Page\npage = Page('04_incentives_regulation')",
    "page.prediction('foresee', 'How far do deaths fall?', 'points', low=-5, high=5, step=0.1)",
    "labs.paying(page, after='foresee')",
    "labs.inspecting(page)",
]


@pytest.fixture(scope="module")
def opened(lab_server, kept_notebook):
    folder = lab_server.root / FOLDER
    folder.mkdir(exist_ok=True)
    made = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_markdown_cell("# A page"), *map(nbformat.v4.new_code_cell, CELLS)]
    )
    made.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(made, folder / "try.ipynb")
    return kept_notebook


@pytest.fixture
def book(opened):
    """Give the notebook, run afresh, with no answers."""
    book = opened(f"{FOLDER}/try.ipynb")
    (book.folder / "answers.json").unlink(missing_ok=True)
    book.page.set_viewport_size({"width": 1280, "height": 1000})
    if book.page.locator("body").get_attribute("data-jp-theme-light") == "false":
        book.dark(False)
    book.page.locator(".lc-root").evaluate_all("roots => roots.forEach(root => root.dataset.old = 'old')")
    book.run_all()
    expect(book.page.locator(".lc-root[data-old]")).to_have_count(0)
    expect(book.page.locator(".lc-root[data-drawn]")).to_have_count(2)
    return book


class Lab:
    """One of the two labs on the page."""

    def __init__(self, book, handle):
        self.page = book.page
        self.root = book.page.locator(f".lc-root:has(input[data-handle={handle}])")
        self.words = self.root.locator("[data-lab=words]")

    def press(self, handle, *keys):
        self.root.locator(f"input[data-handle={handle}]").focus()
        for key in keys:
            self.page.keyboard.press(key)
        self.settle()

    def settle(self):
        root = self.root.element_handle()
        self.page.wait_for_function("root => root.dataset.asked === root.dataset.drawn", arg=root)

    def lines(self):
        return self.root.locator(".lc-svg").evaluate_all(
            "all => all.map(svg => [...svg.querySelectorAll('path')].map(one => one.getAttribute('d')).join())"
        )

    def rules(self):
        """Find the straight lines in the picture of effects; published intervals are two of them."""
        return self.root.locator(".lc-svg").nth(2).locator("g[data-mark=rule] line")

    def table(self):
        fold = self.root.locator("summary", has_text="Show the figures as a table")
        if not fold.evaluate("node => node.parentElement.open"):
            fold.click()
        return self.root.locator(".lc-table:not(.lc-outputs):not(.lc-told)").last


@pytest.fixture
def paying(book):
    return Lab(book, "bonus")


@pytest.fixture
def inspecting(book):
    return Lab(book, "luck")


def test_a_scheme_set_by_keyboard_changes_every_picture_the_words_and_the_table(paying):
    before, words = paying.lines(), paying.words.inner_text()
    assert words.startswith("This is the baseline. There is no scheme")
    cell = paying.table().locator("tbody tr").first.locator("td").nth(4)
    effect = cell.inner_text()
    paying.press("bonus", "PageUp", "PageUp", "ArrowRight")
    paying.press("share", "End")
    after = paying.lines()
    assert all(one != other for one, other in zip(before, after, strict=True))
    setting = {
        key: float(paying.root.locator(f"input[data-handle={key}]").input_value())
        for key in ("bonus", "share", "years", "checks", "hear")
    }
    assert setting["bonus"] > 0 and setting["share"] == 80
    expected = PayingSubject().run(setting).outputs
    expect(paying.words).to_contain_text(f"The scheme costs {expected['cost']:.1f}")
    expect(paying.root.locator("[data-output=record]")).to_have_text(f"{expected['record']:.1f}")
    expect(cell).not_to_have_text(effect)


def test_published_results_come_only_after_the_prediction_and_then_at_once(paying, book):
    last = paying.table().locator("tbody tr").last.locator("td").last
    rules = paying.rules().count()
    assert "Published" not in paying.words.inner_text()
    expect(last).to_have_text(NOT_YET)
    question = book.question("foresee")
    question.locator("input").first.focus()
    for value in ("-1", "-2", "0"):
        book.page.keyboard.type(value)
        book.page.keyboard.press("Tab")
    assert paying.rules().count() == rules, "what is not committed yet is no prediction"
    button = question.locator("button", has_text="ommit").first
    button.focus()
    book.page.keyboard.press("Enter")
    expect(paying.words).to_contain_text("The published results are here now.")
    expect(paying.words).to_contain_text("1.3 points fewer deaths than elsewhere over 18 months")
    expect(last).to_contain_text("Jha and others 2012")
    expect(paying.rules()).to_have_count(rules + 2)


def test_a_prediction_of_yesterday_is_enough(opened, book):
    store = AnswerStore(book.folder, "04_incentives_regulation")
    value = {"low": -2, "best": -1, "high": 0, "unit": "points"}
    store.save("foresee", "prediction", value, locked=True)
    book.page.locator(".lc-root").evaluate_all("roots => roots.forEach(root => root.dataset.old = 'old')")
    book.run_all()
    expect(book.page.locator(".lc-root[data-old]")).to_have_count(0)
    expect(Lab(book, "bonus").words).to_contain_text("Published, of other places")


def test_an_inspection_set_by_keyboard_changes_both_pictures_and_the_words(inspecting):
    before = inspecting.lines()
    expect(inspecting.words).to_contain_text("no control group")
    inspecting.press("spared", "End")
    inspecting.press("support", "End")
    after = inspecting.lines()
    assert all(one != other for one, other in zip(before, after, strict=True))
    found = InspectingSubject().run({**InspectingSubject.baseline, "spared": 50.0, "support": 100.0}).outputs
    expect(inspecting.words).to_contain_text(f"took {found['true_effect']:.1f} off their harm")
    expect(inspecting.root.locator("[data-output=controlled]")).to_have_text(f"{found['controlled']:.1f}")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing(paying, inspecting, book, axe, dark):
    if dark:
        book.dark()
    paying.press("bonus", "PageUp")
    inspecting.press("spared", "End")
    for summary in book.page.locator(".lc-root summary").all():
        if not summary.evaluate("node => node.parentElement.open"):
            summary.click()
    axe(book.page, ".lc-root")


def test_nothing_is_cut_off_at_twice_the_size_on_a_narrow_screen(paying, inspecting, book):
    book.page.set_viewport_size({"width": 640, "height": 900})
    for lab in (paying, inspecting):
        lab.root.scroll_into_view_if_needed()
        width, inside, pictures = lab.root.evaluate(
            """async root => { await new Promise(done => setTimeout(done, 300));
                return [root.clientWidth, root.scrollWidth,
                    [...root.querySelectorAll('.lc-svg')].map(svg => svg.getBoundingClientRect().width)] }"""
        )
        assert inside <= width + 1
        assert max(pictures) <= width
