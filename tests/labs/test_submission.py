"""The button that makes the submission, and the theory of change that it finds."""

import io
import shutil
from pathlib import Path

import pytest
from docx import Document

from localchange import labs
from localchange.exercises import Page
from localchange.exercises.hand_in import write_zip
from localchange.models.theory_of_change import Theory, cases

ROOT = Path(__file__).parents[2]
SLUG = "07_balanced_approach"
TEXTS = {
    "issue": "Waits.",
    "recommendation": "Agree the package.",
    "timing": "By May.",
    "considerations": "Cost.",
}


@pytest.fixture
def course(tmp_path, monkeypatch):
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    for name in (f"course/{SLUG}", f"assignments/{SLUG}", "course/02_theory_of_change"):
        (tmp_path / name).mkdir(parents=True)
    shutil.copyfile(ROOT / "course" / "course.toml", tmp_path / "course" / "course.toml")
    return tmp_path


@pytest.fixture
def page(course):
    return Page(SLUG, folder=course / "course" / SLUG)


def drawn(course, theory, folder="course", key="own_theory"):
    """Have the learner draw a theory in module 2."""
    place = course / folder / "02_theory_of_change"
    place.mkdir(parents=True, exist_ok=True)
    Page("02_theory_of_change", folder=place).save(key, "theory", theory.to_json())


def made(maker, monkeypatch):
    """Press the button, and give what is sent."""
    sent = []
    monkeypatch.setattr(type(maker), "send", lambda _, content, buffers=None: sent.append((content, buffers)))
    maker._handle_custom_msg({"do": "make", "id": "mine"}, [])
    ((content, buffers),) = sent
    assert content["id"] == "mine"
    return content, buffers


def test_what_is_there_and_what_is_missing_follows_what_is_saved(page):
    maker = labs.submission(page)
    assert maker.state["words"] == 0
    assert dict(maker.state["parts"])["Issue"] == "nothing written yet"
    page.text("submission_issue", "The issue")._handle_custom_msg(
        {"do": "save", "id": "x", "value": {"text": "Waits are long."}}, []
    )
    assert maker.state["words"] == 3
    assert dict(maker.state["parts"])["Issue"] == "3 words"
    labs.package(page, "package", "Spread.").do(
        "edit", setting=dict.fromkeys(labs.PACKAGE_ITEMS, 10.0), key="goals"
    )
    assert dict(maker.state["parts"])["Annex A: the package"] == "there"


def test_the_button_gives_a_word_file(page, course, monkeypatch):
    for part, text in TEXTS.items():
        page.save(f"submission_{part}", "text", {"text": text})
    page.save("package", "allocation", {"amounts": {"target": 50, "goals": 50}})
    drawn(course, cases.matching_michigan)
    content, (file,) = made(labs.submission(page, to="Minister of State"), monkeypatch)
    assert content["file"] == "submission.docx"
    words = "\n".join(one.text for one in Document(io.BytesIO(file)).paragraphs)
    for text in (*TEXTS.values(), "To: Minister of State", cases.matching_michigan.title):
        assert text in words


def test_an_empty_page_makes_a_file_too(page, monkeypatch):
    content, (file,) = made(labs.submission(page), monkeypatch)
    assert content["file"] and len(Document(io.BytesIO(file)).inline_shapes) == 0


def test_a_theory_on_the_page_comes_before_the_one_of_module_2(page, course):
    drawn(course, cases.connecting)
    maker = labs.submission(page)
    assert maker.submission().theory == cases.connecting
    page.save("package_theory", "theory", cases.four_hour_target.to_json())
    assert maker.submission().theory == cases.four_hour_target


def test_the_learner_s_own_theory_comes_before_the_assignment_s(page, course):
    assert labs.own_theory(page) is None
    drawn(course, cases.connecting, "assignments", "theory")
    assert labs.own_theory(page) == cases.connecting
    drawn(course, Theory())
    assert labs.own_theory(page) == cases.connecting, "an empty sheet is no theory"
    drawn(course, cases.matching_michigan)
    assert labs.own_theory(page) == cases.matching_michigan


def test_a_damaged_file_of_module_2_is_passed_over(page, course):
    (course / "course" / "02_theory_of_change" / "answers.json").write_text("{")
    assert labs.own_theory(page) is None
    assert labs.submission(page).submission().theory is None


def test_while_it_is_marked_nothing_is_read(page, course, monkeypatch):
    drawn(course, cases.connecting)
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    assert labs.own_theory(page) is None
    assert labs.submission(page).comm is None


def test_the_own_theory_is_never_in_what_is_handed_in(course, monkeypatch):
    folder = course / "assignments" / SLUG
    drawn(course, cases.matching_michigan)
    page = Page(SLUG, assessed=True, folder=folder)
    page.save("submission_issue", "text", {"text": "Waits."})
    (folder / f"{SLUG}.ipynb").write_text("{}")
    made(labs.submission(page), monkeypatch)
    path, _ = write_zip(page)
    assert cases.matching_michigan.title.encode() not in path.read_bytes()
    assert "theory" not in (folder / "answers.json").read_text("utf-8")
    assert sorted(each.name for each in folder.glob("*.docx")) == []
