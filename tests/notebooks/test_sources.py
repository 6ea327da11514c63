"""Each source that a page names is in the bibliography, and both sides of the case weigh the same."""

import ast
import re

import nbformat
import pytest

from localchange import evidence

LINK = re.compile(r"\]\((https?://[^\s]+?)\)(?=[\s).,;*:]|$)", re.M)


def prose(book):
    return "\n".join(cell.source for cell in book.cells if cell.cell_type == "markdown")


def test_each_link_is_to_a_work_in_the_bibliography(book):
    text = prose(book)
    links = LINK.findall(text)
    assert len(links) == len(re.findall(r"https?://", text)), "every address belongs in a link"
    for link in links:
        assert len(evidence.works_cited_in(f"[x]({link})")) == 1, f"{link} is no work of the bibliography"


def test_each_link_names_the_year_of_its_work_or_its_publisher(book):
    for words, link in re.findall(r"\[([^\]]+)\]\((https?://\S+?)\)(?=[\s).,;*:]|$)", prose(book)):
        (work,) = evidence.works_cited_in(f"[x]({link})")
        year = re.search(r"\b(?:19|20)\d\d\b", words)
        assert year is None or year.group() == str(work.year), f"{words}: the work is of {work.year}"


def test_a_link_to_no_work_is_noticed():
    with pytest.raises(evidence_error()):
        evidence.works_cited_in("[x](https://doi.org/10.1000/nowhere)")
    assert evidence.works_cited_in("[x](https://example.org/a)") == ()


def evidence_error():
    from localchange.errors import CourseError

    return CourseError


@pytest.fixture(scope="module")
def targets(root):
    return nbformat.read(root / "course/03_targets/03_targets.ipynb", as_version=4)


def test_the_list_at_the_end_has_every_work_that_the_page_cites(targets):
    cell = next(cell for cell in targets.cells if cell.id == "sources-list")
    (call,) = [node for node in ast.walk(ast.parse(cell.source)) if isinstance(node, ast.Call)]
    listed = {ast.literal_eval(argument) for argument in call.args}
    cited = {work.key for work in evidence.works_cited_in(prose(targets))}
    assert cited <= listed
    assert all(evidence.work(key) for key in listed)


def test_the_case_for_and_the_case_against_weigh_the_same(targets):
    """As many studies, as many cautions, and about as many words on each side."""
    sides = [cell.source for cell in targets.cells if cell.id in ("evidence-for", "evidence-against")]
    sides[1] = sides[1].split("**A bridge between the two.**")[0]
    points = [len(re.findall(r"^- \*\*", side, re.M)) for side in sides]
    cautions = [side.count("*Caution:*") for side in sides]
    words = [len(re.sub(r"\]\([^)]*\)", "]", side).split()) for side in sides]
    print(f"for and against: {points} points, {cautions} cautions, {words} words")
    assert points[0] == points[1] == cautions[0] == cautions[1]
    assert 0.8 <= words[0] / words[1] <= 1.25


def test_no_passage_is_put_in_anyones_mouth(book):
    """Findings are paraphrased: no long passage stands in quotation marks."""
    for quoted in re.findall(r"[“\"]([^”\"]{25,})[”\"]", prose(book)):
        pytest.fail(f"quoted: {quoted}")


AMERICAN = re.compile(
    r"\b(\w*(?:ization|izing|ized|izes)\b|color|behavior|center\b|favor\w*|labor\b|program\b|fulfill\b|analyz\w+|judgment)",
    re.I,
)


def test_spelling_is_british(book, root, slug):
    texts = [cell.source for cell in book.cells if cell.cell_type == "markdown" or "page." in cell.source]
    texts.append((root / f"course/{slug}/facilitator.md").read_text(encoding="utf-8"))
    found = [word for text in texts for word in AMERICAN.findall(re.sub(r"https?://\S+", "", text))]
    assert found == []
