"""What the welcome promises about a learner's work must be so."""

import json
import re
import zipfile

import nbformat
import pytest

from localchange import evidence
from localchange.exercises import Page
from localchange.exercises.hand_in import write_zip


@pytest.fixture(scope="module")
def welcome(root):
    book = nbformat.read(root / "course/00_welcome/00_welcome.ipynb", as_version=4)
    return {cell.id: cell.source for cell in book.cells}


@pytest.fixture
def worked(tmp_path):
    """A page with one answer, as a learner leaves it."""
    (tmp_path / "00_welcome.ipynb").write_text("{}", encoding="utf-8")
    page = Page("00_welcome", folder=tmp_path)
    page.save("run_menu", "choice", {"choice": "b"})
    return page


def test_nothing_is_recorded_but_the_answer_its_time_tries_and_hints(worked, welcome):
    assert "each answer, the time it was given" in welcome["saving"]
    assert "how many tries and hints it took. Nothing else." in " ".join(welcome["saving"].split())
    kept = json.loads((worked.folder / "answers.json").read_text(encoding="utf-8"))
    assert set(kept) == {"schema", "version", "page", "written_by", "answers"}
    assert set(kept["answers"]["run_menu"]) == {"kind", "value", "saved", "locked", "tries", "hints"}
    assert re.fullmatch(r"localchange \S+", kept["written_by"]), "it names the program and no person"


def test_what_is_handed_in_is_the_answers_and_the_page_and_nothing_else(worked, welcome):
    assert "The file holds your answers and the page and nothing else" in welcome["hand-in"]
    (worked.folder / "private.txt").write_text("mine", encoding="utf-8")
    path, _ = write_zip(worked)
    with zipfile.ZipFile(path) as archive:
        assert sorted(archive.namelist()) == ["00_welcome.ipynb", "answers.json"]


def test_older_versions_are_kept(worked, welcome):
    assert "older versions are kept" in " ".join(welcome["undo"].split())
    worked.save("limit", "number", {"number": 240, "unit": "minutes"})
    worked.save("run_menu", "choice", {"choice": "a"})
    older = [path for path in worked.folder.rglob("*.json") if path.name != "answers.json"]
    values = [json.loads(path.read_text(encoding="utf-8"))["answers"]["run_menu"]["value"] for path in older]
    assert {"choice": "b"} in values


def test_the_buttons_are_called_what_the_page_calls_them(root, welcome):
    sources = "".join(
        path.read_text(encoding="utf-8") for path in (root / "utils/localchange/frontend/src").rglob("*.js")
    )
    text = " ".join(welcome.values())
    for words in ("Check my answer", "Show a hint", "Make the file to hand in", "Back to the baseline"):
        assert words in text
        assert words in sources, words


def test_the_figure_of_the_welcome_is_the_committee_s(welcome):
    finding = evidence.work("pacmonitor2014").finding
    for number in ("337", "21", "7"):
        assert re.search(rf"\b{number}\b", finding)
        assert re.search(rf"\b{number}\b", welcome["prediction-question"])
    assert round(100 * 21 / 337) == 6
    assert "about 6%" in welcome["prediction-question"]


def test_links_between_pages_lead_somewhere(page_path, book):
    for cell in book.cells:
        if cell.cell_type != "markdown":
            continue
        for place in re.findall(r"\]\((\.\.?/[^)#]+)\)", cell.source):
            assert (page_path.parent / place).is_file(), f"{cell.id}: {place}"
        for anchor in re.findall(r"\]\(#([^)]+)\)", cell.source):
            titles = re.findall(r"^#+ (.+)$", "\n".join(each.source for each in book.cells), re.M)
            assert anchor in {title.replace(" ", "-") for title in titles}, anchor
