"""The parts of a Word document, opened again and looked at."""

import io

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from localchange.documents import word
from localchange.models.theory_of_change import cases
from localchange.theory_files import to_png

PNG = to_png(cases.matching_michigan)


def opened(document):
    return Document(io.BytesIO(word.to_bytes(document)))


def test_a_document_says_its_title_and_its_language_and_nobodys_name():
    found = opened(word.new_document("A title"))
    assert found.core_properties.title == "A title"
    assert found.core_properties.language == "en-GB"
    assert found.core_properties.author == ""
    assert found.styles["Normal"].element.rPr.find(qn("w:lang")).get(qn("w:val")) == "en-GB"
    assert found.sections[0].page_width < found.sections[0].page_height
    across = opened(word.new_document("A title", across=True)).sections[0]
    assert across.page_width > across.page_height


def luminance(colour):
    """As WCAG 2.2 defines relative luminance."""
    parts = [part / 255 for part in colour]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_no_style_that_is_used_is_too_pale_to_read():
    styles = opened(word.new_document("T")).styles
    for name in ("Normal", "Title", "Heading 1", "Heading 2", "Caption", "Quote", "List Bullet"):
        colour = styles[name].font.color.rgb
        assert colour is None or 1.05 / (luminance(colour) + 0.05) >= 4.5, name


def test_headings_are_headings_and_the_first_row_of_a_table_is_marked():
    document = word.new_document("T")
    word.heading(document, "All", 0)
    word.heading(document, "Part", 1)
    word.table(document, ["A", "B"], [["1", "2"], ["3", "4"]])
    word.table(document, ["A"], [], none="Nothing here.")
    found = opened(document)
    assert [(each.style.name, each.text) for each in found.paragraphs] == [
        ("Title", "All"),
        ("Heading 1", "Part"),
        ("Normal", "Nothing here."),
    ]
    (table,) = found.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["A", "B"], ["1", "2"], ["3", "4"]]
    marked = [
        row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows
    ]
    assert marked == [True, False, False]


@pytest.mark.parametrize("across", [False, True])
def test_a_picture_fits_the_page_and_has_its_words(across):
    document = word.new_document("T", across=across)
    word.picture(document, PNG, "What it shows.", title="Its name")
    found = opened(document)
    (shape,) = found.inline_shapes
    section = found.sections[0]
    assert shape.width <= section.page_width - section.left_margin - section.right_margin
    assert shape.height <= 13.5 * 360_000 + 1
    assert shape._inline.docPr.get("descr") == "What it shows."
    assert shape._inline.docPr.get("title") == "Its name"


@settings(deadline=None, max_examples=25)
@given(st.text(max_size=200))
def test_what_somebody_wrote_stands_there_as_text(text):
    """Letters that no file can hold are left out; every other one is there, marks and all."""
    document = word.new_document("T")
    word.paragraph(document, text)
    word.table(document, ["A"], [[text]])
    found = opened(document)
    kept = word.fit(text).replace("\r\n", "\n").replace("\r", "\n")
    assert found.paragraphs[0].text.replace("\r", "\n") == kept
    assert found.tables[0].cell(1, 0).text.replace("\r", "\n") == kept
    assert not found.element.body.findall(f".//{qn('w:hyperlink')}")


def test_words_of_the_course_keep_their_marks_and_links():
    document = word.new_document("T")
    text = "It **fell** by *half*, see [Gruber 2023](https://doi.org/10.1162/rest_a_01044), 2 * 3 * 4 too."
    word.marked_paragraph(document, text)
    (made,) = opened(document).paragraphs
    assert made.text == "It fell by half, see Gruber 2023, 2 * 3 * 4 too."
    assert [run.text for run in made.runs if run.bold] == ["fell"]
    assert [run.text for run in made.runs if run.italic] == ["half"]
    (link,) = made.hyperlinks
    assert (link.text, link.address) == ("Gruber 2023", "https://doi.org/10.1162/rest_a_01044")


def test_only_an_address_on_the_web_becomes_a_link():
    document = word.new_document("T")
    word.marked_paragraph(document, "[press](javascript:alert(1)) and [file](file:///etc/passwd)")
    (made,) = opened(document).paragraphs
    assert made.hyperlinks == []


def test_a_long_alternative_is_cut_and_says_so():
    document = word.new_document("T")
    word.picture(document, PNG, "word " * 2000)
    words = opened(document).inline_shapes[0]._inline.docPr.get("descr")
    assert len(words) <= 4000 and words.endswith("say the rest.")
