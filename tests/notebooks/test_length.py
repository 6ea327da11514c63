"""How long a page takes: words at a careful pace, and minutes for each thing that is done."""

import re

import nbformat
import pytest

from localchange.course import load

WORDS_A_MINUTE = 200
MINUTES = {
    "choice": 0.6,
    "several": 0.8,
    "number": 1.5,
    "prediction": 1.0,
    "ranking": 0.8,
    "allocation": 1.0,
    "setting": 0.5,
    "text": 3.0,
    "claim": 0.5,
    "theory": 9.0,
}
LAB = 11.0
CHART = 1.5


def words(text):
    text = re.sub(r"\]\([^)]*\)", "]", text)
    return len(re.findall(r"[\w’'%.,−-]*\w[\w%]*", text))


def core(book):
    return [cell for cell in book.cells if "further" not in cell.metadata.get("tags", [])]


def estimate(book, questions):
    """Give words and minutes of the core. Feedback is met only after a mistake, so it is not counted."""
    read = sum(words(cell.source) for cell in core(book) if cell.cell_type == "markdown")
    asked = [question for question in questions if not question.further]
    read += sum(words(" ".join([question.prompt, *question.options.values()])) for question in asked)
    minutes = read / WORDS_A_MINUTE + sum(MINUTES[question.kind] for question in asked)
    code = " ".join(cell.source for cell in core(book) if cell.cell_type == "code")
    minutes += LAB * code.count("labs.department(")
    minutes += CHART * len(re.findall(r"labs\.(?!department\(|theory_builder\()\w+\(", code))
    return read, minutes


def test_the_core_takes_as_long_as_the_page_says(book, questions, slug, root):
    read, minutes = estimate(book, questions)
    stated = {module.slug: module.minutes for module in load(root).modules}[slug]
    print(
        f"{slug}: {len(book.cells)} cells, {read} words, about {minutes:.0f} minutes; the page says {stated}"
    )
    assert 0.8 * stated <= minutes <= 1.1 * stated


def test_a_module_keeps_to_its_hour(root, questions_of):
    book = nbformat.read(root / "course/03_targets/03_targets.ipynb", as_version=4)
    _, minutes = estimate(book, questions_of(book))
    assert 45 <= minutes <= 63


@pytest.mark.parametrize(
    ("slug", "most"), [("00_welcome", 30), ("02_theory_of_change", 40), ("03_targets", 50)]
)
def test_a_page_has_few_cells(root, slug, most):
    """03_targets has more than the usual thirty: four pictures, and a primer that later modules use."""
    assert len(nbformat.read(root / f"course/{slug}/{slug}.ipynb", as_version=4).cells) <= most


def test_sentences_are_short(book):
    """Plain English: on average under eighteen words, and none over forty-five."""
    lengths = []
    for cell in book.cells:
        if cell.cell_type != "markdown":
            continue
        text = re.sub(r"^\s*\|.*$|^#.*$", "", cell.source, flags=re.M)
        text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text).replace("h 50", "h50")
        for paragraph in re.split(r"\n\s*\n|\n\s*(?:-|\d\.)\s", text):
            flat = " ".join(paragraph.split())
            lengths += [
                (words(sentence), sentence)
                for sentence in re.split(r"(?<=[.!?:;])[*)]*\s+", flat)
                if sentence
            ]
    mean = sum(length for length, _ in lengths) / len(lengths)
    longest = max(lengths)
    print(f"sentences: mean {mean:.1f} words, longest {longest[0]}")
    assert mean < 18
    assert longest[0] <= 45, longest[1]
