"""The page of the journal: it is no module, and is held to the same form; what it calls is there."""

import contextlib
import shutil
from importlib import util
from pathlib import Path

import nbformat
import pytest

from localchange.answers import AnswerStore

ROOT = Path(__file__).resolve().parents[2]


def beside(name):
    spec = util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    made = util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


anatomy, running = beside("test_anatomy"), beside("running")


@pytest.fixture(scope="module")
def book():
    return nbformat.read(ROOT / "course" / "journal.ipynb", as_version=4)


def test_it_has_the_form_of_a_page(book):
    assert anatomy.complaints(book) == []
    anatomy.test_each_page_is_valid_and_written_the_same_way(ROOT / "course" / "journal.ipynb", book)
    anatomy.test_cells_cannot_be_changed_or_lost_by_a_slip(book)
    anatomy.test_a_page_opens_with_title_time_and_the_one_gesture(book)
    code = [cell for cell in book.cells if cell.cell_type == "code"]
    assert code[0].id == "set-up"
    assert all("Choose Run in the menu, then Run All Cells." in cell.source for cell in code[1:])


def test_it_asks_nothing(book, questions_of):
    assert questions_of(book) == []


def test_its_links_lead_to_pages_that_are_there(book):
    text = "\n".join(cell.source for cell in book.cells if cell.cell_type == "markdown")
    for link in anatomy.re.findall(r"\]\(([^)#]+)\)", text):
        assert (ROOT / "course" / link).is_file(), link


def test_it_runs_on_the_course_as_it_is_with_answers_and_without(book, tmp_path, monkeypatch):
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    monkeypatch.delenv("LOCALCHANGE_COURSE", raising=False)
    kept = shutil.ignore_patterns("answers.json*", ".answers", "*.docx", ".ipynb_checkpoints")
    for name in ("course", "assignments"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=kept)

    def run():
        namespace = {}
        with contextlib.chdir(tmp_path / "course"):
            return [
                running.last_value(cell.source, namespace) for cell in book.cells if cell.cell_type == "code"
            ]

    _, ledger, confidence, entries, progress = run()
    assert "nothing in your journal yet" in str(entries.state)
    assert "No statement" in confidence.as_text()
    assert not (tmp_path / "course" / "answers.json").exists()
    AnswerStore(tmp_path / "course/05_complex_systems", "05_complex_systems").save(
        "chase_staff", "prediction", {"low": 60, "best": 70, "high": 80, "unit": "staff"}, locked=True
    )
    _, ledger, confidence, entries, progress = run()
    assert "In our toy about 117" in str(entries.state) and "80% sure of 60 to 80" in str(entries.state)
    assert "0 of 10" in str(ledger.state)
    headings = [block["text"] for block in progress.state["blocks"] if block["is"] == "heading"]
    assert "Systems that answer back" in headings
