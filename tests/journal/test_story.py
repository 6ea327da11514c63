"""The journal tells what was said and what the page told of it, no more; and it changes nothing."""

from __future__ import annotations

import hashlib
import io

import pytest
from docx import Document
from docx.oxml.ns import qn

from localchange import journal
from localchange.documents.as_html import to_fragment, to_page
from localchange.documents.as_word import to_docx
from localchange.documents.blocks import Own, Report, Rows
from localchange.exercises import Page
from localchange.journal.entries import (
    NOT_COMMITTED,
    NOT_KNOWN,
    NOT_MARKED,
    NOT_TOLD,
    NOT_TRIED,
    UNSPELT,
    entries_of,
)
from localchange.journal.reading import chapters
from localchange.journal.story import journal as story
from localchange.journal.story import problems, whole

HOSTILE = "<script>alert(1)</script> **not bold** [press](https://evil.example) =cmd()"


def entry(root, key):
    return {one.key: one for chapter in chapters(root) for one in entries_of(chapter)}[key]


def shown(root):
    return to_fragment(Report("J", story(chapters(root))))


def test_a_prediction_is_there_with_its_range_and_tells_nothing_before_it_is_committed(root, learner):
    learner.guess(locked=False)
    assert entry(root, "guess").shown == NOT_COMMITTED
    assert "SECRET" not in shown(root)
    learner.guess()
    one = entry(root, "guess")
    assert one.said == "75 people, and 80% sure of 40 to 90"
    assert (one.shown, one.known) == ("In our toy SECRET-TWELVE.", True)
    assert "How many?" in shown(root)


def test_what_the_page_works_out_first_is_not_known_and_that_is_said(root, learner):
    learner.guess("other")
    one = entry(root, "other")
    assert (one.shown, one.known) == (NOT_KNOWN, False)


def test_statements_are_told_together_as_on_the_page(root, learner):
    learner.choose("front_a", "true")
    assert entry(root, "front_a").shown == NOT_TOLD
    learner.page.save("front_b", "choice", {"choice": "true"})
    assert entry(root, "front_a").shown == NOT_TOLD
    learner.choose("front_b", "true", 90)
    assert entry(root, "front_a").shown == "It is: True. You were right."
    assert entry(root, "front_b").shown == "It is: False. You were not right."
    assert entry(root, "front_b").said == "True (90% sure)"


def test_a_worked_answer_comes_after_a_try(root, learner):
    learner.choose("weigh", "a")
    assert entry(root, "weigh").shown == NOT_TRIED
    assert "SECRET" not in shown(root)
    learner.choose("weigh", "a", tries=1)
    assert entry(root, "weigh").shown == "You were not right. SECRET-FEEDBACK SECRET-WORKED"


def test_of_an_assignment_nothing_is_told(root, learner):
    learner.guess("foresee", task=True)
    assert entry(root, "foresee").shown == NOT_MARKED


def test_the_evidence_is_listed_once_every_prediction_is_committed(root, learner):
    learner.guess()
    assert "14%" not in shown(root)
    learner.guess("other")
    assert "https://doi.org/10.1162/rest_a_01044" in shown(root) and "Caution:" in shown(root)


def test_a_number_of_ones_own_is_there_and_one_of_practice_is_not(root, learner):
    learner.page.save("own_predicted", "number", {"number": 3, "unit": "hours"})
    learner.page.save("nobody_asks_this", "number", {"number": 3, "unit": "hours"})
    found = [one.key for chapter in chapters(root) for one in entries_of(chapter)]
    assert found == ["own_predicted"]


def test_an_answer_to_a_question_that_is_gone_is_kept_and_said(root, learner):
    learner.write("My words.", "gone")
    assert entry(root, "gone").said == "My words."
    assert entry(root, "gone").prompt.startswith(UNSPELT)


@pytest.mark.parametrize("damage", ["{", "", "[]", '{"schema": "localchange-answers"}', "\0" * 50])
def test_a_damaged_file_is_named_left_alone_and_costs_the_others_nothing(root, learner, damage):
    learner.write("My words.")
    path = root / "assignments/03_targets/answers.json"
    path.write_text(damage)
    found = chapters(root)
    told = problems(found)
    assert str(path) in str(told) and "left as it is" in str(told)
    assert any(isinstance(block, Own) and block.text == "My words." for block in story(found))
    assert path.read_text() == damage


def test_a_page_that_cannot_be_read_keeps_the_words(root, learner):
    learner.write("My words.")
    (root / "course/03_targets/03_targets.ipynb").write_text("{")
    found = chapters(root)
    assert "03_targets.ipynb" in str(problems(found))
    assert any(isinstance(block, Own) and block.text == "My words." for block in story(found))


def test_hostile_words_stand_as_text_everywhere(root, learner):
    learner.write(HOSTILE)
    learner.claim("improve", after=40, verdict="mixed", change_mind=HOSTILE)
    page = Page("journal", folder=root / "course")
    for state in (journal.show(page).state, journal.ledger_at_the_end(page).state):
        own = [block for block in state["blocks"] if block["is"] == "own"]
        assert [block["text"] for block in own] == [HOSTILE]
    html = to_page(whole(root, learner.page.read()["own"].saved))
    assert "<script>alert" not in html and "&lt;script&gt;" in html
    assert 'href="https://evil' not in html
    document = Document(io.BytesIO(to_docx(whole(root, learner.page.read()["own"].saved))))
    quoted = [each for each in document.paragraphs if each.style.name == "Quote"]
    assert [each.text for each in quoted] == [HOSTILE, HOSTILE]
    assert not any(each.hyperlinks for each in quoted)


def test_a_damaged_file_cannot_put_a_link_on_the_page(root, learner):
    """Its words stand in the message that says what is wrong with it."""
    learner.write("x")
    path = root / "assignments/03_targets/answers.json"
    path.write_text(
        '{"schema": "localchange-answers", "version": 1, "page": "[press](https://evil.example)", "answers": {}}'
    )
    html = to_fragment(Report("J", (*problems(chapters(root)), *story(chapters(root)))))
    assert "evil.example" in html and "href" not in html


def test_the_word_file_reads_back(root, learner):
    learner.guess()
    learner.write("First line.\nSecond line.")
    learner.claim("improve", before=30, after=60, verdict="mixed")
    path, made = journal.write_journal(root / "course/03_targets")
    assert path == root / "course" / "my-journal.docx" and path.read_bytes() == made
    document = Document(io.BytesIO(made))
    headings = [
        (each.style.name, each.text)
        for each in document.paragraphs
        if each.style.name[:4] in ("Titl", "Head")
    ]
    assert headings == [
        ("Title", "My journal of the course"),
        ("Heading 1", "What I believed, and what I believe now"),
        ("Heading 2", "Targets improve what they aim at."),
        ("Heading 1", "How sure I was, and how often I was right"),
        ("Heading 1", "Targets: the promise"),
    ]
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    ledger, foreseen = document.tables
    assert [cell.text for cell in ledger.rows[1].cells] == [
        "Targets improve what they aim at.",
        "30% sure, in module 03",
        "60% sure, in module 03",
        "mixed",
        "supported",
    ]
    assert foreseen.rows[1].cells[1].text == "75 people, and 80% sure of 40 to 90"
    assert document.core_properties.language == "en-GB"
    assert "First line.\nSecond line." in [each.text for each in document.paragraphs]


def test_nothing_but_the_word_file_is_written(root, learner, say):
    learner.guess()
    learner.write("My words.")

    def state():
        return {
            path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in root.rglob("*")
            if path.is_file()
        }

    before = state()
    page = Page("journal", folder=root / "course")
    widgets = [journal.show(page), journal.ledger_at_the_end(page), journal.progress(page)]
    journal.confidence(page)
    for widget in widgets:
        say(widget, "refresh")
    assert state() == before
    say(widgets[1], "save")
    assert state() == before, "only the journal has the button"
    assert "my-journal.docx" in say(widgets[0], "save")["said"]
    after = state()
    assert after.pop("course/my-journal.docx")
    assert after == before


def test_refresh_reads_what_was_answered_meanwhile(root, learner, say):
    widget = journal.show(Page("journal", folder=root / "course"))
    assert "nothing in your journal yet" in str(widget.state)
    learner.write("Written since.")
    state = say(widget, "refresh")
    assert state["said"] and "Written since." in str(state["blocks"])


def test_where_the_word_file_cannot_be_written_that_is_said(root, learner, say):
    learner.write("My words.")
    (root / "course/my-journal.docx").mkdir()
    state = say(journal.show(Page("journal", folder=root / "course")), "save")
    assert "was not written" in state["problem"]
    assert "My words." in str(state["blocks"])


def test_away_from_the_course_it_says_so(tmp_path):
    state = journal.show(Page("journal", folder=tmp_path)).state
    assert "no course" in str(state["blocks"])


def test_tables_have_a_cell_under_each_heading(root, learner):
    learner.guess()
    learner.choose("front_a", "true")
    for block in story(chapters(root)):
        if isinstance(block, Rows):
            assert all(len(row) == len(block.headings) for row in block.rows)
