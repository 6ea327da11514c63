"""The builder with sixty steps and the network of sixty people, in a real JupyterLab: key press to changed picture."""

import importlib.util
import json
import sys
from pathlib import Path

import nbformat
import pytest

_spec = importlib.util.spec_from_file_location("benchmarks_lab", Path(__file__).with_name("test_lab.py"))
lab = importlib.util.module_from_spec(_spec)
sys.modules[_spec.name] = lab
_spec.loader.exec_module(lab)
home, window, course = lab.home, lab.window, lab.course

FOLDER = "theory_of_sixty"
CODE = """
from localchange import labs
from localchange.exercises import Page
from localchange.models.theory_of_change import Theory
page = Page("02_theory_of_change", folder=".")
labs.theory_builder(page, "theory", "Sixty steps.", start=Theory.from_text(open("sixty.json").read()))
"""
NETWORK = 'labs.network(page, "agents", "Sixty people.", network="assignment", ties=8)'
# For each key press the milliseconds to the first paint after it, if it came before the next press.
LATENCIES = """(editor) => {
    const painted = performance.getEntriesByName(`localchange:${editor}:painted`).map((mark) => mark.startTime);
    return window.keysDown.map((at, i, all) => [at, all[i + 1] ?? Infinity])
        .map(([at, next]) => (painted.find((time) => time >= at && time < next) ?? NaN) - at)
        .filter((wait) => wait === wait);
}"""
QUIET = "() => { window.keysDown.length = 0; performance.clearMarks(); }"


def sixty():
    """A theory of sixty steps and a hundred arrows."""
    kinds = ("input", "activity", "output", "outcome", "impact")
    levels = ("national", "regional", "local")
    steps = [
        {
            "id": f"s{number}",
            "kind": kinds[number // 12],
            "level": levels[number % 3],
            "text": f"Step {number} of sixty, with about as many words as people write",
        }
        for number in range(60)
    ]
    joined = [(start, start + gap) for gap in (12, 13, 7) for start in range(60 - gap)][:100]
    links = [
        {"id": f"l{number}", "from": f"s{start}", "to": f"s{end}", "sign": "-" if number % 9 == 0 else "+"}
        for number, (start, end) in enumerate(joined)
    ]
    return {
        "format": "localchange-theory",
        "version": 1,
        "title": "Sixty",
        "steps": steps,
        "links": links,
    }


@pytest.fixture
def builder(course, window, open_book, course_copy):
    folder = course_copy / FOLDER
    folder.mkdir(exist_ok=True)
    (folder / "sixty.json").write_text(json.dumps(sixty()), encoding="utf-8")
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code) for code in (CODE, NETWORK)])
    book.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(book, folder / "sixty.ipynb")
    open_book(window, course, f"{FOLDER}/sixty.ipynb", "lab").run_all()
    window.locator("[data-step=s59]").wait_for(timeout=lab.PATIENCE)
    window.wait_for_timeout(2000)
    return window.locator(".lct")


def test_sixty_steps(builder, window, learners_python, measure):
    def press(*keys):
        for key in keys:
            window.keyboard.press(key)
            window.wait_for_timeout(60)

    def measured(what, keys, least, editor="theory"):
        window.evaluate(QUIET)
        press(*keys)
        found = window.evaluate(LATENCIES, editor)
        assert len(found) >= least, f"only {len(found)} of {len(keys)} key presses drew anything"
        measure(what, "ms", found, {"median": 50, "p95": 100}, note=learners_python[1])

    builder.locator("[data-step=s0]").focus()
    walk = ("ArrowRight", "ArrowDown", "ArrowRight", "ArrowUp", "ArrowLeft", "ArrowDown")
    measured("builder, 60 steps: arrow key to the step that it goes to", walk * 8, 30)
    move = ("Shift+ArrowRight", "Shift+ArrowDown", "Shift+ArrowLeft", "Shift+ArrowUp")
    measured("builder, 60 steps: key to the moved box", move * 10, 35)
    measured("builder, 60 steps: undo and redo", ("Control+z", "Control+y") * 20, 35)
    window.keyboard.press("Enter")
    typed = "words that are typed into the form of a step"
    measured("builder, 60 steps: letter typed to the box that shows it", tuple(typed.replace(" ", "")), 30)
    builder.get_by_role("button", name="Tables").click()
    window.wait_for_timeout(1000)
    builder.get_by_label("What happens, step 7", exact=True).focus()
    measured("builder, 60 steps: letter typed in the tables", tuple(typed.replace(" ", "")), 30)
    window.locator("[data-person=A1]").focus()
    walk = ("ArrowRight", "ArrowDown", "PageDown", "ArrowLeft", "ArrowUp")
    measured("network, 60 people: key to the person that it goes to", walk * 8, 30, "network")
    picks = ("Space", "PageDown", "l", "End", "Enter", "Control+z", "Home")
    measured("network, 60 people: people picked, ties drawn and undone", picks * 6, 30, "network")
